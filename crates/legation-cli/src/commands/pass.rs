//! One pass over all documents of a command line: read, worked on by many threads, taken in order.
//!
//! Counts what was read and rejected, tells each rejection, and goes on after all of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use legation::ingest::{Document, Published, Rejection};

use crate::args::InputArgs;
use crate::exit::Exit;
use crate::input;
use crate::printer::Printer;
use crate::work::{self, Flow, Sink};

/// What was counted in a pass.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    /// Documents that were worked on; sections of one count once.
    pub(crate) n_documents: u64,
    /// Files, lines and fields that were rejected.
    pub(crate) n_rejected: u64,
}

/// What a worker made of one document.
struct Done<R> {
    result: R,
    first_section: bool,
    dropped: Vec<Rejection>,
    notes: Vec<String>,
}

/// The caller's end of the pass: tells rejections, hands on the rest.
struct Receiver<'a, F> {
    printer: &'a Printer,
    tally: Tally,
    noun: &'a str,
    take: F,
}

/// Applies `work` to every document and gives the results to `take` in the documents' order, until it has enough.
/// `take` returns how many rows there are so far; `noun` is what the progress line calls them.
pub(crate) fn over<R: Send>(
    args: &InputArgs,
    published: Option<Published>,
    printer: &Printer,
    noun: &str,
    work: impl Fn(&Document) -> R + Sync,
    take: impl FnMut(R) -> anyhow::Result<(Flow, u64)>,
) -> anyhow::Result<Exit> {
    let documents = input::documents(args, published)?;
    let mut receiver = Receiver { printer, tally: Tally::default(), noun, take };
    let work = |found: Result<Document, Rejection>| found.and_then(|document| guarded(document, &work));
    work::ordered(input::n_threads(args), documents, work, &mut receiver)?;
    let Tally { n_documents, n_rejected } = receiver.tally;
    if n_rejected > 0 {
        printer.note(&format!("{n_rejected} rejected, {n_documents} {} done", plural(n_documents, "document")));
    }
    Ok(Exit::after(n_rejected))
}

fn guarded<R>(document: Document, work: impl Fn(&Document) -> R) -> Result<Done<R>, Rejection> {
    let first_section = document.section_start == 0;
    let result = unharmed(&document, work)?;
    Ok(Done { result, first_section, dropped: document.dropped, notes: document.notes })
}

/// Works on one document. A defect of the program that one text brings out must not end a run over a million.
pub(crate) fn unharmed<R>(document: &Document, work: impl Fn(&Document) -> R) -> Result<R, Rejection> {
    catch_unwind(AssertUnwindSafe(|| work(document))).map_err(|_| Rejection {
        path: document.id.clone(),
        offset: document.section_start,
        reason: "a defect of the program, please report it with this text".to_owned(),
    })
}

impl<R, F: FnMut(R) -> anyhow::Result<(Flow, u64)>> Sink<Result<Done<R>, Rejection>> for Receiver<'_, F> {
    fn take(&mut self, found: Result<Done<R>, Rejection>) -> anyhow::Result<Flow> {
        let done = match found {
            Ok(done) => done,
            Err(rejection) => {
                self.reject(&rejection);
                return Ok(Flow::More);
            }
        };
        done.notes.iter().for_each(|note| self.printer.note(note));
        done.dropped.iter().for_each(|rejection| self.reject(rejection));
        self.tally.n_documents += u64::from(done.first_section);
        let (flow, n_rows) = (self.take)(done.result)?;
        self.printer.progress(self.tally.n_documents, &format!("{n_rows} {}", plural(n_rows, self.noun)));
        Ok(flow)
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        Ok(self.printer.flush()?)
    }
}

impl<F> Receiver<'_, F> {
    fn reject(&mut self, rejection: &Rejection) {
        self.tally.n_rejected += 1;
        self.printer.error(&rejection.to_string());
    }
}

/// The noun in the number that fits.
pub(crate) fn plural(n: u64, noun: &str) -> String {
    if n == 1 { noun.to_owned() } else { format!("{noun}s") }
}

/// The number with commas between groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
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
