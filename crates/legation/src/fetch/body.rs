//! The body of an answer: read at a decent pace, unpacked, bounded before and after.

use std::io::{self, BufReader, Read};
use std::time::{Duration, Instant};

use ureq::Body;
use ureq::http::{Response, header};

use super::limits::Limits;
use crate::ingest::BUFFER_BYTES;
use crate::ingest::bounded::{Bound, Bounded, Counter};
use crate::ingest::gzip::Members;

/// The whole body, within the limits; `start` is when the request began.
pub(super) fn read(response: Response<Body>, limits: &Limits, start: Instant) -> io::Result<Vec<u8>> {
    let encoding = response.headers().get(header::CONTENT_ENCODING).cloned();
    let wire = response.into_body().into_reader();
    let paced = Paced { reader: wire, limits: limits.clone(), start, window: Instant::now(), n_in_window: 0 };
    let wire = Bounded::new(paced, Bound::bytes(limits.max_wire_bytes), "an answer", Counter::default());
    let mut out = Vec::new();
    match encoding.as_ref().map(|encoding| encoding.as_bytes().to_ascii_lowercase()).as_deref() {
        None | Some(b"" | b"identity") => {
            let bound = Bound::bytes(limits.max_bytes);
            Bounded::new(wire, bound, "an answer", Counter::default()).read_to_end(&mut out)?;
        }
        Some(b"gzip" | b"x-gzip") => {
            let bound =
                Bound { max_bytes: limits.max_bytes, max_ratio: limits.max_ratio, ratio_from: limits.ratio_from };
            let packed = Counter::default();
            let members = Members::new(BufReader::with_capacity(BUFFER_BYTES, wire), packed.clone());
            Bounded::new(members, bound, "an answer", packed).read_to_end(&mut out)?;
        }
        Some(other) => {
            let reason = format!("packed with {:?}, which nobody asked for", String::from_utf8_lossy(other));
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
    }
    Ok(out)
}

/// A time as messages show it.
pub(super) fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f64())
}

/// A stream that ends with an error where it comes too slowly.
struct Paced<R> {
    reader: R,
    limits: Limits,
    start: Instant,
    window: Instant,
    n_in_window: u64,
}

impl<R: Read> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.reader.read(buffer)?;
        let slow = |reason: String| io::Error::new(io::ErrorKind::TimedOut, reason);
        let Limits { total, rate_window, min_rate, .. } = self.limits;
        if n_bytes > 0 && self.start.elapsed() > total {
            return Err(slow(format!("no whole answer within {}", seconds(total))));
        }
        self.n_in_window += n_bytes as u64;
        let elapsed = self.window.elapsed();
        if n_bytes > 0 && elapsed >= rate_window {
            if u128::from(self.n_in_window) * 1_000 < u128::from(min_rate) * elapsed.as_millis() {
                let pace = format!("under {min_rate} bytes a second over {}", seconds(rate_window));
                return Err(slow(format!("the answer comes too slowly: {pace}")));
            }
            self.window = Instant::now();
            self.n_in_window = 0;
        }
        Ok(n_bytes)
    }
}
