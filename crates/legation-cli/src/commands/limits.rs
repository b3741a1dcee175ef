//! `legation limits`: how much of what the program takes in.

use std::fmt::Write;

use legation::fetch::{self, Limits, MAX_PAGES, MAX_WAIT};
use legation::ingest::{
    BUFFER_BYTES, MAX_FEED_ATTRIBUTES, MAX_FEED_BYTES, MAX_FEED_DEPTH, MAX_GZIP_BYTES, MAX_GZIP_RATIO, MAX_HTML_BYTES,
    MAX_HTML_DEPTH, MAX_HTML_TAGS, MAX_HTML_TREE_BYTES, MAX_LINE_BYTES, MAX_PARQUET_BYTES, MAX_TEXT_CHARS,
};
use legation_server::limits;

use crate::commands::grouped;
use crate::exit::Exit;
use crate::printer::Printer;

/// What is limited, the value, its unit, and what happens beyond it.
type Row = (&'static str, u64, &'static str, &'static str);

/// Limits on what is read.
const READING: [Row; 14] = [
    (
        "text coded in one piece",
        MAX_TEXT_CHARS as u64,
        "characters",
        "a longer one is coded in sections, cut after a paragraph, line, sentence or word",
    ),
    ("one line", MAX_LINE_BYTES as u64, "bytes", "a longer line is rejected, the rest goes on"),
    ("one Markdown file", MAX_LINE_BYTES as u64, "bytes", "a longer one is rejected; plain text has no limit"),
    ("one row of a table", MAX_LINE_BYTES as u64, "bytes", "a longer row is rejected, the rest goes on"),
    ("one HTML page", MAX_HTML_BYTES as u64, "bytes", "of a longer one the text up to there is read, and that is told"),
    ("tags of an HTML page", MAX_HTML_TAGS as u64, "tags", BEYOND_TREE),
    ("text of an HTML page", MAX_HTML_TREE_BYTES as u64, "bytes", BEYOND_TREE),
    ("depth of an HTML page", MAX_HTML_DEPTH as u64, "elements", BEYOND_TREE),
    ("one feed", MAX_FEED_BYTES as u64, "bytes", "a longer one is rejected"),
    ("depth of a feed", MAX_FEED_DEPTH as u64, "elements", BEYOND_FEED),
    ("one element of a feed", MAX_FEED_ATTRIBUTES as u64, "attributes", BEYOND_FEED),
    ("gzip, whatever its ratio", MAX_GZIP_BYTES, "bytes", "beyond it the next line holds"),
    ("ratio of gzip", MAX_GZIP_RATIO, "to 1", "reading ends there, and that is told"),
    ("Parquet from a pipe", MAX_PARQUET_BYTES, "bytes", "a longer one is rejected; a file has no limit"),
];

const BEYOND_TREE: &str = "beyond it the text of the whole page is taken, menus too, and that is told";
const BEYOND_FEED: &str = "the items before it are read, the rest is not, and that is told";

/// Limits on what is fetched.
fn fetching() -> Vec<Row> {
    let Limits {
        connect,
        first_byte,
        total,
        rate_window,
        min_rate,
        max_wire_bytes,
        max_bytes,
        max_ratio,
        max_redirects,
        n_at_once,
        host_pause,
        ..
    } = Limits::default();
    let late = "whoever is slower is given up";
    vec![
        ("until connected", connect.as_secs(), "seconds", late),
        ("until all headers came", first_byte.as_secs(), "seconds", late),
        ("for a whole answer", total.as_secs(), "seconds", "redirects and body included"),
        ("pace of an answer", min_rate, "bytes/s", "whoever is slower over the next line's time is given up"),
        ("longest silence", rate_window.as_secs(), "seconds", late),
        ("an answer on the wire", max_wire_bytes, "bytes", "a longer one is rejected"),
        ("an answer, unpacked", max_bytes, "bytes", "a longer one is rejected"),
        ("ratio of an answer", max_ratio, "to 1", "from the first megabyte on"),
        ("redirects", u64::from(max_redirects), "in a row", "each is checked as the first address was"),
        ("an address of the web", fetch::MAX_URL_BYTES as u64, "bytes", "a longer one is refused"),
        ("hosts asked at once", n_at_once as u64, "hosts", "of one host one thing at a time"),
        ("pause of a host", host_pause.as_secs(), "seconds", "between two requests"),
        ("pages of one poll", MAX_PAGES as u64, "pages", "the others come with the next poll of the feed"),
        ("wait for a failing feed", MAX_WAIT.as_secs(), "seconds", "it doubles up to this"),
    ]
}

/// Limits on who asks `serve`.
const SERVING: [Row; 5] = [
    ("requests to serve", limits::MOST_REQUESTS as u64, "requests", "the next ones wait"),
    (
        "connections to serve",
        limits::MOST_CONNECTIONS as u64,
        "connections",
        "beyond them the oldest that waits for nothing is closed",
    ),
    ("head of a request", limits::MOST_HEAD_BYTES as u64, "bytes", "a longer one is refused"),
    ("body of a request", limits::MOST_BODY_BYTES as u64, "bytes", "a longer one is refused; no page reads any"),
    (
        "file from serve",
        limits::MOST_FILE_BYTES as u64,
        "bytes",
        "a longer one breaks off; `legation events` writes one of any length",
    ),
];

/// Prints the limits.
pub(crate) fn run(printer: &Printer) -> anyhow::Result<Exit> {
    let mut text = String::new();
    let at_a_time = ("read at a time", BUFFER_BYTES as u64, "bytes", "files are streamed, whatever their size");
    for (what, value, unit, beyond) in READING.into_iter().chain([at_a_time]).chain(fetching()).chain(SERVING) {
        writeln!(text, "{what:<24} {:>10} {unit:<11} {beyond}", grouped(value))?;
    }
    printer.text(&text)?;
    Ok(Exit::Done)
}
