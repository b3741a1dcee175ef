//! `testdata/cases/dates*.jsonl`: which days date phrases mean, and which words they date. Format in
//! `testdata/cases/README.md`.
//!
//! The score and every failing case stand in a snapshot, so that a change shows what it mends and what it breaks.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use legation::date::{Dates, Phrase, Tables, find};
use legation::syntax::Syntax;
use serde::Deserialize;

use crate::RESOURCES;

/// The least share of cases written beside the rules that must come out; other files are told as they are.
const LEAST: f64 = 0.95;

#[derive(Deserialize)]
struct Case {
    published: Option<String>,
    text: String,
    /// The words that are to be resolved.
    phrase: String,
    start: Option<String>,
    end: Option<String>,
    precision: Option<String>,
    /// The word whose date it is; without it any phrase that shares a byte with `phrase` will do.
    trigger: Option<String>,
}

#[test]
fn date_phrases_mean_the_days_that_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases");
    let paths = fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("dates") && name.ends_with(".jsonl")
    };
    let mut files: Vec<PathBuf> = paths.filter(is_ours).collect();
    files.sort();
    let (mut report, mut poor) = (String::from("file: cases, right\n"), Vec::new());
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path).expect("a case file");
        let failures: Vec<Option<String>> =
            text.lines().map(|line| failure(&serde_json::from_str(line).expect("a case"))).collect();
        let failed: Vec<&String> = failures.iter().flatten().collect();
        let right = failures.len() - failed.len();
        let _ = writeln!(report, "\n{name}: {}, {right}", failures.len());
        failed.iter().for_each(|line| report.push_str(&format!("  {line}\n")));
        if name == "dates.jsonl" && (right as f64) < LEAST * failures.len() as f64 {
            poor.push(name.into_owned());
        }
    }
    assert!(!files.is_empty(), "the folder has case files");
    insta::assert_snapshot!("dates", report);
    assert!(poor.is_empty(), "too few are right in {poor:?}");
}

/// What came instead of what a case wants; nothing where it is right.
fn failure(case: &Case) -> Option<String> {
    let annotations = RESOURCES.pipeline.annotate(&case.text);
    let syntax = Syntax::new(&case.text, &annotations);
    let tables = Tables { syntax: &syntax, rules: &RESOURCES.rules, lexicon: &RESOURCES.lexicon };
    let published = case.published.as_ref().map(|day| day.parse().expect("a day"));
    let dates = find(tables, &RESOURCES.date_words, published);
    let start = case.text.find(&case.phrase).expect("the phrase stands in the text");
    let place = start..start + case.phrase.len();
    let overlaps = |phrase: &Phrase| phrase.period.is_some() && phrase.start < place.end && place.start < phrase.end;
    let found = match &case.trigger {
        Some(trigger) => dated(tables, &dates, trigger).filter(overlaps),
        None => dates.phrases.iter().find(|phrase| overlaps(phrase)).cloned(),
    };
    let wanted = shown([&case.start, &case.end, &case.precision].map(|part| part.as_deref().unwrap_or("-")));
    let got = match found.as_ref().and_then(|phrase| phrase.period) {
        Some(period) => shown([&period.start.to_string(), &period.end.to_string(), period.precision.as_str()]),
        None => shown(["-", "-", "unknown"]),
    };
    let is_right = if case.start.is_none() { found.is_none() } else { got == wanted };
    let of = case.trigger.as_ref().map_or(String::new(), |trigger| format!(" for {trigger:?}"));
    (!is_right).then(|| format!("{:?}{of} in {:?}: wanted {wanted}, got {got}", case.phrase, case.text))
}

fn dated(tables: Tables<'_>, dates: &Dates, trigger: &str) -> Option<Phrase> {
    let syntax = tables.syntax;
    let mut tokens = (0..syntax.len()).filter(|&token| syntax.form(token) == trigger);
    tokens.find_map(|token| dates.phrase_of(tables, token).filter(|phrase| phrase.period.is_some()))
}

fn shown([start, end, precision]: [&str; 3]) -> String {
    format!("{start} {end} {precision}")
}
