//! The record from the outside: what is asked, what is stored, and what a killed program leaves.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::run::Bench;

/// Invented reports.
fn demo() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/corpus.jsonl")).unwrap()
}

fn reports() -> Bench {
    let lines: Vec<String> = demo().lines().take(6).map(str::to_owned).collect();
    Bench::new().with("news.jsonl", lines.join("\n"))
}

fn stored(bench: &Bench) {
    assert!(bench.run("ingest news.jsonl -q").starts_with("exit code: 0"));
}

/// Lines of standard output.
fn lines(bench: &Bench, args: &str) -> Vec<String> {
    let output = bench.command(args).output().unwrap();
    assert!(output.status.success(), "{args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The answer to a question, with its header.
fn sql(bench: &Bench, query: &str) -> Vec<String> {
    let output = bench.command("sql --format csv").arg(query).output().unwrap();
    assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn texts_are_stored_once() {
    let bench = reports().with("french.txt", "Les ministres se sont réunis lundi à Genève et ont convenu de tenir une nouvelle série de pourparlers sur la paix au printemps.");
    insta::assert_snapshot!(bench.run("ingest -q news.jsonl french.txt"));
    insta::assert_snapshot!(bench.run("ingest -q news.jsonl"));
    insta::assert_snapshot!(bench.run("ingest -q --format jsonl news.jsonl"));
    insta::assert_snapshot!(bench.run("check"));
}

#[test]
fn the_record_is_asked() {
    let bench = reports();
    stored(&bench);
    insta::assert_snapshot!("events", bench.run("events --format table --limit 6"));
    insta::assert_snapshot!("filtered", bench.run("events --format csv --actor CHN --type CONSULT,SUPPORT"));
    insta::assert_snapshot!("search", bench.run("search --format table envoy"));
    assert_eq!(sql(&bench, "SELECT count(*) AS n FROM documents"), ["n", "6"]);
    let id = sql(&bench, "SELECT printf('e-%016x', id) FROM events ORDER BY n_documents DESC, id LIMIT 1")[1].clone();
    insta::assert_snapshot!("event", bench.run(&format!("show --format table {id}")));
    assert!(bench.run("show nothing").starts_with("exit code: 2"));
    assert!(bench.run("events --since soon").starts_with("exit code: 2"));
}

#[test]
fn there_must_be_a_record_of_this_program() {
    let bench = Bench::new().with("foreign.db", "no database").with("empty.db", "");
    insta::assert_snapshot!("no record", bench.run("events"));
    insta::assert_snapshot!("foreign", bench.run("events --store foreign.db"));
    assert!(bench.run("ingest --store foreign.db foreign.db").starts_with("exit code: 5"));
    assert_eq!(fs::read(bench.path().join("foreign.db")).unwrap(), b"no database");
    assert!(bench.run("events --store empty.db").starts_with("exit code: 5"));
}

#[test]
fn people_correct_and_codings_stand_beside_each_other() {
    let bench = reports();
    stored(&bench);
    let first: Value = serde_json::from_str(&lines(&bench, "events --format jsonl")[0]).unwrap();
    let id = first["id"].as_str().unwrap();
    assert!(bench.run(&format!("correct accept {id} --who Ann")).starts_with("exit code: 0"));
    let review = bench.run_with_input("review -q --who Ann --limit 2", b"a\nr\nq\n");
    assert!(review.contains("2 of 3 reviewed events are right"), "{review}");
    assert!(bench.run("review -q --cases cases.toml --training training").starts_with("exit code: 0"));
    assert!(fs::read_to_string(bench.path().join("cases.toml")).unwrap().matches("[[case]]").count() == 3);
    let before = lines(&bench, "events --format jsonl");
    let codings = |bench: &Bench| {
        lines(bench, "stats").iter().filter(|line| line.starts_with("coding")).cloned().collect::<Vec<_>>()
    };
    let old = codings(&bench)[0][7..19].to_owned();
    assert!(bench.run("recode -q --rules-only").contains("6 documents coded again"));
    assert_eq!(codings(&bench).len(), 2);
    let new = codings(&bench).iter().find(|line| line.contains("shown")).unwrap()[7..19].to_owned();
    assert_ne!(old, new);
    assert!(!lines(&bench, &format!("diff {old} {new} --format jsonl")).is_empty());
    assert!(bench.run(&format!("recode -q --to {old}")).starts_with("exit code: 0"));
    assert_eq!(lines(&bench, "events --format jsonl"), before);
}

#[test]
fn a_copy_is_a_record() {
    let bench = reports();
    stored(&bench);
    assert!(bench.run("backup copy.db").starts_with("exit code: 0"));
    assert_eq!(lines(&bench, "events --format jsonl --store copy.db"), lines(&bench, "events --format jsonl"));
    assert!(bench.run("backup copy.db").starts_with("exit code: 2"));
}

#[cfg(unix)]
#[test]
fn a_record_that_may_not_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = reports();
    stored(&bench);
    fs::set_permissions(bench.path().join("legation.db"), fs::Permissions::from_mode(0o444)).unwrap();
    assert!(!lines(&bench, "events --format jsonl").is_empty());
    assert!(bench.run("ingest news.jsonl").starts_with("exit code: 3"));
}

/// Kills of the test of every day; `RECORD_KILLS` asks for more.
const KILLS: usize = 6;

/// A program that is killed at any time has stored every document that it told of, none twice, none in part, and goes on from
/// there to the same record.
#[test]
fn a_killed_program_loses_nothing() {
    let n_kills = std::env::var("RECORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let bench = Bench::new().with("news.jsonl", demo());
    assert!(bench.run("ingest -q --store whole.db news.jsonl").starts_with("exit code: 0"));
    let whole = lines(&bench, "events --status all --format jsonl --store whole.db");
    let mut seed = 7_u64;
    let mut told: BTreeSet<String> = BTreeSet::new();
    for nth in 0..n_kills {
        if nth % 20 == 0 {
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(bench.path().join(format!("legation.db{end}")));
            }
            told.clear();
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        told.extend(killed(&bench, Duration::from_millis(300 + (seed >> 40) % 2500)));
        if bench.path().join("legation.db").metadata().is_ok_and(|found| found.len() > 0) {
            let names = sql(&bench, "SELECT name FROM documents");
            let unique: BTreeSet<&String> = names.iter().skip(1).collect();
            assert_eq!(unique.len(), names.len() - 1, "twice");
            assert!(told.iter().all(|name| unique.contains(name)), "lost");
            assert!(bench.run("check").starts_with("exit code: 0"), "in part");
        } else {
            assert!(told.is_empty());
        }
    }
    assert!(bench.run("ingest -q news.jsonl").starts_with("exit code: 0"));
    assert!(whole == lines(&bench, "events --status all --format jsonl"), "another record than without the kills");
}

/// Names of the documents that the program told to be stored before it was killed.
fn killed(bench: &Bench, after: Duration) -> Vec<String> {
    let mut command = bench.command("ingest --format jsonl -q news.jsonl");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<_>>());
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    let name = |line: String| {
        let line: Value = serde_json::from_str(&line).ok()?;
        line["document"].as_str().map(str::to_owned)
    };
    reader.join().unwrap().into_iter().filter_map(name).collect()
}

#[test]
fn two_programs_write_at_once() {
    let text = demo();
    let half = |skip: usize| text.lines().skip(skip).take(30).collect::<Vec<_>>().join("\n");
    let bench = Bench::new().with("a.jsonl", half(0)).with("b.jsonl", half(19)).with("all.jsonl", &text);
    let mut children: Vec<_> = ["a.jsonl", "b.jsonl"]
        .iter()
        .map(|name| bench.command(&format!("ingest -q {name}")).stdout(Stdio::null()).spawn().unwrap())
        .collect();
    assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
    assert!(bench.run("ingest -q --store one.db all.jsonl").starts_with("exit code: 0"));
    let events = |store: &str| lines(&bench, &format!("events --status all --format jsonl --store {store}"));
    assert!(events("legation.db") == events("one.db"));
}
