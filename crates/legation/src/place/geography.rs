//! What is known of the world: GeoNames' places, the project's own regions with the contested ones, and the words that
//! go with places. Tables in `data/place`.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults, list};

use super::atlas::Atlas;
use super::fold::fold;

/// What a word says about the place beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// "city", "village": what a city is called.
    City,
    /// "province", "oblast": what a first-level region is called.
    First,
    /// "district": what a second-level region is called.
    Second,
    /// "airport", "hospital": what stands in a city.
    Site,
    /// "outskirts", "coast": part of a place, or what lies beside it.
    Part,
    /// "eastern", "upper".
    Direction,
    /// A verb whose subject may be the scene: "Geneva hosted".
    Scene,
    /// A verb whose object may be where it happens: "shelled Kyiv".
    Goal,
    /// A word of motion, whose "to" and "from" name places.
    Motion,
    /// A noun of force, whose "on" and "of" name places: "the attack on Kyiv".
    Onto,
    /// A happening that is named after its place: "the Doha talks".
    Event,
    /// Those who live in a place or govern it: "residents of Hargeisa".
    Folk,
}

impl Kind {
    const NAMES: [(&'static str, Self); 12] = [
        ("city", Self::City),
        ("direction", Self::Direction),
        ("event", Self::Event),
        ("first", Self::First),
        ("folk", Self::Folk),
        ("goal", Self::Goal),
        ("motion", Self::Motion),
        ("onto", Self::Onto),
        ("part", Self::Part),
        ("scene", Self::Scene),
        ("second", Self::Second),
        ("site", Self::Site),
    ];

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A region of the project's own table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) name: String,
    /// ISO 3166-1 alpha-3; empty for what lies in several states or is no place by itself.
    pub(super) country: String,
}

/// The world's places and the words that go with them.
#[derive(Debug, Clone)]
pub struct Geography {
    pub(super) atlas: Atlas,
    words: FxHashMap<String, u16>,
    regions: FxHashMap<String, Region>,
}

impl Geography {
    /// What comes with the program.
    ///
    /// # Errors
    /// If a table has faults, which the tests of a release rule out.
    pub fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/place/regions.csv"), include_str!("../../data/place/words.csv"))
    }

    /// Reads the tables of regions and words.
    ///
    /// # Errors
    /// All faults of the tables, with file and line.
    pub fn load(regions: &str, words: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let regions = read_regions(regions, &mut faults);
        let words = read_words(words, &mut faults);
        let atlas = Atlas::embedded().unwrap_or_else(|| {
            faults.add("place/cities.bin", 1, "not a table of places");
            Atlas::default()
        });
        faults.or_value(Self { atlas, words, regions })
    }

    /// The region of the project's own table that bears a folded name.
    pub(super) fn region(&self, folded: &str) -> Option<&Region> {
        self.regions.get(folded)
    }

    /// Whether a folded name is no single place by itself: "the Sahel", "the North".
    pub(super) fn is_wide(&self, folded: &str) -> bool {
        self.regions.get(folded).is_some_and(|region| region.country.is_empty())
    }

    /// Whether any table knows a folded name.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.regions.contains_key(folded) || self.atlas.knows(folded)
    }

    /// Whether a lemma is of one of these kinds.
    pub(super) fn is(&self, lemma: &str, kinds: &[Kind]) -> bool {
        let mask = kinds.iter().fold(0, |mask, kind| mask | kind.bit());
        let found = self.words.get(lemma).copied().unwrap_or_else(|| {
            // Names of buildings keep their capitals in the lemma: "Baghdad Airport".
            let is_capital = lemma.starts_with(|c: char| c.is_uppercase());
            is_capital.then(|| self.words.get(&lemma.to_lowercase()).copied()).flatten().unwrap_or(0)
        });
        found & mask != 0
    }
}

fn read_regions(text: &str, faults: &mut Faults) -> FxHashMap<String, Region> {
    let columns = ["name", "aliases", "country", "codes", "note"];
    let table = CsvTable::read("place/regions.csv", text, columns, faults);
    table.unique("name", |[name, ..]| (*name).to_owned(), faults);
    let mut regions = FxHashMap::default();
    for (line, [name, aliases, country, ..]) in table.rows() {
        let is_code = country.len() == 3 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        if !country.is_empty() && !is_code {
            faults.add(table.file, line, format_args!("country {country:?}, expected ISO 3166-1 alpha-3"));
        }
        for alias in std::iter::once(name).chain(list(aliases, "aliases", table.file, line, faults)) {
            let Some(folded) = fold(alias) else {
                faults.add(table.file, line, format_args!("name {alias:?}, expected letters, blanks and hyphens"));
                continue;
            };
            let region = Region { name: name.to_owned(), country: country.to_owned() };
            if regions.insert(folded, region).is_some_and(|other| other.name != name) {
                faults.add(table.file, line, format_args!("name {alias:?} stands for another region too"));
            }
        }
    }
    regions
}

fn read_words(text: &str, faults: &mut Faults) -> FxHashMap<String, u16> {
    let table = CsvTable::read("place/words.csv", text, ["lemma", "kinds", "note"], faults);
    table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), faults);
    let mut words = FxHashMap::default();
    for (line, [lemma, kinds, _]) in table.rows() {
        let mut mask = 0;
        for name in list(kinds, "kinds", table.file, line, faults) {
            if let Some((_, kind)) = Kind::NAMES.iter().find(|(known, _)| *known == name) {
                mask |= kind.bit();
            } else {
                let known = Kind::NAMES.map(|(known, _)| known).join(", ");
                faults.add(table.file, line, format_args!("unknown kind {name:?}, expected one of {known}"));
            }
        }
        words.insert(lemma.to_owned(), mask);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_load() {
        let geography = Geography::embedded().expect("sound tables");
        assert_eq!(geography.region("crimea").map(|region| region.country.as_str()), Some("UKR"));
        assert!(geography.is("village", &[Kind::City]) && geography.is("Airport", &[Kind::Site]));
        assert!(!geography.is("village", &[Kind::Goal]));
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = Geography::load(
            "name,aliases,country,codes,note\nA,,USA,,\nB,A,us,,\n",
            "lemma,kinds,note\ncity,city|town,\n",
        );
        let text = error.expect_err("three faults").to_string();
        for part in ["regions.csv:3: country \"us\"", "regions.csv:3: name \"A\"", "words.csv:2: unknown kind \"town\""]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
