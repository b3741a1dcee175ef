//! Words of attitude.
//!
//! In: `data/rules/attitude.csv`, `judgements.csv` and `hedges.csv`. Out: which stand a verb, noun or adjective takes on what,
//! which a predicate takes on its subject ("is unacceptable"), and what other words make of a stand ("refused to back").

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Error;
use crate::data::{CsvTable, Faults, list};

use super::Stance;

/// Where the proposition of a word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Takes {
    /// "backs **the plan**"
    Object,
    /// "condemned Chad **for the raid**": whom it blames or praises is a target.
    Whom,
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
    /// Several words: "take issue".
    pub(super) is_idiom: bool,
}

/// What a verb or adverb makes of the stand that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// "**refused** to back"
    Refuses,
    /// "**stopped** short of backing"
    Omits,
    /// "would **consider** backing"
    Opens,
    /// "**dropped** its objection"
    GivesUp,
    /// "has not **yet** backed"
    Postpones,
    /// "**denied** that it had backed"
    Voids,
}

const EFFECTS: [(&str, Effect); 6] = [
    ("gives up", Effect::GivesUp),
    ("omits", Effect::Omits),
    ("opens", Effect::Opens),
    ("postpones", Effect::Postpones),
    ("refuses", Effect::Refuses),
    ("voids", Effect::Voids),
];

/// The tables, by sort and dictionary form.
#[derive(Debug, Clone, Default)]
pub(crate) struct PositionWords {
    attitudes: FxHashMap<String, Vec<(Sort, Attitude)>>,
    judgements: FxHashMap<(Sort, String), Stand>,
    effects: FxHashMap<String, Effect>,
    carriers: FxHashSet<String>,
    /// Verbs that a predicate of attitude stands behind: "**came** out against the plan".
    bearers: FxHashSet<String>,
    /// First words of idioms.
    beginnings: FxHashSet<String>,
    /// Nouns of those who take a stand: "a **critic** of the plan".
    partisans: FxHashSet<String>,
    /// Nouns of those who may take one though no table names them: "aid **groups**".
    groups: FxHashSet<String>,
    /// Verbs of what gets a stand: "the plan **won** the backing of Chad".
    getters: FxHashSet<String>,
    /// Nouns of texts that take the stand of whoever gives them out.
    texts: FxHashSet<String>,
    /// Verbs that say what a thing is: "**called** the raid illegal".
    naming: FxHashSet<String>,
    /// Nouns that a judgement only stands on: "a dangerous **step**", "an **act** of aggression".
    hollow: FxHashSet<String>,
}

