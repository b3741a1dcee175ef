//! Words of votes.
//!
//! In: `data/rules/votes.csv`. Out: what a word says of a draft, of a count, or of how members voted.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults};

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Says {
    /// "a **resolution**"
    Draft,
    /// "the **treaty**": decided on by whoever votes
    Text,
    /// "a **vote** on it"
    Vote,
    /// "its **veto**"
    Veto,
    /// "two **abstentions**"
    Abstain,
    /// "the draft's **sponsor**", "a French-**drafted** text"
    Sponsor,
    /// "**passed** the bill"
    Adopted,
    /// "**rejected** the bill"
    Rejected,
    /// "the bill **fell**"
    Failed,
    /// "**vetoed** the text"
    Vetoed,
    /// "**withdrew** the text"
    Withdrawn,
    /// "**tabled** a text"
    Pending,
    /// "**postponed** the vote"
    PutOff,
    /// "**decided** by 12 votes to 2 to go"
    Decide,
    /// "**renewed** the mandate": by a body that decides by votes
    Order,
    /// "**opposed** it"
    Oppose,
    /// "120 **for**"
    For,
    /// "12 **against**"
    Against,
    /// "nine **members**"
    Unit,
    /// "a **rival** text"
    Rival,
    /// A verb that decides only with a count beside it: "**backed** it by 12 votes to 2".
    Counted,
    /// "the **city** council"
    Local,
    /// "the **assembly**"
    Body,
}

const SAYS: [(&str, Says); 23] = [
    ("draft", Says::Draft),
    ("text", Says::Text),
    ("vote", Says::Vote),
    ("veto", Says::Veto),
    ("abstain", Says::Abstain),
    ("sponsor", Says::Sponsor),
    ("adopted", Says::Adopted),
    ("rejected", Says::Rejected),
    ("failed", Says::Failed),
    ("vetoed", Says::Vetoed),
    ("withdrawn", Says::Withdrawn),
    ("pending", Says::Pending),
    ("put off", Says::PutOff),
    ("decide", Says::Decide),
    ("order", Says::Order),
    ("oppose", Says::Oppose),
    ("for", Says::For),
    ("against", Says::Against),
    ("unit", Says::Unit),
    ("rival", Says::Rival),
    ("counted", Says::Counted),
    ("local", Says::Local),
    ("body", Says::Body),
];

/// In which place a word says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Verb,
    Noun,
    Sponsoring,
    Winning,
    Tally,
    Unit,
    Other,
    Body,
}

const CLASSES: [(&str, Class); 8] = [
    ("verb", Class::Verb),
    ("noun", Class::Noun),
    ("sponsoring", Class::Sponsoring),
    ("winning", Class::Winning),
    ("tally", Class::Tally),
    ("unit", Class::Unit),
    ("other", Class::Other),
    ("body", Class::Body),
];

/// Whose chamber a name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chamber {
    /// A state's parliament, by the state's code.
    State(String),
    /// An organ of a body.
    Organ(String, String),
}

/// The tables, by word and place.
#[derive(Debug, Clone, Default)]
pub(crate) struct VoteWords {
    says: FxHashMap<(Class, String), Says>,
    chambers: FxHashMap<String, Chamber>,
}

impl VoteWords {
    /// The table that comes with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/votes.csv"), include_str!("../../data/rules/chambers.csv"))
    }

    fn load(text: &str, chambers: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let file = "rules/votes.csv";
        let table = CsvTable::read(file, text, ["word", "pos", "says", "note"], &mut faults);
        table.unique("word and pos", |[word, pos, ..]| format!("{word} {pos}"), &mut faults);
        let mut words = FxHashMap::default();
        for (line, [word, pos, says, _]) in table.rows() {
            let class = CLASSES.iter().find(|(name, _)| *name == pos);
            let meaning = SAYS.iter().find(|(name, _)| *name == says);
            match class.zip(meaning) {
                Some((&(_, class), &(_, says))) => {
                    words.insert((class, word.to_owned()), says);
                }
                None => faults.add(file, line, format_args!("unknown pos {pos:?} or meaning {says:?}")),
            }
        }
        let table = CsvTable::read("rules/chambers.csv", chambers, ["name", "entity", "organ", "note"], &mut faults);
        table.unique("name", |[name, ..]| (*name).to_owned(), &mut faults);
        let chamber = |entity: &str, organ: &str| match organ {
            "" => Chamber::State(entity.to_owned()),
            organ => Chamber::Organ(entity.to_owned(), organ.to_owned()),
        };
        let rows = table.rows().map(|(_, [name, entity, organ, _])| (name.to_owned(), chamber(entity, organ)));
        let chambers = rows.collect();
        faults.or_value(Self { says: words, chambers })
    }

    /// Whose chamber a name is, as it is written.
    pub(super) fn chamber(&self, name: &str) -> Option<&Chamber> {
        self.chambers.get(name)
    }

    /// What a word says in a place.
    pub(super) fn says(&self, class: Class, word: &str) -> Option<Says> {
        let key = (class, word.to_lowercase());
        self.says.get(&key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_the_table_says() {
        let words = VoteWords::embedded().expect("a sound table");
        assert_eq!(words.says(Class::Verb, "veto"), Some(Says::Vetoed));
        assert_eq!(words.says(Class::Noun, "Resolution"), Some(Says::Draft));
        assert_eq!(words.says(Class::Tally, "against"), Some(Says::Against));
        assert_eq!(words.says(Class::Verb, "eat"), None);
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = VoteWords::load("word,pos,says,note\nplead,verb,guilty,\n", "name,entity,organ,note\n")
            .expect_err("a fault")
            .to_string();
        assert!(error.contains("rules/votes.csv:2"), "{error}");
    }
}
