//! What rows of all kinds share: document, status, date, attribution, evidence, id.
//!
//! In: the word that tells of something, and the words that show it. Out: a [`Row`], which each kind (`position`, `speech`,
//! `vote`, `mediation`, `visit`) puts in front of what is its own. Mentions (`code`) have the same fields.

pub(crate) mod id;
mod kind;
mod row;

pub use kind::{Kind, Kinds};
pub use row::Row;

pub(crate) use row::{Coded, Ground, finish, without_article, words};
