//! Words into pieces of a fixed vocabulary, as BERT's uncased tokenizer does.
//!
//! In: any text. Out: ids of pieces. Text is stripped of accents and case, parted at blanks and punctuation, and each
//! word is cut from the left into the longest pieces that the vocabulary has. Source: Devlin et al. 2019; the output is
//! that of the `tokenizers` library for the same vocabulary.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Longer words are unknown.
const LONGEST_WORD: usize = 100;

/// The vocabulary with what cuts words by it.
pub struct WordPiece {
    ids: FxHashMap<Box<str>, u32>,
    unknown: u32,
}

impl WordPiece {
    /// Reads a vocabulary, one piece a line; the number of the line, from 0, is its id. Pieces inside words begin
    /// with `##`.
    ///
    /// # Errors
    /// If a piece that stands for unknown words is missing.
    pub fn new(vocabulary: &str) -> Result<Self, String> {
        let ids: FxHashMap<Box<str>, u32> = vocabulary.lines().zip(0..).map(|(piece, id)| (piece.into(), id)).collect();
        let unknown = *ids.get("[UNK]").ok_or("no piece [UNK]")?;
        Ok(Self { ids, unknown })
    }

    /// The id of a piece as it stands in the vocabulary.
    #[must_use]
    pub fn id(&self, piece: &str) -> Option<u32> {
        self.ids.get(piece).copied()
    }

    /// Adds the pieces of `text` to `pieces`.
    pub fn encode(&self, text: &str, pieces: &mut Vec<u32>) {
        let mut word = String::new();
        for letter in text.chars().filter(|&letter| !is_dropped(letter)).nfd().filter(|&letter| !is_accent(letter)) {
            if letter.is_whitespace() {
                self.finish(&mut word, pieces);
            } else if is_alone(letter) {
                self.finish(&mut word, pieces);
                word.extend(letter.to_lowercase());
                self.finish(&mut word, pieces);
            } else {
                word.extend(letter.to_lowercase());
            }
        }
        self.finish(&mut word, pieces);
    }

    /// Cuts one word, and empties it.
    fn finish(&self, word: &mut String, pieces: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let first = pieces.len();
        if word.chars().count() > LONGEST_WORD || !self.cut(word, pieces) {
            pieces.truncate(first);
            pieces.push(self.unknown);
        }
        word.clear();
    }

    /// Whether the whole word could be cut.
    fn cut(&self, word: &str, pieces: &mut Vec<u32>) -> bool {
        let mut rest = word;
        let mut piece = String::new();
        while !rest.is_empty() {
            let mark = if rest.len() < word.len() { "##" } else { "" };
            let ends = rest.char_indices().map(|(at, letter)| at + letter.len_utf8()).rev();
            let found = ends.into_iter().find_map(|end| {
                piece.clear();
                piece.push_str(mark);
                piece.push_str(&rest[..end]);
                Some((end, self.id(&piece)?))
            });
            let Some((end, id)) = found else { return false };
            pieces.push(id);
            rest = &rest[end..];
        }
        true
    }
}

fn is_dropped(letter: char) -> bool {
    let is_blank = matches!(letter, '\t' | '\n' | '\r');
    letter == '\0'
        || letter == '\u{fffd}'
        || (!is_blank && letter.general_category_group() == GeneralCategoryGroup::Other)
}

fn is_accent(letter: char) -> bool {
    letter.general_category() == GeneralCategory::NonspacingMark
}

/// Punctuation and Chinese characters are words of their own.
fn is_alone(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || letter.general_category_group() == GeneralCategoryGroup::Punctuation
        || matches!(u32::from(letter), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2CEAF
            | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::WordPiece;

    const VOCABULARY: &str = "[UNK]\nthe\nenvoy\nme\n##t\n##s\n.\nsao\n'";

    fn pieces(text: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        WordPiece::new(VOCABULARY).unwrap().encode(text, &mut pieces);
        pieces
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        assert_eq!(pieces("The envoy met."), [1, 2, 3, 4, 6]);
        assert_eq!(pieces("ENVOYS"), [2, 5]);
    }

    #[test]
    fn accents_and_odd_letters_go() {
        assert_eq!(pieces("S\u{e3}o\u{200b} me"), [7, 3]);
    }

    #[test]
    fn a_word_with_one_unknown_piece_is_unknown() {
        assert_eq!(pieces("envoyq the"), [0, 1]);
        assert_eq!(pieces(&"me".repeat(60)), [0]);
    }

    #[test]
    fn a_vocabulary_without_an_unknown_piece_is_refused() {
        assert!(WordPiece::new("the\nenvoy").is_err());
    }
}
