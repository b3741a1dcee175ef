//! The moves of a transition system, in the order of the model's output classes.

use serde_json::Value;

use super::msgpack;
use crate::Error;

/// One move: spaCy's number of its kind, and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) kind: u8,
    pub(crate) label: String,
}

/// Reads a `moves` file: msgpack `{moves: JSON text, cfg}` with JSON `{"kind": {label: frequency}}`.
///
/// Classes are numbered by kind, and within a kind by falling (frequency, label).
pub(crate) fn decode(file: &str, bytes: &[u8]) -> Result<Vec<Move>, Error> {
    let root = msgpack::decode(file, bytes)?;
    let json = msgpack::get(&root, "moves").and_then(msgpack::text);
    let json = json.ok_or_else(|| Error::broken(file, "no text \"moves\""))?;
    let kinds: serde_json::Map<String, Value> =
        serde_json::from_str(json).map_err(|error| Error::broken(file, format_args!("moves: {error}")))?;
    let mut moves = Vec::new();
    for (kind, labels) in kinds {
        let kind: u8 =
            kind.parse().map_err(|_| Error::broken(file, format_args!("unknown kind of move \"{kind}\"")))?;
        let labels = labels.as_object().ok_or_else(|| Error::broken(file, "labels that are not an object"))?;
        for (label, frequency) in labels {
            let frequency = frequency.as_i64().filter(|&count| count >= 0);
            let frequency = frequency.ok_or_else(|| Error::unsupported(file, "a label without a frequency"))?;
            moves.push((kind, frequency, label.clone()));
        }
    }
    moves.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    Ok(moves.into_iter().map(|(kind, _, label)| Move { kind, label }).collect())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn classes_fall_by_frequency_then_label_within_a_kind() {
        let json = r#"{"1":{"":5},"0":{"":9},"2":{"a":3,"b":3,"c":7}}"#;
        let file = rmpv::Value::Map(vec![("moves".into(), json.into()), ("cfg".into(), rmpv::Value::Map(vec![]))]);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &file).unwrap();
        let labels: Vec<_> = decode("moves", &bytes).unwrap().into_iter().map(|m| (m.kind, m.label)).collect();
        let expected = [(0, ""), (1, ""), (2, "c"), (2, "b"), (2, "a")].map(|(kind, label)| (kind, label.to_owned()));
        assert_eq!(labels, expected);
    }

    #[test]
    fn a_file_that_is_no_moves_file_is_an_error() {
        assert!(decode("moves", b"\xc1").is_err());
        assert!(decode("moves", b"\x80").is_err());
    }
}
