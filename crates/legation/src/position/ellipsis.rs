//! Stands told by the words of another: "Japan opposed the draft, **as did Chile**", "Lima was for it; **Quito was not**",
//! "Lima **did likewise**", "and Quito **remains undecided**".
//!
//! In: an auxiliary or a predicate that stands alone, and the stand told last. Out: the same stand of others; of those who do not
//! take it, what is left of it; of the predicate, its own stand on the same.

use super::find::Found;
use super::words::{Sort, Stand};
use super::{Stance, hedge, holder};
use crate::code::Reading;
use crate::entity::Entity;
use crate::syntax::Syntax;

/// The stand that some words repeat, deny or set against the one told last in their sentence or the one before.
pub(super) fn at(reading: &Reading<'_>, i: usize, last: &Found) -> Option<Found> {
    if i <= last.trigger {
        return None;
    }
    auxiliary(reading, i, last).or_else(|| likewise(reading, i, last)).or_else(|| predicate(reading, i, last))
}

/// "has done **likewise**", "followed **suit**": the parser may hang the subject on what is named before.
fn likewise(reading: &Reading<'_>, i: usize, last: &Found) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let words: &[&str] = match syntax.lemma(i) {
        "do" => &["likewise", "same", "so"],
        "follow" => &["suit"],
        _ => return None,
    };
    let mut below = syntax.children_by(i, &["advmod", "dobj"]);
    let is_same = below.any(|word| words.contains(&syntax.form(word).to_lowercase().as_str()));
    let is_near = syntax.sentence_of(i) <= syntax.sentence_of(last.trigger) + 1;
    let before = || syntax.leftmost(i).checked_sub(1).filter(|&name| syntax.is_noun(name));
    let subject = syntax.child(i, &["nsubj"]).or_else(before).filter(|_| is_near && is_same)?;
    let is_plain = syntax.child(i, &["mark", "neg"]).is_none()
        && syntax.children_by(i, &["aux"]).all(|aux| syntax.token(aux).xpos != "MD" && syntax.form(aux) != "to");
    let why = vec![format!(
        "{} by \"{}\" after \"{}\"",
        last.stand.stance.as_str(),
        syntax.form(i),
        syntax.form(last.trigger)
    )];
    let holders = others(reading, subject, last).filter(|_| is_plain)?;
    Some(Found { trigger: i, holders, why, ..last.clone() })
}

/// "but Quito remains **undecided**": an adjective of attitude without words of its own for what it is about.
fn predicate(reading: &Reading<'_>, i: usize, last: &Found) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let is_state = syntax.token(i).upos == "ADJ" || syntax.token(i).xpos == "VBN";
    let is_bare = syntax.children(i).all(|child| matches!(syntax.deprel(child), "advmod" | "neg" | "punct"));
    let is_near = syntax.sentence_of(i) == syntax.sentence_of(last.trigger);
    let verb = syntax.head(i).filter(|_| syntax.deprel(i) == "acomp" && is_state && is_bare && is_near)?;
    let words = &reading.scene.rules.positions;
    let attitude = words.attitude(Sort::Adjective, &syntax.form(i).to_lowercase())?;
    let is_behind =
        syntax.children(verb).any(|child| matches!(syntax.deprel(child), "prep" | "xcomp" | "ccomp") && child > i);
    let (stand, _) = hedge::taken(syntax, words, i, attitude.stand).filter(|_| !is_behind)?;
    let subject = syntax.child(verb, &["nsubj"])?;
    let holders = others(reading, subject, last)?;
    let why =
        vec![format!("{} by \"{}\" after \"{}\"", stand.stance.as_str(), syntax.form(i), syntax.form(last.trigger))];
    Some(Found { trigger: i, holders, stand, why, ..last.clone() })
}

/// The holders at a subject, if they are not those of the stand told last.
fn others(reading: &Reading<'_>, subject: usize, last: &Found) -> Option<Vec<(Entity, String)>> {
    let holders = holder::holders(reading, &[subject]);
    let is_other = |holder: &str| last.holders.iter().all(|(known, _)| known.entity != holder);
    let is_new = holders.iter().all(|(holder, _)| is_other(&holder.entity));
    (is_new && !holders.is_empty()).then_some(holders)
}

/// The stand that an auxiliary repeats or denies.
fn auxiliary(reading: &Reading<'_>, i: usize, last: &Found) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let is_auxiliary =
        matches!(syntax.lemma(i), "be" | "do" | "have") && matches!(syntax.token(i).upos.as_str(), "AUX" | "VERB");
    if !is_auxiliary || last.stand.stance == Stance::Demand {
        return None;
    }
    let is_near = syntax.sentence_of(i) <= syntax.sentence_of(last.trigger) + 1;
    let subject = syntax.child(i, &["nsubj"]).filter(|_| is_near)?;
    let negation = syntax.child(i, &["neg"]);
    if !is_alone(syntax, i, subject) || negation.is_none() && !is_repeated(syntax, i) {
        return None;
    }
    let stand = if negation.is_some() { turned(last.stand)? } else { last.stand };
    let holders = others(reading, subject, last)?;
    let word = negation.unwrap_or(i);
    let why =
        vec![format!("{} by \"{}\" after \"{}\"", stand.stance.as_str(), syntax.form(word), syntax.form(last.trigger))];
    Some(Found { trigger: i, holders, stand, why, ..last.clone() })
}

/// Nothing but a subject, a negation and words that join.
fn is_alone(syntax: &Syntax<'_>, i: usize, subject: usize) -> bool {
    syntax.children(i).all(|child| {
        child == subject
            || matches!(syntax.deprel(child), "advmod" | "cc" | "mark" | "neg" | "punct")
            || syntax.deprel(child) == "conj" && child > i
            || syntax.deprel(child) == "ccomp" && syntax.rightmost(child) < subject
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
