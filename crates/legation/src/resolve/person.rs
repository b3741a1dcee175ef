//! One person under several names and in several mentions.
//!
//! In: mentions in the order of the text. Out: the same, each of a person with what all mentions of that person told: the
//! full name ("Zhai" of "Zhai Jun"), country or body, office and sectors ("Iranian general Lark … Lark"). A short name goes
//! to the one full name whose words it holds; a country is taken where the mentions name only one; the reason says from
//! which words.

use rustc_hash::FxHashMap;

use crate::entity::{Entity, slug};
use crate::gazetteer::EntityType;

use super::EntityMention;

/// Completes every mention of a person from all mentions of the same person.
pub(super) fn complete(mentions: &mut [EntityMention]) {
    let people: Vec<Entity> =
        mentions.iter().map(|mention| &mention.entity).filter(|entity| is_named(entity)).cloned().collect();
    for mention in mentions.iter_mut().filter(|mention| is_named(&mention.entity)) {
        if let Some(full) = fullest(&mention.entity, &people) {
            name_fully(&mut mention.entity, full);
        }
    }
    let known = known(mentions);
    for mention in mentions.iter_mut().filter(|mention| is_named(&mention.entity)) {
        if let Some(known) = known.get(&mention.entity.entity) {
            adopt(mention, known);
        }
    }
}

fn is_named(entity: &Entity) -> bool {
    entity.kind == EntityType::Person && entity.person.is_some()
}

/// The mention of the same person with the longest name that tells most; none if the words fit two persons.
fn fullest<'a>(entity: &Entity, people: &'a [Entity]) -> Option<&'a Entity> {
    let name = entity.person.as_deref()?;
    let mut best: Option<&Entity> = None;
    for other in people.iter().filter(|other| other.person.as_deref().is_some_and(|full| is_short_for(name, full))) {
        match best {
            Some(known) if known.person.as_deref().map(slug) != other.person.as_deref().map(slug) => {
                let (a, b) = (known.person.as_deref()?, other.person.as_deref()?);
                if is_short_for(a, b) && a.len() < b.len() {
                    best = Some(other);
                } else if !is_short_for(b, a) {
                    return None;
                }
            }
            Some(known) if told(known) >= told(other) => {}
            _ => best = Some(other),
        }
    }
    best
}

/// Whether `name` is `full` or its first or last words.
fn is_short_for(name: &str, full: &str) -> bool {
    let (name, full): (Vec<&str>, Vec<&str>) = (name.split_whitespace().collect(), full.split_whitespace().collect());
    !name.is_empty() && (full.starts_with(&name) || full.ends_with(&name))
}

fn told(entity: &Entity) -> usize {
    usize::from(entity.country.is_some())
        + usize::from(entity.office.is_some())
        + usize::from(entity.body.is_some())
        + usize::from(!entity.sectors.is_empty())
}

fn name_fully(entity: &mut Entity, full: &Entity) {
    if full.person.as_ref().map(String::len) >= entity.person.as_ref().map(String::len) {
        entity.name.clone_from(&full.name);
        entity.entity.clone_from(&full.entity);
        entity.person.clone_from(&full.person);
    }
}

/// What the mentions of one person tell together: each the first that does.
struct Known {
    belongs: Option<Entity>,
    office: Option<Entity>,
    sectors: Option<Entity>,
    /// The mentions name two countries: which one is meant now cannot be told.
    is_of_two: bool,
}

/// What is known of each person, by code.
fn known(mentions: &[EntityMention]) -> FxHashMap<String, Known> {
    let mut all: FxHashMap<String, Known> = FxHashMap::default();
    for entity in mentions.iter().map(|mention| &mention.entity).filter(|entity| is_named(entity)) {
        let new = || Known { belongs: None, office: None, sectors: None, is_of_two: false };
        let known = all.entry(entity.entity.clone()).or_insert_with(new);
        if entity.country.is_some() || entity.body.is_some() {
            let first = known.belongs.get_or_insert_with(|| entity.clone());
            known.is_of_two |= first.country != entity.country || first.body != entity.body;
        }
        if entity.office.is_some() {
            known.office.get_or_insert_with(|| entity.clone());
        }
        if !entity.sectors.is_empty() {
            known.sectors.get_or_insert_with(|| entity.clone());
        }
    }
    all
}

/// Gives a mention what the others of the same person told.
fn adopt(mention: &mut EntityMention, known: &Known) {
    let entity = &mut mention.entity;
    if let Some(other) = known.belongs.as_ref().filter(|_| !known.is_of_two)
        && entity.country.is_none()
        && entity.body.is_none()
    {
        entity.country.clone_from(&other.country);
        entity.body.clone_from(&other.body);
        entity.cow = other.cow;
        let place = entity.country.as_deref().or(entity.body.as_deref()).unwrap_or_default();
        mention.reason = format!("{}; of {place} by \"{}\"", mention.reason, other.text);
    }
    if let Some(other) = known.office.as_ref().filter(|_| entity.office.is_none()) {
        entity.office.clone_from(&other.office);
    }
    if let Some(other) = known.sectors.as_ref().filter(|_| entity.sectors.is_empty()) {
        entity.sectors.clone_from(&other.sectors);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, country: Option<&str>) -> EntityMention {
        let mut entity = Entity::unknown(name, 0, 0);
        entity.kind = EntityType::Person;
        entity.person = Some(name.to_owned());
        entity.entity = format!("per:{}", slug(name));
        entity.country = country.map(str::to_owned);
        EntityMention { head: 0, tokens: 0..1, entity, antecedent: None, is_settled: false, reason: String::new() }
    }

    #[test]
    fn a_short_form_takes_what_the_full_form_told() {
        let mut mentions = [person("Lin Hao", Some("CHN")), person("Lin", None)];
        complete(&mut mentions);
        assert_eq!(mentions[1].entity.country.as_deref(), Some("CHN"));
        assert_eq!(mentions[1].entity.entity, "per:lin-hao");
    }

    #[test]
    fn two_persons_of_one_surname_are_kept_apart() {
        let mut mentions =
            [person("Ana Petrov", Some("BGR")), person("Ivan Petrov", Some("RUS")), person("Petrov", None)];
        complete(&mut mentions);
        assert_eq!(mentions[2].entity.country, None);
    }

    #[test]
    fn an_earlier_mention_takes_what_a_later_one_tells() {
        let mut mentions = [person("Lin Hao", None), person("General Lin Hao", None), person("Lin Hao", Some("CHN"))];
        mentions[2].entity.sectors = vec!["MIL".to_owned()];
        complete(&mut mentions);
        assert_eq!(mentions[0].entity.country.as_deref(), Some("CHN"));
        assert_eq!(mentions[0].entity.sectors, ["MIL"]);
        assert!(mentions[0].reason.contains("of CHN by \"Lin Hao\""), "{}", mentions[0].reason);
    }

    #[test]
    fn a_person_of_two_countries_keeps_to_the_words_of_each_mention() {
        let mut mentions = [person("Lin Hao", Some("CHN")), person("Lin Hao", Some("JPN")), person("Lin Hao", None)];
        complete(&mut mentions);
        assert_eq!(mentions[2].entity.country, None);
    }
}
