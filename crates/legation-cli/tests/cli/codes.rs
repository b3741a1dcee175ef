//! `legation code` from text to rows, in every format.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use crate::run::Bench;

/// An invented article, of sentences that leave little to argue about.
const ARTICLE: &str = "---\ntitle: Talks (invented)\ndate: 2025-05-06\n---\n\
    Peru closed its border with Ecuador on Tuesday.\n\nBrazil condemned Peru.\n\n\
    The presidents of Peru and Ecuador will meet in Manaus next week.\n";

fn bench() -> Bench {
    Bench::new().with("talks.md", ARTICLE)
}

/// The demo corpus, 49 invented articles.
fn corpus() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/corpus.jsonl");
    std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_table() {
    assert_snapshot!(bench().run("code --format table talks.md"));
}

#[test]
fn jsonl_in_a_pipe() {
    assert_snapshot!(bench().run("code talks.md"));
}

#[test]
fn csv() {
    assert_snapshot!(bench().run("code --format csv talks.md"));
}

#[test]
fn a_summary() {
    assert_snapshot!(bench().run("code --format summary talks.md"));
}

#[test]
fn a_limit_stops_early() {
    let shown = bench().run("code --limit 1 talks.md");
    assert_eq!(shown.matches("\"kind\":\"mention\"").count(), 1, "{shown}");
}

#[test]
fn threads_change_nothing() {
    let bench = Bench::new().with("corpus.jsonl", corpus().join("\n"));
    let one = bench.run("code --threads 1 corpus.jsonl");
    assert!(one.starts_with("exit code: 0\n") && one.lines().count() > 50, "{one}");
    assert!(one == bench.run("code --threads 3 corpus.jsonl"));
}

#[test]
fn the_order_of_documents_changes_nothing_but_the_order_of_rows() {
    let lines = corpus();
    let forward = Bench::new().with("corpus.jsonl", lines.join("\n")).run("code corpus.jsonl");
    let backward: Vec<String> = lines.into_iter().rev().collect();
    let backward = Bench::new().with("corpus.jsonl", backward.join("\n")).run("code corpus.jsonl");
    let rows = |shown: &str| shown.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert!(rows(&forward) == rows(&backward));
}

#[test]
fn evidence_is_cut_out_of_the_text() {
    let texts = corpus().join("\n");
    let bench = Bench::new().with("corpus.jsonl", &texts);
    let documents: Vec<serde_json::Value> = texts.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let output = bench.command("code corpus.jsonl").output().unwrap();
    for row in String::from_utf8(output.stdout).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let document = documents.iter().find(|document| document["id"] == row["document"]).unwrap();
        let text = document["text"].as_str().unwrap();
        let entities = [&row["actors"], &row["recipients"]].into_iter().flat_map(|list| list.as_array().unwrap());
        for span in entities.chain([&row["evidence"], &row["evidence"]["trigger"]]) {
            let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            assert_eq!(text.get(at("start")..at("end")), span["text"].as_str(), "{row}");
        }
    }
}
