//! Kernels with an exponential in them: the GELU activation and softmax. Plain loops that the compiler turns into
//! vectors of the instruction set that it compiles them for; all sets give the same bits.

#![expect(unsafe_code, reason = "raw pointers in the inner loops; the callers in kernel::dispatch check the lengths")]

use super::lane::Lane;

/// What to do to each float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Activation {
    /// `x * P(normal < x)`.
    Gelu,
}

#[derive(Clone, Copy)]
pub(crate) struct Activate {
    pub(crate) activation: Activation,
    pub(crate) n: usize,
    pub(crate) values: *mut f32,
}

/// Softmax over the first `used` of `width` floats of each row; the rest becomes zero.
#[derive(Clone, Copy)]
pub(crate) struct Softmax {
    pub(crate) rows: usize,
    pub(crate) width: usize,
    pub(crate) used: usize,
    pub(crate) values: *mut f32,
}

#[inline(always)]
pub(crate) unsafe fn activate<L: Lane>(job: Activate) {
    // SAFETY: the caller gives `n` floats.
    let values = unsafe { std::slice::from_raw_parts_mut(job.values, job.n) };
    match job.activation {
        Activation::Gelu => values.iter_mut().for_each(|value| *value = gelu(*value)),
    }
}

#[inline(always)]
pub(crate) unsafe fn softmax<L: Lane>(job: Softmax) {
    // SAFETY: the caller gives `rows * width` floats.
    let values = unsafe { std::slice::from_raw_parts_mut(job.values, job.rows * job.width) };
    for row in values.chunks_exact_mut(job.width) {
        let (used, rest) = row.split_at_mut(job.used);
        let most = used.iter().copied().fold(f32::MIN, f32::max);
        used.iter_mut().for_each(|value| *value = exp(*value - most));
        let total: f32 = used.iter().sum();
        let share = 1.0 / total;
        used.iter_mut().for_each(|value| *value *= share);
        rest.fill(0.0);
    }
}

/// Source of the error function: Abramowitz and Stegun 1964, 7.1.26, within 1.5e-7.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152_1 + t * 1.061_405_4))));
    let tail = 0.5 * poly * exp(-z * z);
    x * if x < 0.0 { tail } else { 1.0 - tail }
}

/// `e^x` for `x` of -87 and more, within 2 units in the last place; 0 is given as `e^-87`. Cody and Waite reduction,
/// polynomial of degree 6.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Adding it leaves the nearest whole number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let poly = 1.0
        + rest
            * (1.0
                + rest * (0.5 + rest * (0.166_666_66 + rest * (0.041_666_6 + rest * (0.008_333_4 + rest * 0.001_39)))));
    let power = f32::from_bits((shifted.to_bits().wrapping_add(127)) << 23);
    poly * power
}

#[cfg(test)]
mod tests {
    use super::{exp, gelu};

    #[test]
    fn exponentials_are_close() {
        for i in -8_000..=800 {
            let x = i as f32 / 100.0;
            let (got, want) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((got / want - 1.0).abs() < 2e-6, "{x}: {got} is not {want}");
        }
    }

    #[test]
    fn gelu_is_that_of_tables() {
        for (x, want) in [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (3.0, 2.995_950_3), (-12.0, 0.0)] {
            assert!((gelu(x) - want).abs() < 1e-6, "{x}: {}", gelu(x));
        }
    }
}
