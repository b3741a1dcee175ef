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

/// `output = input x weights + bias`.
#[inline(always)]
pub(crate) unsafe fn dense<L: Lane, const ROWS: usize>(job: Dense) {
    let mut row = 0;
    while row + ROWS <= job.rows {
        unsafe { dense_rows::<L, ROWS>(job, row) };
        row += ROWS;
    }
    while row < job.rows {
        unsafe { dense_rows::<L, 1>(job, row) };
        row += 1;
    }
}

#[inline(always)]
unsafe fn dense_rows<L: Lane, const ROWS: usize>(job: Dense, row: usize) {
    for tile in 0..job.columns / (2 * PANEL) {
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

/// A window layer over pairs of neighbouring rows by minimal filtering.
///
/// Two outputs of a window of three rows need four products instead of six: with inputs `d0 d1 d2 d3`
/// and weights `g0 g1 g2`, `m1 = (d0-d2)g0`, `m2 = (d1+d2)(g0+g1+g2)/2`, `m3 = (d2-d1)(g0-g1+g2)/2`,
/// `m4 = (d1-d3)g2`; then `y0 = m1+m2+m3` and `y1 = m2-m3-m4`. Source: Winograd's F(2,3), as in Lavin and
/// Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.1.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// Pairs of rows.
    pub(crate) pairs: usize,
    pub(crate) width: usize,
    /// Transformed inputs `[pairs, 4, width]` in the order m2, m3, m1, m4.
    pub(crate) input: *const f32,
    /// `[tile][m2, m3, m1, -m4][width][3][16]`.
    pub(crate) weights: *const f32,
    pub(crate) bias: *const f32,
    /// `[2 * pairs, width]`.
    pub(crate) output: *mut f32,
}

/// The largest of three pieces of the window layer, for all pairs.
#[inline(always)]
pub(crate) unsafe fn window<L: Lane, const PAIRS: usize>(job: Window) {
    for tile in 0..job.width / PANEL {
        for part in 0..PANEL / L::LANES {
            let lane = part * L::LANES;
            let mut pair = 0;
            while pair + PAIRS <= job.pairs {
                unsafe { window_pairs::<L, PAIRS>(job, pair, tile, lane) };
                pair += PAIRS;
            }
            while pair < job.pairs {
                unsafe { window_pairs::<L, 1>(job, pair, tile, lane) };
                pair += 1;
            }
        }
    }
}

#[inline(always)]
unsafe fn window_pairs<L: Lane, const PAIRS: usize>(job: Window, pair: usize, tile: usize, lane: usize) {
    let (width, stride) = (job.width, 4 * job.width);
    let block = width * PIECES * PANEL;
    unsafe {
        let input = job.input.add(pair * stride);
        let weights = job.weights.add(tile * 4 * block + lane);
        let zero = [[L::splat(0.0); PIECES]; PAIRS];
        let (sum, difference) = both::<L, PAIRS>((zero, zero), input, width, weights, block);
        let bias = bias_of::<L>(job.bias, tile, lane);
        let mut first = sum;
        let mut second = sum;
        for p in 0..PAIRS {
            for n in 0..PIECES {
                let middle = sum[p][n].add(bias[n]);
                first[p][n] = middle.add(difference[p][n]);
                second[p][n] = middle.sub(difference[p][n]);
            }
        }
        let (first, second) =
            both::<L, PAIRS>((first, second), input.add(2 * width), width, weights.add(2 * block), block);
        for p in 0..PAIRS {
            let output = job.output.add((pair + p) * 2 * width + tile * PANEL + lane);
            largest(first[p]).store(output);
            largest(second[p]).store(output.add(width));
        }
    }
}

/// Two accumulations side by side: inputs `width` apart, weights `block` apart.
#[inline(always)]
unsafe fn both<L: Lane, const PAIRS: usize>(
    (mut a, mut b): ([[L; PIECES]; PAIRS], [[L; PIECES]; PAIRS]),
    input: *const f32,
    width: usize,
    weights: *const f32,
    block: usize,
) -> ([[L; PIECES]; PAIRS], [[L; PIECES]; PAIRS]) {
    for i in 0..width {
        unsafe {
            let line = weights.add(i * PIECES * PANEL);
            let w = [L::load(line), L::load(line.add(PANEL)), L::load(line.add(2 * PANEL))];
            for (p, sums) in a.iter_mut().enumerate() {
                let value = L::splat(*input.add(p * 4 * width + i));
                for (sum, &vector) in sums.iter_mut().zip(&w) {
                    *sum = sum.add_product(value, vector);
                }
            }
            let line = line.add(block);
            let w = [L::load(line), L::load(line.add(PANEL)), L::load(line.add(2 * PANEL))];
            for (p, sums) in b.iter_mut().enumerate() {
                let value = L::splat(*input.add(p * 4 * width + width + i));
                for (sum, &vector) in sums.iter_mut().zip(&w) {
                    *sum = sum.add_product(value, vector);
                }
            }
        }
    }
    (a, b)
}
