//! The tables of counting: numerals, vague numbers, bounds, currencies, what is counted by which word.
//!
//! In: the CSV files of `data/rules`. Out: [`CountRules`], or all faults with file and line.

use rustc_hash::{FxHashMap, FxHashSet};

use super::CountKind;
use crate::Error;
use crate::data::{CsvTable, Faults, list};
use crate::ontology::EventType;

/// What a word of a number does in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Numeral {
    /// One to nineteen, or digits.
    Unit(f64),
    /// Twenty to ninety.
    Ten(f64),
    /// Multiplies what stands before it.
    Scale(f64),
    /// "dozens": from, to.
    Vague(f64, f64),
    /// "half a million".
    Half,
    /// "a hundred".
    Article,
    /// "one hundred and two", "between 10 and 15".
    And,
    /// "10 to 15", "10 or 15".
    To,
    /// "10-15", "twenty-three".
    Dash,
    /// "tens of thousands".
    Of,
}

/// Which side of a number is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// No less than the number.
    Least,
    /// No more than the number.
    Most,
    /// The number, as good as it is known.
    About,
}

/// Where the counted stand from the word that says what happened to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// "killed 12 people", "12 people were killed".
    Object,
    /// "12 people died".
    Subject,
    /// "12 deaths".
    Noun,
    /// "the deaths of 12 people".
    Of,
    /// "took 12 hostages": the noun, where it is the object of one of the verbs in `with`.
    ObjectOf,
    /// "12 dead": the number stands right before.
    Before,
    /// "the toll rose to 45".
    Value,
}

/// A row: a word counts people of a kind in a place.
#[derive(Debug, Clone)]
pub(super) struct Counting {
    pub(super) place: Place,
    pub(super) kind: CountKind,
    /// Lemmas of which one must stand below the word.
    pub(super) with: Vec<String>,
}

/// The tables, found by lower-case word or lemma.
#[derive(Debug, Clone, Default)]
pub(crate) struct CountRules {
    numerals: FxHashMap<String, Numeral>,
    /// Phrases in reversed order of their words.
    before: Vec<(Vec<String>, Bound)>,
    after: Vec<(Vec<String>, Bound)>,
    currencies: FxHashMap<String, Option<String>>,
    measures: FxHashSet<String>,
    verbs: FxHashMap<String, Vec<Counting>>,
    nouns: FxHashMap<String, Vec<Counting>>,
    before_words: FxHashMap<String, CountKind>,
    events: FxHashSet<(CountKind, EventType)>,
    persons: FxHashSet<String>,
    many: FxHashSet<String>,
}

/// The texts of the tables.
struct Texts<'t> {
    numerals: &'t str,
    vague: &'t str,
    bounds: &'t str,
    currencies: &'t str,
    measures: &'t str,
    counted: &'t str,
    events: &'t str,
    persons: &'t str,
}

