//! Dates known to the day, the month or the year, and periods between two of them.

use std::str::FromStr;

use jiff::civil::Date;

/// The days that a date can mean: one day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// First day.
    pub start: Date,
    /// Last day, included.
    pub end: Date,
}

/// A time with both ends included; an end that is `None` is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// When it began.
    pub since: Option<PartialDate>,
    /// When it ended.
    pub until: Option<PartialDate>,
}

impl Period {
    /// Whether the period can hold `day`, taking dates known to the month or year at their widest.
    #[must_use]
    pub fn may_hold(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since.start <= day) && self.until.is_none_or(|until| day <= until.end)
    }
}

/// Text that is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("date {0:?}, expected YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct BadDate(String);

impl FromStr for PartialDate {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        parse(text).ok_or_else(|| BadDate(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<PartialDate> {
    let digits =
        |part: &str, length| (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(());
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    digits(year, 4)?;
    month.map_or(Some(()), |month| digits(month, 2))?;
    day.map_or(Some(()), |day| digits(day, 2))?;
    if parts.next().is_some() {
        return None;
    }
    let year = year.parse().ok()?;
    let first_month = month.map_or(Some(1), |month| month.parse().ok())?;
    let start = Date::new(year, first_month, day.map_or(Some(1), |day| day.parse().ok())?).ok()?;
    let end = match (month, day) {
        (None, _) => start.last_of_year(),
        (Some(_), None) => start.last_of_month(),
        (Some(_), Some(_)) => start,
    };
    Some(PartialDate { start, end })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_of_each_precision() {
        let bounds = |text: &str| text.parse::<PartialDate>().map(|date| (date.start, date.end));
        assert_eq!(bounds("2021"), Ok((date(2021, 1, 1), date(2021, 12, 31))));
        assert_eq!(bounds("2024-02"), Ok((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(bounds("2021-08-15"), Ok((date(2021, 8, 15), date(2021, 8, 15))));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "21", "2021-13", "2021-2", "2023-02-29", "2021-08-15-1", "+021", "2021-", "15 August 2021"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn periods_are_taken_at_their_widest() {
        let period = Period { since: "2021-08".parse().ok(), until: None };
        assert!(!period.may_hold(date(2021, 7, 31)));
        assert!(period.may_hold(date(2021, 8, 1)));
        assert!(Period { since: None, until: "2021".parse().ok() }.may_hold(date(2021, 12, 31)));
        assert!(!Period { since: None, until: "2021".parse().ok() }.may_hold(date(2022, 1, 1)));
    }
}
