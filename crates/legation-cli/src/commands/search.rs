//! `legation search`: documents by their words.

use anyhow::Context;
use comfy_table::{Table, presets};
use legation::store::Hit;

use crate::args::{ListFormat, SearchArgs};
use crate::commands::store;
use crate::exit::Exit;
use crate::printer::{self, Printer};

/// Lists the documents.
pub(crate) fn run(args: &SearchArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let store = store::to_read(&args.store, printer)?;
    let words = args.words.join(" ");
    let hits = store.search(&words, args.limit).with_context(|| args.store.store.display().to_string())?;
    let default = if printer.to_terminal() { ListFormat::Table } else { ListFormat::Jsonl };
    match args.format.unwrap_or(default) {
        ListFormat::Table => {
            for hit in &hits {
                printer.text(&shown(hit, usize::from(printer.width())))?;
            }
            if hits.is_empty() {
                printer.note("no document has all of these words");
            }
        }
        ListFormat::Jsonl => {
            for hit in &hits {
                printer.json(&(serde_json::to_string(hit)? + "\n"))?;
            }
        }
        ListFormat::Csv => printer.text(&csv(&hits)?)?,
    }
    Ok(Exit::Done)
}

fn shown(hit: &Hit, width: usize) -> String {
    let title = hit.title.as_deref().unwrap_or(&hit.document);
    let from: Vec<&str> = [hit.published.as_deref(), hit.publisher.as_deref()].into_iter().flatten().collect();
    let head = format!("{title}  ({})", [from.join(", "), hit.document.clone()].join("; ").trim_start_matches("; "));
    printer::wrap(&head, width, 0) + &printer::fill(&hit.snippet, width, 4, 4) + "\n"
}

fn csv(hits: &[Hit]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["document", "report", "title", "published", "publisher", "snippet"])?;
    for hit in hits {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cells = [
            hit.document.clone(),
            hit.report.clone(),
            text(&hit.title),
            text(&hit.published),
            text(&hit.publisher),
            hit.snippet.clone(),
        ];
        writer.write_record(cells.map(|cell| crate::output::csv::guarded(&cell)))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// Lines and columns for reading on a screen.
pub(crate) fn table(columns: &[String], rows: &[Vec<String>], width: u16) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_width(width);
    table.set_header(columns.iter().map(|name| printer::escape_line(name).into_owned()));
    for row in rows {
        table.add_row(row.iter().map(|cell| printer::escape_line(cell).into_owned()));
    }
    let lines: String = table.lines().flat_map(|line| [line.trim_end().to_owned(), "\n".to_owned()]).collect();
    lines
}
