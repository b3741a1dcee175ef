//! Why the server cannot start.

use std::io;

use crate::settings::LEAST_TOKEN_CHARS;

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ServeError(#[from] Kind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("port {0} is in use\nhint: `--port 0` takes a free one")]
    InUse(u16),
    #[error(
        "{0} can be reached by other machines, so that visitors must bring a token\nhint: add --token with at least {LEAST_TOKEN_CHARS} characters, for example from `openssl rand -hex 32`"
    )]
    NoToken(String),
    #[error(
        "the token is too short, or has blanks or signs that no address can hold\nhint: at least {LEAST_TOKEN_CHARS} letters and digits, for example from `openssl rand -hex 32`"
    )]
    WeakToken,
    #[error("no address is known for the host {0:?}")]
    NoHost(String),
    #[error("cannot listen at {place}")]
    Listen { place: String, source: io::Error },
}
