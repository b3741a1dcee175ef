//! The file: made, opened, checked for what it is, brought to the newest form.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::StoreError;

/// Marks a SQLite file as a record of Legation: "LEGA".
const APPLICATION_ID: i64 = 0x4c45_4741;

/// What brings a file from one version of the schema to the next; the first makes an empty file a record.
const MIGRATIONS: [&str; 1] = [include_str!("schema.sql")];

/// How long to wait for another program that is writing.
const BUSY_WAIT: Duration = Duration::from_secs(60);

/// Pages of 4 KiB in the log before they are moved into the database.
const CHECKPOINT_PAGES: i64 = 2000;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Reading and writing; a missing file is made.
    Write,
    /// Reading only.
    Read,
}

/// Opens a file.
pub(super) fn open(path: &Path, access: Access) -> Result<Connection, StoreError> {
    let is_new = match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder").into()),
        Ok(found) => found.len() == 0,
        Err(error) if error.kind() == io::ErrorKind::NotFound && access == Access::Write => true,
        Err(error) => return Err(error.into()),
    };
    if is_new && access == Access::Read {
        return Err(StoreError::foreign());
    }
    let mut db = connect(path, access)?;
    if !is_new {
        // Nothing is asked of, or written to, a file before it is known to be a record.
        check(&db, access)?;
    }
    settle(&db, access)?;
    if access == Access::Write {
        migrate(&mut db, path)?;
    }
    Ok(db)
}

/// A record in memory.
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let mut db = Connection::open_in_memory()?;
    settle(&db, Access::Write)?;
    migrate(&mut db, Path::new(""))?;
    Ok(db)
}

fn connect(path: &Path, access: Access) -> Result<Connection, StoreError> {
    let shared = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if access == Access::Write {
        if fs::metadata(path).is_ok_and(|found| found.permissions().readonly()) {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | shared;
        return Ok(Connection::open_with_flags(path, flags)?);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | shared;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(BUSY_WAIT)?;
    // In a folder that may not be written there can be no log beside the file, so nobody writes either.
    match db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        Ok(()) => Ok(db),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {
            let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            Ok(Connection::open_with_flags(format!("file:{name}?immutable=1"), flags)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a file is a record that this program can read.
fn check(db: &Connection, access: Access) -> Result<(), StoreError> {
    let number = |pragma: &str| db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    match application {
        APPLICATION_ID if version > known => Err(StoreError::newer(version, known)),
        APPLICATION_ID => Ok(()),
        // Another program has just begun to make it: this one waits for its turn to do so.
        0 if version == 0 && access == Access::Write && is_empty(db)? => Ok(()),
        _ => Err(StoreError::foreign()),
    }
}

/// Whether a database has no table yet.
fn is_empty(db: &Connection) -> Result<bool, StoreError> {
    Ok(db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))? == 0)
}

fn settle(db: &Connection, access: Access) -> Result<(), StoreError> {
    db.busy_timeout(BUSY_WAIT)?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    if access == Access::Write {
        // Before the first table: pages that are free can be given back to the disk.
        db.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // A document that was acknowledged is on the disk, whatever happens to the machine.
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    } else {
        db.pragma_update(None, "query_only", true)?;
    }
    Ok(())
}

/// Brings a file to the newest form, each step whole or not at all. Before a file that holds something is changed, it is copied.
fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let version = |db: &Connection| {
        db.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0).map(|version| version as usize))
    };
    let found = version(db)?;
    if found > 0 && found < MIGRATIONS.len() {
        let mut copy = path.as_os_str().to_owned();
        copy.push(format!(".v{found}.bak"));
        super::backup::copy(db, Path::new(&copy))?;
    }
    for (idx, step) in MIGRATIONS.iter().enumerate().skip(found) {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have done it while this one waited.
        if version(&transaction)? == idx {
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", u32::try_from(idx + 1).unwrap_or(u32::MAX))?;
        }
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_has_no_known_fault_in_its_log() {
        // 3.7.0 to 3.51.2 can lose committed writes when a checkpoint meets a writer.
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }

    #[test]
    fn other_files_are_refused_and_left_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other");
        for content in [&b"\x89PNG\r\n\x1a\n0000000000000000"[..], b"SQLite format 3\0 and then nothing of it", b"text"]
        {
            fs::write(&path, content).unwrap();
            for access in [Access::Write, Access::Read] {
                assert!(open(&path, access).is_err(), "{content:?}");
                assert_eq!(fs::read(&path).unwrap(), content);
            }
        }
        let foreign = folder.path().join("foreign.db");
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
        assert!(open(&foreign, Access::Write).unwrap_err().is_other_version());
        assert!(open(&folder.path().join("none.db"), Access::Read).is_err());
    }

    #[test]
    fn a_newer_record_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let db = open(&path, Access::Write).unwrap();
        db.pragma_update(None, "user_version", 99).unwrap();
        drop(db);
        let error = open(&path, Access::Write).unwrap_err();
        assert!(error.is_other_version() && error.to_string().contains("newer"), "{error}");
    }
}
