//! Quotations: who said which words.
//!
//! In: a [`Reading`]. Out: one [`Quotation`] for each speech, with its speaker, the word that introduces it and its
//! content: the words between quotation marks, or the clause that a verb of saying takes.

use serde::Serialize;

use crate::code::{Reading, Words};
use crate::entity::Entity;
use crate::record::{Coded, Kind, Row, finish};

/// Words that somebody is said to have said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quotation {
    /// What all kinds share. `attribution` is who reports the speech, if not the narrator.
    #[serde(flatten)]
    pub row: Row,
    /// Who speaks; none where the text does not say.
    pub speaker: Option<Entity>,
    /// The word that introduces the speech.
    pub cue: Option<Words>,
    /// What is said, in its parts, without the quotation marks.
    pub content: Vec<Words>,
    /// `quoted` between quotation marks, else `reported`.
    pub manner: &'static str,
}

/// The quotations of a document, in the order of the text.
pub(crate) fn quotations(reading: &Reading<'_>) -> Vec<Quotation> {
    finish(reading.document, Vec::new())
}

impl Coded for Quotation {
    const KIND: Kind = Kind::Quotations;

    fn row(&self) -> &Row {
        &self.row
    }

    fn row_mut(&mut self) -> &mut Row {
        &mut self.row
    }

    fn coding(&self) -> String {
        self.manner.to_owned()
    }

    fn entities(&mut self) -> Vec<&mut Entity> {
        self.speaker.iter_mut().collect()
    }

    fn offsets(&mut self) -> Vec<&mut u64> {
        let parts = self.cue.iter_mut().chain(&mut self.content);
        parts.flat_map(|words| [&mut words.start, &mut words.end]).collect()
    }
}
