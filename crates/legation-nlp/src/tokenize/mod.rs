//! Text → tokens, exactly as spaCy's rule-based tokenizer makes them.
//!
//! White space separates chunks; a chunk is cut at its prefixes, suffixes and infixes unless it is an exception
//! ("don't") or a URL; last, exceptions that these rules tore apart are put back. The rules are those of the model.
//! In: the text and the model's `tokenizer` file. Out: byte ranges and word types; tags come later.

mod affixes;
mod cache;
mod chunks;
mod exceptions;
mod load;
pub(crate) mod pattern;
mod tokenizer;

pub(crate) use cache::ChunkCache;
pub(crate) use tokenizer::{RawToken, Tokenizer};
