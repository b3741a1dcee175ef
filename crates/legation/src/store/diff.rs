//! What two codings of the same documents have otherwise.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::Serialize;
use serde_json::Value;

use super::forms::Reader;
use super::read::{COLUMNS, stored};
use super::{Store, StoreError, run};
use crate::record::Kind;

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// `added`, `removed` or `changed`.
    pub change: &'static str,
    /// The document.
    pub document: String,
    /// Kind of the row.
    pub kind: &'static str,
    /// The row before.
    pub old: Option<Value>,
    /// The row now.
    pub new: Option<Value>,
    /// Fields that differ.
    pub fields: Vec<String>,
}

/// Fields that say nothing of what was coded.
const ASIDE: [&str; 3] = ["id", "evidence", "confidence"];

impl Store {
    /// Gives the differences between two runs to `take`, document by document, until it returns false. Rows go together by
    /// kind and the word that tells of them; documents that only one of the runs has coded are passed over.
    ///
    /// # Errors
    /// If there is no such run, the file cannot be read, or `take` fails.
    pub fn diff<E: From<StoreError>>(
        &self,
        old: &str,
        new: &str,
        mut take: impl FnMut(Difference) -> Result<bool, E>,
    ) -> Result<(), E> {
        for document in self.coded_by_both(old, new)? {
            for difference in self.differences(old, new, document)? {
                if !take(difference)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn coded_by_both(&self, old: &str, new: &str) -> Result<Vec<i64>, StoreError> {
        let (old, new) = (run::by_name(&self.db, old)?, run::by_name(&self.db, new)?);
        let sql = "SELECT a.document FROM codings a JOIN codings b ON b.document = a.document AND b.run = ?2 \
                   JOIN documents d ON d.key = a.document WHERE a.run = ?1 ORDER BY d.name, d.id";
        Ok(self.db.prepare_cached(sql)?.query_map([old, new], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn differences(&self, old: &str, new: &str, document: i64) -> Result<Vec<Difference>, StoreError> {
        let before = self.placed(run::by_name(&self.db, old)?, document)?;
        let mut after = self.placed(run::by_name(&self.db, new)?, document)?;
        let mut found = Vec::new();
        for (place, old) in before {
            let new = after.remove(&place);
            let fields = new.as_ref().map(|new| differing(&old, new)).unwrap_or_default();
            match new {
                Some(new) if fields.is_empty() => drop(new),
                Some(new) => found.push(difference("changed", Some(old), Some(new), fields)),
                None => found.push(difference("removed", Some(old), None, fields)),
            }
        }
        found.extend(after.into_values().map(|new| difference("added", None, Some(new), Vec::new())));
        Ok(found)
    }

    /// Rows by kind, place of the trigger, and which of several there.
    fn placed(&self, run: i64, document: i64) -> Result<BTreeMap<(Kind, u64, usize), Value>, StoreError> {
        let forms = Reader::new(&self.db);
        let sql = format!(
            "SELECT {COLUMNS} FROM rows r JOIN documents d ON d.key = r.document WHERE r.document = ? AND r.run = ? \
             ORDER BY r.key"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params![document, run])?;
        let mut placed = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let row = stored(row)?;
            let value = row.value(&forms)?;
            let place = value.pointer("/evidence/trigger/start").and_then(Value::as_u64).unwrap_or_default();
            let nth = (0..).find(|nth| !placed.contains_key(&(row.kind, place, *nth))).unwrap_or_default();
            placed.insert((row.kind, place, nth), value);
        }
        Ok(placed)
    }
}

fn difference(change: &'static str, old: Option<Value>, new: Option<Value>, fields: Vec<String>) -> Difference {
    let either = new.as_ref().or(old.as_ref());
    let text = |name: &str| either.and_then(|row| row[name].as_str()).unwrap_or_default().to_owned();
    let word = text("kind");
    let kind = Kind::ALL.into_iter().map(Kind::as_str).find(|kind| *kind == word).unwrap_or_default();
    Difference { change, document: text("document"), kind, old, new, fields }
}

fn differing(old: &Value, new: &Value) -> Vec<String> {
    let (Some(old), Some(new)) = (old.as_object(), new.as_object()) else { return Vec::new() };
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    let differs = |name: &&String| !ASIDE.contains(&name.as_str()) && old.get(*name) != new.get(*name);
    names.filter(differs).cloned().collect()
}
