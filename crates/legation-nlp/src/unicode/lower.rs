//! Python's `str.lower`: the full mapping of Unicode, with the rule of the final sigma.
//!
//! Follows CPython's `handle_capital_sigma` (The Unicode Standard 14.0, section 3.13, table 3-17).

use super::tables::{CASE_IGNORABLE, CASED, LOWER};

/// The lower case of a text.
pub(crate) fn lower(text: &str) -> Box<str> {
    if text.is_ascii() {
        return text.to_ascii_lowercase().into_boxed_str();
    }
    let mut lowered = String::with_capacity(text.len() + 2);
    for (at, character) in text.char_indices() {
        match character {
            'Σ' => lowered.push(lower_sigma(text, at)),
            // The only character whose lower case is longer: an i with its dot apart.
            'İ' => lowered.push_str("i\u{307}"),
            _ => lowered.push(lower_char(character)),
        }
    }
    lowered.into_boxed_str()
}

fn lower_char(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let code = u32::from(character);
    let after = LOWER.partition_point(|run| run.0 <= code);
    match after.checked_sub(1).map(|at| LOWER[at]) {
        Some((first, last, step, difference)) if code <= last && (code - first).is_multiple_of(step) => {
            code.checked_add_signed(difference).and_then(char::from_u32).unwrap_or(character)
        }
        _ => character,
    }
}

/// A sigma is final after a cased letter and not before one; case-ignorable characters between do not count.
fn lower_sigma(text: &str, at: usize) -> char {
    let before = text[..at].chars().rev().find(|&c| !CASE_IGNORABLE.contains(c));
    let after = text[at + 'Σ'.len_utf8()..].chars().find(|&c| !CASE_IGNORABLE.contains(c));
    let is_final = before.is_some_and(|c| CASED.contains(c)) && !after.is_some_and(|c| CASED.contains(c));
    if is_final { 'ς' } else { 'σ' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_is_that_of_python() {
        for (text, lowered) in [
            ("NATO", "nato"),
            ("Ünlü", "ünlü"),
            ("Straße ẞ", "straße ß"),
            ("İZMİR", "i\u{307}zmi\u{307}r"),
            ("ÀĀĂŽ", "àāăž"),
            ("Ϣ\u{10c80}", "ϣ\u{10cc0}"),
            ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
            ("Σ", "σ"),
            ("ΑΣ'", "ας'"),
            ("ΑΣ'Α", "ασ'α"),
            ("Α.Σ", "α.ς"),
        ] {
            assert_eq!(&*lower(text), lowered);
        }
    }
}
