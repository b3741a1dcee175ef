//! What several mentions of one event say together, and where they disagree.
//!
//! Each field goes by the number of independent reports (copies count once), then by how exact a value is, then by the earliest
//! mention. The mention that agrees most stands for the event; fields in which it does not are taken from another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::cluster::{Basis, Group, Party, Telling};
use crate::code::Status;

/// What is told of an event.
pub(super) struct Consensus {
    /// The mention that stands for it.
    pub(super) best: i64,
    /// Whether it happened.
    pub(super) status: Status,
    /// Its day.
    pub(super) day: Option<i32>,
    /// The mention that tells its place.
    pub(super) place: Option<i64>,
    /// Fields that another mention tells, with its key.
    from: Vec<(&'static str, i64)>,
    /// Fields with several values, each with the mentions that tell it.
    disagreements: Vec<Disagreement>,
}

/// A field, and its values, each with the keys of the mentions that tell it.
type Disagreement = (&'static str, Vec<(String, Vec<i64>)>);

/// Fact before plan before denial: what of the statuses of its mentions an event has.
const STATUSES: [Status; 7] = [
    Status::Actual,
    Status::Ongoing,
    Status::Background,
    Status::Planned,
    Status::Failed,
    Status::Denied,
    Status::Hypothetical,
];

/// One field of an event.
struct Field {
    name: &'static str,
    /// How much a mention counts for standing for the event if it has the value of most.
    weight: usize,
    /// Values, each with the mentions that tell it.
    values: BTreeMap<String, Vec<usize>>,
    chosen: Option<String>,
}

/// Puts the mentions of a group together.
pub(super) fn consensus(group: &Group) -> Consensus {
    let members = &group.members;
    let status = STATUSES.into_iter().find(|status| members.iter().any(|telling| telling.status == *status));
    let status = status.unwrap_or(Status::Actual);
    let fields = [
        Field::of("date", 3, members, |telling| dated(telling, status)),
        Field::of("actors", 3, members, |telling| names(&telling.actors)),
        Field::of("recipients", 2, members, |telling| names(&telling.recipients)),
        Field::of("location", 2, members, |telling| {
            telling.spot.as_ref().map(|spot| (spot.name.clone(), u8::from(spot.is_city)))
        }),
    ];
    let agrees = |idx: usize| {
        let agreed = fields.iter().filter(|field| field.agrees(idx)).map(|field| field.weight).sum::<usize>();
        agreed + if members[idx].status == status { 4 } else { 0 }
    };
    let best = (0..members.len()).max_by_key(|idx| (agrees(*idx), members[*idx].tells(), std::cmp::Reverse(*idx)));
    let best = best.unwrap_or(0);
    let teller = |name: &str| fields.iter().find(|field| field.name == name).and_then(|field| field.teller(best));
    let day = teller("date").or(Some(best)).and_then(|idx| members[idx].day());
    let from = fields.iter().filter_map(|field| Some((field.name, field.teller(best).filter(|idx| *idx != best)?)));
    Consensus {
        best: members[best].key,
        status,
        day,
        place: teller("location").map(|idx| members[idx].key),
        from: from.map(|(name, idx)| (name, members[idx].key)).collect(),
        disagreements: disagreements(members, &fields),
    }
}

impl Field {
    /// A field's value in each mention, with how exact it is.
    fn of(
        name: &'static str,
        weight: usize,
        members: &[Telling],
        value: impl Fn(&Telling) -> Option<(String, u8)>,
    ) -> Self {
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut rank: BTreeMap<String, (u8, BTreeSet<i64>)> = BTreeMap::new();
        for (idx, telling) in members.iter().enumerate() {
            let Some((value, exact)) = value(telling) else { continue };
            values.entry(value.clone()).or_default().push(idx);
            let known = rank.entry(value).or_default();
            known.0 = known.0.max(exact);
            known.1.insert(telling.story);
        }
        let first = |value: &String| std::cmp::Reverse(values[value].first().copied());
        let chosen = rank.iter().max_by_key(|(value, (exact, stories))| (*exact, stories.len(), first(value)));
        let chosen = chosen.map(|(value, _)| value.clone());
        Self { name, weight, values, chosen }
    }

    fn agrees(&self, idx: usize) -> bool {
        self.chosen.as_ref().is_none_or(|value| self.values[value].contains(&idx))
    }

    /// The mention whose words tell the chosen value: this one if it does.
    fn teller(&self, best: usize) -> Option<usize> {
        let tellers = &self.values[self.chosen.as_ref()?];
        if tellers.contains(&best) { Some(best) } else { tellers.first().copied() }
    }
}

/// The day; exact where the text tells it, and told as fact if the event is one.
fn dated(telling: &Telling, status: Status) -> Option<(String, u8)> {
    let time = telling.time;
    let exact = match time.basis {
        Basis::None => return None,
        Basis::Text if time.first == time.last && telling.status == status => 3,
        Basis::Text if time.first == time.last => 2,
        Basis::Text | Basis::Publication => 1,
    };
    Some((format!("{} {}", time.first, time.last), exact))
}

fn names(parties: &[Party]) -> Option<(String, u8)> {
    let names: Vec<&str> = parties.iter().map(|party| party.entity.as_str()).collect();
    (!names.is_empty()).then(|| (names.join(" "), u8::from(parties.iter().any(Party::is_known))))
}

fn disagreements(members: &[Telling], fields: &[Field]) -> Vec<Disagreement> {
    let keys = |tellers: &[usize]| tellers.iter().map(|idx| members[*idx].key).collect::<Vec<_>>();
    let mut found = Vec::new();
    let mut note = |name, values: Vec<(String, Vec<i64>)>| {
        if values.len() > 1 {
            found.push((name, values));
        }
    };
    for field in fields {
        // Days of publication follow each other without anybody disagreeing.
        let is_told = |idx: &usize| field.name != "date" || members[*idx].time.basis == Basis::Text;
        let told = field.values.iter().filter(|(_, tellers)| tellers.iter().any(is_told));
        note(field.name, told.map(|(value, tellers)| (value.clone(), keys(tellers))).collect());
    }
    let by = |value: &dyn Fn(&Telling) -> Option<String>| {
        let mut values: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for telling in members {
            if let Some(value) = value(telling) {
                values.entry(value).or_default().push(telling.key);
            }
        }
        values.into_iter().collect::<Vec<_>>()
    };
    note("status", by(&|telling| Some(telling.status.as_str().to_owned())));
    note("event", by(&|telling| Some(telling.event.clone())));
    note("dead", by(&|telling| telling.toll[0].map(|dead| dead.to_string())));
    note("injured", by(&|telling| telling.toll[1].map(|injured| injured.to_string())));
    found
}

impl Consensus {
    /// As it is stored: keys of rows instead of what they say.
    pub(super) fn json(&self, why: &[(i32, String)]) -> Value {
        let from: serde_json::Map<String, Value> =
            self.from.iter().map(|(name, key)| ((*name).to_owned(), json!(key))).collect();
        let disagreements: Vec<Value> = self
            .disagreements
            .iter()
            .map(|(field, values)| {
                json!([field, values.iter().map(|(value, keys)| json!([value, keys])).collect::<Vec<_>>()])
            })
            .collect();
        json!({ "from": from, "disagreements": disagreements, "why": why })
    }
}
