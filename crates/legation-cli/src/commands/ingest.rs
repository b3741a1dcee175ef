//! `legation ingest`: documents into the record.
//!
//! One thread reads, some look whether a document is stored and code it if not, this one stores what they give, some documents
//! at a time. What is told to the user is on the disk.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use legation::ingest::{Document, Rejection};
use legation::store::{Insertion, Known, Run, Store};
use legation::{CodedDocument, code_kinds};
use serde_json::json;

use crate::args::{IngestArgs, IngestFormat, chosen};
use crate::commands::{pass, plural, store};
use crate::exit::Exit;
use crate::printer::Printer;
use crate::work::{self, Flow, Sink};
use crate::{gazetteer, input};

/// Documents that are stored at once, at most.
const MOST_AT_ONCE: usize = 64;
/// Bytes of text that are stored at once, about.
const BYTES_AT_ONCE: usize = 4 << 20;
/// How long a document waits for others, at most.
const LONGEST_WAIT: Duration = Duration::from_millis(500);
/// How long one waits while nothing else comes.
const IDLE_WAIT: Duration = Duration::from_millis(50);

/// What became of a document before it is stored.
enum Read {
    Coded(Box<(Document, CodedDocument)>),
    Stored(Document),
    OtherLanguage(Document),
    Rejected(Rejection),
}

/// Counts of one run.
#[derive(Debug, Default)]
struct Counts {
    n_read: u64,
    n_new: u64,
    n_duplicates: u64,
    n_other_language: u64,
    n_rejected: u64,
    n_mentions: u64,
    n_rows: u64,
}

/// Stores documents as they come.
struct Storing<'a> {
    store: Store,
    run: &'a Run,
    waiting: Vec<(Document, CodedDocument)>,
    n_bytes: usize,
    since: Instant,
    counts: Counts,
    format: IngestFormat,
    printer: &'a Printer,
}

/// Stores the documents and merges their mentions into events.
pub(crate) fn run(args: &IngestArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let start = Instant::now();
    let kinds = chosen(&args.kinds);
    let documents = input::documents_and_pages(&args.input, args.published.clone(), args.fetching.limits())?;
    let run = Run::of_program(kinds, &gazetteer::own_bytes(&args.own)?);
    let name = || args.store.store.display().to_string();
    let stored = store::to_write(&args.store)?;
    let known = Mutex::new(Store::open_to_read(&args.store.store).with_context(name)?);
    let resources = gazetteer::resources(&args.own, printer)?;
    printer.end_myself();
    let mut storing = Storing {
        store: stored,
        run: &run,
        waiting: Vec::new(),
        n_bytes: 0,
        since: Instant::now(),
        counts: Counts::default(),
        format: args.format,
        printer,
    };
    let is_known = |document: &Document| {
        let known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.knows(document).is_ok_and(|known| known == Known::Yes)
    };
    let work = |found: Result<Document, Rejection>| match found {
        Ok(document) => read(document, &is_known, &|document| code_kinds(document, &resources, kinds)),
        Err(rejection) => Read::Rejected(rejection),
    };
    work::ordered(input::n_threads(&args.input), documents, work, &mut storing).with_context(name)?;
    storing.store_waiting().with_context(name)?;
    // The last connection to close moves the log into the file, and only one that writes can.
    drop(known);
    finish(storing, start, args).with_context(name)
}

/// Looks at one document, and codes it if it is new.
fn read(document: Document, is_known: &impl Fn(&Document) -> bool, code: &impl Fn(&Document) -> CodedDocument) -> Read {
    if is_known(&document) {
        return Read::Stored(document);
    }
    if !legation::ingest::is_english(&document) {
        return Read::OtherLanguage(document);
    }
    match pass::unharmed(&document, code) {
        Ok(coded) => Read::Coded(Box::new((document, coded))),
        Err(rejection) => Read::Rejected(rejection),
    }
}

impl Sink<Read> for Storing<'_> {
    fn take(&mut self, read: Read) -> anyhow::Result<Flow> {
        match read {
            Read::Rejected(rejection) => self.reject(&rejection),
            Read::Coded(both) => {
                self.count(&both.0);
                self.n_bytes += both.0.text.len();
                self.waiting.push(*both);
            }
            Read::Stored(document) => {
                self.count(&document);
                self.counts.n_duplicates += u64::from(document.section_start == 0);
                self.tell(&document, "duplicate", None)?;
            }
            Read::OtherLanguage(document) => {
                self.count(&document);
                self.counts.n_other_language += u64::from(document.section_start == 0);
                self.tell(&document, "other-language", None)?;
            }
        }
        let is_full = self.waiting.len() >= MOST_AT_ONCE || self.n_bytes >= BYTES_AT_ONCE;
        if is_full || self.since.elapsed() >= LONGEST_WAIT {
            self.store_waiting()?;
        }
        Ok(if self.printer.is_interrupted() { Flow::Enough } else { Flow::More })
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        if self.since.elapsed() >= IDLE_WAIT { self.store_waiting() } else { Ok(()) }
    }
}

