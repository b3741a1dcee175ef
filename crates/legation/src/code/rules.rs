//! The closed lists behind the general rules: words that change the status of what they govern, verbs that carry an
//! event noun, verbs of reporting. Tables in `data/rules`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Status;
use super::guard::Guards;
use super::status_words::StatusWords;
use crate::Error;
use crate::count::CountRules;
use crate::data::{CsvTable, Faults, list};
use crate::mediation::MediationWords;
use crate::position::PositionWords;
use crate::speech::{Speakers, SpeechWords};
use crate::visit::VisitWords;
use crate::vote::VoteWords;

/// The lists, found by lemma.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    verbs: FxHashMap<String, Status>,
    nouns: FxHashMap<String, Status>,
    adjectives: FxHashMap<String, Status>,
    carriers: FxHashMap<String, Option<Status>>,
    reporting: FxHashMap<String, Vec<Takes>>,
    messages: FxHashSet<String>,
    hearsay: FxHashSet<String>,
    lemmas: FxHashMap<String, String>,
    pub(super) guards: Guards,
    pub(crate) counts: CountRules,
    pub(super) words: StatusWords,
    pub(crate) speech: SpeechWords,
    pub(crate) mediation: MediationWords,
    pub(crate) positions: PositionWords,
    pub(crate) speakers: Speakers,
    pub(crate) visit: VisitWords,
    pub(crate) votes: VoteWords,
}

/// What a verb of saying takes as the claim of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// "said that it bombed the port", "claims to have bombed it"
    Clause,
    /// "reported an attack"
    Noun,
    /// "rejected claims that it bombed the port"
    Message,
    /// "accused Iran of bombing the port"
    Of,
    /// "blamed Iran for bombing the port"
    For,
    /// "quoted the minister as saying"
    As,
    /// Nothing: as an event of its own it is no claim ("warned that …").
    Act,
}

impl Takes {
    const ALL: [(&str, Self); 7] = [
        ("clause", Self::Clause),
        ("noun", Self::Noun),
        ("message", Self::Message),
        ("of", Self::Of),
        ("for", Self::For),
        ("as", Self::As),
        ("act", Self::Act),
    ];
}

impl Rules {
    /// The lists that come with the program.
    ///
    /// # Errors
    /// If a table has faults, which the tests of a release rule out.
    pub fn embedded() -> Result<Self, Error> {
        let rules = Self::load(
            include_str!("../../data/rules/governors.csv"),
            include_str!("../../data/rules/carriers.csv"),
            include_str!("../../data/rules/reporting.csv"),
            include_str!("../../data/rules/lemmas.csv"),
        )?;
        Self { guards: Guards::embedded()?, counts: CountRules::embedded()?, ..rules }.with_words()
    }

    /// Reads the tables; guards and counting are left open.
    ///
    /// # Errors
    /// All faults of all tables, with file and line.
    pub fn load(governors: &str, carriers: &str, reporting: &str, lemmas: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut rules = Self::default();
        rules.add_governors("rules/governors.csv", governors, &mut faults);
        rules.add_carriers("rules/carriers.csv", carriers, &mut faults);
        rules.add_reporting("rules/reporting.csv", reporting, &mut faults);
        rules.add_lemmas("rules/lemmas.csv", lemmas, &mut faults);
        faults.or_value(rules)
    }

    /// The same with tables of the user's on top: pairs of a path and a text. A row takes the place of the program's row
    /// for the same word; the effect `actual` makes a governing word do nothing.
    ///
    /// # Errors
    /// All faults of the tables, each with file and line.
    pub fn with_own(mut self, files: &[(&str, &str)]) -> Result<Self, Error> {
        let mut faults = Faults::default();
        for &(path, text) in files {
            match path.rsplit(['/', '\\']).next().unwrap_or_default() {
                "governors.csv" => self.add_governors(path, text, &mut faults),
                "carriers.csv" => self.add_carriers(path, text, &mut faults),
                "reporting.csv" => self.add_reporting(path, text, &mut faults),
                "lemmas.csv" => self.add_lemmas(path, text, &mut faults),
                _ => faults.add(path, 1, "no table of rules, expected governors, carriers, reporting or lemmas .csv"),
            }
        }
        faults.or_value(self)
    }

