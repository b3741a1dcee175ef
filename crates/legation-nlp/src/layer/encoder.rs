//! Words in context: four residual window layers over the mixed word vectors.
//!
//! In: the tokens of a whole document. Out: rows `[width]` for any range of them. A row depends on the
//! words up to `depth` away, so a range is encoded with that margin and any length of text fits a fixed
//! memory. Layer: spaCy's `MaxoutWindowEncoder.v2`.

use std::ops::Range;

use super::embed::{Embed, EmbedCache};
use crate::Error;
use crate::kernel::{Buffer, Kernels, POINTS, QUAD, pack};
use crate::lexeme::LexemeTable;
use crate::load::network::Node;
use crate::tokenize::RawToken;

struct WindowLayer {
    weights: (Buffer, Buffer),
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// Embedding and window layers of one component.
pub(crate) struct Encoder {
    embed: Embed,
    layers: Vec<WindowLayer>,
}

/// What one worker keeps between calls.
#[derive(Default)]
pub(crate) struct EncoderState {
    pub(crate) cache: EmbedCache,
    rows: Buffer,
    next: Buffer,
    scratch: Buffer,
    maxed: Buffer,
}

impl Encoder {
    /// Reads all `hashembed`, `maxout` and `layernorm` nodes: the first `maxout` mixes, the others are window layers
    /// in depth order.
    pub(crate) fn load(file: &str, nodes: &[Node<'_>]) -> Result<Self, Error> {
        let embed = Embed::load(file, nodes)?;
        let width = embed.width();
        let places = nodes.iter().enumerate().filter(|(_, node)| node.name == "maxout").skip(1);
        let layers = places.map(|(at, node)| {
            let (weights, bias) = super::maxout_weights(file, node, width, 3 * width)?;
            let (gain, shift) = super::normalization(file, nodes.get(at + 1), width)?;
            Ok(WindowLayer { weights: pack::window(&weights, &bias, width), gain, shift })
        });
        Ok(Self { layers: layers.collect::<Result<_, Error>>()?, embed })
    }

    pub(crate) fn width(&self) -> usize {
        self.embed.width()
    }

    /// Encodes `wanted` tokens of the document into `output`, `[wanted, width]`.
    ///
    /// The document is framed by `depth` rows of zeros on either side, which change from layer to layer like any
    /// row; what lies beyond them is zero in every layer (thinc pads batches in this way, and the models were
    /// trained with it).
    pub(crate) fn encode(
        &self,
        kernels: Kernels,
        (lexemes, tokens): (&LexemeTable, &[RawToken]),
        wanted: Range<usize>,
        state: &mut EncoderState,
        output: &mut [f32],
    ) {
        let (width, depth) = (self.width(), self.layers.len());
        // Framed positions: token `i` stands at `i + depth`.
        let end = tokens.len() + 2 * depth;
        let mut range = wanted.start..(wanted.end + 2 * depth);
        // The last quad may have up to three rows too many, and a window reaches one row further on either side.
        let quads = range.len().div_ceil(QUAD);
        let room = (quads * QUAD + 4) * width;
        for buffer in [&mut state.rows, &mut state.next] {
            buffer.grow(room);
        }
        state.maxed.grow(room);
        state.scratch.grow(quads * POINTS * width);
        self.fill(kernels, lexemes, tokens, range.clone(), state);
        for layer in &self.layers {
            let start = if range.start == 0 { 0 } else { range.start + 1 };
            let stop = if range.end == end { end } else { range.end - 1 };
            let (n, offset) = (stop - start, start - range.start);
            self.step(kernels, layer, (n, offset), state);
            range = start..stop;
            std::mem::swap(&mut state.rows, &mut state.next);
        }
        let first = 1 + wanted.start + depth - range.start;
        let n = wanted.len() * width;
        output[..n].copy_from_slice(&state.rows[first * width..][..n]);
    }

    /// Word vectors for the framed positions of `range` into `state.rows`, after one row of zeros and before some.
    fn fill(
        &self,
        kernels: Kernels,
        lexemes: &LexemeTable,
        tokens: &[RawToken],
        range: Range<usize>,
        state: &mut EncoderState,
    ) {
        let (width, depth) = (self.width(), self.layers.len());
        let first = range.start.max(depth) - depth;
        let last = range.end.min(tokens.len() + depth) - depth;
        let before = 1 + (first + depth - range.start);
        let words = last - first;
        state.rows[..before * width].fill(0.0);
        self.embed.rows(kernels, lexemes, &tokens[first..last], &mut state.cache, &mut state.rows[before * width..]);
        state.rows[(before + words) * width..].fill(0.0);
    }

    /// One layer: `n` rows, of which the first stands `offset` rows after the first of the layer before.
    fn step(&self, kernels: Kernels, layer: &WindowLayer, (n, offset): (usize, usize), state: &mut EncoderState) {
        let width = self.width();
        let weights = (&*layer.weights.0, &*layer.weights.1);
        let input = &state.rows[offset * width..];
        kernels.window((n.div_ceil(QUAD), width), input, &mut state.scratch, weights, &mut state.maxed);
        let norm = (layer.gain.as_slice(), layer.shift.as_slice());
        let residual = &state.rows[(offset + 1) * width..];
        kernels.normalize((n, width), &state.maxed, norm, Some(residual), &mut state.next[width..]);
        state.next[..width].fill(0.0);
        let after = (n + 1) * width;
        // One row that frames the text and what fills the next layer's last quad.
        let clean = (after + QUAD * width).min(state.next.len());
        state.next[after..clean].fill(0.0);
    }
}
