//! Reading tables: CSV and TOML text in, plain values and a list of faults out.
//!
//! The readers never stop at the first fault. They hand over what can be read and note the rest in [`Faults`], which
//! turns into an [`Error`](crate::Error) at the end. They know nothing about what the tables mean.

mod csv;
mod faults;
mod toml;

pub(crate) use csv::{CsvTable, list};
pub(crate) use faults::Faults;
pub(crate) use toml::{Fields, TomlFile};
