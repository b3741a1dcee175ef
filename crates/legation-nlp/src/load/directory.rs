//! Where the files of a model come from: a folder, or the program itself.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::Error;

/// The files that the pipeline needs, by their path inside a spaCy v3 model directory.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../model/en_core_web_sm-3.8.0/", $path)) as &[u8])),*]
    };
}

static EMBEDDED: &[(&str, &[u8])] = embedded![
    "attribute_ruler/patterns",
    "config.cfg",
    "lemmatizer/lookups/lookups.bin",
    "meta.json",
    "ner/cfg",
    "ner/model",
    "ner/moves",
    "parser/cfg",
    "parser/model",
    "parser/moves",
    "tagger/cfg",
    "tagger/model",
    "tok2vec/model",
    "tokenizer",
    "vocab/lookups.bin",
];

/// A model directory.
pub(crate) enum Directory {
    /// The English model inside the program.
    Embedded,
    /// A folder on disk.
    Folder(PathBuf),
}

impl Directory {
    /// The bytes of the file at `path`.
    pub(crate) fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Error> {
        match self {
            Self::Embedded => EMBEDDED
                .iter()
                .find(|(name, _)| *name == path)
                .map(|(_, bytes)| Cow::Borrowed(*bytes))
                .ok_or_else(|| Error::broken(path, "not part of the embedded model")),
            Self::Folder(folder) => {
                let file = folder.join(path);
                std::fs::read(&file).map(Cow::Owned).map_err(|error| Error::broken(file.display(), error))
            }
        }
    }
}
