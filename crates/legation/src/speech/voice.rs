//! Who can speak: persons, states and bodies, and groups of people; studies, facts and laws are no speakers.
//!
//! In: the subject of a verb of saying. Out: its entity, where that is somebody. Nouns that name persons are known by their
//! ending (`person_nouns.csv`) or stand in `speakers.csv`; names that no table knows count unless they are those of things.

use rustc_hash::FxHashSet;

use super::Says;
use crate::Error;
use crate::code::{Reading, in_own_words, speaker};
use crate::data::{CsvTable, Faults};
use crate::entity::Entity;
use crate::gazetteer::EntityType;

/// Nouns of those who speak, besides those known by their ending.
#[derive(Debug, Clone, Default)]
pub(crate) struct Speakers(FxHashSet<String>);

impl Speakers {
    /// The table that comes with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        let mut faults = Faults::default();
        let text = include_str!("../../data/rules/speakers.csv");
        let table = CsvTable::read("rules/speakers.csv", text, ["lemma", "note"], &mut faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut faults);
        let lemmas = table.rows().map(|(_, [lemma, _])| lemma.to_owned()).collect();
        faults.or_value(Self(lemmas))
    }

    /// Whether a noun names one who speaks.
    pub(crate) fn holds(&self, lemma: &str) -> bool {
        self.0.contains(lemma)
    }
}

/// The speaker at the subject of a verb of saying.
pub(super) fn of(reading: &Reading<'_>, cue: usize, subject: usize) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    let entity =
        speaker(reading.scene, subject).or_else(|| text(reading, subject)).or_else(|| next(reading, subject))?;
    let entity = named(reading, cue, subject, &entity).unwrap_or(entity);
    let lemma = syntax.lemma(cue).to_lowercase();
    let words = &reading.scene.rules.speech;
    // "games that fans called “mods”": whoever merely names a thing makes no speech.
    let names = words.takes(&lemma, Says::Fragment) && !words.takes(&lemma, Says::Quote);
    let is_known = !names || entity.is_political() || entity.person.is_some();
    (is_known && is_somebody(reading, subject, &entity)).then_some(entity)
}

/// "said **a communique** issued in Rome": a text of which nobody is told to be the author speaks for itself.
fn text(reading: &Reading<'_>, subject: usize) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    let is_text = syntax.is_noun(subject) && is_text(reading, subject);
    is_text.then(|| in_own_words(reading.scene, subject))
}

fn is_text(reading: &Reading<'_>, subject: usize) -> bool {
    reading.scene.rules.positions.is_text(&reading.scene.syntax.lemma(subject).to_lowercase())
}

/// "The border, **he** said, was shut. President Adu was speaking in Lima": the next sentence tells who it was.
fn next(reading: &Reading<'_>, pronoun: usize) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    let here = syntax.sentence_of(pronoun);
    let is_meant = matches!(syntax.form(pronoun).to_lowercase().as_str(), "he" | "she");
    let behind = syntax.sentence(here).end;
    if !is_meant || behind >= syntax.len() {
        return None;
    }
    let mut next = syntax.sentence(syntax.sentence_of(behind));
    let subject = next.find(|&i| matches!(syntax.deprel(i), "nsubj" | "nsubjpass"))?;
    let mention = reading.scene.entities.at(subject).filter(|mention| mention.entity.person.is_some())?;
    Some(mention.entity.clone())
}

/// "The head of the mission in Lima, **Ann Burri**, said": a name set off right before the verb, which the parser hangs on
/// another noun of the phrase.
fn named(reading: &Reading<'_>, cue: usize, subject: usize, entity: &Entity) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    if entity.person.is_some() || !entity.is_made_up() || subject >= cue {
        return None;
    }
    let comma = cue.checked_sub(1).filter(|&comma| syntax.form(comma) == ",")?;
    let name = comma.checked_sub(1).filter(|&name| name > subject && syntax.deprel(name) == "appos")?;
    let is_set_off = syntax.leftmost(name).checked_sub(1).is_some_and(|before| syntax.form(before) == ",");
    let mention = reading.scene.entities.at(name).filter(|mention| is_set_off && mention.entity.person.is_some())?;
    Some(mention.entity.clone())
}

fn is_somebody(reading: &Reading<'_>, subject: usize, entity: &Entity) -> bool {
    let syntax = reading.scene.syntax;
    let token = syntax.token(subject);
    let lemma = syntax.lemma(subject).to_lowercase();
    if !entity.text.contains(char::is_alphanumeric) {
        return false;
    }
    if token.upos == "PRON" {
        let is_body = !matches!(entity.kind, EntityType::Person | EntityType::People | EntityType::Unknown);
        return !matches!(lemma.as_str(), "it" | "its") || is_body;
    }
    if reading.scene.rules.is_message(&lemma) || is_text(reading, subject) {
        return !entity.is_made_up() || entity.person.is_some() || is_text(reading, subject);
    }
    if entity.kind != EntityType::Unknown || !entity.is_made_up() {
        return true;
    }
    let is_thing = matches!(
        syntax.recognized(subject),
        Some("CARDINAL" | "DATE" | "EVENT" | "LAW" | "LOC" | "MONEY" | "PRODUCT" | "TIME" | "WORK_OF_ART")
    );
    // A name may be tagged as a common noun inside a sentence.
    let is_first = syntax.sentence(syntax.sentence_of(subject)).start == syntax.noun_phrase(subject).start;
    let is_name = token.upos == "PROPN" || !is_first && syntax.form(subject).starts_with(char::is_uppercase);
    let is_person_noun = reading.resources.gazetteer.person_nouns.holds(&lemma);
    is_name && !is_thing || is_person_noun || reading.scene.rules.speakers.holds(&lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_speak_and_studies_do_not() {
        let speakers = Speakers::embedded().expect("a sound table");
        assert!(speakers.holds("company") && speakers.holds("police"));
        assert!(!speakers.holds("study") && !speakers.holds("law") && !speakers.holds("fact"));
    }
}
