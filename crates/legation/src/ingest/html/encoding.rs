//! Bytes of a page to text, by what the page says of its encoding.
//!
//! Follows the encoding sniffing of the HTML standard (13.2.3.2) without its guesses by country. DIFFERS: bytes that are
//! UTF-8 throughout and not only ASCII are read as such, whatever the page says, for nothing else looks like that.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Where the declaration is looked for, in bytes.
const HEAD_BYTES: usize = 4096;

/// The text of a page, and what is good to know of how it was read. `label` is an encoding that was named outside of it.
pub(crate) fn decode(bytes: Vec<u8>, label: Option<&str>) -> (String, Option<String>) {
    let labelled = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let declared = labelled.or_else(|| declared(&bytes[..bytes.len().min(HEAD_BYTES)]));
    let bytes = match String::from_utf8(bytes) {
        // ISO-2022-JP and its like are ASCII to the eye.
        Ok(text) if declared.is_none_or(|declared| declared.is_ascii_compatible()) || !text.is_ascii() => {
            return (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None);
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let encoding = declared.unwrap_or(WINDOWS_1252);
    let (text, has_errors) = encoding.decode_without_bom_handling(&bytes);
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let name = encoding.name();
    let note = match (declared, has_errors) {
        (None, _) => Some(format!("neither UTF-8 nor labelled otherwise: read as {name}")),
        (_, true) => Some(format!("some bytes are no {name}, as the page says it is: each stands as U+FFFD")),
        _ => None,
    };
    (text, note)
}

/// The encoding that the page names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let mut rest = lower.as_slice();
    while let Some(at) = rest.windows(8).position(|window| window == b"charset=") {
        rest = &rest[at + 8..];
        let label = rest.trim_ascii_start();
        let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
        let end = label
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/') || byte.is_ascii_whitespace());
        if let Some(encoding) = Encoding::for_label(&label[..end.unwrap_or(label.len())]) {
            // What could be read up to here is not UTF-16.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, bool) {
        let (text, note) = decode(bytes.to_vec(), None);
        (text, note.is_some())
    }

    #[test]
    fn pages_are_read_in_their_encoding() {
        let page =
            |label: &str, bytes: &[u8]| decoded(&[b"<meta charset=", label.as_bytes(), b"><p>", bytes].concat()).0;
        assert!(page("utf-8", "São".as_bytes()).ends_with("<p>São"));
        assert!(page("windows-1251", b"\xcc\xe8\xf0").ends_with("<p>Мир"));
        assert!(page("'iso-8859-1'", b"S\xe3o \x92").ends_with("<p>São ’"));
        assert!(page("shift_jis", b"\x93\xfa\x96\x7b").ends_with("<p>日本"));
        assert!(page("gb18030", b"\xc4\xe3").ends_with("<p>你"));
        assert!(page("iso-8859-1", "São".as_bytes()).ends_with("<p>São"));
        assert!(page("utf-16", b"S").ends_with("<p>S"));
        assert_eq!(
            decode(b"<meta charset=utf-8>\xcc\xe8\xf0".to_vec(), Some("windows-1251")).0,
            "<meta charset=utf-8>Мир"
        );
        assert!(page("iso-2022-jp", b"\x1b$BF|\x1b(B").ends_with("<p>日"));
    }

    #[test]
    fn what_was_guessed_or_lost_is_told() {
        assert_eq!(decoded(b"S\xe3o"), ("São".to_owned(), true));
        assert_eq!(decoded(b"<meta charset=utf-8>S\xe3o"), ("<meta charset=utf-8>S\u{fffd}o".to_owned(), true));
        assert_eq!(decoded("\u{feff}plain".as_bytes()), ("plain".to_owned(), false));
        assert_eq!(decoded(b"<meta charset=nonsense>x"), ("<meta charset=nonsense>x".to_owned(), false));
    }
}
