//! Days whose events are to be merged anew, since something about them was stored or decided.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// Notes the days of all mentions of a document.
pub(super) fn add_document(db: &Connection, document: i64) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO pending (day) SELECT DISTINCT day FROM rows WHERE document = ? AND kind = 0";
    db.prepare_cached(sql)?.execute([document])?;
    Ok(())
}

/// Notes all days.
pub(super) fn add_all(db: &Connection) -> Result<(), StoreError> {
    db.execute("INSERT OR IGNORE INTO pending (day) SELECT DISTINCT day FROM rows WHERE shown AND kind = 0", [])?;
    Ok(())
}

/// The first day from which events are to be merged, besides those of no known day.
pub(super) fn first_day(db: &Connection) -> Result<Option<String>, StoreError> {
    Ok(db.query_row("SELECT min(day) FROM pending WHERE day <> ''", [], |row| row.get(0)).optional()?.flatten())
}

/// Whether mentions of no known day are to be merged.
pub(super) fn has_undated(db: &Connection) -> Result<bool, StoreError> {
    Ok(db.prepare("SELECT 1 FROM pending WHERE day = ''")?.exists([])?)
}

/// Notes that all is done.
pub(super) fn clear(db: &Connection) -> Result<(), StoreError> {
    db.execute("DELETE FROM pending", [])?;
    Ok(())
}
