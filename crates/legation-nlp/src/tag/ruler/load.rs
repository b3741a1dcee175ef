//! Reads the `attribute_ruler/patterns` file of a model: a list of `{patterns, attrs, index}`.
//!
//! Patterns are those of spaCy's `Matcher` (<https://spacy.io/api/matcher>). Supported are TAG, DEP, LOWER and
//! `IS_SPACE`, tested for equality, IN, `NOT_IN` and REGEX, which is what the English models use.

use rmpv::ValueRef;

use super::rule::{Condition, Effect, Rule, Test};
use crate::load::msgpack;
use crate::tokenize::pattern::Pattern;
use crate::{Error, Label};

const FILE: &str = "attribute_ruler/patterns";

/// The rules in order; one with alternatives gives several.
pub(super) fn load(bytes: &[u8]) -> Result<Vec<Rule>, Error> {
    let file = msgpack::decode(FILE, bytes)?;
    let entries = msgpack::list(&file).ok_or_else(|| Error::broken(FILE, "not a list"))?;
    let mut rules = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        read_entry(entry, &mut rules).map_err(|problem| problem.at(number))?;
    }
    Ok(rules)
}

/// Why a rule cannot be used.
enum Problem {
    Broken(&'static str),
    Unsupported(String),
}

impl Problem {
    fn at(self, rule: usize) -> Error {
        match self {
            Self::Broken(reason) => Error::broken(FILE, format_args!("rule {rule}: {reason}")),
            Self::Unsupported(reason) => Error::unsupported(FILE, format_args!("rule {rule}: {reason}")),
        }
    }
}

fn read_entry(entry: &ValueRef, rules: &mut Vec<Rule>) -> Result<(), Problem> {
    let patterns = msgpack::get(entry, "patterns").and_then(msgpack::list).ok_or(Problem::Broken("no patterns"))?;
    let effect = read_effect(msgpack::get(entry, "attrs"))?;
    let index = msgpack::get(entry, "index").and_then(integer).ok_or(Problem::Broken("no index"))?;
    for pattern in patterns {
        let tokens = msgpack::list(pattern).ok_or(Problem::Broken("a pattern is not a list"))?;
        let conditions = tokens.iter().map(read_condition).collect::<Result<Vec<Condition>, _>>()?;
        // As in a Python list, -1 is the last token.
        let target = if index < 0 { index + conditions.len() as i64 } else { index };
        let target = usize::try_from(target).map_err(|_| Problem::Broken("index out of range"))?;
        rules.push(Rule::new(conditions, target, effect).ok_or(Problem::Broken("index out of range"))?);
    }
    Ok(())
}

fn integer(value: &ValueRef) -> Option<i64> {
    if let ValueRef::Integer(number) = value { number.as_i64() } else { None }
}

fn read_effect(attributes: Option<&ValueRef>) -> Result<Effect, Problem> {
    let Some(ValueRef::Map(attributes)) = attributes else { return Err(Problem::Broken("no attrs")) };
    let mut effect = Effect::default();
    for (name, value) in attributes {
        let name = msgpack::text(name).ok_or(Problem::Broken("an attribute is not a string"))?;
        let value = msgpack::text(value).ok_or(Problem::Broken("a value of attrs is not a string"))?;
        let slot = match name {
            "POS" => &mut effect.upos,
            "MORPH" => &mut effect.feats,
            "LEMMA" => &mut effect.lemma,
            "TAG" => &mut effect.tag,
            "DEP" => &mut effect.deprel,
            _ => return Err(Problem::Unsupported(format!("cannot set {name}"))),
        };
        let is_no_features = name == "MORPH" && value == "_";
        *slot = Some(Label::new(if is_no_features { "" } else { value }));
    }
    Ok(effect)
}

fn read_condition(token: &ValueRef) -> Result<Condition, Problem> {
    let ValueRef::Map(attributes) = token else { return Err(Problem::Broken("a token is not a map")) };
    let mut condition = Condition::default();
    for (name, value) in attributes {
        let name = msgpack::text(name).ok_or(Problem::Broken("an attribute is not a string"))?;
        match value {
            ValueRef::Map(predicates) => {
                for (predicate, value) in predicates {
                    let predicate = msgpack::text(predicate).ok_or(Problem::Broken("a predicate is not a string"))?;
                    condition.tests.push(read_test(name, predicate, value)?);
                }
            }
            _ => condition.tests.push(read_test(name, "==", value)?),
        }
    }
    Ok(condition)
}

fn read_test(name: &str, predicate: &str, value: &ValueRef) -> Result<Test, Problem> {
    let test = match (name, predicate) {
        ("TAG", "==" | "IN") => Test::TagIn(labels(value)?),
        ("TAG", "NOT_IN") => Test::TagNotIn(labels(value)?),
        ("DEP", "==" | "IN") => Test::DeprelIn(labels(value)?),
        ("DEP", "NOT_IN") => Test::DeprelNotIn(labels(value)?),
        ("LOWER", "==" | "IN") => Test::LowerIn(words(value)?),
        ("LOWER", "NOT_IN") => Test::LowerNotIn(words(value)?),
        ("LOWER", "REGEX") => Test::LowerFinds(Box::new(expression(value)?)),
        ("IS_SPACE", "==") => match value {
            ValueRef::Boolean(is_space) => Test::IsSpace(*is_space),
            _ => return Err(Problem::Broken("IS_SPACE is not true or false")),
        },
        _ => return Err(Problem::Unsupported(format!("cannot test {name} {predicate}"))),
    };
    Ok(test)
}

/// One string, or a list of them.
fn texts<'v>(value: &'v ValueRef) -> Result<Vec<&'v str>, Problem> {
    let items = msgpack::list(value).unwrap_or(std::slice::from_ref(value));
    items.iter().map(|item| msgpack::text(item).ok_or(Problem::Broken("a value of a token is not a string"))).collect()
}

fn labels(value: &ValueRef) -> Result<Vec<Label>, Problem> {
    Ok(texts(value)?.into_iter().map(Label::new).collect())
}

fn words(value: &ValueRef) -> Result<Vec<Box<str>>, Problem> {
    Ok(texts(value)?.into_iter().map(Box::from).collect())
}

fn expression(value: &ValueRef) -> Result<Pattern, Problem> {
    let source = msgpack::text(value).ok_or(Problem::Broken("REGEX is not a string"))?;
    Pattern::new(source).map_err(|reason| Problem::Unsupported(format!("REGEX {source:?}: {reason}")))
}
