//! Ids of strings: spaCy's `StringStore`.
//!
//! The id of a string is its `MurmurHash64A` (Austin Appleby, public domain) with seed 1, except that the empty
//! string has id 0 and 456 reserved words ("case", "mark", "DATE" …) have small numbers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::symbols::SYMBOLS;

static SYMBOL_IDS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| SYMBOLS.iter().copied().collect());

const SEED: u64 = 1;

/// The id of a string.
pub(crate) fn string_id(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    SYMBOL_IDS.get(text).copied().unwrap_or_else(|| murmur_hash_64a(text.as_bytes()))
}

fn murmur_hash_64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let mut blocks = bytes.chunks_exact(8);
    for block in &mut blocks {
        let mut key = little_endian(block).wrapping_mul(M);
        key ^= key >> R;
        hash = (hash ^ key.wrapping_mul(M)).wrapping_mul(M);
    }
    let tail = blocks.remainder();
    if !tail.is_empty() {
        hash = (hash ^ little_endian(tail)).wrapping_mul(M);
    }
    hash = (hash ^ hash >> R).wrapping_mul(M);
    hash ^ hash >> R
}

/// Up to eight bytes, the first one lowest.
fn little_endian(bytes: &[u8]) -> u64 {
    if let Ok(block) = bytes.try_into() {
        return u64::from_le_bytes(block);
    }
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_spacy() {
        for (text, id) in IDS {
            assert_eq!(string_id(text), *id, "{text:?}");
        }
    }

    /// `nlp.vocab.strings.add(text)` in spaCy 3.8.
    const IDS: &[(&str, u64)] = &[
        ("", 0),
        ("case", 8_110_129_090_154_140_942),
        ("DATE", 391),
        ("NATO", 5_707_719_273_113_622_397),
        ("sanctions", 839_937_721_748_934_480),
        ("Überraschung", 8_858_412_418_843_196_165),
        ("“", 16_073_121_960_489_476_521),
    ];
}
