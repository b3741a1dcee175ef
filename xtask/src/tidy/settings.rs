//! Every setting that the program reads from its environment is documented, and no other.

use std::collections::BTreeMap;

use super::Problem;
use super::files::File;

const DOCS: &str = "docs/settings.md";

/// Names that begin with `LEGATION_` in the crates but not in `docs/settings.md`, or the other way round.
pub(super) fn check(files: &[File]) -> Vec<Problem> {
    let mut used: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with("crates/") && file.has_extension(&["rs"])) {
        for (line, name) in names(&file.text()) {
            used.entry(name).or_insert((&file.path, line));
        }
    }
    let docs = files.iter().find(|file| file.path == DOCS);
    let documented = docs.map(|docs| names(&docs.text())).unwrap_or_default();

    let mut problems = Vec::new();
    for (name, (path, line)) in &used {
        if documented.iter().all(|(_, known)| known != name) {
            problems.push(Problem::at(path, *line, format_args!("setting {name} is not in {DOCS}")));
        }
    }
    for (line, name) in documented {
        if !used.contains_key(&name) {
            problems.push(Problem::at(DOCS, line, format_args!("setting {name} is read nowhere in crates/")));
        }
    }
    problems
}

/// Line and name of each setting in a text.
fn names(text: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for (at, prefix) in line.match_indices("LEGATION_") {
            let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
            let rest = &line[at + prefix.len()..];
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            if end > 0 && !line[..at].ends_with(is_part) {
                names.push((number, format!("{prefix}{}", &rest[..end])));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::files::file;
    use super::*;

    #[test]
    fn settings_and_docs_must_agree() {
        let files = [
            file("crates/cli/src/args.rs", "env = \"LEGATION_STORE\"\nenv(\"LEGATION_NO_PROGRESS\") // LEGATION_* \n"),
            file("docs/settings.md", "| `LEGATION_STORE` | the store |\n| `LEGATION_OLD` | gone |\n"),
            file("xtask/src/a.rs", "LEGATION_TEST"),
        ];
        let told: Vec<String> = check(&files).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "crates/cli/src/args.rs:2: setting LEGATION_NO_PROGRESS is not in docs/settings.md",
                "docs/settings.md:2: setting LEGATION_OLD is read nowhere in crates/",
            ]
        );
        assert_eq!(check(&files[..1]).len(), 2);
    }
}
