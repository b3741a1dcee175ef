//! "The insurgents" after "guerrillas", "the men" after "fighters": a plural that takes up a group by another noun.
//!
//! In: a plural noun with "the". Out: the one group of the sentences before that it may call: by the same sector or by
//! the table of nouns.

use super::clause::bound_subject;
use super::definite::{is_definite, is_restricted, may_call};
use super::discourse::{Discourse, Link};
use crate::gazetteer::{EntityType, LemmaTable};
use crate::resolve::EntityMention;

/// Sentences looked back.
const NEAR: usize = 2;

/// The group that the plural takes up.
pub(super) fn group(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let is_part = matches!(syntax.deprel(i), "compound" | "amod" | "nmod" | "appos" | "attr");
    if is_part || !discourse.is_plural(i) || !is_definite(discourse, i) || is_restricted(discourse, i) {
        return None;
    }
    let lemma = syntax.lemma(i).to_lowercase();
    let own = discourse.one(i).filter(|mention| mention.entity.country.is_none() && mention.antecedent.is_none())?;
    if !own.entity.entity.starts_with("unk:") {
        return None;
    }
    let bound = bound_subject(syntax, i);
    let fits = |other: &EntityMention| {
        let is_free = Some(other.head) != bound && other.entity.person.is_none();
        let is_called = may_stand(discourse, &lemma, own, other);
        (is_free && is_called).then(|| other.entity.clone())
    };
    let (antecedent, entity) = discourse.nearest(i, NEAR, fits)?;
    (entity.entity != own.entity.entity).then(|| Link { entities: vec![entity], antecedent, rule: "the same group" })
}

/// Whether the noun may call the other: anybody by "men", by the same sector, by the table.
fn may_stand(discourse: &Discourse<'_>, lemma: &str, own: &EntityMention, other: &EntityMention) -> bool {
    let syntax = discourse.syntax;
    let is_several = discourse.is_plural(other.head) || other.entity.kind == EntityType::ArmedGroup || is_force(other);
    if !is_several {
        return false;
    }
    let other_lemma = syntax.lemma(other.head).to_lowercase();
    let is_armed =
        |sector: Option<&String>| sector.is_some_and(|sector| matches!(sector.as_str(), "REB" | "UAF" | "PRM" | "SEP"));
    let (a, b) = (own.entity.sectors.first(), other.entity.sectors.first());
    let is_of_sector = a.is_some() && a == b && a.is_none_or(|sector| !matches!(sector.as_str(), "CVL" | "GOV"))
        || is_armed(a) && is_armed(b);
    match lemma {
        "man" | "woman" => other.entity.kind != EntityType::Institution || is_force(other),
        _ if other_lemma == lemma => true,
        _ if own.entity.kind == EntityType::Person && other.entity.kind == EntityType::Person => {
            may_call(discourse, lemma, &other_lemma)
        }
        _ => is_of_sector && is_role(discourse, lemma),
    }
}

/// "police", "garrison": one noun for many.
fn is_force(mention: &EntityMention) -> bool {
    mention.entity.sectors.first().is_some_and(|sector| matches!(sector.as_str(), "COP" | "MIL" | "PRM"))
}

fn is_role(discourse: &Discourse<'_>, lemma: &str) -> bool {
    discourse.gazetteer.longest_phrase(LemmaTable::Role, &[lemma], &[lemma]).is_some()
}
