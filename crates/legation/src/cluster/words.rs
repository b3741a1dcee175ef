//! Words as they are compared: stems with weights, names heavier than other words, function words not at all.

use std::ops::Range;

/// Words of a sentence or document, each once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    /// Hash and weight of each word, by hash.
    words: Vec<(u64, f32)>,
    total: f32,
}

/// A name tells more than another word.
const NAME: f32 = 2.5;
/// Numbers differ between reports of one happening.
const NUMBER: f32 = 0.5;
/// Sentences that share little because they say little are not alike: this much is added to what they do not share.
const SMOOTHING: f32 = 2.0;
/// Words of a document that are looked at.
const MOST_NAMES: usize = 40;

impl Bag {
    fn new(mut words: Vec<(u64, f32)>) -> Self {
        words.sort_by(|left, right| left.0.cmp(&right.0).then(right.1.total_cmp(&left.1)));
        words.dedup_by_key(|word| word.0);
        let total = words.iter().map(|word| word.1).sum();
        Self { words, total }
    }

    /// How much of the smaller one the other has too, 0 to 1.
    #[must_use]
    pub fn alike(&self, other: &Self) -> f32 {
        let mut shared = 0.0;
        let (mut left, mut right) = (self.words.iter().peekable(), other.words.iter().peekable());
        while let (Some((one, weight)), Some((two, other_weight))) = (left.peek(), right.peek()) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += weight.min(*other_weight);
                    left.next();
                    right.next();
                }
            }
        }
        shared / (self.total.min(other.total) + SMOOTHING)
    }

    /// The heaviest words: by them others are found.
    pub(super) fn names(&self) -> impl Iterator<Item = u64> {
        self.words.iter().filter(|word| word.1 >= NAME).map(|word| word.0)
    }
}

/// The words of the sentence around some bytes of a text.
#[must_use]
pub fn wording(text: &str, start: usize, end: usize) -> Bag {
    Bag::new(words(&text[sentence(text, start, end)]))
}

/// What a document is about: the names in its headline and text.
#[must_use]
pub fn context(title: Option<&str>, text: &str) -> Bag {
    let mut names = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for (hash, weight) in title.map(title_words).into_iter().flatten().chain(words(text)) {
        if weight >= NAME && seen.insert(hash) {
            names.push((hash, 1.0));
            if names.len() == MOST_NAMES {
                break;
            }
        }
    }
    Bag::new(names)
}

/// The words of a headline; those of a headline that begin with a capital are names only where not nearly all do.
fn title_words(title: &str) -> Vec<(u64, f32)> {
    let found = words(title);
    let n_names = found.iter().filter(|word| word.1 >= NAME).count();
    if n_names * 2 > found.len() { Vec::new() } else { found }
}

/// The sentence in which some bytes stand, as far as full stops and line ends tell.
pub(crate) fn sentence(text: &str, start: usize, end: usize) -> Range<usize> {
    let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(end.max(start)));
    let before = text.get(..start).unwrap_or_default();
    let from = ends(before).last().unwrap_or(0);
    let after = text.get(end..).unwrap_or_default();
    let to = ends(after).next().map_or(text.len(), |at| end + at);
    from..to
}

/// Where sentences end: behind a line, or behind a mark with a blank after it.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(move |at| {
        let stops = |byte: u8| matches!(byte, b'.' | b'!' | b'?');
        bytes[*at] == b'\n' || *at > 0 && bytes[*at] == b' ' && stops(bytes[*at - 1]) && !is_short(&bytes[..*at - 1])
    })
}

/// Whether a full stop stands behind an initial or a short form with a capital ("U.N.", "Mr.").
fn is_short(before: &[u8]) -> bool {
    let word = before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    word <= 2 && before.len() >= word && before[before.len() - word..].first().is_some_and(u8::is_ascii_uppercase)
}

