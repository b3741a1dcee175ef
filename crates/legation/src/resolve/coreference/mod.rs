//! Who is meant by "he", "the envoy", "both countries": every mention of an actor gets the entity that it stands for.
//!
//! In: the mentions of a document, each with what its own words say. Out: the same and those that only stand for others,
//! all with the entity meant; a plural one as several mentions of one head. A sieve after Lee et al., "Deterministic
//! Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules", Computational Linguistics 39 (2013): names
//! over the whole document first (`name`), then one walk in the order of the text (`walk`), in which nouns (`definite`,
//! `plural`, `owned`) and pronouns (`pronoun`, `quote`) look back a bounded way. What is not clear stays as it is.

mod agreement;
mod anaphors;
mod clause;
mod definite;
mod discourse;
mod gender;
mod name;
mod owned;
mod plural;
mod pronoun;
mod quote;
mod walk;

pub(crate) use anaphors::Anaphors;
pub(super) use walk::link;
