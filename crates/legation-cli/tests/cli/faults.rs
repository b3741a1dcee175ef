//! Inputs that cannot be read: one line each, the rest goes on, exit codes of the contract.

use std::io::Read as _;

use insta::assert_snapshot;

use crate::run::Bench;

/// A text that is sound, to see that the rest goes on.
const GOOD: &str = "Qatar hosted talks.\n";

#[test]
fn each_bad_file_is_one_line_and_the_rest_goes_on() {
    let bench = Bench::new()
        .with("in/a-empty.txt", "")
        .with("in/b-blank.txt", " \n\n\t")
        .with("in/c-binary.txt", b"\x7fELF\x02\x01\x01\0\0\0")
        .with("in/d-latin1.txt", b"The envoy from S\xe3o Tom\xe9 left.\n")
        .with("in/e-page.html", "<div id=app></div>")
        .with("in/f-good.txt", GOOD)
        .with("in/g-escape.txt", b"\xff\x1b[31m");
    assert_snapshot!(bench.run("parse in"));
    assert!(bench.run("code in").starts_with("exit code: 1\n"));
}

#[test]
fn a_broken_json_line_spares_the_others() {
    let lines = "{\"id\":\"a\",\"text\":\"Qatar hosted talks.\"}\n{\"id\":\"b\",\"text\":\"cut\n{\"id\":\"c\"}\n\
        {\"id\":\"d\",\"text\":7}\n{\"id\":\"e\",\"text\":\"Iran agreed.\",\"published\":\"soon\"}\n";
    assert_snapshot!(Bench::new().with("news.jsonl", lines).run("parse news.jsonl"));
}

#[test]
fn standard_input_is_told_by_its_content() {
    let bench = Bench::new();
    assert_snapshot!(bench.run_with_input("parse -", b"{\"id\":\"a\",\"text\":\"Qatar hosted talks.\"}\n"));
    assert_snapshot!(bench.run_with_input("parse", b"\0\0"));
}

#[test]
fn a_hundred_megabytes_on_one_line() {
    let bench = Bench::new();
    let mut file = std::fs::File::create(bench.path().join("long.txt")).unwrap();
    std::io::copy(&mut std::io::repeat(b'x').take(100_000_000), &mut file).unwrap();
    std::fs::write(bench.path().join("short.txt"), GOOD).unwrap();
    assert_snapshot!(bench.run("parse long.txt short.txt"));
}

#[test]
fn a_missing_file_stops_before_any_work() {
    assert_snapshot!(Bench::new().with("a.txt", GOOD).run("parse a.txt missing.txt"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let bench = Bench::new().with("secret.txt", GOOD);
    let path = bench.path().join("secret.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    if std::fs::File::open(&path).is_err() {
        assert_snapshot!(bench.run("parse secret.txt"));
    }
}

#[test]
fn a_model_that_is_none() {
    let bench = Bench::new().with("a.txt", GOOD).with("model/readme.txt", "no model");
    assert!(bench.run("parse --model model a.txt").starts_with("exit code: 2\n"));
    assert!(bench.run("model --check model").starts_with("exit code: 1\n"));
    assert!(bench.run("model --check nowhere").starts_with("exit code: 2\n"));
}
