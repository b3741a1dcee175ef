//! A coded mention, as the contract defines it.

use serde::Serialize;

use crate::count::Counts;
use crate::entity::Entity;
use crate::ontology::EventName;
use crate::record::Kind;
use crate::record::id::Key;

/// How far a happening is told as fact; where several hold, the first in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Said not to have happened.
    Denied,
    /// Tried, and fell through.
    Failed,
    /// Possible, conditional, demanded, threatened.
    Hypothetical,
    /// Said to come.
    Planned,
    /// Told as context, or more than a year before publication.
    Background,
    /// Going on.
    Ongoing,
    /// Happened.
    Actual,
}

impl Status {
    /// All, in the order in which they take precedence.
    pub const ALL: [Self; 7] =
        [Self::Denied, Self::Failed, Self::Hypothetical, Self::Planned, Self::Background, Self::Ongoing, Self::Actual];

    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Failed => "failed",
            Self::Hypothetical => "hypothetical",
            Self::Planned => "planned",
            Self::Background => "background",
            Self::Ongoing => "ongoing",
            Self::Actual => "actual",
        }
    }
}

/// When something happened or will happen, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventDate {
    /// First possible day, ISO 8601.
    pub start: Option<String>,
    /// Last possible day, ISO 8601.
    pub end: Option<String>,
    /// `day`, `week`, `month`, `year` or `unknown`.
    pub precision: &'static str,
    /// `text`, `dateline`, `publication` or `none`.
    pub basis: &'static str,
    /// The words that give it.
    pub text: Option<String>,
    /// First byte of these words.
    pub text_start: Option<u64>,
    /// One past the last byte.
    pub text_end: Option<u64>,
}

/// One link of an attribution chain: who claims it, and how that is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribution {
    /// Whose claim it is; none where the text does not say.
    pub speaker: Option<Entity>,
    /// `quoted` inside quotation marks, else `reported`.
    pub manner: &'static str,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// First byte in the stored text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// The words that show a row, and why it was coded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// First byte in the stored text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The words.
    pub text: String,
    /// The word that tells of the event.
    pub trigger: Words,
    /// Rules, entries and readings that decided, in order.
    pub why: Vec<String>,
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Location {
    /// The words.
    pub text: String,
    /// First byte in the stored text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// Usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level region.
    pub admin1: Option<String>,
    /// Second-level region.
    pub admin2: Option<String>,
    /// Degrees north; only at city precision.
    pub latitude: Option<f64>,
    /// Degrees east; only at city precision.
    pub longitude: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// `city`, `admin2`, `admin1` or `country`.
    pub precision: &'static str,
}

/// One coding of one happening in one sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mention {
    /// Version of the row's form.
    pub schema: u32,
    /// `mention`.
    pub kind: &'static str,
    /// Made from the content: the same in every run.
    pub id: String,
    /// The document.
    pub document: String,
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// Day of publication, as given.
    pub published: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// When.
    pub date: EventDate,
    /// Whose claim it is, outermost first; empty for the narrator's.
    pub attribution: Vec<Attribution>,
    /// The words that show it.
    pub evidence: Evidence,
    /// How probable the type is, 0 to 1; roles and status are not counted in.
    pub confidence: f64,
    /// PLOVER event type, or one of the user's.
    pub event: EventName,
    /// Mode of the type.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// `verbal-cooperation`, `material-cooperation`, `verbal-conflict` or `material-conflict`.
    pub quad: &'static str,
    /// 1 to 4.
    pub quad_code: u8,
    /// From -10 (conflict) to 10 (cooperation).
    pub intensity: f64,
    /// Who did it.
    pub actors: Vec<Entity>,
    /// To whom.
    pub recipients: Vec<Entity>,
    /// Whether all parties stand in both lists.
    pub reciprocal: bool,
    /// Where.
    pub location: Option<Location>,
    /// Casualties, participants and money.
    pub counts: Counts,
}

impl Mention {
    /// What its id is made from.
    pub(super) fn key(&self) -> Key {
        let trigger = &self.evidence.trigger;
        let coding = [self.event.as_str(), &self.cameo].join(" ");
        Key { prefix: Kind::Mentions.prefix(), place: trigger.start..trigger.end, coding }
    }

    /// Moves all offsets by `bytes`, from a section of a long document to the whole.
    pub(super) fn shift(&mut self, bytes: u64) {
        if bytes == 0 {
            return;
        }
        let speakers = self.attribution.iter_mut().filter_map(|link| link.speaker.as_mut());
        for entity in self.actors.iter_mut().chain(&mut self.recipients).chain(speakers) {
            entity.start += bytes;
            entity.end += bytes;
        }
        let evidence = &mut self.evidence;
        for offset in [&mut evidence.start, &mut evidence.end, &mut evidence.trigger.start, &mut evidence.trigger.end] {
            *offset += bytes;
        }
        for offset in [&mut self.date.text_start, &mut self.date.text_end].into_iter().flatten() {
            *offset += bytes;
        }
        if let Some(location) = &mut self.location {
            location.start += bytes;
            location.end += bytes;
        }
        self.counts.shift(bytes);
    }
}
