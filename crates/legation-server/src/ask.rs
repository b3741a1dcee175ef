//! The question in an address: the filters of the command line under the same names.

use legation::store::{Filter, Order};

use crate::problem::Problem;

/// Conditions that one address may have.
const MOST_CONDITIONS: usize = 100;

/// A question, and the words in which it was asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Question {
    /// Names and values, without those left empty.
    pub(crate) pairs: Vec<(String, String)>,
    /// What they ask for.
    pub(crate) filter: Filter,
    /// What is wrong with them: the name, and what is expected.
    pub(crate) wrong: Option<(String, String)>,
    /// Whether fields of the form were left empty.
    pub(crate) has_blanks: bool,
}

impl Question {
    /// Reads what stands behind the `?` of an address. The newest come first unless it says otherwise.
    pub(crate) fn read(query: &str) -> Self {
        let mut question = Self { filter: Filter { order: Order::Newest, ..Filter::default() }, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(MOST_CONDITIONS) {
            if value.trim().is_empty() {
                question.has_blanks = true;
                continue;
            }
            if let Err(expected) = question.filter.ask(&name, &value) {
                question.wrong.get_or_insert((name.clone().into_owned(), expected));
            }
            question.pairs.push((name.into_owned(), value.into_owned()));
        }
        question
    }

    /// The question, if it makes sense.
    pub(crate) fn sound(self) -> Result<Self, Problem> {
        match self.wrong {
            Some((_, expected)) => Err(Problem::Question(expected)),
            None => Ok(self),
        }
    }

    /// The values of a condition.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The last value of a condition, which counts where only one can.
    pub(crate) fn value<'a>(&'a self, name: &'a str) -> &'a str {
        self.values(name).last().unwrap_or_default()
    }

    /// Whether anything but order and page is asked for.
    pub(crate) fn is_narrow(&self) -> bool {
        self.pairs.iter().any(|(name, _)| !["order", "limit", "after"].contains(&name.as_str()))
    }

    /// The address of the same question with one condition changed, or left out.
    pub(crate) fn address(&self, path: &str, name: &str, value: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs.iter().filter(|(known, _)| known != name));
        query.extend_pairs(value.map(|value| (name, value)));
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_what_the_command_line_asks() {
        let question = Question::read("actor=ISR&actor=&type=assault%2Ccoerce&since=2024&text=a+b&after=");
        assert_eq!(question.filter.actors, ["ISR"]);
        assert_eq!(question.filter.types, ["ASSAULT", "COERCE"]);
        assert_eq!(question.filter.since.as_deref(), Some("2024-01-01"));
        assert!(question.has_blanks && question.wrong.is_none() && question.is_narrow());
        let next = question.address("/", "after", Some("e-1"));
        assert_eq!(next, "/?actor=ISR&type=assault%2Ccoerce&since=2024&text=a+b&after=e-1");
        assert_eq!(Question::read(&next[2..]).address("/", "after", None), question.address("/", "", None));
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        for wrong in ["since=May", "colour=red", "quad=9", "status=gone", "limit=-1", "min_confidence=2"] {
            assert!(Question::read(wrong).wrong.is_some(), "{wrong}");
        }
    }
}
