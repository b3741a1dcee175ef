//! Each piece looks at all pieces: scaled dot-product attention with several heads.

use super::HEAD;
use crate::kernel::{Buffer, Kernels};

/// Columns of one tile of the dense kernel: keys and scores come in multiples of it.
const TILE: usize = 32;

/// Room for one text.
pub(super) struct Attention {
    n: usize,
    /// `n`, rounded up to whole tiles.
    padded: usize,
    width: usize,
    query: Buffer,
    key: Buffer,
    value: Buffer,
    scores: Buffer,
    mixed: Buffer,
    zeros: Buffer,
}

impl Attention {
    pub(super) fn new(n: usize, width: usize) -> Self {
        let padded = n.next_multiple_of(TILE);
        Self {
            n,
            padded,
            width,
            query: Buffer::zeroed(n * HEAD),
            key: Buffer::zeroed(padded * HEAD),
            value: Buffer::zeroed(padded * HEAD),
            scores: Buffer::zeroed(n * padded),
            mixed: Buffer::zeroed(n * HEAD),
            zeros: Buffer::zeroed(padded.max(HEAD)),
        }
    }

    /// `parts` holds query, key and value of each piece, `[n, 3, width]`; `output` `[n, width]`.
    pub(super) fn mix(&mut self, kernels: Kernels, parts: &[f32], output: &mut [f32]) {
        let (n, padded, width) = (self.n, self.padded, self.width);
        #[expect(clippy::cast_precision_loss, reason = "a head is 32 wide")]
        let scale = 1.0 / (HEAD as f32).sqrt();
        for head in 0..width / HEAD {
            self.split(parts, head, scale);
            kernels.dense((n, HEAD, padded), &self.query, &self.key, &self.zeros, &mut self.scores);
            kernels.softmax((n, padded, n), &mut self.scores);
            kernels.dense((n, padded, HEAD), &self.scores, &self.value, &self.zeros, &mut self.mixed);
            for (row, mixed) in self.mixed.chunks_exact(HEAD).take(n).enumerate() {
                output[row * width + head * HEAD..][..HEAD].copy_from_slice(mixed);
            }
        }
    }

    /// The head's part of all pieces, in the order of the kernels: keys as columns, values as rows.
    fn split(&mut self, parts: &[f32], head: usize, scale: f32) {
        for at in 0..self.n {
            let part = |part: usize| &parts[(at * 3 + part) * self.width + head * HEAD..][..HEAD];
            let (query, key, value) = (part(0), part(1), part(2));
            self.query[at * HEAD..][..HEAD].iter_mut().zip(query).for_each(|(to, from)| *to = from * scale);
            let tile = &mut self.key[at / TILE * TILE * HEAD..];
            key.iter().enumerate().for_each(|(i, &from)| tile[i * TILE + at % TILE] = from);
            self.value[at * HEAD..][..HEAD].copy_from_slice(value);
        }
    }
}
