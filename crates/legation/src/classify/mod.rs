//! The event classifier: what a small encoder, trained on the sentences of `training`, makes of a marked sentence.
//!
//! In: a text with marked parties and, where known, the word that tells of the event. Out: a probability for each event
//! type and for "no event", and with them the mode. The lexicon proposes and gives the reasons; this decides where
//! words mislead. How it is trained: `training/README.md`.

mod fit;
mod input;
mod own;
mod tagged;
#[cfg(test)]
mod tests;

use legation_nlp::{Head, Transformer, WordPiece};
use safetensors::SafeTensors;
use serde::Deserialize;

use crate::ontology::EventType;
use crate::{Error, Fault};

pub use input::{Mark, Role};
pub use own::{OwnAnswer, OwnHeads, Trained, TypeFigures, sentences_hash};

static MODEL: &[u8] = include_bytes!("../../data/classifier/model.safetensors");
const VOCABULARY: &str = include_str!("../../data/classifier/vocab.txt");

/// The longest text in pieces that the classifier was trained on; of longer ones it reads a part around the marks.
const LENGTH: usize = 96;

/// What the model file says of itself.
#[derive(Deserialize)]
struct Labels {
    types: Vec<String>,
    modes: Vec<String>,
    status: Vec<String>,
    contexts: Vec<String>,
    layers: usize,
    temperature: f64,
}

/// The loaded classifier. Shared between threads by reference.
pub struct Classifier {
    encoder: Transformer,
    pieces: WordPiece,
    marks: input::MarkPieces,
    types: Vec<Option<EventType>>,
    modes: Vec<(EventType, Option<String>)>,
    contexts: Vec<String>,
    temperature: f64,
    type_head: Head,
    mode_head: Head,
    status_head: Head,
    status: Vec<String>,
    context_head: Head,
}

/// What the classifier says of one marked sentence.
#[derive(Debug, Clone)]
pub struct Answer {
    none: f64,
    types: [f64; EventType::ALL.len()],
    features: Vec<f32>,
}

/// How much more probable a type becomes, as a factor's logarithm, when the lexicon says it too. On plv_train anything
/// from 1.5 to 4 gives the same accuracy within half a point.
const LEXICON_WEIGHT: f64 = 2.0;

impl Answer {
    /// The types and "no event" with the lexicon's word weighed in, most probable first.
    #[must_use]
    pub fn with_lexicon(&self, says: Option<EventType>) -> Vec<(Option<EventType>, f64)> {
        let weighed = |event: EventType| {
            let factor = if says == Some(event) { LEXICON_WEIGHT.exp() } else { 1.0 };
            (Some(event), self.of(event) * factor)
        };
        let mut all: Vec<_> = EventType::ALL.into_iter().map(weighed).chain([(None, self.none)]).collect();
        let total: f64 = all.iter().map(|(_, share)| share).sum();
        all.iter_mut().for_each(|(_, share)| *share /= total);
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all
    }

    /// The same answer where some types are out of the question.
    #[must_use]
    pub fn without(mut self, events: &[EventType]) -> Self {
        events.iter().for_each(|event| self.types[*event as usize] = 0.0);
        let total = self.none + self.types.iter().sum::<f64>();
        if total > 0.0 {
            self.none /= total;
            self.types.iter_mut().for_each(|share| *share /= total);
        }
        self
    }

    /// The same answer where a share of each type stands for another.
    #[must_use]
    pub fn turned(mut self, share: f64, turn: impl Fn(EventType) -> EventType) -> Self {
        let before = std::mem::take(&mut self.types);
        for event in EventType::ALL {
            self.types[turn(event) as usize] += before[event as usize] * share;
            self.types[event as usize] += before[event as usize] * (1.0 - share);
        }
        self
    }

    /// How probable it is that the sentence tells of no event there.
    #[must_use]
    pub fn none(&self) -> f64 {
        self.none
    }

    /// What the heads read: the mean of all pieces and the pieces at the marks.
    pub(super) fn features(&self) -> &[f32] {
        &self.features
    }

    /// How probable a type is.
    #[must_use]
    pub fn of(&self, event: EventType) -> f64 {
        self.types[event as usize]
    }
}

