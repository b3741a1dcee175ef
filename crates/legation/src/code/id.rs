//! Ids made from content: the same document coded by the same tables gives the same ids everywhere.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::Mention;
use crate::ingest::Document;

/// Gives every mention its id: a hash of the text, the document's own name without folders, and the place and kind of
/// the coding. Two alike in all that get a number behind it.
pub(super) fn number(document: &Document, mentions: &mut [Mention]) {
    let text = Sha256::digest(document.text.as_bytes());
    let name = document.id.rsplit('/').next().unwrap_or_default();
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for mention in mentions {
        let trigger = &mention.evidence.trigger;
        let coding = [mention.event.as_str(), &mention.cameo].join(" ");
        let mut hash = Sha256::new();
        hash.update(text);
        hash.update(format!("\n{name}\n{} {}\n{coding}", trigger.start, trigger.end));
        let mut id = String::from("m-");
        for byte in hash.finalize().iter().take(8) {
            let _ = write!(id, "{byte:02x}");
        }
        let times = seen.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let _ = write!(id, "-{times}");
        }
        mention.id = id;
    }
}
