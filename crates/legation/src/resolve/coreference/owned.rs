//! What belongs to whoever was named: "his Russian counterpart", "its army", "their country".
//!
//! In: a noun with a possessive pronoun that has been resolved. Out: the noun's entity with the owner's country, body or
//! group; for a counterpart the owner's office, and the person where the text names one.

use super::anaphors::Refers;
use super::definite::may_call;
use super::discourse::{Discourse, Link, is_known};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;
use crate::resolve::phrase::state_part;

/// Tokens looked at on either side for the name of a counterpart.
const AROUND: usize = 200;

/// The counterpart of somebody whose office is known.
pub(super) fn counterpart(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let mention = discourse.one(i)?;
    let (title, is_title) = title(discourse, i)?;
    let owner = syntax.child(title, &["poss"]).or_else(|| syntax.child(i, &["poss"]));
    let owner = owner.and_then(|owner| discourse.one(owner)).filter(|owner| owner.entity.kind == EntityType::Person)?;
    let office = owner.entity.office.clone()?;
    let mut entity = mention.entity.clone();
    let country = entity.country.clone()?;
    if is_title || entity.person.is_some() {
        let is_news = entity.office.as_deref().is_none_or(|office| office.ends_with("counterpart"));
        entity.office = Some(office);
        return is_news.then(|| link(entity, owner.head));
    }
    let around = i.saturating_sub(AROUND)..(i + AROUND).min(syntax.len());
    let holders = discourse.distinct(around, |other| {
        let is_of_country = other.entity.country.as_deref() == Some(&country) && other.entity.person.is_some();
        let holds = other.entity.office.as_deref().is_some_and(|held| may_call(discourse, &office, held));
        (is_of_country && holds && !discourse.is_plural(i)).then(|| other.entity.clone())
    });
    if let [(antecedent, holder)] = holders.as_slice() {
        return Some(link(holder.clone(), *antecedent));
    }
    entity.office = Some(office);
    Some(link(entity, owner.head))
}

fn link(entity: Entity, antecedent: usize) -> Link {
    Link { entities: vec![entity], antecedent, rule: "counterpart in office" }
}

/// The word "counterpart" that a mention is headed by or has as a title, and whether it is a title.
fn title(discourse: &Discourse<'_>, i: usize) -> Option<(usize, bool)> {
    let is_counterpart = |token: usize| discourse.syntax.lemma(token).eq_ignore_ascii_case("counterpart");
    if is_counterpart(i) {
        return Some((i, false));
    }
    discourse
        .syntax
        .children_by(i, &["compound", "nmod"])
        .find(|&child| is_counterpart(child))
        .map(|title| (title, true))
}

/// "its neighbour": the one other state of the sentences before.
pub(super) fn neighbour(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    const NEAR: usize = 3;
    let syntax = discourse.syntax;
    let is_neighbour = matches!(syntax.lemma(i), "neighbour" | "neighbor") && !discourse.is_plural(i);
    let owner = syntax.children_by(i, &["poss"]).next().filter(|_| is_neighbour)?;
    let own = discourse.one(owner)?.entity.country.clone()?;
    let fits = |other: &EntityMention| {
        let code = other.entity.country.as_deref().filter(|code| *code != own)?;
        discourse.state(code)
    };
    let (antecedent, state) = discourse.nearest(i, NEAR, fits)?;
    Some(Link { entities: vec![state], antecedent, rule: "the other state" })
}

/// "its army", "his spokesman", "his country": the noun is of whom the pronoun stands for.
pub(super) fn by_pronoun(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let pronoun = syntax.children_by(i, &["poss"]).find(|&child| syntax.token(child).xpos == "PRP$")?;
    let owner = discourse.one(pronoun)?;
    let lemma = syntax.lemma(i).to_lowercase();
    let refers = discourse.gazetteer.anaphors.noun(&lemma);
    let is_alone = syntax.children_by(i, &["amod", "compound"]).next().is_none();
    if refers.contains(&Refers::State)
        && !discourse.is_plural(i)
        && lemma != "neighbour"
        && lemma != "neighbor"
        && is_alone
    {
        let state = discourse.state(owner.entity.country.as_deref()?)?;
        return Some(Link { entities: vec![state], antecedent: owner.head, rule: "country of the owner" });
    }
    let mention = discourse.one(i).filter(|mention| !is_known(&mention.entity))?;
    let entity = owned(discourse, &mention.entity, &owner.entity)?;
    Some(Link { entities: vec![entity], antecedent: owner.head, rule: "part of the owner" })
}

/// The entity as a part of its owner; opponents, rivals and allies are none.
fn owned(discourse: &Discourse<'_>, entity: &Entity, owner: &Entity) -> Option<Entity> {
    const OF_A_GROUP: [EntityType; 3] = [EntityType::Person, EntityType::ArmedGroup, EntityType::Institution];
    let is_part = matches!(entity.kind, EntityType::Institution | EntityType::Person)
        && entity.office.as_deref().is_none_or(|office| !is_relation(office));
    let mut part = entity.clone();
    match owner.kind {
        EntityType::Igo if is_part => {
            part.entity.clone_from(&owner.entity);
            part.body = Some(owner.body.clone().unwrap_or_else(|| owner.entity.clone()));
        }
        EntityType::ArmedGroup | EntityType::Party
            if OF_A_GROUP.contains(&entity.kind) && !owner.entity.starts_with("unk:") =>
        {
            part.entity.clone_from(&owner.entity);
            part.country.clone_from(&owner.country);
            part.sectors.clone_from(&owner.sectors);
            part.cow = owner.cow;
        }
        EntityType::State | EntityType::Institution | EntityType::Person if is_part => {
            let country = discourse.gazetteer.country(owner.country.as_deref()?)?;
            part.country = Some(country.entity.clone());
            part.cow = country.cow;
            part.entity = Some(state_part(&part, country)).filter(|code| !code.starts_with("unk:"))?;
        }
        _ => return None,
    }
    Some(part)
}

/// Whether the office stands against its owner or beside him: "his opponent", "his counterpart", "his lawyer".
fn is_relation(office: &str) -> bool {
    const RELATIONS: [&str; 8] =
        ["candidate", "counterpart", "elder", "judge", "lawyer", "opposition leader", "priest", "attorney"];
    RELATIONS.iter().any(|relation| office.ends_with(relation))
}
