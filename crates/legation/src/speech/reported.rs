//! Reported speech: the clause that a verb of saying takes.
//!
//! In: a [`Reading`]. Out: one row for each verb with a speaker and a clause. A clause with a quotation in it that the
//! verb takes is direct speech and left to `direct`; so is what stands inside quotation marks.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Says;
use super::{Quotation, account, row};
use crate::code::Reading;
use crate::syntax::Syntax;

/// The reported clauses of a document.
pub(super) fn clauses(reading: &Reading<'_>) -> Vec<Quotation> {
    let quoting: FxHashSet<usize> =
        reading.quotations.all().iter().filter_map(|quoted| quoted.cue.map(|(cue, _)| cue)).collect();
    let is_free = |&i: &usize| !quoting.contains(&i) && reading.quotations.around(i).is_none();
    let tokens = 0..reading.scene.syntax.len();
    tokens.filter(is_free).filter_map(|i| said(reading, i).or_else(|| account::told(reading, i))).collect()
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
    // "Chad said it had left; Togo said …": what another one said before is no clause of this verb.
    let is_others = |clause: usize| {
        let next = syntax.rightmost(clause) + 1;
        clause < verb && next < verb && syntax.form(next) == ";"
    };
    let Some(clause) = syntax.children_by(verb, &["ccomp"]).find(|&clause| !is_others(clause)) else {
        return remark(syntax, verb);
    };
    let (mut start, end) = (syntax.leftmost(clause), syntax.rightmost(clause) + 1);
    // "declared the north a disaster area" tells no clause.
    let is_verbal = matches!(syntax.token(clause).upos.as_str(), "AUX" | "VERB")
        || syntax.child(clause, &["aux", "auxpass", "cop"]).is_some();
    if !is_verbal || is_question(syntax, start) || !has_subject(syntax, clause) || (start..end).contains(&verb) {
        return None;
    }
    if syntax.form(start).eq_ignore_ascii_case("that")
        && matches!(syntax.deprel(start), "det" | "mark" | "dobj" | "nsubj")
    {
        start += 1;
    }
    let end = end.min(contrast(syntax, clause).unwrap_or(end));
    let range = with_mark(syntax, in_paragraph(syntax, start..end, verb));
    // "say “friend” and the door opens": what is said is the word.
    let is_word = is_mark(syntax, verb + 1) && range.start > verb + 2;
    (range.len() > 1 && !is_word).then(|| vec![range])
}

/// Where the words of somebody else begin, or the speaker's next ones: "…, **while the mayor said** …", "…, **adding**: “…”".
fn contrast(syntax: &Syntax<'_>, clause: usize) -> Option<usize> {
    const NEXT: [&str; 8] = ["add", "call", "describe", "insist", "note", "say", "stress", "warn"];
    let is_contrast = |&child: &usize| {
        let mark = syntax.child(child, &["mark"]).map(|mark| syntax.form(mark).to_lowercase());
        let is_other = mark.is_some_and(|mark| matches!(mark.as_str(), "while" | "whereas"));
        let is_next = syntax.token(child).xpos == "VBG" && syntax.leftmost(child) == child;
        let says = NEXT.contains(&syntax.lemma(child).to_lowercase().as_str());
        says && (is_next || is_other && syntax.child(child, &["nsubj"]).is_some())
    };
    let is_set_off = |&first: &usize| first > clause && syntax.form(first - 1) == ",";
    let clauses = syntax.children_by(clause, &["advcl"]).filter(is_contrast);
    clauses.map(|child| syntax.leftmost(child)).find(is_set_off).map(|first| first - 1)
}

/// Whether a clause has a subject, which the parser may hang on the auxiliary.
fn has_subject(syntax: &Syntax<'_>, clause: usize) -> bool {
    const SUBJECTS: [&str; 4] = ["nsubj", "nsubjpass", "csubj", "expl"];
    let mut verbs = std::iter::once(clause).chain(syntax.children_by(clause, &["aux", "auxpass"]));
    verbs.any(|verb| syntax.child(verb, &SUBJECTS).is_some())
}

fn is_mark(syntax: &Syntax<'_>, i: usize) -> bool {
    i < syntax.len() && matches!(syntax.form(i), "\"" | "“" | "”")
}

/// The tokens with the quotation mark before them that one inside closes.
fn with_mark(syntax: &Syntax<'_>, range: Range<usize>) -> Range<usize> {
    let is_odd = range.clone().filter(|&i| is_mark(syntax, i)).count() % 2 == 1;
    let before = range.start.checked_sub(1).filter(|&before| is_odd && is_mark(syntax, before));
    before.unwrap_or(range.start)..range.end
}

