//! Choice of the instruction set at run time, and the safe face of the kernels.
//!
//! Every public function here checks lengths and then calls the copy of a kernel that was compiled
//! for the chosen instruction set. All copies give the same decisions; sums may differ in the last bits.

#![expect(unsafe_code, reason = "calls functions compiled for an instruction set that was detected")]

#[cfg(target_arch = "x86_64")]
use super::lane::{Avx2, Avx512};
use super::lane::{Lane, Portable};
use super::row::{self, Hidden, Normalize, Scores, Transform};
use super::smooth::{self, Activate, Activation, Softmax};
use super::tile::{self, Dense, Maxout, Window};

/// An instruction set that the kernels exist for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstructionSet {
    /// Plain Rust, on every processor.
    Scalar,
    /// AVX2 with fused multiply-add.
    Avx2,
    /// AVX-512 F.
    Avx512,
}

impl InstructionSet {
    /// The best that this processor has.
    #[must_use]
    pub fn detect() -> Self {
        [Self::Avx512, Self::Avx2].into_iter().find(|set| set.is_available()).unwrap_or(Self::Scalar)
    }

    /// Whether this processor can run it.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            Self::Scalar => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("fma"),
            #[cfg(not(target_arch = "x86_64"))]
            _ => false,
        }
    }

    /// The name used in settings and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }
}

impl std::str::FromStr for InstructionSet {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        [Self::Scalar, Self::Avx2, Self::Avx512]
            .into_iter()
            .find(|set| set.name() == name)
            .ok_or_else(|| format!("unknown instruction set \"{name}\" (expected scalar, avx2 or avx512)"))
    }
}

/// Makes one function that picks the right copy of a kernel.
macro_rules! kernel {
    ($name:ident, $job:ty, $body:ident) => {
        unsafe fn $name(set: InstructionSet, job: $job) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx2,fma")]
            unsafe fn avx512(job: $job) {
                unsafe { $body::<Avx512>(job) }
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            unsafe fn avx2(job: $job) {
                unsafe { $body::<Avx2>(job) }
            }
            // SAFETY: `Kernels::new` refuses an instruction set that the processor lacks.
            unsafe {
                match set {
                    InstructionSet::Scalar => $body::<Portable>(job),
                    #[cfg(target_arch = "x86_64")]
                    InstructionSet::Avx2 => avx2(job),
                    #[cfg(target_arch = "x86_64")]
                    InstructionSet::Avx512 => avx512(job),
                    #[cfg(not(target_arch = "x86_64"))]
                    _ => $body::<Portable>(job),
                }
            }
        }
    };
}

/// Picks the tile heights that fill the registers of each instruction set.
macro_rules! tiled {
    ($name:ident, $job:ty, $kernel:path, $narrow:literal, $wide:literal) => {
        #[inline(always)]
        unsafe fn $name<L: Lane>(job: $job) {
            unsafe {
                if L::LANES == 16 {
                    $kernel(job, std::marker::PhantomData::<([L; 1], [(); $wide])>)
                } else {
                    $kernel(job, std::marker::PhantomData::<([L; 1], [(); $narrow])>)
                }
            }
        }
    };
}

#[inline(always)]
unsafe fn dense_at<L: Lane, const ROWS: usize>(job: Dense, _: std::marker::PhantomData<([L; 1], [(); ROWS])>) {
    unsafe { tile::dense::<L, ROWS>(job) }
}
#[inline(always)]
unsafe fn maxout_at<L: Lane, const ROWS: usize>(job: Maxout, _: std::marker::PhantomData<([L; 1], [(); ROWS])>) {
    unsafe { tile::maxout::<L, ROWS>(job) }
}
#[inline(always)]
unsafe fn window_at<L: Lane, const QUADS: usize>(job: Window, _: std::marker::PhantomData<([L; 1], [(); QUADS])>) {
    unsafe { tile::window::<L, QUADS>(job) }
}

