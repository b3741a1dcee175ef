//! Ids of rows as numbers: `m-0123456789abcdef-2` is 16 hexadecimal digits and a count.

use std::fmt;

use crate::record::Kind;

/// The id of a row or event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowId {
    /// The digits.
    pub(crate) number: i64,
    /// Which of several with these digits, from 1.
    pub(crate) nth: i64,
}

impl RowId {
    /// The id in its written form, after any prefix.
    pub(crate) fn parse(id: &str) -> Option<Self> {
        let mut parts = id.split('-').skip(1);
        let digits = parts.next().filter(|digits| digits.len() == 16)?;
        let number = u64::from_str_radix(digits, 16).ok()?.cast_signed();
        let nth = parts.next().map_or(Some(1), |nth| nth.parse().ok())?;
        parts.next().is_none().then_some(Self { number, nth })
    }

    /// The written form behind a prefix.
    pub(crate) fn with(self, prefix: &str) -> String {
        format!("{prefix}-{self}")
    }

    /// The written form of a row's id.
    pub(crate) fn of(self, kind: Kind) -> String {
        self.with(kind.prefix())
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.number)?;
        if self.nth > 1 { write!(f, "-{}", self.nth) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_and_written() {
        for id in ["m-00000000000000ff", "m-f123456789abcdef-2"] {
            assert_eq!(RowId::parse(id).unwrap().of(Kind::Mentions), id);
        }
        for wrong in ["", "m", "m-12", "m-zzzzzzzzzzzzzzzz", "m-00000000000000ff-x", "m-00000000000000ff-2-3"] {
            assert!(RowId::parse(wrong).is_none(), "{wrong}");
        }
    }
}
