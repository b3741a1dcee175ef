//! RSS, RDF and Atom: one pass over the elements, without a tree.
//!
//! What stands right below the feed or an item is a field; what a field holds is text or markup. Document types are passed
//! over and no entity is expanded save those of HTML, which are single characters.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::item::{Feed, Item};
use super::{MAX_FEED_ATTRIBUTES, MAX_FEED_DEPTH, cause};
use crate::ingest::html;

/// Elements that hold others, rather than a value of the feed or item.
const HOLDERS: [&str; 4] = ["rss", "rdf", "feed", "channel"];

/// Bytes in which the root is looked for.
const HEAD_BYTES: usize = 4096;

/// The name of the first element, in lower case and without its prefix, if the bytes look like XML or HTML.
pub(in crate::ingest) fn root(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&head[..head.len().min(HEAD_BYTES)]);
    let mut reader = reader(head.trim_start_matches('\u{feff}').trim_start());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(local(tag.name().as_ref()).to_ascii_lowercase()),
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            _ => return None,
        }
    }
}

/// The encoding that the XML declaration names.
pub(super) fn encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

/// The feed in some XML, or where and why it is none.
pub(super) fn parse(text: &str) -> Result<Feed, (u64, String)> {
    match root(text.as_bytes()).as_deref() {
        Some("rss" | "rdf" | "feed") => {}
        Some("opml") => return Err((0, "a list of feeds (OPML), not a feed: there is no article in it".to_owned())),
        Some(other) => {
            return Err((0, format!("<{}> is no feed (expected RSS, Atom, RDF, OPML or JSON Feed)", cause(other))));
        }
        None => return Err((0, "no feed in it (expected RSS, Atom, RDF, OPML or JSON Feed)".to_owned())),
    }
    let mut walk = Walk { text, ..Walk::default() };
    let fault = walk.run().err();
    Ok(Feed { fault, ..walk.feed }.complete())
}

pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_comments = false;
    reader
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attribute of this name, its character references resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.html_attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.as_ref().eq_ignore_ascii_case(name))?;
    Some(html::entities(found.value.as_ref()).trim().to_owned())
}

/// Whether an element may stand where it does, or why not.
pub(super) fn bounded(tag: &BytesStart<'_>, depth: usize) -> Result<(), String> {
    if depth > MAX_FEED_DEPTH {
        return Err(format!("elements nested over {MAX_FEED_DEPTH} deep: the feed was read up to here"));
    }
    if tag.html_attributes().with_checks(false).take(MAX_FEED_ATTRIBUTES + 1).count() > MAX_FEED_ATTRIBUTES {
        return Err(format!("an element with over {MAX_FEED_ATTRIBUTES} attributes: the feed was read up to here"));
    }
    Ok(())
}

/// A value that is being read.
struct Field {
    name: String,
    depth: usize,
    /// Where its content begins.
    start: usize,
    text: String,
    /// Whether there are elements in it.
    markup: bool,
    /// `type`, `rel` and `href`, as Atom has them.
    kind: Option<String>,
    relation: Option<String>,
    href: Option<String>,
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    feed: Feed,
    depth: usize,
    item: Option<(usize, Item)>,
    field: Option<Field>,
}

