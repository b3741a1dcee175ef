//! Frames: where, around a verb or noun, the actor and the recipient stand.
//!
//! Written `actor slots > recipient slots`, slots in order of preference between `|`; `=` instead of `>` for a
//! reciprocal act, whose parties are all both; `~` for an act that is reciprocal only where its parties do it jointly
//! ("A and B restored ties", but "A restored ties with B"). Nothing after `>` means that there is no recipient.

use std::fmt;
use std::str::FromStr;

use compact_str::CompactString;

/// Where the participants stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Where to look for the actor, first choice first.
    pub actor: Vec<Slot>,
    /// Where to look for the recipient, first choice first.
    pub recipient: Vec<Slot>,
    /// Whether all parties act on one another.
    pub reciprocal: bool,
    /// Whether they do so only if several act and no recipient is told.
    pub joint: bool,
}

/// A place around a verb or noun.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Logical subject: the subject of the active, the by-phrase of the passive.
    Subject,
    /// Logical direct object: the direct object, or the subject of the passive.
    Object,
    /// Indirect object.
    IndirectObject,
    /// Possessor of a noun: "Iran's attack".
    Possessor,
    /// Adjective or noun before a noun: "Israeli airstrike".
    Modifier,
    /// Subject of the clausal complement: "demanded that Iran stop".
    Clause,
    /// Object of this preposition.
    Preposition(CompactString),
}

/// The prepositions that slots and conditions may name.
pub(super) const PREPOSITIONS: [&str; 42] = [
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "beside",
    "besides",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "over",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "via",
    "with",
    "within",
];

/// A frame that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("frame {frame:?}: {reason}")]
pub struct BadFrame {
    frame: String,
    reason: String,
}

impl FromStr for Frame {
    type Err = BadFrame;

    fn from_str(text: &str) -> Result<Self, BadFrame> {
        let bad = |reason: &str| BadFrame { frame: text.to_owned(), reason: reason.to_owned() };
        let mut signs = text.match_indices(['>', '=', '~']);
        let (Some((at, sign)), None) = (signs.next(), signs.next()) else {
            return Err(bad("expected actor slots, one of >, = and ~, recipient slots"));
        };
        let (actor, recipient) = (&text[..at], &text[at + 1..]);
        let frame = Self {
            actor: slots(actor).map_err(|reason| bad(&reason))?,
            recipient: slots(recipient).map_err(|reason| bad(&reason))?,
            reciprocal: sign == "=",
            joint: sign == "~",
        };
        if frame.actor.is_empty() && frame.recipient.is_empty() {
            return Err(bad("no slot at all"));
        }
        Ok(frame)
    }
}

fn slots(text: &str) -> Result<Vec<Slot>, String> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut slots = Vec::new();
    for name in text.split('|').map(str::trim) {
        let slot = slot(name).ok_or_else(|| {
            format!(
                "unknown slot {name:?}, expected subject, object, iobject, possessor, modifier, clause or a preposition"
            )
        })?;
        if slots.contains(&slot) {
            return Err(format!("slot {name} stands twice"));
        }
        slots.push(slot);
    }
    Ok(slots)
}

fn slot(name: &str) -> Option<Slot> {
    Some(match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "iobject" => Slot::IndirectObject,
        "possessor" => Slot::Possessor,
        "modifier" => Slot::Modifier,
        "clause" => Slot::Clause,
        preposition => Slot::Preposition(PREPOSITIONS.contains(&preposition).then(|| preposition.into())?),
    })
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::IndirectObject => "iobject",
            Self::Possessor => "possessor",
            Self::Modifier => "modifier",
            Self::Clause => "clause",
            Self::Preposition(preposition) => preposition,
        })
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |slots: &[Slot]| slots.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
        let sign = match (self.reciprocal, self.joint) {
            (true, _) => "=",
            (_, true) => "~",
            _ => ">",
        };
        f.write_str(format!("{} {sign} {}", list(&self.actor), list(&self.recipient)).trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read() {
        let frame: Frame = "subject = with|object".parse().expect("a frame");
        assert_eq!(frame.actor, [Slot::Subject]);
        assert_eq!(frame.recipient, [Slot::Preposition("with".into()), Slot::Object]);
        assert!(frame.reciprocal);
        let frame: Frame = "subject>".parse().expect("a frame");
        assert!(frame.recipient.is_empty() && !frame.reciprocal);
    }

    #[test]
    fn frames_print_as_they_are_read() {
        for text in [
            "subject > object|clause",
            "between|of|possessor = with",
            "subject ~ with",
            "subject >",
            "> object|iobject|modifier",
        ] {
            assert_eq!(text.parse::<Frame>().expect("a frame").to_string(), text);
        }
    }

    #[test]
    fn broken_frames_are_told() {
        for (text, part) in [
            ("subject object", "expected actor slots"),
            ("subject > object = with", "expected actor slots"),
            (" > ", "no slot"),
            ("subjekt > object", "unknown slot \"subjekt\""),
            ("subject > object|object", "slot object stands twice"),
        ] {
            let message = text.parse::<Frame>().expect_err("no frame").to_string();
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn prepositions_are_sorted() {
        assert!(PREPOSITIONS.is_sorted());
    }
}
