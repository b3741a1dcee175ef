//! Rows of a CSV stream, one at a time, with the byte and line where each begins.
//!
//! Follows RFC 4180 and is strict where leniency would lose texts: a quoted cell that goes wrong would silently swallow
//! the rows after it (the csv crate reads on to the end of the file), so such a row is rejected alone and reading goes on
//! with the next line. A quote in the middle of an unquoted cell is a character like any other.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use crate::ingest::lines::{Line, Lines, MAX_LINE_BYTES, too_long};

/// A line with the byte where it begins, or why it cannot be read.
pub(super) type RawLine = Result<(u64, Vec<u8>), (u64, String)>;

/// A row, or what is wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Byte of the stream where it begins.
    pub(super) offset: u64,
    /// Line of the stream where it begins, from 1.
    pub(super) line: u64,
    /// Its cells, unquoted.
    pub(super) cells: Result<Vec<Vec<u8>>, String>,
}

/// Reads rows.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    delimiter: u8,
    /// Lines that were read in search of a closing quote that never came; they are read again as rows of their own.
    again: VecDeque<(u64, Vec<u8>)>,
    /// Lines given to rows so far.
    n_lines: u64,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { lines: Lines::new(reader), delimiter: b',', again: VecDeque::new(), n_lines: 0 }
    }

    /// What stands between two cells from now on.
    pub(super) fn delimited_by(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Puts a line back that is to be read again, without its line end.
    pub(super) fn put_back(&mut self, offset: u64, line: Vec<u8>) {
        self.again.push_front((offset, line));
        self.n_lines -= 1;
    }

    /// The next line as it is; blank ones are passed over.
    pub(super) fn raw_line(&mut self) -> io::Result<Option<RawLine>> {
        loop {
            self.n_lines += 1;
            match self.line()? {
                Some(Ok((_, bytes))) if bytes.trim_ascii().is_empty() => {}
                found => return Ok(found),
            }
        }
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let (offset, mut bytes) = match self.raw_line()? {
            Some(Ok(found)) => found,
            Some(Err((offset, reason))) => return Ok(Some(Row { offset, line: self.n_lines, cells: Err(reason) })),
            None => return Ok(None),
        };
        let line = self.n_lines;
        let mut starts = vec![0];
        let mut cells = Cells::new(self.delimiter);
        let cells = loop {
            let from = *starts.last().unwrap_or(&0);
            match cells.take(&bytes[from..]) {
                State::Whole => break Ok(cells.done),
                State::Broken => break Err(AFTER_QUOTE.to_owned()),
                State::Open if bytes.len() > MAX_LINE_BYTES => {
                    break Err(format!("a quoted cell over the limit of {MAX_LINE_BYTES} bytes (a quote not closed?)"));
                }
                State::Open => {}
            }
            match self.line()? {
                Some(Ok((_, more))) => {
                    starts.push(bytes.len());
                    bytes.extend_from_slice(&more);
                }
                Some(Err((_, reason))) => break Err(reason),
                None => break Err(NEVER_CLOSED.to_owned()),
            }
        };
        if cells.is_err() {
            self.give_back(offset, &bytes, &starts);
        } else {
            self.n_lines += starts.len() as u64 - 1;
        }
        Ok(Some(Row { offset, line, cells }))
    }

    /// All lines of a row save its first are to be read again.
    fn give_back(&mut self, offset: u64, bytes: &[u8], starts: &[usize]) {
        let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
        for (start, end) in starts.iter().copied().zip(ends).skip(1).collect::<Vec<_>>().into_iter().rev() {
            self.again.push_front((offset + start as u64, bytes[start..end].to_vec()));
        }
    }

    fn line(&mut self) -> io::Result<Option<RawLine>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(Ok(line)));
        }
        Ok(self.lines.next_line()?.map(|line| match line {
            Line::Whole { offset, bytes } => Ok((offset, bytes.to_vec())),
            Line::TooLong { offset, length } => Err((offset, too_long(length))),
        }))
    }
}

const AFTER_QUOTE: &str =
    "a quote inside a quoted cell (write it twice, \"\", or take the quotes around the cell away)";
const NEVER_CLOSED: &str = "a cell opens with a quote that is never closed";

/// How a row stands after a line.
enum State {
    Whole,
    /// Inside a quoted cell.
    Open,
    Broken,
}

/// The cells of a row that is being read.
struct Cells {
    delimiter: u8,
    done: Vec<Vec<u8>>,
    cell: Vec<u8>,
    quoted: bool,
}

