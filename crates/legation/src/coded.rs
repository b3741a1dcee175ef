//! One document through all stages: the one value that everything after coding starts from.

use serde::Serialize;

use crate::Resources;
use crate::code::{self, Mention};
use crate::ingest::Document;
use crate::resolve;
use crate::syntax::Syntax;

/// All that was coded in one document, or one section of a long one. Offsets count in the whole document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodedDocument {
    /// Id of the document.
    pub document: String,
    /// Tokens read.
    pub n_tokens: usize,
    /// Sentences read.
    pub n_sentences: usize,
    /// Mentions, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Annotates and codes one document. Never fails; a text without events gives no rows.
#[must_use]
pub fn code_document(document: &Document, resources: &Resources) -> CodedDocument {
    let annotations = resources.pipeline.annotate(&document.text);
    let syntax = Syntax::new(&document.text, &annotations);
    let day = document.published.as_ref().map(|published| published.date());
    let entities = resolve::entities(&syntax, &resources.gazetteer, day);
    let mentions = code::mentions(document, &syntax, &entities, resources);
    CodedDocument {
        document: document.id.clone(),
        n_tokens: annotations.tokens.len(),
        n_sentences: annotations.sentences.len(),
        mentions,
    }
}
