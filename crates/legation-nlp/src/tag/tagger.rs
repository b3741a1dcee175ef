//! Fine part-of-speech tags: one linear layer over the encoder's vectors.
//!
//! In: vectors `[tokens, width]`. Out: one label a token, the first of the best scores. Layer: spaCy's `Tagger.v2`.

use serde::Deserialize;

use crate::kernel::{Buffer, Kernels, PANEL, pack};
use crate::load::network::Node;
use crate::{Error, Label};

/// The tagger's output layer.
pub(crate) struct Tagger {
    weights: (Buffer, Buffer),
    labels: Vec<Label>,
    width: usize,
}

#[derive(Deserialize)]
struct Config {
    labels: Vec<String>,
}

impl Tagger {
    pub(crate) fn load(file: &str, nodes: &[Node<'_>], config: &[u8], width: usize) -> Result<Self, Error> {
        let config: Config = serde_json::from_slice(config).map_err(|error| Error::broken("tagger/cfg", error))?;
        let node = nodes.iter().find(|node| node.name == "softmax");
        let node = node.ok_or_else(|| Error::unsupported(file, "no softmax layer (expected Tagger.v2)"))?;
        let (weights, bias) = (node.tensor(file, "W", 2)?, node.tensor(file, "b", 1)?);
        let n = config.labels.len();
        if weights.shape != [n, width] || bias.shape != [n] || n == 0 {
            return Err(Error::unsupported(
                file,
                format_args!("an output layer of shape {:?} for {n} tags", weights.shape),
            ));
        }
        let columns = n.next_multiple_of(2 * PANEL);
        let weights =
            pack::dense(&weights.data, Some(&bias.data), width, columns, |column| (column < n).then_some(column));
        Ok(Self { weights, labels: config.labels.iter().map(|name| Label::new(name)).collect(), width })
    }

    /// Writes the best tag of each row of `vectors` to `tags`, using `scores` as scratch space.
    pub(crate) fn tag(&self, kernels: Kernels, vectors: &[f32], scores: &mut Buffer, tags: &mut [Label]) {
        let columns = self.weights.1.len();
        scores.grow(tags.len() * columns);
        kernels.dense((tags.len(), self.width, columns), vectors, &self.weights.0, &self.weights.1, scores);
        for (tag, row) in tags.iter_mut().zip(scores.chunks_exact(columns)) {
            let best = crate::layer::upper::first_largest(row, std::iter::once(0..self.labels.len())).unwrap_or(0);
            *tag = self.labels[best];
        }
    }
}
