//! A codebook of the user's: a folder with tables of actors, files of words, and cases.
//!
//! In: the folder. Out: its files, or an error that names what is no part of a codebook.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::input::files_with;

/// A file with its text.
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What the folder holds.
pub(crate) struct Codebook {
    /// The folder of tables, where there is one.
    pub(crate) gazetteer: Option<PathBuf>,
    pub(crate) lexicon: Vec<Text>,
    pub(crate) cases: Vec<Text>,
}

/// Reads a codebook's folder.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Codebook> {
    if !folder.is_dir() {
        bail!("{}: no such folder\nhint: `legation codebook new {0}` makes one", folder.display());
    }
    let part = |name: &str| Some(folder.join(name)).filter(|path| path.is_dir());
    let texts = |name: &str| part(name).map_or_else(|| Ok(Vec::new()), |path| texts(&path));
    let codebook = Codebook { gazetteer: part("gazetteer"), lexicon: texts("lexicon")?, cases: texts("cases")? };
    if codebook.gazetteer.is_none() && codebook.lexicon.is_empty() && codebook.cases.is_empty() {
        bail!("{}: no codebook, expected a folder gazetteer, lexicon or cases in it", folder.display());
    }
    Ok(codebook)
}

/// The TOML files of a folder, in order of name.
fn texts(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let read = |path: PathBuf| {
        let path_text = path.display().to_string();
        let text = fs::read_to_string(&path).with_context(|| path_text.clone())?;
        Ok(Text { path: path_text, text })
    };
    files_with(folder, "toml")?.into_iter().map(read).collect()
}
