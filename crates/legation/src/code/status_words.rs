//! Words that say by themselves whether something happened: auxiliaries, marks, adverbs, words before a noun.
//!
//! In: `data/rules/status-words.csv`. Out: what a word means in a place. Words that govern a clause or carry an event noun
//! stand in tables of their own (`rules`).

use rustc_hash::FxHashMap;

use super::Status;
use crate::Error;
use crate::data::{CsvTable, Faults};

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// "**would** attack"
    Auxiliary,
    /// "**is** attacking"
    Progressive,
    /// "**if** they attack"
    Mark,
    /// "**no** attack", "**nobody** attacked"
    Negation,
    /// "the **planned** attack"
    Modifier,
    /// "**formerly** occupied"
    Adverb,
    /// "**without** signing"
    Preposition,
    /// "the attack is **underway**"
    State,
    /// "the attack **began**"
    Happens,
    /// "the talks **collapsed**"
    FallsThrough,
    /// "**gathered** to protest"
    Gathers,
    /// "meets him **tomorrow**"
    Soon,
    /// "**once** signed a truce"
    Before,
    /// "two were ousted **in the past**"
    Past,
    /// "the **law** provides that …"
    Law,
    /// "the law **provides** that …"
    Rules,
}

const PLACES: [(&str, Place); 16] = [
    ("auxiliary", Place::Auxiliary),
    ("progressive", Place::Progressive),
    ("mark", Place::Mark),
    ("negation", Place::Negation),
    ("modifier", Place::Modifier),
    ("adverb", Place::Adverb),
    ("preposition", Place::Preposition),
    ("state", Place::State),
    ("happens", Place::Happens),
    ("falls-through", Place::FallsThrough),
    ("gathers", Place::Gathers),
    ("soon", Place::Soon),
    ("before", Place::Before),
    ("past", Place::Past),
    ("law", Place::Law),
    ("rules", Place::Rules),
];

/// The table.
#[derive(Debug, Clone, Default)]
pub(crate) struct StatusWords(FxHashMap<Place, FxHashMap<String, Status>>);

impl StatusWords {
    /// The table that comes with the program.
    pub(super) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/status-words.csv"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut words = Self::default();
        let table = CsvTable::read("rules/status-words.csv", text, ["word", "place", "effect", "note"], &mut faults);
        table.unique("word and place", |[word, place, ..]| format!("{word} {place}"), &mut faults);
        for (line, [word, place, effect, _]) in table.rows() {
            let Some((_, place)) = PLACES.into_iter().find(|(name, _)| *name == place) else {
                let known = PLACES.map(|(name, _)| name).join(", ");
                faults.add(table.file, line, format_args!("unknown place {place:?}, expected one of {known}"));
                continue;
            };
            let Some(effect) = super::rules::status(effect, table.file, line, &mut faults) else { continue };
            words.0.entry(place).or_default().insert(word.to_owned(), effect);
        }
        faults.or_value(words)
    }

    /// What a lower-case word means in a place.
    pub(super) fn at(&self, place: Place, word: &str) -> Option<Status> {
        self.0.get(&place)?.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_loads() {
        let words = StatusWords::embedded().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(words.at(Place::Auxiliary, "will"), Some(Status::Planned));
        assert_eq!(words.at(Place::Mark, "will"), None);
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = StatusWords::load("word,place,effect,note\nwill,aux,planned,\nif,mark,maybe,\n");
        let text = error.expect_err("two faults").to_string();
        assert!(text.contains("status-words.csv:2") && text.contains("status-words.csv:3"), "{text}");
    }
}
