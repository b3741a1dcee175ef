//! The inner loops: small tiles of outputs that stay in registers while the weights stream by.
//!
//! Weights are packed as `[column tile][k][vectors][16]`; a vector narrower than 16 lanes takes the
//! 16 columns in several goes. Every loop here is written once over [`Lane`].

#![expect(unsafe_code, reason = "raw pointers in the inner loops; the callers in kernel::dispatch check the lengths")]

use super::lane::Lane;

/// Columns of one packed vector, whatever the width of the registers.
pub(crate) const PANEL: usize = 16;
/// Pieces of every maxout layer.
pub(crate) const PIECES: usize = 3;

/// Where a dense layer reads and writes. Shapes: input `[rows, k]`, output `[rows, columns]`.
#[derive(Clone, Copy)]
pub(crate) struct Dense {
    pub(crate) rows: usize,
    pub(crate) k: usize,
    pub(crate) input: *const f32,
    pub(crate) input_stride: usize,
    pub(crate) weights: *const f32,
    pub(crate) bias: *const f32,
    /// Columns, padded to a multiple of `2 * PANEL`; all are written.
    pub(crate) columns: usize,
    pub(crate) output: *mut f32,
    pub(crate) output_stride: usize,
}

/// `output = input x weights + bias`. A tile of weights serves all rows while it is near; what is left of the rows is done
/// by fours, twos and ones, for a single row waits for each of its own sums.
#[inline(always)]
pub(crate) unsafe fn dense<L: Lane, const ROWS: usize>(job: Dense) {
    for tile in 0..job.columns / (2 * PANEL) {
        unsafe {
            let row = dense_from::<L, ROWS>(job, tile, 0);
            let row = if ROWS > 4 { dense_from::<L, 4>(job, tile, row) } else { row };
            let row = if ROWS > 2 { dense_from::<L, 2>(job, tile, row) } else { row };
            dense_from::<L, 1>(job, tile, row);
        }
    }
}

/// As many of the rows from `row` on as go by `ROWS`. Out: the first that is left.
#[inline(always)]
unsafe fn dense_from<L: Lane, const ROWS: usize>(job: Dense, tile: usize, mut row: usize) -> usize {
    while row + ROWS <= job.rows {
        unsafe { dense_rows::<L, ROWS>(job, tile, row) };
        row += ROWS;
    }
    row
}

#[inline(always)]
unsafe fn dense_rows<L: Lane, const ROWS: usize>(job: Dense, tile: usize, row: usize) {
    for part in 0..PANEL / L::LANES {
        let lane = part * L::LANES;
        unsafe {
            let weights = job.weights.add(tile * job.k * 2 * PANEL + lane);
            let bias = job.bias.add(tile * 2 * PANEL + lane);
            let start = [L::load(bias), L::load(bias.add(PANEL))];
            let sums = accumulate::<L, ROWS, 2>(
                [start; ROWS],
                job.input.add(row * job.input_stride),
                job.input_stride,
                weights,
                job.k,
            );
            for (r, sum) in sums.iter().enumerate() {
                let output = job.output.add((row + r) * job.output_stride + tile * 2 * PANEL + lane);
                sum[0].store(output);
                sum[1].store(output.add(PANEL));
            }
        }
    }
}

/// Adds `input[r, ..] x weights` to each row's `N` vectors.
#[inline(always)]
unsafe fn accumulate<L: Lane, const ROWS: usize, const N: usize>(
    mut sums: [[L; N]; ROWS],
    input: *const f32,
    stride: usize,
    weights: *const f32,
    k: usize,
) -> [[L; N]; ROWS] {
    for i in 0..k {
        unsafe {
            let line = weights.add(i * N * PANEL);
            let mut w = [L::splat(0.0); N];
            for (n, vector) in w.iter_mut().enumerate() {
                *vector = L::load(line.add(n * PANEL));
            }
            for (r, row) in sums.iter_mut().enumerate() {
                let value = L::splat(*input.add(r * stride + i));
                for (sum, &vector) in row.iter_mut().zip(&w) {
                    *sum = sum.add_product(value, vector);
                }
            }
        }
    }
    sums
}

/// Where a maxout layer over single rows reads and writes. Output `[rows, width]`, the largest of three pieces.
#[derive(Clone, Copy)]
pub(crate) struct Maxout {
    pub(crate) rows: usize,
    pub(crate) k: usize,
    pub(crate) width: usize,
    pub(crate) input: *const f32,
    pub(crate) weights: *const f32,
    pub(crate) bias: *const f32,
    pub(crate) output: *mut f32,
}

/// `output = max over pieces of (input x weights + bias)`.
#[inline(always)]
pub(crate) unsafe fn maxout<L: Lane, const ROWS: usize>(job: Maxout) {
    let mut row = 0;
    while row + ROWS <= job.rows {
        unsafe { maxout_rows::<L, ROWS>(job, row) };
        row += ROWS;
    }
    while row < job.rows {
        unsafe { maxout_rows::<L, 1>(job, row) };
        row += 1;
    }
}

#[inline(always)]
unsafe fn maxout_rows<L: Lane, const ROWS: usize>(job: Maxout, row: usize) {
    for tile in 0..job.width / PANEL {
        for part in 0..PANEL / L::LANES {
            let lane = part * L::LANES;
            unsafe {
                let weights = job.weights.add(tile * job.k * PIECES * PANEL + lane);
                let start = bias_of::<L>(job.bias, tile, lane);
                let sums =
                    accumulate::<L, ROWS, PIECES>([start; ROWS], job.input.add(row * job.k), job.k, weights, job.k);
                for (r, sum) in sums.iter().enumerate() {
                    largest(*sum).store(job.output.add((row + r) * job.width + tile * PANEL + lane));
                }
            }
        }
    }
}

