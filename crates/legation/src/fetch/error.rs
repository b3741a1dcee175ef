//! Why a page could not be had.

use std::fmt;

/// Why a page could not be had; shown as one line, `address: reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    url: String,
    kind: FetchErrorKind,
    reason: String,
}

/// What kind of trouble it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchErrorKind {
    /// The address is none that is asked for; no connection was opened to it.
    Refused,
    /// No connection: no such name, nobody there, a certificate that does not hold.
    Unreachable,
    /// A limit on time.
    TooSlow,
    /// A limit on size.
    TooLarge,
    /// An answer that breaks the protocol.
    Broken,
}

impl FetchError {
    pub(super) fn new(url: impl fmt::Display, kind: FetchErrorKind, reason: impl fmt::Display) -> Self {
        Self { url: url.to_string(), kind, reason: reason.to_string() }
    }

    /// What kind of trouble it was.
    #[must_use]
    pub fn kind(&self) -> FetchErrorKind {
        self.kind
    }

    /// The address that it is about: after redirects, the last one.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What is wrong there, without the address.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.url, self.reason)
    }
}

impl std::error::Error for FetchError {}
