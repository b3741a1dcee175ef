//! A linear head on an encoder's rows: features to one score a label.

use safetensors::SafeTensors;

use super::weights::{Matrix, Weights};

/// Weights as stored, `int8` with a scale a row, and a bias.
pub struct Head {
    weights: Matrix,
    bias: Vec<f32>,
}

impl Head {
    /// Reads `{name}.weight`, its scale and `{name}.bias`: `rows` labels from `width` features.
    ///
    /// # Errors
    /// In words, when a weight is missing or has another shape than it must.
    pub fn load(file: &SafeTensors<'_>, name: &str, rows: usize, width: usize) -> Result<Self, String> {
        let stored = Weights::new(file);
        let weights = stored.matrix(name)?;
        if (weights.rows, weights.width) != (rows, width) {
            return Err(format!("{name}.weight: is [{}, {}], expected [{rows}, {width}]", weights.rows, weights.width));
        }
        Ok(Self { weights, bias: stored.vector(&format!("{name}.bias"), rows)? })
    }

    /// One score a label.
    #[must_use]
    pub fn apply(&self, features: &[f32]) -> Vec<f32> {
        self.weights.products(features).zip(&self.bias).map(|(product, bias)| product + bias).collect()
    }
}
