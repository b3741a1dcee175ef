//! The encoder against the training code's own, and the edges of its input.

use std::sync::LazyLock;

use serde::Deserialize;

use super::*;

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(|| Classifier::embedded().unwrap());

#[derive(Deserialize)]
struct Golden {
    text: String,
    marks: Vec<GoldenMark>,
    shares: std::collections::BTreeMap<String, f64>,
}

/// Code points, as in the training sentences.
#[derive(Deserialize)]
struct GoldenMark {
    role: char,
    start: usize,
    end: usize,
}

fn byte_of(text: &str, point: usize) -> usize {
    text.char_indices().nth(point).map_or(text.len(), |(at, _)| at)
}

fn marks(golden: &Golden) -> Vec<Mark> {
    let mark = |mark: &GoldenMark| {
        let role = match mark.role {
            'A' => Role::Actor,
            'R' => Role::Recipient,
            _ => Role::Trigger,
        };
        Mark { role, bytes: byte_of(&golden.text, mark.start)..byte_of(&golden.text, mark.end) }
    };
    golden.marks.iter().map(mark).collect()
}

#[test]
fn shares_are_those_of_the_training_code() {
    let lines = include_str!("../../../../testdata/parity/classifier.jsonl");
    let mut n = 0;
    for line in lines.lines() {
        let golden: Golden = serde_json::from_str(line).unwrap();
        let answer = CLASSIFIER.classify(&golden.text, &marks(&golden));
        for (name, &want) in &golden.shares {
            let got = event_of(name).unwrap().map_or(answer.none(), |event| answer.of(event));
            assert!((got - want).abs() < 2e-3, "{}: {name} is {got}, expected {want}", golden.text);
        }
        n += 1;
    }
    assert!(n > 8, "{n} sentences");
}

#[test]
fn any_text_and_any_marks_have_an_answer() {
    let mark = |role, bytes| Mark { role, bytes };
    let long = "word ".repeat(5_000);
    let cases: [(&str, Vec<Mark>); 5] = [
        ("", Vec::new()),
        ("é", vec![mark(Role::Actor, 1..2), mark(Role::Trigger, 0..2)]),
        ("Qatar", vec![mark(Role::Actor, 3..99), mark(Role::Trigger, 4..4)]),
        (&long, vec![mark(Role::Trigger, 12_000..12_004)]),
        ("a b c", vec![mark(Role::Actor, 0..3), mark(Role::Recipient, 2..5)]),
    ];
    for (text, marks) in cases {
        let answer = CLASSIFIER.classify(text, &marks);
        let total: f64 = answer.none() + EventType::ALL.into_iter().map(|event| answer.of(event)).sum::<f64>();
        assert!((total - 1.0).abs() < 1e-6, "{total}");
    }
}

#[test]
fn instruction_sets_agree() {
    let text = "Norway recalled its ambassador from Freedonia on Monday.";
    let marks = [Mark { role: Role::Actor, bytes: 0..6 }, Mark { role: Role::Trigger, bytes: 7..15 }];
    let want = CLASSIFIER.classify(text, &marks);
    for set in [legation_nlp::InstructionSet::Scalar, legation_nlp::InstructionSet::Avx2] {
        let mut other = Classifier::embedded().unwrap();
        other.encoder = other.encoder.with_instruction_set(set);
        let got = other.classify(text, &marks);
        assert!((got.of(EventType::Sanction) - want.of(EventType::Sanction)).abs() < 1e-4, "{set:?}");
    }
}

#[test]
fn a_broken_file_is_refused_in_words() {
    let refused = Classifier::load(b"no model", VOCABULARY).err();
    assert!(refused.is_some_and(|reason| !reason.is_empty()));
    assert_eq!(Classifier::load(MODEL, "[UNK]\nthe").err(), Some("no piece [unused1]".to_owned()));
}
