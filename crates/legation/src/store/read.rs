//! Stored rows as they were coded, in the fields' order of the contract.

use rusqlite::{Connection, Row};
use serde_json::{Map, Value, json};

use super::StoreError;
use super::fields::{SHARED, empty, own, packed, quad, what};
use super::forms::Reader;
use super::pack::{Text, unpack_row};
use super::row_id::RowId;
use crate::code::Status;
use crate::record::Kind;

/// Columns that [`stored`] reads, of `rows r` and `documents d`.
pub(super) const COLUMNS: &str = "r.key, r.id, r.nth, r.kind, r.status, r.confidence, r.coding, d.name, d.published, \
                                  d.published_basis, d.text, d.section_start, d.id, r.event, \
                                  (SELECT state FROM reviews v WHERE v.row = r.key), \
                                  (SELECT change FROM reviews v WHERE v.row = r.key), r.what";

/// How many they are.
pub(super) const N_COLUMNS: usize = 17;

/// A row as it is in the file.
pub(super) struct Stored {
    /// Its key.
    pub(super) key: i64,
    /// Its id.
    pub(super) id: RowId,
    /// Its kind.
    pub(super) kind: Kind,
    status: i64,
    what: String,
    confidence: f64,
    coding: String,
    document: String,
    published: Option<String>,
    basis: Option<String>,
    text: String,
    section_start: i64,
    /// Id of the document.
    pub(super) document_id: i64,
    /// Key of its event.
    pub(super) event: Option<i64>,
    /// What was decided about it.
    pub(super) review: Option<String>,
    change: Option<String>,
}

/// Reads [`COLUMNS`].
pub(super) fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let kind: u32 = row.get(3)?;
    Ok(Stored {
        key: row.get(0)?,
        id: RowId { number: row.get(1)?, nth: row.get(2)? },
        kind: Kind::ALL.get(kind as usize).copied().unwrap_or(Kind::Mentions),
        status: row.get(4)?,
        confidence: row.get(5)?,
        coding: row.get(6)?,
        document: row.get(7)?,
        published: row.get(8)?,
        basis: row.get(9)?,
        text: row.get(10)?,
        section_start: row.get(11)?,
        document_id: row.get(12)?,
        event: row.get(13)?,
        review: row.get(14)?,
        change: row.get(15)?,
        what: row.get(16)?,
    })
}

impl Stored {
    /// The text that it was coded in.
    pub(super) fn text(&self) -> Text<'_> {
        Text { text: &self.text, start: self.section_start.cast_unsigned() }
    }

    fn coding(&self) -> Result<Vec<Value>, StoreError> {
        Ok(serde_json::from_str(&self.coding)?)
    }

    /// Byte of the text at which the word stands that tells of it.
    pub(super) fn trigger_start(&self) -> Result<i64, StoreError> {
        let coding = self.coding()?;
        let at = packed(self.kind)
            .iter()
            .position(|name| *name == "evidence")
            .and_then(|idx| coding.get(idx)?.get(2)?.as_i64());
        at.ok_or_else(|| StoreError::broken("a row without trigger"))
    }

    /// The row as it was coded, with the corrections.
    pub(super) fn value(&self, forms: &Reader<'_>) -> Result<Value, StoreError> {
        let packed_fields = packed(self.kind);
        let mut known = unpack_row(&self.coding()?, &packed_fields, &empty(self.kind), self.text(), forms)?;
        let status = usize::try_from(self.status).ok().and_then(|at| Status::ALL.get(at));
        let shared = [
            ("schema", json!(1)),
            ("kind", json!(self.kind.as_str())),
            ("id", json!(self.id.of(self.kind))),
            ("document", json!(self.document)),
            ("published", json!(self.published)),
            ("status", json!(status.map(|status| status.as_str()))),
            ("confidence", json!(self.confidence)),
        ];
        known.extend(shared.map(|(name, value)| (name.to_owned(), value)));
        known.extend(what(self.kind).map(|name| (name.to_owned(), json!(self.what))));
        if self.kind == Kind::Mentions {
            known.insert("quad".to_owned(), json!(quad(known["quad_code"].as_u64())));
        }
        if let Some(change) = &self.change
            && let Value::Object(change) = serde_json::from_str(change)?
        {
            known.extend(change);
        }
        let mut row = Map::new();
        for name in SHARED.iter().chain(own(self.kind)) {
            if let Some(value) = known.shift_remove(*name) {
                row.insert((*name).to_owned(), value);
            }
        }
        row.extend(known);
        row.insert("published_basis".to_owned(), json!(self.basis));
        Ok(Value::Object(row))
    }
}

/// The stored row with this key.
pub(super) fn by_key(db: &Connection, key: i64) -> Result<Stored, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rows r JOIN documents d ON d.key = r.document WHERE r.key = ?");
    Ok(db.prepare_cached(&sql)?.query_row([key], stored)?)
}
