//! CSV tables with a fixed header row.

use csv::{ReaderBuilder, StringRecord};
use rustc_hash::FxHashMap;

use super::Faults;

/// A CSV table whose header is known to be `N` columns.
pub(crate) struct CsvTable<'t, const N: usize> {
    /// Name for messages.
    pub(crate) file: &'t str,
    columns: [&'t str; N],
    rows: Vec<(usize, StringRecord)>,
}

impl<'t, const N: usize> CsvTable<'t, N> {
    /// Reads `text`. Rows with another number of cells than the header are faults and left out.
    pub(crate) fn read(file: &'t str, text: &str, columns: [&'t str; N], faults: &mut Faults) -> Self {
        let mut rows = Vec::new();
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut header_seen = false;
        for record in reader.records() {
            match record {
                Ok(record) if !header_seen => {
                    header_seen = true;
                    if !record.iter().eq(columns) {
                        let found = record.iter().collect::<Vec<_>>().join(",");
                        faults.add(file, 1, format_args!("header {found:?}, expected {:?}", columns.join(",")));
                        break;
                    }
                }
                Ok(record) => {
                    let line = record.position().map_or(0, |position| position.line() as usize);
                    if record.len() == N {
                        rows.push((line, record));
                    } else {
                        faults.add(file, line, format_args!("{} cells, expected {N}", record.len()));
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(1, |position| position.line() as usize);
                    faults.add(file, line, format_args!("not CSV: {error}"));
                }
            }
        }
        if !header_seen {
            faults.add(file, 1, format_args!("empty file, expected a header row {:?}", columns.join(",")));
        }
        Self { file, columns, rows }
    }

    /// Line number and cells of each row, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, [&str; N])> {
        self.rows.iter().map(|(line, record)| (*line, std::array::from_fn(|idx| record.get(idx).unwrap_or_default())))
    }

    /// Notes rows whose key stands in an earlier row too.
    pub(crate) fn unique(&self, what: &str, key: impl Fn(&[&str; N]) -> String, faults: &mut Faults) {
        let mut first_lines = FxHashMap::default();
        for (line, cells) in self.rows() {
            let key = key(&cells);
            if let Some(first) = first_lines.get(&key) {
                faults.add(self.file, line, format_args!("{what} {key:?} stands in line {first} already"));
            } else {
                first_lines.insert(key, line);
            }
        }
    }

    /// Notes empty cells in these columns.
    pub(crate) fn filled<const M: usize>(&self, columns: [&str; M], faults: &mut Faults) {
        for (line, cells) in self.rows() {
            for (column, cell) in self.columns.iter().zip(cells) {
                if cell.is_empty() && columns.contains(column) {
                    faults.add(self.file, line, format_args!("empty {column}"));
                }
            }
        }
    }
}

/// The items of a list cell, which stand between `|`. An empty cell is an empty list.
pub(crate) fn list<'c>(cell: &'c str, column: &str, file: &str, line: usize, faults: &mut Faults) -> Vec<&'c str> {
    if cell.is_empty() {
        return Vec::new();
    }
    let items: Vec<&str> = cell.split('|').collect();
    for (idx, item) in items.iter().enumerate() {
        if item.is_empty() || item.trim() != *item {
            faults.add(file, line, format_args!("{column} {cell:?}, expected items joined by | without blanks around"));
        } else if items.iter().take(idx).any(|earlier| earlier == item) {
            faults.add(file, line, format_args!("{column} names {item:?} twice"));
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(text: &str) -> Vec<String> {
        let mut faults = Faults::default();
        let table = CsvTable::read("t.csv", text, ["name", "items"], &mut faults);
        for (line, [_, items]) in table.rows() {
            list(items, "items", table.file, line, &mut faults);
        }
        faults.or_value(()).map_or_else(|error| error.faults().iter().map(ToString::to_string).collect(), |()| vec![])
    }

    #[test]
    fn sound_rows_come_with_their_lines() {
        let mut faults = Faults::default();
        let table = CsvTable::read("t.csv", "name,items\na,\n\"b\nc\",x|y\nd,z\n", ["name", "items"], &mut faults);
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows, [(2, ["a", ""]), (3, ["b\nc", "x|y"]), (5, ["d", "z"])]);
    }

    #[test]
    fn all_faults_are_told() {
        assert_eq!(faults_of(""), ["t.csv:1: empty file, expected a header row \"name,items\""]);
        assert_eq!(faults_of("name,thing\na,b\n"), ["t.csv:1: header \"name,thing\", expected \"name,items\""]);
        assert_eq!(
            faults_of("name,items\na\nb,x||y\nc,x| y\nd,x|x\ne,f,g\n"),
            [
                "t.csv:2: 1 cells, expected 2",
                "t.csv:3: items \"x||y\", expected items joined by | without blanks around",
                "t.csv:4: items \"x| y\", expected items joined by | without blanks around",
                "t.csv:5: items names \"x\" twice",
                "t.csv:6: 3 cells, expected 2",
            ]
        );
    }
}
