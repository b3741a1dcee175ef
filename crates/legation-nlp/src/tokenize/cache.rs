//! How chunks of text were cut before: most words of a text are not new.

use crate::lexeme::{HashIndex, LexemeId, hash};

/// Longer chunks are rare, and rarely seen twice.
const MAX_CHUNK_BYTES: usize = 48;
/// Bounds the memory to some 5 MB.
const MAX_CHUNKS: usize = 1 << 16;

/// One token of a chunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Length in bytes.
    pub(super) len: u32,
    /// Its word type.
    pub(super) lexeme: LexemeId,
    /// Whether an exception that spans tokens can begin with it.
    pub(super) opens_exception: bool,
}

/// Chunks and their pieces. Never changes a result, only saves work.
#[derive(Debug, Default)]
pub(crate) struct ChunkCache {
    /// All chunks, one after the other.
    text: String,
    chunks: Vec<Chunk>,
    pieces: Vec<Piece>,
    index: HashIndex,
}

#[derive(Debug)]
struct Chunk {
    text_start: u32,
    text_len: u32,
    first_piece: u32,
    n_pieces: u32,
}

impl ChunkCache {
    /// The pieces of a chunk that was added before.
    pub(super) fn get(&self, chunk: &str) -> Option<&[Piece]> {
        let id = self.index.find(hash(chunk), |id| self.text_of(id) == chunk.as_bytes())?;
        let Chunk { first_piece, n_pieces, .. } = self.chunks[id as usize];
        Some(&self.pieces[first_piece as usize..][..n_pieces as usize])
    }

    /// Adds a chunk that `get` did not find, unless it is long. Starts afresh when there are too many.
    pub(super) fn insert(&mut self, chunk: &str, pieces: &[Piece]) {
        if chunk.len() > MAX_CHUNK_BYTES {
            return;
        }
        if self.chunks.len() == MAX_CHUNKS {
            *self = Self::default();
        }
        self.index.insert(hash(chunk), self.chunks.len() as u32);
        self.chunks.push(Chunk {
            text_start: self.text.len() as u32,
            text_len: chunk.len() as u32,
            first_piece: self.pieces.len() as u32,
            n_pieces: pieces.len() as u32,
        });
        self.text.push_str(chunk);
        self.pieces.extend_from_slice(pieces);
    }

    fn text_of(&self, id: u32) -> &[u8] {
        let Chunk { text_start, text_len, .. } = self.chunks[id as usize];
        &self.text.as_bytes()[text_start as usize..][..text_len as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_come_back_until_there_are_too_many() {
        let mut cache = ChunkCache::default();
        let piece = Piece { len: 3, lexeme: 7, opens_exception: false };
        for number in 0..MAX_CHUNKS {
            let chunk = number.to_string();
            assert!(cache.get(&chunk).is_none());
            cache.insert(&chunk, &[piece; 2]);
        }
        assert_eq!(cache.get("77").map(<[Piece]>::len), Some(2));
        cache.insert(&"long".repeat(100), &[piece]);
        cache.insert("new", &[piece]);
        assert!(cache.get("77").is_none() && cache.get("new").is_some());
    }
}
