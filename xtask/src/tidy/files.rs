//! The files of the working copy, read once for all rules.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Folders that hold no source: made by tools, or git's own.
const SKIPPED: [&str; 7] = [".git", "target", "node_modules", "dist", "out", ".venv", "__pycache__"];

/// A file with its contents.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Path from the root, with `/` between its parts.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl File {
    /// The contents as text; bytes that are not UTF-8 show as replacement characters.
    pub(super) fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Whether the name ends in one of these extensions.
    pub(super) fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }
}

/// All files under `root`, sorted by path.
pub(super) fn list(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    add_folder(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn add_folder(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            add_folder(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() {
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {path}"))?;
            files.push(File { path, bytes });
        }
    }
    Ok(())
}

#[cfg(test)]
pub(super) fn file(path: &str, text: impl AsRef<[u8]>) -> File {
    File { path: path.to_owned(), bytes: text.as_ref().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_made_by_tools_are_skipped() -> Result<()> {
        let root = tempfile::tempdir()?;
        for path in ["src/b.rs", "src/a.rs", "target/c.rs", "x/target/d.rs", "target.rs"] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().context("a parent")?)?;
            fs::write(path, "")?;
        }
        let paths: Vec<String> = list(root.path())?.into_iter().map(|file| file.path).collect();
        assert_eq!(paths, ["src/a.rs", "src/b.rs", "target.rs"]);
        Ok(())
    }
}
