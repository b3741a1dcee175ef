//! `testdata/kinds/*.toml`: positions, quotations, votes, mediations and visits. Format in `testdata/kinds/README.md`.
//!
//! Figures and every failing case stand in a snapshot, so that a change shows what it mends and what it breaks.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use legation::Resources;
use legation::score::{Figures, Scorer, read};

use crate::RESOURCES;

#[test]
fn kinds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/kinds");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(files.len() >= 5, "every kind has cases");
    let mut report = String::from("file, level: wanted, found, right\n");
    let mut failures = String::new();
    for path in files {
        let stem = path.file_stem().expect("a name").to_string_lossy();
        let (figures, failing) = scored(&stem, &fs::read_to_string(&path).expect("a case file"));
        for figure in figures.all() {
            let total = figure.total();
            let (level, right) = (figure.key.level, total.right);
            let _ = writeln!(report, "{stem}, {level}: {}, {}, {right}", total.wanted, total.found);
        }
        failing.iter().for_each(|failure| failures.push_str(&format!("{failure}\n")));
    }
    insta::assert_snapshot!("kinds", format!("{report}\n{failures}"));
}

fn scored(stem: &str, text: &str) -> (Figures, Vec<String>) {
    let resources: &Resources = &RESOURCES;
    let scorer = Scorer { resources, program: resources };
    let items = read("cases.toml", stem, text).unwrap_or_else(|error| panic!("{stem}: {error}"));
    let mut figures = Figures::default();
    let mut failures = Vec::new();
    for item in &items {
        let judgement = scorer.judge(item);
        figures.add(&judgement);
        failures.extend(judgement.failures);
    }
    (figures, failures)
}
