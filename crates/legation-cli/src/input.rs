//! The documents that a command line names: files, folders, patterns, standard input, and for those who ask for it
//! addresses of the web.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, bail};
use legation::fetch::{self, Gate, Limits};
use legation::ingest::{self, BUFFER_BYTES, Columns, Document, Files, Published, Rejection, Source};

use crate::args::InputArgs;
use crate::exit::in_words;

/// One thing read: a document or what could not be read.
pub(crate) type Found = Result<Document, Rejection>;

/// The documents in the order of the paths, read as they are asked for. Nothing is fetched: an address stops the program.
///
/// A path that is not there, or a file that may not be read, stops the program before any work; what turns
/// out below a folder is rejected alone.
pub(crate) fn documents(
    args: &InputArgs,
    published: Option<Published>,
) -> anyhow::Result<impl Iterator<Item = Found> + Send + use<>> {
    Ok(all(inputs(args, None)?, args.columns.columns(), published))
}

/// The same, and addresses of the web are fetched within these limits, each when its turn comes.
pub(crate) fn documents_and_pages(
    args: &InputArgs,
    published: Option<Published>,
    limits: Limits,
) -> anyhow::Result<impl Iterator<Item = Found> + Send + use<>> {
    let gate = Arc::new(Gate::new(limits));
    Ok(all(inputs(args, Some(&gate))?, args.columns.columns(), published))
}

/// How many texts to work on at once.
pub(crate) fn n_threads(args: &InputArgs) -> usize {
    args.threads.map_or_else(all_threads, usize::from)
}

/// The files of a folder with this extension, in order of name.
pub(crate) fn files_with(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let name = || folder.display().to_string();
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(name)? {
        let path = entry.with_context(name)?.path();
        if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// As many as the machine has cores.
pub(crate) fn all_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

enum Input {
    Stdin,
    Files(Files),
    Page(String, Arc<Gate>),
}

/// What the arguments stand for, all looked at before any is read. Without a gate an address is an error.
fn inputs(args: &InputArgs, gate: Option<&Arc<Gate>>) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for path in paths(args)? {
        match (path.to_str(), gate) {
            (Some("-"), _) => inputs.push(Input::Stdin),
            (Some(url), Some(gate)) if fetch::is_url(url) => inputs.push(Input::Page(url.to_owned(), Arc::clone(gate))),
            (Some(url), None) if fetch::is_url(url) => {
                bail!("{url}: an address, and this command fetches nothing\nhint: `legation ingest {url}` does");
            }
            (Some(pattern), _) if is_pattern(pattern) && !path.exists() => {
                for path in fitting(pattern)? {
                    inputs.push(Input::Files(checked(&path)?));
                }
            }
            _ => inputs.push(Input::Files(checked(&path)?)),
        }
    }
    Ok(inputs)
}

fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// The paths that a pattern stands for, in order of name; shells that know patterns do the same. Hidden ones are passed
/// over.
fn fitting(pattern: &str) -> anyhow::Result<Vec<PathBuf>> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let paths = glob::glob_with(pattern, options).with_context(|| format!("{pattern}: no pattern of paths"))?;
    let paths = paths.collect::<Result<Vec<PathBuf>, _>>().map_err(|error| {
        let path = error.path().display().to_string();
        anyhow::Error::new(io::Error::from(error)).context(path)
    })?;
    if paths.is_empty() {
        bail!("{pattern}: no file or folder fits this pattern");
    }
    Ok(paths)
}

fn paths(args: &InputArgs) -> anyhow::Result<Vec<PathBuf>> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    if io::stdin().is_terminal() {
        bail!("no input: name files or folders, or pipe a text in\nhint: `--help` shows examples");
    }
    Ok(vec!["-".into()])
}

fn checked(path: &Path) -> anyhow::Result<Files> {
    let name = || path.display().to_string();
    // Only a plain file is tried: what a pipe gives can be read once.
    if fs::metadata(path).with_context(name)?.is_file() {
        File::open(path).with_context(name)?;
    }
    ingest::files(path).with_context(name)
}

fn all(
    inputs: Vec<Input>,
    columns: Columns,
    published: Option<Published>,
) -> impl Iterator<Item = Found> + Send + use<> {
    inputs.into_iter().flat_map(move |input| read(input, published.clone(), columns.clone()))
}

fn read(input: Input, published: Option<Published>, columns: Columns) -> Box<dyn Iterator<Item = Found> + Send> {
    match input {
        Input::Stdin => {
            let reader = BufReader::with_capacity(BUFFER_BYTES, io::stdin());
            ingest::stream(reader, None, &Source::stdin().published(published).columns(columns))
        }
        Input::Page(url, gate) => {
            let source = Source::file(url.as_str()).published(published).columns(columns);
            fetch::documents(&gate, &url, &source)
        }
        Input::Files(files) => Box::new(files.flat_map(move |file| match file {
            Ok(path) => {
                let source = Source::file(path.to_string_lossy()).published(published.clone()).columns(columns.clone());
                ingest::open(&path, &source).unwrap_or_else(|error| unreadable(&path, &error))
            }
            Err((path, error)) => unreadable(&path, &error),
        })),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Box<dyn Iterator<Item = Found> + Send> {
    let path = path.to_string_lossy().into_owned();
    Box::new(std::iter::once(Err(Rejection { path, offset: 0, reason: in_words(error) })))
}
