//! Sentences with CAMEO events between coded parties, in the form of PETRARCH's test suites.
//!
//! Compared are the distinct pairs of source and target of a sentence, by the first three letters and by the whole code,
//! and the event types between them. A place where nobody is named is `---`. CAMEO codes are read as PLOVER types by the
//! ontology's table; a code that has no type there goes with any.

use std::collections::BTreeSet;

use super::actor_code::{NOBODY, base, codes};
use super::{Judgement, Key, Tally};
use crate::code::Mention;
use crate::ontology::{EventType, Ontology};

/// A sentence with the events that it should give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSentence {
    /// The row's id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Which dictionaries the codes are of; sentences of one are figures of their own.
    pub dictionaries: Option<String>,
    /// The events; empty: none.
    pub events: Vec<GoldEvent>,
}

/// An event that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldEvent {
    /// Code of the source.
    pub source: String,
    /// Code of the target.
    pub target: String,
    /// CAMEO code.
    pub code: String,
}

type Pair = (String, String);

/// How much of a code is compared.
type Shorten = fn(&str) -> &str;

/// Compares the pairs and types of a sentence with what was coded.
pub(super) fn judge(set: &str, sentence: &EventSentence, found: &[Mention], ontology: &Ontology) -> Judgement {
    let mut judgement = Judgement::default();
    let set = match &sentence.dictionaries {
        Some(dictionaries) => format!("{set}/{dictionaries}"),
        None => set.to_owned(),
    };
    let key = |level| Key { set: set.clone(), system: super::set::US, level, one_answer: false };
    let coded: Vec<(Pair, &Mention)> = found.iter().flat_map(|m| pairs(m).into_iter().map(move |p| (p, m))).collect();
    let levels: [(&str, Shorten); 2] =
        [("source and target, first three letters", base), ("source and target, whole code", |code| code)];
    for (level, shorten) in levels {
        let wanted: BTreeSet<(&str, &str)> =
            sentence.events.iter().map(|event| (shorten(&event.source), shorten(&event.target))).collect();
        let found: BTreeSet<(&str, &str)> = coded.iter().map(|((s, t), _)| (shorten(s), shorten(t))).collect();
        let n = |pairs: usize| pairs as u64;
        let right = n(wanted.intersection(&found).count());
        judgement.count(&key(level), "", Tally { wanted: n(wanted.len()), found: n(found.len()), right });
    }
    judge_types(&mut judgement, &key("type, source and target"), sentence, &coded, ontology);
    if judgement.counts.iter().take(1).any(|(_, _, tally)| tally.right < tally.wanted.max(tally.found)) {
        let wanted: Vec<_> =
            sentence.events.iter().map(|e| format!("{} > {} {}", e.source, e.target, e.code)).collect();
        let got: Vec<_> = coded.iter().map(|((s, t), m)| format!("{s} > {t} {}", m.cameo)).collect();
        let or_nothing = |list: Vec<String>| if list.is_empty() { "nothing".to_owned() } else { list.join("; ") };
        let (wanted, got) = (or_nothing(wanted), or_nothing(got));
        judgement.failures.push(format!("{set}: {}: wanted {wanted}, got {got}: {}", sentence.id, sentence.text));
    }
    judgement
}

/// Matches types between the same parties one to one; a wanted code counts for the type that fits it.
fn judge_types(
    judgement: &mut Judgement,
    key: &Key,
    sentence: &EventSentence,
    coded: &[(Pair, &Mention)],
    ontology: &Ontology,
) {
    let short = |pair: &Pair| (base(&pair.0).to_owned(), base(&pair.1).to_owned());
    let wanted: BTreeSet<(Pair, &str)> = sentence
        .events
        .iter()
        .map(|event| (short(&(event.source.clone(), event.target.clone())), event.code.as_str()))
        .collect();
    let mut left: BTreeSet<(Pair, EventType)> = coded.iter().map(|(pair, m)| (short(pair), m.event.plover())).collect();
    judgement.count(key, "", Tally::default());
    for (pair, code) in wanted {
        let fitting = left.iter().find(|(other, event)| *other == pair && goes_with(ontology, code, *event)).cloned();
        let own = plover(ontology, code).map_or("no type", EventType::as_str);
        let class = fitting.as_ref().map_or(own, |(_, event)| event.as_str());
        let right = u64::from(fitting.is_some());
        judgement.count(key, class, Tally { wanted: 1, found: right, right });
        if let Some(fitting) = fitting {
            left.remove(&fitting);
        }
    }
    for (_, event) in left {
        judgement.count(key, event.as_str(), Tally { found: 1, ..Tally::default() });
    }
}

/// The parties of a mention, each pair once. Of a reciprocal one, nobody acts on himself.
fn pairs(mention: &Mention) -> BTreeSet<Pair> {
    let side = |entities: &[crate::Entity]| {
        let side: Vec<String> = entities.iter().flat_map(codes).collect();
        if side.is_empty() { vec![NOBODY.to_owned()] } else { side }
    };
    let (actors, recipients) = (side(&mention.actors), side(&mention.recipients));
    let mut pairs = BTreeSet::new();
    for (i, source) in actors.iter().enumerate() {
        for (j, target) in recipients.iter().enumerate() {
            if !mention.reciprocal || i != j {
                pairs.insert((source.clone(), target.clone()));
            }
        }
    }
    if pairs.is_empty() {
        pairs.insert((actors[0].clone(), NOBODY.to_owned()));
    }
    pairs
}

/// The code as the ontology has it, or the nearest broader one.
fn known<'o>(ontology: &'o Ontology, code: &str) -> Option<&'o crate::ontology::CameoCode> {
    (2..=code.len()).rev().find_map(|length| ontology.cameo(code.get(..length)?))
}

fn plover(ontology: &Ontology, code: &str) -> Option<EventType> {
    known(ontology, code)?.event
}

fn goes_with(ontology: &Ontology, code: &str, event: EventType) -> bool {
    known(ontology, code).is_none_or(|code| code.goes_with(event))
}
