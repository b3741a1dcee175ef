//! CSV tables have a header row, LF line ends and rows in order.

use csv::{ReaderBuilder, StringRecord};

use super::Problem;
use super::files::File;

/// Tables of the library that break the form.
pub(super) fn check(files: &[File]) -> Vec<Problem> {
    let tables = files.iter().filter(|file| file.path.starts_with("crates/legation/data/"));
    tables.filter(|file| file.has_extension(&["csv"])).flat_map(check_table).collect()
}

fn check_table(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(at) = file.bytes.iter().position(|byte| *byte == b'\r') {
        let line = file.bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        problems.push(Problem::at(&file.path, line, "carriage return, expected LF alone as line end"));
    }
    if std::str::from_utf8(&file.bytes).is_err() {
        problems.push(Problem::of_file(&file.path, "not UTF-8"));
    }
    if !file.bytes.ends_with(b"\n") || file.bytes.ends_with(b"\n\n") {
        problems.push(Problem::of_file(&file.path, "expected exactly one line end at the end"));
    }
    match rows(&file.bytes) {
        Ok(rows) => {
            problems.extend(header_problem(&file.path, rows.first()));
            problems.extend(order_problem(&file.path, &rows));
        }
        Err(error) => problems.push(Problem::of_file(&file.path, format_args!("not CSV: {error}"))),
    }
    problems
}

fn rows(bytes: &[u8]) -> csv::Result<Vec<StringRecord>> {
    ReaderBuilder::new().has_headers(false).from_reader(bytes).records().collect()
}

/// A header row names each column in lower case, once.
fn header_problem(path: &str, header: Option<&StringRecord>) -> Option<Problem> {
    let Some(header) = header else { return Some(Problem::of_file(path, "empty, expected a header row")) };
    let sound = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let unique = |idx: usize, name: &str| header.iter().take(idx).all(|earlier| earlier != name);
    let bad = header.iter().enumerate().find(|(idx, name)| !sound(name) || !unique(*idx, name))?.1;
    Some(Problem::at(path, 1, format_args!("column {bad:?}, expected a header row of distinct lower-case names")))
}

/// Rows are in byte order of their first cell.
fn order_problem(path: &str, rows: &[StringRecord]) -> Option<Problem> {
    let key = |row: &StringRecord| row.get(0).unwrap_or_default().to_owned();
    let body = rows.get(1..)?;
    let pair = body.windows(2).find(|pair| key(&pair[0]) > key(&pair[1]))?;
    let line = pair[1].position().map_or(0, |position| position.line() as usize);
    let message =
        format!("{:?} stands after {:?}, expected rows sorted by the first column", key(&pair[1]), key(&pair[0]));
    Some(Problem::at(path, line, message))
}

#[cfg(test)]
mod tests {
    use super::super::files::file;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let problems = check(&[file("crates/legation/data/t.csv", text)]);
        problems.iter().map(|problem| problem.to_string().replace("crates/legation/data/", "")).collect()
    }

    #[test]
    fn sound_tables_pass() {
        assert!(told("name,note\nA,\nA,z\nB,\"x, y\"\na,\n").is_empty());
        assert!(check(&[file("testdata/t.csv", "B\r\nA")]).is_empty());
    }

    #[test]
    fn broken_tables_are_told() {
        assert_eq!(told("name\na\r\nb\n"), ["t.csv:2: carriage return, expected LF alone as line end"]);
        assert_eq!(told("name\na"), ["t.csv: expected exactly one line end at the end"]);
        assert_eq!(told("name\na\n\n"), ["t.csv: expected exactly one line end at the end"]);
        assert_eq!(told("\n"), ["t.csv: empty, expected a header row"]);
        assert_eq!(told("USA,us\n"), ["t.csv:1: column \"USA\", expected a header row of distinct lower-case names"]);
        assert_eq!(told("a,a\n"), ["t.csv:1: column \"a\", expected a header row of distinct lower-case names"]);
        assert_eq!(
            told("name\nb\na\n"),
            ["t.csv:3: \"a\" stands after \"b\", expected rows sorted by the first column"]
        );
        assert!(told("name\na,b\n")[0].starts_with("t.csv: not CSV: "));
    }
}
