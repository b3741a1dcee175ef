//! Files and streams in, documents out: plain text, Markdown, HTML, JSONL, CSV, TSV, Parquet, feeds and web archives, each
//! packed with gzip or not.
//!
//! [`open`] and [`read`] give an iterator, so that memory stays flat however long the input is. What
//! cannot be read comes as a [`Rejection`], one for each file, line or field, and reading goes on.
//! This module decides nothing about a text's content; the only other stage with I/O is the store.

mod binary;
pub(crate) mod bounded;
mod date;
mod document;
pub(crate) mod feed;
mod format;
pub(crate) mod gzip;
pub(crate) mod html;
mod jsonl;
mod language;
mod lines;
mod markdown;
pub(crate) mod media;
mod parquet;
mod section;
mod table;
mod text;
mod utf16;
mod walk;
mod warc;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

pub use date::{Published, PublishedBasis};
pub use document::{Columns, Document, Rejection, Source};
pub use feed::{MAX_FEED_ATTRIBUTES, MAX_FEED_BYTES, MAX_FEED_DEPTH, Subscription, subscriptions};
pub use format::Format;
pub use gzip::{MAX_GZIP_BYTES, MAX_GZIP_RATIO};
pub use html::{MAX_HTML_BYTES, MAX_HTML_DEPTH, MAX_HTML_TAGS, MAX_HTML_TREE_BYTES};
pub use language::is_english;
pub use lines::{Line, Lines, MAX_LINE_BYTES, too_long};
pub use parquet::MAX_PARQUET_BYTES;
pub use section::MAX_TEXT_CHARS;
pub(crate) use section::sections as in_sections;
pub use walk::{Files, files};

/// Bytes that are read at a time, and that the format is told from.
pub const BUFFER_BYTES: usize = 64 * 1024;

/// The documents of one input, in order, and what could not be read of it.
pub type Documents<'a> = Box<dyn Iterator<Item = Result<Document, Rejection>> + Send + 'a>;

/// The documents of a file; its format is told by its extension, else by its first bytes.
///
/// # Errors
/// If the file cannot be opened. Whatever is wrong inside comes as a [`Rejection`].
pub fn open(path: &Path, source: &Source) -> io::Result<Documents<'static>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
    }
    let mut reader = BufReader::with_capacity(BUFFER_BYTES, file);
    // What is wrong with the file is told by whoever reads on.
    if reader.fill_buf().is_ok_and(|head| head.starts_with(parquet::MAGIC)) {
        return Ok(parquet::open(reader.into_inner(), source));
    }
    Ok(stream(reader, extension_of(path), source))
}

/// The extension that tells the format: of `news.jsonl.gz` that is `jsonl`.
pub(crate) fn extension_of(path: &Path) -> Option<&str> {
    let is_packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let inner = path.file_stem().map(Path::new).filter(|_| is_packed);
    inner.unwrap_or(path).extension()?.to_str()
}

/// The documents of a stream whose format is told by `extension` if given, else by its first bytes. What is packed with
/// gzip is unpacked, and its offsets count in what comes out.
///
/// # Example
/// ```
/// use legation::ingest::{Source, stream};
/// let lines = r#"{"id":"a1","text":"Qatar hosted talks.","published":"2024-05-01"}"#;
/// let documents: Vec<_> = stream(lines.as_bytes(), None, &Source::stdin()).collect();
/// assert_eq!(documents[0].as_ref().unwrap().id, "a1");
/// ```
pub fn stream<'a, R: BufRead + Send + 'a>(reader: R, extension: Option<&str>, source: &Source) -> Documents<'a> {
    match unpacked(reader).and_then(utf16::decode) {
        Ok(mut reader) => match recognise(&mut reader, extension, source) {
            Ok(format) => read(reader, format, source),
            Err(reason) => rejected(source.reject(0, reason)),
        },
        Err(error) => rejected(source.reject(0, error)),
    }
}

/// The stream as it is, or what is in it if it is packed. Once only: what is packed twice is rejected as binary.
fn unpacked<'a, R: BufRead + Send + 'a>(mut reader: R) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    Ok(if gzip::is_packed(reader.fill_buf()?) { gzip::unpack(reader) } else { Box::new(reader) })
}

/// The documents of a stream of UTF-8 in a known format.
pub fn read<'a, R: BufRead + Send + 'a>(reader: R, format: Format, source: &Source) -> Documents<'a> {
    match format {
        Format::Text => Box::new(text::TextReader::new(reader, source.clone())),
        Format::Markdown => Box::new(markdown::read(reader, source).into_iter()),
        Format::Jsonl => Box::new(jsonl::JsonlReader::new(reader, source.clone())),
        Format::Html => Box::new(html::read(reader, source).into_iter()),
        Format::Parquet => parquet::read(reader, source),
        Format::Warc => Box::new(warc::WarcReader::new(reader, source.clone())),
        Format::Feed => feed::read(reader, source),
        Format::Csv => Box::new(table::TableReader::new(reader, source.clone())),
        Format::Tsv => Box::new(table::TableReader::tabs(reader, source.clone())),
    }
}

/// The format of a stream, or why it cannot be read at all.
fn recognise(reader: &mut impl BufRead, extension: Option<&str>, source: &Source) -> Result<Format, String> {
    let head = reader.fill_buf().map_err(|error| error.to_string())?;
    if head.is_empty() {
        return Err("empty: there is no text in it".to_owned());
    }
    match binary::kind(head) {
        _ if head.starts_with(parquet::MAGIC) => Ok(Format::Parquet),
        // Headers of records are text, what follows may be a picture.
        _ if head.starts_with(b"WARC/") => Ok(Format::Warc),
        Some(kind) => Err(format!("{kind}: no text, page, table, feed or web archive")),
        None => match Format::detect(extension, head)? {
            // Nothing in a first line says for sure that it is a header; the user does who names a column.
            Format::Text if source.columns.is_given() && !Format::is_known(extension) => Ok(Format::Csv),
            format => Ok(format),
        },
    }
}

fn rejected(rejection: Rejection) -> Documents<'static> {
    Box::new(std::iter::once(Err(rejection)))
}

#[cfg(test)]
mod tests;
