//! Which words tell of which event: verbs and nouns with the frame that says where actor and recipient stand.
//!
//! Input: the files of `data/lexicon` (`data/lexicon/README.md` describes them). Output: a [`Lexicon`] that finds
//! entries by the lemma of their head. Finding heads in a parse and filling frames is the coder's business.

mod entry;
mod frame;
mod load;
mod phrase;
#[cfg(test)]
mod tests;

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

pub use entry::{Entry, Example, Pos, Requires};
pub use frame::{BadFrame, Frame, Slot};

/// All entries, found by head.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// The entries, by file and line.
    pub entries: Vec<Entry>,
    blocks: Vec<Block>,
    verbs: FxHashMap<CompactString, Vec<u32>>,
    nouns: FxHashMap<CompactString, Vec<u32>>,
}

/// An `[[entry]]` of a file: several words that share a frame and examples.
#[derive(Debug, Clone)]
struct Block {
    entries: Range<u32>,
    codes: Vec<Example>,
    skips: Vec<String>,
}

/// The examples of one `[[entry]]`.
#[derive(Debug, Clone, Copy)]
pub struct Examples<'a> {
    /// The entries that the examples are for: one for each of the words listed.
    pub entries: &'a [Entry],
    /// Sentences that one of the entries must code.
    pub codes: &'a [Example],
    /// Sentences in which none of the entries may find its event.
    pub skips: &'a [String],
}

impl Lexicon {
    /// Entries whose head is this verb, the most specific first.
    pub fn verbs<'a>(&'a self, lemma: &str) -> impl Iterator<Item = &'a Entry> {
        self.at(self.verbs.get(lemma))
    }

    /// Entries whose head is this noun, the most specific first.
    pub fn nouns<'a>(&'a self, lemma: &str) -> impl Iterator<Item = &'a Entry> {
        self.at(self.nouns.get(lemma))
    }

    /// The examples of all files, in order.
    pub fn examples(&self) -> impl Iterator<Item = Examples<'_>> {
        self.blocks.iter().map(|block| Examples {
            entries: &self.entries[block.entries.start as usize..block.entries.end as usize],
            codes: &block.codes,
            skips: &block.skips,
        })
    }

    fn at<'a>(&'a self, found: Option<&'a Vec<u32>>) -> impl Iterator<Item = &'a Entry> {
        found.into_iter().flatten().map(|idx| &self.entries[*idx as usize])
    }
}
