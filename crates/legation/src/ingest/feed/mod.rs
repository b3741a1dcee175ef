//! Feeds: RSS, RDF, Atom and JSON Feed give one document an item; OPML is a list of feeds.
//!
//! An item's text is its content, else its summary, as plain text. Nothing is looked up elsewhere: no document type, no
//! entity, no stylesheet, no link. `fetch` follows links where the user asked for it.
//!
//! DIFFERS: no feed crate. Those at hand turn dates into UTC, so that an item of the evening gets the wrong day, and know
//! neither where an item stands nor limits on depth.

mod date;
mod item;
mod json;
mod opml;
mod xml;

use std::io::{BufRead, Read};

use super::{Document, Rejection, Source, html, section};
pub(crate) use item::{Feed, Item};
pub use opml::{Subscription, subscriptions};
pub(super) use xml::root;

/// The most of one feed that is read, in bytes.
pub const MAX_FEED_BYTES: usize = 16 << 20;

/// The deepest nesting of elements in a feed.
pub const MAX_FEED_DEPTH: usize = 256;

/// The most attributes of one element of a feed.
pub const MAX_FEED_ATTRIBUTES: usize = 1_000;

/// The documents of a feed.
pub(super) fn read<'a>(
    reader: impl BufRead,
    source: &Source,
) -> Box<dyn Iterator<Item = Result<Document, Rejection>> + Send + 'a> {
    let source = source.clone();
    match whole(reader).and_then(|(text, note)| Ok((parse(&text)?, note))) {
        Ok((feed, note)) => {
            let mut note = note.map(|note| source.note(0, note));
            let Feed { fault, items, .. } = feed;
            let any = !items.is_empty();
            let fault = fault.or_else(|| (!any).then(|| (0, "empty: there is no item in the feed".to_owned())));
            let fault = fault.map(|(at, reason)| Err(source.reject(at, reason)));
            let documents = items.into_iter().flat_map(move |item| {
                let document = item.document(&source).map(|mut document| {
                    document.notes.extend(note.take());
                    document
                });
                let (document, rejection) = match document {
                    Ok(document) => (Some(section::sections(document).map(Ok)), None),
                    Err(rejection) => (None, Some(Err(rejection))),
                };
                document.into_iter().flatten().chain(rejection)
            });
            Box::new(documents.chain(fault))
        }
        Err((at, reason)) => Box::new(std::iter::once(Err(source.reject(at, reason)))),
    }
}

/// The feed in a text, or where and why it is none.
pub(crate) fn parse(text: &str) -> Result<Feed, (u64, String)> {
    if text.trim_start().starts_with('{') { json::parse(text) } else { xml::parse(text) }
}

/// The feed in bytes as a server gave them, with the encoding that it named.
pub(crate) fn parse_bytes(bytes: Vec<u8>, charset: Option<&str>) -> Result<Feed, (u64, String)> {
    let (text, _) = decoded(bytes, charset);
    parse(&text)
}

fn whole(reader: impl BufRead) -> Result<(String, Option<String>), (u64, String)> {
    let mut bytes = Vec::new();
    let limit = MAX_FEED_BYTES as u64;
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| (0, error.to_string()))?;
    if bytes.len() as u64 > limit {
        return Err((limit, format!("a feed over the limit of {limit} bytes")));
    }
    Ok(decoded(bytes, None))
}

fn decoded(bytes: Vec<u8>, charset: Option<&str>) -> (String, Option<String>) {
    let label = charset.map(str::to_owned).or_else(|| xml::encoding(&bytes));
    html::decode(bytes, label.as_deref())
}

/// The most characters of a parser's own words that a reason repeats: they may hold what the feed holds.
const MAX_CAUSE_CHARS: usize = 160;

/// A parser's error on one short line.
fn cause(error: impl ToString) -> String {
    let words = error.to_string();
    let mut line: String = words.chars().take(MAX_CAUSE_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.len() < words.len() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests;
