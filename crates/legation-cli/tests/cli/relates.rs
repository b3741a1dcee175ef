//! `legation relate`: a line out for every line in, whatever the line.

use insta::assert_snapshot;

use crate::run::Bench;

const PAIRS: &str = r#"{"id":"a","text":"Chad arrested three Libyans on Friday.","source":{"start":0,"end":4},"target":{"start":14,"end":27}}
{"id":"b","text":"Côte d’Ivoire was condemned by Mali.","source":{"start":31,"end":35},"target":{"start":0,"end":13}}
{"id":"c","text":"Chad arrested three Libyans.","source":{"start":0,"end":4},"target":{"start":14,"end":99}}

{"id":4,"text":"Kenya will train Somali police.","source":{"start":0,"end":5},"target":null}
no JSON
{"id":"e","source":{"start":0,"end":5}}
"#;

#[test]
fn a_line_for_every_line() {
    assert_snapshot!(Bench::new().with("pairs.jsonl", PAIRS).run("relate pairs.jsonl"));
}

#[test]
fn offsets_may_count_bytes() {
    let line = r#"{"id":"b","text":"Côte d’Ivoire was condemned by Mali.","source":{"start":34,"end":38},"target":{"start":0,"end":16}}"#;
    let shown = Bench::new().run_with_input("relate --offsets bytes --why", line.as_bytes());
    assert!(shown.starts_with("exit code: 0\n") && shown.contains("ACCUSE"), "{shown}");
}

#[test]
fn threads_change_nothing() {
    let bench = Bench::new().with("pairs.jsonl", PAIRS.repeat(20));
    assert_eq!(bench.run("relate --threads 1 pairs.jsonl"), bench.run("relate --threads 3 pairs.jsonl"));
}

#[test]
fn a_missing_file_is_told() {
    let shown = Bench::new().run("relate none.jsonl");
    assert!(shown.starts_with("exit code: 2\n") && shown.contains("none.jsonl"), "{shown}");
}
