//! Who takes a stand.
//!
//! In: a mention in the place of a holder. Out: the state or body that it stands for: a minister's stand is his state's, and he
//! its `person`; members of parliaments and parties stand for themselves.

use crate::code::Reading;
use crate::entity::{Entity, slug};
use crate::gazetteer::{Body, EntityType};
use crate::resolve::EntityMention;

/// Sectors whose persons speak for their state.
const OF_THE_STATE: [&str; 3] = ["GOV", "MIL", "SPY"];

/// Offices whose holders speak for a part of the state.
const LOCAL: [&str; 4] = ["councillor", "governor", "mayor", "prefect"];

/// The state or body that somebody speaks for, or the entity itself.
pub(super) fn side(reading: &Reading<'_>, mention: &EntityMention) -> Entity {
    let syntax = reading.scene.syntax;
    let label = syntax.deprel(mention.head);
    let is_former = mention.tokens.clone().any(|token| matches!(syntax.lemma(token), "ex" | "former"));
    if is_former {
        return private(&mention.entity);
    }
    side_of(reading, &mention.entity, matches!(label, "amod" | "compound" | "nmod" | "npadvmod"))
}

/// Somebody who does not speak for the state, though the words are taken for a part of it: "the mayor", "a former minister".
fn private(entity: &Entity) -> Entity {
    let is_state = entity.country.as_deref() == Some(entity.entity.as_str()) && entity.office.is_some();
    if !is_state {
        return entity.clone();
    }
    Entity { entity: format!("unk:{}", slug(&entity.text)), kind: EntityType::Person, ..entity.clone() }
}

/// The same for an entity; a nationality before a noun is the state.
pub(super) fn side_of(reading: &Reading<'_>, entity: &Entity, is_modifier: bool) -> Entity {
    let primary = entity.sectors.first().map_or("", String::as_str);
    let is_local = entity.office.as_deref().is_some_and(|office| office.split(' ').any(|word| LOCAL.contains(&word)));
    let is_official =
        entity.kind == EntityType::Person && (OF_THE_STATE.contains(&primary) || entity.body.is_some()) && !is_local;
    let is_nationality = entity.kind == EntityType::People && is_modifier;
    if is_local {
        return private(entity);
    }
    if !is_official && !is_nationality {
        return entity.clone();
    }
    let gazetteer = &reading.resources.gazetteer;
    let of_body = |known: &&Body| {
        entity.body.as_deref().is_some_and(|body| known.entity == body || known.organ.as_deref() == Some(body))
    };
    if let Some(body) = gazetteer.bodies.iter().find(of_body).filter(|_| is_official && entity.country.is_none()) {
        return Entity {
            name: body.name.clone(),
            entity: body.entity.clone(),
            kind: EntityType::Igo,
            ..entity.clone()
        };
    }
    match entity.country.as_deref().and_then(|code| gazetteer.country(code)) {
        Some(country) => Entity {
            name: country.name.clone(),
            entity: country.entity.clone(),
            kind: EntityType::State,
            sectors: if is_official { entity.sectors.clone() } else { Vec::new() },
            ..entity.clone()
        },
        None => entity.clone(),
    }
}

/// The holders at some tokens: actors of politics with their coordinates, each once.
pub(super) fn holders(reading: &Reading<'_>, places: &[usize]) -> Vec<(Entity, String)> {
    let mut holders: Vec<(Entity, String)> = Vec::new();
    let mentions = places.iter().flat_map(|&place| mentions(reading, place));
    for mention in mentions.filter(|mention| mention.is_political()) {
        let side = side(reading, mention);
        if is_known(&side)
            && !holders.iter().any(|(known, _)| known.entity == side.entity && known.person == side.person)
        {
            holders.push((side, mention.reason.clone()));
        }
    }
    holders
}

/// Who is named at a token: itself with its coordinates, else a name set beside it ("LIMA, May 3 - Peru"), those whose members
/// it counts ("most members of the league"), or whose part it is ("her delegation").
fn mentions<'r>(reading: &'r Reading<'_>, place: usize) -> Vec<&'r EntityMention> {
    const MEMBERS: [&str; 6] = ["all", "majority", "member", "most", "rest", "state"];
    const PARTS: [&str; 9] =
        ["administration", "cabinet", "country", "delegation", "government", "nation", "party", "side", "state"];
    const ORGANS: [&str; 6] = ["board", "council", "leadership", "presidency", "secretariat", "summit"];
    let syntax = reading.scene.syntax;
    let own = reading.scene.parties_of_phrase(place);
    let lemma = syntax.lemma(place);
    let examples: Vec<&EntityMention> =
        examples(reading, place).into_iter().filter(|_| MEMBERS.contains(&lemma)).collect();
    if !examples.is_empty() {
        return examples;
    }
    let several = several(reading, place);
    if !several.is_empty() {
        return several;
    }
    if own.iter().any(|mention| is_known(&mention.entity)) {
        return own;
    }
    let beside: Vec<usize> = match syntax.token(place).upos.as_str() {
        "PROPN" => syntax.children_by(place, &["appos"]).collect(),
        _ if MEMBERS.contains(&lemma) => syntax.prepositional(place, "of").collect(),
        _ if ORGANS.contains(&lemma) => syntax.prepositional(place, "of").collect(),
        _ if PARTS.contains(&lemma) => syntax.children_by(place, &["poss"]).collect(),
        _ => Vec::new(),
    };
    // "Three capitals were against it: Lima, Quito and Bogota"
    let members = syntax.members(place).into_iter().filter(|_| beside.is_empty());
    let named = beside.iter().copied().chain(members).flat_map(|other| reading.scene.parties_of_phrase(other));
    let named: Vec<&EntityMention> = named.collect();
    if named.is_empty() { own } else { named }
}

/// "the foreign ministers of **Chad and Niger**": each speaks for a state.
fn several<'r>(reading: &'r Reading<'_>, place: usize) -> Vec<&'r EntityMention> {
    let syntax = reading.scene.syntax;
    let is_many = syntax.token(place).xpos == "NNS";
    let states = syntax.prepositional(place, "of").next().filter(|_| is_many);
    let named: Vec<&EntityMention> = states.map(|state| reading.scene.parties_of_phrase(state)).unwrap_or_default();
    let is_office = reading.scene.entities.all_at(place).iter().any(|mention| mention.entity.office.is_some());
    let are_states = named.len() > 1 && named.iter().all(|mention| mention.entity.kind == EntityType::State);
    if is_office && are_states { named } else { Vec::new() }
}

/// "members of the league, **among them Peru and Chile**"
fn examples<'r>(reading: &'r Reading<'_>, place: usize) -> Vec<&'r EntityMention> {
    let syntax = reading.scene.syntax;
    let named = syntax.children_by(place, &["appos"]).flat_map(|name| reading.scene.parties_of_phrase(name));
    named.filter(|mention| mention.entity.kind == EntityType::State).collect()
}

/// Whether more is known of an actor than a common word ("leaders") or a private person's name; courts rule and take no stand.
pub(super) fn is_known(entity: &Entity) -> bool {
    let is_court = entity.sectors.first().is_some_and(|primary| primary == "JUD");
    !is_court && !is_private(entity) && (!entity.is_bare() || entity.person.is_some())
}

/// Somebody of whom only the country is known: a singer, a firm, a club.
fn is_private(entity: &Entity) -> bool {
    let may_be = matches!(entity.kind, EntityType::Person | EntityType::Unknown | EntityType::Company);
    may_be && entity.is_made_up() && entity.body.is_none() && !entity.is_in_politics()
}
