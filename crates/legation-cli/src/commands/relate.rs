//! `legation relate`: the event type of marked pairs, a JSON line out for each JSON line in.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, bail};
use legation::Resources;
use legation::ingest::{BUFFER_BYTES, Line, Lines, too_long};
use legation::relate::relate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::args::{Offsets, RelateArgs};
use crate::exit::Exit;
use crate::gazetteer;
use crate::input::all_threads;
use crate::printer::Printer;
use crate::work::{self, Flow, Sink};

/// A line of the input; other fields are passed over.
#[derive(Deserialize)]
struct Pair {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    source: Option<Span>,
    target: Option<Span>,
}

/// Where a party stands; null or nothing where it is not marked.
#[derive(Deserialize)]
struct Span {
    start: Option<usize>,
    end: Option<usize>,
}

/// A line that was read, with its place.
struct Found {
    offset: u64,
    line: Result<Vec<u8>, String>,
}

/// A line of the output, in the contract's order of fields.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown {
    Relation {
        id: Value,
        event: &'static str,
        mode: Option<String>,
        quad: &'static str,
        confidence: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<Vec<String>>,
    },
    Fault {
        id: Value,
        error: String,
    },
}

/// The line to print, and where its input stood.
struct Answer {
    shown: Shown,
    offset: u64,
}

/// Relates the pairs of a file or of standard input.
pub(crate) fn run(args: &RelateArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let path = args.path.as_deref().unwrap_or(Path::new("-"));
    let reader = open(path)?;
    let resources = gazetteer::embedded(args.rules_only)?;
    let n_threads = args.threads.map_or_else(all_threads, usize::from);
    let mut answers = Answers { printer, path: path.display().to_string(), n_faults: 0, n_lines: 0 };
    let mut failed = None;
    let lines = lines(BufReader::with_capacity(BUFFER_BYTES, reader), &mut failed);
    work::ordered(n_threads, lines, |read| answer(&resources, args, read), &mut answers)?;
    let Answers { n_faults, .. } = answers;
    match failed {
        Some(error) => Err(error).with_context(|| path.display().to_string()),
        None => Ok(Exit::after(n_faults)),
    }
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read + Send>> {
    if path.as_os_str() != "-" {
        let name = || path.display().to_string();
        if path.is_dir() {
            bail!("{}: is a folder, expected a file of JSON lines", name());
        }
        return Ok(Box::new(File::open(path).with_context(name)?));
    }
    if io::stdin().is_terminal() {
        bail!("no input: name a file of JSON lines, or pipe it in\nhint: `--help` shows examples");
    }
    Ok(Box::new(io::stdin()))
}

/// The lines that are not blank; an error of the stream ends them and is left in `failed`.
fn lines<'a>(
    reader: BufReader<Box<dyn Read + Send>>,
    failed: &'a mut Option<io::Error>,
) -> impl Iterator<Item = Found> + Send + 'a {
    let mut lines = Lines::new(reader);
    std::iter::from_fn(move || {
        loop {
            match lines.next_line() {
                Ok(None) => return None,
                Ok(Some(Line::Whole { bytes, .. })) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole { offset, bytes })) => return Some(Found { offset, line: Ok(bytes.to_vec()) }),
                Ok(Some(Line::TooLong { offset, length })) => {
                    return Some(Found { offset, line: Err(too_long(length)) });
                }
                Err(error) => {
                    *failed = Some(error);
                    return None;
                }
            }
        }
    })
}

fn answer(resources: &Resources, args: &RelateArgs, read: Found) -> Answer {
    let Found { offset, line } = read;
    let shown = line.map_err(|reason| (Value::Null, reason)).and_then(|bytes| related(resources, args, &bytes));
    Answer { shown: shown.unwrap_or_else(|(id, error)| Shown::Fault { id, error }), offset }
}

