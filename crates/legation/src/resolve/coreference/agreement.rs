//! Whether a phrase may be what a pronoun stands for: number, gender, person or thing.
//!
//! In: a token and the pronoun's class. Out: the entities, or that the phrase would fit and is no actor ("the agreement
//! … it"), which ends the search.

use super::discourse::Discourse;
use super::gender::Gender;
use super::name::is_personal;
use super::nation;
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;

/// What a pronoun of the third person agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Person(Gender),
    Thing,
    Several,
}

/// The class of a pronoun of the third person.
pub(super) fn class_of(form: &str) -> Option<Class> {
    Some(match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Class::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Class::Person(Gender::Female),
        "it" | "its" | "itself" => Class::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Class::Several,
        _ => return None,
    })
}

/// How a phrase agrees.
pub(super) enum Fit {
    /// It is these.
    Is(Vec<Entity>),
    /// It agrees, but is no actor, or it cannot be told which.
    Blocks,
    /// It does not agree.
    No,
}

/// How the phrase that `token` heads agrees with a pronoun.
pub(super) fn agreement(discourse: &Discourse<'_>, class: Class, token: usize) -> Fit {
    let syntax = discourse.syntax;
    let is_list = syntax.children_by(token, &["conj"]).any(|other| syntax.is_noun(other));
    match class {
        Class::Person(gender) => person(discourse, gender, token, is_list),
        Class::Thing => thing(discourse, token, is_list),
        Class::Several => several(discourse, token, is_list),
    }
}

fn person(discourse: &Discourse<'_>, gender: Gender, token: usize, is_list: bool) -> Fit {
    let is_other = class_of(discourse.syntax.form(token)).is_some_and(|class| class != Class::Person(gender));
    if is_other || discourse.is_plural(token) || discourse.all(token).len() > 1 {
        return Fit::No;
    }
    let Some(mention) = discourse.one(token) else {
        let is_somebody = discourse.syntax.is_noun(token) && discourse.is_role(token);
        return if is_somebody { Fit::Blocks } else { Fit::No };
    };
    let is_person = is_personal(discourse, mention) || mention.entity.kind == EntityType::Person;
    if is_person && genders(discourse, mention).is_some_and(|known| known != gender) {
        return Fit::No;
    }
    if is_person && is_scene(discourse, token) {
        return Fit::No;
    }
    if is_person && !is_list {
        return Fit::Is(vec![mention.entity.clone()]);
    }
    if is_person || discourse.is_role(token) { Fit::Blocks } else { Fit::No }
}

/// "at Abomey": the recogniser may take a place for a person.
pub(super) fn is_scene(discourse: &Discourse<'_>, token: usize) -> bool {
    let syntax = discourse.syntax;
    let is_where = |prep: usize| matches!(syntax.form(prep).to_lowercase().as_str(), "at" | "in" | "near" | "outside");
    syntax.deprel(token) == "pobj"
        && syntax.head(token).is_some_and(is_where)
        && discourse.one(token).is_some_and(|mention| mention.tokens.len() == 1 && mention.antecedent.is_none())
        && syntax.token(token).upos == "PROPN"
}

/// What is known of the gender: by the person, else by the office alone.
fn genders(discourse: &Discourse<'_>, mention: &EntityMention) -> Option<Gender> {
    if mention.entity.person.is_some() {
        return discourse.gender(&mention.entity);
    }
    let word = mention.entity.office.as_deref()?.rsplit(' ').next()?;
    if word.ends_with("woman") { Some(Gender::Female) } else { discourse.gazetteer.anaphors.gender(word) }
}