tiled!(dense_any, Dense, dense_at, 6, 12);
tiled!(maxout_any, Maxout, maxout_at, 4, 8);
tiled!(window_any, Window, window_at, 4, 8);

#[inline(always)]
unsafe fn normalize_any<L: Lane>(job: Normalize) {
    unsafe { row::normalize::<L>(job) }
}
#[inline(always)]
unsafe fn transform_any<L: Lane>(job: Transform) {
    unsafe { row::transform::<L>(job) }
}
#[inline(always)]
unsafe fn hidden_any<L: Lane>(job: Hidden<'_>) {
    unsafe { row::hidden::<L>(job) }
}
#[inline(always)]
unsafe fn scores_any<L: Lane>(job: Scores) {
    unsafe { row::scores::<L>(job) }
}
#[inline(always)]
unsafe fn activate_any<L: Lane>(job: Activate) {
    unsafe { smooth::activate::<L>(job) }
}
#[inline(always)]
unsafe fn softmax_any<L: Lane>(job: Softmax) {
    unsafe { smooth::softmax::<L>(job) }
}

kernel!(run_activate, Activate, activate_any);
kernel!(run_softmax, Softmax, softmax_any);
kernel!(run_dense, Dense, dense_any);
kernel!(run_maxout, Maxout, maxout_any);
kernel!(run_window, Window, window_any);
kernel!(run_normalize, Normalize, normalize_any);
kernel!(run_transform, Transform, transform_any);
kernel!(run_hidden, Hidden<'_>, hidden_any);
kernel!(run_scores, Scores, scores_any);

/// The kernels for one instruction set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kernels {
    set: InstructionSet,
}

impl Kernels {
    /// The kernels for `set`, or the plain ones where this processor lacks it.
    pub(crate) fn new(set: InstructionSet) -> Self {
        Self { set: if set.is_available() { set } else { InstructionSet::Scalar } }
    }

    pub(crate) fn instruction_set(self) -> InstructionSet {
        self.set
    }

    /// Dense layer. Shapes: input `[rows, k]`, weights packed for two panels, output `[rows, columns]`.
    pub(crate) fn dense(
        self,
        shape: (usize, usize, usize),
        input: &[f32],
        weights: &[f32],
        bias: &[f32],
        output: &mut [f32],
    ) {
        let (rows, k, columns) = shape;
        assert!(columns.is_multiple_of(2 * tile::PANEL) && weights.len() >= k * columns && bias.len() >= columns);
        assert!(input.len() >= rows * k && output.len() >= rows * columns);
        let job = Dense {
            rows,
            k,
            input: input.as_ptr(),
            input_stride: k,
            weights: weights.as_ptr(),
            bias: bias.as_ptr(),
            columns,
            output: output.as_mut_ptr(),
            output_stride: columns,
        };
        // SAFETY: the lengths were checked.
        unsafe { run_dense(self.set, job) }
    }

    /// Maxout layer over single rows. Shapes: input `[rows, k]`, output `[rows, width]`.
    pub(crate) fn maxout(
        self,
        shape: (usize, usize, usize),
        input: &[f32],
        weights: &[f32],
        bias: &[f32],
        output: &mut [f32],
    ) {
        let (rows, k, width) = shape;
        let columns = width * tile::PIECES;
        assert!(width.is_multiple_of(tile::PANEL) && weights.len() >= k * columns && bias.len() >= columns);
        assert!(input.len() >= rows * k && output.len() >= rows * width);
        let job = Maxout {
            rows,
            k,
            width,
            input: input.as_ptr(),
            weights: weights.as_ptr(),
            bias: bias.as_ptr(),
            output: output.as_mut_ptr(),
        };
        // SAFETY: the lengths were checked.
        unsafe { run_maxout(self.set, job) }
    }

