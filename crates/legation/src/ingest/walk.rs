//! The files that the paths on a command line stand for: a folder gives its files, sorted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

/// The files of a path: itself, or all files below a folder in the order of their names, whatever
/// order the file system has. Hidden files and folders, and links to folders, are passed over.
pub type Files = Box<dyn Iterator<Item = Result<PathBuf, (PathBuf, io::Error)>> + Send>;

/// The files that `path` stands for.
///
/// # Errors
/// If there is nothing at this path, or it cannot be looked at.
pub fn files(path: &Path) -> io::Result<Files> {
    if fs::metadata(path)?.is_dir() {
        return Ok(Box::new(Walk { stack: vec![entries(path)?.into_iter()] }));
    }
    Ok(Box::new(std::iter::once(Ok(path.to_owned()))))
}

/// Depth-first walk; one open level is one list of names in memory.
struct Walk {
    stack: Vec<IntoIter<PathBuf>>,
}

impl Iterator for Walk {
    type Item = Result<PathBuf, (PathBuf, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(path) = self.stack.last_mut()?.next() else {
                self.stack.pop();
                continue;
            };
            let kind = match fs::symlink_metadata(&path) {
                Ok(metadata) => metadata.file_type(),
                Err(error) => return Some(Err((path, error))),
            };
            if kind.is_dir() {
                match entries(&path) {
                    Ok(names) => self.stack.push(names.into_iter()),
                    Err(error) => return Some(Err((path, error))),
                }
            } else if kind.is_file() || kind.is_symlink() && !path.is_dir() {
                // A link to nothing fails when it is opened, and so is reported.
                return Some(Ok(path));
            }
        }
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")));
    paths.sort();
    Ok(paths)
}
