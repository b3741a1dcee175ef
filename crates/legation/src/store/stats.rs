//! How much is in a record.

use serde::Serialize;

use super::{Store, StoreError};
use crate::record::Kind;

/// Counts of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Stats {
    /// Documents.
    pub n_documents: i64,
    /// Stories: documents that are copies of each other count once.
    pub n_stories: i64,
    /// Publishers that are known.
    pub n_publishers: i64,
    /// Bytes of their texts.
    pub n_text_bytes: i64,
    /// Bytes of the file, with its log.
    pub n_file_bytes: i64,
    /// First and last day of publication.
    pub days: Option<(String, String)>,
    /// Rows of each kind in the current coding.
    pub rows: Vec<(&'static str, i64)>,
    /// Events.
    pub n_events: i64,
    /// Events with mentions in several documents.
    pub n_merged: i64,
    /// Corrections.
    pub n_corrections: i64,
    /// Codings: name, program, kinds, documents, and documents with rows that questions are answered from.
    pub runs: Vec<(String, String, String, i64, i64)>,
}

impl Store {
    /// Counts.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let number = |sql: &str| self.db.query_row(sql, [], |row| row.get::<_, i64>(0));
        let mut stats = Stats {
            n_documents: number("SELECT count(*) FROM documents WHERE section_start = 0")?,
            n_stories: number("SELECT count(DISTINCT story) FROM documents")?,
            n_publishers: number("SELECT count(DISTINCT outlet) FROM documents")?,
            n_text_bytes: number("SELECT coalesce(sum(octet_length(text)), 0) FROM documents")?,
            n_file_bytes: number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
            n_events: number("SELECT count(*) FROM events")?,
            n_merged: number("SELECT count(*) FROM events WHERE n_documents > 1")?,
            n_corrections: number("SELECT count(*) FROM corrections")?,
            ..Stats::default()
        };
        let days = self.db.query_row("SELECT min(day), max(day) FROM documents", [], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
        })?;
        stats.days = days.0.zip(days.1);
        let mut statement = self.db.prepare("SELECT count(*) FROM rows WHERE shown AND kind = ?")?;
        for kind in Kind::ALL {
            let n = statement.query_row([kind as i64], |row| row.get(0))?;
            stats.rows.push((kind.as_str(), n));
        }
        let mut statement = self.db.prepare("SELECT name, coder, kinds, (SELECT count(*) FROM codings c WHERE c.run = runs.key), \
                   (SELECT count(DISTINCT document) FROM rows r WHERE r.run = runs.key AND r.shown) FROM runs ORDER BY key")?;
        let runs =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
        stats.runs = runs.collect::<Result<_, _>>()?;
        Ok(stats)
    }
}
