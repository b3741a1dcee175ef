//! What has been told of dates up to a place in the text: what "two days later" and "that year" count from.

use rustc_hash::FxHashMap;

use super::calendar::{Period, Precision};
use super::when::When;

/// The dates told so far.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// The last one of each precision, with its place in the order.
    last: [Option<(usize, Period)>; 4],
    n_told: usize,
    /// The last one that dated a word, by its lemma.
    pub(super) of_words: FxHashMap<&'a str, Period>,
}

impl<'a> Told<'a> {
    pub(super) fn add(&mut self, period: Period, word: Option<&'a str>) {
        self.n_told += 1;
        self.last[period.precision as usize] = Some((self.n_told, period));
        if let Some(word) = word {
            self.of_words.insert(word, period);
        }
    }

    /// The last one told that is fine enough to count from.
    pub(super) fn before(&self, when: &When) -> Option<Period> {
        let coarsest = match when {
            When::Step { unit, .. } => unit.precision(),
            _ => Precision::Year,
        };
        let fine = self.last.iter().take(coarsest as usize + 1).flatten();
        fine.max_by_key(|(place, _)| *place).map(|&(_, period)| period)
    }
}
