//! `legation eval`: figures of the project's own cases and of the forms of others, from small invented sets.

use insta::assert_snapshot;

use crate::run::Bench;

const CASES: &str = r#"
[[case]]
name = "a border"
text = "Peru closed its border with Ecuador on Tuesday."
mentions = [{ event = "COERCE", actors = ["PER"], recipients = ["ECU"], status = "actual" }]

[[case]]
name = "wrong on purpose"
text = "Brazil condemned Peru."
mentions = [{ event = "ACCUSE", actors = ["PER"], recipients = ["BRA"] }]

[[case]]
name = "weather"
text = "Rain fell on the coast."
mentions = []
"#;

const ENTRIES: &str = "entry,actor,recipient,text\n\
    ACCUSE/condemn,BRA,PER,Brazil condemned Peru.\n\
    ASSAULT/bomb,BRA,PER,Brazil condemned Peru.\n";

const PAIRS: &str = r#"{"id":"p1","text":"São Tomé condemned Peru.","source":{"start":0,"end":8},"target":{"start":19,"end":23},"event":"ACCUSE","zsp":"AID"}
{"id":"p2","text":"Brazil freed ten Peruvians.","source":{"start":0,"end":6},"target":{"start":13,"end":26},"event":"YIELD","zsp":"YIELD"}
{"id":"p3","text":"Brazil bombed Peru.","source":{"start":0,"end":6},"target":{"start":14,"end":18},"event":"CONSULT","zsp":"ASSAULT"}
"#;

const EVENTS: &str = r#"{"id":"e1","text":"Mordor condemned Rohan.","date":"20150609","dictionaries":"Invented","events":[{"source":"MOR","target":"ROH","code":"111"}]}
{"id":"e2","text":"Brazil condemned Peru.","date":"20150609","dictionaries":"Phoenix","events":[{"source":"BRA","target":"PERGOV","code":"111"}]}
{"id":"e3","text":"Rain fell on the coast.","date":"20150609","dictionaries":"Invented","events":[]}
"#;

fn bench() -> Bench {
    Bench::new()
        .with("testdata/cases/a.toml", CASES)
        .with("testdata/entries/a.csv", ENTRIES)
        .with("pairs.jsonl", PAIRS)
        .with("events.jsonl", EVENTS)
        .with(
            "mine/countries.csv",
            "entity,iso2,cow,name,aliases,adjectives,people,capitals,seats,status,note\n\
             MOR,,,Mordor,,,,,,state,\nROH,,,Rohan,,,,,,state,\nBRAND,,,Brazil,,,,,,state,\n",
        )
}

#[test]
fn help_of_eval() {
    assert_snapshot!(Bench::new().run("eval --help"));
}

#[test]
fn own_cases_are_scored_without_a_set() {
    assert_snapshot!(bench().run("eval --format table --failures"));
}

#[test]
fn pairs_are_related_and_stored_answers_scored_beside() {
    assert_snapshot!(bench().run("eval --format markdown --failures pairs.jsonl"));
}

#[test]
fn events_are_compared_with_a_gazetteer_but_for_the_real_world() {
    assert_snapshot!(bench().run("eval --format table --gazetteer mine events.jsonl"));
}

#[test]
fn lines_for_programs_on_any_number_of_threads() {
    let bench = bench();
    let one = bench.run("eval --threads 1 --failures pairs.jsonl");
    assert_eq!(one, bench.run("eval --threads 3 --failures pairs.jsonl"));
    assert_snapshot!(one);
}

#[test]
fn a_scoreboard_holds_figures_and_no_texts() {
    let bench = bench();
    let shown = bench.run("eval --format jsonl --scoreboard board.md --date 2025-05-06 pairs.jsonl");
    assert!(shown.starts_with("exit code: 0\n"), "{shown}");
    let page = std::fs::read_to_string(bench.path().join("board.md")).unwrap();
    assert!(!page.contains("condemned"), "{page}");
    assert_snapshot!(page.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn all_faults_of_the_sets_are_told() {
    let bench = bench().with("bad.jsonl", "{\"text\":\"x\"}\n{\n").with("bad.csv", "entry\n");
    assert_snapshot!(bench.run("eval bad.jsonl bad.csv pairs.jsonl"));
}

#[test]
fn without_a_checkout_a_set_must_be_named() {
    assert_snapshot!(Bench::new().run("eval") + &Bench::new().run("eval missing.jsonl"));
}
