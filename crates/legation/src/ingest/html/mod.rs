//! HTML: a page gives one document, the article in it, with what the page says of itself.
//!
//! The article is found by readability's rules (dom_smoothie); the stored text is its plain text, paragraphs apart.
//! No page is too hostile: one that is too deep or has too many tags for a tree is read as its text alone, and told.

mod clean;
mod element;
mod encoding;
mod entity;
mod json_ld;
mod metadata;
mod published;
mod text;
mod token;

use std::io::{BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};

use super::{Document, Rejection, Source, section};
use clean::Excess;
pub use clean::{MAX_HTML_DEPTH, MAX_HTML_TAGS, MAX_HTML_TREE_BYTES};
pub(crate) use encoding::decode;
pub(super) use entity::decode as entities;
use metadata::Metadata;
pub(super) use text::plain;

/// The most of one page that is read, in bytes.
pub const MAX_HTML_BYTES: usize = 10_000_000;

/// The documents of an HTML stream: the sections of one, or one rejection.
pub(super) fn read(reader: impl BufRead, source: &Source) -> Vec<Result<Document, Rejection>> {
    sections(reader, None, source)
}

/// The same; `charset` is the encoding that came along with the page.
pub(crate) fn sections(
    reader: impl BufRead,
    charset: Option<&str>,
    source: &Source,
) -> Vec<Result<Document, Rejection>> {
    match page(reader, charset, source) {
        Ok(document) => section::sections(document).map(Ok).collect(),
        Err(rejection) => vec![Err(rejection)],
    }
}

/// The document in a page, in one piece.
pub(crate) fn page(mut reader: impl BufRead, charset: Option<&str>, source: &Source) -> Result<Document, Rejection> {
    let mut bytes = Vec::new();
    let limit = MAX_HTML_BYTES as u64;
    (&mut reader).take(limit).read_to_end(&mut bytes).map_err(|error| source.reject(0, error))?;
    let more = !reader.fill_buf().map_err(|error| source.reject(limit, error))?.is_empty();
    let (html, note) = decode(bytes, charset);
    let mut document = document(&html, more, source)?;
    document.notes.extend(note.map(|note| source.note(0, note)));
    if more {
        let reason = format!("a page over the limit of {limit} bytes: its text up to here was read, the rest was not");
        document.dropped.push(source.reject(limit, reason));
    }
    Ok(document)
}

fn document(html: &str, cut: bool, source: &Source) -> Result<Document, Rejection> {
    let page = Metadata::of(html);
    let title = page.title();
    let (text, note) = if cut { (text::of_page(html), None) } else { body(html, title.as_deref()) };
    if text.is_empty() {
        let reason = "no readable text in the page (one that a script fills in has none: save it from a browser)";
        return Err(source.reject(0, reason));
    }
    let (published, odd) = published::of(&page);
    let mut document = Document {
        title,
        published: published.or_else(|| source.published.clone()),
        publisher: page.publisher(),
        url: page.url().map(str::to_owned),
        language: page.language(),
        ..Document::new(source.document_id(&text), text)
    };
    document.notes.extend(note.map(|note| source.note(0, note)));
    if let Some(Err(reason)) = odd.map(|odd| odd.parse::<super::Published>()) {
        let reason = format!("date of publication left out: {reason}");
        document.dropped.push(source.reject(0, reason));
    }
    Ok(document)
}

/// The text of the article, else of the whole page with a note that says why.
fn body(html: &str, title: Option<&str>) -> (String, Option<String>) {
    let why = match clean::clean(html, title) {
        Ok(clean) => match article(clean) {
            Some(text) => return (text, None),
            None => "no article found in the page".to_owned(),
        },
        Err(Excess::Depth) => format!("depth_capped: a page nested over {MAX_HTML_DEPTH} deep"),
        Err(Excess::Size) => "size_capped: a page too long and deep to look for the article in it".to_owned(),
        Err(Excess::Tags) => format!("tags_capped: a page of over {MAX_HTML_TAGS} tags"),
    };
    (text::of_page(html), Some(format!("{why}: all its text is taken, menus too")))
}

/// The text of the article in a page that was cleaned.
fn article(html: String) -> Option<String> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    // A defect of the library must not take the page with it, nor the pages after it.
    let found = catch_unwind(AssertUnwindSafe(|| Readability::new(html, None, Some(config)).ok()?.parse().ok()));
    let text = plain(&found.ok()??.content);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests;
