//! `legation codebook`: make, check and train a codebook of the user's.

mod train;

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use legation::ingest::Document;
use legation::lexicon::{Entry, Examples};
use legation::score::{self, Scorer};
use legation::{Resources, code_document};

use crate::args::CodebookCommand;
use crate::codebook::{self, Codebook};
use crate::commands::plural;
use crate::exit::Exit;
use crate::gazetteer;
use crate::printer::Printer;

/// The files of a new codebook: where, and what. All that they tell is invented.
const NEW: [(&str, &str); 6] = [
    ("types.toml", include_str!("../../../data/codebook/types.toml")),
    ("gazetteer/groups.csv", include_str!("../../../data/codebook/groups.csv")),
    ("lexicon/own.toml", include_str!("../../../data/codebook/lexicon.toml")),
    ("rules/carriers.csv", include_str!("../../../data/codebook/carriers.csv")),
    ("training/cyber.toml", include_str!("../../../data/codebook/training.toml")),
    ("cases/own.toml", include_str!("../../../data/codebook/cases.toml")),
];

/// Runs one of the three.
pub(crate) fn run(command: &CodebookCommand, printer: &Printer) -> anyhow::Result<Exit> {
    match command {
        CodebookCommand::New(args) => new(&args.at.folder, printer),
        CodebookCommand::Check(args) => check(&args.at.folder, printer),
        CodebookCommand::Train(args) => train::run(&args.at.folder, printer),
    }
}

fn new(folder: &Path, printer: &Printer) -> anyhow::Result<Exit> {
    let name = || folder.display().to_string();
    if folder.exists() && fs::read_dir(folder).with_context(name)?.next().is_some() {
        bail!("{}: is not empty, nothing was written", name());
    }
    for (path, text) in NEW {
        let path = folder.join(path);
        let shown = path.display().to_string();
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).with_context(|| shown.clone())?;
        printer.text(&format!("{shown}\n"))?;
    }
    Ok(Exit::Done)
}

fn check(folder: &Path, printer: &Printer) -> anyhow::Result<Exit> {
    let codebook = codebook::read(folder)?;
    let resources = gazetteer::with_codebook(Resources::embedded()?, folder, &codebook, printer)?;
    let own: Vec<Examples<'_>> =
        resources.lexicon.examples().filter(|examples| examples.entries.iter().any(|entry| entry.is_own)).collect();
    let mut wrong: Vec<String> = own.iter().flat_map(|examples| sentences(&resources, examples)).collect();
    let n_sentences: usize = own.iter().map(|examples| examples.codes.len() + examples.skips.len()).sum();
    let (n_cases, failures) = cases(&resources, folder, &codebook, printer)?;
    wrong.extend(failures);
    wrong.iter().for_each(|line| printer.error(line));
    if let Some(hint) = train::hint(folder, &codebook, &resources) {
        printer.note(&hint);
    }
    let n_entries = resources.lexicon.entries.iter().filter(|entry| entry.is_own).count() as u64;
    let (n_sentences, n_wrong) = (n_sentences as u64, wrong.len() as u64);
    printer.text(&format!(
        "{n_entries} {}, {n_sentences} {}, {n_cases} {}; {n_wrong} not as they should be\n",
        if n_entries == 1 { "entry" } else { "entries" },
        plural(n_sentences, "sentence"),
        plural(n_cases, "case"),
    ))?;
    Ok(Exit::after(n_wrong))
}

/// The sentences of one block that do not come out as it says, a line each.
fn sentences(resources: &Resources, examples: &Examples<'_>) -> Vec<String> {
    let Some(first) = examples.entries.first() else { return Vec::new() };
    let at = format!("{}:{}", first.file, first.line);
    let fires = |text: &str| fires(resources, examples.entries, text);
    let silent = examples.codes.iter().filter(|example| !fires(&example.text));
    let loud = examples.skips.iter().filter(|text| fires(text));
    silent
        .map(|example| format!("{at}: not coded by this entry: {}", example.text))
        .chain(loud.map(|text| format!("{at}: coded by this entry, expected nothing: {text}")))
        .collect()
}

fn fires(resources: &Resources, entries: &[Entry], text: &str) -> bool {
    let mentions = code_document(&Document::new("codebook", text), resources).mentions;
    let tells = |entry: &Entry| {
        let reason = format!("entry {} (", entry.id);
        mentions.iter().any(|mention| mention.evidence.why.iter().any(|why| why.starts_with(&reason)))
    };
    entries.iter().any(tells)
}

/// How many cases there are, and what they do not get.
fn cases(
    resources: &Resources,
    folder: &Path,
    codebook: &Codebook,
    printer: &Printer,
) -> anyhow::Result<(u64, Vec<String>)> {
    let scorer = Scorer { resources, program: resources };
    let (mut n_cases, mut failures) = (0, Vec::new());
    for file in &codebook.cases {
        let items = score::read(&file.path, &file.path, &file.text)
            .or_else(|error| gazetteer::refused("codebook", folder, &error, printer))?;
        n_cases += items.len() as u64;
        failures.extend(items.iter().flat_map(|item| scorer.judge(item).failures));
    }
    Ok((n_cases, failures))
}
