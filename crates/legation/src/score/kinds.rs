//! The project's cases of positions, quotations, votes, mediations and visits: `testdata/kinds/*.toml`.
//!
//! The kind of a file is the first word of its name; a case without rows wants none. Words are the same where they share
//! most of their bytes; entities go by code, or by name where a case names a person.

use std::ops::Range;

use serde::Deserialize;

use super::case::is_called;
use super::set::US;
use super::{Judgement, Key, Tally};
use crate::CodedDocument;
use crate::code::Words;
use crate::entity::Entity;
use crate::mediation::Mediation;
use crate::position::Position;
use crate::record::Kind;
use crate::speech::Quotation;
use crate::visit::Visit;
use crate::vote::Vote;

/// A file of cases of one kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindFile {
    /// The cases, in order.
    pub case: Vec<KindCase>,
}

/// A text, and all rows of the kind that must be coded in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KindCase {
    /// Unique name.
    pub id: String,
    /// One or more sentences.
    pub text: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Looks as if it told of something, and does not.
    pub near_miss: bool,
    /// Who stands where.
    pub positions: Vec<WantedPosition>,
    /// Who said what.
    pub quotations: Vec<WantedQuotation>,
    /// How a body voted.
    pub votes: Vec<WantedVote>,
    /// Who goes between whom.
    pub mediations: Vec<WantedMediation>,
    /// Who went where.
    pub visits: Vec<WantedVisit>,
}

/// A position that is wanted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedPosition {
    holder: String,
    stance: String,
    polarity: i8,
    proposition: String,
    targets: Option<Vec<String>>,
    attribution: Option<Vec<String>>,
}

/// A quotation that is wanted; its parts stand with ` … ` between them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedQuotation {
    speaker: String,
    cue: Option<String>,
    content: String,
    direct: bool,
}

/// A vote that is wanted. What is left out is not checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedVote {
    body: String,
    #[serde(rename = "body_text")]
    _body_text: Option<String>,
    draft: Option<String>,
    subject: Option<String>,
    outcome: String,
    #[serde(default)]
    sponsors: Vec<String>,
    #[serde(rename = "for")]
    in_favour: Option<u32>,
    against: Option<u32>,
    abstain: Option<u32>,
    #[serde(default)]
    votes: Vec<(String, String)>,
}

/// A mediation that is wanted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedMediation {
    mediator: String,
    role: String,
    #[serde(default)]
    parties: Vec<String>,
    issue: Option<String>,
    stage: String,
}

/// A visit that is wanted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedVisit {
    visitor: String,
    #[serde(default)]
    stops: Vec<String>,
    #[serde(default)]
    cities: Vec<String>,
    hosts: Option<Vec<String>>,
    made: bool,
    #[serde(rename = "planned")]
    _planned: Option<Vec<String>>,
    purpose: Option<String>,
}

/// Compares a case with what was coded: first what a row is about, then all that the case says of it.
pub(super) fn judge(set: &str, case: &KindCase, coded: &CodedDocument) -> Judgement {
    let mut judgement = Judgement::default();
    let text = case.text.as_str();
    let stem = set.rsplit('/').next().unwrap_or(set);
    let kind = Kind::ALL.into_iter().find(|kind| stem.starts_with(kind.as_str()));
    let mut count =
        |levels: [&'static str; 2], wanted: usize, found: &[String], right: [usize; 2], missed: Vec<String>| {
            for (level, right) in levels.into_iter().zip(right) {
                let key = Key { set: set.to_owned(), system: US, level, one_answer: false };
                let tally = Tally { wanted: wanted as u64, found: found.len() as u64, right: right as u64 };
                judgement.count(&key, "", tally);
            }
            if right[1] < wanted || found.len() > wanted {
                let missed = missed.join("; ");
                let got = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
                judgement.failures.push(format!("{set}: {}: wanted {missed}, got {got}", case.id));
            }
        };
    match kind {
        Some(Kind::Positions) => {
            let levels = ["holder and words", "all of the position"];
            let right = paired(&case.positions, &coded.positions, |w, f| w.is_about(text, f), |w, f| w.is_met_by(f));
            let found: Vec<String> = coded.positions.iter().map(position).collect();
            count(levels, case.positions.len(), &found, right, shown(&case.positions));
        }
        Some(Kind::Quotations) => {
            let levels = ["words", "words, speaker and manner"];
            let right = paired(&case.quotations, &coded.quotations, |w, f| w.is_about(text, f), |w, f| w.is_met_by(f));
            let found: Vec<String> = coded.quotations.iter().map(quotation).collect();
            count(levels, case.quotations.len(), &found, right, shown(&case.quotations));
        }
        Some(Kind::Votes) => {
            let levels = ["body and outcome", "all of the vote"];
            let right = paired(&case.votes, &coded.votes, |w, f| w.is_about(f), |w, f| w.is_met_by(text, f));
            let found: Vec<String> = coded.votes.iter().map(vote).collect();
            count(levels, case.votes.len(), &found, right, shown(&case.votes));
        }
        Some(Kind::Mediations) => {
            let levels = ["intermediary and parties", "all of the mediation"];
            let right = paired(&case.mediations, &coded.mediations, |w, f| w.is_about(f), |w, f| w.is_met_by(text, f));
            let found: Vec<String> = coded.mediations.iter().map(mediation).collect();
            count(levels, case.mediations.len(), &found, right, shown(&case.mediations));
        }
        Some(Kind::Visits) => {
            let levels = ["visitor and stops", "all of the visit"];
            let right = paired(&case.visits, &coded.visits, |w, f| w.is_about(f), |w, f| w.is_met_by(text, f));
            let found: Vec<String> = coded.visits.iter().map(visit).collect();
            count(levels, case.visits.len(), &found, right, shown(&case.visits));
        }
        _ => judgement.failures.push(format!("{set}: the name of a kind was expected to begin the file's name")),
    }
    judgement
}