fn thing(discourse: &Discourse<'_>, token: usize, is_list: bool) -> Fit {
    let syntax = discourse.syntax;
    let is_other = class_of(syntax.form(token)).is_some_and(|class| class != Class::Thing);
    if is_other || discourse.is_plural(token) || discourse.all(token).len() > 1 {
        return Fit::No;
    }
    let Some(mention) = discourse.one(token) else {
        let is_time = matches!(syntax.recognized(token), Some("DATE" | "TIME"));
        let is_thing = syntax.is_noun(token) && !is_time || syntax.token(token).upos == "PRON";
        return if is_thing { Fit::Blocks } else { Fit::No };
    };
    let is_collective = mention.entity.kind == EntityType::ArmedGroup || !discourse.is_role(token);
    match mention.entity.kind {
        EntityType::People if !is_crowd(discourse, token) => Fit::No,
        EntityType::Person => Fit::No,
        _ if is_list => Fit::Blocks,
        _ if is_collective || mention.entity.kind == EntityType::People => Fit::Is(vec![mention.entity.clone()]),
        _ => Fit::No,
    }
}

/// "a mob", "the crowd": one noun for many.
fn is_crowd(discourse: &Discourse<'_>, token: usize) -> bool {
    let syntax = discourse.syntax;
    syntax.token(token).upos == "NOUN"
        && discourse.is_role(token)
        && !discourse.gazetteer.person_nouns.holds(&syntax.lemma(token).to_lowercase())
}

fn several(discourse: &Discourse<'_>, token: usize, is_list: bool) -> Fit {
    let syntax = discourse.syntax;
    let found: Vec<Entity> = discourse.all(token).map(|mention| mention.entity.clone()).collect();
    if found.len() > 1 {
        return Fit::Is(found);
    }
    if is_list {
        let all = syntax.conjuncts(token);
        let found: Vec<Entity> =
            all.iter().flat_map(|&token| discourse.all(token).map(|mention| mention.entity.clone())).collect();
        return if found.len() >= all.len() { Fit::Is(found) } else { Fit::Blocks };
    }
    if let Some(owners) = of_several(discourse, token) {
        return Fit::Is(owners);
    }
    let is_nation = discourse.one(token).is_some_and(|mention| mention.antecedent.is_some())
        && syntax.token(token).upos != "PRON"
        && syntax.child(token, &["det"]).is_some()
        && syntax.form(token).starts_with(char::is_uppercase)
        && nation::is_plural(discourse, token);
    let is_several = discourse.is_plural(token) || is_nation;
    match found.first() {
        Some(entity) if is_several || matches!(entity.kind, EntityType::People | EntityType::ArmedGroup) => {
            Fit::Is(found)
        }
        None if matches!(syntax.deprel(token), "amod" | "compound" | "nmod") => Fit::No,
        None if is_several || syntax.form(token).eq_ignore_ascii_case("they") => {
            some_of(discourse, token).map_or(Fit::Blocks, Fit::Is)
        }
        None => some_of(discourse, token).map_or(Fit::No, Fit::Is),
        _ => Fit::No,
    }
}

/// "Some of the miners", "dozens of rebels": those that are counted.
fn some_of(discourse: &Discourse<'_>, token: usize) -> Option<Vec<Entity>> {
    const PARTS: [&str; 10] =
        ["dozen", "few", "hundred", "many", "most", "number", "score", "several", "some", "thousand"];
    let syntax = discourse.syntax;
    let whole = syntax.prepositional(token, "of").next()?;
    let is_part = PARTS.contains(&syntax.lemma(token).to_lowercase().as_str());
    let mention = discourse.one(whole).filter(|_| is_part && discourse.is_plural(whole))?;
    Some(vec![mention.entity.clone()])
}

/// "Envoys of Iran and Iraq": those whose people they are.
fn of_several(discourse: &Discourse<'_>, token: usize) -> Option<Vec<Entity>> {
    let syntax = discourse.syntax;
    let mention = discourse.one(token).filter(|mention| mention.entity.kind == EntityType::Person)?;
    if !discourse.is_plural(token) || mention.entity.person.is_some() {
        return None;
    }
    let owner = syntax.prepositional(token, "of").next()?;
    let owners = syntax.conjuncts(owner);
    let found: Vec<Entity> = owners.iter().filter_map(|&owner| Some(discourse.one(owner)?.entity.clone())).collect();
    (owners.len() > 1 && found.len() == owners.len()).then_some(found)
}
