//! Kernels that work along one row at a time: layer normalisation, the input side of the window
//! layer, and one step of a transition system.

#![expect(unsafe_code, reason = "raw pointers in the inner loops; the callers in kernel::dispatch check the lengths")]

use super::lane::Lane;
use super::tile::{FAR, NEAR, POINTS, QUAD};

/// Added to the variance before the root is taken (thinc's `LayerNorm`).
const EPSILON: f32 = 1e-8;

/// `output = (input - mean) / deviation * gain + shift (+ residual)`, row by row, `[rows, width]`.
#[derive(Clone, Copy)]
pub(crate) struct Normalize {
    pub(crate) rows: usize,
    pub(crate) width: usize,
    pub(crate) input: *const f32,
    pub(crate) gain: *const f32,
    pub(crate) shift: *const f32,
    /// Added after normalising; null for none.
    pub(crate) residual: *const f32,
    pub(crate) output: *mut f32,
}

#[inline(always)]
pub(crate) unsafe fn normalize<L: Lane>(job: Normalize) {
    #[expect(clippy::cast_precision_loss, reason = "a layer width is far below 2^24")]
    let n = job.width as f32;
    for row in 0..job.rows {
        unsafe {
            let input = job.input.add(row * job.width);
            let output = job.output.add(row * job.width);
            let mean = total::<L>(job.width, |i| L::load(input.add(i))) / n;
            let center = L::splat(mean);
            let variance = total::<L>(job.width, |i| {
                let off = L::load(input.add(i)).sub(center);
                off.mul(off)
            }) / n;
            let scale = L::splat(1.0 / (variance + EPSILON).sqrt());
            for i in (0..job.width).step_by(L::LANES) {
                let value = L::load(input.add(i)).sub(center).mul(scale);
                let value = L::load(job.shift.add(i)).add_product(value, L::load(job.gain.add(i)));
                let value = if job.residual.is_null() {
                    value
                } else {
                    value.add(L::load(job.residual.add(row * job.width + i)))
                };
                value.store(output.add(i));
            }
        }
    }
}

#[inline(always)]
unsafe fn total<L: Lane>(width: usize, value: impl Fn(usize) -> L) -> f32 {
    unsafe {
        let mut sum = L::splat(0.0);
        for i in (0..width).step_by(L::LANES) {
            sum = sum.add(value(i));
        }
        sum.sum()
    }
}

/// The input side of [`super::tile::Window`]: reads rows `4q-1 ..= 4q+4` around each quad `q`.
#[derive(Clone, Copy)]
pub(crate) struct Transform {
    pub(crate) quads: usize,
    pub(crate) width: usize,
    /// The row before the first quad.
    pub(crate) input: *const f32,
    /// The rows at the points of the window layer, `[quads, 6, width]`.
    pub(crate) output: *mut f32,
}

#[inline(always)]
pub(crate) unsafe fn transform<L: Lane>(job: Transform) {
    for quad in 0..job.quads {
        for i in (0..job.width).step_by(L::LANES) {
            unsafe {
                let row = job.input.add(quad * QUAD * job.width + i);
                let output = job.output.add(quad * POINTS * job.width + i);
                let rows = std::array::from_fn(|n| L::load(row.add(n * job.width)));
                for (n, value) in at_points(rows).into_iter().enumerate() {
                    value.store(output.add(n * job.width));
                }
            }
        }
    }
}

/// Six rows at the points 0, `±NEAR`, `±FAR` and infinity: row `n` is the coefficient of `x^n` in the product of
/// `x - p` over all other points `p`.
#[inline(always)]
unsafe fn at_points<L: Lane>(d: [L; POINTS]) -> [L; POINTS] {
    const NEAR2: f32 = NEAR * NEAR;
    const FAR2: f32 = FAR * FAR;
    unsafe {
        // (x^2 - NEAR^2)(x^2 - FAR^2), times 1 or x.
        let end = |low: L, middle: L, high: L| {
            high.add_product(middle, L::splat(-NEAR2 - FAR2)).add_product(low, L::splat(NEAR2 * FAR2))
        };
        // x(x ± point)(x^2 - other^2)
        let pair = |point: f32, other2: f32| {
            let even = d[4].add_product(d[2], L::splat(-other2));
            let odd = d[3].add_product(d[1], L::splat(-other2)).mul(L::splat(point));
            (even.add(odd), even.sub(odd))
        };
        let (near, minus_near) = pair(NEAR, FAR2);
        let (far, minus_far) = pair(FAR, NEAR2);
        [end(d[0], d[2], d[4]), near, minus_near, far, minus_far, end(d[1], d[3], d[5])]
    }
}

/// The hidden layer of one transition: sums a row for each feature and keeps the larger of two pieces.
#[derive(Clone, Copy)]
pub(crate) struct Hidden<'a> {
    /// One row `[2, width]` for each feature.
    pub(crate) rows: &'a [*const f32],
    /// `[2, width]`
    pub(crate) bias: *const f32,
    pub(crate) width: usize,
    pub(crate) output: *mut f32,
}

#[inline(always)]
pub(crate) unsafe fn hidden<L: Lane>(job: Hidden<'_>) {
    for i in (0..job.width).step_by(L::LANES) {
        unsafe {
            let mut pieces = [L::load(job.bias.add(i)), L::load(job.bias.add(job.width + i))];
            for &row in job.rows {
                pieces[0] = pieces[0].add(L::load(row.add(i)));
                pieces[1] = pieces[1].add(L::load(row.add(job.width + i)));
            }
            pieces[0].max(pieces[1]).store(job.output.add(i));
        }
    }
}

/// One row times a matrix: `output = input x weights + bias`, weights `[k, columns]`.
#[derive(Clone, Copy)]
pub(crate) struct Scores {
    pub(crate) k: usize,
    pub(crate) input: *const f32,
    pub(crate) weights: *const f32,
    pub(crate) bias: *const f32,
    /// A multiple of 16.
    pub(crate) columns: usize,
    pub(crate) output: *mut f32,
}

#[inline(always)]
pub(crate) unsafe fn scores<L: Lane>(job: Scores) {
    let mut column = 0;
    while column < job.columns {
        let left = (job.columns - column) / L::LANES;
        unsafe {
            column += L::LANES
                * match left {
                    0..=1 => score_columns::<L, 1>(job, column),
                    2..=3 => score_columns::<L, 2>(job, column),
                    4 => score_columns::<L, 4>(job, column),
                    5 => score_columns::<L, 5>(job, column),
                    6 => score_columns::<L, 6>(job, column),
                    7 => score_columns::<L, 7>(job, column),
                    _ => score_columns::<L, 8>(job, column),
                };
        }
    }
}

#[inline(always)]
unsafe fn score_columns<L: Lane, const N: usize>(job: Scores, column: usize) -> usize {
    unsafe {
        let mut sums = [L::splat(0.0); N];
        for (n, sum) in sums.iter_mut().enumerate() {
            *sum = L::load(job.bias.add(column + n * L::LANES));
        }
        for i in 0..job.k {
            let value = L::splat(*job.input.add(i));
            let line = job.weights.add(i * job.columns + column);
            for (n, sum) in sums.iter_mut().enumerate() {
                *sum = sum.add_product(value, L::load(line.add(n * L::LANES)));
            }
        }
        for (n, sum) in sums.iter().enumerate() {
            sum.store(job.output.add(column + n * L::LANES));
        }
    }
    N
}
