//! The features of a transition system: for each token and each place that it can stand in (top of the
//! stack, next in the buffer …) one precomputed row, so that a transition only adds rows up.
//!
//! Rows are made a block of tokens at a time, when first asked for, and the least used blocks are dropped:
//! memory does not grow with the text. Layer: spaCy's `TransitionBasedParser.v2`, after Chen and Manning,
//! "A Fast and Accurate Dependency Parser using Neural Networks", EMNLP 2014, section 3.3.

use super::encoder::{Encoder, EncoderState};
use crate::Error;
use crate::kernel::{Buffer, Kernels, PANEL, pack};
use crate::lexeme::LexemeTable;
use crate::load::network::Node;
use crate::tokenize::RawToken;

/// Pieces of the hidden maxout layer.
const PIECES: usize = 2;
/// Tokens in a block: its rows fit a second-level cache.
const BLOCK: usize = 128;
/// Blocks kept. More than the features of one transition, so that these are never dropped between two of them.
const KEPT: usize = 12;
const NONE: u32 = u32::MAX;

/// Weights from a token's vector to its feature rows.
pub(crate) struct Lower {
    reduce: (Buffer, Buffer),
    lower: (Buffer, Buffer),
    /// `[features, 2, hidden]`, for a place that no token fills.
    pad: Buffer,
    /// `[2, hidden]`
    bias: Buffer,
    input: usize,
    reduced: usize,
    n_features: usize,
    hidden: usize,
}

/// What one worker keeps between calls.
#[derive(Default)]
pub(crate) struct RowState {
    vectors: Buffer,
    reduced: Buffer,
    /// Rows of the kept blocks, `[KEPT, BLOCK, features, 2, hidden]`.
    rows: Buffer,
    /// Slot of each block of the document.
    slots: Vec<u32>,
    /// Block and time of last use, for each slot.
    held: Vec<(u32, u64)>,
    time: u64,
}

/// Called with the first token of a block and its vectors, `[tokens, width]`, each time that a block is made.
pub(crate) type OnBlock<'a> = &'a mut dyn FnMut(usize, &[f32]);

/// The feature rows of one document.
pub(crate) struct Rows<'a> {
    pub(crate) lower: &'a Lower,
    pub(crate) encoder: &'a Encoder,
    pub(crate) kernels: Kernels,
    pub(crate) lexemes: &'a LexemeTable,
    pub(crate) tokens: &'a [RawToken],
    pub(crate) encoder_state: &'a mut EncoderState,
    pub(crate) state: &'a mut RowState,
    pub(crate) on_block: OnBlock<'a>,
}

