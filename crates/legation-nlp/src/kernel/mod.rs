//! Matrix kernels in `f32` for the layers of the pipeline, chosen for the processor at run time.
//!
//! The only place in Legation with `unsafe` code. In: slices of floats. Out: slices of floats.
//! What a layer is, and which of its weights go where, is the business of `layer`.

mod buffer;
mod dispatch;
mod lane;
pub(crate) mod pack;
mod row;
mod smooth;
mod tile;

pub(crate) use buffer::Buffer;
pub use dispatch::InstructionSet;
pub(crate) use dispatch::Kernels;
pub(crate) use smooth::Activation;
pub(crate) use tile::{PANEL, POINTS, QUAD};

#[cfg(test)]
mod tests;
