//! Who is meant by "he", "the envoy", "both countries": every mention of an actor gets the entity that it stands for.
//!
//! In: the mentions of a document, each with what its own words say. Out: the same and those that only stand for others,
//! all with the entity meant; a plural one as several mentions of one head. A sieve after Lee et al., "Deterministic
//! Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules", Computational Linguistics 39 (2013): names
//! over the whole document first (`name`), then one walk in the order of the text (`walk`), in which nouns (`definite`,
//! `described`, `again`, `nation`, `plural`, `owned`) and pronouns (`pronoun`) look back a bounded way; "I" and "we" come
//! last, when all speakers are known (`quote`, `speech`). What is not clear stays as it is.

mod again;
mod agreement;
mod anaphors;
mod clause;
mod definite;
mod described;
mod discourse;
mod gender;
mod name;
mod nation;
mod owned;
mod plural;
mod pronoun;
mod quote;
mod segment;
mod speech;
mod walk;

pub(crate) use anaphors::Anaphors;
pub(super) use walk::link;
