//! What is told "according to" somebody.
//!
//! In: a token. Out: the words around "according to" that are its speaker's: the clause behind it at the start of a sentence or of
//! a second clause ("…, but, according to the army, **nobody was hurt**"), else the clause before it with what goes on behind.

use std::ops::Range;

use super::reported::in_paragraph;
use super::{Quotation, row};
use crate::code::Reading;
use crate::syntax::Syntax;

/// The row of what somebody is said to have told by "according to".
pub(super) fn told(reading: &Reading<'_>, according: usize) -> Option<Quotation> {
    let syntax = reading.scene.syntax;
    if !syntax.form(according).eq_ignore_ascii_case("according") {
        return None;
    }
    let sentence = syntax.sentence(syntax.sentence_of(according));
    let (speaker, end) = speaker(reading, according, sentence.end)?;
    let before = in_paragraph(syntax, sentence.start..according, according);
    let after = in_paragraph(syntax, end.min(sentence.end)..sentence.end, according);
    let content = parts(syntax, before, after);
    let length: usize = content.iter().map(Range::len).sum();
    let why = "sentence told \"according to\" somebody".to_owned();
    (length > 3 && content.iter().all(|part| reading.quotations.is_free(part)))
        .then(|| row(reading, according, Some(speaker), content, "reported", vec![why]))?
}

/// Who tells it, and one past the words that name them.
fn speaker(reading: &Reading<'_>, according: usize, end: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 12;
    let syntax = reading.scene.syntax;
    if let Some(speaker) = syntax.prepositional(according, "to").next() {
        reading.scene.entities.at(speaker)?;
        return Some((speaker, past_name(syntax, syntax.rightmost(according) + 1)));
    }
    // "According to the spokesman Luo Jun, the talks will go on": the parser may take the name for the subject.
    let to = according + 1;
    let comma = (to..end.min(to + LONGEST)).find(|&i| syntax.form(i) == ",")?;
    let speaker = (to..comma).rev().find(|&i| reading.scene.entities.at(i).is_some())?;
    Some((speaker, comma))
}

/// What is told: behind "but, according to …" the clause that follows, else the one before, which may go on behind.
fn parts(syntax: &Syntax<'_>, before: Range<usize>, after: Range<usize>) -> Vec<Range<usize>> {
    let is_comma = |i: usize| syntax.form(i) == ",";
    let last = before.clone().rev().find(|&i| !is_comma(i));
    if last.is_none_or(|last| syntax.token(last).upos == "CCONJ") && !after.is_empty() {
        return vec![after];
    }
    let next = after.clone().find(|&i| !is_comma(i));
    let goes_on = next.is_some_and(|next| {
        let is_set_off = is_comma(before.end - 1) && next == after.start + 1;
        let joins = matches!(syntax.token(next).upos.as_str(), "CCONJ" | "PUNCT" | "SCONJ")
            || matches!(syntax.token(next).xpos.as_str(), "VBG" | "WDT" | "WP" | "WRB");
        let mut heads = std::iter::successors(Some(next), |&at| syntax.head(at)).take(8);
        is_set_off && !joins && heads.any(|head| before.contains(&head))
    });
    if goes_on { vec![before, after] } else { vec![before] }
}

/// One past a name set off behind the speaker: "according to the mayor, Ann Lee, …".
fn past_name(syntax: &Syntax<'_>, end: usize) -> usize {
    const LONGEST: usize = 5;
    let is_comma = |i: usize| i < syntax.len() && syntax.form(i) == ",";
    let name = (end + 1..syntax.len().min(end + 1 + LONGEST)).take_while(|&i| syntax.token(i).upos == "PROPN");
    let last = name.last().filter(|&last| is_comma(end) && is_comma(last + 1));
    last.map_or(end, |last| last + 1)
}