fn words(text: &str) -> Vec<(u64, f32)> {
    let mut words = Vec::new();
    let mut is_first = true;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric()) {
        is_first |= rest[..start].contains(['.', '!', '?', '\n', '"', '“']) && !rest[..start].contains(['\'', '’']);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        if let Some(found) = weighed(word, is_first) {
            words.push(found);
        }
        is_first = false;
    }
    words
}

fn weighed(word: &str, is_first: bool) -> Option<(u64, f32)> {
    let is_name = word.starts_with(char::is_uppercase);
    let lower = word.to_lowercase();
    if lower.len() < 3 && !is_name || FUNCTION_WORDS.binary_search(&lower.as_str()).is_ok() {
        return None;
    }
    let weight = match () {
        () if word.starts_with(|c: char| c.is_ascii_digit()) => NUMBER,
        () if is_name && !is_first => NAME,
        () => 1.0,
    };
    Some((hash(stem(&lower)), weight))
}

/// The word without the endings of its forms; good enough to compare, not to read.
fn stem(word: &str) -> &str {
    for ending in ["ings", "ing", "ers", "er", "edly", "ed", "ies", "es", "s", "ly", "e", "y"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 4
        {
            return stem;
        }
    }
    word
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Words that every report has, days and months too: when it was is compared by itself.
const FUNCTION_WORDS: [&str; 123] = [
    "about",
    "according",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "also",
    "although",
    "and",
    "another",
    "any",
    "april",
    "are",
    "around",
    "august",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "can",
    "could",
    "day",
    "days",
    "december",
    "did",
    "during",
    "each",
    "earlier",
    "evening",
    "february",
    "for",
    "four",
    "friday",
    "from",
    "had",
    "has",
    "have",
    "her",
    "him",
    "his",
    "into",
    "its",
    "january",
    "july",
    "june",
    "last",
    "late",
    "later",
    "march",
    "may",
    "monday",
    "month",
    "months",
    "more",
    "morning",
    "most",
    "new",
    "next",
    "night",
    "not",
    "november",
    "october",
    "off",
    "one",
    "only",
    "other",
    "others",
    "our",
    "out",
    "over",
    "said",
    "same",
    "saturday",
    "say",
    "saying",
    "says",
    "seven",
    "she",
    "should",
    "since",
    "six",
    "some",
    "sunday",
    "ten",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "three",
    "through",
    "thursday",
    "told",
    "tuesday",
    "two",
    "under",
    "until",
    "upon",
    "was",
    "wednesday",
    "week",
    "weeks",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "will",
    "with",
    "would",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn sentences_are_found() {
        let text = "First. The U.N. envoy met Mr. Lee in Doha on Monday. Then he left.\nNext line";
        let at = text.find("met").unwrap();
        assert_eq!(text[sentence(text, at, at + 3)].trim(), "The U.N. envoy met Mr. Lee in Doha on Monday.");
        let at = text.find("left").unwrap();
        assert_eq!(text[sentence(text, at, at + 4)].trim(), "Then he left.");
        assert_eq!(sentence("", 0, 0), 0..0);
    }

    #[test]
    fn sentences_are_alike_by_what_they_share() {
        let bag = |text: &str| wording(text, 0, 1);
        let one = bag("Gunmen abducted five engineers near Tame in Arauca on Tuesday");
        let other = bag("Five engineers were kidnapped near Tame by gunmen");
        let none = bag("Leaders of both states met in Geneva for talks");
        assert!(one.alike(&other) > 0.4, "{}", one.alike(&other));
        assert!(one.alike(&none) < 0.1);
        assert!((one.alike(&other) - other.alike(&one)).abs() < f32::EPSILON);
        assert!(one.alike(&one) > 0.7 && Bag::default().alike(&one) < 0.01);
    }

    #[test]
    fn a_document_is_about_its_names() {
        let one =
            context(Some("Envoys Meet In Doha"), "The envoys of Peru and Chile met in Doha. They will meet in Lima.");
        assert_eq!(one.words.len(), 4);
    }
}
