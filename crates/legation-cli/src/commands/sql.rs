//! `legation sql`: questions in SQL.

use std::time::Duration;

use anyhow::Context;
use serde_json::{Map, Value};

use crate::args::{ListFormat, SqlArgs};
use crate::commands::{search, store};
use crate::exit::Exit;
use crate::printer::Printer;

/// Answers one statement.
pub(crate) fn run(args: &SqlArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let mut store = store::to_read(&args.store, printer)?;
    let answer = store.sql(&args.query, Duration::from_secs(args.timeout), args.limit).context("sql")?;
    let default = if printer.to_terminal() { ListFormat::Table } else { ListFormat::Jsonl };
    match args.format.unwrap_or(default) {
        ListFormat::Table => {
            let rows: Vec<Vec<String>> = answer.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
            printer.text(&search::table(&answer.columns, &rows, printer.width()))?;
        }
        ListFormat::Jsonl => {
            for row in answer.rows {
                let fields: Map<String, Value> = answer.columns.iter().cloned().zip(row).collect();
                printer.json(&format!("{}\n", Value::Object(fields)))?;
            }
        }
        ListFormat::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&answer.columns)?;
            for row in &answer.rows {
                writer.write_record(row.iter().map(|cell| match cell {
                    Value::String(text) => crate::output::csv::guarded(text),
                    cell => shown(cell),
                }))?;
            }
            printer.text(&String::from_utf8(writer.into_inner()?)?)?;
        }
    }
    if answer.is_cut {
        printer.note(&format!("only the first {} rows; --limit gives more", args.limit));
    }
    Ok(Exit::Done)
}

fn shown(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
