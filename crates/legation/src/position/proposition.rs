//! What a stand is about, as words and in a form that compares.
//!
//! In: the token that heads the proposition. Out: its span, without what only stands around it, its normalised form, and
//! whom it names.

use std::ops::Range;

use crate::code::Reading;
use crate::gazetteer::EntityType;
use crate::record::words;
use crate::syntax::Syntax;

use super::Proposition;

/// Longest proposition, in tokens.
const LONGEST: usize = 60;

/// The words that a phrase or clause fills, from a token on; nothing where none is left.
pub(super) fn span(syntax: &Syntax<'_>, head: usize, start: usize) -> Option<Range<usize>> {
    let mut end = syntax.rightmost(head) + 1;
    let sentence = syntax.sentence(syntax.sentence_of(head));
    end = end.min(sentence.end).min(start + LONGEST);
    if let Some(aside) = aside(syntax, head, start) {
        end = end.min(aside);
    }
    let is_outside =
        |i: usize| matches!(syntax.token(i).upos.as_str(), "PUNCT" | "SPACE") && !matches!(syntax.form(i), ")" | "]");
    while end > start && is_outside(end - 1) {
        end -= 1;
    }
    let mut start = start;
    while start < end && is_outside(start) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// The same with what the parser hangs on the word of attitude: "support for funding **for the army**", "disappointment at the
/// council **blocking the draft**".
pub(super) fn extended(syntax: &Syntax<'_>, word: usize, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = tokens;
    let sentence = syntax.sentence(syntax.sentence_of(word));
    for _ in 0..3 {
        let next = tokens.end;
        if next >= sentence.end {
            break;
        }
        let head = syntax.head(next);
        let is_own = head == Some(word) || head.is_some() && head == syntax.head(word);
        let is_time = || {
            let mut objects = syntax.children_by(next, &["pobj", "pcomp"]);
            objects.any(|object| matches!(syntax.recognized(object), Some("DATE" | "TIME" | "EVENT")))
        };
        let goes_on = match syntax.token(next).upos.as_str() {
            "ADP" => head == Some(word) && !is_time(),
            "VERB" => syntax.token(next).xpos == "VBG" && is_own,
            _ => false,
        };
        let end = span(syntax, next, next).map(|tokens| tokens.end);
        match end.filter(|&end| goes_on && end > next && end <= sentence.end) {
            Some(end) => tokens.end = end,
            None => break,
        }
    }
    tokens
}

/// Where a remark set off by a comma begins that is no part of the proposition: ", which …", ", saying …", ", X said".
fn aside(syntax: &Syntax<'_>, head: usize, start: usize) -> Option<usize> {
    let children = syntax.children(head).filter(|&child| child > head);
    let is_aside = |&child: &usize| {
        let first = syntax.leftmost(child);
        let comma = first.checked_sub(1).filter(|&comma| comma >= start && syntax.form(comma) == ",");
        comma.is_some() && matches!(syntax.deprel(child), "relcl" | "advcl" | "parataxis" | "appos" | "acl" | "ccomp")
    };
    // "to guard the border and called for talks": the second verb goes with the one above.
    let tense = |verb: usize| syntax.token(verb).xpos.as_str();
    let above = std::iter::successors(syntax.head(head), |&at| syntax.head(at)).take(4).find(|&at| syntax.is_verb(at));
    let is_other = |&child: &usize| {
        let is_above = above.is_some_and(|above| tense(above) == tense(child)) && tense(child) != tense(head);
        let is_finite = matches!(tense(child), "VBD" | "VBZ" | "VBP") && matches!(tense(head), "VB" | "VBG");
        syntax.deprel(child) == "conj" && syntax.is_verb(child) && (is_above || is_finite)
    };
    let joined = syntax
        .children(head)
        .filter(is_other)
        .map(|child| (start..child).rev().find(|&i| syntax.deprel(i) == "cc").unwrap_or(child));
    let quoted = (start + 1..syntax.rightmost(head) + 1).find(|&i| syntax.form(i).contains('\n'));
    children.filter(is_aside).map(|child| syntax.leftmost(child) - 1).chain(joined).chain(quoted).min()
}

/// The proposition of some tokens.
pub(super) fn proposition(reading: &Reading<'_>, tokens: &Range<usize>) -> Proposition {
    let shown = words(reading.scene.syntax, tokens);
    Proposition { text: shown.text, start: shown.start, end: shown.end, normalized: normalized(reading, tokens) }
}

/// The words without leading articles, with names and what stands for them as the tables have them.
fn normalized(reading: &Reading<'_>, tokens: &Range<usize>) -> String {
    let (syntax, entities) = (reading.scene.syntax, reading.scene.entities);
    let mut text = String::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let upos = syntax.token(i).upos.as_str();
        if upos == "DET" && text.is_empty() {
            i += 1;
            continue;
        }
        let named = entities.at(i).filter(|mention| {
            let is_whole = mention.tokens.start == i && mention.tokens.end <= tokens.end;
            let is_name = !matches!(syntax.deprel(i), "amod" | "compound" | "nmod");
            is_whole && is_name && (mention.antecedent.is_some() || mention.entity.kind == EntityType::State)
        });
        let (word, end) = match named {
            Some(mention) if upos != "DET" => (mention.entity.name.as_str(), mention.tokens.end),
            _ => (syntax.form(i), i + 1),
        };
        let is_joined =
            matches!(upos, "PUNCT" | "PART") && matches!(word, "," | "." | "'s" | "’s" | "'" | "-" | ":" | ";");
        if !text.is_empty() && !is_joined && !text.ends_with('-') {
            text.push(' ');
        }
        text.push_str(word.trim());
        if syntax.token(i).xpos == "PRP$" && end > i && named.is_some() {
            text.push_str("'s");
        }
        i = end;
    }
    text
}
