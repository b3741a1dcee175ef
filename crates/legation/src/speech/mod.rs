//! Quotations: who said which words.
//!
//! In: a [`Reading`]. Out: one [`Quotation`] for each speech, with its speaker, the word that introduces it and its
//! content: the words between quotation marks (`direct`), the clause that a verb of saying takes (`reported`), or what is told
//! "according to" somebody (`account`). Verbs stand in a table (`words`).

mod account;
mod direct;
mod reported;
mod voice;
mod words;

use std::ops::Range;

use serde::Serialize;

use crate::code::{Reading, Words, goes_on};
use crate::entity::Entity;
use crate::record::{self, Coded, Ground, Kind, Row, finish};

pub(crate) use voice::Speakers;
pub(crate) use words::{Says, SpeechWords};

/// A verb with a clause or a quotation is nearly always what it seems; estimate.
const CONFIDENCE: f64 = 0.8;

/// Words that somebody is said to have said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quotation {
    /// What all kinds share. `attribution` is who reports the speech, if not the narrator.
    #[serde(flatten)]
    pub row: Row,
    /// Who speaks.
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
    let mut rows = direct::speeches(reading);
    rows.extend(reported::clauses(reading));
    finish(reading.document, rows)
}

/// The row of a speech; nothing where no content is left without its punctuation, or nobody is known to report it.
fn row(
    reading: &Reading<'_>,
    cue: usize,
    subject: Option<usize>,
    parts: Vec<Range<usize>>,
    manner: &'static str,
    why: Vec<String>,
) -> Option<Quotation> {
    let syntax = reading.scene.syntax;
    let parts: Vec<Range<usize>> = parts.iter().filter_map(|part| trimmed(reading, part)).collect();
    let (start, end) = (parts.first()?.start, parts.last()?.end);
    let speaker = Some(voice::of(reading, cue, subject?)?);
    let tokens = start.min(cue)..end.max(cue + 1);
    let mut row = Row::new(reading, Kind::Quotations, Ground { trigger: cue, tokens, why, confidence: CONFIDENCE });
    let is_own = |link: &Entity| speaker.as_ref().is_some_and(|speaker| speaker.entity == link.entity);
    row.attribution.retain(|link| !link.speaker.as_ref().is_some_and(is_own));
    let content = parts.iter().map(|part| record::words(syntax, part)).collect();
    // A colon is no word.
    let is_word = syntax.form(cue) != ":";
    let cue = is_word.then(|| record::words(syntax, &(cue..end_of_cue(reading, cue))));
    Some(Quotation { row, speaker, cue, content, manner })
}

/// One past the words that introduce a speech: "said", "according to", "went on".
fn end_of_cue(reading: &Reading<'_>, cue: usize) -> usize {
    let syntax = reading.scene.syntax;
    let is_account = syntax.form(cue).eq_ignore_ascii_case("according");
    let to = syntax.children(cue).find(|&word| is_account && syntax.form(word).eq_ignore_ascii_case("to"));
    to.or_else(|| goes_on(syntax, cue)).unwrap_or(cue) + 1
}

/// Some tokens without punctuation and breaks at their ends; the mark of a question or call belongs to the words.
fn trimmed(reading: &Reading<'_>, part: &Range<usize>) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    let is_word = |&i: &usize| {
        !syntax.form(i).trim().is_empty() && !matches!(syntax.form(i), "," | "." | ";" | ":" | "-" | "–" | "—")
    };
    let start = part.clone().find(is_word)?;
    // "said that he left and, …": the word that goes on belongs to the narrator.
    let is_last = |&i: &usize| is_word(&i) && syntax.token(i).upos != "CCONJ";
    let end = part.clone().rev().find(is_last)? + 1;
    Some(start..end)
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
