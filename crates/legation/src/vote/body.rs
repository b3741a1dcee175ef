//! Who votes: councils, assemblies, boards and parliaments.
//!
//! In: the entities of a document. Out: the body at a place, in a sentence, or the last one told of before.

use crate::code::{Reading, Scene};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::words::{Chamber, Class, Says};

/// How many sentences back a body may have been named.
const REACH: usize = 4;
/// Permanent members of the Security Council, with former codes.
const PERMANENT: [&str; 5] = ["CHN", "FRA", "GBR", "RUS", "USA"];

/// Whether an entity may decide by vote: an organ of states, or a state's parliament and those who sit in it.
pub(super) fn is_body(scene: Scene<'_>, mention: &EntityMention) -> bool {
    let entity = &mention.entity;
    if entity.person.is_some() {
        return false;
    }
    match entity.kind {
        EntityType::Igo => !is_modifier(scene.syntax, mention.head),
        _ => is_parliament(scene, mention) || is_organ_of_body(scene, mention),
    }
}

/// "the African Union assembly"
fn is_organ_of_body(scene: Scene<'_>, mention: &EntityMention) -> bool {
    let (words, lemma) = (&scene.rules.votes, scene.syntax.lemma(mention.head));
    // "Arab League ministers"
    let is_members = words.says(Class::Unit, lemma).is_some() && scene.syntax.token(mention.head).xpos == "NNS";
    (words.says(Class::Body, lemma).is_some() || is_members) && mention.entity.body.is_some()
}

/// "the Turkish parliament", "lawmakers in Kenya".
pub(super) fn is_parliament(scene: Scene<'_>, mention: &EntityMention) -> bool {
    let entity = &mention.entity;
    let words = &scene.rules.votes;
    let is_word = words.says(Class::Body, scene.syntax.lemma(mention.head)).is_some();
    let is_many = scene.syntax.token(mention.head).xpos != "NN" || entity.kind == EntityType::Institution;
    entity.kind != EntityType::Igo
        && !is_local(scene, mention)
        && entity.sectors.iter().any(|sector| sector == "LEG")
        && entity.country.is_some()
        && (is_word || entity.kind == EntityType::Institution)
        && is_many
}

/// "the city council", "the state senate": they vote, but not for a state.
fn is_local(scene: Scene<'_>, mention: &EntityMention) -> bool {
    let syntax = scene.syntax;
    let words = &scene.rules.votes;
    let is_local = |token: usize| words.says(Class::Other, syntax.lemma(token)) == Some(Says::Local);
    let of = syntax.prepositional(mention.head, "of");
    mention.tokens.clone().chain(of).any(is_local)
}

fn is_modifier(syntax: &Syntax<'_>, token: usize) -> bool {
    matches!(syntax.deprel(token), "amod" | "compound" | "nmod" | "npadvmod")
}

/// The body at a place, or of its noun: "the Council", "members of the Council", "the Council's members".
pub(super) fn at(reading: &Reading<'_>, place: usize) -> Option<Entity> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let own = scene.entities.all_at(place).iter().find(|mention| is_body(scene, mention));
    if let Some(own) = chamber(reading, place).filter(|chamber| chamber.kind == EntityType::Institution) {
        return Some(own);
    }
    if let Some(own) = own.map(|mention| reading.as_side(mention)).or_else(|| chamber(reading, place)) {
        return Some(own);
    }
    let of = ["of", "in", "at", "on"].into_iter().flat_map(|preposition| syntax.prepositional(place, preposition));
    let owners: Vec<usize> = of.chain(syntax.children_by(place, &["poss", "compound", "nmod", "amod"])).collect();
    let named = |token: usize| {
        let mut all = scene.entities.all_at(token).iter();
        let found = all.find(|mention| mention.entity.kind == EntityType::Igo || is_body(scene, mention));
        found.map(|mention| reading.as_side(mention))
    };
    let known = owners.iter().find_map(|&owner| named(owner));
    known.or_else(|| owners.iter().find_map(|&owner| chamber(reading, owner)))
}

