//! Stands told by the words of another: "Japan opposed the draft, **as did Chile**", "Lima was for it; **Quito was not**".
//!
//! In: an auxiliary that stands alone, and the stand told last. Out: the same stand of others; of those who do not take it, what
//! is left of it.

use super::find::Found;
use super::words::Stand;
use super::{Stance, holder};
use crate::code::Reading;
use crate::syntax::Syntax;

/// The stand that an auxiliary repeats or denies, of the one told last in its sentence or the one before.
pub(super) fn at(reading: &Reading<'_>, i: usize, last: &Found) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let is_auxiliary =
        matches!(syntax.lemma(i), "be" | "do" | "have") && matches!(syntax.token(i).upos.as_str(), "AUX" | "VERB");
    if !is_auxiliary || i <= last.trigger || last.stand.stance == Stance::Demand {
        return None;
    }
    let is_near = syntax.sentence_of(i) <= syntax.sentence_of(last.trigger) + 1;
    let subject = syntax.child(i, &["nsubj"]).filter(|_| is_near)?;
    let negation = syntax.child(i, &["neg"]);
    if !is_alone(syntax, i, subject) || negation.is_none() && !is_repeated(syntax, i) {
        return None;
    }
    let stand = if negation.is_some() { turned(last.stand)? } else { last.stand };
    let holders = holder::holders(reading, &[subject]);
    let is_other = |holder: &str| last.holders.iter().all(|(known, _)| known.entity != holder);
    let is_new = holders.iter().all(|(holder, _)| is_other(&holder.entity));
    let word = negation.unwrap_or(i);
    let why =
        vec![format!("{} by \"{}\" after \"{}\"", stand.stance.as_str(), syntax.form(word), syntax.form(last.trigger))];
    (is_new && !holders.is_empty()).then(|| Found { trigger: i, holders, stand, why, ..last.clone() })
}

/// Nothing but a subject, a negation and words that join.
fn is_alone(syntax: &Syntax<'_>, i: usize, subject: usize) -> bool {
    syntax.children(i).all(|child| {
        child == subject
            || matches!(syntax.deprel(child), "advmod" | "cc" | "mark" | "neg" | "punct")
            || syntax.deprel(child) == "conj" && child > i
    })
}

/// "as did Chile", "and so was Chile", "Chile did too"
fn is_repeated(syntax: &Syntax<'_>, i: usize) -> bool {
    let mut words = syntax.children_by(i, &["advmod", "mark"]).map(|word| syntax.form(word).to_lowercase());
    words.any(|word| matches!(word.as_str(), "also" | "as" | "likewise" | "so" | "too"))
}

/// What is left of a stand for those who do not take it.
const fn turned(stand: Stand) -> Option<Stand> {
    match (stand.stance, stand.polarity) {
        (Stance::Support, 1) => Some(Stand { stance: Stance::Oppose, polarity: -1 }),
        (Stance::Oppose, -1) => Some(Stand { stance: Stance::Support, polarity: 0 }),
        _ => None,
    }
}
