//! Two sides behind "between".
//!
//! In: a preposition. Out: who stands behind it. The parser often hangs the second side on another word ("between Chad and
//! the rebels was accepted"), so the words behind "and" are read in their order, too.

use crate::code::Scene;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::who::{actors, is_same};

/// How far behind the preposition the second side may stand, in tokens.
const REACH: usize = 14;

/// The prepositions of two sides that hang on a word or stand right behind it.
pub(super) fn phrases(syntax: &Syntax<'_>, holder: usize) -> Vec<usize> {
    let mut phrases: Vec<usize> = syntax.children_by(holder, &["prep"]).filter(|&at| is_between(syntax, at)).collect();
    let next = holder + 1;
    if next < syntax.len() && is_between(syntax, next) && !phrases.contains(&next) {
        phrases.push(next);
    }
    phrases
}

/// All such prepositions of a sentence.
pub(super) fn of_sentence(syntax: &Syntax<'_>, token: usize) -> Vec<usize> {
    let sentence = syntax.sentence(syntax.sentence_of(token));
    sentence.filter(|&at| is_between(syntax, at)).collect()
}

fn is_between(syntax: &Syntax<'_>, at: usize) -> bool {
    // not the end of "go-between"
    let is_joined = at > 0 && syntax.form(at - 1) == "-";
    !is_joined && matches!(syntax.form(at).to_lowercase().as_str(), "between" | "among" | "amongst")
}

/// The sides behind such a preposition.
pub(super) fn sides<'e>(scene: Scene<'e>, preposition: usize) -> Vec<&'e EntityMention> {
    let syntax = scene.syntax;
    let mut found = Sides(Vec::new());
    for noun in syntax.children_by(preposition, &["pobj"]) {
        found.add(actors(scene, noun));
        // "between Oman, Yemen": a headline joins by a comma
        let beside = syntax.children_by(noun, &["appos"]).filter(|&other| other > 0 && syntax.form(other - 1) == ",");
        beside.for_each(|other| found.add(actors(scene, other)));
    }
    let end = syntax.sentence(syntax.sentence_of(preposition)).end.min(preposition + REACH);
    let and = (preposition + 1..end).find(|&at| matches!(syntax.form(at), "and" | "&")).filter(|_| found.0.len() < 2);
    if let Some(and) = and {
        found.add(in_order(scene, preposition + 1, and).last());
        found.add(in_order(scene, and + 1, end).next().filter(|second| second.tokens.start <= and + 2));
    }
    if let Some(and) = and.filter(|_| found.0.len() == 1) {
        found.add(unknown(scene, preposition, and, end));
    }
    found.0
}

/// "between the government and **the students**": the other side, of whom nothing is known but the word.
fn unknown<'e>(scene: Scene<'e>, preposition: usize, and: usize, end: usize) -> Option<&'e EntityMention> {
    let heads = |start: usize, end: usize| (start..end).flat_map(move |token| headed(scene, token));
    let is_other = |party: &&EntityMention| !party.is_political();
    let second = heads(and + 1, end).next().filter(|second| second.tokens.start <= and + 2);
    let first = heads(preposition + 1, and).last().filter(|first| first.tokens.end == and);
    second.filter(is_other).or_else(|| first.filter(is_other))
}

/// The mentions that a token is the head of.
fn headed<'e>(scene: Scene<'e>, token: usize) -> impl Iterator<Item = &'e EntityMention> {
    scene.entities.all_at(token).iter().filter(move |one| one.head == token)
}

/// Sides, each once.
struct Sides<'e>(Vec<&'e EntityMention>);

impl<'e> Sides<'e> {
    fn add(&mut self, parties: impl IntoIterator<Item = &'e EntityMention>) {
        for party in parties {
            if !self.0.iter().any(|known| is_same(known, party)) {
                self.0.push(party);
            }
        }
    }
}

/// The political actors that stand between tokens, in their order.
fn in_order(scene: Scene<'_>, start: usize, end: usize) -> impl Iterator<Item = &EntityMention> {
    (start..end).flat_map(move |token| headed(scene, token)).filter(|party| party.is_political())
}
