//! The one error of this crate: a model that cannot be loaded.

use std::fmt::Display;

/// Why a model directory could not be loaded. Annotating text never fails.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct Error {
    file: String,
    reason: String,
    unsupported: bool,
}

impl Error {
    /// A file of the model that is missing or not what it should be.
    pub(crate) fn broken(file: impl Display, reason: impl Display) -> Self {
        Self { file: file.to_string(), reason: reason.to_string(), unsupported: false }
    }

    /// A model that is sound but has a component, layer or setting that this engine does not run.
    pub(crate) fn unsupported(file: impl Display, reason: impl Display) -> Self {
        Self { file: file.to_string(), reason: reason.to_string(), unsupported: true }
    }

    /// Whether the model is sound but needs something that this engine does not run.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.unsupported
    }
}
