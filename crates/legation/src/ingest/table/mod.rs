//! CSV and TSV: one document in each row, fields found by the names in the header.
//!
//! Reads row by row, so that a table of any size streams. A row that cannot be read is rejected and the next ones go on.

mod header;
mod rows;

use std::io::BufRead;

use encoding_rs::WINDOWS_1252;

use super::document::content_id;
use super::{Document, Published, PublishedBasis, Rejection, Source, section};
pub(super) use header::Header;
use rows::{Row, Rows};

/// Iterator over the documents of a table.
pub(super) struct TableReader<R> {
    rows: Rows<R>,
    source: Source,
    /// What stands between cells, where the extension says so.
    delimiter: Option<u8>,
    header: Option<Header>,
    sections: Option<Box<dyn Iterator<Item = Document> + Send>>,
    /// Whether it was told that the table is not UTF-8.
    legacy_told: bool,
    any: bool,
    done: bool,
}

impl<R: BufRead> TableReader<R> {
    /// A reader of CSV; its delimiter is told from the header.
    pub(super) fn new(reader: R, source: Source) -> Self {
        let rows = Rows::new(reader);
        Self {
            rows,
            source,
            delimiter: None,
            header: None,
            sections: None,
            legacy_told: false,
            any: false,
            done: false,
        }
    }

    /// A reader of TSV.
    pub(super) fn tabs(reader: R, source: Source) -> Self {
        Self { delimiter: Some(b'\t'), ..Self::new(reader, source) }
    }

    /// The document of the next row, or what is wrong with it; `None` at the end.
    fn row(&mut self) -> Option<Result<Document, Rejection>> {
        if self.header.is_none()
            && let Err(rejection) = self.read_header()
        {
            self.done = true;
            return Some(Err(rejection));
        }
        match self.rows.next() {
            Ok(Some(row)) => {
                self.any = true;
                Some(self.document(row))
            }
            Ok(None) => {
                self.done = true;
                (!self.any).then(|| Err(self.source.reject(0, "empty: there is no row below the header")))
            }
            Err(error) => {
                self.done = true;
                Some(Err(self.source.reject(0, error)))
            }
        }
    }

    fn read_header(&mut self) -> Result<(), Rejection> {
        let first = self.rows.raw_line().map_err(|error| self.source.reject(0, error))?;
        let (offset, line) = match first {
            Some(Ok(found)) => found,
            Some(Err((offset, reason))) => return Err(self.source.reject(offset, reason)),
            None => return Err(self.source.reject(0, "empty: there is no header in it")),
        };
        match line.trim_ascii_end() {
            // What Excel writes so that it knows the delimiter itself.
            [b's', b'e', b'p', b'=', delimiter] => self.rows.delimited_by(*delimiter),
            _ => {
                self.rows.delimited_by(header::delimiter(&line, self.delimiter));
                self.rows.put_back(offset, line);
            }
        }
        let row = self.rows.next().map_err(|error| self.source.reject(offset, error))?;
        let row = row.ok_or_else(|| self.source.reject(offset, "empty: there is no header in it"))?;
        let cells = row.cells.map_err(|reason| self.source.reject(row.offset, format!("header: {reason}")))?;
        let names = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let header = Header::new(names, &self.source.columns);
        self.header = Some(header.map_err(|reason| self.source.reject(row.offset, reason))?);
        Ok(())
    }

    fn document(&mut self, row: Row) -> Result<Document, Rejection> {
        let Row { offset, line, cells } = row;
        let reject = |reason: String| self.source.reject(offset, format!("line {line}: {reason}"));
        // `row` reads the header first.
        let header = self.header.as_ref().ok_or_else(|| reject("no header".to_owned()))?;
        let cells = fitting(cells.map_err(reject)?, header.names.len()).map_err(reject)?;
        let mut legacy = false;
        let mut cell = |idx: usize| {
            let read = decoded(cells.get(idx).map_or(&[], Vec::as_slice));
            let (value, was_legacy) =
                read.map_err(|reason| reject(format!("column {:?}: {reason}", header.names[idx])))?;
            legacy |= was_legacy;
            Ok::<_, Rejection>(Some(value).filter(|value| !value.trim().is_empty()))
        };
        let mut field = |idx: Option<usize>| Ok::<_, Rejection>(idx.map(&mut cell).transpose()?.flatten());
        let text = field(Some(header.text))?;
        let text = text.ok_or_else(|| reject(format!("column {:?}: empty", header.names[header.text])))?;
        let mut document = Document {
            id: field(header.id)?.map(|id| id.trim().to_owned()).unwrap_or_else(|| content_id(&text)),
            title: field(header.title)?,
            published: self.source.published.clone(),
            publisher: field(header.publisher)?,
            url: field(header.url)?,
            language: field(header.language)?,
            text,
            ..Document::default()
        };
        match field(header.published)?.map(|given| given.parse::<Published>()) {
            Some(Ok(published)) => document.published = Some(published.with_basis(PublishedBasis::Input)),
            Some(Err(reason)) => {
                document.published = None;
                let name = header.published.and_then(|idx| header.names.get(idx)).map_or("", String::as_str);
                let reason =
                    format!("line {line}: column {name:?} left out, the document is kept without a date: {reason}");
                document.dropped.push(self.source.reject(offset, reason));
            }
            None => {}
        }
        if legacy && !std::mem::replace(&mut self.legacy_told, true) {
            let note = format!("line {line}: not UTF-8: such cells are read as windows-1252, here and below");
            document.notes.push(self.source.note(offset, note));
        }
        Ok(document)
    }
}

impl<R: BufRead> Iterator for TableReader<R> {
    type Item = Result<Document, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.sections.as_mut().and_then(Iterator::next) {
                return Some(Ok(document));
            }
            if self.done {
                return None;
            }
            match self.row()? {
                Ok(document) => self.sections = Some(Box::new(section::sections(document))),
                Err(rejection) => return Some(Err(rejection)),
            }
        }
    }
}

/// The cells, if there are as many as in the header; empty ones more are no harm.
fn fitting(mut cells: Vec<Vec<u8>>, n_columns: usize) -> Result<Vec<Vec<u8>>, String> {
    let n_cells = cells.len();
    while cells.len() > n_columns && cells.last().is_some_and(|cell| cell.trim_ascii().is_empty()) {
        cells.pop();
    }
    let noun = if n_cells == 1 { "cell" } else { "cells" };
    if cells.len() == n_columns { Ok(cells) } else { Err(format!("{n_cells} {noun}, the header has {n_columns}")) }
}

/// A cell as text, and whether it is in windows-1252, as spreadsheets write where nobody asks for UTF-8.
fn decoded(cell: &[u8]) -> Result<(String, bool), String> {
    if let Some(at) = cell.iter().position(|byte| *byte == 0) {
        return Err(format!("binary data (a zero byte at byte {at} of the cell)"));
    }
    let error = match std::str::from_utf8(cell) {
        Ok(text) => return Ok((text.to_owned(), false)),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    // Whole UTF-8 characters beside bytes that are none: damaged rather than written in another encoding.
    if cell.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
        return Err(format!("invalid UTF-8 (byte 0x{:02X} at byte {at} of the cell)", cell[at]));
    }
    Ok((WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned(), true))
}

#[cfg(test)]
mod tests;
