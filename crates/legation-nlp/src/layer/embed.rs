//! From words to vectors: hashed embeddings of a word's attributes, mixed into one vector a word type.
//!
//! In: lexemes. Out: one row `[width]` a token, before context. The mixed vector depends on nothing but the
//! word's attributes (and whether a blank follows), so it is kept for as long as its lexeme is.
//! Layers: spaCy's `MultiHashEmbed.v2`; thinc's `HashEmbed`, after Svenstrup et al., "Hash Embeddings for
//! Efficient Word Representations", NIPS 2017.

use crate::Error;
use crate::kernel::{Buffer, Kernels, PANEL, pack};
use crate::lexeme::{Lexeme, LexemeId, LexemeTable};
use crate::load::network::Node;
use crate::tokenize::RawToken;

/// Rows of the tables that one key selects.
const ROWS_PER_KEY: usize = 4;
/// Attributes in the order in which spaCy's feature extractor lists them for these models.
const ATTRIBUTES: usize = 6;
/// How many mixed vectors are kept; when they are used up, all are dropped and made again as needed.
/// 8,192 cover 96 % of the tokens of news (measured on 94,000 tokens; spacy-pipeline notes in `docs/engine.md`).
const KEPT: usize = 8192;
const NONE: u32 = u32::MAX;

struct HashTable {
    seed: u32,
    attribute: usize,
    n_rows: u32,
    /// `[n_rows, width]`
    rows: Vec<f32>,
}

/// The embedding layers of one encoder. Immutable; what is kept per word lives in [`EmbedCache`].
pub(crate) struct Embed {
    tables: Vec<HashTable>,
    width: usize,
    mix: (Buffer, Buffer),
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// Mixed vectors of the words met so far, for one encoder of one worker.
#[derive(Default)]
pub(crate) struct EmbedCache {
    /// Slot of lexeme `id` without and with a blank behind it, at `2 * id` and `2 * id + 1`.
    slots: Vec<u32>,
    used: usize,
    /// `[KEPT, width]`
    vectors: Buffer,
    missing: Vec<(u32, LexemeId, bool)>,
    columns: Buffer,
    mixed: Buffer,
}

impl EmbedCache {
    /// Forgets all, because the lexeme ids are given out anew.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.used = 0;
    }
}

