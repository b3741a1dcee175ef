//! Cuts names of the tables into words as the English tokenizer cuts them in a text.
//!
//! Only what stands in names is handled; the full rules live in `legation-nlp`, which needs a model to be loaded.

use compact_str::CompactString;

/// Words that keep a dot after a small letter.
const ABBREVIATIONS: [&str; 20] = [
    "Adm.", "Bros.", "Co.", "Corp.", "Dr.", "Gen.", "Gov.", "Inc.", "Jr.", "Ltd.", "Messrs.", "Mr.", "Mrs.", "Ms.",
    "Mt.", "Prof.", "Rep.", "Rev.", "Sen.", "St.",
];

/// The tokens of a name, joined by blanks.
pub(super) fn split(name: &str) -> CompactString {
    let mut words = CompactString::with_capacity(name.len() + 4);
    for chunk in name.split_whitespace() {
        split_chunk(chunk, &mut words);
    }
    words
}

fn split_chunk(chunk: &str, words: &mut CompactString) {
    let rest = chunk.trim_start_matches(|c| is_bracket(c) || is_quote(c));
    add_chars(&chunk[..chunk.len() - rest.len()], words);
    let kept = rest.trim_end_matches(|c| is_bracket(c) || c == ',');
    let ending = ending(kept);
    split_infixes(&kept[..kept.len() - ending.len()], words);
    add(ending, words);
    add_chars(&rest[kept.len()..], words);
}

/// What is cut off at the end: a possessive, or the dot of a word that is no known abbreviation.
fn ending(kept: &str) -> &str {
    let cut = |ending: &str| kept.len() > ending.len() && kept.ends_with(ending);
    let possessive = ["'s", "’s", "'", "’"].into_iter().find(|ending| cut(ending));
    let dot = cut(".") && !ABBREVIATIONS.contains(&kept) && kept.chars().rev().nth(1).is_some_and(char::is_lowercase);
    possessive.or_else(|| dot.then_some(".")).unwrap_or_default()
}

/// Hyphens and slashes before a letter, commas between letters and plus signs between digits stand alone.
fn split_infixes(stem: &str, words: &mut CompactString) {
    let mut start = 0;
    for (at, c) in stem.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—' | '/' | ',' | '+')) {
        let end = at + c.len_utf8();
        let (Some(before), Some(after)) = (stem[..at].chars().next_back(), stem[end..].chars().next()) else {
            continue;
        };
        let infix = match c {
            ',' => before.is_alphabetic() && after.is_alphabetic(),
            '+' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => (before.is_alphabetic() || before.is_ascii_digit()) && after.is_alphabetic(),
        };
        if infix {
            add(&stem[start..at], words);
            add(&stem[at..end], words);
            start = end;
        }
    }
    add(&stem[start..], words);
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']')
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '"' | '“')
}

fn add_chars(chars: &str, words: &mut CompactString) {
    chars.char_indices().for_each(|(at, c)| add(&chars[at..at + c.len_utf8()], words));
}

fn add(word: &str, words: &mut CompactString) {
    if !word.is_empty() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_as_in_text() {
        for (name, words) in [
            ("United States of America", "United States of America"),
            ("Guinea-Bissau", "Guinea - Bissau"),
            ("U.S.", "U.S."),
            ("People's Republic of China", "People 's Republic of China"),
            ("Hay'at Tahrir al-Sham", "Hay'at Tahrir al - Sham"),
            ("Congo (Kinshasa)", "Congo ( Kinshasa )"),
            ("Washington, D.C.", "Washington , D.C."),
            ("G-7", "G-7"),
            ("M23", "M23"),
            ("Peoples' Party", "Peoples ' Party"),
            ("'Ndrangheta", "' Ndrangheta"),
            ("P5+1", "P5 + 1"),
            ("5-Star Movement", "5 - Star Movement"),
            ("No. 10", "No . 10"),
            ("St. Lucia", "St. Lucia"),
        ] {
            assert_eq!(split(name), words, "{name}");
        }
    }
}
