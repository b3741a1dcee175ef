//! The engine gives what spaCy 3.8 gives, on the committed fixtures, with every instruction set.
//!
//! Reference: spaCy 3.8.18 with `en_core_web_sm` 3.8.0; how the fixtures were made stands in `testdata/parity/README.md`.

mod compare;

use std::fs;
use std::path::Path;

use legation_nlp::{InstructionSet, Pipeline};

const SETS: [InstructionSet; 3] = [InstructionSet::Scalar, InstructionSet::Avx2, InstructionSet::Avx512];

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/parity").join(name))
        .expect("a fixture")
}

fn assert_parity(name: &str, least_tokens: usize) {
    let lines = fixture(name);
    for set in SETS.into_iter().filter(|set| set.is_available()) {
        let pipeline = Pipeline::embedded().expect("the embedded model").with_instruction_set(set);
        let report = compare::compare(&pipeline, &lines);
        assert!(report.n_tokens >= least_tokens, "{name} has only {} tokens", report.n_tokens);
        assert_eq!(
            report.total(),
            0,
            "{name} with {}: {:?}\n{}",
            set.name(),
            report.differing,
            report.examples.join("\n")
        );
    }
}

#[test]
fn news() {
    assert_parity("news.jsonl", 5_000);
}

#[test]
fn damaged_text() {
    assert_parity("fuzz.jsonl", 5_000);
}

#[test]
fn torture_texts() {
    assert_parity("torture.gold.jsonl", 2_000);
}

/// The comparison itself finds a difference in every field.
#[test]
fn a_changed_fixture_is_told() {
    let pipeline = Pipeline::embedded().expect("the embedded model");
    let line = fixture("news.jsonl").split('\n').next().unwrap_or_default().to_owned();
    let changed =
        line.replacen("\"NNP\"", "\"NN\"", 1).replacen("\"nsubj\"", "\"dobj\"", 1).replacen("\"GPE\"", "\"ORG\"", 1);
    let report = compare::compare(&pipeline, &changed);
    for field in ["tag", "dep", "ents"] {
        assert_eq!(report.differing.get(field), Some(&1), "{field}: {:?}", report.examples);
    }
}

/// A text annotated after others, or by several threads, comes out as it does alone.
#[test]
fn annotations_do_not_depend_on_what_came_before() {
    let lines = fixture("fuzz.jsonl");
    let pipeline = Pipeline::embedded().expect("the embedded model");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(compare::compare(&pipeline, &lines).total(), 0));
        }
    });
}
