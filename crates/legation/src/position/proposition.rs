//! What a stand is about, as words and in a form that compares.
//!
//! In: the token that heads the proposition. Out: its span, without what only stands around it, its normalised form, and
//! whom it names.

use std::ops::Range;

use crate::code::Reading;
use crate::gazetteer::EntityType;
use crate::record::words;
use crate::syntax::Syntax;

use super::{Proposition, remark};

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
    end = end.min(remark::start(syntax, start..end));
    end = next_clause(syntax, &(start..end.max(start))).unwrap_or(end);
    let is_outside =
        |i: usize| matches!(syntax.token(i).upos.as_str(), "PUNCT" | "SPACE") && !matches!(syntax.form(i), ")" | "]");
    while end > start && (is_outside(end - 1) || syntax.token(end - 1).upos == "CCONJ") {
        end -= 1;
    }
    let mut start = start;
    while start < end && is_outside(start) {
        start += 1;
    }
    (start < end).then(|| whole(syntax, start..end))
}

/// The tokens with the rest of a word that a hyphen cuts ("anti-piracy patrols") and of what they quote in part ("any “external
/// party” that …").
fn whole(syntax: &Syntax<'_>, tokens: Range<usize>) -> Range<usize> {
    const LONGEST_QUOTE: usize = 25;
    let sentence = syntax.sentence(syntax.sentence_of(tokens.start));
    let (mut start, mut end) = (tokens.start, tokens.end);
    let is_glued = |i: usize| i < sentence.end && i > 0 && syntax.token(i - 1).span.end == syntax.token(i).span.start;
    while end < sentence.end && (syntax.form(end) == "-" || syntax.form(end - 1) == "-") && is_glued(end) {
        end += 1;
    }
    let is_mark = |i: usize| matches!(syntax.form(i), "\"" | "“" | "”");
    let closes = |i: usize| is_mark(i) && syntax.form(i) != "“";
    if (start..end).filter(|&i| is_mark(i)).count() % 2 == 1 {
        let open = (start..end).rev().find(|&i| is_mark(i)).unwrap_or(start);
        if start > sentence.start && open > start && closes(open) && is_mark(start - 1) {
            start -= 1;
        } else {
            let near = end..sentence.end.min(open + LONGEST_QUOTE);
            end = near.into_iter().find(|&i| closes(i)).map_or(end, |close| close + 1);
        }
    }
    start..end
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
            "ADV" if syntax.lemma(word) == "want" => head == Some(word),
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

/// The same with what its noun takes, where the parser hangs it on the verb: "support a halt **to fishing**".
pub(super) fn with_complement(syntax: &Syntax<'_>, verb: usize, tokens: Range<usize>) -> Range<usize> {
    const OF_NOUNS: [&str; 8] = ["against", "along", "between", "into", "near", "of", "to", "towards"];
    let next = tokens.end;
    let sentence = syntax.sentence(syntax.sentence_of(verb));
    let is_own = next < sentence.end && next > verb && syntax.is_noun(next - 1) && syntax.head(next) == Some(verb);
    let is_of_noun = is_own && syntax.deprel(next) == "prep" && OF_NOUNS.contains(&syntax.form(next));
    let is_told = matches!(syntax.lemma(verb), "propose" | "recommend" | "demand");
    let end =
        span(syntax, next.min(syntax.len() - 1), next).filter(|_| is_of_noun && !is_told).map(|tokens| tokens.end);
    tokens.start..end.unwrap_or(next).max(next)
}

/// The same with what a demand is to be done for: "called for a meeting **to discuss it**".
pub(super) fn with_aim(syntax: &Syntax<'_>, word: usize, tokens: Range<usize>) -> Range<usize> {
    let sentence = syntax.sentence(syntax.sentence_of(word));
    let next = tokens.end;
    let is_to = next < sentence.end && syntax.form(next) == "to" && syntax.is_noun(next - 1);
    let verb = syntax.head(next.min(syntax.len() - 1)).filter(|&verb| is_to && syntax.head(verb) == Some(word));
    let end = verb.filter(|&verb| verb > next).and_then(|verb| span(syntax, verb, next)).map(|aim| aim.end);
    tokens.start..end.unwrap_or(next)
}

/// Where a noun that begins the next clause was taken for one more of the phrase: "aid to Chad **and Togo** has agreed".
fn next_clause(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Option<usize> {
    let sentence = syntax.sentence(syntax.sentence_of(tokens.start));
    let next = tokens.end;
    let is_finite = next < sentence.end && matches!(syntax.token(next).xpos.as_str(), "MD" | "VBD" | "VBP" | "VBZ");
    let join = tokens.clone().rev().find(|&i| syntax.token(i).upos == "CCONJ").filter(|_| is_finite)?;
    let mut names = join + 1..next;
    let is_last = |i: usize| syntax.deprel(i) == "conj" && syntax.is_noun(i) && syntax.rightmost(i) + 1 == next;
    (join > tokens.start && names.any(is_last)).then_some(join)
}

/// Where a remark set off by a comma begins that is no part of the proposition: ", which …", ", saying …", ", X said".
fn aside(syntax: &Syntax<'_>, head: usize, start: usize) -> Option<usize> {
    let children = syntax.children(head).filter(|&child| child > head);
    let is_aside = |&child: &usize| {
        let first = syntax.leftmost(child);
        let comma = first.checked_sub(1).filter(|&comma| comma >= start && syntax.form(comma) == ",");
        let is_told = matches!(syntax.deprel(child), "relcl" | "advcl" | "parataxis" | "appos" | "acl" | "ccomp");
        comma.is_some() && (is_told || is_clause(syntax, child))
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

/// ", and its critics blame it": a clause that goes on with a subject of its own.
fn is_clause(syntax: &Syntax<'_>, child: usize) -> bool {
    let is_finite = matches!(syntax.token(child).xpos.as_str(), "VBD" | "VBZ" | "VBP");
    syntax.deprel(child) == "conj" && is_finite && syntax.child(child, &["nsubj", "nsubjpass"]).is_some()
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