/// "said what it meant", "asked whether it did".
fn is_question(syntax: &Syntax<'_>, first: usize) -> bool {
    matches!(syntax.token(first).xpos.as_str(), "WP" | "WP$" | "WRB" | "WDT") && syntax.deprel(first) != "mark"
        || matches!(syntax.form(first).to_lowercase().as_str(), "whether" | "if") && syntax.deprel(first) == "mark"
}

/// The part of some tokens that stands in one paragraph with the word that introduces them: no headline or date line.
pub(super) fn in_paragraph(syntax: &Syntax<'_>, range: Range<usize>, cue: usize) -> Range<usize> {
    let is_break = |&i: &usize| syntax.form(i).contains('\n');
    if range.start < cue {
        let start = range.clone().rev().find(is_break).map_or(range.start, |at| at + 1);
        start..range.end
    } else {
        range.start..range.clone().find(is_break).unwrap_or(range.end)
    }
}

/// The verb of the clause where the parser takes the remark for a relative clause of its subject.
fn told_of(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let is_comma = |i: usize| i < syntax.len() && syntax.form(i) == ",";
    let (first, last) = (syntax.leftmost(verb), syntax.rightmost(verb));
    let is_set_off = (is_comma(first) || first > 0 && is_comma(first - 1)) && (is_comma(last) || is_comma(last + 1));
    let is_bare = syntax.children(verb).all(|child| {
        child < verb && syntax.deprel(child) == "nsubj" && !syntax.is_relative(child) || syntax.deprel(child) == "punct"
    });
    let noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == "relcl" && is_set_off && is_bare)?;
    syntax.head(noun).filter(|_| matches!(syntax.deprel(noun), "nsubj" | "nsubjpass"))
}

/// The clause around a remark of who speaks, where the parser hangs the verb of saying on it: "The wells, the ministry
/// said, were closed".
fn remark(syntax: &Syntax<'_>, verb: usize) -> Option<Vec<Range<usize>>> {
    let head = syntax.head(verb).filter(|_| syntax.deprel(verb) == "parataxis").or_else(|| told_of(syntax, verb))?;
    let is_auxiliary = matches!(syntax.deprel(head), "aux" | "auxpass");
    let head = syntax.head(head).filter(|_| is_auxiliary).unwrap_or(head);
    let (start, end) = (syntax.leftmost(verb), syntax.rightmost(verb) + 1);
    let before = in_paragraph(syntax, syntax.leftmost(head).min(start)..start, verb);
    let after = end..syntax.rightmost(head).max(end - 1) + 1;
    let parts: Vec<Range<usize>> = [before, after].into_iter().filter(|part| !part.is_empty()).collect();
    (parts.iter().map(Range::len).sum::<usize>() > 1).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    const SAID: &str = "Iran Iran PROPN NNP 2 nsubj\nsaid say VERB VBD 0 ROOT\nthat that SCONJ IN 6 mark\n\
        it it PRON PRP 6 nsubj\nhad have AUX VBD 6 aux\nleft leave VERB VBN 2 ccomp\n. . PUNCT . 2 punct";

    #[test]
    fn the_words_of_a_clause_stand_without_that() {
        let parsed = parsed(SAID);
        assert_eq!(content(&parsed.syntax(), 1).and_then(|parts| parts.first().cloned()), Some(3..6));
    }

    #[test]
    fn a_question_says_nothing() {
        let parsed = parsed(&SAID.replace("that that SCONJ IN", "whether whether SCONJ IN"));
        assert_eq!(content(&parsed.syntax(), 1), None);
    }

    #[test]
    fn what_would_be_said_is_unsaid() {
        let said = parsed(SAID);
        assert!(!is_unsaid(&said.syntax(), 1));
        let would = parsed(
            "Iran Iran PROPN NNP 3 nsubj\nwould would AUX MD 3 aux\nsay say VERB VB 0 ROOT\nso so ADV RB 3 advmod",
        );
        assert!(is_unsaid(&would.syntax(), 2));
    }

    #[test]
    fn a_remark_stands_inside_its_clause() {
        let wells = parsed(
            "Wells well NOUN NNS 7 nsubj\n, , PUNCT , 4 punct\nIran Iran PROPN NNP 4 nsubj\nsaid say VERB VBD 7 parataxis\n\
            , , PUNCT , 4 punct\nhave have AUX VBP 7 aux\nclosed close VERB VBN 0 ROOT\nforever forever ADV RB 7 advmod",
        );
        assert_eq!(remark(&wells.syntax(), 3), Some(vec![0..1, 5..8]));
    }
}
