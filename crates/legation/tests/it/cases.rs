//! `testdata/cases/*.toml`: behaviour, written without a look at the rules. Format in `testdata/cases/README.md`.
//!
//! The score and every failing case stand in a snapshot, so that a change shows what it mends and what it breaks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use legation::Resources;
use legation::code::Mention;
use legation::score::{CaseFile, Figures, Scorer, shown};

use crate::{RESOURCES, code};

/// What became of the mentions that were wanted and those that were found, in one file.
#[derive(Default)]
struct Score {
    wanted: usize,
    found: usize,
    right_event: usize,
    right: usize,
    failures: Vec<String>,
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases");
    let mut scores = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the cases") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let file: CaseFile = toml::from_str(&fs::read_to_string(&path).expect("a case file")).expect("sound cases");
            scores.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), score(&file));
        }
    }
    assert!(scores.len() > 1, "the folder has case files");
    insta::assert_snapshot!("cases", report(&scores));
}

fn score(file: &CaseFile) -> Score {
    let mut score = Score::default();
    for case in &file.case {
        let found = code(&case.text, case.published.as_deref()).mentions;
        let mut left: Vec<&Mention> = found.iter().collect();
        score.wanted += case.mentions.len();
        score.found += found.len();
        for wanted in &case.mentions {
            let of_event = |mention: &&Mention| wanted.is_of_type(mention);
            score.right_event += usize::from(found.iter().any(|mention| of_event(&mention)));
            if let Some(at) = left.iter().position(|mention| of_event(mention) && wanted.is_met_by(mention)) {
                left.remove(at);
                score.right += 1;
            } else {
                let got = found.iter().find(|mention| of_event(mention)).map_or("nothing".to_owned(), shown);
                score.failures.push(format!("{}: wanted {}, got {got}", case.name, wanted.event.names().join("/")));
            }
        }
        let wanted_events = |mention: &Mention| case.mentions.iter().any(|wanted| wanted.is_of_type(mention));
        let extra = left.into_iter().filter(|mention| !wanted_events(mention));
        score.failures.extend(extra.map(|mention| format!("{}: not wanted {}", case.name, shown(mention))));
    }
    score
}

fn report(scores: &BTreeMap<String, Score>) -> String {
    let mut report = String::from("file: wanted, right type, right in all that the case says, found\n");
    for (file, score) in scores {
        let _ = writeln!(report, "{file}: {}, {}, {}, {}", score.wanted, score.right_event, score.right, score.found);
    }
    for (file, score) in scores {
        let _ = writeln!(report, "\n{file}");
        score.failures.iter().for_each(|line| report.push_str(&format!("  {line}\n")));
    }
    report
}

#[test]
fn modes_are_scored_with_their_type() {
    let resources: &Resources = &RESOURCES;
    let file = "[[case]]\nname = \"a\"\ntext = \"Peru expelled the ambassador of Chile. Police in Kenya arrested an opposition leader.\"\n\
        mentions = [{ event = \"SANCTION\", mode = \"expel\" }, { event = \"COERCE\", mode = \"ban\" }]\n";
    let items = legation::score::read("a.toml", "a", file).expect("a sound case");
    let mut figures = Figures::default();
    figures.add(&Scorer { resources, program: resources }.judge(&items[0]));
    let modes = figures.all().iter().find(|figure| figure.key.level == "mode").expect("modes are scored");
    let tallies: Vec<_> = modes.classes().map(|(mode, tally)| (mode, tally.wanted, tally.found, tally.right)).collect();
    assert_eq!(tallies, [("SANCTION/expel", 1, 1, 1), ("COERCE/arrest", 0, 1, 0), ("COERCE/ban", 1, 0, 0)]);
}