impl Storing<'_> {
    /// Stores what waits, then tells of it.
    fn store_waiting(&mut self) -> anyhow::Result<()> {
        self.since = Instant::now();
        self.n_bytes = 0;
        if self.waiting.is_empty() {
            return Ok(());
        }
        let waiting = std::mem::take(&mut self.waiting);
        let insertions = self.store.write(self.run, &waiting)?;
        for ((document, coded), insertion) in waiting.iter().zip(insertions) {
            let word = match insertion {
                Insertion::New => "new",
                Insertion::Duplicate => "duplicate",
                Insertion::Renamed => "renamed",
            };
            if document.section_start == 0 {
                self.counts.n_new += u64::from(insertion == Insertion::New);
                self.counts.n_duplicates += u64::from(insertion != Insertion::New);
            }
            if insertion != Insertion::Duplicate {
                self.counts.n_mentions += coded.mentions.len() as u64;
                self.counts.n_rows += coded.rows().len() as u64;
            }
            self.tell(document, word, Some(coded))?;
        }
        let counts = &self.counts;
        self.printer.progress(counts.n_read, &format!("{} new, {} mentions", counts.n_new, counts.n_mentions));
        self.printer.flush()?;
        Ok(())
    }

    fn count(&mut self, document: &Document) {
        self.counts.n_read += u64::from(document.section_start == 0);
        document.notes.iter().for_each(|note| self.printer.note(note));
        document.dropped.iter().for_each(|rejection| self.reject(rejection));
    }

    fn reject(&mut self, rejection: &Rejection) {
        self.counts.n_rejected += 1;
        self.printer.error(&rejection.to_string());
    }

    fn tell(&self, document: &Document, result: &str, coded: Option<&CodedDocument>) -> anyhow::Result<()> {
        if self.format == IngestFormat::Jsonl {
            let line = json!({
                "document": document.id,
                "result": result,
                "n_mentions": coded.map(|coded| coded.mentions.len()),
                "n_rows": coded.map(|coded| coded.rows().len()),
            });
            self.printer.json(&format!("{line}\n"))?;
        }
        Ok(())
    }
}

/// Merges, and tells what was done.
fn finish(mut storing: Storing<'_>, start: Instant, args: &IngestArgs) -> anyhow::Result<Exit> {
    let (printer, counts) = (storing.printer, &storing.counts);
    if printer.is_interrupted() {
        printer.finish()?;
        let n = counts.n_new;
        printer.error(&format!(
            "interrupted: {n} new {} stored; the same command goes on from here",
            plural(n, "document")
        ));
        return Ok(Exit::Interrupted);
    }
    printer.progress(counts.n_read, "merging mentions into events");
    let merged = storing.store.merge(&store::types()?)?;
    let stats = storing.store.stats()?;
    let counts = &storing.counts;
    if args.format == IngestFormat::Summary {
        let name = args.store.store.display();
        let seconds = start.elapsed().as_secs_f64();
        let lines = [
            ("read", counts.n_read, String::new()),
            (
                "new",
                counts.n_new,
                format!("{} mentions, {} rows of other kinds", counts.n_mentions, counts.n_rows - counts.n_mentions),
            ),
            ("duplicates", counts.n_duplicates, "stored before, or twice in the input".to_owned()),
            ("other language", counts.n_other_language, "counted and left aside".to_owned()),
            ("rejected", counts.n_rejected, "each with a line above".to_owned()),
        ];
        let mut text = String::new();
        for (what, n, note) in lines {
            let note = if n == 0 { "" } else { &note };
            text.push_str(format!("{what:<15}{n:>9}   {note}").trim_end());
            text.push('\n');
        }
        text.push_str(&format!(
            "\n{name} now holds {} {} ({} {}), {} {}, {} of them told in several documents.\n",
            stats.n_documents,
            plural(stats.n_documents.cast_unsigned(), "document"),
            stats.n_stories,
            if stats.n_stories == 1 { "story" } else { "stories" },
            stats.n_events,
            plural(stats.n_events.cast_unsigned(), "event"),
            stats.n_merged,
        ));
        printer.text(&text)?;
        printer.note(&format!("{seconds:.1} s; {} mentions were compared", merged.n_mentions));
    }
    Ok(Exit::after(counts.n_rejected))
}
