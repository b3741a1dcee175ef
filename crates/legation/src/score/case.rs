//! The project's own cases: `testdata/cases/*.toml`, behaviour written without a look at the rules.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Judgement, Key, Tally};
use crate::code::{Attribution, Mention};
use crate::count::{Count, CountKind};
use crate::entity::Entity;

/// A file of cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The cases, in order.
    pub case: Vec<Case>,
}

/// A text, and all that must be coded in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Unique name.
    pub name: String,
    /// One or more sentences.
    pub text: String,
    /// Day of publication.
    pub published: Option<String>,
    /// What must be coded; empty: nothing.
    pub mentions: Vec<Wanted>,
}

/// A mention that is wanted. What is left out is not checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The event type, or several that are all right.
    pub event: OneOrMore,
    /// The mode.
    pub mode: Option<String>,
    /// The status.
    pub status: Option<String>,
    /// Codes of the actors; an empty list must be empty.
    pub actors: Option<Vec<String>>,
    /// Codes of the recipients.
    pub recipients: Option<Vec<String>>,
    /// Codes of the speakers; `-` one whom the text does not name.
    pub attribution: Option<Vec<String>>,
    /// Codes that no party may have.
    #[serde(default)]
    pub never: Vec<String>,
    /// Counts by kind, and no others.
    pub counts: Option<BTreeMap<String, WantedCount>>,
}

/// A count that is wanted: both ends, `-` where one is open, and of an amount the currency, where the case says it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum WantedCount {
    /// `[12, "-"]`
    Ends(End, End),
    /// `[500, 500, "USD"]`
    Money(End, End, String),
}

/// An end of a count.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum End {
    /// A number.
    At(u64),
    /// `-`: the words leave it open.
    Open(String),
}

impl End {
    fn is(&self, end: Option<u64>) -> bool {
        match self {
            Self::At(number) => end == Some(*number),
            Self::Open(_) => end.is_none(),
        }
    }
}

impl WantedCount {
    fn is_met_by(&self, count: &Count) -> bool {
        match self {
            Self::Ends(low, high) => low.is(count.low) && high.is(count.high),
            Self::Money(low, high, currency) => {
                low.is(count.low) && high.is(count.high) && count.currency.as_ref() == Some(currency)
            }
        }
    }
}

/// A name, or several that will do.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// The only one.
    One(String),
    /// Any of them.
    More(Vec<String>),
}

impl OneOrMore {
    /// Whether the name is among them.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        self.names().iter().any(|one| one == name)
    }

    /// All of them.
    #[must_use]
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(names) => names,
        }
    }
}

impl Wanted {
    /// Whether a mention is of a wanted type.
    #[must_use]
    pub fn is_of_type(&self, mention: &Mention) -> bool {
        self.event.holds(mention.event.as_str())
    }

    /// Whether a mention is all that the case says of it, its type aside.
    #[must_use]
    pub fn is_met_by(&self, mention: &Mention) -> bool {
        let all = |wanted: &Option<Vec<String>>, entities: &[&Entity]| {
            wanted.as_ref().is_none_or(|codes| {
                codes.is_empty() == entities.is_empty()
                    && codes.iter().all(|code| entities.iter().any(|entity| is_called(entity, code)))
            })
        };
        let parties = || mention.actors.iter().chain(&mention.recipients);
        all(&self.actors, &mention.actors.iter().collect::<Vec<_>>())
            && all(&self.recipients, &mention.recipients.iter().collect::<Vec<_>>())
            && self.attribution.as_ref().is_none_or(|speakers| are_speakers(speakers, mention))
            && self.counts.as_ref().is_none_or(|counts| are_counts(counts, mention))
            && !self.never.iter().any(|code| parties().any(|entity| is_called(entity, code)))
            && self.mode.as_ref().is_none_or(|mode| mention.mode.as_ref() == Some(mode))
            && self.status.as_ref().is_none_or(|status| mention.status.as_str() == status)
    }
}

/// Whether the chain of speakers is the wanted one, outermost first; unnamed ones count where the case has any.
fn are_speakers(wanted: &[String], mention: &Mention) -> bool {
    let wants_unnamed = wanted.iter().any(|code| code == "-");
    let links = mention.attribution.iter().filter(|link| wants_unnamed || link.speaker.is_some());
    let links: Vec<&Attribution> = links.collect();
    let is_speaker = |(code, link): (&String, &&Attribution)| match &link.speaker {
        Some(speaker) => is_called(speaker, code),
        None => code == "-",
    };
    wanted.len() == links.len() && wanted.iter().zip(&links).all(is_speaker)
}

fn are_counts(wanted: &BTreeMap<String, WantedCount>, mention: &Mention) -> bool {
    let found = &mention.counts.0;
    let is_met =
        |(kind, count): (&CountKind, &Count)| wanted.get(kind.as_str()).is_some_and(|wanted| wanted.is_met_by(count));
    wanted.len() == found.len() && found.iter().all(is_met)
}

