//! How much a question finds, as events and as reports.

use rusqlite::params_from_iter;
use serde::Serialize;

use super::{Filter, Store, StoreError};

/// What a question finds. Events are happenings; the rest counts how often and where they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Events.
    pub n_events: i64,
    /// Mentions of them.
    pub n_mentions: i64,
    /// Documents with such a mention.
    pub n_documents: i64,
    /// Stories: documents that are copies of each other count once.
    pub n_stories: i64,
}

impl Store {
    /// Counts all that a question finds, whatever its limit.
    ///
    /// # Errors
    /// If the question makes no sense or the file cannot be read.
    pub fn count_events(&self, filter: &Filter) -> Result<Counts, StoreError> {
        let conditions = self.events_asked(filter)?;
        let sql = format!(
            "WITH chosen AS MATERIALIZED (SELECT e.key FROM events e WHERE {}) \
             SELECT (SELECT count(*) FROM chosen), count(*), count(DISTINCT r.document), count(DISTINCT d.story) \
             FROM chosen JOIN rows r ON r.event = chosen.key JOIN documents d ON d.key = r.document",
            conditions.sql()
        );
        let counts = |row: &rusqlite::Row<'_>| {
            Ok(Counts {
                n_events: row.get(0)?,
                n_mentions: row.get(1)?,
                n_documents: row.get(2)?,
                n_stories: row.get(3)?,
            })
        };
        Ok(self.db.prepare(&sql)?.query_row(params_from_iter(conditions.values()), counts)?)
    }
}
