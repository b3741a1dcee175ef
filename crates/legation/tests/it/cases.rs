//! `testdata/cases/*.toml`: behaviour, written without a look at the rules. Format in `testdata/cases/README.md`.
//!
//! The score and every failing case stand in a snapshot, so that a change shows what it mends and what it breaks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use legation::code::Mention;
use serde::Deserialize;

use crate::{code, is_called};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    published: Option<String>,
    mentions: Vec<Wanted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    event: OneOrMore,
    mode: Option<String>,
    status: Option<String>,
    actors: Option<Vec<String>>,
    recipients: Option<Vec<String>>,
    attribution: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn holds(&self, name: &str) -> bool {
        match self {
            Self::One(one) => one == name,
            Self::More(names) => names.iter().any(|one| one == name),
        }
    }

    fn show(&self) -> String {
        match self {
            Self::One(one) => one.clone(),
            Self::More(names) => names.join("/"),
        }
    }
}

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
            let of_event = |mention: &&Mention| wanted.event.holds(mention.event.as_str());
            score.right_event += usize::from(found.iter().any(|mention| of_event(&mention)));
            if let Some(at) = left.iter().position(|mention| of_event(mention) && is_right(wanted, mention)) {
                left.remove(at);
                score.right += 1;
            } else {
                let got = found.iter().find(|mention| of_event(mention)).map_or("nothing".to_owned(), show);
                score.failures.push(format!("{}: wanted {}, got {got}", case.name, wanted.event.show()));
            }
        }
        let wanted_events =
            |mention: &Mention| case.mentions.iter().any(|wanted| wanted.event.holds(mention.event.as_str()));
        let extra = left.into_iter().filter(|mention| !wanted_events(mention));
        score.failures.extend(extra.map(|mention| format!("{}: not wanted {}", case.name, show(mention))));
    }
    score
}

fn is_right(wanted: &Wanted, mention: &Mention) -> bool {
    let all = |wanted: &Option<Vec<String>>, entities: &[&legation::Entity]| {
        wanted.as_ref().is_none_or(|codes| {
            codes.is_empty() == entities.is_empty()
                && codes.iter().all(|code| entities.iter().any(|entity| is_called(entity, code)))
        })
    };
    let speakers: Vec<_> = mention.attribution.iter().filter_map(|link| link.speaker.as_ref()).collect();
    all(&wanted.actors, &mention.actors.iter().collect::<Vec<_>>())
        && all(&wanted.recipients, &mention.recipients.iter().collect::<Vec<_>>())
        && all(&wanted.attribution, &speakers)
        && wanted.mode.as_ref().is_none_or(|mode| mention.mode.as_ref() == Some(mode))
        && wanted.status.as_ref().is_none_or(|status| mention.status.as_str() == status)
}

fn show(mention: &Mention) -> String {
    let codes = |entities: &[legation::Entity]| {
        entities.iter().map(|entity| entity.entity.as_str()).collect::<Vec<_>>().join("+")
    };
    format!(
        "{}/{} {} > {} {}",
        mention.event.as_str(),
        mention.mode.as_deref().unwrap_or("-"),
        codes(&mention.actors),
        codes(&mention.recipients),
        mention.status.as_str()
    )
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
