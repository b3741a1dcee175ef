//! `testdata/entries/*.csv`: a sentence for each entry of the lexicon, in which it must fire with the parties named.
//!
//! An entry counts if it fires rightly here or on a sentence of the lexicon. The snapshot lists the others by id.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use legation::code::Mention;
use legation::score::is_called;
use serde::Deserialize;

use crate::{BY_RULES, RESOURCES, code_with};

#[derive(Deserialize)]
struct Row {
    entry: String,
    actor: String,
    recipient: String,
    text: String,
}

#[test]
fn entries_that_fire_rightly() {
    let ids: BTreeSet<&str> = RESOURCES.lexicon.entries.iter().map(|entry| entry.id.as_str()).collect();
    let mut fired: BTreeSet<String> = BTreeSet::new();
    for examples in RESOURCES.lexicon.examples() {
        for example in examples.codes {
            let (actor, recipient) = (example.actor.as_deref(), example.recipient.as_deref());
            fired.extend(right(&example.text, actor.unwrap_or_default(), recipient.unwrap_or_default()));
        }
    }
    let rows = rows();
    for row in &rows {
        assert!(ids.contains(row.entry.as_str()), "{}: no such entry", row.entry);
        fired.extend(right(&row.text, &row.actor, &row.recipient).into_iter().filter(|id| *id == row.entry));
    }
    let silent: Vec<&str> = ids.iter().copied().filter(|id| !fired.contains(*id)).collect();
    let report = format!("{} of {} entries fire rightly\n{}\n", fired.len(), ids.len(), silent.join("\n"));
    insta::assert_snapshot!("entries", report);
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/entries");
    let files = fs::read_dir(folder).expect("the entries").map(|entry| entry.expect("an entry").path());
    let tables = files.filter(|path| path.extension().is_some_and(|extension| extension == "csv"));
    let read =
        |path| csv::Reader::from_path(path).expect("a table").into_deserialize().collect::<Result<Vec<Row>, _>>();
    tables.flat_map(|path| read(path).expect("sound rows")).collect()
}

/// Ids of the entries that give a mention with these parties.
fn right(text: &str, actor: &str, recipient: &str) -> Vec<String> {
    let has = |entities: &[legation::Entity], wanted: &str| {
        wanted.is_empty() || entities.iter().any(|entity| is_called(entity, wanted))
    };
    let is_right = |mention: &&Mention| has(&mention.actors, actor) && has(&mention.recipients, recipient);
    code_with(&BY_RULES, text, None).mentions.iter().filter(is_right).filter_map(entry_of).collect()
}

/// The entry that `why` names first: `entry ID (frame)`.
fn entry_of(mention: &Mention) -> Option<String> {
    let first = mention.evidence.why.first()?.strip_prefix("entry ")?;
    first.rsplit_once(" (").map(|(id, _)| id.to_owned())
}
