//! The tokenizer of a model.

use super::affixes::{Affixes, Part};
use super::cache::Piece;
use super::chunks::Chunks;
use super::exceptions::{Exceptions, Match};
use super::pattern::Machine;
use crate::Error;
use crate::lexeme::{LexemeId, LexemeTable, Norms};

/// A token without annotations: its place in bytes and its word type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawToken {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) lexeme: LexemeId,
    /// Whether one blank follows that is no token.
    pub(crate) space_after: bool,
}

/// Cuts texts into tokens. Does not change and can be shared between threads.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    affixes: Affixes,
    exceptions: Exceptions,
    norms: Norms,
}

/// What is needed while one text is cut.
struct Work<'a> {
    lexemes: &'a mut LexemeTable,
    tokens: &'a mut Vec<RawToken>,
    /// Tokens that can begin an exception.
    openers: Vec<usize>,
    machine: Machine,
    parts: Vec<Part>,
    pieces: Vec<Piece>,
}

impl Tokenizer {
    /// Reads the files `tokenizer` and `vocab/lookups.bin` of a model.
    ///
    /// # Errors
    /// When a file is not what spaCy 3 writes, or uses something that is not supported.
    pub(crate) fn load(tokenizer: &[u8], vocab_lookups: &[u8]) -> Result<Self, Error> {
        let (affixes, exceptions) = super::load::load(tokenizer)?;
        Ok(Self { affixes, exceptions, norms: Norms::load(vocab_lookups)? })
    }

    /// Cuts a text (of less than 4 GiB) into tokens. `lexemes` must not have been used with another
    /// tokenizer.
    pub(crate) fn tokenize(&self, text: &str, lexemes: &mut LexemeTable, tokens: &mut Vec<RawToken>) {
        tokens.clear();
        let mut work = Work {
            lexemes,
            tokens,
            openers: Vec::new(),
            machine: Machine::default(),
            parts: Vec::new(),
            pieces: Vec::new(),
        };
        for (range, is_blank_next) in Chunks::new(text) {
            let chunk = &text[range.clone()];
            if let Some(pieces) = work.lexemes.chunks.get(chunk) {
                push_pieces(pieces, range.start, work.tokens, &mut work.openers);
            } else {
                self.cut_new(chunk, &mut work);
                push_pieces(&work.pieces, range.start, work.tokens, &mut work.openers);
            }
            if let (true, Some(last)) = (is_blank_next, work.tokens.last_mut()) {
                last.space_after = true;
            }
        }
        if !work.openers.is_empty() {
            self.replace_exceptions(text, &mut work);
        }
    }

    /// Cuts a chunk that was not met before; the result is in `work.pieces`.
    fn cut_new(&self, chunk: &str, work: &mut Work) {
        work.parts.clear();
        self.affixes.cut(chunk, &self.exceptions, &mut work.machine, &mut work.parts);
        work.pieces.clear();
        for part in &work.parts {
            let lexeme = work.lexemes.intern(&chunk[part.start..part.end], part.norm, &self.norms);
            let opens_exception = self.exceptions.opens(work.lexemes.get(lexeme).orth_id);
            work.pieces.push(Piece { len: (part.end - part.start) as u32, lexeme, opens_exception });
        }
        work.lexemes.chunks.insert(chunk, &work.pieces);
    }

    /// The second pass: exceptions over finished tokens.
    fn replace_exceptions(&self, text: &str, work: &mut Work) {
        let orth_id = |at: usize| work.tokens.get(at).map(|token| work.lexemes.get(token.lexeme).orth_id);
        let matches = self.exceptions.matches(&work.openers, orth_id);
        if matches.is_empty() {
            return;
        }
        let before = std::mem::take(work.tokens);
        let mut done = 0;
        work.tokens.reserve(before.len() + matches.len());
        for Match { start, len } in matches {
            work.tokens.extend_from_slice(&before[done..start]);
            done = start + len;
            self.replace(text, &before[start..done], work);
        }
        work.tokens.extend_from_slice(&before[done..]);
    }

    fn replace(&self, text: &str, span: &[RawToken], work: &mut Work) {
        let (first, last) = (span[0], span[span.len() - 1]);
        let Some(parts) = self.exceptions.get(&text[first.start as usize..last.end as usize]) else {
            // The same tokens with other white space between them are no exception.
            work.tokens.extend_from_slice(span);
            return;
        };
        for part in parts {
            let part = part.moved(first.start as usize);
            let lexeme = work.lexemes.intern(&text[part.start..part.end], part.norm, &self.norms);
            work.tokens.push(RawToken { start: part.start as u32, end: part.end as u32, lexeme, space_after: false });
        }
        if let Some(token) = work.tokens.last_mut() {
            token.space_after = last.space_after;
        }
    }
}

fn push_pieces(pieces: &[Piece], start: usize, tokens: &mut Vec<RawToken>, openers: &mut Vec<usize>) {
    let mut start = start as u32;
    for piece in pieces {
        if piece.opens_exception {
            openers.push(tokens.len());
        }
        let end = start + piece.len;
        tokens.push(RawToken { start, end, lexeme: piece.lexeme, space_after: false });
        start = end;
    }
}