impl CountRules {
    /// The tables that come with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(&Texts {
            numerals: include_str!("../../data/rules/numerals.csv"),
            vague: include_str!("../../data/rules/vague-numbers.csv"),
            bounds: include_str!("../../data/rules/number-bounds.csv"),
            currencies: include_str!("../../data/rules/currencies.csv"),
            measures: include_str!("../../data/rules/measures.csv"),
            counted: include_str!("../../data/rules/counted.csv"),
            events: include_str!("../../data/rules/count-events.csv"),
            persons: include_str!("../../data/rules/persons.csv"),
        })
    }

    fn load(texts: &Texts<'_>) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut rules = Self::default();
        rules.read_numerals(texts, &mut faults);
        rules.read_bounds(texts.bounds, &mut faults);
        rules.read_words(texts, &mut faults);
        rules.read_counted(texts.counted, &mut faults);
        rules.read_events(texts.events, &mut faults);
        faults.or_value(rules)
    }

    fn read_numerals(&mut self, texts: &Texts<'_>, faults: &mut Faults) {
        let table = CsvTable::read("rules/numerals.csv", texts.numerals, ["word", "role", "value"], faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), faults);
        for (line, [word, role, value]) in table.rows() {
            let Ok(value) = value.parse::<f64>() else {
                faults.add(table.file, line, format_args!("value {value:?}, expected a number"));
                continue;
            };
            let numeral = match role {
                "unit" => Numeral::Unit(value),
                "ten" => Numeral::Ten(value),
                "scale" => Numeral::Scale(value),
                "half" => Numeral::Half,
                "article" => Numeral::Article,
                "and" => Numeral::And,
                "to" => Numeral::To,
                "of" => Numeral::Of,
                _ => {
                    let expected = "expected unit, ten, scale, half, article, and, to or of";
                    faults.add(table.file, line, format_args!("unknown role {role:?}, {expected}"));
                    continue;
                }
            };
            self.numerals.insert(word.to_owned(), numeral);
        }
        let table = CsvTable::read("rules/vague-numbers.csv", texts.vague, ["word", "low", "high", "note"], faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), faults);
        for (line, [word, low, high, _]) in table.rows() {
            match (low.parse::<u32>(), high.parse::<u32>()) {
                (Ok(low), Ok(high)) if low <= high => {
                    self.numerals.insert(word.to_owned(), Numeral::Vague(low.into(), high.into()));
                }
                _ => faults.add(table.file, line, format_args!("{low:?} to {high:?}, expected whole numbers in order")),
            }
        }
    }

    fn read_bounds(&mut self, bounds: &str, faults: &mut Faults) {
        let table = CsvTable::read("rules/number-bounds.csv", bounds, ["phrase", "place", "bound", "note"], faults);
        table.unique("phrase and place", |[phrase, place, ..]| format!("{phrase} {place}"), faults);
        for (line, [phrase, place, bound, _]) in table.rows() {
            let bound = match bound {
                "least" => Bound::Least,
                "most" => Bound::Most,
                "about" => Bound::About,
                _ => {
                    faults.add(
                        table.file,
                        line,
                        format_args!("unknown bound {bound:?}, expected least, most or about"),
                    );
                    continue;
                }
            };
            let words = phrase.split(' ').map(str::to_owned);
            match place {
                "before" => self.before.push((words.rev().collect(), bound)),
                "after" => self.after.push((words.collect(), bound)),
                _ => faults.add(table.file, line, format_args!("unknown place {place:?}, expected before or after")),
            }
        }
        // The longest phrase counts: "not less than" goes before "less than".
        self.before.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    fn read_words(&mut self, texts: &Texts<'_>, faults: &mut Faults) {
        let table = CsvTable::read("rules/currencies.csv", texts.currencies, ["word", "currency", "note"], faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), faults);
        for (line, [word, currency, _]) in table.rows() {
            if !currency.is_empty() && (currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()))
            {
                faults.add(table.file, line, format_args!("currency {currency:?}, expected three capital letters"));
            }
            let currency = (!currency.is_empty()).then(|| currency.to_owned());
            self.currencies.insert(word.to_owned(), currency);
        }
        let table = CsvTable::read("rules/measures.csv", texts.measures, ["lemma"], faults);
        table.unique("lemma", |[lemma]| (*lemma).to_owned(), faults);
        self.measures.extend(table.rows().map(|(_, [lemma])| lemma.to_owned()));
        let table = CsvTable::read("rules/persons.csv", texts.persons, ["word", "sort", "note"], faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), faults);
        for (line, [word, sort, _]) in table.rows() {
            match sort {
                "person" => drop(self.persons.insert(word.to_owned())),
                // What is no person is no one of them either.
                "many" | "other" => drop(self.many.insert(word.to_owned())),
                _ => {
                    faults.add(table.file, line, format_args!("unknown sort {sort:?}, expected person, many or other"));
                }
            }
        }
    }

    fn read_counted(&mut self, counted: &str, faults: &mut Faults) {
        let columns = ["lemma", "pos", "place", "kind", "with", "note"];
        let table = CsvTable::read("rules/counted.csv", counted, columns, faults);
        table.unique("row", |[lemma, pos, place, kind, ..]| format!("{lemma} {pos} {place} {kind}"), faults);
        for (line, [lemma, pos, place, kind, with, _]) in table.rows() {
            let Some(place) = place_named(place) else {
                let expected = "expected object, subject, self, of, object-of, before or value";
                faults.add(table.file, line, format_args!("unknown place {place:?}, {expected}"));
                continue;
            };
            let Some(kind) = kind_named(kind, table.file, line, faults) else { continue };
            let with = list(with, "with", table.file, line, faults).into_iter().map(str::to_owned).collect();
            let counting = Counting { place, kind, with };
            match (pos, place) {
                ("participle" | "adjective", Place::Before) => {
                    self.before_words.insert(lemma.to_owned(), kind);
                }
                ("verb", Place::Object | Place::Subject) => {
                    self.verbs.entry(lemma.to_owned()).or_default().push(counting);
                }
                ("noun", Place::Noun | Place::Of | Place::ObjectOf | Place::Value) => {
                    self.nouns.entry(lemma.to_owned()).or_default().push(counting);
                }
                _ => faults.add(table.file, line, format_args!("{pos:?} counts nothing in this place")),
            }
        }
    }

    fn read_events(&mut self, events: &str, faults: &mut Faults) {
        let table = CsvTable::read("rules/count-events.csv", events, ["kind", "event"], faults);
        table.unique("row", |[kind, event]| format!("{kind} {event}"), faults);
        for (line, [kind, event]) in table.rows() {
            let Some(kind) = kind_named(kind, table.file, line, faults) else { continue };
            match event.parse() {
                Ok(event) => drop(self.events.insert((kind, event))),
                Err(error) => {
                    let error: crate::ontology::UnknownEventType = error;
                    faults.add(table.file, line, error);
                }
            }
        }
    }

    pub(super) fn numeral(&self, word: &str) -> Option<Numeral> {
        self.numerals.get(word).copied()
    }

    pub(super) fn bounds_before(&self) -> &[(Vec<String>, Bound)] {
        &self.before
    }

    pub(super) fn bounds_after(&self) -> &[(Vec<String>, Bound)] {
        &self.after
    }

    /// The currency that a word or sign names; the inner option is empty where several go by the word.
    pub(super) fn currency(&self, word: &str) -> Option<Option<&str>> {
        self.currencies.get(word).map(Option::as_deref)
    }

    /// Whether a noun is a measure or thing, so that a number before it counts no people.
    pub(super) fn is_measure(&self, lemma: &str) -> bool {
        self.measures.contains(lemma)
    }

    /// Whether a noun in the singular is one person.
    pub(super) fn is_person(&self, lemma: &str) -> bool {
        self.persons.contains(lemma)
    }

    /// Whether a noun in the singular is many people, or none.
    pub(super) fn is_many(&self, lemma: &str) -> bool {
        self.many.contains(lemma)
    }

    pub(super) fn verb(&self, lemma: &str) -> &[Counting] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub(super) fn noun(&self, lemma: &str) -> &[Counting] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a number right before the word counts.
    pub(super) fn before(&self, word: &str) -> Option<CountKind> {
        self.before_words.get(word).copied()
    }

    /// Whether happenings of this type have counts of this kind.
    pub(super) fn fits(&self, kind: CountKind, event: EventType) -> bool {
        self.events.contains(&(kind, event))
    }
}

