//! Cuts one chunk of text into parts: prefixes, infixes, suffixes, exceptions.
//!
//! Follows spaCy's `Tokenizer._split_affixes` and `_attach_tokens` (3.8), with their order of questions.

use super::exceptions::Exceptions;
use super::pattern::{Machine, Pattern, SuffixPattern};

/// One token of a chunk, in bytes from the start of the chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The id of the norm that an exception gives, or 0.
    pub(super) norm: u64,
}

/// The expressions of the model; one that is missing never matches.
#[derive(Debug, Default)]
pub(super) struct Affixes {
    pub(super) prefix: Option<Pattern>,
    pub(super) suffix: Option<SuffixPattern>,
    pub(super) infix: Option<Pattern>,
    pub(super) url: Option<Pattern>,
}

impl Affixes {
    /// Appends the parts of a chunk that is not empty.
    pub(super) fn cut(&self, chunk: &str, exceptions: &Exceptions, machine: &mut Machine, parts: &mut Vec<Part>) {
        let mut suffixes = Vec::new();
        let core = self.strip(chunk, exceptions, machine, parts, &mut suffixes);
        let (start, end) = core;
        if start < end {
            let text = &chunk[start..end];
            if let Some(exception) = exceptions.get(text) {
                parts.extend(exception.iter().map(|part| part.moved(start)));
            } else if self.url.as_ref().is_some_and(|url| url.is_match(text, machine)) {
                parts.push(Part::new(start, end));
            } else {
                self.cut_infixes(text, start, machine, parts);
            }
        }
        parts.extend(suffixes.into_iter().rev());
    }

    /// Takes prefixes and suffixes off until none is left or what is left is an exception, which it returns.
    fn strip(
        &self,
        chunk: &str,
        exceptions: &Exceptions,
        machine: &mut Machine,
        prefixes: &mut Vec<Part>,
        suffixes: &mut Vec<Part>,
    ) -> (usize, usize) {
        let (mut start, mut end) = (0, chunk.len());
        while start < end && !exceptions.has(&chunk[start..end]) {
            let after_prefix = start + self.prefix_length(&chunk[start..end], machine);
            if after_prefix > start && exceptions.has(&chunk[after_prefix..end]) {
                prefixes.push(Part::new(start, after_prefix));
                return (after_prefix, end);
            }
            // The suffix is sought in what the prefix leaves, but its exception includes the prefix.
            let before_suffix = end - self.suffix_length(&chunk[after_prefix..end], machine);
            if before_suffix < end && exceptions.has(&chunk[start..before_suffix]) {
                suffixes.push(Part::new(before_suffix, end));
                return (start, before_suffix);
            }
            if after_prefix == start && before_suffix == end {
                break;
            }
            if after_prefix > start {
                prefixes.push(Part::new(start, after_prefix));
            }
            if before_suffix < end {
                suffixes.push(Part::new(before_suffix, end));
            }
            (start, end) = (after_prefix, before_suffix);
        }
        (start, end)
    }

    /// Cuts at infixes; `start` is where `text` begins in its chunk.
    ///
    /// An infix at the very start is not cut off: spaCy means to skip one that follows another directly, but compares
    /// with the start of the text only.
    fn cut_infixes(&self, text: &str, start: usize, machine: &mut Machine, parts: &mut Vec<Part>) {
        let mut done = 0;
        let mut from = 0;
        while let Some((at, end)) = self.infix.as_ref().and_then(|infix| infix.find(text, from, machine)) {
            from = end;
            if at == 0 {
                continue;
            }
            if done < at {
                parts.push(Part::new(start + done, start + at));
            }
            parts.push(Part::new(start + at, start + end));
            done = end;
        }
        if done < text.len() {
            parts.push(Part::new(start + done, start + text.len()));
        }
    }

    /// Whether a prefix, suffix or infix matches somewhere in the text.
    pub(super) fn concern(&self, text: &str, machine: &mut Machine) -> bool {
        self.prefix_length(text, machine) > 0
            || self.suffix_length(text, machine) > 0
            || self.infix.as_ref().is_some_and(|infix| infix.find(text, 0, machine).is_some())
    }

    fn prefix_length(&self, text: &str, machine: &mut Machine) -> usize {
        self.prefix.as_ref().and_then(|prefix| prefix.match_at(text, 0, machine)).unwrap_or(0)
    }

    fn suffix_length(&self, text: &str, machine: &mut Machine) -> usize {
        self.suffix.as_ref().map_or(0, |suffix| suffix.length(text, machine))
    }
}

impl Part {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start, end, norm: 0 }
    }

    pub(super) fn moved(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes() -> Affixes {
        Affixes {
            prefix: Some(Pattern::prefix(r#"^\(|^"|^\$|^\.\.+"#).unwrap()),
            suffix: Some(SuffixPattern::new(r#"\)$|"$|,$|\.$|'s$|(?<=[0-9])km$"#).unwrap()),
            infix: Some(Pattern::infix(r"\.\.+|(?<=[a-z])-(?=[a-z])").unwrap()),
            url: Some(Pattern::new(r"^[a-z-]+\.org$").unwrap()),
        }
    }

    fn cut(chunk: &str) -> Vec<&str> {
        let part = |start, end| Part::new(start, end);
        let exceptions = Exceptions::of([
            ("can't", vec![part(0, 2), part(2, 5)]),
            ("a.", vec![part(0, 2)]),
            ("(a", vec![part(0, 2)]),
        ]);
        let mut parts = Vec::new();
        affixes().cut(chunk, &exceptions, &mut Machine::default(), &mut parts);
        parts.into_iter().map(|part| &chunk[part.start..part.end]).collect()
    }

    #[test]
    fn affixes_come_off_from_outside_in() {
        assert_eq!(cut(r#"("Gaza's"),"#), ["(", "\"", "Gaza", "'s", "\"", ")", ","]);
        assert_eq!(cut("((("), ["(", "(", "("]);
        assert_eq!(cut("10km."), ["10", "km", "."]);
    }

    #[test]
    fn exceptions_stop_the_cutting() {
        assert_eq!(cut("(can't)"), ["(", "ca", "n't", ")"]);
        assert_eq!(cut("(a."), ["(", "a."]);
        assert_eq!(cut("(a)"), ["(a", ")"]);
    }

    #[test]
    fn infixes_are_cut_but_not_at_the_start_and_not_in_urls() {
        assert_eq!(cut("cease-fire"), ["cease", "-", "fire"]);
        assert_eq!(cut("cease-fire.org,"), ["cease-fire.org", ","]);
        assert_eq!(cut("no...so..-b-c"), ["no", "...", "so", "..", "-b", "-", "c"]);
        let infix_only = Affixes { infix: affixes().infix, ..Affixes::default() };
        let mut parts = Vec::new();
        infix_only.cut("..a", &Exceptions::of([]), &mut Machine::default(), &mut parts);
        assert_eq!(parts, [Part::new(0, 3)]);
    }
}
