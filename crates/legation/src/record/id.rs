//! Ids made from content: the same document coded by the same tables gives the same ids everywhere.

use std::fmt::Write as _;
use std::ops::Range;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::ingest::Document;

/// What a row's id is made from.
pub(crate) struct Key {
    /// Tells rows of one kind from those of others.
    pub(crate) prefix: &'static str,
    /// Bytes of the word that tells of it.
    pub(crate) place: Range<u64>,
    /// What was coded, as far as it tells rows with one trigger apart.
    pub(crate) coding: String,
}

/// Gives every row of a document its id: a hash of the text, the document's own name without folders, and the place and
/// kind of the coding. Two alike in all that get a number behind it.
pub(crate) fn number<R>(document: &Document, rows: &mut [R], key: impl Fn(&R) -> Key, set: impl Fn(&mut R, String)) {
    let text = Sha256::digest(document.text.as_bytes());
    let name = document.id.rsplit('/').next().unwrap_or_default();
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for row in rows {
        let Key { prefix, place, coding } = key(row);
        let mut hash = Sha256::new();
        hash.update(text);
        hash.update(format!("\n{name}\n{} {}\n{coding}", place.start, place.end));
        let mut id = format!("{prefix}-");
        for byte in hash.finalize().iter().take(8) {
            let _ = write!(id, "{byte:02x}");
        }
        let times = seen.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let _ = write!(id, "-{times}");
        }
        set(row, id);
    }
}
