//! Nouns that name again who was named before, verbs that only actors do, titles that tell a gender, names of regions.
//!
//! In: `rules/anaphors.csv`. Out: questions by lemma.

use rustc_hash::{FxHashMap, FxHashSet};

use super::gender::Gender;
use crate::Error;
use crate::data::{CsvTable, Faults};

/// What a noun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refers {
    /// A person by an office: "the envoy".
    Person,
    /// A state: "the country".
    State,
    /// The government of a state: "both governments".
    Government,
    /// A body of states: "the bloc".
    Body,
    /// An armed group, party or organisation: "the movement".
    Group,
    /// People under arms: "the rebels".
    Fighters,
    /// Whoever stands against or beside another: "both sides".
    Party,
}

/// The table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anaphors {
    nouns: FxHashMap<String, Vec<Refers>>,
    /// Offices whose holder an office noun may call.
    holders: FxHashMap<String, Vec<String>>,
    verbs: FxHashSet<String>,
    titles: FxHashMap<String, Option<Gender>>,
    regions: FxHashMap<String, Vec<String>>,
    /// Cities that stand for governments or bodies only where the text names these.
    seats: FxHashMap<String, Vec<String>>,
    /// Persons whom a text calls so without having named them.
    unnamed: FxHashSet<String>,
}

impl Anaphors {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// If it has faults, which the tests of a release rule out.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../../data/rules/anaphors.csv"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut anaphors = Self::default();
        let table =
            CsvTable::read("rules/anaphors.csv", text, ["lemma", "pos", "refers", "holders", "note"], &mut faults);
        table.unique(
            "lemma, pos and refers",
            |[lemma, pos, refers, ..]| format!("{lemma} {pos} {refers}"),
            &mut faults,
        );
        for (line, [lemma, pos, refers, holders, _]) in table.rows() {
            if let Err(message) = anaphors.add(lemma, pos, refers, holders) {
                faults.add(table.file, line, message);
            }
        }
        faults.or_value(anaphors)
    }

    fn add(&mut self, lemma: &str, pos: &str, refers: &str, holders: &str) -> Result<(), String> {
        let lemma = lemma.to_owned();
        let holders = holders.split('|').filter(|holder| !holder.is_empty()).map(str::to_owned);
        match pos {
            "noun" => {
                self.holders.entry(lemma.clone()).or_default().extend(holders);
                self.nouns.entry(lemma).or_default().push(noun(refers)?);
            }
            "verb" => _ = self.verbs.insert(lemma),
            "title" => _ = self.titles.insert(lemma, title(refers)?),
            "region" => _ = self.regions.insert(lemma, holders.collect()),
            "seat" => _ = self.seats.insert(lemma, holders.collect()),
            "unnamed" => _ = self.unnamed.insert(lemma),
            _ => return Err(format!("unknown pos {pos:?}, expected noun, verb, title, region, seat or unnamed")),
        }
        Ok(())
    }

    /// What a noun may stand for.
    pub(super) fn noun(&self, lemma: &str) -> &[Refers] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether the noun calls holders of the office, other than by its own words.
    pub(super) fn calls(&self, noun: &str, office: &str) -> bool {
        self.holders.get(noun).is_some_and(|holders| holders.iter().any(|holder| holder == office))
    }

    /// Whether only an actor does what the verb says: a plan does not accuse anybody.
    pub(super) fn is_act(&self, verb: &str) -> bool {
        self.verbs.contains(verb)
    }

    /// Gender of whoever has a title.
    pub(super) fn gender(&self, title: &str) -> Option<Gender> {
        self.titles.get(title).copied().flatten()
    }

    /// The states that a noun may call: "kingdom"; all where the table names none.
    pub(super) fn may_be(&self, noun: &str, state: &str) -> bool {
        self.holders.get(noun).is_none_or(|states| states.is_empty() || states.iter().any(|code| code == state))
    }

    /// The states and bodies that a city may stand for where the text names them: "brussels".
    pub(super) fn seat(&self, city: &str) -> &[String] {
        self.seats.get(city).map_or(&[], Vec::as_slice)
    }

    /// Whether a text calls somebody so without naming anybody: "the judge".
    pub(super) fn is_introduced_by_itself(&self, noun: &str) -> bool {
        self.unnamed.contains(noun)
    }

    /// The states of a region, by its adjective: "east african".
    pub(super) fn region(&self, adjective: &str) -> Option<&[String]> {
        self.regions.get(adjective).map(Vec::as_slice)
    }
}

fn noun(refers: &str) -> Result<Refers, String> {
    Ok(match refers {
        "person" => Refers::Person,
        "state" => Refers::State,
        "government" => Refers::Government,
        "body" => Refers::Body,
        "group" => Refers::Group,
        "fighters" => Refers::Fighters,
        "party" => Refers::Party,
        _ => {
            let known = "person, state, government, body, group, fighters or party";
            return Err(format!("unknown reference {refers:?}, expected {known}"));
        }
    })
}

fn title(refers: &str) -> Result<Option<Gender>, String> {
    match refers {
        "male" => Ok(Some(Gender::Male)),
        "female" => Ok(Some(Gender::Female)),
        "any" => Ok(None),
        _ => Err(format!("unknown gender {refers:?}, expected male, female or any")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_loads() {
        let anaphors = Anaphors::embedded().expect("a sound table");
        assert_eq!(anaphors.noun("bloc"), [Refers::Body]);
        assert!(anaphors.calls("leader", "prime minister") && !anaphors.calls("leader", "envoy"));
        assert!(anaphors.is_act("urge") && !anaphors.is_act("collapse"));
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = Anaphors::load("lemma,pos,refers,holders,note\nbloc,noun,thing,,\nsay,werb,,,\n");
        let text = error.expect_err("two faults").to_string();
        assert!(text.contains("rules/anaphors.csv:2") && text.contains("rules/anaphors.csv:3"), "{text}");
    }
}
