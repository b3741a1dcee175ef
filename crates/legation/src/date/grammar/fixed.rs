//! Days, months and years of the calendar: "March 3–5, 2021", "5 March last year", "2021-03-05", "the first week of May".

use jiff::civil::Weekday;

use super::super::calendar::Unit;
use super::super::sign::{Preposition, Sign, Turn, Word};
use super::super::when::{When, YearOf};
use super::{Lead, Read, Reader, is_choosing};

/// Years that four digits may mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2099;

impl Reader<'_> {
    /// "Tuesday", "Tuesday morning", "Tuesday, March 5, 2021", "Tuesday last week".
    pub(super) fn weekday(&self, at: usize, weekday: Weekday, turn: Option<Turn>) -> Read {
        let end = self.after_part(at + 1);
        let of_month = end + usize::from(self.sign(end) == Sign::Comma);
        if let Some((end, when @ When::Day { .. })) = self.day_of_month(of_month) {
            return Some((end, when));
        }
        let of_week = end + usize::from(matches!(self.sign(end), Sign::Preposition(Preposition::Of)));
        if let Some((end, week)) = self.turned_unit(of_week, Unit::Week) {
            return Some((end, When::Weekday { weekday, turn: None, week: Some(week) }));
        }
        Some((end, When::Weekday { weekday, turn, week: None }))
    }

    /// A day with its month, in either order.
    fn day_of_month(&self, at: usize) -> Read {
        let lead = Lead::default();
        let at = at + usize::from(self.sign(at) == Sign::Word(Word::The));
        match self.sign(at) {
            Sign::Month(month) => self.month(at, month, lead, true),
            Sign::ShortMonth(month) => self.month(at, month, lead, false),
            Sign::Number(number, n_digits) => self.number(at, number, n_digits, lead),
            Sign::Ordinal(nth) => self.ordinal(at, nth, lead),
            _ => None,
        }
    }

    /// "March 5", "March 3–5, 2021", "March 2021", "March".
    pub(super) fn month(&self, at: usize, month: i8, lead: Lead, is_whole_word: bool) -> Read {
        if let Some((end, first, last)) = self.days(at + 1) {
            let (end, year) = self.year(end);
            // "In March 20 soldiers fell": a day stands with "on".
            let is_count = lead.preposition == Some(Preposition::In) && first == last && year == YearOf::Nearest;
            let counts_units = first == last && self.is_unit(end);
            if !is_count && !counts_units {
                return Some((end, When::Day { year, month: Some(month), first, last }));
            }
        }
        let (end, year) = self.year(at + 1);
        let is_sure = year != YearOf::Nearest || is_whole_word && (lead.announces() || self.is_recognized(at));
        let is_before_number = matches!(self.sign(end), Sign::Number(..)) && !lead.announces();
        (is_sure && !is_before_number).then_some((end, When::Month { year, month }))
    }

    fn is_unit(&self, at: usize) -> bool {
        matches!(self.sign(at), Sign::Units(_))
    }

    /// A day of a month, or the first and the last of several.
    fn days(&self, at: usize) -> Option<(usize, i8, i8)> {
        let first = self.day(at)?;
        let link = self.sign(at + 1);
        let is_link = matches!(link, Sign::Dash | Sign::Word(Word::To | Word::Through | Word::And));
        let last = self.day(at + 2).filter(|&last| is_link && last > first);
        // "on March 3 and 20 people …" has no second day.
        let last = last.filter(|&last| {
            link != Sign::Word(Word::And) || last == first + 1 || matches!(self.sign(at + 3), Sign::Month(_))
        });
        let last = last.filter(|_| !(link == Sign::Dash && self.sign(at + 3) == Sign::Dash));
        Some(last.map_or((at + 1, first, first), |last| (at + 3, first, last)))
    }

    fn day(&self, at: usize) -> Option<i8> {
        let number = match self.sign(at) {
            Sign::Number(number, 1 | 2) | Sign::Ordinal(number) => number,
            _ => return None,
        };
        i8::try_from(number).ok().filter(|day| (1..=31).contains(day))
    }

    /// The year behind a day or month: ", 2021", "last year", "of the same year".
    fn year(&self, at: usize) -> (usize, YearOf) {
        let is_link = matches!(self.sign(at), Sign::Comma | Sign::Preposition(Preposition::Of | Preposition::In));
        let from = at + usize::from(is_link);
        if let Some(year) = self.written_year(from) {
            return (from + 1, YearOf::Given(year));
        }
        let same = from + usize::from(self.sign(from) == Sign::Word(Word::The));
        if self.sign(same) == Sign::Turn(Turn::Same) && self.sign(same + 1) == Sign::Unit(Unit::Year) {
            return (same + 2, YearOf::Told);
        }
        self.turned_unit(from, Unit::Year).map_or((at, YearOf::Nearest), |(end, n)| (end, YearOf::Step(n)))
    }

    fn written_year(&self, at: usize) -> Option<i16> {
        match self.sign(at) {
            Sign::Number(number, 4) if YEARS.contains(&number) => i16::try_from(number).ok(),
            _ => None,
        }
    }

    /// "last week", "this year": how many units from the report.
    fn turned_unit(&self, at: usize, unit: Unit) -> Option<(usize, i32)> {
        let n = match self.sign(at) {
            Sign::Turn(Turn::Last) => -1,
            Sign::Turn(Turn::This) => 0,
            Sign::Turn(Turn::Next) => 1,
            _ => return None,
        };
        (self.sign(at + 1) == Sign::Unit(unit)).then_some((at + 2, n))
    }

    /// "2021-03-05", "5 March", "3 to 5 March 2021", "2015", "2014–16".
    pub(super) fn number(&self, at: usize, number: i32, n_digits: usize, lead: Lead) -> Read {
        if n_digits == 4 {
            return self.iso(at).or_else(|| self.years(at, number, lead));
        }
        let (end, first, last) = self.days(at)?;
        self.of_month(end, first, last)
    }

    /// The month behind days.
    fn of_month(&self, at: usize, first: i8, last: i8) -> Read {
        let at = at + usize::from(self.sign(at) == Sign::Preposition(Preposition::Of));
        let (Sign::Month(month) | Sign::ShortMonth(month)) = self.sign(at) else { return None };
        let (end, year) = self.year(at + 1);
        Some((end, When::Day { year, month: Some(month), first, last }))
    }

    fn iso(&self, at: usize) -> Read {
        let Sign::Number(year, 4) = self.sign(at) else { return None };
        let joined = (at + 1..at + 5).all(|at| self.is_joined(at));
        let dashes = self.sign(at + 1) == Sign::Dash && self.sign(at + 3) == Sign::Dash;
        let (Sign::Number(month, 2), Sign::Number(day, 2)) = (self.sign(at + 2), self.sign(at + 4)) else {
            return None;
        };
        let day = i8::try_from(day).ok()?;
        let (year, month) = (YearOf::Given(i16::try_from(year).ok()?), Some(i8::try_from(month).ok()?));
        (joined && dashes).then_some((at + 5, When::Day { year, month, first: day, last: day }))
    }

    /// A year by itself needs a word before it or the model's word: "2015 people" is a number.
    fn years(&self, at: usize, number: i32, lead: Lead) -> Read {
        let first = self.written_year(at)?;
        let says_when = matches!(
            lead.preposition,
            Some(Preposition::In | Preposition::Since | Preposition::Until | Preposition::Between)
        );
        if !(lead.has_edge || says_when || self.is_recognized(at) || lead.has_the && self.is_of_one(at)) {
            return None;
        }
        let is_dash = self.sign(at + 1) == Sign::Dash && self.is_joined(at + 1) && self.is_joined(at + 2);
        let last = match self.sign(at + 2) {
            Sign::Number(last, 4) if is_dash && last > number && YEARS.contains(&last) => Some(last),
            Sign::Number(last, 2) if is_dash && last > number % 100 => Some(number - number % 100 + last),
            _ => None,
        };
        match last.and_then(|last| i16::try_from(last).ok()) {
            Some(last) => Some((at + 3, When::Years(first, last))),
            None => Some((at + 1, When::Years(first, first))),
        }
    }

    /// Whether a number belongs to one thing and so does not count it: "the 1968 assassination".
    fn is_of_one(&self, at: usize) -> bool {
        let head = self.pieces.get(at).and_then(|piece| self.syntax.head(piece.token));
        head.is_some_and(|head| matches!(self.syntax.token(head).xpos.as_str(), "NN" | "NNP"))
    }

    /// "the 5th of May", "on the 5th", "the first week of May", "the second quarter of 2022".
    pub(super) fn ordinal(&self, at: usize, nth: i32, lead: Lead) -> Read {
        match self.sign(at + 1) {
            Sign::Unit(unit) => return self.of_the_month(at + 2, nth, unit),
            Sign::Word(Word::Quarter) => return self.months(at + 2, (nth - 1) * 3 + 1, 3),
            Sign::Word(Word::Half) => return self.months(at + 2, (nth - 1) * 6 + 1, 6),
            _ => {}
        }
        let (end, first, last) = self.days(at)?;
        if let Some(read) = self.of_month(end, first, last) {
            return Some(read);
        }
        let is_head = self.pieces.get(at).is_some_and(|piece| {
            self.syntax.deprel(piece.token) == "pobj"
                && self.syntax.form(piece.token).starts_with(|c: char| c.is_ascii_digit())
        });
        let is_day = lead.has_the && lead.preposition == Some(Preposition::On) && is_head;
        is_day.then_some((end, When::Day { year: YearOf::Nearest, month: None, first, last }))
    }

    /// The month behind "the first week of", "the last day of".
    pub(super) fn of_the_month(&self, at: usize, nth: i32, unit: Unit) -> Read {
        let at = at + usize::from(matches!(self.sign(at), Sign::Preposition(Preposition::Of | Preposition::In)));
        let Sign::Month(month) = self.sign(at) else { return None };
        let (end, year) = self.year(at + 1);
        matches!(unit, Unit::Day | Unit::Week).then_some((end, When::OfMonth { nth, unit, month, year }))
    }

    /// The year behind "the second quarter".
    fn months(&self, at: usize, first: i32, n_months: i32) -> Read {
        let (end, year) = self.year(at);
        let (first, last) = (i8::try_from(first).ok()?, i8::try_from(first + n_months - 1).ok()?);
        (year != YearOf::Nearest && last <= 12).then_some((end, When::Months { first, last, year }))
    }

    /// "the summer of 2020": the year; which months it is differs from place to place.
    pub(super) fn season(&self, at: usize) -> Read {
        match self.year(at + 1) {
            (end, YearOf::Given(year)) => Some((end, When::Years(year, year))),
            _ => None,
        }
    }

    /// "last May", "last Tuesday".
    pub(super) fn turned_name(&self, at: usize, turn: Turn) -> Read {
        if !is_choosing(turn) {
            return None;
        }
        match self.sign(at) {
            Sign::Weekday(weekday) => self.weekday(at, weekday, Some(turn)),
            Sign::Month(month) => {
                let year = match turn {
                    Turn::Last | Turn::Past => YearOf::Before,
                    Turn::Next => YearOf::After,
                    _ => YearOf::Step(0),
                };
                Some((at + 1, When::Month { year, month }))
            }
            Sign::Word(Word::Weekend) => Some((at + 1, When::Weekend(Some(turn)))),
            // "last summer": some months back, and which differs from place to place.
            Sign::Word(Word::Season) if turn == Turn::Last => Some((at + 1, When::Untold)),
            _ => None,
        }
    }
}
