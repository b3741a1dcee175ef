//! Character references of HTML (`&eacute;`, `&#8217;`) to characters.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The text with its character references decoded; what is none stays as it is.
pub(in crate::ingest) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    match html_escape::decode_html_entities(text) {
        // `&#146;` means the byte 0x92 of windows-1252 (HTML standard 13.2.5.80), as old editors wrote it.
        decoded if decoded.contains(is_c1) => Cow::Owned(decoded.chars().map(from_windows).collect()),
        decoded => decoded,
    }
}

fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

fn from_windows(c: char) -> char {
    let byte = u8::try_from(u32::from(c)).ok().filter(|_| is_c1(c));
    let decoded = byte.and_then(|byte| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next());
    decoded.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        assert_eq!(decode("S&atilde;o Tom&#xe9; &amp;amp; &#8217;&#146;"), "São Tomé &amp; ’’");
        assert_eq!(decode("AT&T &nonsense; &#xFFFFFFFF; &#0;&"), decode("AT&T &nonsense; &#xFFFFFFFF; &#0;&"));
        assert!(matches!(decode("plain"), Cow::Borrowed(_)));
    }
}
