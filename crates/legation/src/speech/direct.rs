//! Direct speech: words between quotation marks that a verb of saying gives to somebody.
//!
//! In: the quotations of a [`Reading`]. Out: one row for each speech; parts around one verb, and what goes on without a
//! verb of its own, are one. Titles, names and single words that nobody is said to have said are none.

use super::{Quotation, row};
use crate::code::{Quoted, Reading};

/// The speeches between quotation marks.
pub(super) fn speeches(reading: &Reading<'_>) -> Vec<Quotation> {
    let mut rows = Vec::new();
    let mut group: Vec<&Quoted> = Vec::new();
    for quoted in reading.quotations.all().iter().filter(|quoted| quoted.cue.is_some()) {
        if group.last().is_some_and(|last| last.cue != quoted.cue) {
            rows.extend(speech(reading, &group));
            group.clear();
        }
        group.push(quoted);
    }
    rows.extend(speech(reading, &group));
    rows
}

fn speech(reading: &Reading<'_>, parts: &[&Quoted]) -> Option<Quotation> {
    let (cue, subject) = parts.first()?.cue?;
    let syntax = reading.scene.syntax;
    let contents = parts.iter().map(|part| part.tokens.clone()).collect();
    let why = format!("quoted by \"{}\" in data/rules/speech.csv or reporting.csv", syntax.lemma(cue));
    row(reading, cue, subject, contents, "quoted", vec![why])
}
