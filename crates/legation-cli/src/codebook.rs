//! A codebook of the user's: a folder with event types, tables of actors, files of words, rules, sentences, and cases.
//!
//! In: the folder. Out: its files, or an error that names what is no part of a codebook.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::input::files_with;

/// Where the heads for the user's types stand in the folder.
pub(crate) const HEADS: &str = "classifier/own.json";

/// A file with its text.
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What the folder holds.
pub(crate) struct Codebook {
    /// The file of event types, where there is one.
    pub(crate) types: Option<Text>,
    /// The folder of tables, where there is one.
    pub(crate) gazetteer: Option<PathBuf>,
    pub(crate) lexicon: Vec<Text>,
    pub(crate) rules: Vec<Text>,
    pub(crate) cases: Vec<Text>,
    /// Sentences that tell of the user's types.
    pub(crate) training: Vec<Text>,
    /// What `codebook train` made of them.
    pub(crate) heads: Option<Text>,
}

impl Codebook {
    fn is_empty(&self) -> bool {
        let lists = [&self.lexicon, &self.rules, &self.cases, &self.training];
        self.types.is_none() && self.gazetteer.is_none() && lists.into_iter().all(Vec::is_empty)
    }
}

/// Reads a codebook's folder.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Codebook> {
    if !folder.is_dir() {
        bail!("{}: no such folder\nhint: `legation codebook new {0}` makes one", folder.display());
    }
    let part = |name: &str| Some(folder.join(name)).filter(|path| path.is_dir());
    let texts = |name: &str, ending: &str| part(name).map_or_else(|| Ok(Vec::new()), |path| texts(&path, ending));
    let file = |name: &str| Some(folder.join(name)).filter(|path| path.is_file()).map(|path| text(&path)).transpose();
    let codebook = Codebook {
        types: file("types.toml")?,
        gazetteer: part("gazetteer"),
        lexicon: texts("lexicon", "toml")?,
        rules: texts("rules", "csv")?,
        cases: texts("cases", "toml")?,
        training: texts("training", "toml")?,
        heads: file(HEADS)?,
    };
    if codebook.is_empty() {
        bail!(
            "{}: no codebook, expected types.toml or a folder gazetteer, lexicon, rules, training or cases in it",
            folder.display()
        );
    }
    Ok(codebook)
}

/// The files of a folder with an ending, in order of name.
fn texts(folder: &Path, ending: &str) -> anyhow::Result<Vec<Text>> {
    files_with(folder, ending)?.iter().map(|path| text(path)).collect()
}

fn text(path: &Path) -> anyhow::Result<Text> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| shown.clone())?;
    Ok(Text { path: shown, text })
}

/// Names and texts, as the library takes them.
pub(crate) fn pairs(files: &[Text]) -> Vec<(&str, &str)> {
    files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect()
}
