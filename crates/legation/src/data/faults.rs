//! The list of faults that a load gathers.

use std::fmt::Display;

use crate::{Error, Fault};

/// Faults found so far.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault.
    pub(crate) fn add(&mut self, file: &str, line: usize, message: impl Display) {
        self.0.push(Fault { file: file.to_owned(), line, message: message.to_string() });
    }

    /// The value, if there was no fault; else all faults by file and line.
    pub(crate) fn or_value<T>(mut self, value: T) -> Result<T, Error> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(Error::data(self.0))
    }
}
