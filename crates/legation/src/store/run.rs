//! Which program, tables and model made a coding. Codings of a document by several runs stand beside each other; of one the
//! rows are shown.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::StoreError;
use crate::record::{Kind, Kinds};

/// What made a coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Version of the program.
    pub coder: String,
    /// Hash of the tables, with those of the user's codebook.
    pub tables: String,
    /// Name and version of the English model.
    pub model: String,
    /// The kinds of rows.
    pub kinds: Kinds,
}

impl Run {
    /// The coding of this program: `own` are the bytes of whatever the user put on top of its tables.
    #[must_use]
    pub fn of_program(kinds: Kinds, own: &[u8]) -> Self {
        let own = if own.is_empty() { String::new() } else { format!("+{:016x}", super::identity::hash(own)) };
        Self {
            coder: env!("CARGO_PKG_VERSION").to_owned(),
            tables: format!("{}{own}", crate::TABLES),
            model: "en_core_web_sm 3.8.0".to_owned(),
            kinds,
        }
    }

    /// The name: the same program, tables, model and kinds have the same one everywhere.
    #[must_use]
    pub fn name(&self) -> String {
        let parts = [&self.coder, &self.tables, &self.model, &self.words()].map(String::as_str).join("\n");
        let hash = Sha256::digest(parts.as_bytes());
        hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }

    fn words(&self) -> String {
        let chosen = Kind::ALL.into_iter().filter(|kind| self.kinds.holds(*kind));
        chosen.map(Kind::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The key of a run that is stored.
pub(super) fn find(db: &Connection, run: &Run) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT key FROM runs WHERE name = ?";
    Ok(db.prepare_cached(sql)?.query_row([run.name()], |row| row.get(0)).optional()?)
}

/// The key of a run; one that is new is written.
pub(super) fn key(db: &Connection, run: &Run) -> Result<i64, StoreError> {
    if let Some(key) = find(db, run)? {
        return Ok(key);
    }
    let sql = "INSERT INTO runs (name, coder, tables, model, kinds) VALUES (?, ?, ?, ?, ?)";
    db.execute(sql, params![run.name(), run.coder, run.tables, run.model, run.words()])?;
    Ok(db.last_insert_rowid())
}

/// The key of the run with this name; the first letters of a name do, where they name one.
pub(super) fn by_name(db: &Connection, name: &str) -> Result<i64, StoreError> {
    let sql = "SELECT key FROM runs WHERE substr(name, 1, length(?1)) = ?1 LIMIT 2";
    let keys: Vec<i64> = db.prepare_cached(sql)?.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?;
    match keys[..] {
        [key] => Ok(key),
        _ => Err(StoreError::query(format!("no single coding has the name {name:?}; `legation stats` lists them"))),
    }
}
