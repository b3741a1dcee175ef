//! A small BERT encoder: pieces of text to vectors that know their context.
//!
//! In: ids of pieces. Out: for each piece a row of [`Transformer::width`] floats. Weights are kept as `int8` with a
//! scale for each row, as `training/train.py` writes them; layers are unpacked into `f32` at load, embeddings row by
//! row at use. Source: Devlin et al. 2019, BERT; post-norm layers, exact GELU, absolute positions.

mod attention;
mod head;
mod weights;
mod word_piece;

use safetensors::SafeTensors;

use crate::kernel::{Activation, Buffer, InstructionSet, Kernels};
use crate::transformer::attention::Attention;
use weights::{Dense, Matrix, Norm, Weights};

pub use head::Head;
pub use word_piece::WordPiece;

/// Width of one attention head in all models of this family.
const HEAD: usize = 32;

struct Layer {
    /// Query, key and value side by side.
    input: Dense,
    mixed: Dense,
    mixed_norm: Norm,
    wide: Dense,
    narrow: Dense,
    narrow_norm: Norm,
}

/// A loaded encoder. Shared between threads by reference.
pub struct Transformer {
    kernels: Kernels,
    words: Matrix,
    positions: Matrix,
    /// What is added to every piece: the type of the only text.
    kind: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Transformer {
    /// Reads the encoder out of a safetensors file.
    ///
    /// # Errors
    /// In words, when a weight is missing or has another shape than it must.
    pub fn load(file: &SafeTensors<'_>, n_layers: usize) -> Result<Self, String> {
        let weights = Weights::new(file);
        let words = weights.matrix("embeddings.word_embeddings")?;
        let width = words.width;
        if width == 0 || !width.is_multiple_of(HEAD) {
            return Err(format!("width is {width}, expected a multiple of {HEAD}"));
        }
        let kind = weights.matrix("embeddings.token_type_embeddings")?.row(0);
        let layers = (0..n_layers).map(|n| {
            let at = |name: &str| format!("encoder.layer.{n}.{name}");
            Ok(Layer {
                input: weights.dense(&["query", "key", "value"].map(|part| at(&format!("attention.self.{part}"))))?,
                mixed: weights.dense(&[at("attention.output.dense")])?,
                mixed_norm: weights.norm(&at("attention.output.LayerNorm"), width)?,
                wide: weights.dense(&[at("intermediate.dense")])?,
                narrow: weights.dense(&[at("output.dense")])?,
                narrow_norm: weights.norm(&at("output.LayerNorm"), width)?,
            })
        });
        Ok(Self {
            kernels: Kernels::new(InstructionSet::detect()),
            positions: weights.matrix("embeddings.position_embeddings")?,
            norm: weights.norm("embeddings.LayerNorm", width)?,
            layers: layers.collect::<Result<_, String>>()?,
            kind,
            words,
        })
    }

    /// The same with kernels for another instruction set, where this processor has it.
    #[must_use]
    pub fn with_instruction_set(mut self, set: InstructionSet) -> Self {
        self.kernels = Kernels::new(set);
        self
    }

    /// Floats in the row of one piece.
    #[must_use]
    pub fn width(&self) -> usize {
        self.words.width
    }

    /// Encodes one text: `[pieces, width]`. Pieces beyond the positions that the model knows are left out, ids beyond
    /// its vocabulary read as piece 0.
    #[must_use]
    pub fn encode(&self, pieces: &[u32]) -> Vec<f32> {
        let (n, width) = (pieces.len().min(self.positions.rows), self.width());
        let mut state = self.embedded(&pieces[..n]);
        let mut parts = Buffer::zeroed(n * 3 * width);
        let (mut mixed, mut hidden) = (Buffer::zeroed(n * width), Buffer::zeroed(n * width));
        let mut attention = Attention::new(n, width);
        for layer in &self.layers {
            layer.input.apply(self.kernels, n, &state, &mut parts);
            attention.mix(self.kernels, &parts, &mut mixed);
            layer.mixed.apply(self.kernels, n, &mixed, &mut hidden);
            self.settle(&mut hidden, &mut state, &layer.mixed_norm, n);
            let mut wide = Buffer::zeroed(n * layer.wide.columns);
            layer.wide.apply(self.kernels, n, &state, &mut wide);
            self.kernels.activate(Activation::Gelu, &mut wide);
            layer.narrow.apply(self.kernels, n, &wide, &mut hidden);
            self.settle(&mut hidden, &mut state, &layer.narrow_norm, n);
        }
        state[..n * width].to_vec()
    }

    fn embedded(&self, pieces: &[u32]) -> Buffer {
        let width = self.width();
        let mut sums = Buffer::zeroed(pieces.len() * width);
        for (at, (&piece, sum)) in pieces.iter().zip(sums.chunks_exact_mut(width)).enumerate() {
            let row = Some(piece as usize).filter(|&row| row < self.words.rows).unwrap_or(0);
            sum.copy_from_slice(&self.kind);
            self.words.add_row(row, sum);
            self.positions.add_row(at, sum);
        }
        let mut state = Buffer::zeroed(sums.len());
        self.norm.apply(self.kernels, pieces.len(), &sums, &mut state);
        state
    }

    /// `state = norm(state + change)`.
    fn settle(&self, change: &mut Buffer, state: &mut Buffer, norm: &Norm, n: usize) {
        change.iter_mut().zip(state.iter()).for_each(|(change, state)| *change += state);
        norm.apply(self.kernels, n, change, state);
    }
}
