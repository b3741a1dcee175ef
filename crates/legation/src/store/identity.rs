//! When two documents are one: the same text under the same address, of the same publisher.

use sha2::{Digest, Sha256};

use crate::ingest::Document;

/// Parameters of addresses that tell how a reader came, not what is there.
const TRACKING: [&str; 22] = [
    "_ga", "_gl", "_hsenc", "_hsmi", "amp", "cmpid", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid",
    "mc_eid", "mkt_tok", "msclkid", "ocid", "ref", "ref_src", "smid", "source", "wbraid", "yclid",
];

/// The id of a document, from its text, place in a longer text, address and publisher.
pub(super) fn document_id(document: &Document) -> i64 {
    let mut hash = Sha256::new();
    hash.update(document.text.as_bytes());
    for part in [
        document.section_start.to_string(),
        document.url.as_deref().map(address).unwrap_or_default(),
        document.publisher.as_deref().unwrap_or_default().trim().to_lowercase(),
    ] {
        hash.update([0]);
        hash.update(part.as_bytes());
    }
    number(&hash.finalize())
}

/// A hash of some bytes.
pub(super) fn hash(bytes: &[u8]) -> i64 {
    number(&Sha256::digest(bytes))
}

fn number(hash: &[u8]) -> i64 {
    hash.iter().take(8).fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}

/// An address without what does not change where it leads.
pub(super) fn address(url: &str) -> String {
    let url = url.trim().split('#').next().unwrap_or_default();
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = ["www.", "m.", "amp."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(&host);
    let mut wanted: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    wanted.sort_unstable();
    let path = path.trim_end_matches('/');
    let query = if wanted.is_empty() { String::new() } else { format!("?{}", wanted.join("&")) };
    format!("{host}/{path}{query}")
}

/// Who is counted as the publisher of a document; none where neither a name nor an address tells.
pub(super) fn outlet(document: &Document) -> Option<String> {
    let named = document.publisher.as_deref().map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty());
    let host = || document.url.as_deref().map(address)?.split_once('/').map(|(host, _)| host.to_owned());
    named.or_else(|| host().filter(|host| host.contains('.')))
}

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_the_same_page() {
        let same = address("https://www.Example.org/news/1/?utm_source=x&id=7&fbclid=9#top");
        assert_eq!(same, "example.org/news/1?id=7");
        assert_eq!(same, address("http://example.org/news/1?id=7"));
        assert_ne!(same, address("http://example.org/news/1?id=8"));
        assert_eq!(address("not an address"), "not an address/");
    }

    #[test]
    fn text_address_and_publisher_make_the_document() {
        let one = Document { url: Some("https://a.example/1?utm_medium=m".into()), ..Document::new("x", "Text.") };
        let same = Document { id: "y".into(), url: Some("http://a.example/1".into()), ..one.clone() };
        assert_eq!(document_id(&one), document_id(&same));
        for other in [
            Document { text: "Text!".into(), ..one.clone() },
            Document { publisher: Some("P".into()), ..one.clone() },
            Document { section_start: 3, ..one.clone() },
        ] {
            assert_ne!(document_id(&one), document_id(&other));
        }
    }

    #[test]
    fn tracking_parameters_are_sorted() {
        assert!(TRACKING.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
