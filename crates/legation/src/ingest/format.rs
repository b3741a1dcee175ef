//! Which format an input has: by its extension where it has one, else by its first bytes.

use std::fmt;

use super::feed;

/// A format that documents are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text: one document.
    Text,
    /// Markdown, with or without front matter: one document.
    Markdown,
    /// One JSON object, and so one document, on each line.
    Jsonl,
    /// A page: one document, the article in it.
    Html,
    /// A feed (RSS, Atom, RDF, JSON Feed): one document an item.
    Feed,
    /// A table with a header and one document in each row.
    Csv,
    /// A table in columns, with one document in each row.
    Parquet,
    /// A web archive: one document for each page in it.
    Warc,
    /// A table whose cells are separated by tabs.
    Tsv,
}

/// Extensions, and formats that are known but not read, with what to do instead.
const EXTENSIONS: [(&str, Result<Format, &'static str>); 27] = [
    ("atom", Ok(Format::Feed)),
    ("csv", Ok(Format::Csv)),
    ("doc", Err(OFFICE)),
    ("docx", Err(OFFICE)),
    ("htm", Ok(Format::Html)),
    ("html", Ok(Format::Html)),
    ("json", Ok(Format::Jsonl)),
    ("jsonl", Ok(Format::Jsonl)),
    ("markdown", Ok(Format::Markdown)),
    ("md", Ok(Format::Markdown)),
    ("ndjson", Ok(Format::Jsonl)),
    ("odt", Err(OFFICE)),
    ("opml", Ok(Format::Feed)),
    ("parquet", Ok(Format::Parquet)),
    ("pdf", Err("PDF is not read: take its text out first")),
    ("rdf", Ok(Format::Feed)),
    ("rss", Ok(Format::Feed)),
    ("tab", Ok(Format::Tsv)),
    ("tar", Err(TAR)),
    ("text", Ok(Format::Text)),
    ("tgz", Err(TAR)),
    ("tsv", Ok(Format::Tsv)),
    ("txt", Ok(Format::Text)),
    ("warc", Ok(Format::Warc)),
    ("xhtml", Ok(Format::Html)),
    ("xml", Ok(Format::Feed)),
    ("zip", Err("zip archives are not read: unpack it and name the folder")),
];
const TAR: &str = "tar archives are not read: unpack it and name the folder";
const OFFICE: &str = "office documents are not read: save it as text";

/// Bytes in which the first tag of a page is looked for.
const PAGE_HEAD_BYTES: usize = 1024;

impl Format {
    /// The format of an input with this extension, if any, and these first bytes.
    ///
    /// # Errors
    /// If the format is known and not read: the reason, with what to do instead.
    pub fn detect(extension: Option<&str>, head: &[u8]) -> Result<Self, String> {
        match by_extension(extension) {
            Some(Ok(Self::Jsonl)) if is_json_feed(head) => Ok(Self::Feed),
            Some(Ok(Self::Feed)) if is_page(head) => Ok(Self::Html),
            Some(format) => format.map_err(str::to_owned),
            None => Ok(by_content(head)),
        }
    }

    /// Whether an extension alone says what the format is.
    pub(crate) fn is_known(extension: Option<&str>) -> bool {
        by_extension(extension).is_some()
    }
}

fn by_extension(extension: Option<&str>) -> Option<Result<Format, &'static str>> {
    let extension = extension?.to_ascii_lowercase();
    EXTENSIONS.iter().find(|(known, _)| extension == *known).map(|(_, format)| *format)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Jsonl => "JSONL",
            Self::Html => "HTML",
            Self::Feed => "feed",
            Self::Parquet => "Parquet",
            Self::Warc => "web archive",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
        })
    }
}

fn by_content(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if is_page(head) {
        return Format::Html;
    }
    if matches!(feed::root(head).as_deref(), Some("rss" | "rdf" | "feed" | "opml")) || is_json_feed(head) {
        return Format::Feed;
    }
    if let Some(rest) = head.strip_prefix(b"{")
        && matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}'))
    {
        return Format::Jsonl;
    }
    let front_matter = head.starts_with(b"---\n") || head.starts_with(b"---\r\n");
    if front_matter { Format::Markdown } else { Format::Text }
}

/// Whether something begins as a JSON object does that says it is a JSON Feed.
fn is_json_feed(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(PAGE_HEAD_BYTES)]);
    let said = head.split_once("\"version\"").and_then(|(_, rest)| rest.trim_start().strip_prefix(':'));
    let version = said.and_then(|rest| rest.trim_start().strip_prefix('"')).and_then(|rest| rest.split('"').next());
    head.trim_start_matches('\u{feff}').trim_start().starts_with('{')
        && version.is_some_and(|version| version.contains("jsonfeed.org/version/"))
}

/// Whether something begins as pages do. A comment or XML declaration may come first.
fn is_page(head: &[u8]) -> bool {
    let lower = head[..head.len().min(PAGE_HEAD_BYTES)].to_ascii_lowercase();
    let opens = |tag: &&[u8]| lower.starts_with(tag);
    let later = lower.windows(5).any(|window| window == b"<html");
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].iter().any(opens)
        || later && [&b"<?xml"[..], b"<!--"].iter().any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_and_content_where_there_is_none() {
        assert_eq!(Format::detect(Some("TXT"), b"{\"text\": 1}"), Ok(Format::Text));
        assert_eq!(Format::detect(None, b" {\"text\": 1}"), Ok(Format::Jsonl));
        assert_eq!(Format::detect(None, b"{sic} he said"), Ok(Format::Text));
        assert_eq!(Format::detect(None, b"---\ntitle: x\n---\n"), Ok(Format::Markdown));
        assert_eq!(Format::detect(Some("log"), b"words"), Ok(Format::Text));
        assert_eq!(Format::detect(Some("HTM"), b"<p>"), Ok(Format::Html));
        assert_eq!(Format::detect(None, b"\n<!DOCTYPE html>"), Ok(Format::Html));
        assert_eq!(Format::detect(None, b"<!-- saved --><html>"), Ok(Format::Html));
        assert_eq!(Format::detect(None, b"<3 said the envoy"), Ok(Format::Text));
        assert_eq!(Format::detect(None, b"id,text\na,b"), Ok(Format::Text));
        assert_eq!(Format::detect(None, b"<?xml version='1.0'?><!-- x --><rdf:RDF xmlns='y'>"), Ok(Format::Feed));
        assert_eq!(Format::detect(None, b"\xef\xbb\xbf<rss version='2.0'>"), Ok(Format::Feed));
        assert_eq!(Format::detect(Some("xml"), b"<?xml version='1.0'?><html xmlns='x'>"), Ok(Format::Html));
        assert_eq!(Format::detect(None, b"<feeding> the envoys"), Ok(Format::Text));
        let json = br#"{ "version" : "https://jsonfeed.org/version/1.1", "items": []}"#;
        assert_eq!(Format::detect(Some("json"), json), Ok(Format::Feed));
        assert_eq!(Format::detect(None, br#"{"text":"see jsonfeed.org/version/1"}"#), Ok(Format::Jsonl));
        assert!(Format::detect(Some("pdf"), b"x").unwrap_err().contains("PDF"));
    }

    #[test]
    fn extensions_are_sorted() {
        assert!(EXTENSIONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
