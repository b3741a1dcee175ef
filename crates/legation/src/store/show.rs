//! One thing of the record by its id: an event with its mentions, a row, a document with all that was coded in it.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::events::document_id;
use super::forms::Reader;
use super::read::{COLUMNS, stored};
use super::row_id::RowId;
use super::{Store, StoreError};

/// What an id names.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// An event, as a line of `events`, and its mentions.
    Event {
        /// The event.
        event: Value,
        /// Its mentions, in the order of publication.
        mentions: Vec<Value>,
        /// The id that was asked for, if it is no longer in use and this event is its successor.
        retired: Option<String>,
    },
    /// A row of any kind.
    Row(Value),
    /// A document: its fields with its text, and all rows in the order of the text.
    Document {
        /// Fields of the input, `text` among them.
        document: Value,
        /// All that was coded.
        rows: Vec<Value>,
    },
}

impl Store {
    /// What an id names: of an event (`e-…`), of a row (`m-…`, `p-…`), of a document (`d-…`, or the name under which it came).
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn show(&self, id: &str) -> Result<Option<Shown>, StoreError> {
        let forms = Reader::new(&self.db);
        if let Some(number) = RowId::parse(id) {
            let shown = match id.split('-').next() {
                Some("e") => self.show_event(&forms, number, id)?,
                Some("d") => self
                    .document_key("id = ?", number.number)?
                    .map(|key| self.show_document(&forms, key))
                    .transpose()?,
                _ => self.show_row(&forms, number, id)?,
            };
            if shown.is_some() {
                return Ok(shown);
            }
        }
        let sql = "SELECT document FROM names WHERE name = ? ORDER BY document LIMIT 1";
        let key: Option<i64> = self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        key.map(|key| self.show_document(&forms, key)).transpose()
    }

    fn document_key(&self, condition: &str, value: i64) -> Result<Option<i64>, StoreError> {
        let sql = format!("SELECT key FROM documents WHERE {condition}");
        Ok(self.db.prepare_cached(&sql)?.query_row([value], |row| row.get(0)).optional()?)
    }

    fn show_event(&self, forms: &Reader<'_>, id: RowId, asked: &str) -> Result<Option<Shown>, StoreError> {
        let sql = "SELECT key FROM events WHERE id = ? AND nth = ?";
        let key: Option<i64> =
            self.db.prepare_cached(sql)?.query_row(params![id.number, id.nth], |row| row.get(0)).optional()?;
        // An event has the id of its first mention: one that is no event's id any more is that of a mention of another event.
        let successor =
            "SELECT event FROM rows WHERE id = ? AND nth = ? AND kind = 0 AND event IS NOT NULL ORDER BY shown DESC";
        let (key, retired) = match key {
            Some(key) => (key, None),
            None => {
                let mut statement = self.db.prepare_cached(successor)?;
                match statement.query_row(params![id.number, id.nth], |row| row.get(0)).optional()? {
                    Some(key) => (key, Some(asked.to_owned())),
                    None => return Ok(None),
                }
            }
        };
        let event = self.event_line(forms, key)?;
        let mentions = self.rows_where(forms, "r.event = ? ORDER BY coalesce(d.day, '9999'), r.id, r.nth", [key])?;
        Ok(Some(Shown::Event { event, mentions, retired }))
    }

    fn show_row(&self, forms: &Reader<'_>, id: RowId, asked: &str) -> Result<Option<Shown>, StoreError> {
        let condition = "r.id = ? AND r.nth = ? ORDER BY r.shown DESC LIMIT 1";
        let found = self.rows_where(forms, condition, params![id.number, id.nth])?;
        Ok(found.into_iter().find(|row| row["id"] == asked).map(Shown::Row))
    }

    fn show_document(&self, forms: &Reader<'_>, key: i64) -> Result<Shown, StoreError> {
        let sql = "SELECT id, name, title, published, published_basis, publisher, url, language, section_start, text, \
                   (SELECT count(*) FROM documents o WHERE o.story = d.story) FROM documents d WHERE key = ?";
        let document = self.db.prepare_cached(sql)?.query_row([key], |row| {
            let text = |idx: usize| row.get::<_, Option<String>>(idx);
            Ok(json!({
                "report": document_id(row.get(0)?), "document": text(1)?, "title": text(2)?, "published": text(3)?,
                "published_basis": text(4)?, "publisher": text(5)?, "url": text(6)?, "language": text(7)?,
                "section_start": row.get::<_, i64>(8)?, "text": text(9)?, "n_reports_of_story": row.get::<_, i64>(10)?,
            }))
        })?;
        let mut rows = self.rows_where(forms, "r.document = ? AND r.shown ORDER BY r.key", [key])?;
        rows.sort_by_key(|row| row["evidence"]["start"].as_u64());
        Ok(Shown::Document { document, rows })
    }

    fn rows_where(
        &self,
        forms: &Reader<'_>,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Value>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM rows r JOIN documents d ON d.key = r.document WHERE {condition}");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = Vec::new();
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let row = stored(row)?;
            found.push(self.row_line(forms, &row)?);
        }
        Ok(found)
    }
}
