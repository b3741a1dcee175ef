//! A half-open range of UTF-8 byte offsets into a text.
//!
//! Every offset that Legation stores or prints is one of these; tests slice the text by them.

use serde::{Deserialize, Serialize};

/// Half-open byte range `[start, end)` into the annotated text.
///
/// Both ends lie on character boundaries of the text that the span was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The words of `text` under this span.
    ///
    /// # Panics
    /// If the span was made for another text and does not fit this one.
    ///
    /// # Example
    /// ```
    /// use legation_nlp::Span;
    /// assert_eq!(Span::new(0, 5).of("Qatar hosted talks"), "Qatar");
    /// ```
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
