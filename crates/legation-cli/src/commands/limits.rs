//! `legation limits`: how much of what the program takes in.

use std::fmt::Write;

use legation::ingest::{
    BUFFER_BYTES, MAX_HTML_BYTES, MAX_HTML_DEPTH, MAX_HTML_TAGS, MAX_HTML_TREE_BYTES, MAX_LINE_BYTES, MAX_TEXT_CHARS,
};
use legation_server::limits;

use crate::exit::Exit;
use crate::printer::Printer;

/// Every limit, its value, and what happens beyond it.
const LIMITS: [(&str, usize, &str, &str); 14] = [
    (
        "text coded in one piece",
        MAX_TEXT_CHARS,
        "characters",
        "a longer one is coded in sections, cut after a paragraph, line, sentence or word",
    ),
    ("one line", MAX_LINE_BYTES, "bytes", "a longer line is rejected, the rest goes on"),
    ("one Markdown file", MAX_LINE_BYTES, "bytes", "a longer one is rejected; plain text has no limit"),
    ("one row of a table", MAX_LINE_BYTES, "bytes", "a longer row is rejected, the rest goes on"),
    ("one HTML page", MAX_HTML_BYTES, "bytes", "of a longer one the text up to there is read, and that is told"),
    ("tags of an HTML page", MAX_HTML_TAGS, "tags", BEYOND_TREE),
    ("text of an HTML page", MAX_HTML_TREE_BYTES, "bytes", BEYOND_TREE),
    ("depth of an HTML page", MAX_HTML_DEPTH, "elements", BEYOND_TREE),
    ("read at a time", BUFFER_BYTES, "bytes", "files are streamed, whatever their size"),
    ("requests to serve", limits::MOST_REQUESTS, "requests", "the next ones wait"),
    (
        "connections to serve",
        limits::MOST_CONNECTIONS,
        "connections",
        "beyond them the oldest that waits for nothing is closed",
    ),
    ("head of a request", limits::MOST_HEAD_BYTES, "bytes", "a longer one is refused"),
    ("body of a request", limits::MOST_BODY_BYTES, "bytes", "a longer one is refused; no page reads any"),
    (
        "file from serve",
        limits::MOST_FILE_BYTES,
        "bytes",
        "a longer one breaks off; `legation events` writes one of any length",
    ),
];

const BEYOND_TREE: &str = "beyond it the text of the whole page is taken, menus too, and that is told";

/// Prints the limits.
pub(crate) fn run(printer: &Printer) -> anyhow::Result<Exit> {
    let mut text = String::new();
    for (what, value, unit, beyond) in LIMITS {
        writeln!(text, "{what:<24} {:>10} {unit:<11} {beyond}", grouped(value))?;
    }
    printer.text(&text)?;
    Ok(Exit::Done)
}

/// The number with commas between groups of three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
