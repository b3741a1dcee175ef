//! Publication dates: ISO 8601, or none at all.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

/// Earlier years are placeholders of databases and programs (`0000-00-00`, `0001-01-01`).
const FIRST_YEAR: i16 = 1000;

/// A publication date: as it was given, and the day that it names there where it was published.
///
/// # Example
/// ```
/// use legation::ingest::Published;
/// let published: Published = "2023-10-20T23:30:00-05:00".parse().unwrap();
/// assert_eq!(published.date().to_string(), "2023-10-20");
/// assert!("20/10/2023".parse::<Published>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    given: String,
    date: Date,
    basis: PublishedBasis,
}

/// Where a publication date comes from. How far it is to be trusted depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedBasis {
    /// A field of the input: a JSON line, a cell, front matter.
    Input,
    /// The user gave it for all documents that have none.
    Option,
    /// `datePublished` of a page's JSON-LD.
    JsonLd,
    /// A `meta` field of a page.
    Meta,
    /// A `time` element of a page.
    Time,
    /// The address of a page.
    Url,
    /// An item of a feed.
    Feed,
    /// When a web archive fetched the page: it was published then, or earlier.
    WarcDate,
}

impl PublishedBasis {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Input, Self::Option, Self::JsonLd, Self::Meta, Self::Time, Self::Url, Self::Feed, Self::WarcDate];

    /// The word that rows show.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Option => "option",
            Self::JsonLd => "json-ld",
            Self::Meta => "meta",
            Self::Time => "time",
            Self::Url => "url",
            Self::Feed => "feed",
            Self::WarcDate => "warc-date",
        }
    }
}

impl Published {
    /// The date or date-time as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.given
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Where it comes from; [`PublishedBasis::Input`] unless said otherwise.
    #[must_use]
    pub fn basis(&self) -> PublishedBasis {
        self.basis
    }

    /// The same date from another place.
    #[must_use]
    pub fn with_basis(self, basis: PublishedBasis) -> Self {
        Self { basis, ..self }
    }
}

impl FromStr for Published {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let given = given.trim();
        let date = day(given).filter(|date| date.year() >= FIRST_YEAR);
        let date = date.ok_or_else(|| {
            let shown: String = given.chars().take(40).collect();
            format!("{shown:?} is no ISO 8601 date (expected YYYY-MM-DD, with or without a time)")
        })?;
        Ok(Self { given: given.to_owned(), date, basis: PublishedBasis::Input })
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.given)
    }
}

/// The calendar day as written: a time zone says where the day was that day, and does not move it.
fn day(given: &str) -> Option<Date> {
    let extended = given.as_bytes().get(4) == Some(&b'-');
    let (head, time) = given.split_at_checked(if extended { 10 } else { 8 })?;
    let date: Date = head.parse().ok()?;
    let sound = time.is_empty() || given.parse::<Timestamp>().is_ok() || given.parse::<DateTime>().is_ok();
    sound.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_date_times_are_read_and_kept_as_given() {
        for given in ["2023-10-20", "20231020", "2023-10-20T08:00:00Z", "2023-10-20 08:00", "2023-10-20T23:59:59+14:00"]
        {
            let published: Published = given.parse().unwrap();
            assert_eq!((published.as_str(), published.date().to_string().as_str()), (given, "2023-10-20"));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for given in [
            "",
            "yesterday",
            "2023",
            "2023-10",
            "02/03/26",
            "2023-02-30",
            "0000-00-00",
            "0001-01-01",
            "2023-10-20x",
            "2023-1é-20",
        ] {
            assert!(given.parse::<Published>().is_err(), "{given}");
        }
    }
}
