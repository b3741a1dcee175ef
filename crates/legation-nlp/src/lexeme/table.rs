//! The word types that one worker has met, each kept once.

use super::norms::Norms;
use super::shape::shape;
use super::{HashIndex, hash, string_id};
use crate::tokenize::ChunkCache;
use crate::unicode::{SPACE, lower};

/// Index of a word type in a [`LexemeTable`].
pub(crate) type LexemeId = u32;

/// One word type. Ids are those of [`string_id`].
#[derive(Debug, Clone)]
pub(crate) struct Lexeme {
    /// The spelling.
    pub(crate) orth: Box<str>,
    /// The spelling in lower case.
    pub(crate) lower: Box<str>,
    /// The norm.
    pub(crate) norm: u64,
    /// The first character.
    pub(crate) prefix: u64,
    /// The last three characters.
    pub(crate) suffix: u64,
    /// The shape.
    pub(crate) shape: u64,
    /// The spelling.
    pub(crate) orth_id: u64,
    /// Whether it is nothing but white space.
    pub(crate) is_space: bool,
}

/// The word types that one worker has met, distinct by spelling and exception norm, and how it cut the chunks of
/// text that it has met. Grows while texts are annotated; to be used with one tokenizer only.
#[derive(Debug, Default)]
pub(crate) struct LexemeTable {
    lexemes: Vec<Lexeme>,
    /// The norm that a tokenizer exception gave, or 0. Part of the key.
    overrides: Vec<u64>,
    index: HashIndex,
    /// Cuts of chunks seen before; filled and read by the tokenizer.
    pub(crate) chunks: ChunkCache,
}

impl LexemeTable {
    /// The word type with this id.
    pub(crate) fn get(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id as usize]
    }

    /// How many word types there are; ids are below this.
    pub(crate) fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// The id of a spelling, with the norm that a tokenizer exception gives it (0 for none).
    pub(crate) fn intern(&mut self, orth: &str, norm_override: u64, norms: &Norms) -> LexemeId {
        let hash = hash(orth) ^ norm_override as u32;
        let known = self
            .index
            .find(hash, |id| self.overrides[id as usize] == norm_override && *self.lexemes[id as usize].orth == *orth);
        known.unwrap_or_else(|| {
            let id = self.lexemes.len() as LexemeId;
            self.index.insert(hash, id);
            self.overrides.push(norm_override);
            self.lexemes.push(Lexeme::new(orth, norm_override, norms));
            id
        })
    }
}

impl Lexeme {
    fn new(orth: &str, norm_override: u64, norms: &Norms) -> Self {
        let lower = lower(orth);
        let orth_id = string_id(orth);
        let first = orth.chars().next().map_or(0, char::len_utf8);
        let last = orth.char_indices().nth_back(2).map_or(0, |(at, _)| at);
        Self {
            norm: if norm_override == 0 { norms.of(orth_id, &lower) } else { norm_override },
            prefix: string_id(&orth[..first]),
            suffix: string_id(&orth[last..]),
            shape: string_id(&shape(orth)),
            orth_id,
            is_space: !orth.is_empty() && orth.chars().all(|c| SPACE.contains(c)),
            lower,
            orth: orth.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms() -> Norms {
        Norms::load(&[0x80]).unwrap()
    }

    #[test]
    fn a_spelling_is_kept_once_for_each_exception_norm() {
        let (mut table, norms) = (LexemeTable::default(), norms());
        let plain = table.intern("'s", 0, &norms);
        let is = table.intern("'s", string_id("is"), &norms);
        assert_ne!(plain, is);
        assert_eq!(table.intern("'s", 0, &norms), plain);
        assert_eq!(table.intern("'s", string_id("is"), &norms), is);
        assert_eq!((table.get(plain).norm, table.get(is).norm), (string_id("'s"), string_id("is")));
        assert_eq!(table.len(), 2);
    }

    #[test]
    fn attributes_come_from_characters_not_bytes() {
        let mut table = LexemeTable::default();
        let id = table.intern("Éxito²", 0, &norms());
        let lexeme = table.get(id);
        assert_eq!(&*lexeme.lower, "éxito²");
        assert_eq!((lexeme.prefix, lexeme.suffix), (string_id("É"), string_id("to²")));
        assert_eq!((lexeme.shape, lexeme.norm), (string_id("Xxxxxd"), string_id("éxito²")));
        let short = table.intern("é", 0, &norms());
        assert_eq!(table.get(short).suffix, string_id("é"));
        let space = table.intern("\n\u{a0}", 0, &norms());
        assert!(table.get(space).is_space);
    }
}