impl PositionWords {
    /// The tables that come with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        let hedges = include_str!("../../data/rules/hedges.csv");
        let judgements = include_str!("../../data/rules/judgements.csv");
        Self::load(include_str!("../../data/rules/attitude.csv"), judgements, hedges)
    }

    fn load(attitudes: &str, judgements: &str, hedges: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut words = Self::default();
        words.read_attitudes(attitudes, &mut faults);
        words.read_judgements(judgements, &mut faults);
        words.read_hedges(hedges, &mut faults);
        faults.or_value(words)
    }

    fn read_attitudes(&mut self, text: &str, faults: &mut Faults) {
        let file = "rules/attitude.csv";
        let table = CsvTable::read(file, text, ["word", "pos", "takes", "stance", "polarity", "note"], faults);
        table.unique("word and pos", |[word, pos, ..]| format!("{word} {pos}"), faults);
        for (line, [word, pos, takes, stance, polarity, _]) in table.rows() {
            if let Some(known) = self.list_of(pos) {
                known.insert(word.to_owned());
                continue;
            }
            let takes = list(takes, "takes", file, line, faults).into_iter().map(place).collect();
            if let Some((sort, stand)) = row(pos, stance, polarity, file, line, faults) {
                let beginning = word.split_once(' ').map(|(first, _)| first.to_owned());
                let attitude = Attitude { takes, stand, is_idiom: beginning.is_some() };
                self.beginnings.extend(beginning);
                self.attitudes.entry(word.to_owned()).or_default().push((sort, attitude));
            }
        }
    }

    /// The words of one part of the table that take no stand by themselves.
    fn list_of(&mut self, pos: &str) -> Option<&mut FxHashSet<String>> {
        match pos {
            "bearer" => Some(&mut self.bearers),
            "carrier" => Some(&mut self.carriers),
            "group" => Some(&mut self.groups),
            "hollow" => Some(&mut self.hollow),
            "naming" => Some(&mut self.naming),
            "getter" => Some(&mut self.getters),
            "text" => Some(&mut self.texts),
            "partisan" => Some(&mut self.partisans),
            _ => None,
        }
    }

    fn read_judgements(&mut self, text: &str, faults: &mut Faults) {
        let file = "rules/judgements.csv";
        let table = CsvTable::read(file, text, ["word", "pos", "stance", "polarity"], faults);
        table.unique("word and pos", |[word, pos, ..]| format!("{word} {pos}"), faults);
        for (line, [word, pos, stance, polarity]) in table.rows() {
            if let Some((sort, stand)) = row(pos, stance, polarity, file, line, faults) {
                self.judgements.insert((sort, word.to_owned()), stand);
            }
        }
    }

    fn read_hedges(&mut self, text: &str, faults: &mut Faults) {
        let file = "rules/hedges.csv";
        let table = CsvTable::read(file, text, ["word", "effect", "note"], faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), faults);
        for (line, [word, name, _]) in table.rows() {
            match EFFECTS.iter().find(|(known, _)| *known == name) {
                Some((_, effect)) => drop(self.effects.insert(word.to_owned(), *effect)),
                None => {
                    let names = EFFECTS.map(|(name, _)| name).join(", ");
                    faults.add(file, line, format_args!("unknown effect {name:?}, expected one of {names}"));
                }
            }
        }
    }

    pub(super) fn attitude(&self, sort: Sort, word: &str) -> Option<&Attitude> {
        self.attitudes.get(word)?.iter().find(|(known, _)| *known == sort).map(|(_, attitude)| attitude)
    }

    /// Whether an idiom of the table begins with this word.
    pub(super) fn begins_idiom(&self, lemma: &str) -> bool {
        self.beginnings.contains(lemma)
    }

    /// Whether a predicate of attitude may stand behind a verb: "**came** out against the plan".
    pub(super) fn bears(&self, lemma: &str) -> bool {
        self.bearers.contains(lemma)
    }

    /// Whether a noun names somebody by the stand: "a **critic** of the plan".
    pub(super) fn is_bearer(&self, lemma: &str) -> bool {
        self.partisans.contains(lemma)
    }

    /// Whether a noun names people who may take a stand though no table knows them: "aid **groups**".
    pub(super) fn is_group(&self, lemma: &str) -> bool {
        self.groups.contains(lemma)
    }

    /// Whether the subject of a verb gets what its object is: "the plan **won** the backing of Chad".
    pub(super) fn gets(&self, lemma: &str) -> bool {
        self.getters.contains(lemma)
    }

    /// Whether a noun names a text that takes the stand of whoever gives it out: "a **resolution** calling on Chad".
    pub(crate) fn is_text(&self, lemma: &str) -> bool {
        self.texts.contains(lemma)
    }

    /// Whether a verb says what a thing is: "**called** the raid illegal".
    pub(super) fn names(&self, lemma: &str) -> bool {
        self.naming.contains(lemma)
    }

    /// Whether a noun tells no judgement, and what stands by it does: "a dangerous **step**", "an **act** of aggression".
    pub(super) fn is_hollow(&self, lemma: &str) -> bool {
        self.hollow.contains(lemma)
    }

    /// What a word makes of the stand that it governs.
    pub(super) fn effect(&self, word: &str) -> Option<Effect> {
        self.effects.get(word).copied()
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
        "whom" => Takes::Whom,
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
        let error = PositionWords::load(attitudes, "word,pos,stance,polarity\n", "word,effect,note\n")
            .expect_err("a fault")
            .to_string();
        assert!(error.contains("rules/attitude.csv:2"), "{error}");
    }
}