    fn add_governors(&mut self, file: &str, text: &str, faults: &mut Faults) {
        let table = CsvTable::read(file, text, ["lemma", "pos", "effect", "note"], faults);
        table.unique("lemma and pos", |[lemma, pos, ..]| format!("{lemma} {pos}"), faults);
        for (line, [lemma, pos, effect, _]) in table.rows() {
            let Some(effect) = status(effect, table.file, line, faults) else { continue };
            let list = match pos {
                "verb" => &mut self.verbs,
                "noun" => &mut self.nouns,
                "adjective" => &mut self.adjectives,
                _ => {
                    faults.add(table.file, line, format_args!("unknown pos {pos:?}, expected verb, noun or adjective"));
                    continue;
                }
            };
            list.insert(lemma.to_owned(), effect);
        }
    }

    fn add_carriers(&mut self, file: &str, text: &str, faults: &mut Faults) {
        let table = CsvTable::read(file, text, ["lemma", "effect"], faults);
        table.unique("lemma", |[lemma, _]| (*lemma).to_owned(), faults);
        for (line, [lemma, effect]) in table.rows() {
            let effect = if effect == "none" { None } else { status(effect, table.file, line, faults) };
            self.carriers.insert(lemma.to_owned(), effect);
        }
    }

    fn add_lemmas(&mut self, file: &str, text: &str, faults: &mut Faults) {
        let table = CsvTable::read(file, text, ["found", "lemma"], faults);
        table.unique("found", |[found, _]| (*found).to_owned(), faults);
        self.lemmas.extend(table.rows().map(|(_, [found, lemma])| (found.to_owned(), lemma.to_owned())));
    }

    /// Adds the tables of status words and sources.
    pub(super) fn with_words(mut self) -> Result<Self, Error> {
        self.words = StatusWords::embedded()?;
        self.speech = SpeechWords::embedded()?;
        self.mediation = MediationWords::embedded()?;
        self.positions = PositionWords::embedded()?;
        self.speakers = Speakers::embedded()?;
        self.visit = VisitWords::embedded()?;
        self.votes = VoteWords::embedded()?;
        let mut faults = Faults::default();
        self.read_sources(include_str!("../../data/rules/sources.csv"), &mut faults);
        faults.or_value(self)
    }

