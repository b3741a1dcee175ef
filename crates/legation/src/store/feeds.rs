//! Feeds that are followed, and what the last poll of each gave.

use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::fetch::FeedState;

impl Store {
    /// What is remembered of a feed; of one that was never polled, the default.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn feed(&self, url: &str) -> Result<FeedState, StoreError> {
        let sql = "SELECT state FROM feeds WHERE url = ?";
        let state: Option<String> = self.db.prepare_cached(sql)?.query_row([url], |row| row.get(0)).optional()?;
        state.map_or_else(|| Ok(FeedState::default()), |state| Ok(serde_json::from_str(&state)?))
    }

    /// Remembers what a poll gave. To be called when its documents are stored: else they would be lost with the program.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn remember_feed(&mut self, url: &str, state: &FeedState) -> Result<(), StoreError> {
        let sql = "INSERT INTO feeds (url, state) VALUES (?1, ?2) ON CONFLICT (url) DO UPDATE SET state = ?2";
        self.db.prepare_cached(sql)?.execute([url, &serde_json::to_string(state)?])?;
        Ok(())
    }

    /// Whether a document came under this name.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has_name(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM names WHERE name = ?")?.exists([name])?)
    }
}
