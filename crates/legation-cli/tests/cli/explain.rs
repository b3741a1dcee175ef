//! `legation explain`.

use insta::assert_snapshot;

use crate::run::Bench;

#[test]
fn a_dependency_label() {
    assert_snapshot!(Bench::new().run("explain nsubj"));
}

#[test]
fn a_label_with_several_meanings() {
    assert_snapshot!(Bench::new().run("explain PUNCT"));
}

#[test]
fn an_event_type() {
    assert_snapshot!(Bench::new().run("explain assault"));
}

#[test]
fn a_label_that_nobody_knows() {
    assert_snapshot!(Bench::new().run("explain ASALT"));
}

#[test]
fn all_labels_are_listed() {
    let shown = Bench::new().run("explain");
    assert!(shown.starts_with("exit code: 0\n"));
    for label in ["ASSAULT", "GOV", "nsubj", "PROPN", "NNP", "GPE", "19"] {
        assert!(shown.contains(label), "{label} in {shown}");
    }
}