    fn add_reporting(&mut self, file: &str, text: &str, faults: &mut Faults) {
        let table = CsvTable::read(file, text, ["lemma", "takes", "note"], faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), faults);
        for (line, [lemma, takes, _]) in table.rows() {
            let mut known = Vec::new();
            for name in list(takes, "takes", table.file, line, faults) {
                match Takes::ALL.into_iter().find(|(of, _)| *of == name) {
                    Some((_, takes)) => known.push(takes),
                    None => {
                        let names = Takes::ALL.map(|(name, _)| name).join(", ");
                        faults.add(table.file, line, format_args!("unknown {name:?}, expected one of {names}"));
                    }
                }
            }
            self.reporting.insert(lemma.to_owned(), known);
        }
    }

    fn read_sources(&mut self, sources: &str, faults: &mut Faults) {
        let table = CsvTable::read("rules/sources.csv", sources, ["word", "sort", "note"], faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), faults);
        for (line, [word, sort, _]) in table.rows() {
            match sort {
                "message" => drop(self.messages.insert(word.to_owned())),
                "hearsay" => drop(self.hearsay.insert(word.to_owned())),
                _ => faults.add(table.file, line, format_args!("unknown sort {sort:?}, expected message or hearsay")),
            }
        }
    }

    /// Whether a verb serves the language and tells of no deed by itself: it governs, carries or reports.
    #[must_use]
    pub(crate) fn knows(&self, lemma: &str) -> bool {
        self.is_empty(lemma) || self.verbs.contains_key(lemma) || self.carriers.contains_key(lemma)
    }

    /// Whether a verb can tell of no deed of any type: it is light, or reports.
    pub(crate) fn is_empty(&self, lemma: &str) -> bool {
        const LIGHT: [&str; 6] = ["be", "do", "get", "have", "make", "take"];
        LIGHT.contains(&lemma) || self.is_reporting(lemma)
    }

    /// What a governing verb does to the clause that it governs.
    pub(super) fn verb(&self, lemma: &str) -> Option<Status> {
        self.verbs.get(lemma).copied()
    }

    /// What a governing noun does to the clause or `of` phrase that it governs.
    pub(super) fn noun(&self, lemma: &str) -> Option<Status> {
        self.nouns.get(lemma).copied()
    }

    /// What a governing adjective does to the clause that it governs.
    pub(crate) fn adjective(&self, lemma: &str) -> Option<Status> {
        self.adjectives.get(lemma).copied()
    }

    /// Whether a verb carries event nouns, and what it does to them.
    pub(crate) fn carrier(&self, lemma: &str) -> Option<Option<Status>> {
        self.carriers.get(lemma).copied()
    }

    /// The true dictionary form of a verb for one that the model's lemmatizer makes of it ("staged" gives "stag").
    pub(super) fn lemma(&self, found: &str) -> Option<&str> {
        self.lemmas.get(found).map(String::as_str)
    }

    /// Whether a verb reports what somebody says or knows.
    pub(crate) fn is_reporting(&self, lemma: &str) -> bool {
        self.takes(lemma, Takes::Clause)
    }

    /// Whether a verb takes its subject's claim in this form.
    pub(super) fn takes(&self, lemma: &str, form: Takes) -> bool {
        self.reporting.get(lemma).is_some_and(|takes| takes.contains(&form))
    }

    /// Whether a noun names what somebody says.
    pub(crate) fn is_message(&self, lemma: &str) -> bool {
        self.messages.contains(lemma)
    }

    /// Whether a word leaves open who says so: "reportedly".
    pub(super) fn is_hearsay(&self, word: &str) -> bool {
        self.hearsay.contains(word)
    }
}

pub(super) fn status(name: &str, file: &str, line: usize, faults: &mut Faults) -> Option<Status> {
    let found = Status::ALL.into_iter().find(|status| status.as_str() == name);
    if found.is_none() {
        let known: Vec<&str> = Status::ALL.into_iter().map(Status::as_str).collect();
        faults.add(file, line, format_args!("unknown effect {name:?}, expected one of {}", known.join(", ")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_load() {
        let rules = Rules::embedded().expect("sound tables");
        assert_eq!(rules.verb("threaten"), Some(Status::Hypothetical));
        assert!(rules.is_reporting("say"));
        assert_eq!(rules.carrier("launch"), Some(Some(Status::Actual)));
    }

    #[test]
    fn a_row_of_the_users_takes_the_place_of_the_programs() {
        let own =
            [("mine/rules/governors.csv", "lemma,pos,effect,note\npencil,verb,planned,\nthreaten,verb,actual,\n")];
        let rules = Rules::embedded().expect("sound tables").with_own(&own).expect("a sound table");
        assert_eq!((rules.verb("pencil"), rules.verb("threaten")), (Some(Status::Planned), Some(Status::Actual)));
        let error = Rules::default().with_own(&[("mine/rules/govern.csv", "")]).expect_err("no table");
        assert!(error.to_string().starts_with("mine/rules/govern.csv:1: no table"), "{error}");
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = Rules::load(
            "lemma,pos,effect,note\nplan,werb,planned,\nfail,verb,flop,\n",
            "lemma,effect\n",
            "lemma,takes,note\nsay,words,\n",
            "found,lemma\n",
        );
        let text = error.expect_err("three faults").to_string();
        assert!(text.contains("rules/governors.csv:2") && text.contains("rules/governors.csv:3"), "{text}");
        assert!(text.contains("rules/reporting.csv:2"), "{text}");
    }
}
