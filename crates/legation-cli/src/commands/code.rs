//! `legation code`: rows of every kind out of documents.

use anyhow::Context;
use legation::gazetteer::Gazetteer;
use legation::ingest::{Document, Published, PublishedBasis};
use legation::record::{Kind, Kinds};
use legation::{AnyRow, Resources, code_kinds};
use serde::Serialize;
use serde_json::Value;

use crate::args::{CodeArgs, CodeFormat, chosen};
use crate::commands::pass;
use crate::exit::Exit;
use crate::gazetteer;
use crate::output::csv::CsvRows;
use crate::output::summary::Summary;
use crate::output::table::TableRows;
use crate::printer::Printer;
use crate::work::Flow;

/// How rows become text. Made once; workers share it.
enum Rows {
    Jsonl,
    Csv(CsvRows),
    Table(TableRows),
    Summary,
}

/// The rows of one document, ready to be shown or counted.
enum Shown {
    Lines(Vec<String>),
    /// The rows, and whether they are those of a document's first section.
    Values(Vec<Value>, bool),
}

/// A coded row with what is known of its document and is no part of the coding.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    coded: AnyRow<'a>,
    /// Where `published` comes from.
    published_basis: Option<PublishedBasis>,
}

/// Codes the documents and shows their rows.
pub(crate) fn run(args: &CodeArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let kinds = chosen(&args.kinds);
    let rows = rows(args, kinds, printer);
    let resources = gazetteer::resources(&args.own, printer)?;
    let mut summary = Summary::default();
    let mut n_rows = 0;
    if let Some(header) = rows.header() {
        printer.text(&header)?;
    }
    let work = |document: &Document| shown(&rows, &resources, kinds, document);
    let take = |result: anyhow::Result<Shown>| {
        match result? {
            Shown::Lines(mut lines) => {
                lines.truncate(left(args.limit, n_rows));
                n_rows += lines.len() as u64;
                rows.print(&lines, printer)?;
            }
            Shown::Values(mut values, first_section) => {
                values.truncate(left(args.limit, n_rows));
                n_rows += values.len() as u64;
                summary.add(&values, first_section);
            }
        }
        let flow = if left(args.limit, n_rows) == 0 { Flow::Enough } else { Flow::More };
        Ok((flow, n_rows))
    };
    let exit = pass::over(&args.input, args.published.clone(), printer, noun(kinds), work, take)?;
    if matches!(rows, Rows::Summary) {
        printer.text(&summary.shown(&|side| name(&resources.gazetteer, side)))?;
    }
    Ok(exit)
}

/// The usual English name of a state, body or group.
fn name(gazetteer: &Gazetteer, side: &str) -> String {
    let country = gazetteer.country(side).map(|country| &country.name);
    let body = || gazetteer.body(side, None).map(|body| &body.name);
    let group = || gazetteer.groups(side).next().map(|group| &group.name);
    country.or_else(body).or_else(group).map_or_else(|| side.to_owned(), ToString::to_string)
}

fn rows(args: &CodeArgs, kinds: Kinds, printer: &Printer) -> Rows {
    let default = if printer.to_terminal() { CodeFormat::Table } else { CodeFormat::Jsonl };
    match args.format.unwrap_or(default) {
        CodeFormat::Jsonl => Rows::Jsonl,
        CodeFormat::Csv => Rows::Csv(CsvRows::new(args.raw, kinds)),
        CodeFormat::Table => Rows::Table(TableRows::new(printer.width())),
        CodeFormat::Summary => Rows::Summary,
    }
}

/// What the progress line calls the rows.
fn noun(kinds: Kinds) -> &'static str {
    if kinds == [Kind::Mentions].into_iter().collect() { "mention" } else { "row" }
}

fn left(limit: Option<u64>, n_rows: u64) -> usize {
    limit.map_or(usize::MAX, |limit| usize::try_from(limit.saturating_sub(n_rows)).unwrap_or(usize::MAX))
}

fn shown(rows: &Rows, resources: &Resources, kinds: Kinds, document: &Document) -> anyhow::Result<Shown> {
    let coded = code_kinds(document, resources, kinds);
    let published_basis = document.published.as_ref().map(Published::basis);
    let found: Vec<Row<'_>> = coded.rows().into_iter().map(|coded| Row { coded, published_basis }).collect();
    let value = |row| serde_json::to_value(row).context("a row that is no JSON");
    match rows {
        Rows::Jsonl => {
            let line = |row| anyhow::Ok(serde_json::to_string(row)? + "\n");
            Ok(Shown::Lines(found.iter().map(line).collect::<Result<_, _>>()?))
        }
        Rows::Csv(csv) => {
            let line = |row| anyhow::Ok(csv.row(&value(row)?)?);
            Ok(Shown::Lines(found.iter().map(line).collect::<Result<_, _>>()?))
        }
        Rows::Table(table) => {
            let line = |row| anyhow::Ok(table.row(&value(row)?));
            Ok(Shown::Lines(found.iter().map(line).collect::<Result<_, _>>()?))
        }
        Rows::Summary => {
            let values = found.iter().map(value).collect::<Result<_, _>>()?;
            Ok(Shown::Values(values, document.section_start == 0))
        }
    }
}

impl Rows {
    fn header(&self) -> Option<String> {
        match self {
            Self::Jsonl | Self::Summary => None,
            Self::Csv(csv) => Some(csv.header()),
            Self::Table(table) => Some(table.header()),
        }
    }

    fn print(&self, lines: &[String], printer: &Printer) -> anyhow::Result<()> {
        for line in lines {
            match self {
                Self::Jsonl => printer.json(line)?,
                _ => printer.text(line)?,
            }
        }
        Ok(())
    }
}
