//! PLOVER's 16 event types and their four quad classes.
//!
//! They are an enum, not rows of a table, because rules branch on them; the table is checked against it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An event type, in the order of PLOVER's codebook: from cooperation to conflict.
///
/// # Example
/// ```
/// use legation::ontology::EventType;
/// let event: EventType = "ASSAULT".parse()?;
/// assert_eq!(event, EventType::Assault);
/// assert_eq!(event.quad().as_str(), "material-conflict");
/// # Ok::<(), legation::ontology::UnknownEventType>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EventType {
    /// Agrees to do something, or says that it will.
    Agree,
    /// Meets, visits, calls or negotiates.
    Consult,
    /// Backs someone in words, or improves relations.
    Support,
    /// Gives way in words.
    Concede,
    /// Works together in deeds.
    Cooperate,
    /// Gives help.
    Aid,
    /// Gives way in deeds.
    Retreat,
    /// Asks for or demands something.
    Request,
    /// Blames, criticises or investigates.
    Accuse,
    /// Refuses.
    Reject,
    /// Says that it will do harm.
    Threaten,
    /// Demonstrates, strikes or riots.
    Protest,
    /// Cuts back relations or aid, or punishes.
    Sanction,
    /// Shows military or police force without using it.
    Mobilize,
    /// Represses, restricts, arrests or seizes.
    Coerce,
    /// Uses violence.
    Assault,
}

/// A quad class: words or deeds, cooperation or conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quad {
    /// Cooperation in words.
    VerbalCooperation = 1,
    /// Cooperation in deeds.
    MaterialCooperation = 2,
    /// Conflict in words.
    VerbalConflict = 3,
    /// Conflict in deeds.
    MaterialConflict = 4,
}

impl EventType {
    /// All of them, in order.
    pub const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// The name as PLOVER writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// The quad class. SANCTION is material conflict, as in the manual's own section on it; its summary table prints 3.
    #[must_use]
    pub const fn quad(self) -> Quad {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Quad::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Retreat => Quad::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Quad::VerbalConflict,
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => Quad::MaterialConflict,
        }
    }

    /// The quad class as a number from 1 to 4.
    #[must_use]
    pub const fn quad_code(self) -> u8 {
        self.quad().code()
    }
}

impl Quad {
    /// The number, 1 to 4.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The name in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal-cooperation",
            Self::MaterialCooperation => "material-cooperation",
            Self::VerbalConflict => "verbal-conflict",
            Self::MaterialConflict => "material-conflict",
        }
    }
}

/// A name that is no event type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown event {0:?}, expected one of {known}", known = EventType::ALL.map(EventType::as_str).join(", "))]
pub struct UnknownEventType(String);

impl FromStr for EventType {
    type Err = UnknownEventType;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|event| event.as_str() == name).ok_or_else(|| UnknownEventType(name.to_owned()))
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Quad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_map_both_ways() {
        for (idx, event) in EventType::ALL.into_iter().enumerate() {
            assert_eq!(event as usize, idx);
            assert_eq!(event.as_str().parse(), Ok(event));
            assert_eq!(serde_json::to_value(event).expect("a name"), event.as_str());
            assert_eq!(serde_json::to_value(event.quad()).expect("a name"), event.quad().as_str());
        }
        assert!(
            "attack".parse::<EventType>().expect_err("no type").to_string().starts_with("unknown event \"attack\"")
        );
    }
}
