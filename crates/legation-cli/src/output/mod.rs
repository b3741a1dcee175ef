//! Coded rows as table and summary. All read the row's JSON by the contract's names, so that a kind of
//! row that comes later needs new columns here and nothing else.

pub(crate) mod clusters;
pub(crate) mod figures;
pub(crate) mod scoreboard;
pub(crate) mod summary;
pub(crate) mod table;

pub(crate) use legation::output::{csv, field};

#[cfg(test)]
mod testing {
    /// A row in the contract's shape, about an invented happening.
    pub(crate) fn row() -> serde_json::Value {
        serde_json::from_str(include_str!("../../../../testdata/rows/mention.json")).unwrap()
    }
}
