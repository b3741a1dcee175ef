//! Whom a stand is about or addressed to.
//!
//! In: a stand. Out: those it is said to ("urged **Chad** to withdraw"), the one that is all that it is about ("condemned
//! **Chad**"), and whose deed or word it is about ("rejected **Peru**'s offer", "condemned the raid by **Chad**").

use super::find::Found;
use super::holder;
use crate::code::Reading;
use crate::entity::Entity;

/// The targets of one holder's stand: never the holder.
pub(super) fn targets(reading: &Reading<'_>, found: &Found, holder: &Entity) -> Vec<Entity> {
    let places: Vec<usize> =
        found.addressed.iter().copied().chain(whole(reading, found)).chain(makers(reading, found)).collect();
    let all = places.iter().flat_map(|&place| {
        let named = holder::holders(reading, &[place]);
        let is_other = named.iter().any(|(entity, _)| entity.entity != holder.entity);
        if is_other { named } else { other(reading, place, holder) }
    });
    let all = all.map(|(entity, _)| entity);
    let mut targets: Vec<Entity> = Vec::new();
    for entity in all.filter(|entity| entity.entity != holder.entity) {
        if !targets.iter().any(|known| known.entity == entity.entity) {
            targets.push(entity);
        }
    }
    targets
}

/// "Peru blamed Chad and asked **it** to leave": one does not ask oneself, so the pronoun means the other one named before.
fn other(reading: &Reading<'_>, pronoun: usize, holder: &Entity) -> Vec<(Entity, String)> {
    let syntax = reading.scene.syntax;
    if syntax.token(pronoun).xpos != "PRP" {
        return Vec::new();
    }
    let sentence = syntax.sentence(syntax.sentence_of(pronoun));
    let before = (sentence.start..pronoun).rev().filter(|&i| matches!(syntax.deprel(i), "dobj" | "pobj"));
    let named = before.map(|i| holder::holders(reading, &[i]));
    let is_other = |named: &Vec<(Entity, String)>| named.iter().any(|(entity, _)| entity.entity != holder.entity);
    named.into_iter().find(is_other).unwrap_or_default()
}

/// The party that the proposition names, and nothing else.
fn whole(reading: &Reading<'_>, found: &Found) -> Option<usize> {
    found.proposition.clone().find(|&token| {
        let mention = reading.scene.entities.at(token).filter(|mention| mention.head == token);
        mention.is_some_and(|mention| mention.tokens == found.proposition)
    })
}

/// Whoever owns or did what the proposition names.
fn makers(reading: &Reading<'_>, found: &Found) -> Vec<usize> {
    let syntax = reading.scene.syntax;
    let tokens = &found.proposition;
    let is_head = |&token: &usize| {
        let is_top = syntax.head(token).is_none_or(|head| !tokens.contains(&head));
        is_top && syntax.is_noun(token)
    };
    let Some(head) = tokens.clone().find(is_head) else { return Vec::new() };
    let inside = |token: &usize| tokens.contains(token) && syntax.token(*token).xpos != "PRP$";
    let owners = syntax.children_by(head, &["poss"]);
    owners.chain(syntax.prepositional(head, "by")).filter(inside).collect()
}