/// The relation of one line, or the line's id and what is wrong with it.
fn related(resources: &Resources, args: &RelateArgs, bytes: &[u8]) -> Result<Shown, (Value, String)> {
    let pair: Pair =
        serde_json::from_slice(bytes).map_err(|error| (Value::Null, format!("no pair: {}", in_line(&error))))?;
    let id = pair.id;
    let Some(text) = pair.text else { return Err((id, "no `text` field".to_owned())) };
    let span = |name, span: Option<Span>| bytes_of(&text, name, span, args.offsets);
    let (source, target) = match (span("source", pair.source), span("target", pair.target)) {
        (Ok(source), Ok(target)) => (source, target),
        (Err(reason), _) | (_, Err(reason)) => return Err((id, reason)),
    };
    let relation = relate(resources, &text, source, target);
    Ok(Shown::Relation {
        id,
        event: relation.event.as_str(),
        mode: relation.mode,
        quad: relation.event.quad().as_str(),
        confidence: relation.confidence,
        why: args.why.then_some(relation.why),
    })
}

/// An error of `serde_json` without its own line number, which is always 1.
fn in_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    format!("{}, expected one JSON object on each line", message.split(" at line ").next().unwrap_or(&message))
}

/// The span in bytes of `text`; none where the party is not marked.
fn bytes_of(text: &str, name: &str, span: Option<Span>, unit: Offsets) -> Result<Option<Range<usize>>, String> {
    let Some(Span { start: Some(start), end: Some(end) }) = span else { return Ok(None) };
    let byte = |offset: usize| match unit {
        Offsets::Bytes => text.is_char_boundary(offset).then_some(offset),
        Offsets::CodePoints => {
            let ends = std::iter::once(text.len());
            text.char_indices().map(|(byte, _)| byte).chain(ends).nth(offset)
        }
    };
    match (byte(start), byte(end)) {
        (Some(first), Some(last)) if first < last => Ok(Some(first..last)),
        _ => {
            let (length, unit) = match unit {
                Offsets::Bytes => (text.len(), "bytes, between characters"),
                Offsets::CodePoints => (text.chars().count(), "code points"),
            };
            Err(format!("`{name}` {start}..{end}: expected a start before an end within 0..{length} {unit}"))
        }
    }
}

/// Prints the answers in order, and tells each fault.
struct Answers<'a> {
    printer: &'a Printer,
    path: String,
    n_faults: u64,
    n_lines: u64,
}

impl Sink<Answer> for Answers<'_> {
    fn take(&mut self, answer: Answer) -> anyhow::Result<Flow> {
        self.printer.json(&(serde_json::to_string(&answer.shown)? + "\n"))?;
        if let Shown::Fault { error, .. } = answer.shown {
            self.n_faults += 1;
            self.printer.error(&format!("{}:{}: {error}", self.path, answer.offset));
        }
        self.n_lines += 1;
        self.printer.progress(self.n_lines, "pairs related");
        Ok(Flow::More)
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        Ok(self.printer.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Option<Span> {
        Some(Span { start: Some(start), end: Some(end) })
    }

    #[test]
    fn offsets_count_code_points_or_bytes() {
        let text = "Côte d’Ivoire met Mali.";
        let range = bytes_of(text, "target", span(18, 22), Offsets::CodePoints).expect("sound offsets");
        assert_eq!(&text[range.expect("a span")], "Mali");
        let range = bytes_of(text, "source", span(0, 16), Offsets::Bytes).expect("sound offsets");
        assert_eq!(&text[range.expect("a span")], "Côte d’Ivoire");
        assert_eq!(bytes_of(text, "source", None, Offsets::Bytes), Ok(None));
    }

    #[test]
    fn bad_offsets_are_told() {
        for (start, end, unit) in [(3, 3, Offsets::CodePoints), (0, 99, Offsets::CodePoints), (0, 2, Offsets::Bytes)] {
            let reason = bytes_of("Côte", "source", span(start, end), unit).expect_err("bad offsets");
            assert!(reason.starts_with("`source`") && reason.contains("expected"), "{reason}");
        }
    }
}
