use rmpv::Value;

use super::*;
use crate::lexeme::{LexemeTable, Norms, string_id};

fn texts(items: &[&str]) -> Value {
    Value::Array(items.iter().map(|&item| item.into()).collect())
}

fn table(entries: Vec<(&str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(upos, value)| (string_id(upos).into(), value)).collect())
}

fn irregular(entries: &[(&str, &[&str])]) -> Value {
    Value::Map(entries.iter().map(|(form, lemmas)| ((*form).into(), texts(lemmas))).collect())
}

fn load(rules: Value, irregular: Value, known: Value) -> Result<Lemmatizer, Error> {
    let tables = [("lemma_rules", rules), ("lemma_exc", irregular), ("lemma_index", known)];
    let tables = Value::Map(tables.into_iter().map(|(name, table)| (name.into(), table)).collect());
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &tables).unwrap();
    Lemmatizer::load(&bytes)
}

fn lemmatizer() -> Lemmatizer {
    let verb_rules = [["s", ""], ["es", "e"], ["es", ""], ["ed", "e"], ["ed", ""]];
    load(
        table(vec![
            ("verb", Value::Array(verb_rules.iter().map(|rule| texts(rule)).collect())),
            ("punct", Value::Array(vec![texts(&["“", "\""])])),
        ]),
        table(vec![("verb", irregular(&[("met", &["meet"]), ("does", &["do", "doe"]), ("vowed", &["vow", "vowe"])]))]),
        table(vec![("verb", texts(&["agree", "seize", "do", "vow", "bus", "buse"]))]),
    )
    .unwrap()
}

fn lemma(orth: &str, upos: &str, feats: &str) -> String {
    let (mut lexemes, norms) = (LexemeTable::default(), Norms::load(&[0x80]).unwrap());
    let id = lexemes.intern(orth, 0, &norms);
    lemmatizer().lemma(lexemes.get(id), Label::new(upos), Label::new(feats)).into()
}

#[test]
fn rules_prefer_known_lemmas() {
    for (orth, expected) in [
        ("Seized", "seize"),
        ("agrees", "agree"),
        ("bused", "bus"),
        ("zorbed", "zorbe"),
        ("Zorb", "Zorb"),
        ("x2s", "x2"),
        ("s", "s"),
    ] {
        assert_eq!(lemma(orth, "VERB", "Tense=Past|VerbForm=Fin"), expected, "{orth}");
    }
}

#[test]
fn irregular_lemmas_come_first_and_the_last_of_them_wins() {
    assert_eq!(lemma("Met", "VERB", ""), "meet");
    assert_eq!(lemma("does", "VERB", ""), "doe", "the rules make do, not doe");
    assert_eq!(lemma("vowed", "VERB", ""), "vowe", "the rules make it, but do not know it");
}

#[test]
fn base_forms_and_words_without_rules_are_lower_case_but_names_are_not() {
    assert_eq!(lemma("Seized", "VERB", "VerbForm=Inf"), "seized");
    assert_eq!(lemma("Qatar", "PROPN", "Number=Sing"), "Qatar");
    assert_eq!(lemma("The", "DET", ""), "the");
    assert_eq!(lemma("The", "", ""), "the");
    assert_eq!(lemma("“", "PUNCT", "PunctSide=Ini|PunctType=Quot"), "\"");
}

#[test]
fn other_layouts_are_errors() {
    let none = || Value::Map(vec![]);
    assert!(load(none(), none(), none()).is_ok());
    assert!(load(Value::Nil, none(), none()).is_err());
    assert!(load(table(vec![("verb", texts(&["s"]))]), none(), none()).is_err());
    assert!(load(table(vec![("verb", Value::Array(vec![texts(&["s"])]))]), none(), none()).is_err());
    assert!(load(none(), none(), table(vec![("verb", none())])).is_err());
    assert!(load(none(), table(vec![("verbs", none())]), none()).unwrap_err().is_unsupported());
    assert!(Lemmatizer::load(b"\x80").is_err());
}