fn place_named(name: &str) -> Option<Place> {
    Some(match name {
        "object" => Place::Object,
        "subject" => Place::Subject,
        "self" => Place::Noun,
        "of" => Place::Of,
        "object-of" => Place::ObjectOf,
        "before" => Place::Before,
        "value" => Place::Value,
        _ => return None,
    })
}

fn kind_named(name: &str, file: &str, line: usize, faults: &mut Faults) -> Option<CountKind> {
    let found = CountKind::ALL.into_iter().find(|kind| kind.as_str() == name);
    if found.is_none() {
        let known = CountKind::ALL.map(CountKind::as_str).join(", ");
        faults.add(file, line, format_args!("unknown kind {name:?}, expected one of {known}"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_load() {
        let rules = CountRules::embedded().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(rules.numeral("dozens"), Some(Numeral::Vague(24.0, 99.0)));
        assert!(rules.fits(CountKind::Dead, EventType::Assault));
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = CountRules::load(&Texts {
            numerals: "word,role,value\none,unit,x\ntwo,digit,2\n",
            vague: "word,low,high,note\nfew,9,3,\n",
            bounds: "phrase,place,bound,note\nabout,before,near,\nabout,inside,about,\n",
            currencies: "word,currency,note\n$,usd,\n",
            measures: "lemma\n",
            counted: "lemma,pos,place,kind,with,note\nkill,verb,object,deaths,,\nkill,verb,here,dead,,\n",
            events: "kind,event\ndead,FIGHT\n",
            persons: "word,sort,note\nman,one,\n",
        });
        let text = error.expect_err("faults").to_string();
        for place in [
            "numerals.csv:2",
            "numerals.csv:3",
            "vague-numbers.csv:2",
            "number-bounds.csv:2",
            "number-bounds.csv:3",
            "currencies.csv:2",
            "counted.csv:2",
            "counted.csv:3",
            "count-events.csv:2",
            "persons.csv:2",
        ] {
            assert!(text.contains(place), "{place} in {text}");
        }
    }
}
