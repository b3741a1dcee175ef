//! The weights of one component: the `model` file that thinc writes.
//!
//! A map `{nodes, attrs, params, shims}` of four parallel lists in the breadth-first order of thinc's
//! `Model.walk()`. Layers are found by node name, never by a fixed position, so that other models of the
//! same architecture load too.

use rmpv::ValueRef;

use super::msgpack;
use crate::Error;

/// One array of floats with its shape.
pub(crate) struct Tensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<f32>,
}

/// One node of a thinc model.
pub(crate) struct Node<'a> {
    pub(crate) name: &'a str,
    attrs: &'a ValueRef<'a>,
    params: &'a ValueRef<'a>,
}

/// The decoded file, from which [`Network::nodes`] are read.
pub(crate) struct Network<'a> {
    file: &'a str,
    root: ValueRef<'a>,
}

impl<'a> Network<'a> {
    pub(crate) fn decode(file: &'a str, bytes: &'a [u8]) -> Result<Self, Error> {
        Ok(Self { file, root: msgpack::decode(file, bytes)? })
    }

    /// All nodes in order.
    pub(crate) fn nodes(&'a self) -> Result<Vec<Node<'a>>, Error> {
        let part = |name: &str| {
            msgpack::get(&self.root, name)
                .and_then(msgpack::list)
                .ok_or_else(|| Error::broken(self.file, format_args!("no list \"{name}\"")))
        };
        let (nodes, attrs, params) = (part("nodes")?, part("attrs")?, part("params")?);
        if nodes.len() != attrs.len() || nodes.len() != params.len() {
            return Err(Error::broken(self.file, "nodes, attrs and params differ in length"));
        }
        nodes
            .iter()
            .zip(attrs.iter().zip(params))
            .map(|(node, (attrs, params))| {
                let name = msgpack::get(node, "name").and_then(msgpack::text);
                let name = name.ok_or_else(|| Error::broken(self.file, "a node without a name"))?;
                Ok(Node { name, attrs, params })
            })
            .collect()
    }
}

impl Node<'_> {
    /// The parameter `name`, with `rank` dimensions.
    pub(crate) fn tensor(&self, file: &str, name: &str, rank: usize) -> Result<Tensor, Error> {
        let missing = || Error::broken(file, format_args!("layer {} has no float parameter \"{name}\"", self.name));
        let value = msgpack::get(self.params, name).ok_or_else(missing)?;
        let kind = msgpack::get(value, "type").and_then(msgpack::text).ok_or_else(missing)?;
        if kind != "<f4" {
            return Err(Error::unsupported(file, format_args!("numbers of type {kind} (expected <f4)")));
        }
        let shape = msgpack::get(value, "shape").and_then(msgpack::list).ok_or_else(missing)?;
        let shape: Option<Vec<usize>> =
            shape.iter().map(|size| size.as_u64().and_then(|size| usize::try_from(size).ok())).collect();
        let shape = shape.ok_or_else(missing)?;
        let Some(ValueRef::Binary(bytes)) = msgpack::get(value, "data") else { return Err(missing()) };
        let expected = shape.iter().try_fold(4_usize, |product, &size| product.checked_mul(size));
        if shape.len() != rank || expected != Some(bytes.len()) {
            return Err(Error::broken(
                file,
                format_args!("layer {}: \"{name}\" has shape {shape:?} and {} bytes", self.name, bytes.len()),
            ));
        }
        let data = bytes.as_chunks::<4>().0.iter().map(|&number| f32::from_le_bytes(number)).collect();
        Ok(Tensor { shape, data })
    }

    /// The whole-number attribute `name`. Attributes are msgpack inside msgpack.
    pub(crate) fn attribute(&self, file: &str, name: &str) -> Result<u64, Error> {
        let missing = || Error::broken(file, format_args!("layer {} has no whole number \"{name}\"", self.name));
        let Some(ValueRef::Binary(bytes)) = msgpack::get(self.attrs, name) else { return Err(missing()) };
        let value = msgpack::decode(file, bytes)?;
        value.as_u64().ok_or_else(missing)
    }
}
