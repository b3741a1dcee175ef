//! What can go wrong with a store. Each message names the file's trouble and what to do about it.

use std::io;

/// Why a call to the store did not succeed.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StoreError(#[from] Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("no space left on the disk; what was stored before is kept, run the same command again when there is room")]
    Full,
    #[error("may not be written")]
    ReadOnly,
    #[error("the database is in use by another program and did not become free")]
    Busy,
    #[error("written by a newer Legation (schema {found}, this program knows {known}): use that program")]
    Newer { found: i64, known: i64 },
    #[error("not a record of Legation: name another file with --store, or LEGATION_STORE")]
    Foreign,
    #[error(
        "damaged: {0}\nhint: `legation check` says how much; a copy made by `legation backup` can be opened instead"
    )]
    Broken(String),
    #[error("{0}")]
    Query(String),
    #[error("took too long and was stopped")]
    Stopped,
    #[error("{0}")]
    Sql(rusqlite::Error),
}

impl StoreError {
    pub(super) fn newer(found: i64, known: i64) -> Self {
        Kind::Newer { found, known }.into()
    }

    pub(super) fn foreign() -> Self {
        Kind::Foreign.into()
    }

    pub(super) fn broken(what: impl Into<String>) -> Self {
        Kind::Broken(what.into()).into()
    }

    /// A question that cannot be asked.
    pub(super) fn query(what: impl Into<String>) -> Self {
        Kind::Query(what.into()).into()
    }

    /// Whether the file is of a newer version, or of another program.
    #[must_use]
    pub fn is_other_version(&self) -> bool {
        matches!(self.0, Kind::Newer { .. } | Kind::Foreign)
    }

    /// Whether a question took longer than it may.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        matches!(self.0, Kind::Stopped)
    }

    /// Whether the question makes no sense, rather than the file.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(self.0, Kind::Query(_))
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(&self.0, Kind::Full) || self.io().is_some_and(|kind| kind == io::ErrorKind::StorageFull)
    }

    /// Whether the file or folder may not be read or written.
    #[must_use]
    pub fn is_permission(&self) -> bool {
        matches!(&self.0, Kind::ReadOnly) || self.io().is_some_and(|kind| kind == io::ErrorKind::PermissionDenied)
    }

    fn io(&self) -> Option<io::ErrorKind> {
        match &self.0 {
            Kind::Io(error) => Some(error.kind()),
            _ => None,
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Kind::Io(error).into()
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::broken(error.to_string())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Kind::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Kind::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Busy,
            Some(ErrorCode::NotADatabase) => Kind::Foreign,
            Some(ErrorCode::DatabaseCorrupt) => Kind::Broken(error.to_string()),
            Some(ErrorCode::OperationInterrupted) => Kind::Stopped,
            _ => Kind::Sql(error),
        };
        kind.into()
    }
}
