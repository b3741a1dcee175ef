//! Lists the lexicon's files for `lexicon::embedded`, so that a new file in `data/lexicon` is found without a change
//! of code, and names the tables by their content, so that every coding tells what made it.
//!
//! Writes `lexicon_files.rs`: the files' names and contents, in order of name. Sets `TABLES_HASH`: a hash of all files
//! of `data`, in order of path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=data");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    list(&root.join("data"), &mut files)?;
    files.sort();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("lexicon_files.rs"), lexicon(&root, &files))?;
    println!("cargo::rustc-env=TABLES_HASH={}", name(&root, &files)?);
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { list(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

fn lexicon(root: &Path, files: &[PathBuf]) -> String {
    let folder = root.join("data/lexicon");
    let mut list = String::from("&[\n");
    for path in files.iter().filter(|path| path.parent() == Some(&folder)) {
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(list, "    ({:?}, include_str!({:?})),", format!("lexicon/{name}"), path);
        }
    }
    list + "]"
}

fn name(root: &Path, files: &[PathBuf]) -> io::Result<String> {
    let mut hash = Sha256::new();
    for path in files {
        let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        hash.update(inside);
        hash.update(Sha256::digest(fs::read(path)?));
    }
    Ok(hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}
