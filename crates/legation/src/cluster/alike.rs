//! How much speaks for two mentions telling of one happening.
//!
//! A sum of weights, above 0 for the same happening; what rules it out ends the sum. The weights were set by hand and then moved
//! one at a time, with a penalty for each step away, to fit `testdata/events/first` and `second`; `third` was not used.

use super::parties::{Agreement, compare, compare_all};
use super::telling::{Basis, Spot, Telling, Time};
use super::types::SameEvent;
use crate::code::Status;

/// What all else is weighed against.
const START: f32 = -2.2;
/// What the same words in the sentence weigh.
const WORDING: f32 = 6.0;
/// What it weighs that the documents are about the same names.
const CONTEXT: f32 = 3.3;
/// What it weighs to stand in one document.
const ONE_DOCUMENT: f32 = 1.0;
/// What it weighs that the documents are copies and the words the same.
const COPY: f32 = 3.0;
/// Words that are the same from here on.
const COPIED_WORDS: f32 = 0.6;
/// Documents that share less than this, in words and names together, tell of different things even where parties and day agree.
const THIN_AT: f32 = 0.15;
/// What that weighs.
const THIN: f32 = -2.0;
/// A mention without date can tell of what happened this many days before.
const UNDATED_DAYS: i32 = 45;
/// Villages that lie this near can be named for each other.
const NEAR_KM: f64 = 30.0;

/// Acts that two do with each other, so that either can be named first.
const MUTUAL: [&str; 3] = ["AGREE", "CONSULT", "COOPERATE"];
/// Acts of which it is often disputed, or told only later, who did it.
const DISPUTED: &str = "ASSAULT";
/// Acts that are known by who does them: without that there is little to go by.
const OF_SOMEBODY: [&str; 9] =
    ["ACCUSE", "AID", "CONCEDE", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"];

/// What speaks for one happening and what against it, part by part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Likeness {
    /// The sum; above 0 they are the same.
    pub(super) score: f32,
    types: f32,
    status: f32,
    time: f32,
    place: f32,
    who: f32,
    toll: f32,
    wording: f32,
    context: f32,
}

/// Compares two mentions; none where they cannot tell of one happening.
pub(super) fn compare_tellings(types: &SameEvent, left: &Telling, right: &Telling) -> Option<Likeness> {
    let mut found = Likeness {
        score: START,
        types: types.weight(&left.event, &right.event)? + manner(left, right),
        status: status(left, right)?,
        time: time(left, right)?,
        place: place(left.spot.as_ref(), right.spot.as_ref())?,
        who: who(left, right)?,
        toll: toll(left, right),
        ..Likeness::default()
    };
    let words = left.words.alike(&right.words);
    found.wording = WORDING * words;
    if left.document == right.document && left.sentence == right.sentence {
        // Each happening has one mention in a sentence: that its words are the same says nothing.
        found.wording = 0.0;
    } else if left.document == right.document {
        found.context = ONE_DOCUMENT;
    } else {
        let is_copy = left.story == right.story && words >= COPIED_WORDS;
        let names = left.context.alike(&right.context);
        found.context =
            CONTEXT * names + if is_copy { COPY } else { 0.0 } + if words + names < THIN_AT { THIN } else { 0.0 };
    }
    found.score += found.parts().iter().map(|(_, weight)| weight).sum::<f32>();
    Some(found)
}

