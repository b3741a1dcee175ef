//! Which common nouns name persons: told by how they end.
//!
//! In: a lemma. Out: whether it names a person ("novelist", "beekeeper"), by the longest ending that the table
//! `rules/person_nouns.csv` has for it; nouns with none are things. What persons are to politics is for `roles.csv`.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults};

/// Endings, and whether nouns with it name persons.
#[derive(Debug, Clone, Default)]
pub(crate) struct PersonNouns {
    endings: FxHashMap<CompactString, bool>,
    longest: usize,
}

impl PersonNouns {
    /// The table that comes with the program.
    pub(super) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/person_nouns.csv"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut nouns = Self::default();
        let table = CsvTable::read("rules/person_nouns.csv", text, ["ending", "kind", "note"], &mut faults);
        table.unique("ending", |[ending, ..]| (*ending).to_owned(), &mut faults);
        for (line, [ending, kind, _]) in table.rows() {
            match kind {
                "person" | "thing" => drop(nouns.endings.insert(ending.into(), kind == "person")),
                _ => faults.add(table.file, line, format_args!("unknown kind {kind:?}, expected person or thing")),
            }
            nouns.longest = nouns.longest.max(ending.len());
        }
        faults.or_value(nouns)
    }

    /// Whether a noun names a person.
    pub(crate) fn holds(&self, lemma: &str) -> bool {
        let lemma = lemma.to_lowercase();
        let first = lemma.len().saturating_sub(self.longest);
        let endings = lemma.char_indices().map(|(at, _)| at).filter(|&at| at >= first);
        endings.into_iter().find_map(|at| self.endings.get(&lemma[at..]).copied()).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_tells() {
        let nouns = PersonNouns::embedded().expect("a sound table");
        for person in ["novelist", "beekeeper", "driver", "fisherman", "consultant", "Musician"] {
            assert!(nouns.holds(person), "{person}");
        }
        for thing in ["tanker", "bridge", "newspaper", "helicopter", "checklist", "", "é"] {
            assert!(!nouns.holds(thing), "{thing}");
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = PersonNouns::load("ending,kind,note\nist,human,\n").expect_err("a fault").to_string();
        assert!(error.contains("rules/person_nouns.csv:2"), "{error}");
    }
}
