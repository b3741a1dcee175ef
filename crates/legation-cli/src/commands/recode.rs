//! `legation recode`: the stored texts coded again.

use anyhow::{Context, bail};
use legation::store::{Run, Store, Uncoded};
use legation::{CodedDocument, code_kinds};

use crate::args::{RecodeArgs, chosen};
use crate::commands::{plural, store};
use crate::exit::Exit;
use crate::gazetteer;
use crate::input::all_threads;
use crate::printer::Printer;
use crate::work::{self, Flow, Sink};

/// Documents that are read, coded and stored at once.
const AT_ONCE: usize = 256;

/// Codes all that the run has not coded yet, and makes it the current one.
pub(crate) fn run(args: &RecodeArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let name = || args.store.store.display().to_string();
    if !args.store.store.exists() {
        bail!("{}: there is no record yet\nhint: `legation ingest FILES` makes one", name());
    }
    let mut stored = store::to_write(&args.store)?;
    let (current, n_coded) = match &args.to {
        Some(to) => (to.clone(), 0),
        None => match code_all(args, &mut stored, printer).with_context(name)? {
            Some(done) => done,
            None => return Ok(Exit::Interrupted),
        },
    };
    stored.make_current(&current).with_context(name)?;
    stored.merge(&store::types()?).with_context(name)?;
    let stats = stored.stats().with_context(name)?;
    printer.text(&format!(
        "{n_coded} {} coded again; {current} is the current coding, with {} {}\n",
        plural(n_coded, "document"),
        stats.n_events,
        plural(stats.n_events.cast_unsigned(), "event"),
    ))?;
    Ok(Exit::Done)
}

/// The name of the run and how much it coded; none after an interruption.
fn code_all(args: &RecodeArgs, stored: &mut Store, printer: &Printer) -> anyhow::Result<Option<(String, u64)>> {
    let kinds = chosen(&args.kinds);
    let run = Run::of_program(kinds, &gazetteer::own_bytes(&args.own)?);
    let resources = gazetteer::resources(&args.own, printer)?;
    let n_threads = args.threads.map_or_else(all_threads, usize::from);
    printer.end_myself();
    let (mut n_coded, mut last) = (0, None);
    loop {
        let uncoded = stored.uncoded(&run, last.as_ref(), AT_ONCE)?;
        last = uncoded.last().cloned().or(last);
        if uncoded.is_empty() {
            return Ok(Some((run.name(), n_coded)));
        }
        let mut sink = Coded(Vec::with_capacity(uncoded.len()));
        let work = |uncoded: Uncoded| {
            let coded = code_kinds(&uncoded.document, &resources, kinds);
            (uncoded, coded)
        };
        work::ordered(n_threads, uncoded.into_iter(), work, &mut sink)?;
        stored.write_again(&run, &sink.0)?;
        n_coded += sink.0.len() as u64;
        printer.progress(n_coded, "coded again");
        if printer.is_interrupted() {
            printer.finish()?;
            printer.error(&format!("interrupted: {n_coded} coded again; the same command goes on from here"));
            return Ok(None);
        }
    }
}

struct Coded(Vec<(Uncoded, CodedDocument)>);

impl Sink<(Uncoded, CodedDocument)> for Coded {
    fn take(&mut self, both: (Uncoded, CodedDocument)) -> anyhow::Result<Flow> {
        self.0.push(both);
        Ok(Flow::More)
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        Ok(())
    }
}
