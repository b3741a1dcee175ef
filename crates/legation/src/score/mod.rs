//! How well the program codes: labelled sets in, counts of what was wanted, found and right out.
//!
//! A set is read into [`Item`]s (`set`), each of which is judged by itself ([`Scorer::judge`]), so that callers may judge
//! many at once; [`Figures`] adds the judgements up. `case`, `kinds` and `entry` are the project's own sets, `relation` and
//! `event` the forms of others. Files are read and figures are shown by the caller.

mod actor_code;
mod case;
mod clusters;
mod entry;
mod event;
mod figures;
mod kinds;
mod relation;
mod set;
mod tally;
#[cfg(test)]
mod tests;

pub use case::{Case, CaseFile, End, OneOrMore, Wanted, WantedCount, is_called, shown};
pub use clusters::{ClusterError, ClusterFigures, ClusterSet, clusters};
pub use entry::EntrySentence;
pub use event::{EventSentence, GoldEvent};
pub use figures::{Coverage, Figure, Figures, Judgement, Key, Ranked};
pub use kinds::{KindCase, KindFile, WantedMediation, WantedPosition, WantedQuotation, WantedVisit, WantedVote};
pub use relation::RelationPair;
pub use set::{Item, ItemKind, Scorer, read};
pub use tally::Tally;
