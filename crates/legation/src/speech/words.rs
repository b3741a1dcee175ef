//! Verbs that introduce speech.
//!
//! In: `data/rules/speech.csv`. Out: whether a verb takes a whole quotation, a reported clause, or a few words of somebody's
//! as what it calls a thing.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults, list};

/// What a verb of saying takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// "“…,” she **continued**"
    Quote,
    /// "**said** that the border was shut"
    Clause,
    /// "**called** it “a farce”"
    Fragment,
}

const SAYS: [(&str, Says); 3] = [("quote", Says::Quote), ("clause", Says::Clause), ("fragment", Says::Fragment)];

/// The table, by lemma.
#[derive(Debug, Clone, Default)]
pub(crate) struct SpeechWords(FxHashMap<String, Vec<Says>>);

impl SpeechWords {
    /// The table that comes with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/speech.csv"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut words = Self::default();
        let table = CsvTable::read("rules/speech.csv", text, ["lemma", "takes", "note"], &mut faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut faults);
        for (line, [lemma, takes, _]) in table.rows() {
            let mut known = Vec::new();
            for name in list(takes, "takes", table.file, line, &mut faults) {
                match SAYS.into_iter().find(|(of, _)| *of == name) {
                    Some((_, says)) => known.push(says),
                    None => {
                        let names = SAYS.map(|(name, _)| name).join(", ");
                        faults.add(table.file, line, format_args!("unknown {name:?}, expected one of {names}"));
                    }
                }
            }
            words.0.insert(lemma.to_owned(), known);
        }
        faults.or_value(words)
    }

    /// Whether a verb takes its subject's words in this form.
    pub(crate) fn takes(&self, lemma: &str, form: Says) -> bool {
        self.0.get(lemma).is_some_and(|takes| takes.contains(&form))
    }

    /// Whether a verb takes what stands between quotation marks.
    pub(crate) fn quotes(&self, lemma: &str) -> bool {
        self.takes(lemma, Says::Quote) || self.takes(lemma, Says::Fragment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_what_their_row_says() {
        let words = SpeechWords::embedded().expect("a sound table");
        assert!(words.takes("say", Says::Clause) && words.quotes("say"));
        assert!(words.quotes("continue") && !words.takes("continue", Says::Clause));
        assert!(words.takes("call", Says::Fragment) && !words.takes("call", Says::Clause));
        assert!(!words.quotes("sing"));
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = SpeechWords::load("lemma,takes,note\nsay,words,\n").expect_err("a fault").to_string();
        assert!(error.contains("rules/speech.csv:2"), "{error}");
    }
}
