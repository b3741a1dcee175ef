//! What a date phrase hangs on: the verb or event noun that it dates.
//!
//! In: a phrase and the parse. Out: its governor. The parser may hang "on Tuesday" on a person or a place ("met the envoy
//! on Tuesday"); what cannot happen cannot be dated, so the phrase goes up to what can.

use std::ops::Range;

use super::grammar::Reading;
use super::sign::{Piece, Preposition};
use super::when::{From, When};
use crate::lexicon::Lexicon;
use crate::syntax::Syntax;

/// How many words above are looked at.
const HIGHEST: usize = 8;
/// Prepositions behind which a time is a limit, not the time of what governs them.
pub(super) const LIMITING: [&str; 12] = [
    "after",
    "ahead",
    "before",
    "beyond",
    "despite",
    "following",
    "pending",
    "prior",
    "since",
    "than",
    "till",
    "until",
];
/// Prepositions behind which something happens at the same time.
pub(super) const AT_ONCE: [&str; 10] = ["amid", "as", "at", "by", "during", "in", "on", "through", "via", "with"];

/// Where a phrase stands in the parse.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) tokens: Range<usize>,
    /// The verb or noun that the phrase dates; none where it limits a time.
    pub(super) governor: Option<usize>,
    /// The word that the phrase itself depends on, which has the tense.
    pub(super) above: Option<usize>,
    /// What it counts from ("after the attack").
    pub(super) event: Option<usize>,
}

/// The link of a phrase.
pub(super) fn link(syntax: &Syntax<'_>, lexicon: &Lexicon, pieces: &[Piece], reading: &Reading) -> Link {
    let token = |at: usize| pieces.get(at).map_or(0, |piece| piece.token);
    let tokens = token(reading.pieces.start)..token(reading.pieces.end.saturating_sub(1)) + 1;
    if let Some(side) = side(&reading.when) {
        return beside(syntax, lexicon, tokens, side);
    }
    let top = top(syntax, &tokens);
    let above = top.and_then(|top| syntax.head(top));
    let limits = matches!(reading.preposition, Some(Preposition::Since | Preposition::Until));
    let governor = top.zip(above).filter(|_| !limits).and_then(|(top, above)| governor(syntax, lexicon, top, above));
    Link { tokens, governor, above, event: None }
}

/// The word "after" or "before" that the phrase ends with.
fn side(when: &When) -> Option<usize> {
    match when {
        When::Step { from: From::Event(side), .. } => Some(*side),
        _ => None,
    }
}

/// "two days after the attack": the preposition governs the event and hangs on what is dated; before a clause it hangs on
/// the clause's verb.
fn beside(syntax: &Syntax<'_>, lexicon: &Lexicon, tokens: Range<usize>, side: usize) -> Link {
    let object = syntax.child(side, &["pobj", "pcomp"]);
    let is_mark = matches!(syntax.deprel(side), "mark" | "advmod");
    let clause = syntax.head(side).filter(|_| is_mark && object.is_none());
    let (top, event) = match clause.filter(|&clause| clause > side) {
        Some(clause) => (clause, Some(clause)),
        None => (side, object),
    };
    let above = syntax.head(top);
    let governor = above.and_then(|above| governor(syntax, lexicon, top, above));
    Link { tokens, governor, above, event }
}

/// The first token of a phrase that depends on a token outside it.
fn top(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Option<usize> {
    let is_outside = |&token: &usize| syntax.head(token).is_some_and(|head| !tokens.contains(&head));
    let is_word = |&token: &usize| !matches!(syntax.deprel(token), "punct" | "det");
    tokens.clone().filter(is_word).find(is_outside).or_else(|| tokens.clone().find(is_outside))
}

/// The verb or noun above `top` that can be dated.
fn governor(syntax: &Syntax<'_>, lexicon: &Lexicon, top: usize, above: usize) -> Option<usize> {
    let at = past_times(syntax, above)?;
    let belongs = matches!(syntax.deprel(top), "poss" | "compound" | "nummod" | "nmod" | "amod");
    if belongs && at == above {
        return Some(owned(syntax, lexicon, at));
    }
    if is_named_after(syntax, lexicon, top, above, at) {
        return Some(at);
    }
    Some(happening(syntax, lexicon, at))
}

/// "the borders of 1967": the time tells which thing is meant, and dates nothing that is done with it.
fn is_named_after(syntax: &Syntax<'_>, lexicon: &Lexicon, top: usize, above: usize, at: usize) -> bool {
    let of = [top, above].into_iter().find(|&token| syntax.lemma(token) == "of");
    of.and_then(|of| syntax.head(of)) == Some(at) && syntax.is_noun(at) && !is_event(syntax, lexicon, at)
}

/// Above prepositions, adverbs and other times ("at 6 a.m. on Saturday").
fn past_times(syntax: &Syntax<'_>, above: usize) -> Option<usize> {
    let mut at = above;
    let mut is_of_day = false;
    for _ in 0..HIGHEST {
        // "before midnight on Friday" is on Friday.
        if !is_of_day && LIMITING.contains(&syntax.lemma(at).to_lowercase().as_str()) {
            return None;
        }
        let is_small = matches!(syntax.token(at).upos.as_str(), "ADP" | "ADV" | "SCONJ" | "PART" | "NUM");
        let is_time = !syntax.is_verb(at) && matches!(syntax.recognized(at), Some("DATE" | "TIME"));
        if !is_small && !is_time {
            break;
        }
        is_of_day |= is_time && at == above;
        at = syntax.head(at)?;
    }
    Some(at)
}

/// "during Friday's rally": the time of the rally is that of the clause too.
fn owned(syntax: &Syntax<'_>, lexicon: &Lexicon, noun: usize) -> usize {
    if is_event(syntax, lexicon, noun) || syntax.deprel(noun) != "pobj" {
        return noun;
    }
    let above =
        syntax.head(noun).filter(|&prep| matches!(syntax.lemma(prep).to_lowercase().as_str(), "at" | "during" | "in"));
    above.and_then(|prep| syntax.head(prep)).map_or(noun, |at| happening(syntax, lexicon, at))
}

/// From a noun that is no event up to what is.
fn happening(syntax: &Syntax<'_>, lexicon: &Lexicon, from: usize) -> usize {
    let mut at = from;
    for _ in 0..HIGHEST {
        if matches!(syntax.token(at).upos.as_str(), "VERB" | "AUX") || is_event(syntax, lexicon, at) {
            return at;
        }
        let Some(head) = syntax.head(at) else { break };
        let is_nominal = matches!(
            syntax.deprel(at),
            "pobj"
                | "prep"
                | "dobj"
                | "conj"
                | "appos"
                | "attr"
                | "acomp"
                | "oprd"
                | "dative"
                | "nsubj"
                | "nsubjpass"
                | "npadvmod"
                | "compound"
                | "agent"
                | "advmod"
        );
        if !is_nominal || LIMITING.contains(&syntax.lemma(head)) {
            break;
        }
        at = head;
    }
    at
}

/// Whether a noun names something that happens, as far as the lexicon knows.
pub(super) fn is_event(syntax: &Syntax<'_>, lexicon: &Lexicon, token: usize) -> bool {
    syntax.is_noun(token) && lexicon.nouns(&syntax.lemma(token).to_lowercase()).next().is_some()
}
