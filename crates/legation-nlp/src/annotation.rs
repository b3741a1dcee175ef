//! What the pipeline says about a text: tokens, sentences and named entities.
//!
//! Plain values, made by [`Pipeline::annotate`](crate::Pipeline::annotate) or by hand in a test.

use std::ops::Range;

use compact_str::CompactString;

use crate::{Label, Span};

/// One token. White space that is more than a single blank between words is a token too, as in spaCy
/// (`upos` is `SPACE`), so that the tokens and their `space_after` give back the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where the token stands, in bytes.
    pub span: Span,
    /// Dictionary form.
    pub lemma: CompactString,
    /// Coarse part of speech (Universal POS tag, <https://universaldependencies.org/u/pos/>, and `SPACE`).
    pub upos: Label,
    /// Fine part of speech (Penn Treebank tag as used in OntoNotes 5).
    pub xpos: Label,
    /// Morphological features, `Name=Value` joined by `|`, or empty.
    pub feats: Label,
    /// Index of the governing token; the token's own index for the root of a sentence.
    pub head: u32,
    /// Dependency label (`ClearNLP` scheme), `ROOT` for a root.
    pub deprel: Label,
    /// Whether one blank follows.
    pub space_after: bool,
}

/// A named entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedEntity {
    /// First token and one past the last.
    pub tokens: Range<u32>,
    /// `OntoNotes` 5 entity type (`GPE`, `PERSON` …).
    pub label: Label,
}

/// Tokens, sentences and entities of one text.
///
/// Invariants: token spans are in order and do not overlap; `sentences` cover all tokens in order;
/// every head lies in the same list; entities are in order and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// Token ranges of the sentences, in order, without gaps.
    pub sentences: Vec<Range<u32>>,
    /// Named entities, in order.
    pub entities: Vec<NamedEntity>,
}

impl Annotations {
    /// The span of a range of tokens, from the first token's start to the last one's end.
    #[must_use]
    pub fn span(&self, tokens: &Range<u32>) -> Span {
        match (
            self.tokens.get(tokens.start as usize),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last as usize)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}
