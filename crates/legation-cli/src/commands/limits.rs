//! `legation limits`: how much of what the program takes in.

use std::fmt::Write;

use legation::ingest::{BUFFER_BYTES, MAX_LINE_BYTES, MAX_TEXT_CHARS};

use crate::exit::Exit;
use crate::printer::Printer;

/// Every limit, its value, and what happens beyond it.
const LIMITS: [(&str, usize, &str, &str); 4] = [
    (
        "text coded in one piece",
        MAX_TEXT_CHARS,
        "characters",
        "a longer one is coded in sections, cut after a paragraph, line, sentence or word",
    ),
    ("one line", MAX_LINE_BYTES, "bytes", "a longer line is rejected, the rest goes on"),
    ("one Markdown file", MAX_LINE_BYTES, "bytes", "a longer one is rejected; plain text has no limit"),
    ("read at a time", BUFFER_BYTES, "bytes", "files are streamed, whatever their size"),
];

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
