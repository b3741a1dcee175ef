//! Records of a web archive: headers and block, and the way back to the next one after a fault.

use std::io::{self, BufRead, ErrorKind, Read};

use super::{MAX_RECORD_BYTES, digest};

/// The most bytes of the headers of one record, and of one line of them.
const MAX_HEADER_BYTES: u64 = 1 << 16;

/// How the first line of every record begins.
const VERSION: &[u8] = b"WARC/";

/// A record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Byte of the archive, unpacked, where it begins.
    pub(super) offset: u64,
    /// `WARC-Type`.
    pub(super) kind: String,
    /// `WARC-Record-ID`, without brackets.
    pub(super) id: Option<String>,
    /// `WARC-Target-URI`, if it is an address of the web.
    pub(super) url: Option<String>,
    /// `WARC-Date`.
    pub(super) date: Option<String>,
    /// `Content-Type` of the block.
    pub(super) content_type: Option<String>,
    /// `WARC-Block-Digest`.
    digest: Option<String>,
    /// How long the block is.
    length: u64,
    /// What was fetched; of a block beyond the limit only its beginning.
    pub(super) block: Vec<u8>,
}

impl Record {
    /// Whether the block has the digest that its headers name. One that is not known, or not held, is believed.
    pub(super) fn is_sound(&self) -> bool {
        let is_whole = self.length == self.block.len() as u64;
        let digest = self.digest.as_ref().filter(|_| is_whole);
        digest.and_then(|digest| digest::fits(digest, &self.block)).unwrap_or(true)
    }
}

/// What comes next in an archive.
pub(super) enum Next {
    Record(Record),
    /// Where and why a record cannot be read.
    Fault(u64, String),
    End,
}

/// Reads records.
pub(super) struct Records<R> {
    input: Input<R>,
    /// Whether the next record is to be looked for, as the last one did not end where it said.
    lost: bool,
    /// Up to where bytes were put back, to be read again.
    read_again_to: u64,
    done: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            input: Input { reader, again: Vec::new(), taken: 0, offset: 0 },
            lost: false,
            read_again_to: 0,
            done: false,
        }
    }

    pub(super) fn next(&mut self) -> Next {
        if self.done {
            return Next::End;
        }
        let start = match self.start() {
            Ok(Some(start)) => start,
            Ok(None) => {
                self.done = true;
                return Next::End;
            }
            Err(fault) => return self.fault(fault),
        };
        match self.record(start) {
            Ok(record) => Next::Record(record),
            Err(Fault::Io(error)) => self.fault(Fault::Io(error)),
            Err(Fault::Bad(_, reason)) => self.fault(Fault::Bad(start, reason)),
        }
    }

    fn fault(&mut self, fault: Fault) -> Next {
        self.lost = true;
        match fault {
            Fault::Bad(offset, reason) => Next::Fault(offset, reason),
            Fault::Io(error) => {
                // After damage of packed data the next sound member follows; all else is the end.
                self.done = error.kind() != ErrorKind::InvalidData;
                Next::Fault(self.input.offset, error.to_string())
            }
        }
    }

    /// Goes past the first line of the next record, and tells where it begins; `None` at the end.
    fn start(&mut self) -> Result<Option<u64>, Fault> {
        let mut line = Vec::new();
        loop {
            let offset = self.input.offset;
            match self.input.line(&mut line) {
                Ok(0) => return Ok(None),
                Ok(_) if line.starts_with(VERSION) => {
                    self.lost = false;
                    return Ok(Some(offset));
                }
                Ok(_) if self.lost || line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    return Err(Fault::Bad(offset, "no record begins here (expected WARC/1.0 or WARC/1.1)".to_owned()));
                }
                // More of the same damage.
                Err(error) if self.lost && error.kind() == ErrorKind::InvalidData => {}
                Err(error) => return Err(Fault::Io(error)),
            }
        }
    }

    fn record(&mut self, offset: u64) -> Result<Record, Fault> {
        let bad = |reason: &str| Fault::Bad(offset, reason.to_owned());
        let (mut record, length) = self.headers(offset)?;
        let length = length.ok_or_else(|| bad("a record without a Content-Length that is a number"))?;
        record.length = length;
        let held = length.min(MAX_RECORD_BYTES as u64);
        let n_read = (&mut self.input).take(held).read_to_end(&mut record.block)? as u64;
        if length > held && !has_record(&record.block) {
            let n_more = io::copy(&mut (&mut self.input).take(length - held), &mut io::sink())?;
            if n_more < length - held {
                return Err(bad("the archive ends in the middle of a record (a wrong Content-Length?)"));
            }
        } else if n_read < length || !self.input.ends_record()? {
            let reason = if n_read < held {
                "the archive ends in the middle of a record (a wrong Content-Length?)"
            } else {
                "a record that is not as long as its Content-Length says"
            };
            // Where the length is too large, the next record begins in what was taken for this one.
            // Once only, else an archive of nothing but wrong lengths would be read over and over.
            if offset >= self.read_again_to {
                self.read_again_to = self.input.offset;
                self.input.put_back(&record.block);
            }
            return Err(bad(reason));
        }
        Ok(record)
    }

    /// The headers, and the length of the block.
    fn headers(&mut self, offset: u64) -> Result<(Record, Option<u64>), Fault> {
        let mut record = Record { offset, ..Record::default() };
        let (mut length, mut line, mut n_bytes) = (None, Vec::new(), 0);
        loop {
            n_bytes += self.input.line(&mut line)?;
            if n_bytes > MAX_HEADER_BYTES {
                return Err(Fault::Bad(
                    offset,
                    format!("headers of a record over the limit of {MAX_HEADER_BYTES} bytes"),
                ));
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if text.is_empty() {
                return Ok((record, length));
            }
            let Some((name, value)) = text.split_once(':') else { continue };
            let bare = value.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = bare.to_ascii_lowercase(),
                "warc-record-id" => record.id = Some(bare),
                "warc-target-uri" => record.url = Some(bare).filter(|url| url.starts_with("http")),
                "warc-block-digest" => record.digest = Some(bare),
                "warc-date" => record.date = Some(bare),
                "content-type" => record.content_type = Some(bare),
                "content-length" => length = bare.parse().ok(),
                _ => {}
            }
        }
    }
}

