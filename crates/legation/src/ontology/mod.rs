//! What can be coded: PLOVER event types with their modes, contexts and sectors, CAMEO codes, and the labels of the
//! English model.
//!
//! Input: the tables of `data/ontology`, embedded or the user's. Output: an [`Ontology`], checked as a whole. Which
//! words tell of which event is the [lexicon](crate::lexicon)'s business.

mod event_type;
mod load;
mod own_type;
#[cfg(test)]
mod tests;

pub use event_type::{EventType, Quad, UnknownEventType};
pub use load::OntologyText;
pub use own_type::{EventName, OwnType};

/// Event types, modes, contexts, sectors, CAMEO codes and labels.
#[derive(Debug, Clone)]
pub struct Ontology {
    version: String,
    events: Vec<Event>,
    contexts: Vec<Context>,
    sectors: Vec<Sector>,
    cameo: Vec<CameoCode>,
    labels: Vec<LabelMeaning>,
    own_types: Vec<OwnType>,
    off: Vec<EventType>,
}

/// An event type of PLOVER.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Which one.
    pub event: EventType,
    /// Whether an event of this type makes no sense without a recipient.
    pub recipient_required: bool,
    /// Intensity from −10 (worst conflict) to 10 (closest cooperation), where no mode gives a finer one.
    pub score: f64,
    /// What it covers, in our own words.
    pub definition: String,
    /// Where the codebook defines it.
    pub source: String,
    /// Its modes, in the codebook's order; some types have none.
    pub modes: Vec<Mode>,
}

/// A mode: the finer kind of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Mode {
    /// Name, unique within the event type.
    pub name: String,
    /// Intensity, on the scale of [`Event::score`].
    pub score: f64,
    /// What it covers, in our own words.
    pub definition: String,
}

/// A context: the field of politics in which an event happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Name.
    pub context: String,
    /// What it covers, in our own words.
    pub definition: String,
}

/// A sector: the part of a society that an actor belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// Three-letter code.
    pub sector: String,
    /// Name in words.
    pub name: String,
    /// What it covers, in our own words.
    pub definition: String,
}

/// A code of CAMEO, with its place in PLOVER.
#[derive(Debug, Clone, PartialEq)]
pub struct CameoCode {
    /// Two to four digits.
    pub code: String,
    /// What it stands for, in our own words.
    pub title: String,
    /// Goldstein's conflict–cooperation score, −10 to 10.
    pub goldstein: f64,
    /// The PLOVER event type of the published conversion table; `None` for statements and appeals, which it drops.
    pub event: Option<EventType>,
    /// The mode that the code implies.
    pub mode: Option<String>,
    /// Other event types that the lexicon may give to words with this code, where PLOVER's definitions and modes cut
    /// across the conversion table: a verdict is SANCTION/convict, but its code converts to ACCUSE.
    pub also: Vec<EventType>,
}

impl CameoCode {
    /// Whether words with this code may tell of `event`. Codes that PLOVER drops go with every type.
    #[must_use]
    pub fn goes_with(&self, event: EventType) -> bool {
        self.event.is_none_or(|own| own == event) || self.also.contains(&event)
    }
}

/// What a label of the English model means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMeaning {
    /// `upos`, `xpos`, `deprel` or `entity`.
    pub kind: String,
    /// The label as the model spells it.
    pub label: String,
    /// Its meaning, in our own words.
    pub meaning: String,
    /// A short example, the labelled words in brackets.
    pub example: String,
    /// The document that defines it.
    pub source: String,
}

impl Ontology {
    /// The version that coded rows name.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// All 16 event types in PLOVER's order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// An event type's entry.
    #[must_use]
    pub fn event(&self, event: EventType) -> &Event {
        &self.events[event as usize]
    }

    /// A mode of an event type.
    #[must_use]
    pub fn mode(&self, event: EventType, mode: &str) -> Option<&Mode> {
        self.event(event).modes.iter().find(|known| known.name == mode)
    }

    /// The mode's score; without a mode, or with one that the type lacks, the event type's score.
    #[must_use]
    pub fn intensity(&self, event: EventType, mode: Option<&str>) -> f64 {
        mode.and_then(|mode| self.mode(event, mode)).map_or(self.event(event).score, |mode| mode.score)
    }

    /// All contexts, by name.
    #[must_use]
    pub fn contexts(&self) -> &[Context] {
        &self.contexts
    }

    /// A context by name.
    #[must_use]
    pub fn context(&self, name: &str) -> Option<&Context> {
        self.contexts.iter().find(|known| known.context == name)
    }

    /// All sectors, by code.
    #[must_use]
    pub fn sectors(&self) -> &[Sector] {
        &self.sectors
    }

    /// A sector by code.
    #[must_use]
    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.sectors.iter().find(|known| known.sector == code)
    }

    /// All CAMEO codes, in order.
    #[must_use]
    pub fn cameo_codes(&self) -> &[CameoCode] {
        &self.cameo
    }

    /// A CAMEO code.
    #[must_use]
    pub fn cameo(&self, code: &str) -> Option<&CameoCode> {
        let found = self.cameo.binary_search_by(|known| known.code.as_str().cmp(code));
        found.ok().map(|idx| &self.cameo[idx])
    }

    /// The most general CAMEO code of a type and mode: that of the mode where one code stands for it, else the type's.
    /// Where each of a type's roots implies a mode (09 and 11 of ACCUSE), the last one stands for what has none.
    #[must_use]
    pub fn general_cameo(&self, event: EventType, mode: Option<&str>) -> Option<&CameoCode> {
        let of_type = || self.cameo.iter().filter(|known| known.event == Some(event));
        let fits = of_type().filter(|known| known.mode.is_none() || known.mode.as_deref() == mode);
        let best = fits.min_by_key(|known| (known.mode.is_none() && mode.is_some(), known.code.len(), &known.code));
        best.or_else(|| of_type().rfind(|known| known.code.len() == 2))
    }

    /// Labels of the English model, by kind and name.
    #[must_use]
    pub fn labels(&self) -> &[LabelMeaning] {
        &self.labels
    }

    /// The meanings of a label; one spelling can stand in several kinds (`PUNCT`, `punct`).
    pub fn explain<'a>(&'a self, label: &'a str) -> impl Iterator<Item = &'a LabelMeaning> {
        self.labels.iter().filter(move |known| known.label == label)
    }
}
