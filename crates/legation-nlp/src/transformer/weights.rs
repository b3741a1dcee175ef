//! Reading the encoder's weights out of a safetensors file.

use safetensors::{Dtype, SafeTensors};

use crate::kernel::{Buffer, Kernels, pack};

/// Sums that are kept apart, so that a processor can add them side by side.
const LANES: usize = 16;

/// A matrix as stored: `int8` with a scale a row.
pub(super) struct Matrix {
    values: Vec<i8>,
    scales: Vec<f32>,
    pub(super) rows: usize,
    pub(super) width: usize,
}

impl Matrix {
    /// One row in floats. Zeros where there is no such row.
    pub(super) fn row(&self, row: usize) -> Vec<f32> {
        let mut values = vec![0.0; self.width];
        self.add_row(row, &mut values);
        values
    }

    /// The product of each row with `features`.
    pub(super) fn products(&self, features: &[f32]) -> impl Iterator<Item = f32> {
        self.values.chunks_exact(self.width).zip(&self.scales).map(|(row, scale)| dot(row, features) * scale)
    }

    /// Adds a row to `sum`.
    pub(super) fn add_row(&self, row: usize, sum: &mut [f32]) {
        let Some(&scale) = self.scales.get(row) else { return };
        let values = &self.values[row * self.width..][..self.width];
        sum.iter_mut().zip(values).for_each(|(sum, &value)| *sum += f32::from(value) * scale);
    }
}

fn dot(weights: &[i8], features: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    for (weights, features) in weights.chunks_exact(LANES).zip(features.chunks_exact(LANES)) {
        for (sum, (&weight, feature)) in sums.iter_mut().zip(weights.iter().zip(features)) {
            *sum += f32::from(weight) * feature;
        }
    }
    sums.into_iter().sum()
}

/// A dense layer, packed for the kernels.
pub(super) struct Dense {
    weights: Buffer,
    bias: Buffer,
    k: usize,
    pub(super) columns: usize,
}

impl Dense {
    /// `[rows, k]` to `[rows, columns]`.
    pub(super) fn apply(&self, kernels: Kernels, rows: usize, input: &[f32], output: &mut [f32]) {
        kernels.dense((rows, self.k, self.columns), input, &self.weights, &self.bias, output);
    }
}

/// Gain and shift of a layer normalisation.
pub(super) struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// Normalises `[rows, width]`.
    pub(super) fn apply(&self, kernels: Kernels, rows: usize, input: &[f32], output: &mut [f32]) {
        kernels.normalize((rows, self.gain.len()), input, (&self.gain, &self.shift), None, output);
    }
}

/// The weights of a file by name.
pub(super) struct Weights<'f> {
    file: &'f SafeTensors<'f>,
}

impl<'f> Weights<'f> {
    pub(super) fn new(file: &'f SafeTensors<'f>) -> Self {
        Self { file }
    }

    /// The matrix `{name}.weight`.
    pub(super) fn matrix(&self, name: &str) -> Result<Matrix, String> {
        let stored = format!("{name}.weight");
        let tensor = self.file.tensor(&stored).map_err(|error| format!("{stored}: {error}"))?;
        let &[rows, width] = tensor.shape() else { return Err(format!("{stored}: expected two dimensions")) };
        if tensor.dtype() != Dtype::I8 {
            return Err(format!("{stored}: is {:?}, expected I8", tensor.dtype()));
        }
        let values = tensor.data().iter().map(|&byte| byte.cast_signed()).collect();
        let scales = self.vector(&format!("{stored}.scale"), rows)?;
        Ok(Matrix { values, scales, rows, width })
    }

    /// A vector of `n` floats.
    pub(super) fn vector(&self, name: &str, n: usize) -> Result<Vec<f32>, String> {
        let tensor = self.file.tensor(name).map_err(|error| format!("{name}: {error}"))?;
        if tensor.dtype() != Dtype::F32 || tensor.shape() != [n] {
            return Err(format!("{name}: is {:?} {:?}, expected F32 [{n}]", tensor.dtype(), tensor.shape()));
        }
        let (floats, _) = tensor.data().as_chunks::<4>();
        Ok(floats.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    /// Layers of the same input side by side.
    pub(super) fn dense(&self, names: &[String]) -> Result<Dense, String> {
        let (mut weights, mut bias) = (Vec::new(), Vec::new());
        let mut k = 0;
        for name in names {
            let matrix = self.matrix(name)?;
            k = matrix.width;
            (0..matrix.rows).for_each(|row| weights.extend(matrix.row(row)));
            bias.extend(self.vector(&format!("{name}.bias"), matrix.rows)?);
        }
        let columns = bias.len();
        if k == 0 || !columns.is_multiple_of(2 * crate::kernel::PANEL) || weights.len() != k * columns {
            return Err(format!("{}: {columns} columns of {k}, expected a multiple of 32", names.join(", ")));
        }
        let (weights, bias) = pack::dense(&weights, Some(&bias), k, columns, Some);
        Ok(Dense { weights, bias, k, columns })
    }

    /// A layer normalisation over `width`.
    pub(super) fn norm(&self, name: &str, width: usize) -> Result<Norm, String> {
        let part = |part: &str| self.vector(&format!("{name}.{part}"), width);
        Ok(Norm { gain: part("weight")?, shift: part("bias")? })
    }
}
