//! A copy of the whole record, also while somebody writes to it.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::StoreError;

/// Writes what the database holds now to a new file. The file appears under its name only when it is whole.
pub(super) fn copy(db: &Connection, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is there already", to.display())).into());
    }
    let mut part = to.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let part = Path::new(&part);
    let done = write(db, part).and_then(|()| Ok(fs::rename(part, to)?));
    if done.is_err() {
        // What is half written is of no use to anybody.
        let _ = fs::remove_file(part);
    }
    done
}

fn write(db: &Connection, part: &Path) -> Result<(), StoreError> {
    // A connection that only reads writes no other file either, unless told that it may.
    let reads_only: bool = db.query_row("PRAGMA query_only", [], |row| row.get(0))?;
    db.pragma_update(None, "query_only", false)?;
    let written = db.execute("VACUUM INTO ?1", [part.to_string_lossy()]);
    db.pragma_update(None, "query_only", reads_only)?;
    written?;
    Ok(fs::File::open(part)?.sync_all()?)
}
