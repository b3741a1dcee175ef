//! From what a phrase says to the days of the calendar.
//!
//! In: a [`When`] and what is known beside it: the day of the report, whether the clause looks back or ahead, the date told
//! before. Out: a [`Period`], or nothing where one of them would be needed and is not known.

use jiff::civil::{Date, Weekday};

use super::calendar::{Period, Unit, on_or_after, on_or_before, step};
use super::sign::Turn;
use super::when::{From, When, YearOf};

/// Whether a clause tells of what was or of what is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Past,
    Future,
}

/// What a phrase is resolved by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The day of the report: dateline or publication.
    pub(super) report: Option<Date>,
    pub(super) sense: Sense,
    /// The date told before, or that of the event which the phrase counts from.
    pub(super) told: Option<Period>,
}

/// The days that are meant.
pub(super) fn resolve(when: &When, setting: Setting) -> Option<Period> {
    match when {
        When::Day { year, month, first, last } => days(*year, *month, *first, *last, setting),
        When::Month { year, month } => this_month(*year, *month, setting),
        When::Years(first, last) => Period::years(*first, *last),
        When::Weekday { weekday, turn, week } => {
            let day = match week {
                Some(n) => in_week(step(setting.report?, *n, Unit::Week)?, *weekday)?,
                None => chosen(*weekday, *turn, setting)?,
            };
            Some(Period::day(day))
        }
        When::OfMonth { nth, unit, month, year } => nth_of(*nth, *unit, this_month(*year, *month, setting)?),
        When::Months { first, last, year } => {
            let year = the_year(*year, setting)?;
            Period::month(year, *first)?.to(Period::month(year, *last)?)
        }
        When::Around(inner, unit) => Period::around(resolve(inner, setting)?.start, unit.precision()),
        When::Weekend(turn) => weekend(*turn, setting),
        When::Night => {
            let report = setting.report?;
            Period::day(report.yesterday().ok()?).to(Period::day(report))
        }
        When::Step { n, unit, from } => stepped(*n, *unit, from, setting),
        When::Rolling { n, unit } => rolling(*n, *unit, setting.report?),
        When::Ahead { n, unit, is_within } => {
            let report = setting.report.filter(|_| setting.sense == Sense::Future)?;
            if *is_within { rolling(*n, *unit, report) } else { around(step(report, *n, *unit)?, *unit) }
        }
        When::Span(first, last) => span(first, last, setting),
        When::Untold => None,
    }
}

fn around(day: Date, unit: Unit) -> Option<Period> {
    Period::around(day, unit.precision())
}

/// The nearest in a run of candidates: back the last that has begun, ahead the first that is not over.
fn nearest(
    setting: Setting,
    mut back: impl Iterator<Item = Option<Period>>,
    mut ahead: impl Iterator<Item = Option<Period>>,
) -> Option<Period> {
    let report = setting.report?;
    match setting.sense {
        Sense::Past => back.find_map(|period| period.filter(|period| period.start <= report)),
        Sense::Future => ahead.find_map(|period| period.filter(|period| period.end >= report)),
    }
}

/// 29 February comes every four years, but for one turn of a century in four.
const YEARS_TO_LEAP: i16 = 8;

fn days(year: YearOf, month: Option<i8>, first: i8, last: i8, setting: Setting) -> Option<Period> {
    let of = |year: i16, month: i8| {
        let (start, end) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
        Period::day(start).to(Period::day(end))
    };
    let Some(month) = month else {
        let report = setting.report?.first_of_month();
        let at = |n: i32| step(report, n, Unit::Month).and_then(|day| of(day.year(), day.month()));
        return nearest(setting, (0..3).map(|n| at(-n)), (0..3).map(at));
    };
    if year != YearOf::Nearest {
        return of(the_year(year, setting)?, month);
    }
    let now = setting.report?.year();
    nearest(setting, (0..=YEARS_TO_LEAP).map(|n| of(now - n, month)), (0..=YEARS_TO_LEAP).map(|n| of(now + n, month)))
}

fn this_month(year: YearOf, month: i8, setting: Setting) -> Option<Period> {
    let strictly =
        |n: i32| Some(Setting { report: Some(step(setting.report?.first_of_month(), n, Unit::Month)?), ..setting });
    match year {
        YearOf::Nearest => near_month(month, setting),
        YearOf::Before => near_month(month, Setting { sense: Sense::Past, ..strictly(-1)? }),
        YearOf::After => near_month(month, Setting { sense: Sense::Future, ..strictly(1)? }),
        _ => Period::month(the_year(year, setting)?, month),
    }
}

