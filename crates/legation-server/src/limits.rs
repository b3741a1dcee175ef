//! How much is answered at once, and for how long.

use std::time::Duration;

/// Requests that are answered at once; the next ones wait.
pub const MOST_REQUESTS: usize = 64;
/// Connections that are open at once; beyond them the oldest that waits for nothing is closed.
pub const MOST_CONNECTIONS: usize = 256;
/// Bytes of the head of a request.
pub const MOST_HEAD_BYTES: usize = 16 << 10;
/// Bytes of a request's body, for which no page has a use.
pub const MOST_BODY_BYTES: usize = 2 << 20;
/// Bytes of a file; one that would be longer breaks off, so that nobody takes a part for the whole.
pub const MOST_FILE_BYTES: usize = 100 << 20;
/// Files that are written at once.
pub const MOST_FILES: usize = 4;
/// How long a page may ask the record.
pub const PAGE_TIME: Duration = Duration::from_secs(5);
/// How long a file may be written.
pub(crate) const FILE_TIME: Duration = Duration::from_secs(300);
/// How long a reader may let a file wait.
pub(crate) const READER_TIME: Duration = Duration::from_secs(30);
/// How long an answer may take to begin.
pub(crate) const ANSWER_TIME: Duration = Duration::from_secs(15);
/// How long the head of a request may take to come.
pub(crate) const HEAD_TIME: Duration = Duration::from_secs(5);
