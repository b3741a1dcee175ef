//! Markdown: front matter becomes fields, the rest becomes plain text, one document.
//!
//! The stored text is the plain text, without marks, links' addresses and HTML tags; paragraphs,
//! headings, list items and table rows stand apart. Offsets count in that text.

use std::io::{BufRead, Read};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::MAX_LINE_BYTES;
use super::text::utf8;
use super::{Document, Rejection, Source, section};

/// The documents of a Markdown stream: the sections of one, or one rejection.
pub(super) fn read(reader: impl BufRead, source: &Source) -> Vec<Result<Document, Rejection>> {
    match whole(reader, source) {
        Ok(document) => section::sections(document).map(Ok).collect(),
        Err(rejection) => vec![Err(rejection)],
    }
}

fn whole(reader: impl BufRead, source: &Source) -> Result<Document, Rejection> {
    let mut bytes = Vec::new();
    let limit = MAX_LINE_BYTES as u64;
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| source.reject(0, error))?;
    if bytes.len() as u64 > limit {
        let reason = format!("a Markdown file over the limit of {limit} bytes (plain text has no such limit)");
        return Err(source.reject(limit, reason));
    }
    let markdown = utf8(&bytes).map_err(|(at, reason)| source.reject(at as u64, reason))?;
    document(markdown, source)
}

fn document(markdown: &str, source: &Source) -> Result<Document, Rejection> {
    let markdown = markdown.strip_prefix('\u{feff}').unwrap_or(markdown);
    let (front, body) = front_matter(markdown);
    let (title, text) = plain(body);
    if text.is_empty() {
        return Err(source.reject(0, "empty: there is no text in it"));
    }
    let mut document =
        Document { title, published: source.published.clone(), ..Document::new(source.document_id(&text), text) };
    for (key, value) in fields(front) {
        set(&mut document, &key, value, source);
    }
    Ok(document)
}

fn set(document: &mut Document, key: &str, value: String, source: &Source) {
    match key {
        "id" => document.id = value,
        "title" => document.title = Some(value),
        "publisher" => document.publisher = Some(value),
        "url" => document.url = Some(value),
        "language" | "lang" => document.language = Some(value),
        "published" | "date" => match value.parse() {
            Ok(published) => document.published = Some(published),
            Err(reason) => {
                document.published = None;
                let reason = format!("`{key}` left out, the document is kept without a date: {reason}");
                document.dropped.push(source.reject(0, reason));
            }
        },
        _ => {}
    }
}

/// Front matter (between two lines of `---` at the very start) and the rest.
fn front_matter(markdown: &str) -> (&str, &str) {
    let opened = markdown.strip_prefix("---\n").or_else(|| markdown.strip_prefix("---\r\n"));
    let Some(rest) = opened else { return ("", markdown) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (&rest[..at], &rest[at + line.len()..]);
        }
        at += line.len();
    }
    ("", markdown)
}

/// `key: value` lines; quotes around a value are taken off, lines of any other shape passed over.
fn fields(front: &str) -> impl Iterator<Item = (String, String)> + '_ {
    front.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim();
        let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
        let value = quoted.unwrap_or(value);
        (!value.is_empty()).then(|| (key.trim().to_ascii_lowercase(), value.to_owned()))
    })
}

/// The first heading of level 1, and the whole plain text.
fn plain(markdown: &str) -> (Option<String>, String) {
    let mut text = String::with_capacity(markdown.len());
    let (mut title, mut title_from) = (None, None);
    let mut images = 0_usize;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. }) => title_from = Some(text.len()),
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(_) | Event::Code(_) if images > 0 => {}
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::List(_)) => end_block(&mut text, "\n"),
            Event::End(TagEnd::Heading(pulldown_cmark::HeadingLevel::H1)) => {
                let from = title_from.take().unwrap_or(text.len());
                title = title.or_else(|| Some(text[from..].to_owned()));
                end_block(&mut text, "\n\n");
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_) | TagEnd::Table,
            ) => {
                end_block(&mut text, "\n\n");
            }
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => end_block(&mut text, "\n"),
            Event::End(TagEnd::TableCell) => text.push('\t'),
            _ => {}
        }
    }
    (title.filter(|title| !title.is_empty()), text.trim().to_owned())
}

/// Ends the text with `gap`, or with what it ends with already where that is wider.
fn end_block(text: &mut String, gap: &str) {
    let body = text.trim_end().len();
    if body > 0 && !text[body..].contains("\n\n") {
        text.truncate(body);
        text.push_str(gap);
    }
}