impl Embed {
    /// Reads the `hashembed` nodes and the mixing layer (the first `maxout` and the `layernorm` after it).
    pub(crate) fn load(file: &str, nodes: &[Node<'_>]) -> Result<Self, Error> {
        if let Some(node) = nodes.iter().find(|node| node.name == "static_vectors") {
            return Err(Error::unsupported(file, format_args!("layer {} (word vectors) is not supported", node.name)));
        }
        let tables = nodes.iter().filter(|node| node.name == "hashembed").map(|node| HashTable::load(file, node));
        let tables = tables.collect::<Result<Vec<_>, _>>()?;
        let mix = nodes.iter().position(|node| node.name == "maxout");
        let mix = mix.ok_or_else(|| Error::unsupported(file, "no maxout layer (expected Tok2Vec.v2)"))?;
        let width = super::maxout_width(file, &nodes[mix])?;
        if tables.is_empty() || tables.iter().any(|table| table.rows.len() != table.n_rows as usize * width) {
            return Err(Error::unsupported(file, "hash embeddings of another width than the mixing layer"));
        }
        let k = width * tables.len();
        let weights = super::maxout_weights(file, &nodes[mix], width, k)?;
        let (gain, shift) = super::normalization(file, nodes.get(mix + 1), width)?;
        Ok(Self { tables, width, mix: pack::maxout(&weights.0, &weights.1, k, width), gain, shift })
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Writes the mixed vectors of `tokens` to `output`, `[tokens, width]`.
    pub(crate) fn rows(
        &self,
        kernels: Kernels,
        lexemes: &LexemeTable,
        tokens: &[RawToken],
        cache: &mut EmbedCache,
        output: &mut [f32],
    ) {
        let by_space = self.tables.iter().any(|table| table.attribute == SPACY);
        for (part, output) in tokens.chunks(KEPT / 2).zip(output.chunks_mut(KEPT / 2 * self.width)) {
            if cache.used + part.len() > KEPT {
                cache.clear();
            }
            self.mix_missing(kernels, lexemes, part, cache, by_space);
            for (token, row) in part.iter().zip(output.chunks_exact_mut(self.width)) {
                let slot = cache.slots[slot_index(token, by_space)] as usize;
                row.copy_from_slice(&cache.vectors[slot * self.width..][..self.width]);
            }
        }
    }

    /// Mixes the vectors of all words of `tokens` that have none yet, in one go.
    fn mix_missing(
        &self,
        kernels: Kernels,
        lexemes: &LexemeTable,
        tokens: &[RawToken],
        cache: &mut EmbedCache,
        by_space: bool,
    ) {
        cache.slots.resize(cache.slots.len().max(2 * lexemes.len()), NONE);
        cache.missing.clear();
        for token in tokens {
            let slot = &mut cache.slots[slot_index(token, by_space)];
            if *slot == NONE {
                *slot = u32::try_from(cache.used).unwrap_or(NONE);
                cache.missing.push((*slot, token.lexeme, token.space_after));
                cache.used += 1;
            }
        }
        let (n, k) = (cache.missing.len(), self.width * self.tables.len());
        if n == 0 {
            return;
        }
        cache.vectors.grow(KEPT * self.width);
        cache.columns.grow(n * k);
        cache.mixed.grow(n * self.width);
        for (&(_, lexeme, space), row) in cache.missing.iter().zip(cache.columns.chunks_exact_mut(k)) {
            self.embed(lexemes.get(lexeme), space, row);
        }
        kernels.maxout((n, k, self.width), &cache.columns, &self.mix.0, &self.mix.1, &mut cache.mixed);
        let first = cache.missing[0].0 as usize * self.width;
        let norm = (self.gain.as_slice(), self.shift.as_slice());
        kernels.normalize((n, self.width), &cache.mixed, norm, None, &mut cache.vectors[first..]);
    }

    /// The concatenated embeddings of one word, `[tables * width]`.
    fn embed(&self, lexeme: &Lexeme, space: bool, row: &mut [f32]) {
        let ids: [u64; ATTRIBUTES] =
            [lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape, u64::from(space), u64::from(lexeme.is_space)];
        for (table, part) in self.tables.iter().zip(row.chunks_exact_mut(self.width)) {
            let keys = hash(ids[table.attribute], table.seed).map(|key| (key % table.n_rows) as usize * self.width);
            for (i, value) in part.iter_mut().enumerate() {
                *value = keys[1..].iter().fold(table.rows[keys[0] + i], |sum, key| sum + table.rows[key + i]);
            }
        }
    }
}

/// Index of the attribute "a blank follows".
const SPACY: usize = 4;

fn slot_index(token: &RawToken, by_space: bool) -> usize {
    2 * token.lexeme as usize + usize::from(by_space && token.space_after)
}

impl HashTable {
    fn load(file: &str, node: &Node<'_>) -> Result<Self, Error> {
        let rows = node.tensor(file, "E", 2)?;
        let seed = node.attribute(file, "seed")?;
        let attribute = node.attribute(file, "column")?;
        let whole = |n: u64| u32::try_from(n).map_err(|_| Error::broken(file, "a hash embedding out of range"));
        let attribute = whole(attribute)? as usize;
        if attribute >= ATTRIBUTES || rows.shape[0] == 0 || !rows.shape[1].is_multiple_of(PANEL) {
            return Err(Error::unsupported(file, format_args!("hash embedding of attribute {attribute}")));
        }
        Ok(Self { seed: whole(seed)?, attribute, n_rows: whole(rows.shape[0] as u64)?, rows: rows.data })
    }
}

/// Four keys for an id: thinc's 64-bit variant of `MurmurHash3_x86_128`.
fn hash(id: u64, seed: u32) -> [u32; ROWS_PER_KEY] {
    let mix = |mut h: u64| {
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    };
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= u64::from(seed) ^ 8;
    let mut h2 = u64::from(seed) ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    (h1, h2) = (mix(h1), mix(h2));
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are wanted")]
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::hash;

    /// Values from thinc 8.3.14: `NumpyOps().hash(np.asarray([id], dtype="uint64"), seed)`.
    #[test]
    fn keys_equal_those_of_thinc() {
        assert_eq!(hash(7, 8), [2_590_490_786, 1_483_956_769, 1_738_252_531, 2_225_935_154]);
        assert_eq!(hash(u64::MAX - 2, 13), [2_226_008_725, 2_849_715_524, 2_531_265_203, 940_992_395]);
    }
}
