//! gzip: a packed stream as what is in it. The bound stands after the decoder.
//!
//! A file may have several members one after the other, as web archives do for each record. Damage is one error; whoever
//! reads on after it gets the next member that is sound.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::BUFFER_BYTES;
use super::bounded::{Bound, Bounded, Counted, Counter};

/// Bytes that a packed file may give whatever it is packed into; beyond them [`MAX_GZIP_RATIO`] holds.
pub const MAX_GZIP_BYTES: u64 = 64_000_000;

/// How many times its packed size a file may have. Text packs to a fifth, markup to a twentieth, a bomb to a thousandth.
pub const MAX_GZIP_RATIO: u64 = 200;

/// How each member begins: the mark, and the one method of packing there is.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Whether a stream that begins with `head` is packed with gzip.
pub(super) fn is_packed(head: &[u8]) -> bool {
    head.starts_with(&MAGIC[..2])
}

/// What is in a packed stream.
pub(super) fn unpack<'a, R: BufRead + Send + 'a>(reader: R) -> Box<dyn BufRead + Send + 'a> {
    let bound = Bound { max_bytes: u64::MAX, max_ratio: MAX_GZIP_RATIO, ratio_from: MAX_GZIP_BYTES };
    let counter = Counter::default();
    let members = Members::new(reader, counter.clone());
    Box::new(BufReader::with_capacity(BUFFER_BYTES, Bounded::new(members, bound, "gzip data", counter)))
}

/// The members of a packed stream, one after the other.
pub(crate) struct Members<R> {
    state: State<R>,
    counter: Counter,
}

enum State<R> {
    Inside {
        decoder: Box<GzDecoder<Again<R>>>,
        /// Whether anything came out of this member.
        any: bool,
        /// Whether an error was told and nothing came out since.
        damaged: bool,
    },
    /// After an error: the next member is to be found.
    Lost(Again<R>),
    End,
}

impl<R: BufRead> Members<R> {
    /// `counter` tells how many packed bytes were taken.
    pub(crate) fn new(reader: R, counter: Counter) -> Self {
        let reader = Again { first: &[], reader: Counted::new(reader, counter.clone()) };
        Self { state: State::Inside { decoder: Box::new(GzDecoder::new(reader)), any: false, damaged: false }, counter }
    }

    /// After the end of a member: the next one, or the end.
    fn next_member(&mut self, mut reader: Again<R>) -> io::Result<()> {
        skip_padding(&mut reader)?;
        if reader.fill_buf()?.is_empty() {
            self.state = State::End;
            return Ok(());
        }
        let at = self.counter.get();
        if reader.fill_buf()?.starts_with(&MAGIC[..1]) {
            self.state = State::Inside { decoder: Box::new(GzDecoder::new(reader)), any: false, damaged: false };
            return Ok(());
        }
        self.state = State::Lost(reader);
        Err(damage(&format!("gzip data is followed by something else at byte {at} of the packed file")))
    }

    fn find_member(&mut self, mut reader: Again<R>) -> io::Result<()> {
        self.state = if find_magic(&mut reader)? {
            State::Inside { decoder: Box::new(GzDecoder::new(reader)), any: false, damaged: true }
        } else {
            State::End
        };
        Ok(())
    }

    /// What an error of the decoder means for the reader.
    fn failed(&self, error: io::Error) -> io::Error {
        let at = self.counter.get();
        match error.kind() {
            ErrorKind::UnexpectedEof => damage(&format!("gzip data is cut off at byte {at} of the packed file")),
            ErrorKind::InvalidInput | ErrorKind::InvalidData => {
                damage(&format!("gzip data is damaged before byte {at} of the packed file ({error})"))
            }
            _ => error,
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Lost(reader) => self.find_member(reader)?,
                State::Inside { mut decoder, any, damaged } => match decoder.read(buffer) {
                    Ok(0) => self.next_member(decoder.into_inner())?,
                    Ok(n_bytes) => {
                        self.state = State::Inside { decoder, any: true, damaged: false };
                        return Ok(n_bytes);
                    }
                    Err(error) if error.kind() == ErrorKind::Interrupted => {
                        self.state = State::Inside { decoder, any, damaged };
                    }
                    Err(error) => {
                        self.state = State::Lost(decoder.into_inner());
                        // What only looked like a member in the midst of damage is part of the same damage.
                        if any || !damaged {
                            return Err(self.failed(error));
                        }
                    }
                },
            }
        }
    }
}

