//! A set of characters: one bit for each ASCII character, sorted ranges for all of them.

use std::borrow::Cow;

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CharSet {
    ascii: u128,
    /// Sorted, disjoint, both ends inclusive.
    ranges: Cow<'static, [(u32, u32)]>,
}

impl CharSet {
    /// A generated set; `ascii` repeats what `ranges` say of the first 128 characters.
    pub(super) const fn fixed(ascii: u128, ranges: &'static [(u32, u32)]) -> Self {
        Self { ascii, ranges: Cow::Borrowed(ranges) }
    }

    /// The characters of ranges (both ends inclusive) in any order.
    pub(crate) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match joined.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        let ascii = joined
            .iter()
            .take_while(|(first, _)| *first < 128)
            .flat_map(|&(first, last)| first..=last.min(127))
            .fold(0, |bits, code| bits | 1 << code);
        Self { ascii, ranges: Cow::Owned(joined) }
    }

    /// The set of one character.
    pub(crate) fn one(character: char) -> Self {
        Self::new(vec![(character.into(), character.into())])
    }

    /// Whether the character is in the set.
    pub(crate) fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let after = self.ranges.partition_point(|range| range.0 <= code);
        after > 0 && code <= self.ranges[after - 1].1
    }

    /// The ranges, sorted, both ends inclusive.
    pub(crate) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// Every character that is not in this set.
    pub(crate) fn complement(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(first, last) in self.ranges() {
            if next < first {
                gaps.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= char::MAX.into() {
            gaps.push((next, char::MAX.into()));
        }
        Self::new(gaps)
    }

    /// The single character of the set, if it has just one.
    pub(crate) fn sole(&self) -> Option<char> {
        match self.ranges() {
            &[(first, last)] if first == last => char::from_u32(first),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_joined_and_looked_up() {
        let set = CharSet::new(vec![(0x100, 0x1ff), (0x61, 0x63), (0x64, 0x66), (0x180, 0x200)]);
        assert_eq!(set.ranges(), [(0x61, 0x66), (0x100, 0x200)]);
        assert!(set.contains('a') && set.contains('f') && !set.contains('g'));
        assert!(set.contains('\u{100}') && set.contains('\u{200}') && !set.contains('\u{201}') && !set.contains('ÿ'));
    }

    #[test]
    fn the_complement_holds_the_rest() {
        let set = CharSet::one('ß');
        let rest = set.complement();
        assert!(!rest.contains('ß') && rest.contains('a') && rest.contains('\u{10ffff}'));
        assert_eq!(rest.complement(), set);
        assert_eq!(set.sole(), Some('ß'));
        assert_eq!(rest.sole(), None);
    }
}
