//! The one error of this crate.
//!
//! Its kinds stay private; callers ask by predicate. A broken table reports every fault in it at once, so that an
//! analyst mends a table in one go.

use std::fmt;

/// Something wrong at one place of a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as the user knows it.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Why a call into this crate did not succeed.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("{}", lines(.0))]
    Data(Vec<Fault>),
    #[error("English model: {0}")]
    Model(#[from] legation_nlp::Error),
}

impl From<legation_nlp::Error> for Error {
    fn from(error: legation_nlp::Error) -> Self {
        Self(Kind::Model(error))
    }
}

impl Error {
    /// Tables with faults; the list is never empty.
    pub(crate) fn data(faults: Vec<Fault>) -> Self {
        Self(Kind::Data(faults))
    }

    /// The faults, if tables could not be loaded: by file, then by line.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match &self.0 {
            Kind::Data(faults) => faults,
            Kind::Model(_) => &[],
        }
    }
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_its_line() {
        let fault = |line, message: &str| Fault { file: "a.csv".into(), line, message: message.into() };
        let error = Error::data(vec![fault(2, "empty name"), fault(7, "unknown sector \"GVO\"")]);
        assert_eq!(error.to_string(), "a.csv:2: empty name\na.csv:7: unknown sector \"GVO\"");
        assert_eq!(error.faults().len(), 2);
    }
}
