//! `legation events` and `legation mentions`: rows of the record.

use anyhow::Context;
use legation::record::Kind;
use serde_json::Value;

use crate::args::{EventsArgs, ListFormat};
use crate::commands::{plural, store};
use crate::exit::Exit;
use crate::output::csv::CsvRows;
use crate::output::table::TableRows;
use crate::printer::Printer;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Events,
    Rows(Kind),
}

/// How rows become text.
enum Rows {
    Jsonl,
    Csv(CsvRows),
    Table(TableRows),
}

fn rows(args: &EventsArgs, asked: Asked, printer: &Printer) -> Rows {
    let default = if printer.to_terminal() { ListFormat::Table } else { ListFormat::Jsonl };
    match args.format.unwrap_or(default) {
        ListFormat::Jsonl => Rows::Jsonl,
        ListFormat::Csv => Rows::Csv(match asked {
            Asked::Events => CsvRows::of_events(args.raw),
            Asked::Rows(kind) => CsvRows::new(args.raw, [kind].into_iter().collect()),
        }),
        ListFormat::Table => Rows::Table(TableRows::new(printer.width())),
    }
}

/// Lists rows as they are read.
pub(crate) fn run(args: &EventsArgs, asked: Asked, printer: &Printer) -> anyhow::Result<Exit> {
    let store = store::to_read(&args.store, printer)?;
    let rows = rows(args, asked, printer);
    match &rows {
        Rows::Jsonl => {}
        Rows::Csv(csv) => printer.text(&csv.header())?,
        Rows::Table(table) => printer.text(&table.header())?,
    }
    let mut n_rows = 0_u64;
    let take = |row: Value| -> anyhow::Result<bool> {
        n_rows += 1;
        match &rows {
            Rows::Jsonl => printer.json(&format!("{row}\n"))?,
            Rows::Csv(csv) => printer.text(&csv.row(&row)?)?,
            Rows::Table(table) => printer.text(&table.row(&row))?,
        }
        Ok(true)
    };
    let filter = args.filter.filter();
    let done = match asked {
        Asked::Events => store.events(&filter, take),
        Asked::Rows(kind) => store.rows(kind, &filter, take),
    };
    done.with_context(|| args.store.store.display().to_string())?;
    if matches!(rows, Rows::Table(_)) {
        let noun = if asked == Asked::Events { "event" } else { "row" };
        printer.note(&format!("{n_rows} {}", plural(n_rows, noun)));
    }
    Ok(Exit::Done)
}
