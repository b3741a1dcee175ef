//! Reads the `tokenizer` file of a model.

use rmpv::ValueRef;

use super::affixes::{Affixes, Part};
use super::exceptions::Exceptions;
use super::pattern::{Pattern, SuffixPattern};
use crate::Error;
use crate::lexeme::string_id;
use crate::load::msgpack;

const FILE: &str = "tokenizer";
/// spaCy's numbers of the attributes that an exception may set.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// The rules and exceptions in the bytes of a `tokenizer` file.
///
/// # Errors
/// When the file is not what spaCy 3 writes, or has an expression that is not supported.
pub(super) fn load(bytes: &[u8]) -> Result<(Affixes, Exceptions), Error> {
    let file = msgpack::decode(FILE, bytes)?;
    if expression(&file, "token_match")?.is_some() {
        return Err(Error::unsupported(FILE, "token_match: expected none"));
    }
    let affixes = Affixes {
        prefix: compile(&file, "prefix_search", Pattern::prefix)?,
        suffix: compile(&file, "suffix_search", SuffixPattern::new)?,
        infix: compile(&file, "infix_finditer", Pattern::infix)?,
        url: compile(&file, "url_match", Pattern::new)?,
    };
    let only_concerned = matches!(msgpack::get(&file, "faster_heuristics"), None | Some(ValueRef::Boolean(true)));
    let exceptions = Exceptions::of(exceptions(&file)?).with_sequences(&affixes, only_concerned);
    Ok((affixes, exceptions))
}

fn expression<'a>(file: &'a ValueRef<'a>, name: &str) -> Result<Option<&'a str>, Error> {
    match msgpack::get(file, name) {
        None if matches!(file, ValueRef::Map(_)) => Ok(None),
        Some(ValueRef::Nil) => Ok(None),
        Some(value) => msgpack::text(value).map(Some).ok_or_else(|| broken(name, "not a string")),
        None => Err(Error::broken(FILE, "not a map")),
    }
}

fn compile<P>(file: &ValueRef, name: &str, new: impl Fn(&str) -> Result<P, String>) -> Result<Option<P>, Error> {
    let source = expression(file, name)?.filter(|source| !source.is_empty());
    source.map(new).transpose().map_err(|reason| Error::unsupported(FILE, format_args!("{name}: {reason}")))
}

fn broken(name: &str, reason: &str) -> Error {
    Error::broken(FILE, format_args!("{name}: {reason}"))
}

fn exceptions<'a>(file: &'a ValueRef<'a>) -> Result<Vec<(&'a str, Vec<Part>)>, Error> {
    let Some(ValueRef::Map(entries)) = msgpack::get(file, "exceptions") else {
        return Err(broken("exceptions", "not a map"));
    };
    entries
        .iter()
        .map(|(chunk, tokens)| {
            let chunk = msgpack::text(chunk).ok_or_else(|| broken("exceptions", "a key is not a string"))?;
            Ok((chunk, parts(chunk, tokens)?))
        })
        .collect()
}

fn parts(chunk: &str, tokens: &ValueRef) -> Result<Vec<Part>, Error> {
    let not_tokens = || broken("exceptions", &format!("{chunk:?} is not a list of tokens with ORTH and NORM"));
    let mut parts = Vec::new();
    let mut spelled = String::with_capacity(chunk.len());
    for token in msgpack::list(tokens).ok_or_else(not_tokens)? {
        let ValueRef::Map(attributes) = token else { return Err(not_tokens()) };
        let mut part = Part::new(spelled.len(), spelled.len());
        for (attribute, value) in attributes {
            match (attribute.as_u64(), msgpack::text(value)) {
                (Some(ORTH), Some(orth)) => spelled.push_str(orth),
                (Some(NORM), Some(norm)) => part.norm = string_id(norm),
                _ => return Err(not_tokens()),
            }
        }
        part.end = spelled.len();
        if part.start == part.end {
            return Err(not_tokens());
        }
        parts.push(part);
    }
    if spelled.is_empty() || spelled != chunk {
        return Err(broken("exceptions", &format!("the tokens of {chunk:?} spell {spelled:?}")));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use rmpv::Value;

    use super::*;

    fn load_map(entries: Vec<(&str, Value)>) -> Result<(Affixes, Exceptions), Error> {
        let map = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &Value::Map(map)).unwrap();
        load(&bytes)
    }

    fn exception(chunk: &str, orths: &[&str]) -> Value {
        let tokens = orths.iter().map(|&orth| Value::Map(vec![(ORTH.into(), orth.into())])).collect();
        Value::Map(vec![(chunk.into(), Value::Array(tokens))])
    }

    #[test]
    fn exceptions_must_spell_their_chunk() {
        assert!(load_map(vec![("exceptions", exception("can't", &["ca", "n't"]))]).is_ok());
        for orths in [&["ca", "n"][..], &[], &["can't", ""]] {
            assert!(load_map(vec![("exceptions", exception("can't", orths))]).is_err());
        }
        assert!(load_map(vec![("exceptions", 1.into())]).is_err());
        assert!(load_map(vec![]).is_err());
    }

    #[test]
    fn other_rules_are_unsupported() {
        let none = || ("exceptions", Value::Map(vec![]));
        assert!(load_map(vec![none(), ("token_match", "a".into())]).is_err_and(|error| error.is_unsupported()));
        let error = load_map(vec![none(), ("prefix_search", r"^a|^(b)\1".into())]).unwrap_err();
        assert!(error.is_unsupported() && error.to_string().starts_with("tokenizer: prefix_search: "), "{error}");
        assert!(load(b"\x93").is_err());
    }
}
