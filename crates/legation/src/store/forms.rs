//! Entities, places and reasons, each form stored once.

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::StoreError;
use super::identity::hash;
use super::pack::{Forms, Known, Table};

/// Forms kept in memory; beyond it all are forgotten and looked up again, so that memory stays flat.
const MOST_CACHED: usize = 20_000;

/// Keys of forms that were written or read lately.
#[derive(Debug, Default)]
pub(super) struct Cache(FxHashMap<(Table, i64), i64>);

impl Cache {
    /// Forgets all; after a transaction that was not committed its keys are worth nothing.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// Gives keys, writing forms that are new.
pub(super) struct Writer<'a> {
    /// The open transaction.
    pub(super) db: &'a Connection,
    /// Lives as long as the store.
    pub(super) cache: &'a mut Cache,
}

impl Forms for Writer<'_> {
    fn key(&mut self, table: Table, form: &Value) -> Result<i64, StoreError> {
        let text = match form {
            Value::String(text) => text.clone(),
            form => form.to_string(),
        };
        let hash = hash(text.as_bytes());
        if let Some(key) = self.cache.0.get(&(table, hash)) {
            return Ok(*key);
        }
        let key = match find(self.db, table, hash)? {
            Some(key) => key,
            None => self.write(table, hash, form, &text)?,
        };
        if self.cache.0.len() >= MOST_CACHED {
            self.cache.clear();
        }
        self.cache.0.insert((table, hash), key);
        Ok(key)
    }
}

impl Writer<'_> {
    fn write(&self, table: Table, hash: i64, form: &Value, text: &str) -> Result<i64, StoreError> {
        let get = |name: &str| form.get(name).and_then(Value::as_str);
        match table {
            Table::Actors => {
                let sectors = form.get("sectors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let sectors: Vec<&str> = sectors.iter().filter_map(Value::as_str).collect();
                let sql = "INSERT INTO actors (hash, entity, name, country, sectors, form) VALUES (?, ?, ?, ?, ?, ?)";
                let name = get("name").unwrap_or_default();
                let row = params![hash, get("entity"), name, get("country"), sectors.join(" "), text];
                self.db.prepare_cached(sql)?.execute(row)?;
            }
            Table::Places => {
                let sql = "INSERT INTO places (hash, name, country, form) VALUES (?, ?, ?, ?)";
                self.db.prepare_cached(sql)?.execute(params![hash, get("name"), get("country"), text])?;
            }
            Table::Reasons => {
                let sql = "INSERT INTO reasons (hash, form) VALUES (?, ?)";
                self.db.prepare_cached(sql)?.execute(params![hash, text])?;
            }
        }
        Ok(self.db.last_insert_rowid())
    }
}

fn find(db: &Connection, table: Table, hash: i64) -> Result<Option<i64>, StoreError> {
    let sql = match table {
        Table::Actors => "SELECT key FROM actors WHERE hash = ?",
        Table::Places => "SELECT key FROM places WHERE hash = ?",
        Table::Reasons => "SELECT key FROM reasons WHERE hash = ?",
    };
    Ok(db.prepare_cached(sql)?.query_row([hash], |row| row.get(0)).optional()?)
}

/// Reads forms back, each once.
pub(super) struct Reader<'a> {
    db: &'a Connection,
    read: RefCell<FxHashMap<(Table, i64), Value>>,
}

impl<'a> Reader<'a> {
    /// A reader of one database.
    pub(super) fn new(db: &'a Connection) -> Self {
        Self { db, read: RefCell::default() }
    }
}

impl Known for Reader<'_> {
    fn form(&self, table: Table, key: i64) -> Result<Value, StoreError> {
        if let Some(form) = self.read.borrow().get(&(table, key)) {
            return Ok(form.clone());
        }
        let sql = match table {
            Table::Actors => "SELECT form FROM actors WHERE key = ?",
            Table::Places => "SELECT form FROM places WHERE key = ?",
            Table::Reasons => "SELECT form FROM reasons WHERE key = ?",
        };
        let found: Option<String> = self.db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
        let text = found.ok_or_else(|| StoreError::broken(format!("{table:?} has no line {key}")))?;
        let form = if table == Table::Reasons { Value::String(text) } else { serde_json::from_str(&text)? };
        let mut read = self.read.borrow_mut();
        if read.len() >= MOST_CACHED {
            read.clear();
        }
        read.insert((table, key), form.clone());
        Ok(form)
    }
}
