//! What was wanted, found and right.

use std::ops::AddAssign;

/// Counts of one class, or of a whole set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// What the set wants.
    pub wanted: u64,
    /// What the program found.
    pub found: u64,
    /// What was both.
    pub right: u64,
}

impl Tally {
    /// Share of what was found that is right; 0 where nothing was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of what is wanted that was found; 0 where nothing is wanted.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.wanted)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn shares_of_nothing_are_nothing() {
        let none = Tally::default();
        assert_eq!((none.precision(), none.recall(), none.f1()), (0.0, 0.0, 0.0));
        let some = Tally { wanted: 4, found: 2, right: 1 };
        assert_eq!((some.precision(), some.recall()), (0.5, 0.25));
        assert!((some.f1() - 1.0 / 3.0).abs() < 1e-12);
    }
}
