//! Words of attitude.
//!
//! In: `data/rules/attitude.csv` and `judgements.csv`. Out: which stand a verb, noun or adjective takes on what, and which
//! a predicate takes on its subject ("is unacceptable").

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Error;
use crate::data::{CsvTable, Faults, list};

use super::Stance;

/// Where the proposition of a word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Takes {
    /// "backs **the plan**"
    Object,
    /// "insists **that it goes on**"
    Clause,
    /// "wants **to join**"
    Infinitive,
    /// "urged Chad **to withdraw**": whom it is said to is a target.
    Addressee,
    /// "opposition **to the plan**"
    Preposition(String),
}

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Verb,
    Noun,
    Adjective,
}

const SORTS: [(&str, Sort); 3] = [("verb", Sort::Verb), ("noun", Sort::Noun), ("adjective", Sort::Adjective)];
const STANCES: [Stance; 5] = [Stance::Support, Stance::Oppose, Stance::Condemn, Stance::Demand, Stance::Neutral];

/// A stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) stance: Stance,
    pub(super) polarity: i8,
}

/// A word of attitude.
#[derive(Debug, Clone)]
pub(super) struct Attitude {
    pub(super) takes: Vec<Takes>,
    pub(super) stand: Stand,
}

/// The tables, by sort and dictionary form.
#[derive(Debug, Clone, Default)]
pub(crate) struct PositionWords {
    attitudes: FxHashMap<(Sort, String), Attitude>,
    judgements: FxHashMap<(Sort, String), Stand>,
    carriers: FxHashSet<String>,
}

impl PositionWords {
    /// The tables that come with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/attitude.csv"), include_str!("../../data/rules/judgements.csv"))
    }

    fn load(attitudes: &str, judgements: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut words = Self::default();
        let file = "rules/attitude.csv";
        let table =
            CsvTable::read(file, attitudes, ["word", "pos", "takes", "stance", "polarity", "note"], &mut faults);
        table.unique("word and pos", |[word, pos, ..]| format!("{word} {pos}"), &mut faults);
        for (line, [word, pos, takes, stance, polarity, _]) in table.rows() {
            if pos == "carrier" {
                words.carriers.insert(word.to_owned());
                continue;
            }
            let takes = list(takes, "takes", file, line, &mut faults).into_iter().map(place).collect();
            if let Some((sort, stand)) = row(pos, stance, polarity, file, line, &mut faults) {
                words.attitudes.insert((sort, word.to_owned()), Attitude { takes, stand });
            }
        }
        let file = "rules/judgements.csv";
        let table = CsvTable::read(file, judgements, ["word", "pos", "stance", "polarity"], &mut faults);
        table.unique("word and pos", |[word, pos, ..]| format!("{word} {pos}"), &mut faults);
        for (line, [word, pos, stance, polarity]) in table.rows() {
            if let Some((sort, stand)) = row(pos, stance, polarity, file, line, &mut faults) {
                words.judgements.insert((sort, word.to_owned()), stand);
            }
        }
        faults.or_value(words)
    }

    pub(super) fn attitude(&self, sort: Sort, word: &str) -> Option<&Attitude> {
        self.attitudes.get(&(sort, word.to_owned()))
    }

    /// Whether the object of a verb is what its subject feels: "**voiced** concern".
    pub(super) fn carries(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    pub(super) fn judgement(&self, sort: Sort, word: &str) -> Option<Stand> {
        self.judgements.get(&(sort, word.to_owned())).copied()
    }
}

fn place(name: &str) -> Takes {
    match name {
        "object" => Takes::Object,
        "clause" => Takes::Clause,
        "infinitive" => Takes::Infinitive,
        "addressee" => Takes::Addressee,
        preposition => Takes::Preposition(preposition.to_owned()),
    }
}

fn row(pos: &str, stance: &str, polarity: &str, file: &str, line: usize, faults: &mut Faults) -> Option<(Sort, Stand)> {
    let sort = SORTS.iter().find(|(name, _)| *name == pos).map(|(_, sort)| *sort);
    let stance = STANCES.into_iter().find(|known| known.as_str() == stance);
    let polarity = polarity.parse().ok().filter(|polarity| (-1..=1).contains(polarity));
    match (sort, stance, polarity) {
        (Some(sort), Some(stance), Some(polarity)) => Some((sort, Stand { stance, polarity })),
        _ => {
            let expected = "verb, noun or adjective, a stance of the contract, and -1, 0 or 1";
            faults.add(file, line, format_args!("expected {expected}"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_stand() {
        let words = PositionWords::embedded().expect("sound tables");
        let oppose = words.attitude(Sort::Verb, "oppose").expect("a verb");
        assert_eq!((oppose.stand.stance, oppose.stand.polarity), (Stance::Oppose, -1));
        let call = words.attitude(Sort::Verb, "call").expect("a verb");
        assert!(call.takes.contains(&Takes::Preposition("for".into())));
        assert_eq!(words.judgement(Sort::Adjective, "unacceptable").map(|stand| stand.stance), Some(Stance::Condemn));
        assert!(words.attitude(Sort::Noun, "table").is_none());
    }

    #[test]
    fn faults_name_file_and_line() {
        let attitudes = "word,pos,takes,stance,polarity,note\nback,verb,object,like,1,\n";
        let error = PositionWords::load(attitudes, "word,pos,stance,polarity\n").expect_err("a fault").to_string();
        assert!(error.contains("rules/attitude.csv:2"), "{error}");
    }
}
