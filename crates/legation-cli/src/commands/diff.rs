//! `legation diff`: what two codings have otherwise.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;
use legation::store::Difference;
use serde_json::Value;

use crate::args::{DiffArgs, ListFormat};
use crate::commands::{plural, store};
use crate::exit::Exit;
use crate::output::field;
use crate::printer::{self, Printer};

/// Lists the differences, then counts them.
pub(crate) fn run(args: &DiffArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let store = store::to_read(&args.store, printer)?;
    let default = if printer.to_terminal() { ListFormat::Table } else { ListFormat::Jsonl };
    let as_text = args.format.unwrap_or(default) == ListFormat::Table;
    let mut counts: BTreeMap<(&'static str, &'static str), u64> = BTreeMap::new();
    let mut n = 0;
    let take = |difference: Difference| -> anyhow::Result<bool> {
        if args.limit.is_some_and(|limit| n >= limit) {
            return Ok(false);
        }
        n += 1;
        *counts.entry((difference.kind, difference.change)).or_default() += 1;
        if as_text {
            printer.text(&shown(&difference, usize::from(printer.width())))?;
        } else {
            printer.json(&(serde_json::to_string(&difference)? + "\n"))?;
        }
        Ok(true)
    };
    store.diff(&args.old, &args.new, take).with_context(|| args.store.store.display().to_string())?;
    for ((kind, change), n) in counts {
        printer.note(&format!("{n} {} {change}", plural(n, kind)));
    }
    if n == 0 {
        printer.note("no difference");
    }
    Ok(Exit::Done)
}

fn shown(difference: &Difference, width: usize) -> String {
    let sign = match difference.change {
        "added" => "+",
        "removed" => "-",
        _ => "~",
    };
    let Some(row) = difference.new.as_ref().or(difference.old.as_ref()) else { return String::new() };
    let mut out = String::new();
    let _ = writeln!(out, "{sign} {}  {}   {}", difference.document, field::act(row), field::who(row));
    out.push_str(&printer::fill(&field::words(row, 240), width, 4, 4));
    for name in &difference.fields {
        let value = |row: &Option<Value>| row.as_ref().map(|row| brief(&row[name.as_str()])).unwrap_or_default();
        let line = format!("{name}: {} → {}", value(&difference.old), value(&difference.new));
        out.push_str(&printer::fill(&line, width, 4, 8));
    }
    out
}

/// What tells values apart on a screen: codes of entities, else the value.
fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(brief).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            match fields.get("entity").or_else(|| fields.get("name")).or_else(|| fields.get("text")) {
                Some(Value::String(code)) => code.clone(),
                _ => value.to_string(),
            }
        }
        other => other.to_string(),
    }
}
