//! Every data file of the library has an entry in `SOURCES.toml` that says where it comes from.

use toml::{Table, Value};

use super::Problem;
use super::files::File;

const DATA: &str = "crates/legation/data/";
const SOURCES: &str = "crates/legation/data/SOURCES.toml";
const REQUIRED: [&str; 5] = ["path", "title", "origin", "licence", "date"];

/// Data files without an entry, entries without a file, and entries that leave out what they must say.
pub(super) fn check(files: &[File]) -> Vec<Problem> {
    let data: Vec<&File> = files.iter().filter(|file| file.path.starts_with(DATA)).collect();
    if data.is_empty() {
        return Vec::new();
    }
    let Some(sources) = data.iter().find(|file| file.path == SOURCES) else {
        return [Problem::of_file(SOURCES, "missing, expected an entry for each data file")]
            .into_iter()
            .chain(data.iter().map(|file| no_entry(file)))
            .collect();
    };
    let entries = match entries(&sources.text()) {
        Ok(entries) => entries,
        Err(message) => return vec![Problem::of_file(SOURCES, message)],
    };

    let mut problems: Vec<Problem> = entries.iter().filter_map(incomplete).collect();
    let paths: Vec<&str> = entries.iter().map(|entry| text(entry, "path")).collect();
    let covers = |path: &str, file: &File| {
        let name = &file.path[DATA.len()..];
        name.strip_prefix(path.trim_end_matches('/')).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let is_data = |file: &File| file.path != SOURCES && !file.path.ends_with("/README.md");
    for file in data.iter().filter(|file| is_data(file) && !paths.iter().any(|path| covers(path, file))) {
        problems.push(no_entry(file));
    }
    for path in paths.iter().filter(|path| !path.is_empty() && !data.iter().any(|file| covers(path, file))) {
        problems.push(Problem::of_file(SOURCES, format_args!("entry for {path:?}, which does not exist")));
    }
    problems
}

fn entries(text: &str) -> Result<Vec<Table>, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| format!("not TOML: {}", error.message()))?;
    let list = table.get("source").and_then(Value::as_array).ok_or("no [[source]], expected one for each data file")?;
    Ok(list.iter().filter_map(Value::as_table).cloned().collect())
}

fn incomplete(entry: &Table) -> Option<Problem> {
    let missing: Vec<&str> = REQUIRED.into_iter().filter(|key| text(entry, key).is_empty()).collect();
    let message = format!("entry for {:?} without {}", text(entry, "path"), missing.join(", "));
    (!missing.is_empty()).then(|| Problem::of_file(SOURCES, message))
}

fn text<'e>(entry: &'e Table, key: &str) -> &'e str {
    entry.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn no_entry(file: &File) -> Problem {
    Problem::of_file(&file.path, format_args!("no entry in {SOURCES}"))
}

#[cfg(test)]
mod tests {
    use super::super::files::file;
    use super::*;

    const ENTRY: &str =
        "[[source]]\npath = \"lexicon\"\ntitle = \"t\"\norigin = \"o\"\nlicence = \"l\"\ndate = \"2026-01-01\"\n";

    fn told(sources: &str, paths: &[&str]) -> Vec<String> {
        let mut files: Vec<File> = paths.iter().map(|path| file(&format!("{DATA}{path}"), "")).collect();
        files.push(file(SOURCES, sources));
        check(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn folders_and_files_are_covered() {
        assert!(told(ENTRY, &["lexicon/a.toml", "lexicon/README.md"]).is_empty());
        assert!(check(&[file("src/a.rs", "")]).is_empty());
    }

    #[test]
    fn gaps_are_told() {
        assert_eq!(
            told(ENTRY, &["lexicon/a.toml", "lexicon.csv"]),
            [format!("{DATA}lexicon.csv: no entry in {SOURCES}")]
        );
        assert_eq!(told(ENTRY, &[]), [format!("{SOURCES}: entry for \"lexicon\", which does not exist")]);
        let entry = ENTRY.replace("licence = \"l\"\n", "");
        assert_eq!(told(&entry, &["lexicon/a.toml"]), [format!("{SOURCES}: entry for \"lexicon\" without licence")]);
        assert!(told("x", &[])[0].contains("not TOML"));
        assert!(told("", &[])[0].contains("no [[source]]"));
        let without = check(&[file(&format!("{DATA}a.csv"), "")]);
        assert_eq!(without.len(), 2);
    }
}
