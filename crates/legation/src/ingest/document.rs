//! What ingest gives: a document, or the place and reason of what could not be read.

use std::fmt;

use sha2::{Digest, Sha256};

use super::{Published, PublishedBasis};

/// One article, or one section of an article that is too long to be coded in one piece.
///
/// Every offset that is later found in the document counts in bytes of `text`; in a later section,
/// `section_start` is to be added for the place in the whole text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The input's own name for it: `id` of a JSONL line, path of a file; a content hash where neither is known.
    pub id: String,
    /// Headline, where the input gives one. It is not part of `text`.
    pub title: Option<String>,
    /// The stored text: valid UTF-8, at most [`MAX_TEXT_CHARS`](super::MAX_TEXT_CHARS) characters.
    pub text: String,
    /// When it was published, where the input or the user says so.
    pub published: Option<Published>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Language tag, where the input gives one.
    pub language: Option<String>,
    /// Where this section starts in the whole text, in bytes; 0 for nearly every document.
    pub section_start: u64,
    /// Fields that made no sense and were left out (a date that is none).
    pub dropped: Vec<Rejection>,
    /// What is good to know of how it was read, though nothing was left out; each begins with its place.
    pub notes: Vec<String>,
}

impl Document {
    /// A document of which only the text is known.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }
}

/// The id of a document that brings no name of its own: the same text has the same id everywhere.
pub(super) fn content_id(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{short}")
}

/// Something that could not be read: a file, a line or a field. Shown as `path:offset: reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The file as the user named it, `-` for standard input.
    pub path: String,
    /// Byte of the input where the trouble starts.
    pub offset: u64,
    /// What is wrong there, and what was expected.
    pub reason: String,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.offset, self.reason)
    }
}

impl std::error::Error for Rejection {}

/// Where documents come from, and what is known about all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file as the user named it, `-` for standard input.
    pub path: String,
    /// Publication date of documents that give none themselves.
    pub published: Option<Published>,
    /// Which columns of a table are what, where the user says so.
    pub columns: Columns,
    /// Byte of the input where that of which offsets count begins: a record of an archive.
    pub(super) start_byte: u64,
}

/// Names of columns that the user chose; `None` stands for the usual name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The texts; else `text`.
    pub text: Option<String>,
    /// Dates of publication; else `date` or `published`.
    pub date: Option<String>,
    /// Ids of the documents; else `id`.
    pub id: Option<String>,
}

impl Columns {
    /// Whether the user chose any.
    pub(super) fn is_given(&self) -> bool {
        self.text.is_some() || self.date.is_some() || self.id.is_some()
    }
}

impl Source {
    /// A file, under the name that messages and documents shall show.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), published: None, columns: Columns::default(), start_byte: 0 }
    }

    /// Standard input.
    #[must_use]
    pub fn stdin() -> Self {
        Self::file("-")
    }

    /// The same source, with a publication date for documents that give none.
    #[must_use]
    pub fn published(self, published: Option<Published>) -> Self {
        Self { published: published.map(|published| published.with_basis(PublishedBasis::Option)), ..self }
    }

    /// The same source, with the columns to take from tables.
    #[must_use]
    pub fn columns(self, columns: Columns) -> Self {
        Self { columns, ..self }
    }

    /// The id of a document that is the whole of this source.
    pub(super) fn document_id(&self, text: &str) -> String {
        if self.path == "-" { content_id(text) } else { self.path.clone() }
    }

    pub(crate) fn reject(&self, offset: u64, reason: impl fmt::Display) -> Rejection {
        Rejection { path: self.path.clone(), offset: self.start_byte + offset, reason: reason.to_string() }
    }

    pub(crate) fn note(&self, offset: u64, note: impl fmt::Display) -> String {
        self.reject(offset, format_args!("note: {note}")).to_string()
    }
}