fn near_month(month: i8, setting: Setting) -> Option<Period> {
    let now = setting.report?.year();
    nearest(setting, (0..2).map(|n| Period::month(now - n, month)), (0..2).map(|n| Period::month(now + n, month)))
}

fn the_year(year: YearOf, setting: Setting) -> Option<i16> {
    match year {
        YearOf::Given(year) => Some(year),
        YearOf::Step(n) => Some(step(setting.report?, n, Unit::Year)?.year()),
        YearOf::Told => Some(setting.told?.start.year()),
        YearOf::Before | YearOf::After | YearOf::Nearest => None,
    }
}

fn in_week(day: Date, weekday: Weekday) -> Option<Date> {
    on_or_after(on_or_before(day, Weekday::Monday)?, weekday)
}

/// Agencies name the day of the report by its weekday too (AP Stylebook, "days of the week"), so that it counts both back and
/// ahead; "last" and "next" leave it out.
fn chosen(weekday: Weekday, turn: Option<Turn>, setting: Setting) -> Option<Date> {
    let report = setting.report?;
    match (turn, setting.sense) {
        (Some(Turn::Last | Turn::Past), _) => on_or_before(report.yesterday().ok()?, weekday),
        (Some(Turn::Next), _) => on_or_after(report.tomorrow().ok()?, weekday),
        (Some(Turn::Coming), _) | (_, Sense::Future) => on_or_after(report, weekday),
        (_, Sense::Past) => on_or_before(report, weekday),
    }
}

fn weekend(turn: Option<Turn>, setting: Setting) -> Option<Period> {
    let report = setting.report?;
    let sunday = match (turn, setting.sense) {
        (Some(Turn::Next), _) => step(in_week(report, Weekday::Sunday)?, 1, Unit::Week)?,
        (Some(Turn::Last | Turn::Past), _) => on_or_before(report.yesterday().ok()?, Weekday::Sunday)?,
        (Some(Turn::This | Turn::Coming), Sense::Future) | (None, Sense::Future) => {
            on_or_after(report, Weekday::Sunday)?
        }
        // On a Saturday the weekend has begun.
        _ => on_or_before(report.tomorrow().ok()?, Weekday::Sunday)?,
    };
    Period::day(sunday.yesterday().ok()?).to(Period::day(sunday))
}

/// A day or week of a month, from the end where `nth` is negative. The first week is the one that has most of its days in
/// the month, as in ISO 8601 for years.
fn nth_of(nth: i32, unit: Unit, month: Period) -> Option<Period> {
    let middle = if unit == Unit::Week { 3 } else { 0 };
    let (edge, n) = if nth < 0 {
        (step(month.end, -middle, Unit::Day)?, nth + 1)
    } else {
        (step(month.start, middle, Unit::Day)?, nth - 1)
    };
    around(step(edge, n, unit)?, unit)
}

fn stepped(n: i32, unit: Unit, from: &From, setting: Setting) -> Option<Period> {
    let report = setting.report.map(Period::day);
    let base = match from {
        From::Report => report?,
        From::Told | From::Event(_) => setting.told?,
        From::ToldOrReport => setting.told.or(report)?,
        From::Time(inner) => resolve(inner, setting)?,
    };
    if base.precision > unit.precision() {
        return None;
    }
    let edge = if n < 0 { base.start } else { base.end };
    around(step(edge, n, unit)?, unit)
}

/// So many units up to the day of the report, or from it on.
fn rolling(n: i32, unit: Unit, report: Date) -> Option<Period> {
    let other = step(report, n, unit)?;
    let period = Period { start: report.min(other), end: report.max(other), precision: unit.precision() };
    // Some hours are no span of days, 24 are.
    (unit > Unit::Hour || other != report).then_some(period)
}

