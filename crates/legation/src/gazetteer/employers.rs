//! Houses that have a president or spokesman as states do: firms, schools, clubs.
//!
//! In: `rules/employers.csv`. Out: the sectors of those who speak for such a house; none where it is in no sector.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults, list};

/// Nouns of houses with their sectors.
#[derive(Debug, Clone, Default)]
pub(crate) struct Employers(FxHashMap<String, Vec<String>>);

impl Employers {
    /// The table that comes with the program.
    pub(super) fn embedded() -> Result<Self, Error> {
        let mut faults = Faults::default();
        let text = include_str!("../../data/rules/employers.csv");
        let table = CsvTable::read("rules/employers.csv", text, ["lemma", "sectors", "note"], &mut faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut faults);
        let mut houses = FxHashMap::default();
        for (line, [lemma, sectors, _]) in table.rows() {
            let sectors = if sectors.is_empty() {
                Vec::new()
            } else {
                list(sectors, "sectors", table.file, line, &mut faults).into_iter().map(str::to_owned).collect()
            };
            houses.insert(lemma.to_owned(), sectors);
        }
        faults.or_value(Self(houses))
    }

    /// The sectors of those who speak for a house of this sort; nothing for other nouns.
    pub(crate) fn sectors(&self, lemma: &str) -> Option<&[String]> {
        self.0.get(&lemma.to_lowercase()).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firms_are_business_and_ministries_are_no_firms() {
        let employers = Employers::embedded().expect("a sound table");
        assert_eq!(employers.sectors("Airline"), Some(&["BUS".to_owned()][..]));
        assert_eq!(employers.sectors("club"), Some(&[][..]));
        assert_eq!(employers.sectors("ministry"), None);
    }
}
