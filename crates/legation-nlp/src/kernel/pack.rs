//! Bringing a layer's weights into the order in which the kernels read them. Done once, at load.

use super::buffer::Buffer;
use super::tile::{FAR, NEAR, PANEL, PIECES, POINTS};

/// Packs `weights[column][k]` for [`super::Kernels::dense`]. `column(c)` names the source row of output
/// column `c`, or none for padding. Gives the packed weights and the packed bias.
pub(crate) fn dense(
    weights: &[f32],
    bias: Option<&[f32]>,
    k: usize,
    columns: usize,
    column: impl Fn(usize) -> Option<usize>,
) -> (Buffer, Buffer) {
    let mut packed = Buffer::zeroed(k * columns);
    let mut packed_bias = Buffer::zeroed(columns);
    for c in 0..columns {
        let Some(source) = column(c) else { continue };
        let tile = c / (2 * PANEL);
        for i in 0..k {
            packed[tile * k * 2 * PANEL + i * 2 * PANEL + c % (2 * PANEL)] = weights[source * k + i];
        }
        packed_bias[c] = bias.map_or(0.0, |bias| bias[source]);
    }
    (packed, packed_bias)
}

/// Packs `weights[column][k]` as `[k, columns]` for [`super::Kernels::scores`].
pub(crate) fn scores(weights: &[f32], bias: &[f32], k: usize, columns: usize) -> (Buffer, Buffer) {
    let mut packed = Buffer::zeroed(k * columns);
    let mut packed_bias = Buffer::zeroed(columns);
    for (c, &shift) in bias.iter().enumerate() {
        for i in 0..k {
            packed[i * columns + c] = weights[c * k + i];
        }
        packed_bias[c] = shift;
    }
    (packed, packed_bias)
}

/// Packs `weights[width][3][k]` for [`super::Kernels::maxout`].
pub(crate) fn maxout(weights: &[f32], bias: &[f32], k: usize, width: usize) -> (Buffer, Buffer) {
    let mut packed = Buffer::zeroed(k * width * PIECES);
    for output in 0..width {
        for piece in 0..PIECES {
            for i in 0..k {
                let place = (output / PANEL * k + i) * PIECES * PANEL + piece * PANEL + output % PANEL;
                packed[place] = weights[(output * PIECES + piece) * k + i];
            }
        }
    }
    (packed, maxout_bias(bias, width))
}

/// Packs `weights[width][3][3 * width]` for [`super::Kernels::window`].
pub(crate) fn window(weights: &[f32], bias: &[f32], width: usize) -> (Buffer, Buffer) {
    let block = width * PIECES * PANEL;
    let mut packed = Buffer::zeroed(POINTS * width * width * PIECES);
    for output in 0..width {
        for piece in 0..PIECES {
            let row = &weights[(output * PIECES + piece) * 3 * width..][..3 * width];
            for i in 0..width {
                let place = output / PANEL * POINTS * block + i * PIECES * PANEL + piece * PANEL + output % PANEL;
                let filters = at_points([row[i], row[width + i], row[2 * width + i]]);
                for (n, filter) in filters.into_iter().enumerate() {
                    packed[place + n * block] = filter;
                }
            }
        }
    }
    (packed, maxout_bias(bias, width))
}

/// A filter of three taps at the points 0, `±NEAR`, `±FAR` and infinity, each divided by the product of its distances
/// to the other finite points. In `f64`, so that every weight is rounded once.
#[expect(clippy::cast_possible_truncation, reason = "weights are kept in f32")]
fn at_points(taps: [f32; 3]) -> [f32; POINTS] {
    let [g0, g1, g2] = taps.map(f64::from);
    let (near2, far2) = (f64::from(NEAR).powi(2), f64::from(FAR).powi(2));
    let at = |point: f32, divisor: f64| ((g0 + f64::from(point) * (g1 + f64::from(point) * g2)) / divisor) as f32;
    let (near, far) = (2.0 * near2 * (near2 - far2), 2.0 * far2 * (far2 - near2));
    [at(0.0, near2 * far2), at(NEAR, near), at(-NEAR, near), at(FAR, far), at(-FAR, far), taps[2]]
}

fn maxout_bias(bias: &[f32], width: usize) -> Buffer {
    let mut packed = Buffer::zeroed(width * PIECES);
    for output in 0..width {
        for piece in 0..PIECES {
            packed[output / PANEL * PIECES * PANEL + piece * PANEL + output % PANEL] = bias[output * PIECES + piece];
        }
    }
    packed
}
