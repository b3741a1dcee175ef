//! The one bounded reader: how much may come out of a stream, counted after it was unpacked.
//!
//! Whatever is packed (gzip files, web archives, answers of servers) is read through it, so that a small input that unpacks
//! to a huge one ends with a reason and not with the memory. What was read up to the bound was given.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much may come out of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    /// The most bytes that are read; more is an error.
    pub(crate) max_bytes: u64,
    /// How many bytes each packed byte may give…
    pub(crate) max_ratio: u64,
    /// …once so many came out.
    pub(crate) ratio_from: u64,
}

impl Bound {
    /// A bound on bytes alone.
    pub(crate) fn bytes(max_bytes: u64) -> Self {
        Self { max_bytes, max_ratio: u64::MAX, ratio_from: u64::MAX }
    }
}

/// How many bytes of a stream were taken, seen from elsewhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter(Arc<AtomicU64>);

impl Counter {
    /// The bytes taken so far.
    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A stream whose bytes are counted as they are taken.
pub(crate) struct Counted<R> {
    reader: R,
    counter: Counter,
}

impl<R> Counted<R> {
    pub(crate) fn new(reader: R, counter: Counter) -> Self {
        Self { reader, counter }
    }

    fn add(&self, n_bytes: usize) {
        self.counter.0.fetch_add(n_bytes as u64, Ordering::Relaxed);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.reader.read(buffer)?;
        self.add(n_bytes);
        Ok(n_bytes)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.reader.consume(n_bytes);
        self.add(n_bytes);
    }
}

/// A stream that ends with an error (of the kind [`io::ErrorKind::FileTooLarge`]) where it gives more than it may.
pub(crate) struct Bounded<R> {
    reader: R,
    bound: Bound,
    /// What the bytes are called in the reason.
    what: &'static str,
    /// The packed bytes that those read come from.
    packed: Counter,
    n_read: u64,
}

impl<R: Read> Bounded<R> {
    /// Bounds `reader`; `packed` counts what it takes in.
    pub(crate) fn new(reader: R, bound: Bound, what: &'static str, packed: Counter) -> Self {
        Self { reader, bound, what, packed, n_read: 0 }
    }

    fn excess(&self) -> Option<String> {
        let Bound { max_bytes, max_ratio, ratio_from } = self.bound;
        let n_read = self.n_read;
        if n_read > max_bytes {
            return Some(format!("{} over the limit of {max_bytes} bytes", self.what));
        }
        let packed = self.packed.get();
        (n_read > ratio_from && n_read / max_ratio > packed).then(|| {
            format!(
                "{} that unpacks to over {max_ratio} times its size ({packed} bytes gave {n_read}), as no text does",
                self.what
            )
        })
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Asks for one byte more than is allowed, to know whether there is one.
        let left = (self.bound.max_bytes - self.n_read.min(self.bound.max_bytes)).saturating_add(1);
        let wanted = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        if self.excess().is_none() {
            let n_bytes = self.reader.read(&mut buffer[..wanted])?;
            self.n_read += n_bytes as u64;
            if self.excess().is_none() {
                return Ok(n_bytes);
            }
        }
        Err(io::Error::new(io::ErrorKind::FileTooLarge, self.excess().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(n_bytes: u64, n_packed: usize, bound: Bound) -> Result<usize, String> {
        let packed = Counter::default();
        packed.0.store(n_packed as u64, Ordering::Relaxed);
        let mut bounded = Bounded::new(io::repeat(b'x').take(n_bytes), bound, "a stream", packed);
        bounded.read_to_end(&mut Vec::new()).map_err(|error| error.to_string())
    }

    #[test]
    fn as_much_as_is_allowed_is_read_and_not_a_byte_more() {
        assert_eq!(read(100, 0, Bound::bytes(100)), Ok(100));
        assert_eq!(read(101, 0, Bound::bytes(100)), Err("a stream over the limit of 100 bytes".to_owned()));
        assert_eq!(read(u64::MAX, 0, Bound::bytes(0)), Err("a stream over the limit of 0 bytes".to_owned()));
    }

    #[test]
    fn the_ratio_counts_from_where_it_is_said_to() {
        let bound = Bound { max_bytes: u64::MAX, max_ratio: 10, ratio_from: 1000 };
        assert_eq!(read(1000, 1, bound), Ok(1000));
        assert_eq!(read(5000, 500, bound), Ok(5000));
        assert!(
            read(5000, 100, bound).unwrap_err().starts_with("a stream that unpacks to over 10 times its size (100 ")
        );
    }

    #[test]
    fn an_excess_stays_one() {
        let mut bounded = Bounded::new(io::repeat(1), Bound::bytes(3), "x", Counter::default());
        assert!(bounded.read_to_end(&mut Vec::new()).is_err());
        assert_eq!(bounded.read(&mut [0; 8]).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