    /// Window layer over quads of rows. `input` begins with the row before the first quad and ends with the row
    /// after the last; `scratch` holds `[quads, 6, width]`; output `[4 * quads, width]`.
    pub(crate) fn window(
        self,
        (quads, width): (usize, usize),
        input: &[f32],
        scratch: &mut [f32],
        (weights, bias): (&[f32], &[f32]),
        output: &mut [f32],
    ) {
        let columns = width * tile::PIECES;
        let rows = tile::QUAD * quads;
        assert!(width.is_multiple_of(tile::PANEL) && bias.len() >= columns);
        assert!(weights.len() >= tile::POINTS * width * columns && scratch.len() >= tile::POINTS * quads * width);
        assert!(input.len() >= (rows + 2) * width && output.len() >= rows * width);
        let transform = Transform { quads, width, input: input.as_ptr(), output: scratch.as_mut_ptr() };
        let window = Window {
            quads,
            width,
            input: scratch.as_ptr(),
            weights: weights.as_ptr(),
            bias: bias.as_ptr(),
            output: output.as_mut_ptr(),
        };
        // SAFETY: the lengths were checked.
        unsafe {
            run_transform(self.set, transform);
            run_window(self.set, window);
        }
    }

    /// Layer normalisation of `[rows, width]`, plus `residual` where given.
    pub(crate) fn normalize(
        self,
        (rows, width): (usize, usize),
        input: &[f32],
        (gain, shift): (&[f32], &[f32]),
        residual: Option<&[f32]>,
        output: &mut [f32],
    ) {
        assert!(width.is_multiple_of(tile::PANEL) && gain.len() >= width && shift.len() >= width);
        assert!(input.len() >= rows * width && output.len() >= rows * width);
        assert!(residual.is_none_or(|residual| residual.len() >= rows * width));
        let job = Normalize {
            rows,
            width,
            input: input.as_ptr(),
            gain: gain.as_ptr(),
            shift: shift.as_ptr(),
            residual: residual.map_or(std::ptr::null(), <[f32]>::as_ptr),
            output: output.as_mut_ptr(),
        };
        // SAFETY: the lengths were checked.
        unsafe { run_normalize(self.set, job) }
    }

    /// Applies a function to each float.
    pub(crate) fn activate(self, activation: Activation, values: &mut [f32]) {
        let job = Activate { activation, n: values.len(), values: values.as_mut_ptr() };
        // SAFETY: pointer and length are those of one slice.
        unsafe { run_activate(self.set, job) }
    }

    /// Softmax over the first `used` floats of each row of `[rows, width]`; the others become zero.
    pub(crate) fn softmax(self, (rows, width, used): (usize, usize, usize), values: &mut [f32]) {
        assert!(used <= width && values.len() >= rows * width && width > 0);
        // SAFETY: the lengths were checked.
        unsafe { run_softmax(self.set, Softmax { rows, width, used, values: values.as_mut_ptr() }) }
    }

    /// The hidden layer of one transition from one row `[2, width]` a feature; output `[width]`.
    pub(crate) fn hidden<const N: usize>(self, rows: [&[f32]; N], bias: &[f32], output: &mut [f32]) {
        let width = output.len();
        assert!(width.is_multiple_of(tile::PANEL) && bias.len() >= 2 * width);
        assert!(rows.iter().all(|row| row.len() >= 2 * width));
        let rows = rows.map(<[f32]>::as_ptr);
        // SAFETY: the lengths were checked.
        unsafe { run_hidden(self.set, Hidden { rows: &rows, bias: bias.as_ptr(), width, output: output.as_mut_ptr() }) }
    }

    /// One row times `[k, columns]` weights.
    pub(crate) fn scores(self, input: &[f32], weights: &[f32], bias: &[f32], output: &mut [f32]) {
        let (k, columns) = (input.len(), output.len());
        assert!(columns.is_multiple_of(tile::PANEL) && weights.len() >= k * columns && bias.len() >= columns);
        let job = Scores {
            k,
            input: input.as_ptr(),
            weights: weights.as_ptr(),
            bias: bias.as_ptr(),
            columns,
            output: output.as_mut_ptr(),
        };
        // SAFETY: the lengths were checked.
        unsafe { run_scores(self.set, job) }
    }
}
