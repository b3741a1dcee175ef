//! Parts of a sentence between semicolons and colons: each goes on like a sentence of its own.
//!
//! In: a token. Out: the tokens of the part before, and the subject of a part.

use std::ops::Range;

use super::quote::Quotes;
use crate::syntax::Syntax;

/// The part of the sentence in front of the semicolon before `i`, where `i` is or owns the subject behind it.
pub(super) fn before(syntax: &Syntax<'_>, quotes: &Quotes, i: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(syntax.sentence_of(i));
    let is_mark = |&token: &usize| matches!(syntax.form(token), ";" | ":");
    let mark = (sentence.start..i).rev().take(24).find(is_mark)?;
    // The pronoun may stand inside the subject: "twenty of them are".
    let is_above = |token: usize| std::iter::successors(Some(i), |&at| syntax.head(at)).take(6).any(|at| at == token);
    let is_first = |token: usize| {
        !matches!(syntax.deprel(token), "nsubj" | "nsubjpass")
            || is_above(token)
            || quotes.hold(token) && !quotes.hold(i)
    };
    let start = (sentence.start..mark).rev().find(is_mark).map_or(sentence.start, |other| other + 1);
    (mark + 1..i).all(is_first).then_some(start..mark)
}

/// The subject of a part: of its outermost verb.
pub(super) fn subject(syntax: &Syntax<'_>, part: &Range<usize>) -> Option<usize> {
    const DEEPEST: usize = 30;
    let depth = |token: usize| std::iter::successors(Some(token), |&at| syntax.head(at)).take(DEEPEST).count();
    let subjects = part.clone().filter(|&token| matches!(syntax.deprel(token), "nsubj" | "nsubjpass"));
    subjects.min_by_key(|&token| depth(token))
}
