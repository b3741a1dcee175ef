//! Which mentions tell of the same happening.
//!
//! In: mentions as [`Telling`]s, day by day. Out: groups of them, each with the reasons. Two are compared by type, parties,
//! place, time, wording and what their documents are about (`alike`); days are gone through in order, and the mentions of
//! one day join the groups of the days before or each other (`sweep`), so that the groups depend on the set of
//! mentions alone and the work on a new day does not depend on the length of the archive.

mod alike;
mod parties;
mod sweep;
mod telling;
mod types;
mod words;

#[cfg(test)]
mod tests;

pub use sweep::{Decided, Group, REACH_DAYS, Sweep};
pub use telling::{Basis, Party, Spot, Telling, Time};
pub use types::SameEvent;
pub use words::{Bag, context, wording};

pub(crate) use telling::{parties, spot, toll};
pub(crate) use words::sentence;
