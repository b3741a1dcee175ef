//! The output layer of a transition system: one score for each move.

use std::ops::Range;

use crate::Error;
use crate::kernel::{Buffer, Kernels, PANEL, pack};
use crate::load::network::Node;

/// Weights from the hidden layer to the scores of the moves.
pub(crate) struct Upper {
    weights: (Buffer, Buffer),
    columns: usize,
}

impl Upper {
    pub(crate) fn load(file: &str, nodes: &[Node<'_>], hidden: usize, n_moves: usize) -> Result<Self, Error> {
        let (weights, bias) = linear(file, nodes, |shape| shape == [n_moves, hidden])?;
        let columns = n_moves.next_multiple_of(PANEL);
        Ok(Self { weights: pack::scores(&weights, &bias, hidden, columns), columns })
    }

    /// Length of the buffer that [`Upper::scores`] fills: the moves, padded.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    pub(crate) fn scores(&self, kernels: Kernels, hidden: &[f32], scores: &mut [f32]) {
        kernels.scores(hidden, &self.weights.0, &self.weights.1, scores);
    }
}

/// Weights and bias of the `linear` node whose weights have the wanted shape.
pub(crate) fn linear(
    file: &str,
    nodes: &[Node<'_>],
    wanted: impl Fn(&[usize]) -> bool,
) -> Result<(Vec<f32>, Vec<f32>), Error> {
    for node in nodes.iter().filter(|node| node.name == "linear") {
        let (weights, bias) = (node.tensor(file, "W", 2)?, node.tensor(file, "b", 1)?);
        if wanted(&weights.shape) && bias.shape[..] == weights.shape[..1] {
            return Ok((weights.data, bias.data));
        }
    }
    Err(Error::unsupported(
        file,
        "no linear layer of the expected shape (expected TransitionBasedParser.v2 with upper layer)",
    ))
}

/// The first of the largest of `scores` in `ranges`, which are in order. Numbers that are not numbers count as smallest,
/// so that some move is found as long as one range is not empty.
pub(crate) fn first_largest(scores: &[f32], ranges: impl IntoIterator<Item = Range<usize>>) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for range in ranges {
        let part = scores.get(range.clone()).filter(|part| !part.is_empty());
        let Some(part) = part else { continue };
        let largest = part.iter().fold(f32::NEG_INFINITY, |best, &score| if score > best { score } else { best });
        if best.is_none_or(|(_, score)| largest > score) {
            let at = part.iter().position(|&score| score >= largest).unwrap_or(0);
            best = Some((range.start + at, largest));
        }
    }
    best.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::first_largest;

    #[test]
    fn ties_go_to_the_first_class() {
        let scores = [1.0, 3.0, 3.0, 0.0, 3.0];
        assert_eq!(first_largest(&scores, [0..2, 2..5]), Some(1));
        assert_eq!(first_largest(&scores, [2..3, 4..5]), Some(2));
        assert_eq!(first_largest(&scores, [0..0, 3..4]), Some(3));
        assert_eq!(first_largest(&[f32::NAN, f32::NAN], [0..0, 1..2]), Some(1));
        assert_eq!(first_largest(&scores, []), None);
    }
}
