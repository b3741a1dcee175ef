//! `legation eval`: how well the program codes, on its own cases and on labelled sets of others.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use legation::Resources;
use legation::score::{self, ClusterFigures, ClusterSet, Figures, Item, Judgement, Scorer};
use serde_json::json;

use crate::args::{EvalArgs, EvalFormat};
use crate::commands::{plural, store};
use crate::exit::Exit;
use crate::gazetteer;
use crate::input::{all_threads, files_with};
use crate::output::{clusters, figures, scoreboard};
use crate::printer::Printer;
use crate::work::{self, Flow, Sink};

/// Judges all items and shows the figures.
pub(crate) fn run(args: &EvalArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let items = items(args, printer)?;
    let resources = gazetteer::resources(&args.own, printer)?;
    // Without a gazetteer of the user's both are the same.
    let program = args.own.gazetteer.as_ref().map(|_| gazetteer::embedded(args.own.rules_only)).transpose()?;
    let scorer = Scorer { resources: &resources, program: program.as_ref().unwrap_or(&resources) };
    let n_threads = args.threads.map_or_else(all_threads, usize::from);
    let mut sums = Sums { printer, figures: Figures::default(), failures: Vec::new(), n_items: 0 };
    work::ordered(n_threads, items.into_iter(), |item| scorer.judge(&item), &mut sums)?;
    let Sums { figures, failures, .. } = sums;
    let events = events(args, &resources, printer)?;
    show(args, printer, &figures, &events, &failures)?;
    if let Some(path) = &args.scoreboard {
        let date = args.date.unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date());
        fs::write(path, scoreboard::page(&figures, &events, date)).with_context(|| path.display().to_string())?;
    }
    Ok(Exit::Done)
}

/// The figures of the sets of reports, unless only other sets are asked for.
fn events(args: &EvalArgs, resources: &Resources, printer: &Printer) -> anyhow::Result<Vec<ClusterFigures>> {
    if !(args.sets.is_empty() || args.scoreboard.is_some()) || !args.events.exists() {
        return Ok(Vec::new());
    }
    let mut figures = Vec::new();
    for path in files(&args.events, "jsonl")? {
        let Some(name) = stem(&path).strip_suffix("-reports").map(str::to_owned) else { continue };
        let text = |part: &str| {
            let path = args.events.join(format!("{name}-{part}.jsonl"));
            fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let set = ClusterSet {
            name: format!("events/{name}"),
            reports: text("reports")?,
            events: text("events")?,
            gold: text("gold")?,
        };
        printer.progress(figures.len() as u64, &set.name);
        figures.push(score::clusters(&set, resources, &store::types()?)?);
    }
    Ok(figures)
}

fn show(
    args: &EvalArgs,
    printer: &Printer,
    figures: &Figures,
    events: &[ClusterFigures],
    failures: &[String],
) -> anyhow::Result<()> {
    let default = if printer.to_terminal() { EvalFormat::Table } else { EvalFormat::Jsonl };
    let format = args.format.unwrap_or(default);
    match format {
        EvalFormat::Table => printer.text(&figures::table(figures))?,
        EvalFormat::Markdown => printer.text(&figures::markdown(figures, 2))?,
        EvalFormat::Jsonl => printer.json(&figures::jsonl(figures)?)?,
    }
    if !events.is_empty() {
        match format {
            EvalFormat::Table => printer.text(&clusters::table(events))?,
            EvalFormat::Markdown => printer.text(&format!("\n## Events\n\n{}", clusters::markdown(events)))?,
            EvalFormat::Jsonl => printer.json(&clusters::jsonl(events))?,
        }
    }
    let failures: Vec<String> = failures.iter().cloned().chain(clusters::failures(events)).collect();
    if !args.failures {
        return Ok(());
    }
    let lines: String = match format {
        EvalFormat::Table => failures.iter().map(|line| format!("{line}\n")).collect(),
        EvalFormat::Markdown => failures.iter().map(|line| format!("- {line}\n")).collect(),
        EvalFormat::Jsonl => failures.iter().map(|line| format!("{}\n", json!({ "failure": line }))).collect(),
    };
    match format {
        EvalFormat::Jsonl => printer.json(&lines)?,
        _ if lines.is_empty() => {}
        _ => printer.text(&format!("\nNot as wanted: {}\n\n{lines}", failures.len()))?,
    }
    Ok(())
}

/// Takes judgements in the order of the items.
struct Sums<'a> {
    printer: &'a Printer,
    figures: Figures,
    failures: Vec<String>,
    n_items: u64,
}

impl Sink<Judgement> for Sums<'_> {
    fn take(&mut self, judgement: Judgement) -> anyhow::Result<Flow> {
        self.figures.add(&judgement);
        self.failures.extend(judgement.failures);
        self.n_items += 1;
        self.printer.progress(self.n_items, "items judged");
        Ok(Flow::More)
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        Ok(())
    }
}

/// The items of all sets: the project's own, unless only others are asked for, and those that are named.
fn items(args: &EvalArgs, printer: &Printer) -> anyhow::Result<Vec<Item>> {
    // The user's gazetteer is for the sets that he names.
    let mut sets: Vec<(String, PathBuf, bool)> = Vec::new();
    if args.sets.is_empty() || args.scoreboard.is_some() {
        let cases = files(&args.cases, "toml")?;
        if cases.is_empty() {
            bail!("{}: no cases (*.toml)", args.cases.display());
        }
        sets.extend(cases.into_iter().map(|path| (format!("cases/{}", stem(&path)), path, true)));
        if args.kinds.exists() {
            let kinds = files(&args.kinds, "toml")?;
            sets.extend(kinds.into_iter().map(|path| (format!("kinds/{}", stem(&path)), path, true)));
        }
        if args.entries.exists() {
            let entries = files(&args.entries, "csv")?;
            sets.extend(entries.into_iter().map(|path| (format!("entries/{}", stem(&path)), path, true)));
        }
    }
    sets.extend(args.sets.iter().map(|path| (stem(path), path.clone(), false)));
    let mut items = Vec::new();
    let mut n_faults = 0;
    for (set, path, program_alone) in sets {
        let file = path.display().to_string();
        let text = fs::read_to_string(&path).with_context(|| file.clone())?;
        match score::read(&file, &set, &text) {
            Ok(mut read) => {
                read.iter_mut().for_each(|item| item.program_alone |= program_alone);
                items.extend(read);
            }
            Err(error) => {
                n_faults += error.faults().len() as u64;
                error.faults().iter().for_each(|fault| printer.error(&fault.to_string()));
            }
        }
    }
    if n_faults > 0 {
        bail!("{n_faults} {} in the sets, nothing was scored", plural(n_faults, "fault"));
    }
    Ok(items)
}

/// The files of a folder with this extension, in order of name.
fn files(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let name = || folder.display().to_string();
    if !folder.is_dir() {
        bail!("{}: no such folder\nhint: run in a checkout of the project, or name a set", name());
    }
    files_with(folder, extension)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
