//! Reading a spaCy v3 model directory: the files, and what stands in them.
//!
//! In: bytes, never trusted. Out: tensors, moves and names, or an [`Error`](crate::Error) that names the
//! file and the layer. Which layers form a pipeline is decided by the components that ask for them.

pub(crate) mod directory;
pub(crate) mod meta;
pub(crate) mod moves;
pub(crate) mod msgpack;
pub(crate) mod network;