/// Each end is the nearest to the other: a year at the end holds for the start too.
fn span(first: &When, last: &When, setting: Setting) -> Option<Period> {
    if setting.sense == Sense::Future
        && let Some(start) = resolve(first, setting)
        && let Some(end) = resolve(last, Setting { report: Some(start.start), ..setting })
    {
        return start.to(end);
    }
    let end = resolve(last, setting)?;
    let back = Setting { report: Some(end.end), sense: Sense::Past, ..setting };
    let is_moving = matches!(first, When::Step { .. });
    resolve(first, if is_moving { setting } else { back })?.to(end)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::calendar::Precision;
    use super::*;

    /// Thursday.
    const REPORT: Date = date(2023, 10, 19);

    fn days_of(when: &When, sense: Sense) -> Option<(String, String)> {
        let period = resolve(when, Setting { report: Some(REPORT), sense, told: None })?;
        Some((period.start.to_string(), period.end.to_string()))
    }

    fn is(when: &When, sense: Sense, start: &str, end: &str) {
        assert_eq!(days_of(when, sense), Some((start.to_owned(), end.to_owned())), "{when:?}");
    }

    #[test]
    fn a_weekday_is_the_nearest_back_or_ahead_and_the_day_of_the_report_counts() {
        let weekday = |weekday, turn| When::Weekday { weekday, turn, week: None };
        is(&weekday(Weekday::Tuesday, None), Sense::Past, "2023-10-17", "2023-10-17");
        is(&weekday(Weekday::Tuesday, None), Sense::Future, "2023-10-24", "2023-10-24");
        is(&weekday(Weekday::Thursday, None), Sense::Past, "2023-10-19", "2023-10-19");
        is(&weekday(Weekday::Thursday, Some(Turn::Last)), Sense::Past, "2023-10-12", "2023-10-12");
        is(&weekday(Weekday::Thursday, Some(Turn::Next)), Sense::Future, "2023-10-26", "2023-10-26");
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest_that_exists() {
        let day = |month, day| When::Day { year: YearOf::Nearest, month: Some(month), first: day, last: day };
        is(&day(11, 12), Sense::Past, "2022-11-12", "2022-11-12");
        is(&day(3, 5), Sense::Future, "2024-03-05", "2024-03-05");
        is(&day(2, 29), Sense::Past, "2020-02-29", "2020-02-29");
        assert_eq!(days_of(&day(2, 30), Sense::Past), None);
    }

    #[test]
    fn the_first_week_of_a_month_has_most_of_its_days_in_it() {
        let week = |nth, month| When::OfMonth { nth, unit: Unit::Week, month, year: YearOf::Given(2024) };
        is(&week(1, 5), Sense::Past, "2024-04-29", "2024-05-05");
        is(&week(1, 6), Sense::Past, "2024-06-03", "2024-06-09");
        is(&week(-1, 4), Sense::Past, "2024-04-22", "2024-04-28");
    }

    #[test]
    fn a_span_takes_what_it_lacks_from_its_other_end() {
        let day = |year, month, day| When::Day { year, month: Some(month), first: day, last: day };
        let span = When::Span(Box::new(day(YearOf::Nearest, 12, 28)), Box::new(day(YearOf::Given(2021), 1, 3)));
        is(&span, Sense::Past, "2020-12-28", "2021-01-03");
        let month = |month| When::Month { year: YearOf::Nearest, month };
        is(&When::Span(Box::new(month(3)), Box::new(month(6))), Sense::Future, "2024-03-01", "2024-06-30");
    }

    #[test]
    fn without_a_report_only_whole_dates_are_known() {
        let setting = Setting { report: None, sense: Sense::Past, told: None };
        let of = |year| resolve(&When::Month { year, month: 5 }, setting);
        assert_eq!(of(YearOf::Nearest), None);
        assert_eq!(of(YearOf::Given(2019)).map(|period| period.precision), Some(Precision::Month));
        assert_eq!(resolve(&When::Step { n: -1, unit: Unit::Day, from: From::Report }, setting), None);
    }

    #[test]
    fn steps_count_only_from_dates_that_are_fine_enough() {
        let told = |text: &str| Period::around(text.parse().expect("a day"), Precision::Year);
        let setting = Setting { report: None, sense: Sense::Past, told: told("2015-01-01") };
        let step = |unit| resolve(&When::Step { n: 2, unit, from: From::Told }, setting);
        assert_eq!(step(Unit::Day), None);
        assert_eq!(step(Unit::Year).map(|period| period.start), Some(date(2017, 1, 1)));
    }
}
