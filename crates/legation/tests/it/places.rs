//! `testdata/cases/places*.jsonl`: names of places in sentences, and what each must stand for. Format in
//! `testdata/cases/README.md`.
//!
//! The score and every failing case stand in a snapshot, so that a change shows what it mends and what it breaks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use legation::place::{PlaceMention, places};
use legation::syntax::Syntax;
use serde::Deserialize;

use crate::RESOURCES;

/// Degrees by which a position may differ.
const TOLERANCE: f64 = 0.3;

/// One name of a place in a text.
#[derive(Deserialize)]
struct Case {
    text: String,
    /// The name, as it stands in the text.
    place: String,
    /// Which of its occurrences, from 0.
    #[serde(default)]
    nth: usize,
    /// Null where the name must stand for no place.
    country: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    precision: Option<String>,
}

#[test]
fn places_are_those_that_are_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the cases") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("places") && name.ends_with(".jsonl") {
            files.insert(name, fs::read_to_string(&path).expect("a case file"));
        }
    }
    let mut report = String::new();
    for (name, text) in &files {
        let cases: Vec<Case> =
            text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"))).collect();
        let failures: Vec<String> = cases.iter().filter_map(failure).collect();
        let right = cases.len() - failures.len();
        let _ = writeln!(report, "{name}: {right} of {} right", cases.len());
        failures.iter().for_each(|line| report.push_str(&format!("  {line}\n")));
        if name == "places.jsonl" {
            assert!(right as f64 >= 0.9 * cases.len() as f64, "{report}");
        }
    }
    insta::assert_snapshot!("places", report);
}

/// What is wrong with a case, if anything.
fn failure(case: &Case) -> Option<String> {
    let annotations = RESOURCES.pipeline.annotate(&case.text);
    let syntax = Syntax::new(&case.text, &annotations);
    let found = places(&syntax, &RESOURCES.gazetteer, &RESOURCES.geography);
    let (start, _) = case.text.match_indices(&case.place).nth(case.nth).unwrap_or_else(|| panic!("{}", case.text));
    let end = start + case.place.len();
    let covers = |mention: &&PlaceMention| {
        let span = syntax.span(&mention.tokens);
        (span.start as usize) < end && (span.end as usize) > start
    };
    let mention = found.mentions.iter().find(covers);
    let is_right = match (mention, &case.country) {
        (None, None) => true,
        (Some(mention), Some(_)) => is_meant(case, mention),
        _ => false,
    };
    (!is_right).then(|| format!("{:?} in {:?}: wanted {}, got {}", case.place, case.text, wanted(case), shown(mention)))
}

fn is_meant(case: &Case, mention: &PlaceMention) -> bool {
    let place = &mention.place;
    let near = |wanted: Option<f64>, found: Option<f64>| match (wanted, found) {
        (Some(wanted), Some(found)) => (wanted - found).abs() <= TOLERANCE,
        (Some(_), None) => false,
        (None, _) => true,
    };
    place.country == case.country
        && case.precision.as_deref().is_none_or(|precision| precision == place.precision.as_str())
        && near(case.latitude, place.position.map(|(latitude, _)| latitude))
        && near(case.longitude, place.position.map(|(_, longitude)| longitude))
}

fn wanted(case: &Case) -> String {
    let Some(country) = &case.country else { return "no place".to_owned() };
    let position = case.latitude.zip(case.longitude).map(|(latitude, longitude)| format!(" {latitude} {longitude}"));
    format!("{country} {}{}", case.precision.as_deref().unwrap_or("any"), position.unwrap_or_default())
}

fn shown(mention: Option<&PlaceMention>) -> String {
    let Some(PlaceMention { place, .. }) = mention else { return "no place".to_owned() };
    let position = place.position.map(|(latitude, longitude)| format!(" {latitude} {longitude}")).unwrap_or_default();
    format!("{} {} {}{position}", place.name, place.country.as_deref().unwrap_or("-"), place.precision.as_str())
}
