//! Help, version and what is said of wrong arguments.

use insta::assert_snapshot;

use crate::run::Bench;

#[test]
fn help_is_enough_for_a_new_user() {
    assert_snapshot!(Bench::new().run("--help"));
}

#[test]
fn help_of_code() {
    assert_snapshot!(Bench::new().run("code --help"));
}

#[test]
fn help_of_parse() {
    assert_snapshot!(Bench::new().run("parse --help"));
}

#[test]
fn help_of_explain() {
    assert_snapshot!(Bench::new().run("explain --help"));
}

#[test]
fn version() {
    let shown = Bench::new().run("--version");
    assert_eq!(
        shown,
        format!("exit code: 0\n----- stdout -----\nlegation {}\n----- stderr -----\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn no_verb() {
    assert!(Bench::new().run("").starts_with("exit code: 2\n"));
}

#[test]
fn an_unknown_flag() {
    assert_snapshot!(Bench::new().run("code --fromat csv"));
}

#[test]
fn a_date_that_is_none() {
    assert_snapshot!(Bench::new().run("code --published 02/03/26 a.txt"));
}

#[test]
fn limits() {
    assert_snapshot!(Bench::new().run("limits"));
}
