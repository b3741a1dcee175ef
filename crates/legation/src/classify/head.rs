//! A linear head: features to one score a label.

use safetensors::{Dtype, SafeTensors};

/// Sums that are kept apart, so that a processor can add them side by side.
const LANES: usize = 16;

/// Weights as stored: `int8` with a scale a row.
pub(super) struct Head {
    weights: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    width: usize,
}

impl Head {
    /// Reads `{name}.weight`, its scale and `{name}.bias`.
    pub(super) fn load(file: &SafeTensors<'_>, name: &str, rows: usize, width: usize) -> Result<Self, String> {
        let stored = format!("{name}.weight");
        let tensor = file.tensor(&stored).map_err(|error| format!("{stored}: {error}"))?;
        if tensor.dtype() != Dtype::I8 || tensor.shape() != [rows, width] {
            return Err(format!(
                "{stored}: is {:?} {:?}, expected I8 [{rows}, {width}]",
                tensor.dtype(),
                tensor.shape()
            ));
        }
        let floats = |name: String| {
            let tensor = file.tensor(&name).map_err(|error| format!("{name}: {error}"))?;
            let (floats, _) = tensor.data().as_chunks::<4>();
            let floats: Vec<f32> = floats.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
            if floats.len() == rows { Ok(floats) } else { Err(format!("{name}: expected {rows} floats")) }
        };
        Ok(Self {
            weights: tensor.data().iter().map(|&byte| byte.cast_signed()).collect(),
            scales: floats(format!("{stored}.scale"))?,
            bias: floats(format!("{name}.bias"))?,
            width,
        })
    }

    /// One score a label.
    pub(super) fn apply(&self, features: &[f32]) -> Vec<f32> {
        let rows = self.weights.chunks_exact(self.width).zip(&self.scales).zip(&self.bias);
        rows.map(|((row, scale), bias)| dot(row, features) * scale + bias).collect()
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
