//! Event types of the user's own, told by a linear head on the classifier's encoder.
//!
//! In: an answer of the classifier. Out: one of the user's types, where the head is surer than the threshold that its
//! training found. `train` makes such heads from a few dozen tagged sentences.

mod train;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fit::Linear;
use super::{Answer, MODEL};
use crate::Error;
use crate::data::Faults;
use crate::ontology::Ontology;

pub use train::{Trained, TypeFigures, sentences_hash};

/// Heads for the user's types.
#[derive(Debug, Clone)]
pub struct OwnHeads {
    types: Vec<String>,
    threshold: f64,
    sentences: String,
    head: Linear,
}

/// One of the user's types, with how sure the head is.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAnswer<'h> {
    /// Name of the type.
    pub name: &'h str,
    /// How probable it is, 0 to 1.
    pub share: f64,
}

/// Heads as a file keeps them.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// Sha-256 of the classifier that they were trained on.
    classifier: String,
    /// Sha-256 of the sentences.
    sentences: String,
    types: Vec<String>,
    threshold: f64,
    /// One row for "none of them", then one for each type.
    weights: Vec<Vec<f32>>,
    bias: Vec<f32>,
}

impl OwnHeads {
    /// The likeliest of the user's types, if the head is sure enough.
    #[must_use]
    pub fn answer(&self, answer: &Answer) -> Option<OwnAnswer<'_>> {
        let shares = self.head.apply(answer.features());
        let best = self.types.iter().zip(&shares[1..]).reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.filter(|(_, share)| **share >= self.threshold).map(|(name, share)| OwnAnswer { name, share: *share })
    }

    /// Sha-256 of the sentences that they were trained on, as [`sentences_hash`](super::sentences_hash) gives it.
    #[must_use]
    pub fn sentences(&self) -> &str {
        &self.sentences
    }

    /// Reads heads as [`OwnHeads::stored`] gives them.
    ///
    /// # Errors
    /// If the text is none, or names types that the codebook does not have, or another classifier.
    pub(crate) fn load(file: &str, text: &str, ontology: &Ontology, n_features: usize) -> Result<Self, Error> {
        let mut faults = Faults::default();
        match serde_json::from_str::<Stored>(text) {
            Ok(stored) => {
                if let Some(problem) = problem(&stored, ontology, n_features) {
                    faults.add(file, 1, format_args!("{problem}: run `legation codebook train` again"));
                }
                let head = Linear { weights: stored.weights, bias: stored.bias };
                let Stored { types, threshold, sentences, .. } = stored;
                faults.or_value(Self { types, threshold, sentences, head })
            }
            Err(error) => {
                faults.add(file, error.line().max(1), "no heads, expected what `legation codebook train` writes");
                faults.or_value(Self::none())
            }
        }
    }

    fn none() -> Self {
        let head = Linear { weights: Vec::new(), bias: Vec::new() };
        Self { types: Vec::new(), threshold: 1.0, sentences: String::new(), head }
    }

    /// The heads as text.
    ///
    /// # Errors
    /// None that a head from training meets.
    pub fn stored(&self) -> Result<String, serde_json::Error> {
        let stored = Stored {
            classifier: hash(&[MODEL]),
            sentences: self.sentences.clone(),
            types: self.types.clone(),
            threshold: self.threshold,
            weights: self.head.weights.clone(),
            bias: self.head.bias.clone(),
        };
        serde_json::to_string(&stored).map(|text| text + "\n")
    }
}

/// Why stored heads cannot be used.
fn problem(stored: &Stored, ontology: &Ontology, n_features: usize) -> Option<String> {
    let n_classes = stored.types.len() + 1;
    let shape = stored.weights.len() == n_classes
        && stored.bias.len() == n_classes
        && stored.weights.iter().all(|row| row.len() == n_features);
    if stored.classifier != hash(&[MODEL]) {
        return Some("trained on another classifier than this program's".to_owned());
    }
    if !shape {
        return Some("weights of another shape".to_owned());
    }
    let unknown = stored.types.iter().find(|name| ontology.own_type(name).is_none())?;
    Some(format!("knows a type {unknown} that is not in types.toml"))
}

/// Sha-256 of texts in order, in hexadecimal.
pub(super) fn hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
