//! Web archives (WARC, ISO 28500): one document for each page or text that was fetched.
//!
//! Responses, resources and conversions with HTML or plain text are articles; images, requests, redirects and the like are
//! passed over. A record that cannot be read is rejected alone, and reading goes on with the next one.
//!
//! DIFFERS: no WARC crate. Those at hand stop at the first bad record, or bring dozens of crates.

mod digest;
mod http;
mod record;

use std::io::BufRead;

use super::html::{self, MAX_HTML_BYTES};
use super::{Document, Published, PublishedBasis, Rejection, Source, binary, section};
use http::Payload;
use record::{Next, Record, Records};

/// The most of one record that is held, in bytes: a page and the headers before it.
const MAX_RECORD_BYTES: usize = MAX_HTML_BYTES + (1 << 16);

/// Iterator over the documents of a web archive.
pub(super) struct WarcReader<R> {
    records: Records<R>,
    source: Source,
    sections: Option<Box<dyn Iterator<Item = Document> + Send>>,
    n_records: u64,
    any: bool,
    done: bool,
}

impl<R: BufRead> WarcReader<R> {
    pub(super) fn new(reader: R, source: Source) -> Self {
        Self { records: Records::new(reader), source, sections: None, n_records: 0, any: false, done: false }
    }

    /// What the next record gives; `None` if it is passed over.
    fn record(&mut self) -> Option<Result<Document, Rejection>> {
        let found = match self.records.next() {
            Next::Record(record) => {
                self.n_records += 1;
                let source = Source { start_byte: self.source.start_byte + record.offset, ..self.source.clone() };
                article(record, &source)
            }
            Next::Fault(offset, reason) => Some(Err(self.source.reject(offset, reason))),
            Next::End => {
                self.done = true;
                let n = self.n_records;
                (!self.any).then(|| {
                    Err(self.source.reject(0, format!("no article in the archive: {n} records, none of them a page")))
                })
            }
        };
        self.any |= found.is_some();
        found
    }
}

impl<R: BufRead> Iterator for WarcReader<R> {
    type Item = Result<Document, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.sections.as_mut().and_then(Iterator::next) {
                return Some(Ok(document));
            }
            if self.done {
                return None;
            }
            match self.record() {
                Some(Ok(document)) => self.sections = Some(Box::new(section::sections(document))),
                Some(Err(rejection)) => return Some(Err(rejection)),
                None => {}
            }
        }
    }
}

/// The article of a record; `None` if the record is none that has one.
fn article(record: Record, source: &Source) -> Option<Result<Document, Rejection>> {
    let is_sound = record.is_sound();
    let Record { kind, id, url, date, content_type, block, .. } = record;
    let payload = match kind.as_str() {
        "response" => http::payload(block),
        "resource" | "conversion" => Ok(Payload::of(content_type.as_deref(), block)),
        _ => return None,
    };
    let payload = match payload {
        Ok(payload) => payload?,
        Err(reason) => return Some(Err(source.reject(0, reason))),
    };
    let found = match payload {
        Payload::Page { bytes, charset } => html::page(&bytes[..], charset.as_deref(), source),
        Payload::Text { bytes, charset } => text(bytes, charset.as_deref(), source),
    };
    Some(found.map(|mut document| {
        document.id = id.unwrap_or(document.id);
        document.url = url.or(document.url);
        let fetched = || date?.parse().ok().map(|date: Published| date.with_basis(PublishedBasis::WarcDate));
        document.published = document.published.or_else(fetched);
        if !is_sound {
            document.notes.push(source.note(0, "the record is not the one whose digest it bears: changed or damaged"));
        }
        document
    }))
}

fn text(mut bytes: Vec<u8>, charset: Option<&str>, source: &Source) -> Result<Document, Rejection> {
    if let Some(kind) = binary::kind(&bytes[..bytes.len().min(super::BUFFER_BYTES)]) {
        return Err(source.reject(0, format!("{kind} in place of plain text")));
    }
    let cut = bytes.len() > MAX_HTML_BYTES;
    if cut {
        let end = (0..4).map(|back| MAX_HTML_BYTES - back).find(|end| bytes[*end] & 0xc0 != 0x80);
        bytes.truncate(end.unwrap_or(MAX_HTML_BYTES));
    }
    let (text, note) = html::decode(bytes, charset);
    if text.trim().is_empty() {
        return Err(source.reject(0, "empty: only white space in the record"));
    }
    let mut document =
        Document { published: source.published.clone(), ..Document::new(source.document_id(&text), text) };
    document.notes.extend(note.map(|note| source.note(0, note)));
    if cut {
        let reason = format!("a text over the limit of {MAX_HTML_BYTES} bytes: it was read up to here");
        document.dropped.push(source.reject(0, reason));
    }
    Ok(document)
}

#[cfg(test)]
mod tests;
