//! When: the date phrases of a text, the days that they mean, and which of them dates a happening.
//!
//! In: a parsed document, its day of publication, the tables. Out: [`Dates`], from [`find`]; [`Dates::phrase_of`] gives the one
//! that dates a happening. `sign` says what words can mean, `grammar` reads phrases, `when` is what they say, `resolve` looks it up in
//! the calendar (`calendar`), by the `tense` of the clause; `dateline` knows the date at the head of an article; `link` says
//! what a phrase hangs on, `pick` which phrase dates a happening, `narrative` which day told before holds for what has none.
//!
//! Nothing is guessed: a weekday without a day of publication, "recently" and holidays stay without a date.

mod calendar;
mod dateline;
mod dates;
mod grammar;
mod link;
mod name;
mod narrative;
mod pick;
mod resolve;
mod sign;
mod tense;
mod told;
mod when;

pub use calendar::{Period, Precision};
pub use dates::{Dates, Phrase, find};
pub use sign::DateWords;
pub use tense::Tables;
