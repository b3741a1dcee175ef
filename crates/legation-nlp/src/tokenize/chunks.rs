//! Cuts a text into runs of white space and of anything else.

use std::ops::Range;

use crate::unicode::SPACE;

/// The chunks of a text in order. Each comes with whether one blank follows that belongs to no chunk: a blank right
/// after a word. All other white space is a chunk of its own.
pub(super) struct Chunks<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn is_space_at(&self, at: usize) -> Option<usize> {
        self.text[at..].chars().next().filter(|&c| SPACE.contains(c)).map(char::len_utf8)
    }

    fn word_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        while let Some(&byte) = bytes.get(end) {
            match KINDS[byte as usize] {
                Kind::Other => {}
                Kind::Space => break,
                Kind::PerhapsSpace if self.is_space_at(end).is_some() => break,
                Kind::PerhapsSpace => {}
            }
            end += 1;
        }
        end
    }

    fn space_end(&self) -> usize {
        let mut end = self.at;
        while let Some(length) = self.is_space_at(end) {
            end += length;
        }
        end
    }
}

impl Iterator for Chunks<'_> {
    type Item = (Range<usize>, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        self.at = self.word_end();
        if self.at > start {
            let end = self.at;
            let is_blank_next = self.text.as_bytes().get(end) == Some(&b' ');
            self.at += usize::from(is_blank_next);
            return Some((start..end, is_blank_next));
        }
        self.at = self.space_end();
        (self.at > start).then_some((start..self.at, false))
    }
}

/// What the first byte of a character tells; bytes inside a character are `Other`.
#[derive(Clone, Copy)]
enum Kind {
    Other,
    Space,
    PerhapsSpace,
}

static KINDS: [Kind; 256] = kinds();

const fn kinds() -> [Kind; 256] {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte <= b' ' {
        if matches!(byte, b'\t'..=b'\r' | 0x1c..=b' ') {
            kinds[byte as usize] = Kind::Space;
        }
        byte += 1;
    }
    // First bytes of U+0085 and U+00A0; U+1680; U+2000–U+205F; U+3000.
    kinds[0xc2] = Kind::PerhapsSpace;
    kinds[0xe1] = Kind::PerhapsSpace;
    kinds[0xe2] = Kind::PerhapsSpace;
    kinds[0xe3] = Kind::PerhapsSpace;
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(text: &str) -> Vec<(&str, bool)> {
        Chunks::new(text).map(|(range, blank)| (&text[range], blank)).collect()
    }

    #[test]
    fn one_blank_after_a_word_is_no_chunk() {
        assert_eq!(chunks("talks in  Doha "), [("talks", true), ("in", true), (" ", false), ("Doha", true)]);
        assert_eq!(chunks(" a\n b"), [(" ", false), ("a", false), ("\n ", false), ("b", false)]);
        assert_eq!(chunks("a\u{a0}é\u{3000} "), [("a", false), ("\u{a0}", false), ("é", false), ("\u{3000} ", false)]);
        assert_eq!(chunks(""), []);
    }

    #[test]
    fn every_space_is_found_by_its_first_byte() {
        for character in (0..=0x10ffff).filter_map(char::from_u32) {
            let text = format!("a{character}b");
            assert_eq!(chunks(&text).len() == 3 || character == ' ', SPACE.contains(character), "{character:?}");
        }
    }
}
