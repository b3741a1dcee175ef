//! Reported speech: the clause that a verb of saying takes, and what is told "according to" somebody.
//!
//! In: a [`Reading`]. Out: one row for each verb with a speaker and a clause. A clause with a quotation in it that the
//! verb takes is direct speech and left to `direct`; so is what stands inside quotation marks.

use std::ops::Range;

use super::Says;
use super::{Quotation, row};
use crate::code::Reading;
use crate::syntax::Syntax;

/// The reported clauses of a document.
pub(super) fn clauses(reading: &Reading<'_>) -> Vec<Quotation> {
    let quoting: Vec<usize> =
        reading.quotations.all().iter().filter_map(|quoted| quoted.cue.map(|(cue, _)| cue)).collect();
    let is_free = |&i: &usize| !quoting.contains(&i) && reading.quotations.around(i).is_none();
    let tokens = 0..reading.scene.syntax.len();
    tokens.filter(is_free).filter_map(|i| said(reading, i).or_else(|| by_account(reading, i))).collect()
}

/// "The ministry said that the border was shut", "The border was shut, the ministry said".
fn said(reading: &Reading<'_>, verb: usize) -> Option<Quotation> {
    let (syntax, words) = (reading.scene.syntax, &reading.scene.rules.speech);
    if !syntax.is_verb(verb)
        || !words.takes(&syntax.lemma(verb).to_lowercase(), Says::Clause)
        || syntax.child(verb, &["neg"]).is_some()
        || is_unsaid(syntax, verb)
    {
        return None;
    }
    let subject = syntax.subjects(verb).first().copied().filter(|&subject| may_speak(reading, subject))?;
    let content = content(syntax, verb)?;
    let why = format!("clause under \"{}\" in data/rules/speech.csv", syntax.lemma(verb));
    row(reading, verb, Some(subject), content, "reported", vec![why])
}

/// "would say", "refused to say", "if he says": nobody has said it.
fn is_unsaid(syntax: &Syntax<'_>, verb: usize) -> bool {
    let is_open = |aux: usize| syntax.token(aux).xpos == "MD" || syntax.form(aux).eq_ignore_ascii_case("to");
    let is_condition = |mark: usize| matches!(syntax.form(mark).to_lowercase().as_str(), "if" | "unless" | "whether");
    syntax.children_by(verb, &["aux"]).any(is_open) || syntax.children_by(verb, &["mark"]).any(is_condition)
}

/// Whether a word can stand for a speaker: no relative or impersonal pronoun.
fn may_speak(reading: &Reading<'_>, subject: usize) -> bool {
    let syntax = reading.scene.syntax;
    match syntax.token(subject).upos.as_str() {
        "PRON" => reading.scene.entities.at(subject).is_some() || !matches!(syntax.lemma(subject), "it" | "who"),
        upos => matches!(upos, "NOUN" | "PROPN" | "NUM" | "DET" | "ADJ"),
    }
}

/// The words of the clause, without "that"; a question or a clause without a subject is none.
fn content(syntax: &Syntax<'_>, verb: usize) -> Option<Vec<Range<usize>>> {
    let Some(clause) = syntax.child(verb, &["ccomp"]) else { return remark(syntax, verb) };
    let (mut start, end) = (syntax.leftmost(clause), syntax.rightmost(clause) + 1);
    let has_subject = syntax.child(clause, &["nsubj", "nsubjpass", "csubj", "expl"]).is_some();
    if is_question(syntax, start) || !has_subject || (start..end).contains(&verb) {
        return None;
    }
    if syntax.form(start).eq_ignore_ascii_case("that") && syntax.deprel(start) == "mark" {
        start += 1;
    }
    let range = in_paragraph(syntax, start..end, verb);
    (range.len() > 1).then(|| vec![range])
}

/// "said what it meant", "asked whether it did".
fn is_question(syntax: &Syntax<'_>, first: usize) -> bool {
    matches!(syntax.token(first).xpos.as_str(), "WP" | "WP$" | "WRB" | "WDT")
        || matches!(syntax.form(first).to_lowercase().as_str(), "whether" | "if") && syntax.deprel(first) == "mark"
}

/// The part of some tokens that stands in one paragraph with the word that introduces them: no headline or date line.
fn in_paragraph(syntax: &Syntax<'_>, range: Range<usize>, cue: usize) -> Range<usize> {
    let is_break = |&i: &usize| syntax.form(i).contains('\n');
    if range.start < cue {
        let start = range.clone().rev().find(is_break).map_or(range.start, |at| at + 1);
        start..range.end
    } else {
        range.start..range.clone().find(is_break).unwrap_or(range.end)
    }
}

/// The clause around a remark of who speaks, where the parser hangs the verb of saying on it: "The wells, the ministry
/// said, were closed".
fn remark(syntax: &Syntax<'_>, verb: usize) -> Option<Vec<Range<usize>>> {
    let head = syntax.head(verb).filter(|_| syntax.deprel(verb) == "parataxis")?;
    let (start, end) = (syntax.leftmost(verb), syntax.rightmost(verb) + 1);
    let before = in_paragraph(syntax, syntax.leftmost(head).min(start)..start, verb);
    let after = end..syntax.rightmost(head).max(end - 1) + 1;
    let parts: Vec<Range<usize>> = [before, after].into_iter().filter(|part| part.len() > 1).collect();
    (!parts.is_empty()).then_some(parts)
}

/// "According to the ministry, the border was shut".
fn by_account(reading: &Reading<'_>, according: usize) -> Option<Quotation> {
    let syntax = reading.scene.syntax;
    if !syntax.form(according).eq_ignore_ascii_case("according") {
        return None;
    }
    let speaker = syntax.prepositional(according, "to").next()?;
    reading.scene.entities.at(speaker)?;
    let sentence = syntax.sentence(syntax.sentence_of(according));
    let end = syntax.rightmost(according) + 1;
    let before = in_paragraph(syntax, sentence.start..according, according);
    let content = if before.is_empty() { in_paragraph(syntax, end..sentence.end, according) } else { before };
    let why = "sentence told \"according to\" somebody".to_owned();
    (content.len() > 3 && reading.quotations.is_free(&content))
        .then(|| row(reading, according, Some(speaker), vec![content], "reported", vec![why]))?
}
