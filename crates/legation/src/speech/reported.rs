//! Reported speech: the clause that a verb of saying takes, and what is told "according to" somebody.
//!
//! In: a [`Reading`]. Out: one row for each verb with a speaker and a clause. A clause with a quotation in it that the
//! verb takes is direct speech and left to `direct`; so is what stands inside quotation marks.

use std::ops::Range;

use super::Says;
use super::{Quotation, row};
use crate::code::Reading;

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
    {
        return None;
    }
    let subject = syntax.subjects(verb).first().copied().filter(|&subject| may_speak(reading, subject))?;
    let content = content(reading, verb)?;
    let why = format!("clause under \"{}\" in data/rules/speech.csv", syntax.lemma(verb));
    row(reading, verb, Some(subject), vec![content], "reported", vec![why])
}

/// Whether a word can stand for a speaker: no relative or impersonal pronoun.
fn may_speak(reading: &Reading<'_>, subject: usize) -> bool {
    let syntax = reading.scene.syntax;
    match syntax.token(subject).upos.as_str() {
        "PRON" => reading.scene.entities.at(subject).is_some() || !matches!(syntax.lemma(subject), "it" | "who"),
        upos => matches!(upos, "NOUN" | "PROPN" | "NUM" | "DET" | "ADJ"),
    }
}

/// The words of the clause, without "that".
fn content(reading: &Reading<'_>, verb: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    let is_question = |clause: usize| {
        let mark = syntax.child(clause, &["mark"]);
        mark.is_some_and(|mark| matches!(syntax.form(mark).to_lowercase().as_str(), "whether" | "if"))
    };
    let clause = syntax.child(verb, &["ccomp"]).filter(|&clause| !is_question(clause));
    if let Some(clause) = clause {
        let (mut start, end) = (syntax.leftmost(clause), syntax.rightmost(clause) + 1);
        if syntax.form(start).eq_ignore_ascii_case("that") && syntax.deprel(start) == "mark" {
            start += 1;
        }
        return (!(start..end).contains(&verb) && end > start + 1).then_some(start..end);
    }
    remark(reading, verb)
}

/// The clause in front of a remark of who speaks, where the parser hangs the verb of saying on it.
fn remark(reading: &Reading<'_>, verb: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    let head = syntax.head(verb).filter(|&head| syntax.deprel(verb) == "parataxis" && head < verb)?;
    let start = syntax.leftmost(head);
    let end = syntax.leftmost(verb);
    (end > start + 1).then_some(start..end)
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
    let (before, after) = (sentence.start..according, end..sentence.end);
    let content = if before.is_empty() { after } else { before };
    let why = "sentence told \"according to\" somebody".to_owned();
    (content.len() > 3 && reading.quotations.is_free(&content))
        .then(|| row(reading, according, Some(speaker), vec![content], "reported", vec![why]))?
}
