//! Coded rows as people and spreadsheets read them: single fields in short, and CSV. All read the row's JSON by the contract's
//! names, so that a kind of row that comes later needs new columns here and nothing else.

pub mod csv;
pub mod field;
