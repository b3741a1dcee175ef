//! Where a report came from, without its text.

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::row_id::RowId;
use super::{Store, StoreError};

/// What is known of a document but its text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Source {
    /// Its name.
    pub document: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, as given.
    pub published: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
}

impl Store {
    /// Where the document with this id (`d-…`) came from.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn source(&self, id: &str) -> Result<Option<Source>, StoreError> {
        let Some(id) = RowId::parse(id) else { return Ok(None) };
        let sql = "SELECT name, title, published, publisher, url FROM documents WHERE id = ?";
        let source = |row: &rusqlite::Row<'_>| {
            Ok(Source {
                document: row.get(0)?,
                title: row.get(1)?,
                published: row.get(2)?,
                publisher: row.get(3)?,
                url: row.get(4)?,
            })
        };
        Ok(self.db.prepare_cached(sql)?.query_row([id.number], source).optional()?)
    }
}