impl WantedPosition {
    fn is_about(&self, text: &str, found: &Position) -> bool {
        let words = found.proposition.start..found.proposition.end;
        is_meant(&found.holder, &self.holder) && overlaps(text, &self.proposition, &[words])
    }

    fn is_met_by(&self, found: &Position) -> bool {
        let speakers: Vec<&Entity> = found.row.attribution.iter().filter_map(|link| link.speaker.as_ref()).collect();
        found.stance.as_str() == self.stance
            && found.polarity == self.polarity
            && self.targets.as_ref().is_none_or(|targets| are_meant(&found.targets.iter().collect::<Vec<_>>(), targets))
            && self.attribution.as_ref().is_none_or(|chain| are_meant(&speakers, chain))
    }
}

impl WantedQuotation {
    fn is_about(&self, text: &str, found: &Quotation) -> bool {
        let parts: Vec<Range<u64>> = found.content.iter().map(|words| words.start..words.end).collect();
        overlaps(text, &self.content, &parts)
    }

    fn is_met_by(&self, found: &Quotation) -> bool {
        let cue = self.cue.as_deref().unwrap_or_default();
        let is_cue = found.cue.as_ref().map_or(cue.is_empty(), |found| cue.contains(&found.text));
        found.speaker.as_ref().is_some_and(|speaker| is_meant(speaker, &self.speaker))
            && is_cue
            && (found.manner == "quoted") == self.direct
    }
}

impl WantedVote {
    fn is_about(&self, found: &Vote) -> bool {
        let is_body = found.body.as_ref().is_some_and(|body| is_meant(body, &self.body));
        is_body && found.outcome.as_str() == self.outcome
    }

    fn is_met_by(&self, text: &str, found: &Vote) -> bool {
        let is_number = |wanted: Option<u32>, found: Option<u32>| wanted.is_none() || wanted == found;
        let is_ballot = |(member, ballot): &(String, String)| {
            found.members.get(member).is_some_and(|found| found.as_str() == ballot)
        };
        let said = |wanted: &Option<String>| wanted.as_ref().is_none_or(|wanted| told_by(text, wanted, found));
        are_meant(&found.sponsors.iter().collect::<Vec<_>>(), &self.sponsors)
            && is_number(self.in_favour, found.in_favour)
            && is_number(self.against, found.against)
            && is_number(self.abstain, found.abstaining)
            && self.votes.iter().all(is_ballot)
            && self.votes.len() == found.members.len()
            && said(&self.draft)
            && said(&self.subject)
    }
}

/// Whether draft or subject of a vote hold the wanted words, or are held by them.
fn told_by(text: &str, wanted: &str, found: &Vote) -> bool {
    let wanted = places(text, wanted);
    let parts = found.draft.iter().chain(&found.subject).map(|words| words.start..words.end);
    parts.into_iter().any(|part| wanted.iter().any(|range| shared(range, &part) > 0))
}

impl WantedMediation {
    fn is_about(&self, found: &Mediation) -> bool {
        is_meant(&found.intermediary, &self.mediator)
            && are_meant(&found.parties.iter().collect::<Vec<_>>(), &self.parties)
    }

    fn is_met_by(&self, text: &str, found: &Mediation) -> bool {
        found.role.as_str() == self.role
            && found.stage.as_str() == self.stage
            && self.issue.as_ref().is_none_or(|issue| says(text, issue, found.issue.as_ref()))
    }
}

impl WantedVisit {
    fn is_about(&self, found: &Visit) -> bool {
        let countries: Vec<&str> =
            found.stops.iter().map(|stop| stop.location.country.as_deref().unwrap_or_default()).collect();
        let mut once = countries.clone();
        once.dedup();
        let wanted: Vec<&str> = self.stops.iter().map(String::as_str).collect();
        is_meant(&found.visitor, &self.visitor) && (once == wanted || countries == wanted)
    }

    fn is_met_by(&self, text: &str, found: &Visit) -> bool {
        let hosts: Vec<&Entity> = found.stops.iter().flat_map(|stop| &stop.hosts).collect();
        let is_city = |city: &String| found.stops.iter().any(|stop| &stop.location.text == city);
        found.stops.iter().any(|stop| stop.made) == self.made
            && self.cities.iter().all(is_city)
            && self.hosts.as_ref().is_none_or(|wanted| are_meant(&hosts, wanted))
            && self.purpose.as_ref().is_none_or(|purpose| says(text, purpose, found.purpose.as_ref()))
    }
}

