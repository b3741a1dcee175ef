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
