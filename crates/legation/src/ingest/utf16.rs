//! UTF-16 with a byte order mark, turned into UTF-8 as it is read. All else passes unchanged.

use std::io::{self, BufRead, BufReader, Read};

use super::BUFFER_BYTES;

/// The stream as UTF-8, if it says by its first two bytes that it is UTF-16.
pub(super) fn decode<'a, R: BufRead + Send + 'a>(mut reader: R) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let unit = match reader.fill_buf()? {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Ok(Box::new(reader)),
    };
    reader.consume(2);
    let decoder = Utf16 { reader, unit, half: None, surrogate: None, ready: Vec::new(), taken: 0 };
    Ok(Box::new(BufReader::with_capacity(BUFFER_BYTES, decoder)))
}

struct Utf16<R> {
    reader: R,
    unit: fn([u8; 2]) -> u16,
    /// First byte of a unit whose second one is not read yet.
    half: Option<u8>,
    /// First unit of a pair whose second one is not read yet.
    surrogate: Option<u16>,
    ready: Vec<u8>,
    taken: usize,
}

impl<R: BufRead> Utf16<R> {
    /// Decodes what the reader has at hand into `ready`; false at the end.
    fn refill(&mut self) -> io::Result<bool> {
        self.ready.clear();
        self.taken = 0;
        let available = self.reader.fill_buf()?;
        let n_bytes = available.len();
        let mut units = Vec::with_capacity(n_bytes / 2 + 2);
        units.extend(self.surrogate.take());
        for &byte in available {
            match self.half.take() {
                Some(first) => units.push((self.unit)([first, byte])),
                None => self.half = Some(byte),
            }
        }
        self.reader.consume(n_bytes);
        if n_bytes > 0 {
            self.surrogate = units.pop_if(|unit| matches!(unit, 0xd800..=0xdbff));
        } else if self.half.take().is_some() {
            return Err(broken());
        }
        for character in char::decode_utf16(units) {
            let character = character.map_err(|_| broken())?;
            self.ready.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(n_bytes > 0)
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "invalid UTF-16: convert the text to UTF-8")
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() {
            if !self.refill()? && self.ready.is_empty() {
                return Ok(0);
            }
        }
        let n_bytes = buffer.len().min(self.ready.len() - self.taken);
        buffer[..n_bytes].copy_from_slice(&self.ready[self.taken..self.taken + n_bytes]);
        self.taken += n_bytes;
        Ok(n_bytes)
    }
}
