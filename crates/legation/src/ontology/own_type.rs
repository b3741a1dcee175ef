//! Event types of the user's own, and the name of a coded event.
//!
//! A type of one's own is like one of PLOVER's: roles, frames and quad class are that type's. So rules need not know it,
//! and a record with own types still compares with others.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{EventType, Ontology, UnknownEventType};
use crate::Error;
use crate::data::{Faults, Fields, TomlFile};

/// An event type that a codebook of the user's adds.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnType {
    /// Its name: capitals, digits, `_` and `-`.
    pub name: Arc<str>,
    /// The type of PLOVER's that it behaves like.
    pub like: EventType,
    /// What it covers.
    pub definition: String,
    /// Its CAMEO code; without one that of the type it is like.
    pub cameo: Option<String>,
    /// Intensity from -10 to 10; without one that of the type it is like.
    pub intensity: Option<f64>,
    /// Whether it takes the place of that type: every event of it carries this name.
    pub whole: bool,
}

/// What a coded event is called: a type of PLOVER's, or one of the user's that is like it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventName {
    plover: EventType,
    own: Option<Arc<str>>,
}

impl EventName {
    /// A type of the user's; without one PLOVER's own name.
    #[must_use]
    pub fn new(plover: EventType, own: Option<Arc<str>>) -> Self {
        Self { plover, own }
    }

    /// The type of PLOVER's that it is, or is like.
    #[must_use]
    pub fn plover(&self) -> EventType {
        self.plover
    }

    /// The name as the record has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.own.as_deref().unwrap_or_else(|| self.plover.as_str())
    }
}

impl From<EventType> for EventName {
    fn from(plover: EventType) -> Self {
        Self { plover, own: None }
    }
}

impl PartialEq<EventType> for EventName {
    fn eq(&self, other: &EventType) -> bool {
        self.own.is_none() && self.plover == *other
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for EventName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Ontology {
    /// The same with a codebook's `types.toml` on top: `file` is its name for messages.
    ///
    /// # Errors
    /// All faults of the file, each with its line.
    pub fn with_own(mut self, file: &str, text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let read = TomlFile::read(file, text, &mut faults);
        let root = read.fields();
        root.only(&["off", "type"], &mut faults);
        for name in root.strings("off", &mut faults) {
            let event: Result<EventType, UnknownEventType> = name.parse();
            match event {
                Ok(event) => self.off.push(event),
                Err(error) => faults.add(root.file(), root.line_of("off"), error),
            }
        }
        for fields in root.tables("type", &mut faults) {
            if let Some(own) = own_type(fields, &self, &mut faults) {
                self.own_types.push(own);
            }
        }
        faults.or_value(self)
    }

    /// The user's types, in the order of the file.
    #[must_use]
    pub fn own_types(&self) -> &[OwnType] {
        &self.own_types
    }

    /// A type of the user's by name.
    #[must_use]
    pub fn own_type(&self, name: &str) -> Option<&OwnType> {
        self.own_types.iter().find(|own| &*own.name == name)
    }

    /// Whether the user's codebook does without a type.
    #[must_use]
    pub fn is_off(&self, event: EventType) -> bool {
        self.off.contains(&event)
    }

    /// The user's type that takes the place of one of PLOVER's.
    #[must_use]
    pub fn in_place_of(&self, event: EventType) -> Option<&OwnType> {
        self.own_types.iter().find(|own| own.whole && own.like == event)
    }

    /// The type of PLOVER's that a name stands for, and the user's own if it is one.
    ///
    /// # Errors
    /// If neither has a type of that name.
    pub fn named(&self, name: &str) -> Result<(EventType, Option<&OwnType>), UnknownEventType> {
        self.own_type(name).map_or_else(|| name.parse().map(|event| (event, None)), |own| Ok((own.like, Some(own))))
    }
}

fn own_type(fields: Fields<'_>, ontology: &Ontology, faults: &mut Faults) -> Option<OwnType> {
    fields.only(&["cameo", "definition", "intensity", "like", "name", "whole"], faults);
    let name = fields.required_string("name", faults);
    let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    if !name.chars().all(is_name) || name == "NONE" {
        let message = format!("type {name:?}, expected capitals, digits, _ and -, and not NONE");
        faults.add(fields.file(), fields.line_of("name"), message);
    } else if ontology.named(name).is_ok() {
        faults.add(fields.file(), fields.line_of("name"), format_args!("type {name} is there already"));
    }
    let definition = fields.required_string("definition", faults).to_owned();
    let cameo = fields.string("cameo", faults);
    if let Some(code) = cameo.filter(|code| ontology.cameo(code).is_none()) {
        faults.add(fields.file(), fields.line_of("cameo"), format_args!("unknown cameo {code:?}"));
    }
    let intensity = fields.number("intensity", faults);
    if intensity.is_some_and(|value| !(-10.0..=10.0).contains(&value)) {
        faults.add(fields.file(), fields.line_of("intensity"), "expected a number from -10 to 10");
    }
    let whole = fields.boolean("whole", faults).unwrap_or_default();
    let like = fields.required_string("like", faults).parse();
    let like = like.map_err(|error: UnknownEventType| faults.add(fields.file(), fields.line_of("like"), error)).ok()?;
    Some(OwnType { name: name.into(), like, definition, cameo: cameo.map(str::to_owned), intensity, whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> Result<Ontology, Error> {
        Ontology::embedded().expect("sound tables").with_own("types.toml", text)
    }

    #[test]
    fn a_type_of_ones_own_is_like_one_of_plovers() {
        let own = "off = [\"PROTEST\"]\n[[type]]\nname = \"CYBER\"\nlike = \"ASSAULT\"\ndefinition = \"Attacks on networks\"\n";
        let ontology = with(own).expect("a sound file");
        let (like, found) = ontology.named("CYBER").expect("known");
        assert_eq!((like, found.map(|own| own.whole)), (EventType::Assault, Some(false)));
        assert!(ontology.is_off(EventType::Protest) && !ontology.is_off(EventType::Assault));
        assert!(ontology.in_place_of(EventType::Assault).is_none());
    }

    #[test]
    fn all_faults_are_told_with_their_lines() {
        let text = "off = [\"PROTST\"]\n[[type]]\nname = \"cyber\"\nlike = \"ATTACK\"\ncameo = \"999\"\nintensity = 11\n\
                    [[type]]\nname = \"AID\"\nlike = \"AID\"\ndefinition = \"x\"\nkind = 1\n";
        let error = with(text).expect_err("faults");
        let lines: Vec<_> = error.faults().iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 8, 11], "{error}");
    }

    #[test]
    fn an_events_name_is_the_users_where_there_is_one() {
        let own = EventName::new(EventType::Assault, Some("CYBER".into()));
        assert_eq!((own.as_str(), own.plover()), ("CYBER", EventType::Assault));
        let plovers = EventName::from(EventType::Assault);
        assert!(own != EventType::Assault && plovers == EventType::Assault);
    }
}
