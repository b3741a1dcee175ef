//! An HTTP answer as a web archive keeps it: what it holds, unpacked.

use std::io::Read;

use crate::ingest::bounded::{Bound, Bounded, Counter};
use crate::ingest::gzip::{MAX_GZIP_RATIO, Members, is_packed};
use crate::ingest::html::MAX_HTML_BYTES;
use crate::ingest::media::media_type;

/// From so many bytes on the ratio of unpacked to packed ones counts.
const RATIO_FROM_BYTES: u64 = 1_000_000;

/// What an article can be made of.
#[derive(Debug)]
pub(super) enum Payload {
    Page { bytes: Vec<u8>, charset: Option<String> },
    Text { bytes: Vec<u8>, charset: Option<String> },
}

impl Payload {
    /// The payload of this type; `None` if no article is.
    pub(super) fn of(content_type: Option<&str>, bytes: Vec<u8>) -> Option<Self> {
        let (kind, charset) = media_type(content_type?);
        match kind?.as_str() {
            "text/html" | "application/xhtml+xml" => Some(Self::Page { bytes, charset }),
            "text/plain" => Some(Self::Text { bytes, charset }),
            _ => None,
        }
    }
}

/// What an answer holds: `None` if it is no success, or no article.
pub(super) fn payload(block: Vec<u8>) -> Result<Option<Payload>, String> {
    let Some((head, body)) = split(&block) else {
        return Err("an HTTP answer without an end of its headers".to_owned());
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default();
    let code = status.split_whitespace().nth(1).unwrap_or_default();
    if !status.starts_with("HTTP/") {
        return Err("a response that is no HTTP answer".to_owned());
    }
    let header = |name: &str| {
        let value = |line: &str| {
            line.split_once(':')
                .filter(|(found, _)| found.trim().eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim().to_owned())
        };
        head.lines().skip(1).find_map(value).filter(|value| !value.is_empty())
    };
    let content_type = header("content-type");
    if !(code.len() == 3 && code.starts_with('2')) || Payload::of(content_type.as_deref(), Vec::new()).is_none() {
        return Ok(None);
    }
    let chunked = header("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let body = if chunked { unchunked(body) } else { body.to_vec() };
    let body = unpacked(body, header("content-encoding").as_deref())?;
    Ok(Payload::of(content_type.as_deref(), body))
}

/// Headers and body.
fn split(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let find = |end: &[u8]| block.windows(end.len()).position(|window| window == end).map(|at| (at, at + end.len()));
    let crlf = find(b"\r\n\r\n");
    let (end, start) = match (crlf, find(b"\n\n")) {
        (Some(crlf), Some(lf)) => crlf.min(lf),
        (found, other) => found.or(other)?,
    };
    Some((&block[..end], &block[start..]))
}

/// A body without the lengths between its chunks; one that has none (some crawlers take them away) stays as it is.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().take(20).position(|byte| *byte == b'\n');
        let line = end
            .and_then(|end| std::str::from_utf8(&rest[..end]).ok())
            .map(|line| line.split(';').next().unwrap_or(line).trim());
        let length = line.and_then(|line| usize::from_str_radix(line, 16).ok());
        match (end, length) {
            (Some(_), Some(0)) => return out,
            (Some(end), Some(length)) => {
                let chunk = &rest[end + 1..];
                out.extend_from_slice(&chunk[..length.min(chunk.len())]);
                rest = &chunk[length.min(chunk.len())..];
                rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
            }
            _ if out.is_empty() => return body.to_vec(),
            _ => {
                out.extend_from_slice(rest);
                return out;
            }
        }
    }
}

/// A body as it was before the server packed it; some archives hold it so already.
fn unpacked(body: Vec<u8>, coding: Option<&str>) -> Result<Vec<u8>, String> {
    match coding.map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") if is_packed(&body) => {
            // One byte more than is read of a page shows that there is more.
            let wanted = MAX_HTML_BYTES as u64 + 1;
            let bound = Bound { max_ratio: MAX_GZIP_RATIO, ratio_from: RATIO_FROM_BYTES, ..Bound::bytes(u64::MAX) };
            let packed = Counter::default();
            let members = Members::new(&body[..], packed.clone());
            let mut out = Vec::new();
            let mut bounded = Bounded::new(members, bound, "a page", packed).take(wanted);
            bounded.read_to_end(&mut out).map_err(|error| error.to_string())?;
            Ok(out)
        }
        None | Some("" | "identity" | "gzip" | "x-gzip") => Ok(body),
        // What is text all the same was unpacked by the crawler.
        Some(_) if std::str::from_utf8(&body).is_ok() => Ok(body),
        Some(other) => Err(format!("a page packed with {other:?}, which is not read (gzip is)")),
    }
}
