//! Marked pairs with the event type that holds between them, in the form of PLV and its like.
//!
//! Their 15 roots fold CONCEDE and RETREAT into YIELD, which is material cooperation there.

use std::ops::Range;

use super::{Judgement, Key, Ranked};
use crate::Resources;
use crate::ontology::{EventType, Quad};
use crate::relate::relate;

/// A sentence with two marked parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationPair {
    /// The row's id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Bytes of the source; `None` where none is marked.
    pub source: Option<Range<usize>>,
    /// Bytes of the target.
    pub target: Option<Range<usize>>,
    /// The right root.
    pub event: Root,
    /// What a published model answers, where the set has its column.
    pub zsp: Option<Root>,
}

/// One of the 15 roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root(EventType);

impl Root {
    /// The root of an event type.
    pub(super) fn of(event: EventType) -> Self {
        Self(if event == EventType::Retreat { EventType::Concede } else { event })
    }

    /// Reads a root or an event type.
    pub(super) fn parse(name: &str) -> Option<Self> {
        if name == "YIELD" { Some(Self(EventType::Concede)) } else { name.parse().ok().map(Self::of) }
    }

    fn name(self) -> &'static str {
        if self.0 == EventType::Concede { "YIELD" } else { self.0.as_str() }
    }

    fn quad(self) -> Quad {
        if self.0 == EventType::Concede { Quad::MaterialCooperation } else { self.0.quad() }
    }
}

/// Relates the pair, and compares root and quad class.
pub(super) fn judge(set: &str, pair: &RelationPair, resources: &Resources) -> Judgement {
    let relation = relate(resources, &pair.text, pair.source.clone(), pair.target.clone());
    let found = Root::of(relation.event);
    let mut judgement = Judgement::default();
    let confidence = Some(relation.confidence);
    for (system, answer, confidence) in [(super::set::US, Some(found), confidence), ("zsp", pair.zsp, None)] {
        let Some(answer) = answer else { continue };
        let key = |level| Key { set: set.to_owned(), system, level, one_answer: true };
        judgement.answer(&key("type"), pair.event.name(), answer.name());
        judgement.ranked.extend(confidence.map(|confidence| {
            let (wanted, found) = (pair.event.name().to_owned(), answer.name().to_owned());
            (key("type"), Ranked { confidence, wanted, found })
        }));
        judgement.answer(&key("quad"), pair.event.quad().as_str(), answer.quad().as_str());
    }
    if found != pair.event {
        let why = relation.why.join("; ");
        let (wanted, got) = (pair.event.name(), found.name());
        judgement.failures.push(format!("{set}: {}: wanted {wanted}, got {got} ({why}): {}", pair.id, pair.text));
    }
    judgement
}
