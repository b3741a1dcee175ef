//! Coded rows as CSV, table and summary. All read the row's JSON by the contract's names, so that a kind of
//! row that comes later needs new columns here and nothing else.

pub(crate) mod clusters;
pub(crate) mod csv;
pub(crate) mod field;
pub(crate) mod figures;
pub(crate) mod scoreboard;
pub(crate) mod summary;
pub(crate) mod table;
