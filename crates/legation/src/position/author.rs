//! Whose stand a text tells ("the closing statement **rejects** …", "a resolution **calling on** …"), and that of groups which no
//! table names ("aid groups **condemned** …").
//!
//! In: the place of a holder at which nobody known stands. Out: whoever gave out the text, or the group in the words of the text.

use crate::code::{Reading, speaker};
use crate::entity::Entity;
use crate::gazetteer::EntityType;

use super::words::Stand;
use super::{Stance, holder};

/// How many sentences before a text its author may be named.
const FARTHEST: usize = 3;

/// The holders behind texts and groups.
pub(super) fn holders(reading: &Reading<'_>, places: &[usize], stand: Stand) -> Vec<(Entity, String)> {
    let syntax = reading.scene.syntax;
    for &place in places.iter().filter(|&&place| syntax.is_noun(place)) {
        let found = if reading.scene.rules.positions.is_text(&syntax.lemma(place).to_lowercase()) {
            of_text(reading, place)
        } else {
            group(reading, place, stand).into_iter().collect()
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// "The statement made no mention of Chad. **It** called for talks": who goes on as subject is no one that was named in passing.
pub(super) fn carried(reading: &Reading<'_>, pronoun: usize) -> Option<Vec<(Entity, String)>> {
    let syntax = reading.scene.syntax;
    let named = reading.scene.entities.at(pronoun)?.antecedent?;
    let here = syntax.sentence_of(pronoun);
    let is_passing = syntax.sentence_of(named) + 1 == here && matches!(syntax.deprel(named), "dobj" | "pobj" | "poss");
    if !is_passing || !syntax.form(pronoun).eq_ignore_ascii_case("it") {
        return None;
    }
    let subject = syntax.sentence(here - 1).find(|&i| matches!(syntax.deprel(i), "nsubj" | "nsubjpass"))?;
    let is_text = reading.scene.rules.positions.is_text(&syntax.lemma(subject).to_lowercase());
    let is_same = syntax.form(subject).eq_ignore_ascii_case("it") && reading.scene.entities.at(subject).is_none();
    let found = if is_text { of_text(reading, subject) } else { earlier(reading, subject) };
    (is_text || is_same).then_some(found).filter(|found| !found.is_empty())
}

/// Whoever gave out, adopted or owns a text, else the last one who acted before it.
fn of_text(reading: &Reading<'_>, text: usize) -> Vec<(Entity, String)> {
    let syntax = reading.scene.syntax;
    let owner = speaker(reading.scene, text).filter(|owner| owner.is_political());
    let owner = owner.map(|owner| holder::side_of(reading, &owner, true)).filter(holder::is_known);
    if let Some(owner) = owner {
        return vec![(owner, format!("whose \"{}\" it is", syntax.form(text)))];
    }
    let issuers = match (syntax.head(text), syntax.deprel(text)) {
        (Some(verb), "dobj" | "nsubjpass") => syntax.subjects(verb),
        _ => Vec::new(),
    };
    let issuers = holder::holders(reading, &issuers);
    if issuers.is_empty() { before(reading, text) } else { issuers }
}

/// "**The** statement": of a state or body that the sentences before tell of.
fn before(reading: &Reading<'_>, text: usize) -> Vec<(Entity, String)> {
    let syntax = reading.scene.syntax;
    let is_known = syntax.children_by(text, &["det"]).any(|det| syntax.form(det).eq_ignore_ascii_case("the"));
    if is_known { earlier(reading, text) } else { Vec::new() }
}

/// The state or body that acts in one of the sentences before.
fn earlier(reading: &Reading<'_>, place: usize) -> Vec<(Entity, String)> {
    let syntax = reading.scene.syntax;
    let here = syntax.sentence_of(place);
    let is_subject = |&i: &usize| matches!(syntax.deprel(i), "nsubj" | "nsubjpass");
    let is_body = |found: &Vec<(Entity, String)>| {
        found.len() == 1 && found.iter().all(|(entity, _)| matches!(entity.kind, EntityType::State | EntityType::Igo))
    };
    let mut earlier = (here.saturating_sub(FARTHEST)..here).rev();
    let of_sentence = |sentence: usize| {
        let mut subjects = syntax.sentence(sentence).filter(is_subject);
        subjects.find_map(|subject| Some(holder::holders(reading, &[subject])).filter(is_body))
    };
    earlier.find_map(of_sentence).unwrap_or_default()
}

/// A group in its own words, where it is one of those who take stands.
fn group(reading: &Reading<'_>, place: usize, stand: Stand) -> Option<(Entity, String)> {
    let syntax = reading.scene.syntax;
    let lemma = syntax.lemma(place).to_lowercase();
    let is_many = syntax.token(place).xpos == "NNS";
    if !is_many || stand.stance == Stance::Neutral || !reading.scene.rules.positions.is_group(&lemma) {
        return None;
    }
    let entity = speaker(reading.scene, place)?;
    Some((entity, format!("\"{}\" in data/rules/attitude.csv", syntax.form(place))))
}