/// How many rows are right in what they are about, and how many of them in all.
fn paired<W, F>(
    wanted: &[W],
    found: &[F],
    is_about: impl Fn(&W, &F) -> bool,
    is_met: impl Fn(&W, &F) -> bool,
) -> [usize; 2] {
    let taken = |fits: &dyn Fn(&W, &F) -> bool| {
        let mut taken = vec![false; found.len()];
        let take = |wanted: &&W| {
            let at = (0..found.len()).find(|&at| !taken[at] && fits(wanted, &found[at]));
            at.inspect(|&at| taken[at] = true).is_some()
        };
        wanted.iter().filter(take).count()
    };
    [
        taken(&|wanted, found| is_about(wanted, found)),
        taken(&|wanted, found| is_about(wanted, found) && is_met(wanted, found)),
    ]
}

/// Whether an entity is the one that a case names: by code, or a person by name.
fn is_meant(entity: &Entity, name: &str) -> bool {
    is_called(entity, name) || entity.name == name || entity.person.as_deref() == Some(name) || entity.text == name
}

fn are_meant(found: &[&Entity], wanted: &[String]) -> bool {
    found.len() == wanted.len() && wanted.iter().all(|name| found.iter().any(|entity| is_meant(entity, name)))
}

/// Where the parts of a wanted text stand.
fn places(text: &str, wanted: &str) -> Vec<Range<u64>> {
    let place = |part: &str| text.find(part).map(|start| start as u64..(start + part.len()) as u64);
    wanted.split(" … ").filter_map(place).collect()
}

fn shared(one: &Range<u64>, other: &Range<u64>) -> u64 {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Whether some words share most of their bytes with the wanted ones: twice the shared ones are 0.6 of both together.
fn overlaps(text: &str, wanted: &str, found: &[Range<u64>]) -> bool {
    let wanted = places(text, wanted);
    let length = |ranges: &[Range<u64>]| ranges.iter().map(|range| range.end - range.start).sum::<u64>();
    let both: u64 = wanted.iter().flat_map(|one| found.iter().map(move |other| shared(one, other))).sum();
    both > 0 && 20 * both >= 6 * (length(&wanted) + length(found))
}

fn says(text: &str, wanted: &str, found: Option<&Words>) -> bool {
    let touches = |found: &Words| places(text, wanted).iter().any(|range| shared(range, &(found.start..found.end)) > 0);
    found.is_some_and(touches)
}

fn shown<W: std::fmt::Debug>(wanted: &[W]) -> Vec<String> {
    if wanted.is_empty() { vec!["nothing".to_owned()] } else { wanted.iter().map(|row| format!("{row:?}")).collect() }
}

fn codes(entities: &[Entity]) -> String {
    entities.iter().map(|entity| entity.entity.as_str()).collect::<Vec<_>>().join("+")
}

fn position(row: &Position) -> String {
    let (holder, stance) = (&row.holder.entity, row.stance.as_str());
    format!("{holder} {stance} {} \"{}\" > {}", row.polarity, row.proposition.text, codes(&row.targets))
}

fn quotation(row: &Quotation) -> String {
    let speaker = row.speaker.as_ref().map_or("-", |speaker| speaker.entity.as_str());
    let content: Vec<&str> = row.content.iter().map(|words| words.text.as_str()).collect();
    let cue = row.cue.as_ref().map_or("", |cue| cue.text.as_str());
    format!("{speaker} {cue} {} \"{}\"", row.manner, content.join(" … "))
}

fn vote(row: &Vote) -> String {
    let body = row.body.as_ref().map_or("-", |body| body.entity.as_str());
    let members: Vec<String> =
        row.members.iter().map(|(member, ballot)| format!("{member}={}", ballot.as_str())).collect();
    let words = row.draft.iter().chain(&row.subject).map(|words| words.text.as_str()).collect::<Vec<_>>().join(" / ");
    format!(
        "{body} {} by {} {:?}:{:?}:{:?} {} \"{words}\"",
        row.outcome.as_str(),
        codes(&row.sponsors),
        row.in_favour,
        row.against,
        row.abstaining,
        members.join(" ")
    )
}

fn mediation(row: &Mediation) -> String {
    let issue = row.issue.as_ref().map_or("", |issue| issue.text.as_str());
    let (role, stage) = (row.role.as_str(), row.stage.as_str());
    format!("{} {role} {stage} between {} on \"{issue}\"", row.intermediary.entity, codes(&row.parties))
}

fn visit(row: &Visit) -> String {
    let stop = |stop: &crate::visit::Stop| {
        let country = stop.location.country.as_deref().unwrap_or("-");
        format!("{} ({country}{})", stop.location.name, if stop.made { "" } else { ", planned" })
    };
    format!("{} to {}", row.visitor.entity, row.stops.iter().map(stop).collect::<Vec<_>>().join(", "))
}
