//! Tokens, sentences, parts of speech, lemmas, dependency parses and named entities of English text.
//!
//! A spaCy v3 CPU pipeline (`en_core_web_sm` 3.8, carried in the crate) run in Rust, with the output of spaCy 3.8:
//! no Python, no network, no GPU. Useful without the rest of Legation.
//!
//! [`Pipeline::annotate`] is the one entry: text in, [`Annotations`] out.
#![deny(missing_docs)]

mod annotation;
pub mod conllu;
mod error;
mod kernel;
mod label;
mod layer;
mod lemma;
mod lexeme;
mod load;
mod ner;
mod parse;
mod pipeline;
mod span;
mod tag;
mod tokenize;
mod transformer;
mod unicode;

pub use annotation::{Annotations, NamedEntity, Token};
pub use error::Error;
pub use kernel::InstructionSet;
pub use label::Label;
pub use load::meta::Meta;
pub use pipeline::Pipeline;
pub use span::Span;
pub use transformer::{Head, Transformer, WordPiece};
