//! Norms: the spelling that stands for all variants of a word ("cuz" → "because", "€" → "$").
//!
//! In: `vocab/lookups.bin` of the model and spaCy's table for all languages. Out: the id of a word's norm.
//! Norms of tokenizer exceptions come before these and are not known here.

use rmpv::ValueRef;
use rustc_hash::FxHashMap;

use super::base_norms::BASE_NORMS;
use super::string_id;
use crate::Error;
use crate::load::msgpack;

const FILE: &str = "vocab/lookups.bin";

/// Norms of words whose norm is not their lower case.
#[derive(Debug)]
pub(crate) struct Norms(FxHashMap<u64, u64>);

impl Norms {
    /// Reads the table `lexeme_norm`; a model without one has only the norms of all languages.
    ///
    /// # Errors
    /// When the file is not a map of word ids to strings.
    pub(crate) fn load(vocab_lookups: &[u8]) -> Result<Self, Error> {
        let tables = msgpack::decode(FILE, vocab_lookups)?;
        let mut norms: FxHashMap<u64, u64> =
            BASE_NORMS.iter().map(|(orth, norm)| (string_id(orth), string_id(norm))).collect();
        match msgpack::get(&tables, "lexeme_norm") {
            Some(ValueRef::Map(entries)) => {
                norms.reserve(entries.len());
                for entry in entries {
                    let (orth, norm) = read(entry).ok_or_else(|| Error::broken(FILE, "lexeme_norm: not id → norm"))?;
                    if !norm.is_empty() {
                        norms.insert(orth, string_id(norm));
                    }
                }
            }
            None if matches!(tables, ValueRef::Map(_)) => {}
            _ => return Err(Error::broken(FILE, "lexeme_norm: not a map")),
        }
        Ok(Self(norms))
    }

    /// The id of the norm of the word with this id.
    pub(super) fn of(&self, orth_id: u64, lower: &str) -> u64 {
        self.0.get(&orth_id).copied().unwrap_or_else(|| string_id(lower))
    }
}

fn read<'a>((orth, norm): &'a (ValueRef<'a>, ValueRef<'a>)) -> Option<(u64, &'a str)> {
    Some((orth.as_u64()?, msgpack::text(norm)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_comes_before_the_base_and_the_lower_case_last() {
        let entry = |orth: &str, norm: &str| (rmpv::Value::from(string_id(orth)), rmpv::Value::from(norm));
        let table = rmpv::Value::Map(vec![entry("cuz", "because"), entry("€", "euro"), entry("¥", "")]);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &rmpv::Value::Map(vec![("lexeme_norm".into(), table)])).unwrap();
        let norms = Norms::load(&bytes).unwrap();
        for (orth, norm) in [("cuz", "because"), ("€", "euro"), ("¥", "$"), ("£", "$"), ("Gaza", "gaza")] {
            assert_eq!(norms.of(string_id(orth), &orth.to_lowercase()), string_id(norm), "{orth}");
        }
    }

    #[test]
    fn other_layouts_are_errors() {
        assert!(Norms::load(b"").is_err());
        assert!(Norms::load(&[0xc0]).is_err());
        assert!(Norms::load(&[0x80]).is_ok(), "no table");
    }
}
