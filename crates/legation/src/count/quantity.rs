//! How many people a noun phrase names.
//!
//! In: the head of the phrase. Out: its number, where the words give one: a numeral before it ("12 people"), the head
//! itself ("dozens", "12 were killed"), what a word for many holds ("a crowd of 5,000"), or one for a person in the
//! singular ("a soldier").

use std::ops::Range;

use super::number::{self, Number};
use super::rules::CountRules;
use crate::gazetteer::EntityType;
use crate::resolve::Entities;
use crate::syntax::Syntax;

/// A sentence's parse with entities and tables.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    pub(super) syntax: &'v Syntax<'v>,
    pub(super) entities: &'v Entities,
    pub(super) rules: &'v CountRules,
}

/// How many, and which words say so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub(super) low: Option<u64>,
    pub(super) high: Option<u64>,
    pub(super) tokens: Range<usize>,
}

/// More than there are people or coins; keeps sums inside `u64`.
const MOST: f64 = 1e16;

pub(super) fn whole(value: f64) -> u64 {
    value.clamp(0.0, MOST).round() as u64
}

impl From<Number> for Quantity {
    fn from(number: Number) -> Self {
        Self { low: number.low.map(whole), high: number.high.map(whole), tokens: number.tokens }
    }
}

impl View<'_> {
    /// How many people the phrase of `head` names, by a number.
    pub(super) fn number(self, head: usize) -> Option<Quantity> {
        let Self { syntax, rules, .. } = self;
        if syntax.is_noun(head) && rules.is_measure(&syntax.lemma(head).to_lowercase()) {
            return None;
        }
        if number::is_number(syntax, rules, head) {
            return self.alone(head);
        }
        self.before(head).or_else(|| self.inside(head))
    }

    /// "12 were killed", "dozens of people": the number is the head; what it counts must be people.
    fn alone(self, head: usize) -> Option<Quantity> {
        let Self { syntax, rules, .. } = self;
        let is_date = matches!(syntax.recognized(head), Some("DATE" | "TIME" | "ORDINAL" | "PERCENT"));
        let of_things =
            syntax.prepositional(head, "of").any(|noun| rules.is_measure(&syntax.lemma(noun).to_lowercase()));
        let is_behind_noun = syntax.deprel(head) == "nummod" && syntax.head(head).is_some_and(|noun| noun < head);
        if is_date || of_things || is_behind_noun {
            return None;
        }
        let number = number::read(syntax, rules, head)?;
        // "the war of 1999"
        let is_year = number.low == number.high
            && number.low.is_some_and(|year| (1900.0..2100.0).contains(&year))
            && syntax.form(head).len() == 4
            && number.tokens.len() == 1
            && syntax.deprel(head) == "pobj";
        (!is_year).then(|| number.into())
    }

    /// "some 12 people", "several men", "both soldiers".
    fn before(self, head: usize) -> Option<Quantity> {
        const PLACES: [&str; 9] =
            ["nummod", "quantmod", "amod", "det", "predet", "compound", "nmod", "advmod", "preconj"];
        let Self { syntax, rules, .. } = self;
        let is_number = |&child: &usize| number::is_number(syntax, rules, child);
        // "Bus No. 12": behind the noun it is a name.
        let found = syntax.children_by(head, &PLACES).filter(|&child| child < head).rfind(is_number)?;
        let is_of_something_else = matches!(syntax.token(head).xpos.as_str(), "NN") && self.is_one_word(found);
        if is_of_something_else {
            return None;
        }
        number::read(syntax, rules, found).filter(|number| number.tokens.end <= head).map(Quantity::from)
    }

    /// "one soldier" is a number, "a two goal lead" is none: only "one" stands before a singular.
    fn is_one_word(self, number: usize) -> bool {
        !matches!(
            self.syntax.form(number).to_lowercase().as_str(),
            "one" | "1" | "hundred" | "million" | "thousand" | "dozen"
        )
    }

    /// "a crowd of 5,000", "a family of four", "a group of 12 men".
    fn inside(self, head: usize) -> Option<Quantity> {
        let Self { syntax, rules, .. } = self;
        if !rules.is_many(&syntax.lemma(head).to_lowercase()) || syntax.token(head).xpos == "NNS" {
            return None;
        }
        let strong = || {
            let crowd = syntax.children_by(head, &["amod", "compound", "nmod"]);
            crowd.filter(|&child| syntax.form(child).eq_ignore_ascii_case("strong")).find_map(|child| {
                let number = child.checked_sub(2).filter(|&at| number::is_number(syntax, rules, at))?;
                number::read(syntax, rules, number).map(Quantity::from)
            })
        };
        syntax
            .prepositional(head, "of")
            .find_map(|noun| if noun > head { self.number(noun) } else { None })
            .or_else(strong)
    }

    /// The number of the phrase, or one for a person in the singular.
    pub(super) fn people(self, head: usize) -> Option<Quantity> {
        let one = || self.is_one(head).then(|| Quantity { low: Some(1), high: Some(1), tokens: self.phrase(head) });
        self.number(head).or_else(one)
    }

    fn phrase(self, head: usize) -> Range<usize> {
        let syntax = self.syntax;
        let start = syntax.noun_phrase(head).start;
        let name = self.entities.at(head).map(|mention| mention.tokens.clone());
        name.filter(|tokens| tokens.contains(&head))
            .map_or(start..head + 1, |tokens| tokens.start.min(start)..tokens.end)
    }

    /// Whether the phrase names one person.
    fn is_one(self, head: usize) -> bool {
        let Self { syntax, entities, rules } = self;
        let is_no = |&det: &usize| {
            matches!(syntax.form(det).to_lowercase().as_str(), "no" | "any" | "every" | "each" | "neither")
        };
        if syntax.children_by(head, &["det", "neg"]).any(|det| is_no(&det)) {
            return false;
        }
        let kind = entities.at(head).map(|mention| mention.entity.kind);
        let lemma = syntax.lemma(head).to_lowercase();
        match syntax.token(head).xpos.as_str() {
            "PRP" => matches!(syntax.form(head).to_lowercase().as_str(), "he" | "her" | "him" | "i" | "me" | "she"),
            "NNP" => kind == Some(EntityType::Person) || syntax.recognized(head) == Some("PERSON"),
            "NN" if rules.is_many(&lemma) || rules.is_measure(&lemma) => false,
            "NN" => rules.is_person(&lemma) || is_known_person(kind) || is_agent_noun(&lemma),
            _ => false,
        }
    }
}

/// A word for people in the tables of actors; there a group or institution may be a thing ("a tank").
fn is_known_person(kind: Option<EntityType>) -> bool {
    matches!(kind, Some(EntityType::Person | EntityType::People))
}

/// Endings of nouns that name who does something or comes from somewhere; the table has the exceptions.
fn is_agent_noun(lemma: &str) -> bool {
    const ENDINGS: [&str; 10] = ["man", "woman", "er", "or", "ist", "ian", "boy", "girl", "mate", "child"];
    ENDINGS.iter().any(|ending| lemma.len() > ending.len() + 2 && lemma.ends_with(ending))
}
