//! The documents that a command line names: files, folders, standard input.

use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};
use legation::ingest::{self, BUFFER_BYTES, Columns, Document, Files, Published, Rejection, Source};

use crate::args::InputArgs;
use crate::exit::in_words;

/// One thing read: a document or what could not be read.
pub(crate) type Found = Result<Document, Rejection>;

/// The documents in the order of the paths, read as they are asked for.
///
/// A path that is not there, or a file that may not be read, stops the program before any work; what turns
/// out below a folder is rejected alone.
pub(crate) fn documents(
    args: &InputArgs,
    published: Option<Published>,
) -> anyhow::Result<impl Iterator<Item = Found> + Send + use<>> {
    let mut inputs = Vec::new();
    for path in paths(args)? {
        inputs.push(if path.as_os_str() == "-" { Input::Stdin } else { Input::Files(checked(&path)?) });
    }
    let columns = args.columns.columns();
    Ok(inputs.into_iter().flat_map(move |input| read(input, published.clone(), columns.clone())))
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

fn read(input: Input, published: Option<Published>, columns: Columns) -> Box<dyn Iterator<Item = Found> + Send> {
    match input {
        Input::Stdin => {
            let reader = BufReader::with_capacity(BUFFER_BYTES, io::stdin());
            ingest::stream(reader, None, &Source::stdin().published(published).columns(columns))
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
