//! A count as the contract defines it.

use std::collections::BTreeMap;

use serde::Serialize;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CountKind {
    /// People killed.
    Dead,
    /// People hurt and alive.
    Injured,
    /// People arrested.
    Arrested,
    /// People abducted or taken hostage.
    Abducted,
    /// People driven from their homes.
    Displaced,
    /// People who took part: marchers, troops that were sent.
    Participants,
    /// Money.
    Amount,
}

impl CountKind {
    /// All, in the order of the record.
    pub const ALL: [Self; 7] =
        [Self::Dead, Self::Injured, Self::Arrested, Self::Abducted, Self::Displaced, Self::Participants, Self::Amount];

    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Injured => "injured",
            Self::Arrested => "arrested",
            Self::Abducted => "abducted",
            Self::Displaced => "displaced",
            Self::Participants => "participants",
            Self::Amount => "amount",
        }
    }
}

/// One number, with the words that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The least that the words say; none where they give an upper bound only.
    pub low: Option<u64>,
    /// The most that the words say; none where they give a lower bound only.
    pub high: Option<u64>,
    /// ISO 4217 code of an amount, where the words tell it; amounts are in whole units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The words.
    pub text: String,
    /// First byte in the stored text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// The counts of one happening by kind; empty where the text gives no number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Counts(pub BTreeMap<CountKind, Count>);

impl Counts {
    /// Moves all offsets by `bytes`, from a section of a long document to the whole.
    pub(crate) fn shift(&mut self, bytes: u64) {
        for count in self.0.values_mut() {
            count.start += bytes;
            count.end += bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(low: Option<u64>, currency: Option<&str>) -> Count {
        Count { low, high: None, currency: currency.map(str::to_owned), text: "12".into(), start: 3, end: 5 }
    }

    #[test]
    fn the_record_has_the_words_of_the_contract() {
        let counts = [(CountKind::Amount, count(Some(12), Some("USD"))), (CountKind::Dead, count(None, None))];
        let json = serde_json::to_string(&Counts(counts.into())).expect("a record");
        assert_eq!(
            json,
            r#"{"dead":{"low":null,"high":null,"text":"12","start":3,"end":5},"amount":{"low":12,"high":null,"currency":"USD","text":"12","start":3,"end":5}}"#
        );
    }

    #[test]
    fn a_shift_moves_every_offset() {
        let mut counts = Counts([(CountKind::Dead, count(None, None))].into());
        counts.shift(100);
        assert_eq!((counts.0[&CountKind::Dead].start, counts.0[&CountKind::Dead].end), (103, 105));
    }
}