impl Walk<'_> {
    fn run(&mut self) -> Result<(), (u64, String)> {
        let mut reader = reader(self.text);
        loop {
            let before = reader.buffer_position();
            let event = reader.read_event().map_err(|error| {
                (
                    reader.error_position(),
                    format!("broken XML: {}; the items before it were read, the rest was not", cause(error)),
                )
            })?;
            let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let at = usize::try_from(before).unwrap_or(usize::MAX);
            match event {
                Event::Start(tag) => self.start(&tag, at, after).map_err(|reason| (before, reason))?,
                Event::Empty(tag) => {
                    self.start(&tag, at, after).map_err(|reason| (before, reason))?;
                    self.end(after);
                }
                Event::End(_) => self.end(at),
                Event::Text(text) => self.words(&text),
                Event::CData(text) => self.words(&text),
                Event::GeneralRef(name) => self.words(&html::entities(&format!("&{};", &*name))),
                Event::Eof if self.depth > 0 => {
                    return Err((before, "the feed ends in the middle; the items before were read".to_owned()));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize, after: usize) -> Result<(), String> {
        self.depth += 1;
        bounded(tag, self.depth)?;
        if let Some(field) = &mut self.field {
            field.markup = true;
            return Ok(());
        }
        let name = tag.name();
        let name = name.as_ref().to_ascii_lowercase();
        let bare = name.strip_prefix("atom:").unwrap_or(&name);
        if self.item.is_none() && matches!(local(bare), "item" | "entry") {
            let language = attribute(tag, "xml:lang");
            self.item = Some((self.depth, Item { offset: at as u64, language, ..Item::default() }));
        } else if self.item.is_none() && HOLDERS.contains(&local(bare)) {
            self.feed.language = self.feed.language.take().or_else(|| attribute(tag, "xml:lang"));
        } else {
            self.field = Some(Field {
                name: bare.to_owned(),
                depth: self.depth,
                start: after,
                text: String::new(),
                markup: false,
                kind: attribute(tag, "type"),
                relation: attribute(tag, "rel"),
                href: attribute(tag, "href").filter(|href| !href.is_empty()),
            });
        }
        Ok(())
    }

    fn words(&mut self, words: &str) {
        if let Some(field) = &mut self.field {
            field.text.push_str(words);
        }
    }

    fn end(&mut self, at: usize) {
        if let Some(field) = self.field.take_if(|field| field.depth == self.depth) {
            let raw = self.text.get(field.start..at).unwrap_or_default();
            match &mut self.item {
                Some((_, item)) => item.set(field, raw),
                None => self.feed.set(field, raw),
            }
        } else if let Some((_, item)) = self.item.take_if(|(depth, _)| *depth == self.depth) {
            self.feed.items.push(item);
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

impl Field {
    /// Its words, without markup.
    fn plain(&self, raw: &str) -> Option<String> {
        let text = match self.kind.as_deref() {
            _ if self.markup => html::plain(raw),
            Some("text" | "text/plain") => self.text.trim().to_owned(),
            _ => html::plain(&self.text),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// Its text as it stands.
    fn value(&self) -> Option<String> {
        Some(self.text.trim().to_owned()).filter(|value| !value.is_empty())
    }
}

impl Feed {
    fn set(&mut self, field: Field, raw: &str) {
        match field.name.as_str() {
            "title" => keep(&mut self.title, field.plain(raw)),
            "language" | "dc:language" => keep(&mut self.language, field.value()),
            _ => {}
        }
    }
}

impl Item {
    fn set(&mut self, field: Field, raw: &str) {
        match field.name.as_str() {
            "title" => keep(&mut self.title, field.plain(raw)),
            "guid" | "id" => keep(&mut self.id, field.value()),
            "link" => self.link(&field),
            "content:encoded" | "content" | "xhtml:body" => longest(&mut self.content, field.plain(raw)),
            "description" | "summary" | "dc:description" => longest(&mut self.summary, field.plain(raw)),
            "pubdate" | "published" | "issued" | "dc:date" | "dcterms:issued" => {
                keep(&mut self.published, field.value());
            }
            "updated" | "modified" => keep(&mut self.updated, field.value()),
            "source" => keep(&mut self.publisher, field.value().filter(|_| !field.markup)),
            "dc:publisher" => keep(&mut self.publisher, field.plain(raw)),
            "dc:language" => keep(&mut self.language, field.value()),
            _ => {}
        }
    }

    /// The link of RSS is a text, that of Atom an attribute; of several in Atom the page itself counts.
    fn link(&mut self, field: &Field) {
        let is_page = field.relation.as_deref().is_none_or(|relation| relation == "alternate");
        keep(&mut self.url, field.href.clone().filter(|_| is_page).or_else(|| field.value()));
    }
}

/// The first value counts.
fn keep(place: &mut Option<String>, value: Option<String>) {
    if place.is_none() {
        *place = value;
    }
}

fn longest(place: &mut Option<String>, value: Option<String>) {
    if value.as_ref().map(String::len) > place.as_ref().map(String::len) {
        *place = value;
    }
}
