//! Counts: how many were killed, hurt, arrested, abducted, driven out or took part, and how much money it was.
//!
//! In: a sentence and the words that tell of its happenings. Out: for each happening its [`Counts`]. `number` reads
//! numbers and their bounds, `quantity` says how many a noun phrase names, `find` which kind of count that is, `assign`
//! whose. The words are tables in `data/rules`, read by `rules`.

mod assign;
mod find;
mod number;
mod quantity;
mod rules;
mod value;

pub use value::{Count, CountKind, Counts};

pub(crate) use assign::{Counted, Trigger, of_sentence};
pub(crate) use number::exact;
pub(crate) use rules::CountRules;
