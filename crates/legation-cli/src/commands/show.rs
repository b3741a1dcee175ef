//! `legation show`: one event, row or document.

use std::fmt::Write;

use anyhow::{Context, bail};
use legation::store::Shown;
use serde_json::{Value, json};

use crate::args::{ListFormat, ShowArgs};
use crate::commands::{plural, store};
use crate::exit::Exit;
use crate::output::field;
use crate::output::table::TableRows;
use crate::printer::{self, Printer};

/// Shows what the id names.
pub(crate) fn run(args: &ShowArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let store = store::to_read(&args.store, printer)?;
    let Some(shown) = store.show(&args.id).with_context(|| args.store.store.display().to_string())? else {
        bail!("nothing in {} has the id or name {:?}", args.store.store.display(), args.id);
    };
    let default = if printer.to_terminal() { ListFormat::Table } else { ListFormat::Jsonl };
    if args.format.unwrap_or(default) == ListFormat::Table {
        printer.text(&text(&shown, printer))?;
        return Ok(Exit::Done);
    }
    let value = match shown {
        Shown::Event { event, mentions, retired } => json!({"event": event, "mentions": mentions, "retired": retired}),
        Shown::Row(row) => row,
        Shown::Document { document, rows } => json!({"document": document, "rows": rows}),
    };
    printer.json(&format!("{value}\n"))?;
    Ok(Exit::Done)
}

/// For reading on a screen.
pub(crate) fn text(shown: &Shown, printer: &Printer) -> String {
    let width = usize::from(printer.width());
    match shown {
        Shown::Event { event, mentions, retired } => of_event(event, mentions, retired.as_deref(), width),
        Shown::Row(row) => of_row(row, width),
        Shown::Document { document, rows } => of_document(document, rows, printer),
    }
}

fn of_event(event: &Value, mentions: &[Value], retired: Option<&str>, width: usize) -> String {
    let get = |pointer: &str| field::text(event, pointer);
    let mut out = String::new();
    if let Some(retired) = retired {
        let _ = writeln!(out, "{retired} is part of {} now\n", get("/id"));
    }
    let _ = writeln!(out, "{}  {}   {}", get("/id"), field::act(event), field::who(event));
    let place = get("/location/name");
    let place = if place.is_empty() { String::new() } else { format!(", {place}") };
    let days = days(event);
    let _ =
        writeln!(out, "{}{place} · {} · {} · confidence {}", days, get("/status"), get("/review"), get("/confidence"));
    let n = |name: &str| event.get(name).and_then(Value::as_u64).unwrap_or_default();
    let _ = writeln!(
        out,
        "{} {} in {} {}, {} independent; {} {}\n",
        n("n_mentions"),
        plural(n("n_mentions"), "mention"),
        n("n_documents"),
        plural(n("n_documents"), "document"),
        n("n_stories"),
        n("n_publishers"),
        plural(n("n_publishers"), "publisher"),
    );
    for mention in mentions {
        let head = [field::text(mention, "/published"), field::text(mention, "/document"), field::text(mention, "/id")];
        let status = field::text(mention, "/status");
        let status = if status == get("/status") { String::new() } else { format!(" ({status})") };
        let _ = writeln!(out, "{}{status}", head.join("  ").trim_start());
        out.push_str(&printer::fill(&field::words(mention, 400), width, 4, 4));
    }
    for disagreement in field::items(event, "/disagreements") {
        let values = field::items(disagreement, "/values").iter();
        let values = values
            .map(|value| format!("{} ({})", field::text(value, "/value"), field::items(value, "/mentions").len()));
        let values = values.collect::<Vec<_>>().join(", ");
        out.push_str(&printer::wrap(
            &format!("\nreports differ on {}: {values}", field::text(disagreement, "/field")),
            width,
            0,
        ));
    }
    let why = field::items(event, "/why");
    if !why.is_empty() {
        out.push_str("\nwhy one event\n");
        for reason in why {
            out.push_str(&printer::wrap(&field::text(reason, ""), width, 2));
        }
    }
    out
}

fn days(row: &Value) -> String {
    let (start, end) = (field::text(row, "/date/start"), field::text(row, "/date/end"));
    match () {
        () if start.is_empty() => "undated".to_owned(),
        () if start == end || end.is_empty() => start,
        () => format!("{start} to {end}"),
    }
}

fn of_row(row: &Value, width: usize) -> String {
    let get = |pointer: &str| field::text(row, pointer);
    let mut out = String::new();
    let _ = writeln!(out, "{}  {}   {}", get("/id"), field::act(row), field::who(row));
    let _ = writeln!(out, "{} · {} · {}\n", days(row), get("/status"), get("/document"));
    out.push_str(&printer::fill(&field::words(row, 600), width, 4, 4));
    out.push_str("\nwhy\n");
    for reason in field::items(row, "/evidence/why") {
        out.push_str(&printer::wrap(&field::text(reason, ""), width, 2));
    }
    out
}

fn of_document(document: &Value, rows: &[Value], printer: &Printer) -> String {
    let get = |pointer: &str| field::text(document, pointer);
    let width = usize::from(printer.width());
    let mut out = String::new();
    let title = get("/title");
    if !title.is_empty() {
        out.push_str(&printer::wrap(&title, width, 0));
    }
    let from = [get("/published"), get("/publisher"), get("/url"), get("/document"), get("/report")];
    let from = from.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    out.push_str(&printer::wrap(&from, width, 0));
    let n = document.get("n_reports_of_story").and_then(Value::as_u64).unwrap_or(1);
    if n > 1 {
        let _ = writeln!(out, "one of {n} reports with the same text, nearly");
    }
    out.push('\n');
    for paragraph in get("/text").lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(&printer::fill(paragraph, width, 0, 0));
        out.push('\n');
    }
    let table = TableRows::new(printer.width());
    out.push_str(&table.header());
    rows.iter().for_each(|row| out.push_str(&table.row(row)));
    out
}
