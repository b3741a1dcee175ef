//! Coding again: the stored documents under another program, other tables or a codebook of the user's, beside what was coded
//! before.

use rusqlite::{TransactionBehavior, params};

use super::insert::code_again;
use super::run::{self, Run};
use super::{Store, StoreError, corrections, pending};
use crate::coded::CodedDocument;
use crate::ingest::{Document, Published, PublishedBasis};

/// A stored document that a run has not coded yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncoded {
    key: i64,
    /// The document as it was read.
    pub document: Document,
}

impl Store {
    /// Documents that this run has not coded, in the order in which they were stored: those after the last one that the
    /// caller has, at most `limit`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn uncoded(&self, run: &Run, after: Option<&Uncoded>, limit: usize) -> Result<Vec<Uncoded>, StoreError> {
        let key = run::find(&self.db, run)?.unwrap_or_default();
        let sql = "SELECT key, name, title, text, published, published_basis, publisher, url, language, section_start \
                   FROM documents d WHERE key > ? AND NOT EXISTS \
                   (SELECT 1 FROM codings c WHERE c.run = ? AND c.document = d.key) ORDER BY key LIMIT ?";
        let after = after.map_or(0, |uncoded| uncoded.key);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.db.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            let published: Option<String> = row.get(4)?;
            let basis: Option<String> = row.get(5)?;
            let document = Document {
                id: row.get(1)?,
                title: row.get(2)?,
                text: row.get(3)?,
                published: published.and_then(|given| stored_date(&given, basis.as_deref())),
                publisher: row.get(6)?,
                url: row.get(7)?,
                language: row.get(8)?,
                section_start: row.get::<_, i64>(9)?.cast_unsigned(),
                ..Document::default()
            };
            Ok(Uncoded { key: row.get(0)?, document })
        };
        Ok(statement.query_map(params![after, key, limit], read)?.collect::<Result<_, _>>()?)
    }

    /// Stores what a run coded in stored documents, all of it or, after an error, nothing.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_again(&mut self, run: &Run, coded: &[(Uncoded, CodedDocument)]) -> Result<(), StoreError> {
        let written = self.write_all_again(run, coded);
        if written.is_err() {
            self.cache.clear();
        }
        written
    }

    fn write_all_again(&mut self, run: &Run, coded: &[(Uncoded, CodedDocument)]) -> Result<(), StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = run::key(&transaction, run)?;
        for (uncoded, coded) in coded {
            code_again(&transaction, &mut self.cache, key, uncoded.key, &uncoded.document, coded)?;
        }
        Ok(transaction.commit()?)
    }

    /// Answers questions from a run, for all documents that it has coded. Corrections hold for it where its rows stand on the same words;
    /// its events come with the next [`Store::merge`].
    ///
    /// # Errors
    /// If there is no such run, or the file cannot be written.
    pub fn make_current(&mut self, name: &str) -> Result<(), StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = run::by_name(&transaction, name)?;
        let coded = "SELECT document FROM codings WHERE run = ?1";
        transaction.execute(&format!("UPDATE rows SET shown = (run = ?1) WHERE document IN ({coded})"), [key])?;
        transaction.execute("DELETE FROM events", [])?;
        corrections::apply_all(&transaction)?;
        pending::add_all(&transaction)?;
        Ok(transaction.commit()?)
    }
}

fn stored_date(given: &str, basis: Option<&str>) -> Option<Published> {
    let basis = PublishedBasis::ALL.into_iter().find(|known| Some(known.as_str()) == basis)?;
    given.parse::<Published>().ok().map(|published| published.with_basis(basis))
}
