//! The record: documents, what was coded in them, and the events that they tell of, in one SQLite file.
//!
//! [`Store::write`] takes coded documents, each whole or not at all and once however often it comes; [`Store::merge`] makes
//! events of their mentions (`cluster` decides which belong together); the questions take a [`Filter`]. Ids are made from
//! content, so that the same documents give the same record in whatever order they come. This module and `ingest` are the
//! only stages with I/O.

mod backup;
mod check;
mod consensus;
mod corrections;
mod counts;
mod diff;
mod error;
mod events;
mod feeds;
mod fields;
mod filter;
mod forms;
mod identity;
mod insert;
mod merge;
mod open;
mod order;
mod pack;
mod pending;
pub mod question;
mod read;
mod recode;
mod review;
pub(crate) mod row_id;
mod run;
mod search;
mod show;
mod sketch;
mod source;
mod sql;
mod stats;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::coded::CodedDocument;
use crate::ingest::Document;
use forms::Cache;
use open::Access;

pub use check::Trouble;
pub use corrections::{Action, Correction};
pub use counts::Counts;
pub use diff::Difference;
pub use error::StoreError;
pub use events::Review;
pub use filter::{Between, Filter};
pub use insert::{Insertion, Known};
pub use merge::Merged;
pub use order::Order;
pub use recode::Uncoded;
pub use review::Estimate;
pub use run::Run;
pub use search::Hit;
pub use show::Shown;
pub use source::Source;
pub use sql::{Answer, SQL_MOST_ROWS};
pub use stats::Stats;

/// An open record.
pub struct Store {
    db: Connection,
    cache: Cache,
}

impl Store {
    /// Opens a record for reading and writing; a file that is not there is made.
    ///
    /// # Errors
    /// If the file is none of Legation's, of a newer program, damaged, or may not be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { db: open::open(path, Access::Write)?, cache: Cache::default() })
    }

    /// A record that is gone with the program.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { db: open::in_memory()?, cache: Cache::default() })
    }

    /// Opens a record that is there for reading only.
    ///
    /// # Errors
    /// As [`Store::open`], and if there is no such file.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { db: open::open(path, Access::Read)?, cache: Cache::default() })
    }

    /// Stores coded documents and their rows, all of them or, after an error, none. When it returns, they are on the disk.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&mut self, run: &Run, documents: &[(Document, CodedDocument)]) -> Result<Vec<Insertion>, StoreError> {
        let written = self.write_all(run, documents);
        if written.is_err() {
            self.cache.clear();
        }
        written
    }

    fn write_all(&mut self, run: &Run, documents: &[(Document, CodedDocument)]) -> Result<Vec<Insertion>, StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = run::key(&transaction, run)?;
        let mut insertions = Vec::with_capacity(documents.len());
        for (document, coded) in documents {
            insertions.push(insert::insert(&transaction, &mut self.cache, key, document, coded)?);
        }
        transaction.commit()?;
        Ok(insertions)
    }

    /// Whether a document is stored.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn knows(&self, document: &Document) -> Result<Known, StoreError> {
        insert::known(&self.db, document)
    }

    /// Version of the database that is built in.
    #[must_use]
    pub fn sqlite_version() -> &'static str {
        rusqlite::version()
    }

    /// Writes a copy of the record to a new file, also while another program writes to it.
    ///
    /// # Errors
    /// If the file is there already or cannot be written; then no part of it is left.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        backup::copy(&self.db, to)
    }
}
