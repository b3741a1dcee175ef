//! Lists the lexicon's files for `lexicon::embedded`, so that a new file in `data/lexicon` is found without a change
//! of code. Writes `lexicon_files.rs`: the files' names and contents, in order of name.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new("data/lexicon");
    println!("cargo::rerun-if-changed={}", folder.display());
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = fs::read_dir(root.join(folder))?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();

    let mut list = String::from("&[\n");
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(list, "    ({:?}, include_str!({:?})),", format!("lexicon/{name}"), path);
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("lexicon_files.rs"), list)
}
