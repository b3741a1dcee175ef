//! Lines of a stream with their byte offsets, none longer than a stated limit.

use std::io::{self, BufRead, Read};

/// The longest line that is read, in bytes. A longer one is reported and left out.
pub const MAX_LINE_BYTES: usize = 16 << 20;

/// One line, its line end included.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A line within the limit.
    Whole {
        /// Where it starts in the stream, in bytes.
        offset: u64,
        /// Its bytes.
        bytes: &'a [u8],
    },
    /// A line beyond the limit; its words are gone.
    TooLong {
        /// Where it starts in the stream, in bytes.
        offset: u64,
        /// How long it was, in bytes.
        length: u64,
    },
}

/// Reads lines one by one into one buffer. A byte order mark at the start is passed over.
pub struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    offset: u64,
}

impl<R: BufRead> Lines<R> {
    /// Starts at the stream's first byte.
    pub fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), offset: 0 }
    }

    /// Where the next line starts, in bytes.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The next line, or `None` at the end. Not an iterator: a line lends the buffer.
    ///
    /// # Errors
    /// If the stream cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let start = self.offset;
        let limit = MAX_LINE_BYTES as u64 + 1;
        let mut length = self.reader.by_ref().take(limit).read_until(b'\n', &mut self.buffer)? as u64;
        let too_long = length == limit && !self.buffer.ends_with(b"\n");
        if too_long {
            self.buffer = Vec::new();
            length += self.reader.skip_until(b'\n')? as u64;
        }
        self.offset = start + length;
        Ok(match length {
            0 => None,
            _ if too_long => Some(Line::TooLong { offset: start, length }),
            _ => Some(self.whole(start)),
        })
    }

    fn whole(&self, start: u64) -> Line<'_> {
        let mark: &[u8] = if start == 0 { b"\xef\xbb\xbf" } else { b"" };
        let bytes = self.buffer.strip_prefix(mark).unwrap_or(&self.buffer);
        Line::Whole { offset: start + (self.buffer.len() - bytes.len()) as u64, bytes }
    }
}

/// Why a line that is too long is not read.
#[must_use]
pub fn too_long(length: u64) -> String {
    format!("a line of {length} bytes, over the limit of {MAX_LINE_BYTES}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_with_their_offsets_and_without_the_mark() {
        let mut lines = Lines::new(&b"\xef\xbb\xbfone\r\n\ntwo"[..]);
        assert_eq!(lines.next_line().unwrap(), Some(Line::Whole { offset: 3, bytes: b"one\r\n" }));
        assert_eq!(lines.next_line().unwrap(), Some(Line::Whole { offset: 8, bytes: b"\n" }));
        assert_eq!(lines.next_line().unwrap(), Some(Line::Whole { offset: 9, bytes: b"two" }));
        assert_eq!(lines.next_line().unwrap(), None);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let mut input = vec![b'x'; MAX_LINE_BYTES + 5];
        input.extend_from_slice(b"\nnext\n");
        let mut lines = Lines::new(io::BufReader::new(&input[..]));
        let length = MAX_LINE_BYTES as u64 + 6;
        assert_eq!(lines.next_line().unwrap(), Some(Line::TooLong { offset: 0, length }));
        assert_eq!(lines.next_line().unwrap(), Some(Line::Whole { offset: length, bytes: b"next\n" }));
    }
}