impl Lower {
    pub(crate) fn load(file: &str, nodes: &[Node<'_>], input: usize) -> Result<Self, Error> {
        let affine = nodes.iter().find(|node| node.name == "precomputable_affine");
        let affine = affine.ok_or_else(|| {
            Error::unsupported(file, "no precomputable_affine layer (expected TransitionBasedParser.v2)")
        })?;
        let weights = affine.tensor(file, "W", 4)?;
        let [n_features, hidden, pieces, reduced] = weights.shape[..] else {
            return Err(Error::broken(file, "affine layer"));
        };
        let (bias, pad) = (affine.tensor(file, "b", 2)?, affine.tensor(file, "pad", 4)?);
        let columns = n_features * hidden * pieces;
        let fits = bias.shape == [hidden, PIECES] && pad.shape == [1, n_features, hidden, PIECES];
        if pieces != PIECES || !fits || !hidden.is_multiple_of(PANEL) || !columns.is_multiple_of(2 * PANEL) {
            return Err(Error::unsupported(file, format_args!("a hidden layer of shape {:?}", weights.shape)));
        }
        // The model keeps the pieces of an output side by side; the kernels want piece after piece.
        let source = |column: usize| {
            let (feature, rest) = (column / (hidden * PIECES), column % (hidden * PIECES));
            (feature * hidden + rest % hidden) * PIECES + rest / hidden
        };
        let reorder = |values: &[f32]| {
            let mut ordered = Buffer::zeroed(values.len());
            (0..values.len()).for_each(|column| ordered[column] = values[source(column)]);
            ordered
        };
        let (reduce_weights, reduce_bias) = super::upper::linear(file, nodes, |shape| shape == [reduced, input])?;
        Ok(Self {
            reduce: pack::dense(
                &reduce_weights,
                Some(&reduce_bias),
                input,
                reduced.next_multiple_of(2 * PANEL),
                |column| (column < reduced).then_some(column),
            ),
            lower: pack::dense(&weights.data, None, reduced, columns, |column| Some(source(column))),
            pad: reorder(&pad.data),
            bias: reorder(&bias.data),
            input,
            reduced,
            n_features,
            hidden,
        })
    }

    pub(crate) fn n_features(&self) -> usize {
        self.n_features
    }

    pub(crate) fn hidden(&self) -> usize {
        self.hidden
    }

    fn token_size(&self) -> usize {
        self.n_features * PIECES * self.hidden
    }
}

impl RowState {
    /// Forgets the rows of the document before.
    pub(crate) fn begin(&mut self, n_tokens: usize) {
        self.slots.clear();
        self.slots.resize(n_tokens.div_ceil(BLOCK), NONE);
        self.held.clear();
        self.time = 0;
    }
}

impl Rows<'_> {
    /// The hidden layer for the tokens in each of the `N` places; none where a place is empty.
    pub(crate) fn hidden<const N: usize>(&mut self, places: [Option<usize>; N], output: &mut [f32]) {
        self.state.time += 1;
        for token in places.into_iter().flatten() {
            self.ensure(token / BLOCK);
        }
        let (size, row) = (self.lower.token_size(), PIECES * self.lower.hidden);
        let mut rows = [&[][..]; N];
        for (feature, (row_of, place)) in rows.iter_mut().zip(places).enumerate() {
            *row_of = match place {
                Some(token) => {
                    let slot = self.state.slots[token / BLOCK] as usize;
                    &self.state.rows[(slot * BLOCK + token % BLOCK) * size + feature * row..][..row]
                }
                None => &self.lower.pad[feature * row..][..row],
            };
        }
        self.kernels.hidden(rows, &self.lower.bias, output);
    }

    /// Makes the rows of `block` unless they are there.
    fn ensure(&mut self, block: usize) {
        let slot = self.state.slots[block];
        if slot == NONE {
            let slot = self.free_slot();
            self.fill(block, slot);
        } else {
            self.state.held[slot as usize].1 = self.state.time;
        }
    }

    fn free_slot(&mut self) -> usize {
        let state = &mut *self.state;
        if state.held.len() < KEPT {
            state.held.push((NONE, 0));
            return state.held.len() - 1;
        }
        let oldest = state.held.iter().enumerate().min_by_key(|(_, (_, time))| *time).map_or(0, |(slot, _)| slot);
        state.slots[state.held[oldest].0 as usize] = NONE;
        oldest
    }

    fn fill(&mut self, block: usize, slot: usize) {
        let (lower, state) = (self.lower, &mut *self.state);
        let first = block * BLOCK;
        let n = BLOCK.min(self.tokens.len() - first);
        let (width, size) = (lower.input, lower.token_size());
        state.vectors.grow(BLOCK * width);
        state.reduced.grow(BLOCK * lower.reduced.next_multiple_of(2 * PANEL));
        state.rows.grow((slot + 1) * BLOCK * size);
        let document = (self.lexemes, self.tokens);
        self.encoder.encode(self.kernels, document, first..first + n, self.encoder_state, &mut state.vectors);
        (self.on_block)(first, &state.vectors[..n * width]);
        let columns = lower.reduced.next_multiple_of(2 * PANEL);
        self.kernels.dense((n, width, columns), &state.vectors, &lower.reduce.0, &lower.reduce.1, &mut state.reduced);
        let output = &mut state.rows[slot * BLOCK * size..];
        self.kernels.dense((n, lower.reduced, size), &state.reduced, &lower.lower.0, &lower.lower.1, output);
        state.slots[block] = u32::try_from(slot).unwrap_or(NONE);
        state.held[slot] = (u32::try_from(block).unwrap_or(NONE), state.time);
    }
}
