//! Plain text of any length: one document, given in sections where it is too long for one piece.
//!
//! Only one section and one line are in memory at a time. What was given before a fault stays given:
//! the fault is reported with its place.

use std::io::BufRead;

use super::lines::{Line, Lines, too_long};
use super::section::{self, MAX_TEXT_CHARS};
use super::{Document, Rejection, Source};

/// Iterator over the sections of a plain text.
pub(super) struct TextReader<R> {
    lines: Lines<R>,
    source: Source,
    /// Text read and not yet given.
    pending: String,
    pending_chars: usize,
    /// Where `pending` starts in the whole text, in bytes of the stored text.
    start: u64,
    /// Bytes of the input that stand before the stored text (a byte order mark).
    mark: u64,
    id: Option<String>,
    /// A rejection to give after the text before it.
    held: Option<Rejection>,
    given: bool,
    done: bool,
}

impl<R: BufRead> TextReader<R> {
    pub(super) fn new(reader: R, source: Source) -> Self {
        Self {
            lines: Lines::new(reader),
            source,
            pending: String::new(),
            pending_chars: 0,
            start: 0,
            mark: 0,
            id: None,
            held: None,
            given: false,
            done: false,
        }
    }

    /// Takes in one line; `done` at the end of the input or of what can be read of it.
    fn advance(&mut self) {
        let offset = self.lines.offset();
        match self.lines.next_line() {
            Ok(Some(Line::Whole { offset, bytes })) => match sound(bytes) {
                Ok(line) => {
                    if self.pending.is_empty() {
                        if self.start == 0 {
                            self.mark = offset;
                        }
                        self.start = offset - self.mark;
                    }
                    self.pending_chars += line.chars().count();
                    self.pending.push_str(line);
                }
                Err((at, reason)) => self.stop(offset + at as u64, reason),
            },
            Ok(Some(Line::TooLong { offset, length })) => {
                self.held = Some(self.source.reject(offset, too_long(length)));
            }
            Ok(None) => self.done = true,
            Err(error) => self.stop(offset, error.to_string()),
        }
    }

    fn stop(&mut self, offset: u64, reason: String) {
        let reason = if self.given {
            format!("{reason}; the text before it was read, the rest was not")
        } else {
            // Nothing was given yet, so the document is refused as a whole.
            self.pending.clear();
            reason
        };
        self.held = Some(self.source.reject(offset, reason));
        self.done = true;
    }

    /// The next section out of `pending`: up to a good place to cut, or all of it.
    fn take(&mut self) -> Option<Document> {
        let cut = section::cut(&self.pending, MAX_TEXT_CHARS).unwrap_or(self.pending.len());
        let rest = self.pending.split_off(cut);
        let text = std::mem::replace(&mut self.pending, rest);
        self.pending_chars = self.pending.chars().count();
        let section_start = self.start;
        self.start += text.len() as u64;
        if text.trim().is_empty() {
            return None;
        }
        self.given = true;
        let id = self.id.get_or_insert_with(|| self.source.document_id(&text)).clone();
        Some(Document { section_start, published: self.source.published.clone(), ..Document::new(id, text) })
    }
}

impl<R: BufRead> Iterator for TextReader<R> {
    type Item = Result<Document, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let flush = self.done || self.held.is_some();
            if self.pending_chars > MAX_TEXT_CHARS || flush && !self.pending.is_empty() {
                if let Some(document) = self.take() {
                    return Some(Ok(document));
                }
            } else if let Some(rejection) = self.held.take() {
                self.given = true;
                return Some(Err(rejection));
            } else if self.done {
                let empty = !std::mem::replace(&mut self.given, true);
                return empty.then(|| Err(self.source.reject(0, "empty: only white space in it")));
            } else {
                self.advance();
            }
        }
    }
}

/// The line as text, or where and why it is none.
fn sound(bytes: &[u8]) -> Result<&str, (usize, String)> {
    if bytes.contains(&0) {
        let at = bytes.iter().take_while(|byte| **byte != 0).count();
        return Err((at, "binary data (a zero byte)".to_owned()));
    }
    utf8(bytes)
}

/// The bytes as UTF-8, or where they are none.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, (usize, String)> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        (at, format!("invalid UTF-8 (byte 0x{byte:02X}): convert the text to UTF-8"))
    })
}
