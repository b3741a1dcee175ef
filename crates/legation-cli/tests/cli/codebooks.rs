//! A codebook of the user's: made, checked, used, and refused with every fault at its line.

use insta::assert_snapshot;

use crate::run::Bench;

const TEXT: &str = "Kenya corralled six Ugandan lorries at the border.\n";

#[test]
fn a_new_codebook_is_written_and_passes_its_own_check() {
    let bench = Bench::new().with("a.txt", TEXT);
    assert_snapshot!("new", bench.run("codebook new mine"));
    assert_snapshot!("check", bench.run("codebook check mine"));
    let by_program = bench.run("code a.txt --format jsonl");
    assert!(!by_program.contains("entry COERCE"), "{by_program}");
    let coded = bench.run("code a.txt --codebook mine --format jsonl");
    assert!(coded.contains("entry COERCE/corral"), "{coded}");
}

#[test]
fn nothing_is_written_over() {
    assert_snapshot!(Bench::new().with("mine/notes.txt", "mine").run("codebook new mine"));
}

#[test]
fn every_fault_is_told_with_its_line() {
    let bench = Bench::new()
        .with(
            "mine/lexicon/a.toml",
            "event = \"COERCE\"\n[[entry]]\nverbs = [\"tag\"]\nframe = \"subject > nowhere\"\n",
        )
        .with("mine/lexicon/b.toml", "event = \"HURT\"\n");
    assert_snapshot!(bench.run("codebook check mine"));
}

#[test]
fn what_does_not_come_out_as_it_says_is_told() {
    let lexicon = "event = \"COERCE\"\n[[entry]]\nverbs = [\"tag\"]\ncameo = \"172\"\nframe = \"subject > object\"\n\
        codes = [{ text = \"Kenya closed a port.\" }]\nskips = [\"Kenya tagged Uganda.\"]\n";
    let cases = "[[case]]\nname = \"one\"\ntext = \"Kenya tagged Uganda.\"\nmentions = []\n";
    let bench = Bench::new().with("mine/lexicon/a.toml", lexicon).with("mine/cases/a.toml", cases);
    assert_snapshot!(bench.run("codebook check mine"));
}

#[test]
fn a_folder_that_is_no_codebook_is_refused() {
    let bench = Bench::new().with("mine/notes.txt", "mine").with("a.txt", TEXT);
    assert_snapshot!("no_codebook", bench.run("codebook check mine"));
    assert_snapshot!("no_folder", bench.run("code a.txt --codebook nowhere"));
}

#[test]
fn a_type_of_ones_own_is_learnt_and_coded() {
    let text = "Hackers from Montenegro knocked the servers of Slovenia's finance ministry offline on Monday.\n\n\
                Russian troops attacked a Ukrainian village.\n";
    let bench = Bench::new().with("a.txt", text);
    bench.run("codebook new mine");
    assert_snapshot!("untrained", bench.run("codebook check mine"));
    let before = bench.run("code a.txt --codebook mine --format jsonl");
    assert!(!before.contains("\"event\":\"CYBER\""), "{before}");
    // Figures may differ in the last digit from processor to processor.
    let trained = bench.run("codebook train mine");
    let row = trained.lines().find(|line| line.starts_with("CYBER")).expect("a row for the type");
    let figures: Vec<f64> = row.split_whitespace().skip(1).map(|figure| figure.parse().expect("a figure")).collect();
    assert!(figures[0] == 24.0 && figures[3] >= 0.85 && figures[4] >= 0.8, "{trained}");
    assert_snapshot!("trained", bench.run("codebook check mine"));
    let after = bench.run("code a.txt --codebook mine --format jsonl");
    assert_eq!(after.matches("\"event\":\"CYBER\"").count(), 1, "{after}");
    assert_eq!(after.matches("\"event\":\"ASSAULT\"").count(), 1, "{after}");
}

#[test]
fn a_codebook_replaces_and_drops_types() {
    let types =
        "off = [\"CONSULT\"]\n[[type]]\nname = \"STRIKE\"\nlike = \"ASSAULT\"\ndefinition = \"x\"\nwhole = true\n";
    let bench = Bench::new()
        .with("mine/types.toml", types)
        .with("a.txt", "Russian troops attacked a Ukrainian village. Togo's president visited Ghana.\n");
    let coded = bench.run("code a.txt --codebook mine --format jsonl");
    assert!(coded.contains("\"event\":\"STRIKE\"") && !coded.contains("ASSAULT\""), "{coded}");
    assert!(!coded.contains("CONSULT\""), "{coded}");
}

#[test]
fn faults_of_sentences_and_stale_heads_are_told() {
    let types = "[[type]]\nname = \"CYBER\"\nlike = \"ASSAULT\"\ndefinition = \"x\"\n";
    let sentences = "event = \"CYBER\"\ncodes = [\n \"<A>Togo <T>hacked</T> Ghana.\",\n \"Togo hacked Ghana.\",\n]\n";
    let bench = Bench::new()
        .with("mine/types.toml", types)
        .with("mine/training/a.toml", sentences)
        .with("mine/training/b.toml", "event = \"SPY\"\n")
        .with("mine/rules/governors.csv", "lemma,pos,effect,note\nplan,verb,soon,\n");
    assert_snapshot!("bad_rules", bench.run("codebook train mine"));
    let bench = bench.with("mine/rules/governors.csv", "lemma,pos,effect,note\nplan,verb,planned,\n");
    assert_snapshot!("bad_sentences", bench.run("codebook train mine"));
    let stale =
        "{\"classifier\":\"0\",\"sentences\":\"0\",\"types\":[\"CYBER\"],\"threshold\":0.5,\"weights\":[],\"bias\":[]}";
    let bench = bench.with("mine/classifier/own.json", stale).with("a.txt", TEXT);
    assert_snapshot!("stale_heads", bench.run("code a.txt --codebook mine"));
}