/// Passes over zero bytes, with which some programs fill up blocks.
fn skip_padding(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let n_zeros = buffer.iter().take_while(|byte| **byte == 0).count();
        if n_zeros == 0 {
            return Ok(());
        }
        reader.consume(n_zeros);
    }
}

/// Goes to the next mark of a member; false at the end of the stream.
fn find_magic<R: BufRead>(reader: &mut Again<R>) -> io::Result<bool> {
    let mut n_matched = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        for (idx, &byte) in buffer.iter().enumerate() {
            // The mark has no part that begins as the whole does, save its first byte.
            n_matched = if byte == MAGIC[n_matched] { n_matched + 1 } else { usize::from(byte == MAGIC[0]) };
            if n_matched == MAGIC.len() {
                reader.consume(idx + 1);
                reader.first = &MAGIC;
                return Ok(true);
            }
        }
        let n_bytes = buffer.len();
        reader.consume(n_bytes);
    }
}

fn damage(reason: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason)
}

/// A stream with the bytes of a mark put back in front of it.
struct Again<R> {
    first: &'static [u8],
    reader: Counted<R>,
}

impl<R: BufRead> Read for Again<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.fill_buf()?.read(buffer)?;
        self.consume(n_bytes);
        Ok(n_bytes)
    }
}

impl<R: BufRead> BufRead for Again<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.first.is_empty() { self.reader.fill_buf() } else { Ok(self.first) }
    }

    fn consume(&mut self, n_bytes: usize) {
        if self.first.is_empty() { self.reader.consume(n_bytes) } else { self.first = &self.first[n_bytes..] }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    /// What comes out, with `!` for each error.
    fn read(bytes: &[u8]) -> String {
        let mut members = Members::new(BufReader::with_capacity(7, bytes), Counter::default());
        let mut out = String::new();
        loop {
            let mut buffer = [0; 5];
            match members.read(&mut buffer) {
                Ok(0) => return out,
                Ok(n_bytes) => out.push_str(std::str::from_utf8(&buffer[..n_bytes]).unwrap()),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::InvalidData);
                    out.push('!');
                }
            }
        }
    }

    #[test]
    fn members_follow_each_other() {
        let both = [packed(b"One. "), packed(b""), packed(b"Two.")].concat();
        assert_eq!(read(&both), "One. Two.");
        assert_eq!(read(&[both, vec![0; 40]].concat()), "One. Two.");
    }

    #[test]
    fn damage_is_one_error_and_the_next_member_is_found() {
        let (one, two) = (packed(b"One."), packed(b"Two."));
        assert_eq!(read(&one[..one.len() - 5]), "One.!");
        assert_eq!(read(&[&one[..], b"stray \x1f\x1f\x8b bytes", &two].concat()), "One.!Two.");
        let mut wrong = one.clone();
        let last = wrong.len() - 6;
        wrong[last] ^= 1;
        assert_eq!(read(&[&wrong[..], &two].concat()), "One.!Two.");
        assert_eq!(read(b"\x1f\x8bno gzip"), "!");
    }

    #[test]
    fn a_bomb_ends_with_a_reason() {
        let bomb = {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            io::copy(&mut io::repeat(0).take(100_000_000), &mut encoder).unwrap();
            encoder.finish().unwrap()
        };
        let mut reader = unpack(&bomb[..]);
        let mut n_bytes = 0;
        let error = loop {
            match reader.fill_buf() {
                Ok(buffer) => {
                    assert!(!buffer.is_empty(), "the end of the bomb was reached");
                    let n_more = buffer.len();
                    n_bytes += n_more as u64;
                    reader.consume(n_more);
                }
                Err(error) => break error,
            }
        };
        assert!(n_bytes <= MAX_GZIP_BYTES);
        assert!(error.to_string().contains("unpacks to over 200 times its size"), "{error}");
    }
}
