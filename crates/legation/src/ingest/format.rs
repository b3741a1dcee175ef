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
}

/// Extensions, and formats that are known but not read, with what to do instead.
const EXTENSIONS: [(&str, Result<Format, &str>); 20] = [
    ("csv", Err("CSV is not read yet: turn each row into a JSON line with a \"text\" field")),
    ("doc", Err(OFFICE)),
    ("docx", Err(OFFICE)),
    ("gz", Err("compressed files are not read yet: unpack it, or pipe it in with `gzip -dc FILE | legation code -`")),
    ("htm", Err(HTML)),
    ("html", Err(HTML)),
    ("json", Ok(Format::Jsonl)),
    ("jsonl", Ok(Format::Jsonl)),
    ("markdown", Ok(Format::Markdown)),
    ("md", Ok(Format::Markdown)),
    ("ndjson", Ok(Format::Jsonl)),
    ("odt", Err(OFFICE)),
    ("parquet", Err("Parquet is not read yet: turn each row into a JSON line with a \"text\" field")),
    ("pdf", Err("PDF is not read: take its text out first")),
    ("rss", Err("feeds are not read yet")),
    ("text", Ok(Format::Text)),
    ("tsv", Err("TSV is not read yet: turn each row into a JSON line with a \"text\" field")),
    ("txt", Ok(Format::Text)),
    ("warc", Err("web archives are not read yet")),
    ("xml", Err("XML is not read yet")),
];
const HTML: &str = "HTML is not read yet: save the article as text or Markdown";
const OFFICE: &str = "office documents are not read: save it as text";

impl Format {
    /// The format of an input with this extension, if any, and these first bytes.
    ///
    /// # Errors
    /// If the format is known and not read: the reason, with what to do instead.
    pub fn detect(extension: Option<&str>, head: &[u8]) -> Result<Self, String> {
        let extension = extension.map(str::to_ascii_lowercase);
        let known = EXTENSIONS.iter().find(|(known, _)| extension.as_deref() == Some(*known));
        match known {
            Some((_, format)) => format.map_err(str::to_owned),
            None => by_content(head),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Jsonl => "JSONL",
        })
    }
}

fn by_content(head: &[u8]) -> Result<Format, String> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = head[..head.len().min(32)].to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        return Err(HTML.to_owned());
    }
    if let Some(rest) = head.strip_prefix(b"{")
        && matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}'))
    {
        return Ok(Format::Jsonl);
    }
    let front_matter = head.starts_with(b"---\n") || head.starts_with(b"---\r\n");
    Ok(if front_matter { Format::Markdown } else { Format::Text })
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
        assert!(Format::detect(Some("html"), b"<p>").unwrap_err().contains("HTML"));
        assert!(Format::detect(None, b"<!DOCTYPE html>").is_err());
    }

    #[test]
    fn extensions_are_sorted() {
        assert!(EXTENSIONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
