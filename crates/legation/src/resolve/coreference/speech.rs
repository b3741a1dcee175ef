//! "I", "we" and "you" in quotation marks: whoever speaks, those spoken for, and whoever is told.
//!
//! In: a pronoun of the first or second person, when all else is linked. Out: "I" is the speaker of its quotation, "you"
//! whoever is told; "we" is the speaker, for a speaker without a name the state or group spoken for ("its spokesman").

use super::discourse::{Discourse, Link};
use crate::entity::Entity;
use crate::gazetteer::EntityType;

/// Whom the pronoun stands for.
pub(super) fn speaker(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let form = discourse.syntax.form(i).to_lowercase();
    let (token, rule) = match form.as_str() {
        "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ours" => {
            (discourse.quotes.speaker(i)?, "speaker of the quotation")
        }
        "you" | "your" => (discourse.quotes.addressee(i)?, "told the quotation"),
        _ => return None,
    };
    let is_ours = matches!(form.as_str(), "we" | "us" | "our" | "ours");
    if let Some((antecedent, entities)) = spoken_for(discourse, token).filter(|_| is_ours) {
        return Some(Link { entities, antecedent, rule: "spoken for" });
    }
    let mut entities: Vec<Entity> = discourse.all(token).map(|mention| mention.entity.clone()).collect();
    if is_ours && entities.is_empty() {
        // "one of them said"
        let whole = discourse.syntax.prepositional(token, "of").flat_map(|whole| discourse.all(whole));
        entities = whole.map(|mention| mention.entity.clone()).collect();
    }
    let is_one = entities.len() == 1 && !discourse.is_plural(token);
    let fits = match form.as_str() {
        _ if is_ours => !entities.is_empty(),
        "you" | "your" => is_one && entities[0].kind != EntityType::People,
        _ => is_one && may_speak(&entities[0]),
    };
    fits.then_some(Link { entities, antecedent: token, rule })
}

/// Makes a mention of every speaker whose noun names a person and whom nobody took for one: "a driver".
pub(super) fn introduce(discourse: &mut Discourse<'_>) {
    let (syntax, gazetteer) = (discourse.syntax, discourse.gazetteer);
    let mut speakers: Vec<usize> = discourse.quotes.speakers().collect();
    speakers.sort_unstable();
    speakers.dedup();
    for i in speakers {
        let is_person = syntax.token(i).upos == "NOUN" && gazetteer.person_nouns.holds(syntax.lemma(i));
        if is_person && discourse.all(i).len() == 0 {
            discourse.name(i, syntax.noun_phrase(i), EntityType::Person);
        }
    }
}

/// A person, or a name of which nothing is known.
fn may_speak(entity: &Entity) -> bool {
    matches!(entity.kind, EntityType::Person | EntityType::Unknown | EntityType::People)
}

/// Whom a speaker without a name, or with an owner by name, speaks for.
fn spoken_for(discourse: &Discourse<'_>, speaker: usize) -> Option<(usize, Vec<Entity>)> {
    let syntax = discourse.syntax;
    let mention = discourse.one(speaker).filter(|mention| mention.entity.kind == EntityType::Person)?;
    let named = mention.antecedent.filter(|&token| token != speaker && mention.entity.person.is_none());
    let phrase = named.unwrap_or(speaker);
    let owners = syntax.children_by(phrase, &["poss"]).chain(syntax.prepositional(phrase, "for"));
    let owners = owners.chain(syntax.prepositional(phrase, "of"));
    let is_party = |entity: &Entity| !matches!(entity.kind, EntityType::Person | EntityType::People);
    owners.into_iter().find_map(|owner| {
        let entity = discourse.one(owner).map(|mention| &mention.entity).filter(|entity| is_party(entity))?;
        Some((owner, vec![entity.clone()]))
    })
}
