use rmpv::Value;

use super::*;
use crate::lexeme::Norms;

/// A msgpack value from JSON.
fn value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Bool(value) => (*value).into(),
        serde_json::Value::Number(number) => number.as_i64().unwrap().into(),
        serde_json::Value::Array(items) => Value::Array(items.iter().map(value).collect()),
        serde_json::Value::Object(map) => {
            Value::Map(map.iter().map(|(key, item)| (key.as_str().into(), value(item))).collect())
        }
        serde_json::Value::Null => Value::Nil,
    }
}

fn load(rules: serde_json::Value) -> Result<AttributeRuler, Error> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &value(&rules)).unwrap();
    AttributeRuler::load(&bytes)
}

/// Applies rules to `spelling/TAG/deprel` tokens; gives `tag/deprel/upos/feats/lemma`.
fn apply(rules: serde_json::Value, text: &str) -> Vec<String> {
    let (mut lexemes, norms) = (LexemeTable::default(), Norms::load(&[0x80]).unwrap());
    let (mut tokens, mut tags, mut deprels) = (Vec::new(), Vec::new(), Vec::new());
    for token in text.split(' ') {
        let mut fields = token.split('/');
        let orth = fields.next().unwrap().replace("NL", "\n");
        let lexeme = lexemes.intern(&orth, 0, &norms);
        tokens.push(RawToken { start: 0, end: 0, lexeme, space_after: true });
        tags.push(Label::new(fields.next().unwrap()));
        deprels.push(Label::new(fields.next().unwrap()));
    }
    let mut words = vec![Word::default(); 9];
    load(rules).unwrap().apply(&lexemes, &tokens, &mut tags, &mut deprels, &mut words);
    assert_eq!(words.len(), tokens.len());
    let line = |((word, tag), deprel): ((&Word, &Label), &Label)| {
        format!("{tag}/{deprel}/{}/{}/{}", word.upos, word.feats, word.lemma.unwrap_or_default())
    };
    words.iter().zip(&tags).zip(&deprels).map(line).collect()
}

#[test]
fn later_rules_win() {
    let rules = serde_json::json!([
        {"patterns": [[{"TAG": "VBD"}]], "attrs": {"POS": "VERB", "MORPH": "Tense=Past"}, "index": 0},
        {"patterns": [[{"TAG": "VBD", "LOWER": {"IN": ["was", "were"]}}]], "attrs": {"POS": "AUX", "LEMMA": "be"}, "index": 0},
        {"patterns": [[{"LOWER": "was"}], [{"LOWER": "went"}]], "attrs": {"MORPH": "_"}, "index": 0},
    ]);
    assert_eq!(
        apply(rules, "He/PRP/nsubj Was/VBD/ROOT met/VBD/ROOT went/VBD/ROOT"),
        ["PRP/nsubj///", "VBD/ROOT/AUX//be", "VBD/ROOT/VERB/Tense=Past/", "VBD/ROOT/VERB//"]
    );
}

#[test]
fn rules_see_values_from_before_any_rule() {
    let rules = serde_json::json!([
        {"patterns": [[{"IS_SPACE": true, "DEP": {"NOT_IN": [""]}}]], "attrs": {"TAG": "_SP", "DEP": "dep"}, "index": 0},
        {"patterns": [[{"TAG": "_SP"}]], "attrs": {"POS": "SPACE"}, "index": 0},
        {"patterns": [[{"DEP": "punct"}, {"TAG": "NN"}]], "attrs": {"LEMMA": "after"}, "index": -1},
    ]);
    assert_eq!(apply(rules, "NL/NN/punct a/NN/x"), ["_SP/dep///", "NN/x///after"]);
}

#[test]
fn neighbours_and_expressions_are_looked_at() {
    let rules = serde_json::json!([
        {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "go"}, "index": 0},
        {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "to"}, "index": 1},
        {"patterns": [[{"LOWER": {"REGEX": "^n'?t$"}, "TAG": {"NOT_IN": ["NN"]}}]], "attrs": {"LEMMA": "not"}, "index": 0},
    ]);
    assert_eq!(
        apply(rules, "na/NN/x Gon/VB/x na/TO/x nt/RB/x n't/NN/x gon/VB/x"),
        ["NN/x///", "VB/x///go", "TO/x///to", "RB/x///not", "NN/x///", "VB/x///"]
    );
}

#[test]
fn other_rules_are_unsupported_or_broken() {
    for (rule, is_unsupported) in [
        (serde_json::json!({"patterns": [[{"ENT_TYPE": "GPE"}]], "attrs": {}, "index": 0}), true),
        (serde_json::json!({"patterns": [[{"TAG": {"FUZZY": "NN"}}]], "attrs": {}, "index": 0}), true),
        (serde_json::json!({"patterns": [[{"LOWER": {"REGEX": "(?i)a"}}]], "attrs": {}, "index": 0}), true),
        (serde_json::json!({"patterns": [[{"TAG": "NN"}]], "attrs": {"ENT_ID": "a"}, "index": 0}), true),
        (serde_json::json!({"patterns": [[{"TAG": "NN"}]], "attrs": {}, "index": 1}), false),
        (serde_json::json!({"patterns": [[{"TAG": "NN"}]], "attrs": {}, "index": -2}), false),
        (serde_json::json!({"patterns": [[{"TAG": 1}]], "attrs": {}, "index": 0}), false),
        (serde_json::json!({"patterns": [[]], "attrs": {}, "index": 0}), false),
        (serde_json::json!("rule"), false),
    ] {
        let error = load(serde_json::json!([rule])).unwrap_err();
        assert_eq!(error.is_unsupported(), is_unsupported, "{error}");
    }
    assert!(load(serde_json::json!({})).is_err());
}
