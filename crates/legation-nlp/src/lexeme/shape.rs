//! The shape of a word: letters become `x` or `X`, digits `d`, runs are cut to four ("Xxxxx", "dddd", "X.X.").
//!
//! spaCy's `lang.lex_attrs.word_shape`.

use crate::unicode::{ALPHA, DIGIT, UPPER};

const LONG: usize = 100;
const MAX_RUN: usize = 4;

/// The shape of a word.
pub(super) fn shape(orth: &str) -> String {
    if orth.len() >= LONG && orth.chars().nth(LONG - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(orth.len().min(16));
    let mut run = (None, 0);
    for character in orth.chars() {
        let class = class(character);
        run = if run.0 == Some(class) { (run.0, run.1 + 1) } else { (Some(class), 1) };
        if run.1 <= MAX_RUN {
            shape.push(class);
        }
    }
    shape
}

fn class(character: char) -> char {
    if ALPHA.contains(character) {
        if UPPER.contains(character) { 'X' } else { 'x' }
    } else if DIGIT.contains(character) {
        'd'
    } else {
        character
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_cut_runs_to_four() {
        for (orth, expected) in [
            ("Gaza", "Xxxx"),
            ("Netanyahu", "Xxxxx"),
            ("U.S.", "X.X."),
            ("2026-01-02", "dddd-dd-dd"),
            ("Éire", "Xxxx"),
            ("m²", "xd"),
            ("xXd", "xXx"),
            ("......", "...."),
        ] {
            assert_eq!(shape(orth), expected);
        }
    }

    #[test]
    fn a_hundred_characters_are_long() {
        assert_eq!(shape(&"é".repeat(99)), "xxxx");
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }
}
