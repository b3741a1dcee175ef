//! Character properties exactly as Python's `str` methods and `re` classes have them.
//!
//! The model was trained on what spaCy computes under Python 3.11 (Unicode 14.0). Rust's own properties come from a
//! newer Unicode and are defined otherwise in places (`is_alphabetic` holds for marks, `isalpha` does not), so the
//! tables are generated from Python and stay the same whatever compiler builds the program.

mod charset;
mod lower;
mod tables;

pub(crate) use charset::CharSet;
pub(crate) use lower::lower;
pub(crate) use tables::{ALPHA, DECIMAL, DIGIT, SPACE, UPPER, WORD};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_those_of_python() {
        for c in ['\u{1c}', '\u{1f}', '\u{85}', '\u{a0}', '\u{2028}', '\u{3000}', ' ', '\t'] {
            assert!(SPACE.contains(c), "{c:?}");
        }
        for c in ['\u{200b}', '\u{180e}', '\u{feff}', 'a'] {
            assert!(!SPACE.contains(c), "{c:?}");
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_python() {
        assert!(!ALPHA.contains('\u{345}') && !ALPHA.contains('Ⅷ'), "Rust counts both as alphabetic");
        assert!(ALPHA.contains('ß') && ALPHA.contains('語') && !UPPER.contains('ª'));
        assert!(DIGIT.contains('²') && !DECIMAL.contains('²') && DECIMAL.contains('٣'));
        assert!(WORD.contains('½') && WORD.contains('_') && !WORD.contains('-'));
    }
}
