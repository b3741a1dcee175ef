//! Ids made from content: the same document coded by the same tables gives the same ids everywhere.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::Mention;

/// Gives every mention its id: a hash of document, place and coding. Two alike in all that get a number behind it.
pub(super) fn number(mentions: &mut [Mention]) {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for mention in mentions {
        let trigger = &mention.evidence.trigger;
        let content = format!(
            "{}\n{}\n{}\n{}\n{}",
            mention.document,
            trigger.start,
            trigger.end,
            mention.event.as_str(),
            mention.cameo
        );
        let mut id = String::from("m-");
        for byte in Sha256::digest(content.as_bytes()).iter().take(8) {
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
