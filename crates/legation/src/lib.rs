//! Legation reads news and keeps a record of diplomacy: who did what to whom, who stands where, who talks for whom,
//! each line one click from the words that show it.
//!
//! The tables that decide what is coded live in `data/` and are read by [`ontology`] (event types, modes, contexts,
//! CAMEO codes), [`gazetteer`] (who can act), [`place`] (where) and [`lexicon`] (which words tell of which event). A
//! document goes from [`ingest`] through the English pipeline to [`resolve`] (who is named) and [`code`] (what they did);
//! [`code_document`] does all of it.
#![deny(missing_docs)]

pub mod classify;
pub mod cluster;
pub mod code;
mod coded;
pub mod count;
mod data;
pub mod date;
mod entity;
mod error;
pub mod fetch;
pub mod gazetteer;
pub mod ingest;
pub mod lexicon;
pub mod mediation;
pub mod ontology;
pub mod output;
pub mod place;
pub mod position;
pub mod record;
pub mod relate;
pub mod resolve;
mod resources;
pub mod score;
pub mod speech;
pub mod store;
pub mod syntax;
#[cfg(test)]
mod testing;
pub mod unknown;
pub mod visit;
pub mod vote;

pub use coded::{AnyRow, CodedDocument, code_annotated, code_document, code_kinds};
pub use entity::{Entity, slug};
pub use error::{Error, Fault};
pub use resources::{Resources, TABLES};
