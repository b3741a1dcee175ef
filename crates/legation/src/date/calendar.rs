//! Days, weeks, months and years of the calendar, and steps between them. All arithmetic is jiff's.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How finely a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day, or a few that are told one by one.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

impl Precision {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// What times are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// How finely a time is known that is told in this unit.
    pub(super) fn precision(self) -> Precision {
        match self {
            Self::Hour | Self::Day => Precision::Day,
            Self::Week | Self::Fortnight => Precision::Week,
            Self::Month => Precision::Month,
            Self::Year | Self::Decade | Self::Century => Precision::Year,
        }
    }
}

/// The days in which something happened: the first, the last, and what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First possible day.
    pub start: Date,
    /// Last possible day.
    pub end: Date,
    /// How finely it is known.
    pub precision: Precision,
}

impl Period {
    pub(super) fn day(day: Date) -> Self {
        Self { start: day, end: day, precision: Precision::Day }
    }

    /// The day, week, month or year that holds `day`.
    pub(super) fn around(day: Date, precision: Precision) -> Option<Self> {
        let (start, end) = match precision {
            Precision::Day => (day, day),
            Precision::Week => {
                let start = on_or_before(day, Weekday::Monday)?;
                (start, start.checked_add(6.days()).ok()?)
            }
            Precision::Month => (day.first_of_month(), day.last_of_month()),
            Precision::Year => (day.first_of_year(), day.last_of_year()),
        };
        Some(Self { start, end, precision })
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        Self::around(Date::new(year, month, 1).ok()?, Precision::Month)
    }

    /// From the first to the last of some years.
    pub(super) fn years(first: i16, last: i16) -> Option<Self> {
        let (start, end) = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
        (start <= end).then_some(Self { start, end, precision: Precision::Year })
    }

    /// From the start of one to the end of another, where they come in this order.
    pub(super) fn to(self, last: Self) -> Option<Self> {
        let precision = self.precision.max(last.precision);
        (self.start <= last.end).then_some(Self { start: self.start, end: last.end, precision })
    }
}

/// The last such weekday up to and including `day`.
pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Option<Date> {
    day.tomorrow().ok()?.nth_weekday(-1, weekday).ok()
}

/// The first such weekday from `day` on.
pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Option<Date> {
    day.yesterday().ok()?.nth_weekday(1, weekday).ok()
}

/// `n` units later, or earlier where `n` is negative. Less than a day of hours is the same day.
pub(super) fn step(day: Date, n: i32, unit: Unit) -> Option<Date> {
    let n = i64::from(n);
    let span = match unit {
        Unit::Hour => jiff::Span::new().try_days(n / 24),
        Unit::Day => jiff::Span::new().try_days(n),
        Unit::Week => jiff::Span::new().try_weeks(n),
        Unit::Fortnight => jiff::Span::new().try_weeks(n * 2),
        Unit::Month => jiff::Span::new().try_months(n),
        Unit::Year => jiff::Span::new().try_years(n),
        Unit::Decade => jiff::Span::new().try_years(n * 10),
        Unit::Century => jiff::Span::new().try_years(n * 100),
    };
    day.checked_add(span.ok()?).ok()
}
