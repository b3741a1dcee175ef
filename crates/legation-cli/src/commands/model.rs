//! `legation model`: what the linguistic model is, where it comes from, and whether another one can be run.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;
use legation_nlp::{Meta, Pipeline};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::args::ModelArgs;
use crate::exit::Exit;
use crate::printer::{Printer, wrap};

/// Origin, licence and files of the model that the program carries.
const ORIGIN: &str = include_str!("../../../legation-nlp/model/ORIGIN.toml");

#[derive(Deserialize)]
struct Origin {
    title: String,
    origin: String,
    licence: String,
    date: String,
    file: Vec<ModelFile>,
}

#[derive(Deserialize)]
struct ModelFile {
    path: String,
    sha256: String,
}

impl ModelFile {
    /// The path inside the model's own folder.
    fn name(&self) -> &str {
        self.path.split_once('/').map_or(&self.path, |(_, name)| name)
    }
}

/// Tells about the model, or checks another one.
pub(crate) fn run(args: &ModelArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let origin: Origin = toml::from_str(ORIGIN).context("model/ORIGIN.toml")?;
    match &args.check {
        None => {
            printer.text(&about(&Pipeline::embedded()?, &origin, usize::from(printer.width()))?)?;
            Ok(Exit::Done)
        }
        Some(folder) => check(folder, &origin, printer),
    }
}

fn about(pipeline: &Pipeline, origin: &Origin, width: usize) -> anyhow::Result<String> {
    let meta = pipeline.meta();
    let running: Vec<&str> =
        meta.pipeline.iter().filter(|part| !meta.disabled.contains(part)).map(String::as_str).collect();
    let mut text = wrap(&origin.title, width, 0);
    for (name, value) in [
        ("name", name(meta).as_str()),
        ("version", &meta.version),
        ("licence", &origin.licence),
        ("origin", &origin.origin),
        ("added", &origin.date),
        ("components", &running.join(", ")),
        ("kernels", pipeline.instruction_set().name()),
    ] {
        text.push_str(&wrap(&format!("{name}: {value}"), width, 2));
    }
    writeln!(text, "\nsha256 of its files")?;
    for file in &origin.file {
        writeln!(text, "{}  {}", file.sha256, file.name())?;
    }
    Ok(text)
}

fn name(meta: &Meta) -> String {
    format!("{}_{}", meta.lang, meta.name)
}

/// Exit 1 if the model can be read and not be run.
fn check(folder: &Path, origin: &Origin, printer: &Printer) -> anyhow::Result<Exit> {
    let shown = folder.display();
    fs::metadata(folder).with_context(|| shown.to_string())?;
    let pipeline = match Pipeline::load(folder) {
        Ok(pipeline) => pipeline,
        Err(error) => {
            printer.error(&format!("{shown}: {error}"));
            return Ok(Exit::SomeRejected);
        }
    };
    let meta = pipeline.meta();
    let mut text = format!("{shown}: {} {} can be run\n", name(meta), meta.version);
    let same = |file: &ModelFile| sha256(&folder.join(file.name())).is_ok_and(|found| found == file.sha256);
    let others: Vec<&str> = origin.file.iter().filter(|file| !same(file)).map(ModelFile::name).collect();
    if others.is_empty() {
        writeln!(text, "all its files are those of the model that the program carries")?;
    } else {
        writeln!(text, "other than in the model that the program carries: {}", others.join(", "))?;
    }
    printer.text(&text)?;
    Ok(Exit::Done)
}

fn sha256(file: &Path) -> io::Result<String> {
    let hash = Sha256::digest(fs::read(file)?);
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}