/// A chamber by its own name ("the Folketing"), or the United Nations' organs by the words that diplomats use ("the Council").
fn chamber(reading: &Reading<'_>, token: usize) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    let form = syntax.form(token);
    let known = |words: &str| reading.scene.rules.votes.chamber(words);
    let of = || syntax.prepositional(token, "of").next();
    let with_owner = || known(&format!("{form} of {}", syntax.form(of()?)));
    let with_first = || known(&format!("{} {form}", syntax.form(token.checked_sub(1)?)));
    let alone = || {
        let is_alone = syntax.child(token, &["compound", "nmod", "amod"]).is_none() && of().is_none();
        known(form).filter(|_| is_alone)
    };
    let found = with_owner().or_else(with_first).or_else(alone)?;
    let span = syntax.span(&(token..token + 1));
    let unknown = Entity::unknown(span.of(syntax.text), span.start.into(), span.end.into());
    Some(match found {
        Chamber::Organ(body, organ) => {
            Entity { entity: body.clone(), body: Some(organ.clone()), kind: EntityType::Igo, ..unknown }
        }
        Chamber::State(code) => Entity {
            country: Some(code.clone()),
            sectors: vec!["LEG".to_owned()],
            kind: EntityType::Institution,
            ..unknown
        },
    })
}

/// The Security Council, where only a permanent member's veto tells of it.
pub(super) fn council(reading: &Reading<'_>, token: usize) -> Entity {
    let syntax = reading.scene.syntax;
    let span = syntax.span(&(token..token + 1));
    Entity {
        name: "UN Security Council".to_owned(),
        entity: "UNO".to_owned(),
        kind: EntityType::Igo,
        body: Some("UNSC".to_owned()),
        ..Entity::unknown(span.of(syntax.text), span.start.into(), span.end.into())
    }
}

/// The body of a vote that a word tells of: the one that its sentence names nearest to it, or the last one before.
pub(super) fn around(reading: &Reading<'_>, trigger: usize) -> Option<Entity> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let sentence = syntax.sentence_of(trigger);
    let tokens = syntax.sentence(sentence);
    let start = syntax.sentence(sentence.saturating_sub(REACH)).start;
    let bodies = |range: std::ops::Range<usize>| {
        range.flat_map(|token| scene.entities.all_at(token)).filter(|mention| is_organ(scene, mention))
    };
    let nearest = bodies(tokens.clone()).min_by_key(|mention| mention.head.abs_diff(trigger));
    if let Some(nearest) = nearest {
        return Some(reading.as_side(nearest));
    }
    let last = bodies(start..tokens.start).next_back().map(|mention| reading.as_side(mention));
    match tokens.clone().find_map(|token| chamber(reading, token)) {
        // "the Council" is the one told of before
        Some(own) => last.filter(|last| last.kind == own.kind && own.kind == EntityType::Igo).or(Some(own)),
        None => last.or_else(|| (start..tokens.start).rev().find_map(|token| chamber(reading, token))),
    }
}

/// A body that is named as such, and not only as what a noun belongs to.
fn is_organ(scene: Scene<'_>, mention: &EntityMention) -> bool {
    let entity = &mention.entity;
    let is_in_modifier = is_modifier(scene.syntax, mention.head);
    match entity.kind {
        EntityType::Igo => entity.body.is_some() || !is_in_modifier,
        _ => is_parliament(scene, mention),
    }
}

/// Whether a body is the Security Council, or no organ of the United Nations is told.
pub(super) fn may_be_council(body: Option<&Entity>) -> bool {
    body.is_none_or(|body| body.entity == "UNO" && body.body.as_deref().is_none_or(|organ| organ == "UNSC"))
}

/// Whether a state may veto in the Security Council.
pub(super) fn is_permanent(code: &str) -> bool {
    PERMANENT.contains(&code)
}

/// "the council", "lawmakers": a word for those who vote.
pub(super) fn is_word(reading: &Reading<'_>, token: usize) -> bool {
    let syntax = reading.scene.syntax;
    reading.scene.rules.votes.says(Class::Body, syntax.lemma(token)) == Some(Says::Body)
}
