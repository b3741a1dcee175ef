//! The model's files are those that its `ORIGIN.toml` lists, byte for byte.

use sha2::{Digest, Sha256};
use toml::{Table, Value};

use super::Problem;
use super::files::File;

const MODEL: &str = "crates/legation-nlp/model/";
const ORIGIN: &str = "crates/legation-nlp/model/ORIGIN.toml";
const REQUIRED: [&str; 3] = ["origin", "licence", "date"];

/// Files of the model that are not listed, missing or changed, and an origin that leaves out what it must say.
pub(super) fn check(files: &[File]) -> Vec<Problem> {
    let model: Vec<&File> = files.iter().filter(|file| file.path.starts_with(MODEL)).collect();
    if model.is_empty() {
        return Vec::new();
    }
    let Some(origin) = model.iter().find(|file| file.path == ORIGIN) else {
        return vec![Problem::of_file(ORIGIN, "missing, expected the model's origin and the sha256 of each file")];
    };
    let table: Table = match origin.text().parse() {
        Ok(table) => table,
        Err(error) => {
            return vec![Problem::of_file(ORIGIN, format_args!("not TOML: {}", toml::de::Error::message(&error)))];
        }
    };
    let mut problems: Vec<Problem> = REQUIRED
        .into_iter()
        .filter(|key| text(&table, key).is_empty())
        .map(|key| Problem::of_file(ORIGIN, format_args!("no {key}")))
        .collect();
    let listed: Vec<(&str, &str)> = list(&table);
    for file in model.iter().filter(|file| file.path != ORIGIN) {
        problems.extend(file_problem(file, &listed));
    }
    for (path, _) in &listed {
        if model.iter().all(|file| file.path[MODEL.len()..] != **path) {
            problems.push(Problem::of_file(ORIGIN, format_args!("lists {path:?}, which does not exist")));
        }
    }
    problems
}

/// Path below the model's folder and sha256 of each file listed.
fn list(table: &Table) -> Vec<(&str, &str)> {
    let files = table.get("file").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
    files.map(|file| (text(file, "path"), text(file, "sha256"))).collect()
}

fn file_problem(file: &File, listed: &[(&str, &str)]) -> Option<Problem> {
    let name = &file.path[MODEL.len()..];
    let found: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    match listed.iter().find(|(path, _)| *path == name) {
        None => Some(Problem::of_file(&file.path, format_args!("not listed in {ORIGIN}"))),
        Some((_, sha256)) if *sha256 != found => {
            Some(Problem::of_file(&file.path, format_args!("sha256 {found}, expected {sha256:?}")))
        }
        Some(_) => None,
    }
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::files::file;
    use super::*;

    const SHA256_OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn told(origin: &str, path: &str, bytes: &str) -> Vec<String> {
        let files = [file(&format!("{MODEL}{path}"), bytes), file(ORIGIN, origin)];
        check(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn hashes_are_verified() {
        let head = "origin = \"o\"\nlicence = \"MIT\"\ndate = \"2026-01-01\"\n";
        let origin = format!("{head}[[file]]\npath = \"m/a\"\nsha256 = \"{SHA256_OF_ABC}\"\n");
        assert!(told(&origin, "m/a", "abc").is_empty());
        assert!(told(&origin, "m/a", "abd")[0].starts_with(&format!("{MODEL}m/a: sha256 ")));
        let other = told(&origin, "m/b", "abc");
        assert_eq!(
            other,
            [format!("{MODEL}m/b: not listed in {ORIGIN}"), format!("{ORIGIN}: lists \"m/a\", which does not exist")]
        );
        assert!(told(&origin.replace("licence = \"MIT\"\n", ""), "m/a", "abc")[0].ends_with("no licence"));
        assert!(told("x", "m/a", "abc")[0].contains("not TOML"));
        assert!(check(&[file(&format!("{MODEL}m/a"), "abc")])[0].message.starts_with("missing"));
    }
}
