//! Short forms of a person's name.
//!
//! "Zhai Jun, China's special envoy" is later "Zhai Jun" or "Zhai": a mention of a person of whom less is known takes
//! office, country and sectors from the fullest mention whose name holds its words, if there is just one such person.

use crate::entity::{Entity, slug};
use crate::gazetteer::EntityType;

use super::EntityMention;

/// Completes every mention of a person from the fullest mention of the same person.
pub(super) fn complete(mentions: &mut [EntityMention]) {
    let people: Vec<Entity> =
        mentions.iter().map(|mention| &mention.entity).filter(|entity| is_named(entity)).cloned().collect();
    for mention in mentions.iter_mut().filter(|mention| is_named(&mention.entity)) {
        if let Some(full) = fullest(&mention.entity, &people) {
            adopt(&mut mention.entity, full);
        }
    }
}

fn is_named(entity: &Entity) -> bool {
    entity.kind == EntityType::Person && entity.person.is_some()
}

/// The mention of the same person that tells most; none if the words fit two persons.
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

fn adopt(entity: &mut Entity, full: &Entity) {
    if full.person.as_ref().map(String::len) >= entity.person.as_ref().map(String::len) {
        entity.name.clone_from(&full.name);
        entity.entity.clone_from(&full.entity);
        entity.person.clone_from(&full.person);
    }
    if entity.country.is_none() && entity.body.is_none() {
        entity.country.clone_from(&full.country);
        entity.body.clone_from(&full.body);
        entity.cow = full.cow;
    }
    if entity.office.is_none() {
        entity.office.clone_from(&full.office);
    }
    if entity.sectors.is_empty() {
        entity.sectors.clone_from(&full.sectors);
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
        EntityMention { head: 0, tokens: 0..1, entity, antecedent: None, reason: String::new() }
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
}
