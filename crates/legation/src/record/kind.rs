//! The kinds of rows.

/// What can be coded in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Who did what to whom.
    Mentions,
    /// Who stands where.
    Positions,
    /// Who said what.
    Quotations,
    /// How a body voted.
    Votes,
    /// Who goes between whom.
    Mediations,
    /// Who went where.
    Visits,
}

impl Kind {
    /// All, in the contract's order.
    pub const ALL: [Self; 6] =
        [Self::Mentions, Self::Positions, Self::Quotations, Self::Votes, Self::Mediations, Self::Visits];

    /// The word in a row's `kind`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mentions => "mention",
            Self::Positions => "position",
            Self::Quotations => "quotation",
            Self::Votes => "vote",
            Self::Mediations => "mediation",
            Self::Visits => "visit",
        }
    }

    /// What ids begin with.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Mentions => "m",
            Self::Positions => "p",
            Self::Quotations => "q",
            Self::Votes => "v",
            Self::Mediations => "i",
            Self::Visits => "t",
        }
    }
}

/// A choice of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u8);

impl Kinds {
    /// Every kind.
    #[must_use]
    pub fn all() -> Self {
        Kind::ALL.into_iter().collect()
    }

    /// Whether a kind is chosen.
    #[must_use]
    pub const fn holds(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | 1 << kind as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_holds_what_was_chosen() {
        let some: Kinds = [Kind::Votes, Kind::Mentions].into_iter().collect();
        assert_eq!(Kind::ALL.map(|kind| some.holds(kind)), [true, false, false, true, false, false]);
        assert!(Kind::ALL.into_iter().all(|kind| Kinds::all().holds(kind)));
        assert!(!Kinds::default().holds(Kind::Mentions));
    }
}