enum Fault {
    /// Where and why.
    Bad(u64, String),
    Io(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Whether a block that is too long to be held has another record in it: then its length is wrong.
fn has_record(block: &[u8]) -> bool {
    let mut at = 0;
    block.split_inclusive(|byte| *byte == b'\n').any(|line| {
        let head = &block[at..block.len().min(at + 400)];
        at += line.len();
        line.starts_with(VERSION) && head.windows(10).any(|window| window.eq_ignore_ascii_case(b"WARC-Type:"))
    })
}

/// The archive with the bytes that are to be read once more.
struct Input<R> {
    reader: R,
    again: Vec<u8>,
    taken: usize,
    offset: u64,
}

impl<R: BufRead> Input<R> {
    /// The next line, or its first [`MAX_HEADER_BYTES`]; 0 at the end.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        line.clear();
        Ok(self.take(MAX_HEADER_BYTES).read_until(b'\n', line)? as u64)
    }

    /// Whether two line ends follow, as they do after each block. The end of the archive will do.
    fn ends_record(&mut self) -> io::Result<bool> {
        for byte in [b'\r', b'\n', b'\r', b'\n'] {
            match self.fill_buf()?.first() {
                Some(found) if *found == byte => self.consume(1),
                // Some writers end lines as Unix does.
                Some(b'\n') => self.consume(1),
                Some(b'W') | None => return Ok(true),
                Some(_) => return Ok(false),
            }
        }
        Ok(true)
    }

    fn put_back(&mut self, bytes: &[u8]) {
        self.offset -= bytes.len() as u64;
        self.again = [bytes, &self.again[self.taken..]].concat();
        self.taken = 0;
    }
}

impl<R: BufRead> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.fill_buf()?.read(buffer)?;
        self.consume(n_bytes);
        Ok(n_bytes)
    }
}

impl<R: BufRead> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken < self.again.len() { Ok(&self.again[self.taken..]) } else { self.reader.fill_buf() }
    }

    fn consume(&mut self, n_bytes: usize) {
        self.offset += n_bytes as u64;
        if self.taken < self.again.len() {
            self.taken += n_bytes;
        } else {
            self.reader.consume(n_bytes);
        }
    }
}