/// Whether an entity is the one that a set names by code: a state's people and parts go by its code too, `*` is anybody.
#[must_use]
pub fn is_called(entity: &Entity, code: &str) -> bool {
    code == "*"
        || entity.entity == code
        || entity.country.as_deref() == Some(code)
        || entity.body.as_deref() == Some(code)
}

/// Compares a case with what was coded. A mention is right for one wanted mention at most.
pub(super) fn judge(set: &str, case: &Case, found: &[Mention]) -> Judgement {
    let mut judgement = Judgement::default();
    let met_in_type = pair_up(&case.mentions, found, |wanted, mention| wanted.is_of_type(mention));
    let met = pair_up(&case.mentions, found, |wanted, mention| wanted.is_of_type(mention) && wanted.is_met_by(mention));
    for (level, pairs) in [("type", &met_in_type), ("all that the case says", &met)] {
        let key = Key { set: set.to_owned(), system: super::set::US, level, one_answer: false };
        // Keeps cases that want nothing and get nothing among the items.
        judgement.count(&key, "", Tally::default());
        for (wanted, at) in case.mentions.iter().zip(pairs) {
            let class =
                at.map_or(wanted.event.names().first().map_or("", String::as_str), |at| found[at].event.as_str());
            let right = u64::from(at.is_some());
            judgement.count(&key, class, Tally { wanted: 1, found: right, right });
        }
        for (_, mention) in found.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at))) {
            judgement.count(&key, mention.event.as_str(), Tally { found: 1, ..Tally::default() });
        }
    }
    count_modes(&mut judgement, set, case, found, &met_in_type);
    for (wanted, _) in case.mentions.iter().zip(&met).filter(|(_, at)| at.is_none()) {
        let got = found.iter().find(|mention| wanted.is_of_type(mention)).map_or("nothing".to_owned(), shown);
        judgement.failures.push(format!("{set}: {}: wanted {}, got {got}", case.name, wanted.event.names().join("/")));
    }
    for (_, mention) in found.iter().enumerate().filter(|(at, _)| !met_in_type.contains(&Some(*at))) {
        judgement.failures.push(format!("{set}: {}: not wanted {}", case.name, shown(mention)));
    }
    judgement
}

/// Counts modes, each with its type: those that the case names, and those of mentions that it does not want.
fn count_modes(judgement: &mut Judgement, set: &str, case: &Case, found: &[Mention], met_in_type: &[Option<usize>]) {
    let key = Key { set: set.to_owned(), system: super::set::US, level: "mode", one_answer: false };
    let class = |mention: &Mention| Some(format!("{}/{}", mention.event.as_str(), mention.mode.as_ref()?));
    for (wanted, at) in case.mentions.iter().zip(met_in_type) {
        let (Some(mode), Some(event)) = (&wanted.mode, wanted.event.names().first()) else { continue };
        let wanted = format!("{event}/{mode}");
        let got = at.and_then(|at| class(&found[at]));
        let right = u64::from(got.as_ref() == Some(&wanted));
        judgement.count(&key, &wanted, Tally { wanted: 1, found: right, right });
        if let Some(got) = got.filter(|got| *got != wanted) {
            judgement.count(&key, &got, Tally { found: 1, ..Tally::default() });
        }
    }
    let unwanted = found.iter().enumerate().filter(|(at, _)| !met_in_type.contains(&Some(*at)));
    for got in unwanted.filter_map(|(_, mention)| class(mention)) {
        judgement.count(&key, &got, Tally { found: 1, ..Tally::default() });
    }
}

/// For each wanted mention the first that fits and is not taken.
fn pair_up(wanted: &[Wanted], found: &[Mention], fits: impl Fn(&Wanted, &Mention) -> bool) -> Vec<Option<usize>> {
    let mut taken = vec![false; found.len()];
    let take = |wanted: &Wanted| {
        let at = (0..found.len()).find(|&at| !taken[at] && fits(wanted, &found[at]))?;
        taken[at] = true;
        Some(at)
    };
    wanted.iter().map(take).collect()
}

/// A mention in short.
#[must_use]
pub fn shown(mention: &Mention) -> String {
    let codes =
        |entities: &[Entity]| entities.iter().map(|entity| entity.entity.as_str()).collect::<Vec<_>>().join("+");
    let speaker = |link: &Attribution| link.speaker.as_ref().map_or("-", |speaker| speaker.entity.as_str()).to_owned();
    let said = mention.attribution.iter().map(|link| format!(" by {}", speaker(link)));
    let counted = mention.counts.0.iter().map(|(kind, count)| format!(" {}={}", kind.as_str(), ends(count)));
    format!(
        "{}/{} {} > {} {}{}",
        mention.event.as_str(),
        mention.mode.as_deref().unwrap_or("-"),
        codes(&mention.actors),
        codes(&mention.recipients),
        mention.status.as_str(),
        said.chain(counted).collect::<String>()
    )
}

fn ends(count: &Count) -> String {
    let end = |end: Option<u64>| end.map_or("-".to_owned(), |number| number.to_string());
    let currency = count.currency.as_ref().map(|currency| format!(" {currency}")).unwrap_or_default();
    format!("{}..{}{currency}", end(count.low), end(count.high))
}
