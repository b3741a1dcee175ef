//! Who is meant by "he", "the envoy", "both countries": marked texts in `testdata/cases/coreference*.jsonl`.
//!
//! A line is `{"published", "text"}`; in the text `[words|1]` marks a mention of entity 1, `[they|1+2]` one of both, and
//! `[it|-]` one of none. The first mention of a number is the antecedent, every later one a link, right if the entities at
//! its head are those at the heads of the first mentions. A mention of none is right if it stands for no numbered entity,
//! a pronoun if it stands for nobody.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use legation::place;
use legation::resolve::{self, Entities};
use legation::syntax::Syntax;
use serde::Deserialize;

use super::BY_RULES;

/// Least share of right links in a file of the project's own.
const LEAST: f64 = 0.88;

#[derive(Deserialize)]
struct Case {
    published: String,
    text: String,
}

/// Words in brackets: bytes of the text without brackets, and what they are marked with.
struct Marked {
    bytes: Range<usize>,
    numbers: Vec<u32>,
}

#[derive(Default)]
struct Score {
    n_links: usize,
    n_right: usize,
    n_none: usize,
    n_none_right: usize,
    failures: String,
}

#[test]
fn links_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of cases")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("coreference") && name.ends_with(".jsonl"))
        .collect();
    files.sort();
    let mut report = String::new();
    for name in files {
        let text = std::fs::read_to_string(folder.join(&name)).expect("a file of cases");
        let score = score(&text);
        let share = score.n_right as f64 / score.n_links.max(1) as f64;
        let Score { n_links, n_right, n_none, n_none_right, failures } = &score;
        let counts = format!("{n_right} of {n_links} links right, {n_none_right} of {n_none} others left alone");
        writeln!(report, "{name}: {counts}\n{failures}").expect("a string");
        assert!(name != "coreference.jsonl" || share >= LEAST, "{name}: {counts}\n{failures}");
    }
    insta::assert_snapshot!("coreference", report);
}

fn score(text: &str) -> Score {
    let mut score = Score::default();
    for (line, row) in text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
        let case: Case = serde_json::from_str(row).unwrap_or_else(|error| panic!("line {}: {error}", line + 1));
        judge(line + 1, &case, &mut score);
    }
    score
}

fn judge(line: usize, case: &Case, score: &mut Score) {
    let (text, marks) = unmarked(&case.text);
    let day = case.published.parse().ok();
    let annotations = BY_RULES.pipeline.annotate(&text);
    let syntax = Syntax::new(&text, &annotations);
    let places = place::places(&syntax, &BY_RULES.gazetteer, &BY_RULES.geography);
    let entities = resolve::entities(&syntax, &BY_RULES.gazetteer, &places, day);
    let mut first: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for mark in &marks {
        let (head, found) = found(&syntax, &entities, &mark.bytes);
        let words = &text[mark.bytes.clone()];
        let is_antecedent = matches!(mark.numbers.as_slice(), [number] if !first.contains_key(number));
        if is_antecedent {
            first.insert(mark.numbers[0], found);
            continue;
        }
        let mut expected: Vec<String> =
            mark.numbers.iter().filter_map(|number| first.get(number)).flatten().cloned().collect();
        expected.sort();
        expected.dedup();
        let is_right = if mark.numbers.is_empty() {
            let is_pronoun = syntax.token(head).upos == "PRON";
            let is_numbered = |code| first.values().any(|codes| codes.contains(code));
            let is_right = if is_pronoun { found.is_empty() } else { !found.iter().any(is_numbered) };
            score.n_none += 1;
            score.n_none_right += usize::from(is_right);
            is_right
        } else {
            let is_right = !expected.is_empty() && found == expected;
            score.n_links += 1;
            score.n_right += usize::from(is_right);
            is_right
        };
        if !is_right {
            let sentence = syntax.span(&syntax.sentence(syntax.sentence_of(head))).of(&text).trim().to_owned();
            writeln!(score.failures, "  {line}: {words:?} is {found:?}, expected {expected:?}: {sentence}")
                .expect("a string");
        }
    }
}

/// The text without brackets, and what they held.
fn unmarked(marked: &str) -> (String, Vec<Marked>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for (n, part) in marked.split('[').enumerate() {
        let Some((inside, after)) = part.split_once(']').filter(|_| n > 0) else {
            text.push_str(part);
            continue;
        };
        let (words, numbers) = inside.rsplit_once('|').unwrap_or_else(|| panic!("no number in {inside:?}"));
        let start = text.len();
        text.push_str(words);
        let numbers = numbers.split('+').filter_map(|number| number.parse().ok()).collect();
        marks.push(Marked { bytes: start..text.len(), numbers });
        text.push_str(after);
    }
    (text, marks)
}

/// The head of the words, and the codes of whom it stands for; of a title before a name the name is asked.
fn found(syntax: &Syntax<'_>, entities: &Entities, bytes: &Range<usize>) -> (usize, Vec<String>) {
    let inside: Vec<usize> = (0..syntax.len())
        .filter(|&i| {
            let span = syntax.token(i).span;
            span.start as usize >= bytes.start && span.end as usize <= bytes.end
        })
        .collect();
    let is_head = |&&i: &&usize| syntax.head(i).is_none_or(|head| !inside.contains(&head));
    let head = inside.iter().find(is_head).or(inside.last()).copied().expect("words in brackets");
    let all = |i: usize| entities.all_at(i);
    let at = [head].into_iter().chain(inside.iter().rev().copied()).find(|&i| !all(i).is_empty());
    let mut codes: Vec<String> = at.into_iter().flat_map(all).map(|mention| mention.entity.entity.clone()).collect();
    codes.sort();
    codes.dedup();
    (head, codes)
}
