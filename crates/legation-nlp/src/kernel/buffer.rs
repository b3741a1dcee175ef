//! A growable run of `f32` that starts on a cache line, so that vector loads of weights and
//! activations never straddle two lines.

use std::ops::{Deref, DerefMut};

const LINE: usize = 16;

#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([f32; LINE]);

/// Cache-line aligned floats, all zero when made.
#[derive(Clone, Default)]
pub(crate) struct Buffer {
    lines: Vec<Line>,
    len: usize,
}

impl Buffer {
    /// `len` zeros.
    pub(crate) fn zeroed(len: usize) -> Self {
        Self { lines: vec![Line([0.0; LINE]); len.div_ceil(LINE)], len }
    }

    /// Makes room for at least `len` floats; what was there stays, what is new is zero.
    pub(crate) fn grow(&mut self, len: usize) {
        if len > self.len {
            self.lines.resize(len.div_ceil(LINE), Line([0.0; LINE]));
            self.len = len;
        }
    }
}

impl Deref for Buffer {
    type Target = [f32];
    fn deref(&self) -> &[f32] {
        // SAFETY: `Line` is `repr(C)` around `[f32; LINE]` and 64 bytes large, so the lines are one run
        // of initialised floats, of which the first `len` lie inside.
        #[expect(unsafe_code, reason = "view of aligned lines as floats")]
        unsafe {
            std::slice::from_raw_parts(self.lines.as_ptr().cast::<f32>(), self.len)
        }
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [f32] {
        // SAFETY: as in `deref`; the borrow of `self` is exclusive.
        #[expect(unsafe_code, reason = "view of aligned lines as floats")]
        unsafe {
            std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast::<f32>(), self.len)
        }
    }
}
