//! `legation watch`: feeds followed politely, their news into the record.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use jiff::Timestamp;
use legation::fetch::{self, FeedState, Gate, Outcome, Polled, Poller};
use legation::ingest::{Document, Source, is_english, subscriptions};
use legation::record::Kinds;
use legation::store::{Insertion, Run, Store};
use legation::{Resources, code_kinds};

use crate::args::{WatchArgs, chosen};
use crate::commands::{plural, store};
use crate::exit::Exit;
use crate::gazetteer;
use crate::printer::Printer;

/// Between two looks at the clock.
const STEP: Duration = Duration::from_millis(200);

/// Polls what is due, again and again, until the user ends it or, with `--once`, once.
pub(crate) fn run(args: &WatchArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let name = || args.store.store.display().to_string();
    let feeds = feeds(args, printer)?;
    let kinds = chosen(&args.kinds);
    let run = Run::of_program(kinds, &gazetteer::own_bytes(&args.own)?);
    let resources = gazetteer::resources(&args.own, printer)?;
    let mut watch = Watch { store: store::to_write(&args.store)?, run, kinds, resources, printer, n_failed: 0 };
    let known = Mutex::new(Store::open_to_read(&args.store.store).with_context(name)?);
    let gate = Gate::new(args.fetching.limits());
    let poller = Poller::new(&gate, seed());
    printer.end_myself();
    printer.note(&format!("{} {}, into {}", feeds.len(), plural(feeds.len() as u64, "feed"), name()));
    loop {
        watch.round(&poller, &feeds, &known).with_context(name)?;
        if printer.is_interrupted() {
            break;
        }
        if args.once {
            return Ok(Exit::after(watch.n_failed));
        }
        watch.wait(&feeds).with_context(name)?;
        if printer.is_interrupted() {
            break;
        }
    }
    printer.finish()?;
    printer.error("interrupted: what was told is stored; the same command goes on from here");
    Ok(Exit::Interrupted)
}

/// The feeds that are named: addresses, and lists of them.
fn feeds(args: &WatchArgs, printer: &Printer) -> anyhow::Result<Vec<String>> {
    let mut urls = Vec::new();
    for given in &args.feeds {
        if fetch::is_url(given) {
            urls.push(given.clone());
            continue;
        }
        let file = File::open(Path::new(given)).with_context(|| given.clone())?;
        let (found, rejections) = subscriptions(BufReader::new(file), &Source::file(given.as_str()));
        rejections.iter().for_each(|rejection| printer.error(&rejection.to_string()));
        urls.extend(found.into_iter().map(|feed| feed.url));
    }
    let mut seen = std::collections::BTreeSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    if urls.is_empty() {
        bail!("no feed to follow\nhint: name an OPML list, or the address of a feed");
    }
    Ok(urls)
}

/// Spreads the waits of several programs that follow the same feeds.
fn seed() -> u64 {
    u64::from(std::process::id())
}

struct Watch<'a> {
    store: Store,
    run: Run,
    kinds: Kinds,
    resources: Resources,
    printer: &'a Printer,
    n_failed: u64,
}

impl Watch<'_> {
    fn round(&mut self, poller: &Poller<'_>, feeds: &[String], known: &Mutex<Store>) -> anyhow::Result<()> {
        let states: Vec<(String, FeedState)> =
            feeds.iter().map(|url| Ok((url.clone(), self.store.feed(url)?))).collect::<anyhow::Result<_>>()?;
        let is_known = |id: &str| {
            let known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.has_name(id).unwrap_or(false)
        };
        let mut failed = None;
        poller.poll_all(&states, Timestamp::now(), &is_known, |polled| {
            // After an error the rest is polled for nothing, but stored by the next run.
            if failed.is_none() {
                failed = self.take(polled).err();
            }
        });
        failed.map_or(Ok(()), Err)?;
        self.store.merge(&store::types()?)?;
        self.printer.flush()?;
        Ok(())
    }

    fn take(&mut self, polled: Polled) -> anyhow::Result<()> {
        let Polled { url, state, outcome, found } = polled;
        match &outcome {
            Outcome::NotDue => return Ok(()),
            Outcome::Failed(reason) => {
                self.n_failed += 1;
                self.printer.error(reason);
            }
            Outcome::Gone => self.printer.error(&format!("{url}: gone for good, it is not asked again")),
            Outcome::Unchanged | Outcome::Read { .. } => {}
        }
        let (mut n_new, mut n_other, mut coded) = (0, 0, Vec::new());
        for item in found {
            match item {
                Err(rejection) => self.printer.error(&rejection.to_string()),
                Ok(document) if !is_english(&document) => n_other += 1,
                Ok(document) => coded.push(self.code(document)),
            }
        }
        if !coded.is_empty() {
            let insertions = self.store.write(&self.run, &coded)?;
            n_new = insertions.iter().filter(|insertion| **insertion == Insertion::New).count();
        }
        self.store.remember_feed(&url, &state)?;
        if let Outcome::Read { n_items } = outcome {
            let other = if n_other > 0 { format!(", {n_other} in other languages") } else { String::new() };
            self.printer.text(&format!("{url}: {n_items} {}, {n_new} new{other}\n", plural(n_items as u64, "item")))?;
            self.printer.flush()?;
        }
        Ok(())
    }

    fn code(&self, document: Document) -> (Document, legation::CodedDocument) {
        let coded = code_kinds(&document, &self.resources, self.kinds);
        (document, coded)
    }

    /// Waits until a feed is due, or the user wants an end.
    fn wait(&self, feeds: &[String]) -> anyhow::Result<()> {
        loop {
            if self.printer.is_interrupted() {
                return Ok(());
            }
            let now = Timestamp::now();
            for url in feeds {
                if self.store.feed(url)?.is_due(now) {
                    return Ok(());
                }
            }
            thread::sleep(STEP);
        }
    }
}
