//! Finds the longest known phrase at the start of a run of words.
//!
//! Phrases lie in one sorted list, those with the same first word together and the longest in front, so that loading
//! thousands of names costs a few allocations, and most words of a text cost one look-up.

use std::cmp::Reverse;
use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Phrases by their first word, and what each stands for.
#[derive(Debug, Clone)]
pub(super) struct PhraseIndex<T> {
    by_first_word: FxHashMap<CompactString, Range<u32>>,
    phrases: Vec<Phrase>,
    values: Vec<T>,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// Words after the first, joined by blanks, and how many they are.
    rest: CompactString,
    n_rest: usize,
    values: Range<u32>,
}

impl<T> Default for PhraseIndex<T> {
    fn default() -> Self {
        Self { by_first_word: FxHashMap::default(), phrases: Vec::new(), values: Vec::new() }
    }
}

impl<T: PartialEq> PhraseIndex<T> {
    /// An index of phrases, which are words joined by blanks. Several values may share a phrase; their order is kept.
    pub(super) fn new(phrases: impl Iterator<Item = (CompactString, T)>) -> Self {
        let mut sorted: Vec<_> = phrases.filter(|(phrase, _)| !phrase.is_empty()).collect();
        // A blank sorts before all that stands in words, so phrases with the same first word come together.
        sorted.sort_by(|(a, _), (b, _)| a.cmp(b));

        let mut index = Self::default();
        let mut last: Option<CompactString> = None;
        for (phrase, value) in sorted {
            if last.as_ref() != Some(&phrase) {
                index.open(&phrase);
                last = Some(phrase);
            }
            index.add(value);
        }
        for range in index.by_first_word.values() {
            index.phrases[range.start as usize..range.end as usize].sort_by_key(|phrase| Reverse(phrase.n_rest));
        }
        index
    }

    /// The longest phrase that `words` begin with: its length in words and its values.
    pub(super) fn longest(&self, words: &[&str]) -> Option<(usize, &[T])> {
        self.longest_of_either(words, words)
    }

    /// The longest phrase at the start of a run of words each of which is given in two forms, either of which may fit.
    pub(super) fn longest_of_either(&self, forms: &[&str], lemmas: &[&str]) -> Option<(usize, &[T])> {
        let (form, lemma) = (*forms.first()?, *lemmas.first()?);
        let by_form = self.longest_after(form, &forms[1..], &lemmas[1..]);
        let by_lemma = if form == lemma { None } else { self.longest_after(lemma, &forms[1..], &lemmas[1..]) };
        let phrase = by_form.into_iter().chain(by_lemma).max_by_key(|phrase| phrase.n_rest)?;
        Some((phrase.n_rest + 1, &self.values[phrase.values.start as usize..phrase.values.end as usize]))
    }

    fn longest_after(&self, first: &str, forms: &[&str], lemmas: &[&str]) -> Option<&Phrase> {
        let candidates = self.by_first_word.get(first)?;
        let phrases = &self.phrases[candidates.start as usize..candidates.end as usize];
        phrases.iter().find(|phrase| phrase.begins(forms, lemmas))
    }

    /// Begins a phrase that sorts behind all that are there.
    fn open(&mut self, phrase: &str) {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let n_rest = rest.split(' ').filter(|word| !word.is_empty()).count();
        let at = self.phrases.len() as u32;
        self.by_first_word.entry(first.into()).or_insert(at..at).end = at + 1;
        let n_values = self.values.len() as u32;
        self.phrases.push(Phrase { rest: rest.into(), n_rest, values: n_values..n_values });
    }

    /// Adds a value to the last phrase.
    fn add(&mut self, value: T) {
        let Some(phrase) = self.phrases.last_mut() else { return };
        if !self.values[phrase.values.start as usize..].contains(&value) {
            self.values.push(value);
            phrase.values.end += 1;
        }
    }
}

impl Phrase {
    fn begins(&self, forms: &[&str], lemmas: &[&str]) -> bool {
        let mut words = self.rest.split(' ').filter(|word| !word.is_empty());
        let mut alternatives = forms.iter().zip(lemmas);
        words.all(|word| alternatives.next().is_some_and(|(form, lemma)| *form == word || *lemma == word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> PhraseIndex<u32> {
        let phrases = [
            ("United Nations", 1),
            ("United", 2),
            ("United Nations Security Council", 3),
            ("", 9),
            ("United Nations", 4),
            ("United Nations", 1),
            ("Union", 5),
        ];
        PhraseIndex::new(phrases.into_iter().map(|(phrase, value)| (phrase.into(), value)))
    }

    #[test]
    fn a_word_fits_as_form_or_as_lemma() {
        let phrases = ["foreign affairs minister", "ruling party", "rule", "right"];
        let index = PhraseIndex::new(phrases.into_iter().map(CompactString::from).zip(0..));
        let longest = |forms: &[&str], lemmas: &[&str]| index.longest_of_either(forms, lemmas).map(|(n, v)| (n, v[0]));
        let affairs = ["foreign", "affairs", "ministers"];
        assert_eq!(longest(&affairs, &["foreign", "affair", "minister"]), Some((3, 0)));
        assert_eq!(longest(&["ruling", "parties"], &["rule", "party"]), Some((2, 1)));
        assert_eq!(longest(&["ruling", "parts"], &["rule", "part"]), Some((1, 2)));
        assert_eq!(longest(&["wrongs"], &["wrong"]), None);
    }

    #[test]
    fn the_longest_phrase_wins() {
        let index = index();
        let longest = |text: &str| index.longest(&text.split(' ').collect::<Vec<_>>()).map(|(n, v)| (n, v.to_vec()));
        assert_eq!(longest("United Nations Security Council members"), Some((4, vec![3])));
        assert_eq!(longest("United Nations Security Councils"), Some((2, vec![1, 4])));
        assert_eq!(longest("United Nations Security"), Some((2, vec![1, 4])));
        assert_eq!(longest("United we stand"), Some((1, vec![2])));
        assert_eq!(longest("Union"), Some((1, vec![5])));
        assert_eq!(longest("Nations"), None);
        assert_eq!(longest(""), None);
        assert_eq!(index.longest(&[]), None);
        assert_eq!(index.longest(&["United", "Nations Security"]), Some((1, &[2][..])));
    }
}
