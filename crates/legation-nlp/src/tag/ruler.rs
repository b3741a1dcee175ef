//! Rules that turn tags into parts of speech and features, and correct single words: spaCy's `attribute_ruler`.
//!
//! In: tags, dependency labels and lower-case spellings. Out: part of speech, features, sometimes a lemma, tag or
//! label. All rules look at the values from before any rule; where several apply, later ones win.

mod load;
mod rule;

use rustc_hash::FxHashMap;

use rule::{Condition, Rule, View};

use crate::lexeme::LexemeTable;
use crate::tokenize::RawToken;
use crate::tokenize::pattern::Machine;
use crate::{Error, Label};

/// What the rules say of a word; empty where they say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Word {
    pub(crate) upos: Label,
    pub(crate) feats: Label,
    pub(crate) lemma: Option<Label>,
}

/// The rules, in order, and where to look for those that can apply to a token.
#[derive(Debug, Default)]
pub(crate) struct AttributeRuler {
    rules: Vec<Rule>,
    /// Rules for certain words only, by the word in lower case.
    by_lower: FxHashMap<Box<str>, Vec<usize>>,
    /// Bytes of the longest of these words.
    longest_lower: usize,
    /// Rules for certain tags only, and any word.
    by_tag: FxHashMap<Label, Vec<usize>>,
    /// Rules for certain dependency labels only, and any word and tag.
    by_deprel: FxHashMap<Label, Vec<usize>>,
    /// Rules for white space only.
    of_space: Vec<usize>,
    /// All others.
    general: Vec<usize>,
}

impl AttributeRuler {
    /// Reads the file `attribute_ruler/patterns` of a model.
    ///
    /// # Errors
    /// When the file is not what spaCy 3 writes, or uses an attribute or predicate that is not supported.
    pub(crate) fn load(patterns: &[u8]) -> Result<Self, Error> {
        Ok(Self::new(load::load(patterns)?))
    }

    fn new(rules: Vec<Rule>) -> Self {
        let mut ruler = Self::default();
        for (number, rule) in rules.iter().enumerate() {
            ruler.place(number, rule.target());
        }
        ruler.rules = rules;
        ruler
    }

    /// Files a rule under the demand on its target that fewest tokens meet.
    fn place(&mut self, rule: usize, target: &Condition) {
        if let Some(words) = target.words() {
            for word in words {
                self.longest_lower = self.longest_lower.max(word.len());
                self.by_lower.entry(word.clone()).or_default().push(rule);
            }
        } else if target.is_space() {
            self.of_space.push(rule);
        } else if let Some(tags) = target.tags() {
            tags.iter().for_each(|tag| self.by_tag.entry(*tag).or_default().push(rule));
        } else if let Some(deprels) = target.deprels() {
            deprels.iter().for_each(|deprel| self.by_deprel.entry(*deprel).or_default().push(rule));
        } else {
            self.general.push(rule);
        }
    }

    /// Applies the rules to a text. `tags` and `deprels` come from tagger and parser, one for each token, and are
    /// changed where a rule says so; `words` is cleared and filled.
    pub(crate) fn apply(
        &self,
        lexemes: &LexemeTable,
        tokens: &[RawToken],
        tags: &mut [Label],
        deprels: &mut [Label],
        words: &mut Vec<Word>,
    ) {
        let (tags_before, deprels_before) = (tags.to_vec(), deprels.to_vec());
        let view = View { lexemes, tokens, tags: &tags_before, deprels: &deprels_before };
        let mut machine = Machine::default();
        words.clear();
        for at in 0..view.len() {
            let mut word = Word::default();
            for number in self.candidates(&view, at) {
                let rule = &self.rules[number];
                if rule.matches(&view, at, &mut machine) {
                    rule.effect().apply(&mut word, &mut tags[at], &mut deprels[at]);
                }
            }
            words.push(word);
        }
    }

    /// The rules that can apply to a token, in order.
    fn candidates(&self, view: &View, at: usize) -> impl Iterator<Item = usize> {
        fn listed(list: Option<&Vec<usize>>) -> &[usize] {
            list.map_or(&[], Vec::as_slice)
        }
        let lower = view.lower(at);
        let is_short = lower.len() <= self.longest_lower;
        let mut lists = [
            listed(self.by_tag.get(&view.tags[at])),
            listed(self.by_deprel.get(&view.deprels[at])),
            listed(if is_short { self.by_lower.get(lower) } else { None }),
            listed(view.is_space(at).then_some(&self.of_space)),
            &self.general,
        ];
        std::iter::from_fn(move || {
            let next = lists.iter().filter_map(|list| list.first()).min().copied()?;
            for list in &mut lists {
                if list.first() == Some(&next) {
                    *list = &list[1..];
                }
            }
            Some(next)
        })
    }
}

#[cfg(test)]
mod tests;
