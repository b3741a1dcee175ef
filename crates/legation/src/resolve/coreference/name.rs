//! Short forms of names over the whole document: "Movement for Justice (MJ)" is later "MJ" or "the Movement".
//!
//! In: mentions. Out: those of a short form that no table knows take the entity of the one full form that it fits.

use rustc_hash::FxHashMap;

use super::discourse::{Discourse, Link};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::syntax::Syntax;

/// An entity that a short form was made for, with the token that heads the full form.
type Full = (usize, Entity);

/// Links acronyms and last words of names.
pub(super) fn complete(discourse: &mut Discourse<'_>) {
    let acronyms = acronyms(discourse);
    let heads = heads(discourse);
    for i in 0..discourse.syntax.len() {
        if let Some((antecedent, entity)) = full(discourse, &acronyms, &heads, i) {
            let rule = "short form of a name";
            discourse.link(i, Link { entities: vec![entity], antecedent, rule });
        }
    }
}

/// Acronyms that the text explains, each with what it stands for.
fn acronyms<'a>(discourse: &Discourse<'a>) -> FxHashMap<&'a str, Full> {
    let syntax = discourse.syntax;
    let mut all = FxHashMap::default();
    for open in 1..syntax.len().saturating_sub(2) {
        let form = syntax.form(open + 1);
        if syntax.form(open) == "(" && syntax.form(open + 2) == ")" && is_acronym(form) {
            let named = (open.saturating_sub(8)..open).find_map(|head| named_up_to(discourse, head, open, form));
            if let Some(full) = named {
                all.entry(form).or_insert(full);
            }
        }
    }
    all
}

/// The name that `head` heads, if it goes on to token `end` and its initials make the acronym.
fn named_up_to(discourse: &Discourse<'_>, head: usize, end: usize, acronym: &str) -> Option<Full> {
    let mention = discourse.one(head)?;
    let reaches = mention.tokens.end == end || discourse.syntax.rightmost(head) + 1 >= end;
    let is_person = mention.entity.kind == EntityType::Person;
    let words = mention.tokens.start..end;
    (reaches && !is_person && has_initials(discourse.syntax, words, acronym)).then(|| (head, mention.entity.clone()))
}

/// Whether a word is written like an acronym.
fn is_acronym(form: &str) -> bool {
    let n_capitals = form.chars().filter(|c| c.is_uppercase()).count();
    form.len() <= 12 && n_capitals >= 2 && form.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
}

/// Whether the letters of the acronym are initials of the words, in order; up to a third may come from within words.
fn has_initials(syntax: &Syntax<'_>, words: std::ops::Range<usize>, acronym: &str) -> bool {
    let initials: Vec<char> =
        words.filter_map(|token| syntax.form(token).chars().next()).flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut rest = initials.iter();
    let n_met = letters.iter().filter(|letter| rest.clone().any(|c| c == *letter) && rest.any(|c| c == *letter)).count();
    initials.first() == letters.first() && n_met * 3 >= letters.len() * 2
}

/// Names of bodies and groups by the noun that may stand for them ("front"); nothing for a noun of two names.
fn heads(discourse: &Discourse<'_>) -> FxHashMap<String, Option<Full>> {
    let mut all: FxHashMap<String, Option<Full>> = FxHashMap::default();
    for head in 0..discourse.syntax.len() {
        let Some(mention) = discourse.one(head) else { continue };
        let words: Vec<&str> = mention.entity.name.split_whitespace().collect();
        let is_long = words.len() > 1 && words.iter().all(|word| !word.starts_with('('));
        let is_name = is_long && words[0].starts_with(char::is_uppercase) && is_group(&mention.entity);
        for word in words.iter().filter(|word| is_name && word.starts_with(char::is_uppercase)) {
            if !is_head_of_name(&words, word) {
                continue;
            }
            let full = (head, mention.entity.clone());
            let known = all.entry(word.to_lowercase()).or_insert_with(|| Some(full.clone()));
            if known.as_ref().is_some_and(|(_, entity)| entity.entity != full.1.entity) {
                *known = None;
            }
        }
    }
    all
}

/// "Front" of "Patriotic Front", "Movement" of "Movement for Justice".
fn is_head_of_name(words: &[&str], word: &str) -> bool {
    let end = words.iter().position(|word| matches!(*word, "for" | "of" | "in" | "and" | "to")).unwrap_or(words.len());
    end > 0 && words[end - 1] == word
}

fn is_group(entity: &Entity) -> bool {
    matches!(
        entity.kind,
        EntityType::Igo
            | EntityType::Ngo
            | EntityType::Company
            | EntityType::ArmedGroup
            | EntityType::Party
            | EntityType::Institution
            | EntityType::Unknown
    )
}

/// What a short form stands for.
fn full(
    discourse: &Discourse<'_>,
    acronyms: &FxHashMap<&str, Full>,
    heads: &FxHashMap<String, Option<Full>>,
    i: usize,
) -> Option<Full> {
    let syntax = discourse.syntax;
    let form = syntax.form(i);
    let is_open = discourse.one(i).is_none_or(|mention| mention.entity.entity.starts_with("unk:"));
    if !is_open || discourse.all(i).len() > 1 || !syntax.is_noun(i) || syntax.deprel(i) == "compound" {
        return None;
    }
    if let Some(full) = acronyms.get(form) {
        return (i > full.0).then(|| full.clone());
    }
    // "the Front" takes the last word of one name.
    let is_short = form.starts_with(char::is_uppercase)
        && i > 0
        && syntax.child(i, &["det"]).is_some_and(|det| det + 1 == i && syntax.form(det).eq_ignore_ascii_case("the"))
        && syntax.prepositional(i, "of").next().is_none();
    let full = heads.get(&form.to_lowercase()).filter(|_| is_short)?.as_ref()?;
    let is_other = discourse.one(i).is_none_or(|mention| mention.entity.entity != full.1.entity);
    (is_other && i > full.0).then(|| full.clone())
}
