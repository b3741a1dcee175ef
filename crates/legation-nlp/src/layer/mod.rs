//! The layers of the network, built from a model's weights and run by `kernel`.
//!
//! `embed` makes vectors from words, `encoder` puts each into its context of four words on either side, `lower`
//! prepares the features of a transition system and `upper` scores its moves.
//! Shapes are `[tokens, width]` unless said otherwise.

pub(crate) mod embed;
pub(crate) mod encoder;
pub(crate) mod lower;
pub(crate) mod upper;

use crate::Error;
use crate::kernel::PANEL;
use crate::load::network::Node;

/// Weights `[width, 3, k]` and bias `[width, 3]` of a maxout layer.
type MaxoutWeights = (Vec<f32>, Vec<f32>);

/// The output width of a maxout layer, a multiple of 16 that the kernels can run.
fn maxout_width(file: &str, node: &Node<'_>) -> Result<usize, Error> {
    let shape = node.tensor(file, "W", 3)?.shape;
    if shape[1] != 3 || shape[0] == 0 || !shape[0].is_multiple_of(PANEL) {
        return Err(Error::unsupported(file, format_args!("a maxout layer of shape {shape:?} (expected 16n x 3 x k)")));
    }
    Ok(shape[0])
}

fn maxout_weights(file: &str, node: &Node<'_>, width: usize, k: usize) -> Result<MaxoutWeights, Error> {
    let (weights, bias) = (node.tensor(file, "W", 3)?, node.tensor(file, "b", 2)?);
    if weights.shape != [width, 3, k] || bias.shape != [width, 3] {
        return Err(Error::unsupported(
            file,
            format_args!("a maxout layer of shape {:?} (expected {width} x 3 x {k})", weights.shape),
        ));
    }
    Ok((weights.data, bias.data))
}

/// Gain and shift of a layer normalisation.
fn normalization(file: &str, node: Option<&Node<'_>>, width: usize) -> Result<(Vec<f32>, Vec<f32>), Error> {
    let node = node.filter(|node| node.name == "layernorm");
    let node = node.ok_or_else(|| Error::unsupported(file, "a maxout layer without layer normalisation"))?;
    let (gain, shift) = (node.tensor(file, "G", 1)?, node.tensor(file, "b", 1)?);
    if gain.shape != [width] || shift.shape != [width] {
        return Err(Error::broken(file, "a layer normalisation of another width than its layer"));
    }
    Ok((gain.data, shift.data))
}
