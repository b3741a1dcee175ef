//! Dates of feeds: those of e-mail (RSS) and ISO 8601 (Atom, JSON Feed, Dublin Core).

use jiff::fmt::rfc2822::DateTimeParser;

use crate::ingest::{Published, PublishedBasis};

/// Names of weekdays are often wrong or in another language; the date counts.
static MAIL: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// A date of an item. The day stays the one where it was published: the zone is kept.
pub(super) fn read(given: &str) -> Result<Published, String> {
    let given = given.trim();
    let iso = given.parse::<Published>();
    let published = iso.or_else(|reason| from_mail(given).ok_or(reason)?.parse::<Published>())?;
    Ok(published.with_basis(PublishedBasis::Feed))
}

/// `Tue, 06 May 2025 09:30:00 +0200` as `2025-05-06T09:30:00+02:00`.
fn from_mail(given: &str) -> Option<String> {
    let date = MAIL.parse_zoned_datetime(given).ok()?;
    Some(date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_publisher() {
        for (given, read_as) in [
            ("Tue, 06 May 2025 23:30:00 -0500", "2025-05-06T23:30:00-05:00"),
            ("Mon, 6 May 2025 09:30 GMT", "2025-05-06T09:30:00+00:00"),
            (" 06 May 2025 09:30:00 EST\n", "2025-05-06T09:30:00-05:00"),
            ("2025-05-06T09:30:00Z", "2025-05-06T09:30:00Z"),
            ("2025-05-06", "2025-05-06"),
        ] {
            let published = read(given).unwrap();
            assert_eq!((published.as_str(), published.basis()), (read_as, PublishedBasis::Feed));
            assert_eq!(published.date().to_string(), "2025-05-06");
        }
        assert!(read("yesterday").unwrap_err().contains("no ISO 8601 date"));
    }
}
