//! Where a proposition ends before what only stands behind it in the sentence: who says it ("…, Adu told reporters"), what it
//! led to ("…, which Chad denied"), who is an example (", such as …"), what is quoted about it (": “…”").
//!
//! In: the tokens that the parser hangs below its head. Out: the first that is no part of it.

use std::ops::Range;

use crate::syntax::Syntax;

/// The first token of a remark behind some tokens, or their end.
pub(super) fn start(syntax: &Syntax<'_>, tokens: Range<usize>) -> usize {
    let set_off = tokens.clone().skip(1).filter(|&i| matches!(syntax.form(i), "," | ":" | "\n" | "–" | "—"));
    let mut set_off = set_off.filter(|&i| is_remark(syntax, i, &tokens));
    set_off.next().unwrap_or(tokens.end)
}

fn is_remark(syntax: &Syntax<'_>, mark: usize, tokens: &Range<usize>) -> bool {
    let next = mark + 1;
    if next >= tokens.end {
        return false;
    }
    match syntax.form(mark) {
        ":" => matches!(syntax.form(next), "\"" | "“"),
        _ => {
            is_relative(syntax, next)
                || is_example(syntax, next)
                || is_aside(syntax, next, tokens)
                || says_who(syntax, next, tokens.end)
        }
    }
}

/// ", which Chad denied", ", who denounced it", ", in which …"
fn is_relative(syntax: &Syntax<'_>, next: usize) -> bool {
    let is_which = |i: usize| i < syntax.len() && matches!(syntax.token(i).xpos.as_str(), "WDT" | "WP" | "WP$");
    is_which(next) || syntax.token(next).upos == "ADP" && is_which(next + 1)
}

/// ", the second such raid this month": a noun phrase that names the same once more and ends what is said.
fn is_aside(syntax: &Syntax<'_>, next: usize, tokens: &Range<usize>) -> bool {
    let mut rest = next..tokens.end;
    let is_other = |i: usize| syntax.deprel(i) == "appos" && syntax.leftmost(i) == next && syntax.is_noun(i);
    let is_article = matches!(syntax.form(next).to_lowercase().as_str(), "a" | "an" | "the" | "its");
    let is_list = rest.clone().any(|i| syntax.form(i) == "," || syntax.token(i).upos == "CCONJ");
    is_article && !is_list && rest.any(is_other)
}

fn is_example(syntax: &Syntax<'_>, next: usize) -> bool {
    syntax.form(next).eq_ignore_ascii_case("such") && next + 1 < syntax.len() && syntax.form(next + 1) == "as"
}

/// "…, the minister told reporters": a name or noun with a finite verb of saying at its side, and nothing that it says behind.
fn says_who(syntax: &Syntax<'_>, next: usize, end: usize) -> bool {
    const FARTHEST: usize = 12;
    const SAYING: [&str; 12] =
        ["add", "announce", "declare", "explain", "insist", "note", "report", "say", "state", "stress", "tell", "warn"];
    let is_finite = |i: usize| matches!(syntax.token(i).xpos.as_str(), "VBD" | "VBZ" | "VBP");
    // The parser may leave the verb out of the phrase: "…, its foreign minister told the paper".
    let last = syntax.sentence(syntax.sentence_of(next)).end.min(end + 2);
    let mut verbs = (next..last.min(next + FARTHEST)).filter(|&i| syntax.is_verb(i));
    let Some(verb) = verbs.next().filter(|&verb| is_finite(verb) && SAYING.contains(&syntax.lemma(verb))) else {
        return false;
    };
    let is_speaker = |i: usize| matches!(syntax.token(i).upos.as_str(), "NOUN" | "PRON" | "PROPN");
    let has_mark = (next..verb).any(|i| matches!(syntax.token(i).upos.as_str(), "CCONJ" | "SCONJ"));
    let says_more = syntax.children_by(verb, &["ccomp"]).any(|clause| clause > verb);
    (next..verb).any(is_speaker) && !has_mark && !says_more
}