impl Cells {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, done: Vec::new(), cell: Vec::new(), quoted: false }
    }

    /// Takes in a line with its line end.
    fn take(&mut self, line: &[u8]) -> State {
        let mut rest = line;
        loop {
            if !self.quoted {
                if let Some(inside) = rest.strip_prefix(b"\"") {
                    self.quoted = true;
                    rest = inside;
                } else {
                    let end = rest.iter().position(|byte| *byte == self.delimiter);
                    let cell = end.map_or_else(|| bare(rest), |end| &rest[..end]);
                    self.done.push(cell.to_vec());
                    let Some(end) = end else { return State::Whole };
                    rest = &rest[end + 1..];
                    continue;
                }
            }
            let Some(quote) = rest.iter().position(|byte| *byte == b'"') else {
                self.cell.extend_from_slice(rest);
                return State::Open;
            };
            self.cell.extend_from_slice(&rest[..quote]);
            rest = &rest[quote + 1..];
            if let Some(more) = rest.strip_prefix(b"\"") {
                self.cell.push(b'"');
                rest = more;
                continue;
            }
            self.quoted = false;
            self.done.push(std::mem::take(&mut self.cell));
            match rest.first() {
                Some(byte) if *byte == self.delimiter => rest = &rest[1..],
                _ if bare(rest).is_empty() => return State::Whole,
                _ => return State::Broken,
            }
        }
    }
}

/// A line without its end.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(csv: &[u8]) -> Vec<Row> {
        let mut rows = Rows::new(csv);
        std::iter::from_fn(|| rows.next().unwrap()).collect()
    }

    /// Offset, line and cells joined by `|`, or the reason.
    fn told(csv: &str) -> Vec<String> {
        let cells = |row: &Row| match &row.cells {
            Ok(cells) => cells.iter().map(|cell| String::from_utf8_lossy(cell)).collect::<Vec<_>>().join("|"),
            Err(reason) => reason.split(" (").next().unwrap_or_default().to_owned(),
        };
        rows(csv.as_bytes()).into_iter().map(|row| format!("{}:{}: {}", row.offset, row.line, cells(&row))).collect()
    }

    #[test]
    fn rows_and_their_places() {
        assert_eq!(
            told("\u{feff}a,b\r\n\r\n\"c\nd\",\"e \"\"f\"\"\"\ng,\n,"),
            ["3:1: a|b", "10:3: c\nd|e \"f\"", "26:5: g|", "29:6: |"]
        );
        assert_eq!(told("5\" gun,a \"b\"\n"), ["0:1: 5\" gun|a \"b\""]);
        assert_eq!(told("\"\",\"a\""), ["0:1: |a"]);
        assert!(told("").is_empty());
    }

    #[test]
    fn a_broken_quote_costs_one_row() {
        assert_eq!(
            told("a,\"b\nc,d\n\"e\",f\ng\n"),
            ["0:1: a quote inside a quoted cell", "5:2: c|d", "9:3: e|f", "15:4: g",]
        );
        assert_eq!(told("a\nb,\"c\nd\n"), ["0:1: a", "2:2: a cell opens with a quote that is never closed", "7:3: d"]);
    }

    #[test]
    fn many_broken_quotes_take_no_longer_than_sound_ones() {
        for line in ["a,\"b\n", "\",\n", "\"\"\"\n", "a,\"\"b\n", "\"a\"b\n"] {
            assert!(rows(line.repeat(100_000).as_bytes()).len() >= 50_000, "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(table in prop::collection::vec(prop::collection::vec("[a\",\r\né ]{0,6}", 2..4), 0..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            table.iter().for_each(|row| writer.write_record(row).unwrap());
            let read: Vec<_> = rows(&writer.into_inner().unwrap()).into_iter().map(|row| row.cells.unwrap()).collect();
            let table: Vec<Vec<Vec<u8>>> =
                table.into_iter().map(|row| row.into_iter().map(String::into_bytes).collect()).collect();
            prop_assert_eq!(read, table);
        }

        #[test]
        fn every_line_is_in_a_row_or_blank(csv in "[a\",\n]{0,60}") {
            let rows = rows(csv.as_bytes());
            prop_assert!(rows.windows(2).all(|pair| pair[0].offset < pair[1].offset && pair[0].line < pair[1].line));
            for row in rows {
                let start = usize::try_from(row.offset).unwrap();
                prop_assert!(start == 0 || csv.as_bytes()[start - 1] == b'\n');
                prop_assert_eq!(csv[..start].matches('\n').count() as u64 + 1, row.line);
            }
        }
    }
}
