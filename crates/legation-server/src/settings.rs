//! What the user says about the server.

use std::path::PathBuf;

/// The port unless another is named.
pub const DEFAULT_PORT: u16 = 8765;

/// Characters that a token has at least: 32 hexadecimal digits are 128 bits.
pub const LEAST_TOKEN_CHARS: usize = 32;

/// Which record is shown, where, and to whom.
#[derive(Debug, Clone)]
pub struct Settings {
    /// File of the record.
    pub store: PathBuf,
    /// Address or name to listen at; none for this machine alone.
    pub host: Option<String>,
    /// Port; 0 for a free one.
    pub port: u16,
    /// What a visitor must bring.
    pub token: Option<String>,
}
