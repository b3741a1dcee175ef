//! The user's gazetteer: a folder of tables on top of those of the program.
//!
//! In: the folder that the command line or the environment names. Out: resources with its rows, or all its faults on
//! stderr, one line each, and an error; nothing is half loaded.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use legation::gazetteer::{OwnTable, TableName};
use legation::{Resources, ingest};

use crate::args::GazetteerArgs;
use crate::codebook::{self, Codebook};
use crate::commands::plural;
use crate::printer::Printer;

/// The resources that a command works with.
pub(crate) fn resources(args: &GazetteerArgs, printer: &Printer) -> anyhow::Result<Resources> {
    let mut resources = embedded(args.rules_only)?;
    if let Some(folder) = &args.codebook {
        resources = with_codebook(resources, folder, &codebook::read(folder)?, printer)?;
    }
    let Some(folder) = &args.gazetteer else { return Ok(resources) };
    let tables = tables(folder)?;
    resources.with_gazetteer(&tables).or_else(|error| refused("gazetteer", folder, &error, printer))
}

/// What the user puts on top of the program's tables, as bytes: other ones make another coding.
pub(crate) fn own_bytes(args: &GazetteerArgs) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if args.rules_only {
        bytes.extend_from_slice(b"rules only");
    }
    for folder in [&args.codebook, &args.gazetteer].into_iter().flatten() {
        for file in ingest::files(folder).with_context(|| folder.display().to_string())? {
            let path = file.map_err(|(path, error)| anyhow::Error::new(error).context(path.display().to_string()))?;
            let name = path.strip_prefix(folder).unwrap_or(&path);
            bytes.extend_from_slice(name.to_string_lossy().as_bytes());
            bytes.extend(fs::read(&path).with_context(|| path.display().to_string())?);
        }
    }
    Ok(bytes)
}

/// Resources with a codebook on top.
pub(crate) fn with_codebook(
    resources: Resources,
    folder: &Path,
    codebook: &Codebook,
    printer: &Printer,
) -> anyhow::Result<Resources> {
    let resources = with_tables(resources, folder, codebook, printer)?;
    let Some(heads) = &codebook.heads else { return Ok(resources) };
    resources.with_own_heads(&heads.path, &heads.text).or_else(|error| refused("codebook", folder, &error, printer))
}

/// Resources with all of a codebook but what was trained on it.
pub(crate) fn with_tables(
    mut resources: Resources,
    folder: &Path,
    codebook: &Codebook,
    printer: &Printer,
) -> anyhow::Result<Resources> {
    let refused = |error: legation::Error| refused("codebook", folder, &error, printer);
    if let Some(types) = &codebook.types {
        resources = resources.with_types(&types.path, &types.text).or_else(refused)?;
    }
    resources = resources.with_rules(&codebook::pairs(&codebook.rules)).or_else(refused)?;
    resources = resources.with_lexicon(&codebook::pairs(&codebook.lexicon)).or_else(refused)?;
    let Some(tables_in) = &codebook.gazetteer else { return Ok(resources) };
    resources.with_gazetteer(&tables(tables_in)?).or_else(refused)
}

/// Prints all faults, and says that nothing was loaded.
pub(crate) fn refused<T>(what: &str, folder: &Path, error: &legation::Error, printer: &Printer) -> anyhow::Result<T> {
    let faults = error.faults();
    faults.iter().for_each(|fault| printer.error(&fault.to_string()));
    let n_faults = faults.len() as u64;
    bail!("{what} {}: {n_faults} {}, nothing was loaded", folder.display(), plural(n_faults, "fault"))
}

/// What comes with the program, with or without the classifier.
pub(crate) fn embedded(rules_only: bool) -> anyhow::Result<Resources> {
    Ok(if rules_only { Resources::embedded_rules()? } else { Resources::embedded()? })
}

/// The files of the folder in order of name. Hidden ones are the system's or an editor's.
fn tables(folder: &Path) -> anyhow::Result<Vec<OwnTable>> {
    let name = || folder.display().to_string();
    let entries = fs::read_dir(folder).with_context(name)?.collect::<Result<Vec<_>, _>>().with_context(name)?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    if paths.is_empty() {
        let known = TableName::ALL.map(TableName::file_name).join(", ");
        bail!("{}: no table, expected one or more of {known}", folder.display());
    }
    let read = |path: &std::path::PathBuf| {
        let path_text = path.display().to_string();
        // The name is judged with all other faults; what is no table need not be read.
        let is_table = TableName::of_path(&path_text).is_some();
        let bytes = if is_table { fs::read(path).with_context(|| path_text.clone())? } else { Vec::new() };
        Ok(OwnTable { path: path_text, bytes })
    };
    paths.iter().map(read).collect()
}
