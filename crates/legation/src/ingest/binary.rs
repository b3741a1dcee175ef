//! Tells data that is no text from its first bytes.

/// More than one control character in this many bytes is no text. Legacy wire copy has a few
/// (start and end of text), compressed and compiled data about one in nine.
const BYTES_PER_CONTROL: usize = 20;

/// So many are never too many, however short the text.
const CONTROLS_ALLOWED: usize = 3;

/// Formats that are often handed in by mistake.
const MAGIC: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x89PNG", "a PNG image"),
];

/// What kind of binary data starts with `head`, or `None` if it looks like text.
pub(super) fn kind(head: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(kind);
    }
    let controls = head.iter().filter(|byte| is_control(**byte)).count();
    (head.contains(&0) || controls > CONTROLS_ALLOWED.max(head.len() / BYTES_PER_CONTROL)).then_some("binary data")
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x1f | 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_data_is_told_from_text() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Some("a PNG image"));
        assert_eq!(kind(b"text with one \0 in it"), Some("binary data"));
        assert_eq!(kind(b"\x01\x02\x03\x04 control"), Some("binary data"));
        assert_eq!(kind("Ünïcode text,\r\n\twith tabs".as_bytes()), None);
        assert_eq!(kind(b"\x01one start-of-text mark in a line of wire copy is fine"), None);
    }
}