impl Classifier {
    /// What comes with the program.
    ///
    /// # Errors
    /// None in a program that was built from an undamaged checkout.
    pub fn embedded() -> Result<Self, Error> {
        Self::load(MODEL, VOCABULARY).map_err(|reason| {
            Error::data(vec![Fault { file: "classifier/model.safetensors".into(), line: 1, message: reason }])
        })
    }

    fn load(bytes: &[u8], vocabulary: &str) -> Result<Self, String> {
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| error.to_string())?;
        let labels = header.metadata().as_ref().and_then(|metadata| metadata.get("labels")).ok_or("no labels")?;
        let labels: Labels = serde_json::from_str(labels).map_err(|error| error.to_string())?;
        let file = SafeTensors::deserialize(bytes).map_err(|error| error.to_string())?;
        let encoder = Transformer::load(&file, labels.layers)?;
        let n_features = input::FEATURES * encoder.width();
        let head = |name: &str, rows: usize| Head::load(&file, &format!("head.{name}"), rows, n_features);
        let pieces = WordPiece::new(vocabulary)?;
        Ok(Self {
            type_head: head("type", labels.types.len())?,
            mode_head: head("mode", labels.modes.len())?,
            status_head: head("status", labels.status.len())?,
            status: labels.status,
            context_head: head("context", labels.contexts.len())?,
            types: labels.types.iter().map(|name| event_of(name)).collect::<Result<_, _>>()?,
            modes: labels.modes.iter().map(|name| mode_of(name)).collect::<Result<_, _>>()?,
            contexts: labels.contexts,
            temperature: labels.temperature,
            marks: input::MarkPieces::new(&pieces)?,
            encoder,
            pieces,
        })
    }

    /// How many numbers a head reads.
    #[must_use]
    pub(crate) fn n_features(&self) -> usize {
        input::FEATURES * self.encoder.width()
    }

    /// Classifies the event that a text tells of between the marked parties. Marks are byte ranges of `text` that do not
    /// overlap; those that do are left out.
    #[must_use]
    pub fn classify(&self, text: &str, marks: &[Mark]) -> Answer {
        let (pieces, places) = input::pieces(&self.pieces, &self.marks, text, marks, LENGTH);
        let rows = self.encoder.encode(&pieces);
        let features = input::features(&rows, self.encoder.width(), places);
        let scores = self.type_head.apply(&features);
        let mut answer = Answer { none: 0.0, types: [0.0; EventType::ALL.len()], features };
        for (event, share) in self.types.iter().zip(softmax(&scores, self.temperature)) {
            match event {
                Some(event) => answer.types[*event as usize] = share,
                None => answer.none = share,
            }
        }
        answer
    }

    /// The likeliest mode of a type; nothing where it is none.
    #[must_use]
    pub fn mode(&self, answer: &Answer, event: EventType) -> Option<&str> {
        let scores = self.mode_head.apply(&answer.features);
        let own = self.modes.iter().zip(scores).filter(|((of, _), _)| *of == event);
        let ((_, mode), _) = own.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        mode.as_deref()
    }

    /// How probable it is that the event is only planned.
    #[must_use]
    pub fn planned(&self, answer: &Answer) -> f64 {
        let shares = softmax(&self.status_head.apply(&answer.features), 1.0);
        self.status.iter().zip(shares).filter(|(name, _)| *name == "planned").map(|(_, share)| share).sum()
    }

    /// The contexts that are likelier than not.
    #[must_use]
    pub fn contexts(&self, answer: &Answer) -> Vec<&str> {
        let scores = self.context_head.apply(&answer.features);
        self.contexts.iter().zip(scores).filter(|(_, score)| *score > 0.0).map(|(name, _)| name.as_str()).collect()
    }
}

fn event_of(name: &str) -> Result<Option<EventType>, String> {
    if name == "NONE" {
        return Ok(None);
    }
    name.parse().map(Some).map_err(|error| format!("labels: {error}"))
}

fn mode_of(name: &str) -> Result<(EventType, Option<String>), String> {
    let (event, mode) = name.split_once('/').ok_or_else(|| format!("labels: {name}: expected TYPE/mode"))?;
    let event = event.parse().map_err(|error| format!("labels: {error}"))?;
    Ok((event, Some(mode).filter(|&mode| mode != "-").map(str::to_owned)))
}

fn softmax(scores: &[f32], temperature: f64) -> Vec<f64> {
    let scores: Vec<f64> = scores.iter().map(|&score| f64::from(score) / temperature).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let total: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / total).collect()
}
