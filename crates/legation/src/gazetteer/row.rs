//! The rows of the gazetteer's tables.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::Period;

/// A state or territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3, or XKX for Kosovo.
    pub entity: String,
    /// ISO 3166-1 alpha-2, where there is one.
    pub iso2: Option<String>,
    /// Number in the Correlates of War list of states.
    pub cow: Option<u16>,
    /// Usual English name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Adjectives, and nouns used like them: "US".
    pub adjectives: Vec<String>,
    /// Nouns for its people, singular and plural.
    pub people: Vec<String>,
    /// Capitals that stand for the government.
    pub capitals: Vec<String>,
    /// Buildings and institutions that stand for the government.
    pub seats: Vec<String>,
    /// Standing as a state.
    pub status: StateStatus,
    /// Remark for editors.
    pub note: String,
}

/// An international body, or an organ of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Code of the body, also in the rows of its organs.
    pub entity: String,
    /// Usual English name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The organ, `UNSC`; `None` for the body itself. The column is called `body`, as in the contract.
    pub organ: Option<String>,
    /// What sort of actor it is.
    pub kind: EntityType,
    /// Remark for editors.
    pub note: String,
}

/// A group that acts in politics, for one time of its affiliation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Upper-case code.
    pub entity: String,
    /// Usual English name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The state that it belongs to or fights in; `None` for transnational groups.
    pub country: Option<String>,
    /// What sort of actor it is.
    pub kind: EntityType,
    /// Sectors, primary first.
    pub sectors: Vec<CompactString>,
    /// When the row holds.
    pub period: Period,
    /// How far the row has been checked.
    pub verified: Verified,
    /// Remark for editors.
    pub note: String,
}

/// A noun phrase that names an institution of a state: "foreign ministry".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// The phrase in lemmas.
    pub lemma: String,
    /// What sort of actor it is.
    pub kind: EntityType,
    /// Sectors, primary first.
    pub sectors: Vec<CompactString>,
    /// Remark for editors.
    pub note: String,
}

/// A title or office of a person: "foreign minister".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The phrase in lemmas.
    pub lemma: String,
    /// Sectors, primary first.
    pub sectors: Vec<CompactString>,
    /// Remark for editors.
    pub note: String,
}

/// A noun that names people by their role: "protester".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The phrase in lemmas.
    pub lemma: String,
    /// What sort of actor it is.
    pub kind: EntityType,
    /// Sectors, primary first.
    pub sectors: Vec<CompactString>,
    /// Remark for editors.
    pub note: String,
}

/// A person in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// Usual English name.
    pub person: String,
    /// Other spellings, and the surname where it is safe alone.
    pub aliases: Vec<String>,
    /// The state served.
    pub country: Option<String>,
    /// The body served.
    pub body: Option<String>,
    /// Title in words.
    pub office: String,
    /// Sectors, primary first.
    pub sectors: Vec<CompactString>,
    /// Time in office.
    pub period: Period,
    /// How far the row has been checked.
    pub verified: Verified,
}

/// A place: a city or region, and the state it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Usual English name.
    pub place: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The state it lies in by the ISO code; for contested places see the note.
    pub country: String,
    /// Remark for editors.
    pub note: String,
}

/// A word that a column does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} {found:?}, expected one of {known}")]
pub struct UnknownName {
    what: &'static str,
    found: String,
    known: String,
}

/// An enum that a table spells in words: declares it with its names, `FromStr` and `as_str`.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident, $what:literal: $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// The word that stands for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(UnknownName { what: $what, found: text.to_owned(), known: [$($text),+].join(", ") }),
                }
            }
        }
    };
}

named! {
    /// What sort of actor an entity is.
    EntityType, "type":
    /// A state or territory as a whole.
    State = "state",
    /// An institution of a state.
    Institution = "institution",
    /// A body of states.
    Igo = "igo",
    /// A non-governmental organisation.
    Ngo = "ngo",
    /// A firm.
    Company = "company",
    /// A group that fights.
    ArmedGroup = "armed_group",
    /// A political party.
    Party = "party",
    /// A population, or an ethnic or religious group.
    People = "people",
    /// A person.
    Person = "person",
    /// Not known.
    Unknown = "unknown",
}

named! {
    /// Standing of a [`Country`] as a state.
    StateStatus, "status":
    /// A state whose statehood is not in doubt.
    State = "state",
    /// A territory that belongs to a state.
    Territory = "territory",
    /// An entity whose statehood or sovereign is contested.
    Contested = "contested",
}

named! {
    /// How far a row has been checked.
    Verified, "verified":
    /// Against the dated actor lists of the Phoenix project.
    Phoenix = "phoenix",
    /// Two sources agree.
    Second = "second",
    /// Not checked yet.
    Unchecked = "unchecked",
}
