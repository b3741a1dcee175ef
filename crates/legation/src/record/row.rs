//! The fields that every kind of row begins with.

use std::ops::Range;

use serde::Serialize;

use super::Kind;
use super::id::{self, Key};
use crate::code::{Attribution, EventDate, Evidence, Reading, Status, Words};
use crate::entity::Entity;
use crate::ingest::Document;
use crate::syntax::Syntax;

/// Version of the rows' form.
const SCHEMA: u32 = 1;

/// What every kind of row begins with; the meaning of each field is the same as in a mention.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Version of the row's form.
    pub schema: u32,
    /// `position`, `quotation`, `vote`, `mediation` or `visit`.
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
    /// How sure the coding is, 0 to 1.
    pub confidence: f64,
}

/// What a row rests on.
pub(crate) struct Ground {
    /// The token that tells of it.
    pub(crate) trigger: usize,
    /// All tokens that show it; the trigger is added where it stands outside.
    pub(crate) tokens: Range<usize>,
    /// Rules that decided.
    pub(crate) why: Vec<String>,
    /// 0 to 1.
    pub(crate) confidence: f64,
}

impl Row {
    /// The row of what a token tells of, with status, date and attribution as for an event there. Offsets count in the
    /// section, ids are missing: [`finish`].
    pub(crate) fn new(reading: &Reading<'_>, kind: Kind, ground: Ground) -> Self {
        let Ground { trigger, tokens, mut why, confidence } = ground;
        let syntax = reading.scene.syntax;
        let told = reading.told(trigger);
        why.extend(told.why);
        let tokens = tokens.start.min(trigger)..tokens.end.max(trigger + 1);
        let shown = words(syntax, &tokens);
        Self {
            schema: SCHEMA,
            kind: kind.as_str(),
            id: String::new(),
            document: reading.document.id.clone(),
            sentence: syntax.sentence_of(trigger),
            published: reading.document.published.as_ref().map(|published| published.as_str().to_owned()),
            status: told.status,
            date: told.date,
            attribution: told.attribution,
            evidence: Evidence {
                start: shown.start,
                end: shown.end,
                text: shown.text,
                trigger: words(syntax, &(trigger..trigger + 1)),
                why,
            },
            confidence,
        }
    }
}

/// The words of some tokens.
pub(crate) fn words(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Words {
    let span = syntax.span(tokens);
    Words { text: span.of(syntax.text).to_owned(), start: span.start.into(), end: span.end.into() }
}

/// Some tokens without the article that they begin with.
pub(crate) fn without_article(syntax: &Syntax<'_>, tokens: Range<usize>) -> Range<usize> {
    let start = tokens.start + usize::from(tokens.len() > 1 && syntax.token(tokens.start).upos == "DET");
    start..tokens.end
}

/// A row of one of the kinds.
pub(crate) trait Coded {
    /// The kind.
    const KIND: Kind;
    /// What it begins with.
    fn row(&self) -> &Row;
    /// The same, to be completed.
    fn row_mut(&mut self) -> &mut Row;
    /// What tells rows of one trigger apart.
    fn coding(&self) -> String;
    /// The entities that are its own.
    fn entities(&mut self) -> Vec<&mut Entity>;
    /// Other offsets of its own.
    fn offsets(&mut self) -> Vec<&mut u64>;
}

/// Puts rows in the order of the text, moves their offsets from the section to the document and gives them their ids.
pub(crate) fn finish<R: Coded>(document: &Document, mut rows: Vec<R>) -> Vec<R> {
    rows.sort_by_key(|row| (row.row().evidence.start, row.row().evidence.trigger.start));
    if document.section_start > 0 {
        rows.iter_mut().for_each(|row| shift(row, document.section_start));
    }
    let key = |row: &R| {
        let trigger = &row.row().evidence.trigger;
        Key { prefix: R::KIND.prefix(), place: trigger.start..trigger.end, coding: row.coding() }
    };
    id::number(document, &mut rows, key, |row, id| row.row_mut().id = id);
    rows
}

fn shift(row: &mut impl Coded, bytes: u64) {
    for entity in row.entities() {
        entity.start += bytes;
        entity.end += bytes;
    }
    row.offsets().into_iter().for_each(|offset| *offset += bytes);
    let row = row.row_mut();
    for entity in row.attribution.iter_mut().filter_map(|link| link.speaker.as_mut()) {
        entity.start += bytes;
        entity.end += bytes;
    }
    let evidence = &mut row.evidence;
    for offset in [&mut evidence.start, &mut evidence.end, &mut evidence.trigger.start, &mut evidence.trigger.end] {
        *offset += bytes;
    }
    [&mut row.date.text_start, &mut row.date.text_end].into_iter().flatten().for_each(|offset| *offset += bytes);
}
