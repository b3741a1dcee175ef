//! One rule: what a token and its neighbours must be, and what the token becomes.

use super::Word;
use crate::Label;
use crate::lexeme::LexemeTable;
use crate::tokenize::RawToken;
use crate::tokenize::pattern::{Machine, Pattern};

/// A text before any rule.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) lexemes: &'a LexemeTable,
    pub(super) tokens: &'a [RawToken],
    pub(super) tags: &'a [Label],
    pub(super) deprels: &'a [Label],
}

impl<'a> View<'a> {
    /// The number of tokens that have all values.
    pub(super) fn len(&self) -> usize {
        self.tokens.len().min(self.tags.len()).min(self.deprels.len())
    }

    pub(super) fn lower(&self, at: usize) -> &'a str {
        &self.lexemes.get(self.tokens[at].lexeme).lower
    }

    pub(super) fn is_space(&self, at: usize) -> bool {
        self.lexemes.get(self.tokens[at].lexeme).is_space
    }
}

/// A rule with one sequence of conditions; a rule of the model with alternatives becomes several.
#[derive(Debug)]
pub(super) struct Rule {
    /// Conditions on tokens that follow each other.
    conditions: Vec<Condition>,
    /// The one of these tokens that is changed.
    target: usize,
    effect: Effect,
}

/// What one token must be: all of it.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) tests: Vec<Test>,
}

/// One demand on a token.
#[derive(Debug)]
pub(super) enum Test {
    TagIn(Vec<Label>),
    TagNotIn(Vec<Label>),
    DeprelIn(Vec<Label>),
    DeprelNotIn(Vec<Label>),
    LowerIn(Vec<Box<str>>),
    LowerNotIn(Vec<Box<str>>),
    LowerFinds(Box<Pattern>),
    IsSpace(bool),
}

/// The values that a rule sets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) upos: Option<Label>,
    pub(super) feats: Option<Label>,
    pub(super) lemma: Option<Label>,
    pub(super) tag: Option<Label>,
    pub(super) deprel: Option<Label>,
}

impl Rule {
    /// `None` if the target is not one of the conditions.
    pub(super) fn new(conditions: Vec<Condition>, target: usize, effect: Effect) -> Option<Self> {
        (target < conditions.len()).then_some(Self { conditions, target, effect })
    }

    /// What the token that is changed must be.
    pub(super) fn target(&self) -> &Condition {
        &self.conditions[self.target]
    }

    pub(super) fn effect(&self) -> &Effect {
        &self.effect
    }

    /// Whether the conditions hold where the target is the token `at`.
    pub(super) fn matches(&self, view: &View, at: usize, machine: &mut Machine) -> bool {
        let Some(start) = at.checked_sub(self.target) else { return false };
        start + self.conditions.len() <= view.len()
            && self
                .conditions
                .iter()
                .enumerate()
                .all(|(offset, condition)| condition.tests.iter().all(|test| test.holds(view, start + offset, machine)))
    }
}

impl Condition {
    /// The words that the token must be one of, if there is such a demand.
    pub(super) fn words(&self) -> Option<&[Box<str>]> {
        self.tests.iter().find_map(|test| if let Test::LowerIn(words) = test { Some(words.as_slice()) } else { None })
    }

    /// The tags that the token must have one of, if there is such a demand.
    pub(super) fn tags(&self) -> Option<&[Label]> {
        self.tests.iter().find_map(|test| if let Test::TagIn(tags) = test { Some(tags.as_slice()) } else { None })
    }

    /// The dependency labels that the token must have one of, if there is such a demand.
    pub(super) fn deprels(&self) -> Option<&[Label]> {
        self.tests
            .iter()
            .find_map(|test| if let Test::DeprelIn(labels) = test { Some(labels.as_slice()) } else { None })
    }

    /// Whether the token must be white space.
    pub(super) fn is_space(&self) -> bool {
        self.tests.iter().any(|test| matches!(test, Test::IsSpace(true)))
    }
}

impl Test {
    fn holds(&self, view: &View, at: usize, machine: &mut Machine) -> bool {
        match self {
            Self::TagIn(tags) => tags.contains(&view.tags[at]),
            Self::TagNotIn(tags) => !tags.contains(&view.tags[at]),
            Self::DeprelIn(deprels) => deprels.contains(&view.deprels[at]),
            Self::DeprelNotIn(deprels) => !deprels.contains(&view.deprels[at]),
            Self::LowerIn(words) => words.iter().any(|word| **word == *view.lower(at)),
            Self::LowerNotIn(words) => !words.iter().any(|word| **word == *view.lower(at)),
            Self::LowerFinds(pattern) => pattern.is_found(view.lower(at), machine),
            Self::IsSpace(is_space) => view.is_space(at) == *is_space,
        }
    }
}

impl Effect {
    /// Sets the values of a word.
    pub(super) fn apply(&self, word: &mut Word, tag: &mut Label, deprel: &mut Label) {
        word.upos = self.upos.unwrap_or(word.upos);
        word.feats = self.feats.unwrap_or(word.feats);
        word.lemma = self.lemma.or(word.lemma);
        *tag = self.tag.unwrap_or(*tag);
        *deprel = self.deprel.unwrap_or(*deprel);
    }
}