#[inline(always)]
unsafe fn bias_of<L: Lane>(bias: *const f32, tile: usize, lane: usize) -> [L; PIECES] {
    unsafe {
        let bias = bias.add(tile * PIECES * PANEL + lane);
        [L::load(bias), L::load(bias.add(PANEL)), L::load(bias.add(2 * PANEL))]
    }
}

#[inline(always)]
unsafe fn largest<L: Lane>(pieces: [L; PIECES]) -> L {
    unsafe { pieces[0].max(pieces[1]).max(pieces[2]) }
}

/// A window layer over quads of neighbouring rows by minimal filtering.
///
/// Four outputs of a window of three rows need six products instead of twelve: a filter is multiplication of
/// polynomials, and a polynomial is known by its values at enough points. Here the points are 0, `±NEAR`, `±FAR`
/// and infinity, with products `m0 m1 m2 m3 m4 m5` in that order. Source: Winograd's F(4,3), as in Lavin and Gray,
/// "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.2; the points are ours (see [`NEAR`]).
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// Quads of rows.
    pub(crate) quads: usize,
    pub(crate) width: usize,
    /// Inputs at the points, `[quads, 6, width]`.
    pub(crate) input: *const f32,
    /// Filters at the points, `[tile][6][width][3][16]`.
    pub(crate) weights: *const f32,
    pub(crate) bias: *const f32,
    /// `[4 * quads, width]`.
    pub(crate) output: *mut f32,
}

/// Products of one quad in the window layer.
pub(crate) const POINTS: usize = 6;
/// Rows of one quad.
pub(crate) const QUAD: usize = 4;
/// The inner points of the window layer. With 3/4 and 3/2 the rounding error is about 0.7 times that of the
/// usual 1 and 2, and 1.4 times that of the plain sum; their powers are exact in `f32`.
pub(crate) const NEAR: f32 = 0.75;
/// The outer points of the window layer.
pub(crate) const FAR: f32 = 1.5;

/// The largest of three pieces of the window layer, for all quads, at most `QUADS` (up to 8) at once.
#[inline(always)]
pub(crate) unsafe fn window<L: Lane, const QUADS: usize>(job: Window) {
    // Groups of nearly the same size: a small rest would leave the multipliers waiting.
    let groups = job.quads.div_ceil(QUADS);
    for tile in 0..job.width / PANEL {
        for lane in (0..PANEL).step_by(L::LANES) {
            let mut quad = 0;
            for left in (1..=groups).rev() {
                let place = (quad, tile, lane);
                unsafe {
                    quad += match (job.quads - quad).div_ceil(left).min(QUADS) {
                        0..=1 => window_quads::<L, 1>(job, place),
                        2 => window_quads::<L, 2>(job, place),
                        3 => window_quads::<L, 3>(job, place),
                        4 => window_quads::<L, 4>(job, place),
                        5 => window_quads::<L, 5>(job, place),
                        6 => window_quads::<L, 6>(job, place),
                        7 => window_quads::<L, 7>(job, place),
                        _ => window_quads::<L, 8>(job, place),
                    };
                }
            }
        }
    }
}

/// `N` quads from `quad` on, one vector of outputs. Gives `N`.
#[inline(always)]
unsafe fn window_quads<L: Lane, const N: usize>(job: Window, (quad, tile, lane): (usize, usize, usize)) -> usize {
    let (width, stride) = (job.width, POINTS * job.width);
    let block = width * PIECES * PANEL;
    unsafe {
        let bias = bias_of::<L>(job.bias, tile, lane);
        let input = job.input.add(quad * stride);
        let weights = job.weights.add(tile * POINTS * block + lane);
        let mut products = [[[L::splat(0.0); PIECES]; POINTS]; N];
        for point in 0..POINTS {
            // The ends enter one output each, and bring its bias.
            let start = if point == 0 || point == POINTS - 1 { bias } else { [L::splat(0.0); PIECES] };
            let (input, weights) = (input.add(point * width), weights.add(point * block));
            let sums = accumulate([start; N], input, stride, weights, width);
            for (products, sum) in products.iter_mut().zip(sums) {
                products[point] = sum;
            }
        }
        for (n, products) in products.iter().enumerate() {
            let output = job.output.add((quad + n) * QUAD * width + tile * PANEL + lane);
            let pieces: [[L; QUAD]; PIECES] =
                std::array::from_fn(|p| outputs(products.map(|product| product[p]), bias[p]));
            for row in 0..QUAD {
                largest(pieces.map(|piece| piece[row])).store(output.add(row * width));
            }
        }
    }
    N
}

/// The four outputs of a quad from its products, of which the first and the last have the bias already.
#[inline(always)]
unsafe fn outputs<L: Lane>(products: [L; POINTS], bias: L) -> [L; QUAD] {
    let [zero, near, minus_near, far, minus_far, infinity] = products;
    unsafe {
        let (near_even, near_odd) = (near.add(minus_near), near.sub(minus_near));
        let (far_even, far_odd) = (far.add(minus_far), far.sub(minus_far));
        let power = |point: f32, n: i32| L::splat(point.powi(n));
        [
            zero.add(near_even.add(far_even)),
            bias.add_product(near_odd, power(NEAR, 1)).add_product(far_odd, power(FAR, 1)),
            bias.add_product(near_even, power(NEAR, 2)).add_product(far_even, power(FAR, 2)),
            infinity.add_product(near_odd, power(NEAR, 3)).add_product(far_odd, power(FAR, 3)),
        ]
    }
}
