//! Word types: what the model knows of a token from its spelling alone.
//!
//! In: the spelling, and the norm if a tokenizer exception gives one. Out: the ids that the embedding tables are
//! indexed with, the lower case, whether it is white space. Ids are those of spaCy's `StringStore`.

mod base_norms;
mod hash_index;
mod id;
mod norms;
mod shape;
mod symbols;
mod table;

pub(crate) use hash_index::{HashIndex, hash};
pub(crate) use id::string_id;
pub(crate) use norms::Norms;
pub(crate) use table::{Lexeme, LexemeId, LexemeTable};
