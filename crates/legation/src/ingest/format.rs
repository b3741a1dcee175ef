//! Which format an input has: by its extension where it has one, else by its first bytes.

use std::fmt;

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
    /// A table with a header and one document in each row.
    Csv,
    /// A table whose cells are separated by tabs.
    Tsv,
}

/// Extensions, and formats that are known but not read, with what to do instead.
const EXTENSIONS: [(&str, Result<Format, &'static str>); 22] = [
    ("csv", Ok(Format::Csv)),
    ("doc", Err(OFFICE)),
    ("docx", Err(OFFICE)),
    ("gz", Err("compressed files are not read yet: unpack it, or pipe it in with `gzip -dc FILE | legation code -`")),
    ("htm", Ok(Format::Html)),
    ("html", Ok(Format::Html)),
    ("json", Ok(Format::Jsonl)),
    ("jsonl", Ok(Format::Jsonl)),
    ("markdown", Ok(Format::Markdown)),
    ("md", Ok(Format::Markdown)),
    ("ndjson", Ok(Format::Jsonl)),
    ("odt", Err(OFFICE)),
    ("parquet", Err("Parquet is not read yet: write it as CSV or JSONL with a \"text\" field")),
    ("pdf", Err("PDF is not read: take its text out first")),
    ("rss", Err("feeds are not read yet")),
    ("tab", Ok(Format::Tsv)),
    ("text", Ok(Format::Text)),
    ("tsv", Ok(Format::Tsv)),
    ("txt", Ok(Format::Text)),
    ("warc", Err("web archives are not read yet")),
    ("xhtml", Ok(Format::Html)),
    ("xml", Err("XML is not read yet")),
];
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
            Some(format) => format.map_err(str::to_owned),
            None => Ok(by_content(head)),
        }
    }

    /// Whether an extension alone says what the format is.
    pub(super) fn is_known(extension: Option<&str>) -> bool {
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
    if let Some(rest) = head.strip_prefix(b"{")
        && matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}'))
    {
        return Format::Jsonl;
    }
    let front_matter = head.starts_with(b"---\n") || head.starts_with(b"---\r\n");
    if front_matter { Format::Markdown } else { Format::Text }
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
        assert!(Format::detect(Some("pdf"), b"x").unwrap_err().contains("PDF"));
    }

    #[test]
    fn extensions_are_sorted() {
        assert!(EXTENSIONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
