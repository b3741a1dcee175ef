//! "The Georgians" after "Georgia": a people with "the" and no more is the state that was named.
//!
//! In: a noun. Out: the state, where the sentences before name it as a party. "Georgians", "the Georgians in Turkey" and
//! "the Georgians" of a text that has not named Georgia stay people.

use super::discourse::{Discourse, Link};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;
use crate::resolve::coreference::plural::is_place;

/// Sentences looked back for the state.
const FAR: usize = 8;

/// The state that a people stands for.
pub(super) fn state(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let mention = discourse.one(i).filter(|mention| is_bare(discourse, mention) && is_plural(discourse, i))?;
    let state = discourse.state(mention.entity.country.as_deref()?)?;
    let is_named = |token: usize| {
        discourse.one(token).is_some_and(|other| is_state(&other.entity, &state) && !is_place(discourse, other))
    };
    let antecedent = discourse.back(i, FAR).find_map(|(_, mut tokens)| tokens.rfind(|&token| is_named(token)))?;
    Some(Link { entities: vec![state], antecedent, rule: "people of the state" })
}

fn is_state(entity: &Entity, state: &Entity) -> bool {
    entity.entity == state.entity && matches!(entity.kind, EntityType::State | EntityType::Institution)
}

/// Whether the words are "the" and the name of a people only.
pub(super) fn is_bare(discourse: &Discourse<'_>, mention: &EntityMention) -> bool {
    let (syntax, i) = (discourse.syntax, mention.head);
    let is_the = |child: usize| syntax.form(child).eq_ignore_ascii_case("the");
    mention.entity.kind == EntityType::People
        && syntax.form(i).starts_with(char::is_uppercase)
        && syntax.child(i, &["det"]).is_some_and(is_the)
        && !matches!(syntax.deprel(i), "compound" | "amod" | "nmod")
        && syntax.children_by(i, &["amod", "nummod", "nmod", "relcl", "acl", "prep", "appos"]).next().is_none()
}

/// Whether the name of a people means several: "Georgians", "Irish", "Portuguese", not "Georgian".
pub(super) fn is_plural(discourse: &Discourse<'_>, i: usize) -> bool {
    const COLLECTIVE: [&str; 5] = ["ch", "ese", "s", "sh", "ss"];
    COLLECTIVE.iter().any(|ending| discourse.syntax.form(i).ends_with(ending))
}
