//! Rules and lists of one part of speech.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexeme::string_id;
use crate::unicode::ALPHA;

/// How to find the dictionary forms of one part of speech.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Endings and what stands in their place in the lemma.
    pub(super) rules: Vec<(Box<str>, Box<str>)>,
    /// Irregular forms and their lemmas.
    pub(super) irregular: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Ids of all lemmas: 64-bit hashes, of which two of 100,000 collide with a probability below 10^-9.
    pub(super) known: FxHashSet<u64>,
}

impl Forms {
    /// The lemma of a word, given as it is spelled and in lower case.
    ///
    /// Every rule that fits makes a form. Irregular forms come first, then known lemmas, then forms that are no plain
    /// words, then any other form; among known ones the last, else the first. A word without a form is its own lemma.
    pub(super) fn lemma(&self, orth: &str, lower: &str) -> CompactString {
        let (mut known, mut odd, mut other) = (None, None, None);
        for (ending, replacement) in &self.rules {
            let Some(form) = replaced(lower, ending, replacement) else { continue };
            if self.known.contains(&string_id(&form)) {
                known = Some(form);
            } else if !is_alpha(&form) {
                odd.get_or_insert(form);
            } else {
                other.get_or_insert(form);
            }
        }
        let irregular = self.irregular.get(lower).and_then(|lemmas| self.last_new(lower, lemmas));
        irregular.or(known).or(odd).or(other).unwrap_or_else(|| CompactString::new(orth))
    }

    /// The last of the irregular lemmas that neither a rule makes nor an earlier one repeats, if there is one.
    fn last_new(&self, lower: &str, lemmas: &[Box<str>]) -> Option<CompactString> {
        let is_new = |at: &usize| !lemmas[..*at].contains(&lemmas[*at]) && !self.makes(lower, &lemmas[*at]);
        (0..lemmas.len()).rev().find(is_new).map(|at| CompactString::new(&lemmas[at]))
    }

    /// Whether a rule makes this form of a word, and it is known or no plain word.
    fn makes(&self, lower: &str, lemma: &str) -> bool {
        let mut forms = self.rules.iter().filter_map(|(ending, replacement)| replaced(lower, ending, replacement));
        forms.any(|form| form == lemma) && (self.known.contains(&string_id(lemma)) || !is_alpha(lemma))
    }
}

/// The word with another ending; `None` if it does not end so or nothing is left.
fn replaced(lower: &str, ending: &str, replacement: &str) -> Option<CompactString> {
    let stem = lower.strip_suffix(ending)?;
    let mut form = CompactString::with_capacity(stem.len() + replacement.len());
    form.push_str(stem);
    form.push_str(replacement);
    (!form.is_empty()).then_some(form)
}

/// Python's `str.isalpha`.
fn is_alpha(text: &str) -> bool {
    text.chars().all(|character| ALPHA.contains(character))
}
