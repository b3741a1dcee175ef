//! `legation codebook train`: heads for the user's event types, from tagged sentences.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use legation::Resources;
use legation::classify::{Trained, TypeFigures, sentences_hash};

use crate::codebook::{self, Codebook, HEADS};
use crate::exit::Exit;
use crate::gazetteer;
use crate::printer::Printer;

/// Trains, writes the heads and prints how they do.
pub(super) fn run(folder: &Path, printer: &Printer) -> anyhow::Result<Exit> {
    let codebook = codebook::read(folder)?;
    if codebook.training.is_empty() {
        bail!("{}: no sentences, expected training/*.toml\nhint: `legation codebook train --help`", folder.display());
    }
    let resources = gazetteer::with_tables(Resources::embedded()?, folder, &codebook, printer)?;
    let classifier = resources.classifier.as_ref().context("the program has no classifier")?;
    let trained = classifier
        .train_own(&codebook::pairs(&codebook.training), &resources.ontology)
        .or_else(|error| gazetteer::refused("codebook", folder, &error, printer))?;
    let path = folder.join(HEADS);
    let shown = path.display().to_string();
    let parent = path.parent().unwrap_or(folder);
    let text = trained.heads.stored()?;
    fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).with_context(|| shown.clone())?;
    printer.text(&report(&trained, &shown))?;
    Ok(Exit::Done)
}

/// What should be said of a codebook's sentences: that nothing was trained on them as they are.
pub(super) fn hint(folder: &Path, codebook: &Codebook, resources: &Resources) -> Option<String> {
    let now = sentences_hash(&codebook::pairs(&codebook.training));
    let is_trained = resources.own_heads.as_ref().is_some_and(|heads| heads.sentences() == now);
    (!codebook.training.is_empty() && !is_trained).then(|| {
        format!("the sentences of training/ are not learnt yet: `legation codebook train {}`", folder.display())
    })
}

fn report(trained: &Trained, path: &str) -> String {
    let width = trained.figures.iter().map(|figures| figures.name.len()).max().unwrap_or(0).max("type".len());
    let mut text = format!("{:width$}  sentences  answered  right  precision  recall\n", "type");
    for figures in &trained.figures {
        let TypeFigures { name, n_sentences, found, right } = figures;
        let (precision, recall) = (share(*right, *found), share(*right, *n_sentences));
        text += &format!("{name:width$}  {n_sentences:>9}  {found:>8}  {right:>5}  {precision:>9}  {recall:>6}\n");
    }
    let (n_others, threshold) = (trained.n_others, trained.threshold);
    text + &format!(
        "Each fifth was judged by what the other four taught, beside {n_others} sentences of no type here; an answer must be \
         {threshold:.2} sure.\nwrote {path}\n"
    )
}

fn share(part: usize, of: usize) -> String {
    if of == 0 { "–".to_owned() } else { format!("{:.2}", part as f64 / of as f64) }
}
