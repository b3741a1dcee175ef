//! One word or phrase of the lexicon, and the sentences that show it.

use std::sync::Arc;

use compact_str::CompactString;

use super::Frame;
use crate::ontology::{EventName, EventType};

/// A word or phrase that tells of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Event and phrase, `ASSAULT/blow up`; the second entry of the same event and phrase ends in `#2`, and so on.
    pub id: String,
    /// The event it tells of.
    pub event: EventType,
    /// The user's type that it tells of; `event` is the one of PLOVER's that it is like.
    pub own_type: Option<Arc<str>>,
    /// The event's mode, if the words say so much.
    pub mode: Option<CompactString>,
    /// The most specific CAMEO code that the words support.
    pub cameo: CompactString,
    /// Verb or noun.
    pub pos: Pos,
    /// Lemma of the head: the verb, or the last word of a noun phrase.
    pub head: CompactString,
    /// Words before the head: `house` in "house arrest", `re` and `-` in "re-impose".
    pub modifiers: Vec<CompactString>,
    /// The word after a verb that makes it another verb: `up` in "blow up".
    pub particle: Option<CompactString>,
    /// Where actor and recipient stand.
    pub frame: Frame,
    /// If not empty: the direct object must be one of these; compare with [`fits`](super::fits).
    pub object: Arc<[CompactString]>,
    /// The direct object must be none of these.
    pub not_object: Arc<[CompactString]>,
    /// A complement with this preposition must be there.
    pub prep: Option<CompactString>,
    /// If not empty: that preposition's object must be one of these.
    pub prep_object: Arc<[CompactString]>,
    /// If not empty: a clausal complement must be there, headed by one of these verbs; `*` stands for any verb.
    pub complement: Arc<[CompactString]>,
    /// Which roles must be political actors.
    pub requires: Requires,
    /// The mode's score, or the event type's.
    pub intensity: f64,
    /// The file that it stands in.
    pub file: Arc<str>,
    /// Line of its `[[entry]]`.
    pub line: usize,
    /// Whether it is the user's: then it is read before the program's and the classifier does not overrule it.
    pub is_own: bool,
}

/// Part of speech of an entry's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pos {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
}

/// Which roles must be political actors: states, their institutions and people, bodies, groups, holders of offices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Requires {
    /// At least one of the two.
    #[default]
    Any,
    /// The actor.
    Actor,
    /// The recipient.
    Recipient,
    /// Both.
    Both,
    /// Neither.
    None,
}

/// An invented sentence that an entry must code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The actor's entity code, if one is named.
    pub actor: Option<String>,
    /// The recipient's entity code, if one is named.
    pub recipient: Option<String>,
}

impl Entry {
    /// The name of the event it tells of.
    #[must_use]
    pub fn event_name(&self) -> EventName {
        EventName::new(self.event, self.own_type.clone())
    }

    /// How many conditions the entry sets beyond its head; where several fit, the one with more conditions is meant.
    #[must_use]
    pub fn specificity(&self) -> usize {
        self.modifiers.len()
            + usize::from(self.particle.is_some())
            + usize::from(self.prep.is_some())
            + [&self.object, &self.prep_object, &self.complement].into_iter().filter(|list| !list.is_empty()).count()
    }
}
