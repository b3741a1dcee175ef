//! Reading the msgpack files of a spaCy model directory: maps with text or byte keys, numpy arrays.
//!
//! Format: <https://github.com/explosion/srsly> (msgpack-numpy): an array is the map
//! `{nd: true, type: "<f4", kind: "", shape: [..], data: bytes}`, little endian, C order.

use rmpv::ValueRef;

use crate::Error;

/// Decodes one msgpack value that must fill `bytes`.
///
/// # Errors
/// When the bytes are not one complete msgpack value.
pub(crate) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<ValueRef<'a>, Error> {
    let mut rest = bytes;
    let value = rmpv::decode::read_value_ref(&mut rest)
        .map_err(|error| Error::broken(file, format_args!("not msgpack: {error}")))?;
    if rest.is_empty() { Ok(value) } else { Err(Error::broken(file, "bytes after the msgpack value")) }
}

/// The text of a string or of bytes that are UTF-8.
pub(crate) fn text<'v>(value: &'v ValueRef<'_>) -> Option<&'v str> {
    std::str::from_utf8(text_bytes(value)?).ok()
}

fn text_bytes<'v>(value: &'v ValueRef<'_>) -> Option<&'v [u8]> {
    match value {
        ValueRef::String(text) => Some(text.as_bytes()),
        ValueRef::Binary(bytes) => Some(bytes),
        _ => None,
    }
}

/// The value under `key` of a map whose keys are strings or bytes.
pub(crate) fn get<'v, 'a>(map: &'v ValueRef<'a>, key: &str) -> Option<&'v ValueRef<'a>> {
    let ValueRef::Map(entries) = map else { return None };
    entries.iter().find(|(name, _)| text_bytes(name) == Some(key.as_bytes())).map(|(_, value)| value)
}

/// The elements of an array.
pub(crate) fn list<'v, 'a>(value: &'v ValueRef<'a>) -> Option<&'v [ValueRef<'a>]> {
    match value {
        ValueRef::Array(items) => Some(items),
        _ => None,
    }
}
