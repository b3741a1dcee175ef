//! Chunks that are cut in their own way ("don't", "U.S.", ":-)").
//!
//! An exception applies to a chunk, or to what is left of it when affixes are off. One that contains affix
//! characters or a blank is applied once more over the finished tokens: a sequence of tokens that is what the affix
//! rules alone make of it is replaced (spaCy's `_apply_special_cases`).

use rustc_hash::FxHashMap;

use super::affixes::{Affixes, Part};
use super::chunks::Chunks;
use super::pattern::Machine;
use crate::lexeme::string_id;

/// The exceptions of a model.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    parts: FxHashMap<Box<str>, Box<[Part]>>,
    /// Bytes of the longest exception; spares long chunks the look-up.
    longest: usize,
    /// Spelling ids of the tokens that are to be replaced, by the first of them.
    sequences: FxHashMap<u64, Vec<Box<[u64]>>>,
}

/// A range of tokens that is to be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) len: usize,
}

impl Exceptions {
    /// The exceptions, without those over finished tokens.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = (&'a str, Vec<Part>)>) -> Self {
        let parts: FxHashMap<Box<str>, Box<[Part]>> =
            parts.into_iter().map(|(chunk, parts)| (chunk.into(), parts.into_boxed_slice())).collect();
        let longest = parts.keys().map(|chunk| chunk.len()).max().unwrap_or(0);
        Self { parts, longest, sequences: FxHashMap::default() }
    }

    /// Adds the replacement over finished tokens, for all exceptions or only for those that the affixes would cut.
    pub(super) fn with_sequences(mut self, affixes: &Affixes, only_concerned: bool) -> Self {
        let mut machine = Machine::default();
        let none = Self::default();
        let mut sequences: FxHashMap<u64, Vec<Box<[u64]>>> = FxHashMap::default();
        for chunk in self.parts.keys() {
            if only_concerned && !chunk.contains(' ') && !affixes.concern(chunk, &mut machine) {
                continue;
            }
            let sequence = spellings(chunk, affixes, &none, &mut machine);
            if let Some(&first) = sequence.first() {
                sequences.entry(first).or_default().push(sequence);
            }
        }
        self.sequences = sequences;
        self
    }

    /// The parts of a text that is an exception as a whole.
    pub(super) fn get(&self, text: &str) -> Option<&[Part]> {
        if text.len() > self.longest { None } else { self.parts.get(text).map(AsRef::as_ref) }
    }

    /// Whether a text is an exception as a whole.
    pub(super) fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    /// Whether a sequence of tokens that is to be replaced can begin with this spelling.
    pub(super) fn opens(&self, orth_id: u64) -> bool {
        self.sequences.contains_key(&orth_id)
    }

    /// The sequences to replace, in order and without overlap: longer ones first, then the leftmost.
    ///
    /// `openers` are the tokens that can begin one; `orth_id` gives the spelling of a token, if there is one.
    pub(super) fn matches(&self, openers: &[usize], orth_id: impl Fn(usize) -> Option<u64>) -> Vec<Match> {
        let mut found = Vec::new();
        for &start in openers {
            let Some(sequences) = orth_id(start).and_then(|first| self.sequences.get(&first)) else { continue };
            for sequence in sequences {
                if sequence.iter().enumerate().all(|(at, id)| orth_id(start + at) == Some(*id)) {
                    found.push(Match { start, len: sequence.len() });
                }
            }
        }
        without_overlap(found)
    }
}

/// spaCy drops a match when its first or last token lies in one that came before, dropped or not.
fn without_overlap(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.len), found.start));
    let last = found.iter().map(|found| found.start + found.len).max().unwrap_or(0);
    let mut taken = vec![false; last];
    found.retain(|found| {
        let is_free = !taken[found.start] && !taken[found.start + found.len - 1];
        taken[found.start..found.start + found.len].fill(true);
        is_free
    });
    found.sort_unstable_by_key(|found| found.start);
    found
}

fn spellings(text: &str, affixes: &Affixes, exceptions: &Exceptions, machine: &mut Machine) -> Box<[u64]> {
    let mut parts = Vec::new();
    let mut ids = Vec::new();
    for (range, _) in Chunks::new(text) {
        let chunk = &text[range];
        parts.clear();
        affixes.cut(chunk, exceptions, machine, &mut parts);
        ids.extend(parts.iter().map(|part| string_id(&chunk[part.start..part.end])));
    }
    ids.into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_matches_win_then_the_leftmost() {
        let found = |start, len| Match { start, len };
        assert_eq!(without_overlap(vec![found(0, 2), found(1, 3), found(4, 1)]), [found(1, 3), found(4, 1)]);
        assert_eq!(without_overlap(vec![found(1, 2), found(0, 2)]), [found(0, 2)]);
    }

    #[test]
    fn a_dropped_match_blocks_others() {
        let found = |start, len| Match { start, len };
        assert_eq!(without_overlap(vec![found(0, 3), found(2, 3), found(4, 2)]), [found(0, 3)]);
    }
}
