//! What the words of a date phrase say, before anybody has looked at a calendar.

use jiff::civil::Weekday;

use super::calendar::Unit;
use super::sign::Turn;

/// A time as told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    /// "March 5", "3–5 May 2021", "the 5th".
    Day {
        year: YearOf,
        month: Option<i8>,
        first: i8,
        last: i8,
    },
    /// "May last year".
    Month {
        year: YearOf,
        month: i8,
    },
    /// "2015", "2014–16", "the 1990s", "the summer of 2020".
    Years(i16, i16),
    /// "on Tuesday", "last Tuesday"; in the week that is so many weeks from now ("Tuesday last week").
    Weekday {
        weekday: Weekday,
        turn: Option<Turn>,
        week: Option<i32>,
    },
    /// "the first week of May", "the last day of May"; -1 is the last.
    OfMonth {
        nth: i32,
        unit: Unit,
        month: i8,
        year: YearOf,
    },
    /// So many months of a year, from this one on: a quarter, a half.
    Months {
        first: i8,
        last: i8,
        year: YearOf,
    },
    /// "the week of March 5".
    Around(Box<When>, Unit),
    Weekend(Option<Turn>),
    /// "overnight".
    Night,
    /// So many units from somewhere.
    Step {
        n: i32,
        unit: Unit,
        from: From,
    },
    /// "the past three weeks", "the next two days" (negative, positive).
    Rolling {
        n: i32,
        unit: Unit,
    },
    /// "in three days", "within a week": ahead, or else a time that something took.
    Ahead {
        n: i32,
        unit: Unit,
        is_within: bool,
    },
    /// "from Monday to Friday".
    Span(Box<When>, Box<When>),
    /// "years ago": at a time of its own that is not told.
    Untold,
}

/// Which year a day or month is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    Given(i16),
    /// "last year": so many years from the report.
    Step(i32),
    /// "last May": the last one that is over.
    Before,
    /// "next May": the first one that has not begun.
    After,
    /// "that year": the one told before.
    Told,
    /// Not said: the nearest, back or ahead by tense.
    Nearest,
}

/// What a step counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// The day of the report.
    Report,
    /// The date told before.
    Told,
    /// The date told before, else the day of the report.
    ToldOrReport,
    /// What follows this word ("after the attack"), by the parse.
    Event(usize),
    /// "two days before May 5".
    Time(Box<When>),
}
