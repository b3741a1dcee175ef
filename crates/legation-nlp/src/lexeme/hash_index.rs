//! A hash table from keys that live elsewhere to numbers.
//!
//! The standard map would keep a second copy of every spelling; this one keeps 32 bits of the hash and the number,
//! and asks the caller to compare. Entries are never removed one by one.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Open addressing with linear probing, at most half full; a slot holds (hash, number + 1), zero when free.
#[derive(Debug, Default)]
pub(crate) struct HashIndex {
    slots: Vec<(u32, u32)>,
    len: usize,
}

/// The hash of a spelling, to be given to [`HashIndex::find`] and [`HashIndex::insert`].
pub(crate) fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}

impl HashIndex {
    /// The number that was inserted with this hash and that `is_same` recognises.
    pub(crate) fn find(&self, hash: u32, is_same: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return None,
                (found, number) if found == hash && is_same(number - 1) => return Some(number - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Adds a number that `find` did not find.
    pub(crate) fn insert(&mut self, hash: u32, number: u32) {
        if (self.len + 1) * 2 > self.slots.len() {
            let size = (self.slots.len() * 2).max(64);
            let before = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
            for (hash, number) in before.into_iter().filter(|slot| slot.1 != 0) {
                self.place(hash, number);
            }
        }
        self.place(hash, number + 1);
        self.len += 1;
    }

    fn place(&mut self, hash: u32, number: u32) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].1 != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = (hash, number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_inserted() {
        let words: Vec<String> = (0..1000).map(|n| format!("word{n}")).collect();
        let mut index = HashIndex::default();
        assert_eq!(index.find(hash("word0"), |_| true), None);
        for (number, word) in words.iter().enumerate() {
            index.insert(hash(word), number as u32);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(index.find(hash(word), |at| words[at as usize] == *word), Some(number as u32));
        }
        assert_eq!(index.find(hash("other"), |at| words[at as usize] == "other"), None);
    }
}
