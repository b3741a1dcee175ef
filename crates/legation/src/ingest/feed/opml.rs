//! OPML: a list of feeds, as readers of feeds write it.

use std::io::{BufRead, Read};

use quick_xml::events::Event;

use super::xml::{attribute, bounded, reader, root};
use super::{MAX_FEED_BYTES, cause};
use crate::ingest::{Rejection, Source, html};

/// A feed that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its address.
    pub url: String,
    /// What the list calls it.
    pub title: Option<String>,
    /// Byte of the list where it stands.
    pub offset: u64,
}

/// The feeds of an OPML list, each address once, in order; after them what could not be read.
pub fn subscriptions(mut reader: impl BufRead, source: &Source) -> (Vec<Subscription>, Vec<Rejection>) {
    let mut bytes = Vec::new();
    let limit = MAX_FEED_BYTES as u64;
    if let Err(error) = (&mut reader).take(limit + 1).read_to_end(&mut bytes) {
        return (Vec::new(), vec![source.reject(0, error)]);
    }
    if bytes.len() as u64 > limit {
        return (Vec::new(), vec![source.reject(limit, format!("a list of feeds over the limit of {limit} bytes"))]);
    }
    if root(&bytes).as_deref() != Some("opml") {
        return (Vec::new(), vec![source.reject(0, "no list of feeds (expected OPML)")]);
    }
    let label = super::xml::encoding(&bytes);
    let (text, _) = html::decode(bytes, label.as_deref());
    let mut found = Vec::new();
    let fault = outlines(&text, &mut found).err().map(|(at, reason)| source.reject(at, reason));
    let mut rejections: Vec<Rejection> = fault.into_iter().collect();
    if found.is_empty() && rejections.is_empty() {
        rejections.push(source.reject(0, "empty: there is no feed in the list (an outline with xmlUrl)"));
    }
    (found, rejections)
}

fn outlines(text: &str, found: &mut Vec<Subscription>) -> Result<(), (u64, String)> {
    let mut reader = reader(text);
    let mut depth = 0;
    let mut known = std::collections::HashSet::new();
    loop {
        let offset = reader.buffer_position();
        let event =
            reader.read_event().map_err(|error| (reader.error_position(), format!("broken XML: {}", cause(error))))?;
        let tag = match &event {
            Event::Start(tag) => {
                depth += 1;
                tag
            }
            Event::Empty(tag) => tag,
            Event::End(_) => {
                depth -= usize::from(depth > 0);
                continue;
            }
            Event::Eof => return Ok(()),
            _ => continue,
        };
        bounded(tag, depth).map_err(|reason| (offset, reason))?;
        let Some(url) = attribute(tag, "xmlUrl").filter(|url| !url.is_empty()) else { continue };
        if known.insert(url.clone()) {
            let title = attribute(tag, "title").or_else(|| attribute(tag, "text"));
            found.push(Subscription { url, title: title.filter(|title| !title.is_empty()), offset });
        }
    }
}
