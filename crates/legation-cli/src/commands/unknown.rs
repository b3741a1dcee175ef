//! `legation unknown`: what was met and not coded, the commonest first, with the line that makes it known.

use std::collections::BTreeMap;

use legation::ingest::Document;
use legation::unknown::{Unknown, UnknownKind, unknown};
use serde::Serialize;

use crate::args::{UnknownArgs, UnknownChoice, UnknownFormat};
use crate::commands::{pass, plural};
use crate::exit::Exit;
use crate::gazetteer;
use crate::printer::{self, Printer};
use crate::work::Flow;

/// Names that are counted at once; beyond it those met least are forgotten, so that memory stays flat.
const MAX_NAMES: usize = 200_000;

/// The longest example that is kept, in characters.
const MAX_EXAMPLE: usize = 300;

/// How often a name was met.
struct Met {
    n_times: u64,
    n_documents: u64,
    example: String,
}

/// A line of the output.
#[derive(Serialize)]
struct Row<'a> {
    kind: UnknownKind,
    name: &'a str,
    n_times: u64,
    n_documents: u64,
    example: &'a str,
    table: &'static str,
    add: String,
}

type Counts = BTreeMap<(UnknownKind, String), Met>;

/// Counts what is unknown in the documents and shows the commonest.
pub(crate) fn run(args: &UnknownArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let resources = gazetteer::resources(&args.own, printer)?;
    let mut counts = Counts::new();
    let work = |document: &Document| unknown(document, &resources);
    let take = |found: Vec<Unknown>| {
        add(&mut counts, found.into_iter().filter(|unknown| is_asked(args.kind, unknown.kind)));
        Ok((Flow::More, counts.len() as u64))
    };
    let exit = pass::over(&args.input, None, printer, "unknown", work, take)?;
    show(args, printer, &ranked(&counts, args.limit))?;
    Ok(exit)
}

fn is_asked(choice: UnknownChoice, kind: UnknownKind) -> bool {
    match choice {
        UnknownChoice::All => true,
        UnknownChoice::Actors => kind != UnknownKind::Verb,
        UnknownChoice::Persons => kind == UnknownKind::Person,
        UnknownChoice::Groups => kind == UnknownKind::Group,
        UnknownChoice::Verbs => kind == UnknownKind::Verb,
    }
}

/// Adds what one document told.
fn add(counts: &mut Counts, found: impl Iterator<Item = Unknown>) {
    let mut of_document: BTreeMap<(UnknownKind, String), (u64, String)> = BTreeMap::new();
    for Unknown { kind, name, example } in found {
        of_document.entry((kind, name)).or_insert_with(|| (0, example)).0 += 1;
    }
    for (key, (n_times, example)) in of_document {
        let met = counts.entry(key).or_insert_with(|| Met { n_times: 0, n_documents: 0, example: short(&example) });
        met.n_times += n_times;
        met.n_documents += 1;
    }
    let mut rare = 1;
    while counts.len() > MAX_NAMES {
        counts.retain(|_, met| met.n_times > rare);
        rare *= 2;
    }
}

fn short(example: &str) -> String {
    match example.char_indices().nth(MAX_EXAMPLE) {
        Some((end, _)) => format!("{}…", &example[..end]),
        None => example.to_owned(),
    }
}

/// The commonest of each kind: by documents, then by times, then by name.
fn ranked(counts: &Counts, limit: usize) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for kind in [UnknownKind::Person, UnknownKind::Group, UnknownKind::Verb] {
        let mut of_kind: Vec<_> = counts.iter().filter(|((of, _), _)| *of == kind).collect();
        of_kind.sort_by_key(|((_, name), met)| {
            (std::cmp::Reverse(met.n_documents), std::cmp::Reverse(met.n_times), name.as_str())
        });
        rows.extend(of_kind.into_iter().take(limit).map(|((kind, name), met)| Row {
            kind: *kind,
            name,
            n_times: met.n_times,
            n_documents: met.n_documents,
            example: &met.example,
            table: Unknown::table(*kind),
            add: Unknown::line(*kind, name),
        }));
    }
    rows
}

fn show(args: &UnknownArgs, printer: &Printer, rows: &[Row<'_>]) -> anyhow::Result<()> {
    let default = if printer.to_terminal() { UnknownFormat::Table } else { UnknownFormat::Jsonl };
    match args.format.unwrap_or(default) {
        UnknownFormat::Jsonl => {
            for row in rows {
                printer.json(&(serde_json::to_string(row)? + "\n"))?;
            }
        }
        UnknownFormat::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            rows.iter().try_for_each(|row| writer.serialize(row))?;
            printer.text(&String::from_utf8(writer.into_inner()?)?)?;
        }
        UnknownFormat::Table => printer.text(&table(rows, usize::from(printer.width())))?,
    }
    Ok(())
}

/// A block for each name: how often, where, and what to add.
fn table(rows: &[Row<'_>], width: usize) -> String {
    let mut text = String::new();
    let mut last = None;
    for row in rows {
        if last != Some(row.kind) {
            let title = match row.kind {
                UnknownKind::Person => "Persons: rows for officials.csv",
                UnknownKind::Group => "Groups: rows for groups.csv",
                UnknownKind::Verb => "Verbs: entries for the lexicon",
            };
            text += &format!("{}{title}\n", if last.is_some() { "\n" } else { "" });
            last = Some(row.kind);
        }
        let (times, documents) = (plural(row.n_times, "time"), plural(row.n_documents, "document"));
        text += &format!("\n  {} · {} {times} in {} {documents}\n", row.name, row.n_times, row.n_documents);
        text += &printer::wrap(row.example, width, 4);
        let add = row.add.lines().map(|line| format!("    + {line}\n"));
        text.extend(add);
    }
    if rows.is_empty() {
        text += "Nothing unknown was met.\n";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(name: &str, kind: UnknownKind) -> Unknown {
        Unknown { kind, name: name.to_owned(), example: "A sentence.".to_owned() }
    }

    #[test]
    fn the_commonest_come_first() {
        let mut counts = Counts::new();
        for _ in 0..2 {
            add(&mut counts, [met("Reed Front", UnknownKind::Group)].into_iter());
        }
        add(&mut counts, [met("Ada Lark", UnknownKind::Person), met("Old Guard", UnknownKind::Group)].into_iter());
        let names: Vec<_> = ranked(&counts, 9).iter().map(|row| row.name.to_owned()).collect();
        assert_eq!(names, ["Ada Lark", "Reed Front", "Old Guard"]);
        assert_eq!(ranked(&counts, 1).len(), 2);
    }

    #[test]
    fn rows_are_shown_with_the_line_to_add() {
        let mut counts = Counts::new();
        add(&mut counts, [met("Reed Front, North", UnknownKind::Group), met("shun", UnknownKind::Verb)].into_iter());
        let text = table(&ranked(&counts, 9), 80);
        assert!(text.contains("+ REED_FRONT_NORTH,\"Reed Front, North\",,???"), "{text}");
        assert!(text.contains("+ verbs = [\"shun\"]"), "{text}");
    }
}