impl Likeness {
    fn parts(&self) -> [(&'static str, f32); 8] {
        [
            ("type", self.types),
            ("status", self.status),
            ("time", self.time),
            ("place", self.place),
            ("parties", self.who),
            ("numbers", self.toll),
            ("words", self.wording),
            ("documents", self.context),
        ]
    }

    /// What weighed, in words: "time +2.0, place +1.8, words +2.4".
    pub(super) fn why(&self) -> String {
        let parts = self.parts();
        let told = parts.iter().filter(|(_, weight)| weight.abs() >= 0.05);
        told.map(|(name, weight)| format!("{name} {weight:+.1}")).collect::<Vec<_>>().join(", ")
    }
}

/// Told as fact by one and as plan, denial or possibility by the other.
fn status(left: &Telling, right: &Telling) -> Option<f32> {
    use Status::{Denied, Failed, Hypothetical, Planned};
    let is_fact = |status: Status| !matches!(status, Denied | Failed | Hypothetical | Planned);
    match (left.status, right.status) {
        (one, other) if one == other || is_fact(one) && is_fact(other) => Some(0.0),
        (Planned, Failed) | (Failed, Planned) => Some(-0.5),
        (Failed | Hypothetical, Denied) | (Denied, Failed | Hypothetical) => None,
        (Planned, other) | (other, Planned) if is_fact(other) => Some(-0.5),
        (Denied, other) | (other, Denied) if is_fact(other) => Some(-0.5),
        (Hypothetical, other) | (other, Hypothetical) if is_fact(other) => Some(-1.5),
        (Hypothetical, Planned) | (Planned, Hypothetical) => Some(-1.0),
        _ => None,
    }
}

/// Acts of one type that are done in different ways: by telephone or face to face, an abduction or another attack.
fn manner(left: &Telling, right: &Telling) -> f32 {
    let both = |event: &str| left.event == event && right.event == event;
    let is = |telling: &Telling, codes: &[&str]| codes.iter().any(|code| telling.cameo.starts_with(code));
    let (call, meeting) = (["041"], ["042", "043", "044", "046"]);
    let is_abduction = |telling: &Telling| telling.mode.as_deref() == Some("abduct");
    match () {
        () if both("CONSULT") && (is(left, &call) && is(right, &meeting) || is(left, &meeting) && is(right, &call)) => {
            -4.0
        }
        () if both("ASSAULT") && is_abduction(left) != is_abduction(right) => -2.0,
        () => 0.0,
    }
}

/// The time that is compared: what is denied or only possible is dated by the denial, and a day of publication says nothing
/// against a day that the same document tells.
fn compared_time(telling: &Telling, other: &Telling) -> Time {
    let is_doubted = matches!(telling.status, Status::Denied | Status::Hypothetical);
    let is_told_there = telling.document == other.document
        && telling.time.basis == Basis::Publication
        && other.time.basis == Basis::Text;
    if is_doubted || is_told_there { Time { basis: Basis::None, ..telling.time } } else { telling.time }
}

fn time(left: &Telling, right: &Telling) -> Option<f32> {
    use Basis::{None as Unknown, Publication, Text};
    let (one, other) = (compared_time(left, right), compared_time(right, left));
    match (one.basis, other.basis) {
        (Text, Text) => told_times(one, other),
        (Text, Publication) => told_and_published(one, other.last),
        (Publication, Text) => told_and_published(other, one.last),
        (Publication, Publication) => match (one.last - other.last).abs() {
            0 => Some(1.2),
            1 => Some(0.8),
            2 => Some(0.0),
            3..=5 => Some(-1.0),
            6..=14 => Some(-2.5),
            _ => None,
        },
        (Unknown, Unknown) => Some(-1.0),
        (Unknown, _) => undated(left.published, other),
        (_, Unknown) => undated(right.published, one),
    }
}

/// Both texts tell it. Attacks on days that follow each other are two, however alike.
fn told_times(one: Time, other: Time) -> Option<f32> {
    let gap = (one.first - other.last).max(other.first - one.last);
    let is_day = |time: Time| time.first == time.last;
    match gap {
        ..=0 if is_day(one) && is_day(other) => Some(2.0),
        ..=0 if is_day(one) || is_day(other) => Some(0.7),
        ..=0 => Some(0.3),
        1 if !is_day(one) || !is_day(other) => Some(-3.0),
        _ => None,
    }
}

/// One text tells it, of the other only the day of publication is known.
fn told_and_published(told: Time, published: i32) -> Option<f32> {
    match published - told.last {
        0 | 1 => Some(1.3),
        2..=3 => Some(0.3),
        4..=14 => Some(-2.0),
        15..=UNDATED_DAYS => Some(-1.8),
        -1 => Some(-0.5),
        ..=-2 if published >= told.first => Some(0.2),
        _ => None,
    }
}

/// Of one only the day of publication is known, and that it was before.
fn undated(published: Option<i32>, other: Time) -> Option<f32> {
    match published.map(|day| day - other.last) {
        None => Some(-1.5),
        Some(0..=7) => Some(-0.1),
        Some(8..=UNDATED_DAYS) => Some(-1.0),
        Some(_) => None,
    }
}

fn place(left: Option<&Spot>, right: Option<&Spot>) -> Option<f32> {
    let (Some(left), Some(right)) = (left, right) else { return Some(0.0) };
    let is_same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    if left.country.is_some() && right.country.is_some() && left.country != right.country {
        return Some(-4.0);
    }
    let names_other = |one: &Spot, other: &Spot| one.admin1.as_deref() == Some(&other.name);
    match (left.is_city, right.is_city) {
        _ if left.name == right.name => Some(if left.is_city { 1.8 } else { 0.8 }),
        (true, true) => match (left.position, right.position) {
            (Some(one), Some(other)) if distance_km(one, other) <= NEAR_KM => Some(0.3),
            (Some(_), Some(_)) => None,
            _ => Some(-1.5),
        },
        _ if names_other(left, right) || names_other(right, left) => Some(0.9),
        _ if left.admin1.is_some() && right.admin1.is_some() && !is_same(&left.admin1, &right.admin1) => Some(-1.5),
        _ if is_same(&left.country, &right.country) => Some(0.3),
        _ => Some(0.0),
    }
}

/// Great-circle distance.
fn distance_km((north, east): (f64, f64), (other_north, other_east): (f64, f64)) -> f64 {
    const EARTH_KM: f64 = 6371.0;
    let (lat, other_lat) = (north.to_radians(), other_north.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(other_north - north) + lat.cos() * other_lat.cos() * half(other_east - east);
    2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
}

fn who(left: &Telling, right: &Telling) -> Option<f32> {
    let is = |list: &[&str]| list.contains(&left.event.as_str()) && list.contains(&right.event.as_str());
    if is(&MUTUAL) || left.reciprocal && right.reciprocal {
        return match compare_all(left, right) {
            Agreement::Same if left.parties().count() > 1 && right.parties().count() > 1 => Some(2.5),
            Agreement::Same => Some(1.5),
            Agreement::SameWords => Some(1.0),
            Agreement::Unknown => Some(-0.5),
            Agreement::Partly => Some(-1.5),
            Agreement::Different => None,
        };
    }
    let is_disputed = is(&[DISPUTED]);
    let side = |agreement, same: f32| match agreement {
        Agreement::Same => Some(same),
        Agreement::SameWords => Some(0.4),
        Agreement::Unknown => Some(0.0),
        Agreement::Partly => Some(0.3),
        Agreement::Different if is_disputed => Some(-2.5),
        Agreement::Different => None,
    };
    let actors = match compare(&left.actors, &right.actors) {
        Agreement::Unknown if OF_SOMEBODY.contains(&left.event.as_str()) => -1.0,
        agreement => side(agreement, 2.4)?,
    };
    let recipients = side(compare(&left.recipients, &right.recipients), 2.0).unwrap_or(-2.5);
    Some(actors + recipients)
}

fn toll(left: &Telling, right: &Telling) -> f32 {
    let one = |(left, right): (Option<u64>, Option<u64>)| match (left, right) {
        (Some(left), Some(right)) if left == right => 0.8,
        (Some(left), Some(right)) if left.max(right) > 3 * left.min(right) => -1.5,
        _ => 0.0,
    };
    left.toll.into_iter().zip(right.toll).map(one).sum()
}
