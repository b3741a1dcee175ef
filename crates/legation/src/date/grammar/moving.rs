//! What is told from the day of the report or from another date: "last week", "three weeks ago", "two days later",
//! "hours before the meeting", "the same day".

use super::super::calendar::Unit;
use super::super::sign::{Preposition, Sign, Turn, Word};
use super::super::when::{From, When};
use super::{Lead, Read, Reader};

/// A larger number of units is no date.
const MOST_UNITS: i32 = 999;

impl Reader<'_> {
    /// "last week", "the past three weeks", "this morning", "next Tuesday".
    pub(super) fn turn(&self, at: usize, turn: Turn, lead: Lead) -> Read {
        if let Some(read) = self.turned_name(at + 1, turn) {
            return Some(read);
        }
        match self.sign(at + 1) {
            Sign::Part => Some((at + 2, turned_part(turn)?)),
            Sign::Unit(unit) => {
                let of_month = self.of_the_month(at + 2, -1, unit).filter(|_| turn == Turn::Last);
                of_month.or_else(|| Some((at + 2, turned_unit(turn, unit, lead)?)))
            }
            Sign::Count(n) | Sign::Number(n, 1..=3) => {
                let Sign::Units(unit) = self.sign(at + 2) else { return None };
                let n = match turn {
                    Turn::Last | Turn::Past => -n,
                    Turn::Next | Turn::Coming => n,
                    _ => return None,
                };
                Some((at + 3, When::Rolling { n, unit }))
            }
            _ => None,
        }
    }

    /// A number of units and what they count from; the number may be missing ("hours later").
    pub(super) fn counted(&self, start: usize, lead: Lead) -> Read {
        let (mut at, n) = match self.sign(start) {
            Sign::Count(n) | Sign::Number(n, 1..=3) if n <= MOST_UNITS => (start + 1, Some(n)),
            Sign::Some => (start + 1, None),
            Sign::Unit(_) if lead.has_the => (start, Some(1)),
            Sign::Units(_) => (start, None),
            _ => return None,
        };
        // "a few days", "a couple of days"
        let mut n = n;
        if self.sign(at) == Sign::Some {
            (at, n) = (at + 1, None);
            at += usize::from(self.sign(at) == Sign::Preposition(Preposition::Of));
        }
        let (Sign::Unit(unit) | Sign::Units(unit)) = self.sign(at) else { return None };
        self.from(at + 1, n, unit, lead)
    }

    /// What `n` units count from.
    fn from(&self, at: usize, n: Option<i32>, unit: Unit, lead: Lead) -> Read {
        let step = |sense: i32, from: From| match n {
            Some(n) => Some(When::Step { n: sense * n, unit, from }),
            None => (unit == Unit::Hour).then_some(When::Step { n: 0, unit, from }),
        };
        match (self.sign(at), self.sign(at + 1)) {
            (Sign::Word(Word::Ago), _) => Some((at + 1, step(-1, From::Report).unwrap_or(When::Untold))),
            // "the week before last", "the year after next"
            (Sign::Side(-1), Sign::Turn(Turn::Last)) if lead.has_the => {
                Some((at + 2, When::Step { n: -2, unit, from: From::Report }))
            }
            (Sign::Side(1), Sign::Turn(Turn::Next)) if lead.has_the => {
                Some((at + 2, When::Step { n: 2, unit, from: From::Report }))
            }
            (Sign::Apart(-1), Sign::Word(Word::To)) => self.beside(at + 1, -1, step),
            (Sign::Apart(sense), _) => Some((at + 1, step(sense, From::Told)?)),
            (Sign::Side(sense), _) => self.beside(at, sense, step),
            (Sign::Preposition(Preposition::From), Sign::Word(Word::Now) | Sign::Day(0)) => {
                Some((at + 2, step(1, From::Report)?))
            }
            (Sign::Preposition(Preposition::Of), _) if lead.has_the && unit == Unit::Week => {
                let (end, when) = self.time(at + 1, Lead { preposition: Some(Preposition::Of), ..Lead::default() })?;
                matches!(when, When::Day { .. }).then(|| (end, When::Around(Box::new(when), unit)))
            }
            _ => {
                let is_within = lead.preposition == Some(Preposition::Within);
                let is_ahead = is_within || lead.preposition == Some(Preposition::In);
                Some((at, When::Ahead { n: n.filter(|_| is_ahead && !lead.has_the)?, unit, is_within }))
            }
        }
    }

    /// Units before or after what the piece at `at` leads to: a date, else whatever the parse says.
    pub(super) fn beside(&self, at: usize, sense: i32, step: impl Fn(i32, From) -> Option<When>) -> Read {
        let after = at + 1 + usize::from(self.sign(at + 1) == Sign::Word(Word::The));
        let is_date = matches!(self.sign(after), Sign::Day(_) | Sign::Weekday(_) | Sign::Month(_) | Sign::Number(..));
        let lead = Lead { preposition: Some(Preposition::On), ..Lead::default() };
        if is_date
            && let Some((end, when)) = self.simple(after, lead)
            && !self.has_owner(end)
        {
            return Some((end, step(sense, From::Time(Box::new(when)))?));
        }
        let token = self.pieces.get(at)?.token;
        Some((at + 1, step(sense, From::Event(token))?))
    }

    /// "the night before", "the morning after the vote".
    pub(super) fn part(&self, at: usize) -> Read {
        let Sign::Side(sense) = self.sign(at + 1) else { return None };
        self.beside(at + 1, sense, |sense, from| Some(When::Step { n: sense, unit: Unit::Day, from }))
    }

    /// "earlier this month", "later in the day", "earlier on Tuesday".
    pub(super) fn apart(&self, at: usize, lead: Lead) -> Read {
        let next = at + 1;
        if let Sign::Preposition(Preposition::In) = self.sign(next)
            && self.sign(next + 1) == Sign::Word(Word::The)
            && let Sign::Unit(unit) = self.sign(next + 2)
        {
            let from = if unit <= Unit::Day { From::ToldOrReport } else { From::Report };
            return Some((next + 3, When::Step { n: 0, unit, from }));
        }
        let preposition = match self.sign(next) {
            Sign::Preposition(preposition @ (Preposition::On | Preposition::In)) => Some(preposition),
            _ => lead.preposition,
        };
        let from = next + usize::from(matches!(self.sign(next), Sign::Preposition(Preposition::On | Preposition::In)));
        match self.sign(from) {
            Sign::Turn(_) | Sign::Day(_) | Sign::Weekday(_) | Sign::Month(_) | Sign::Word(Word::The) => {
                let the = usize::from(self.sign(from) == Sign::Word(Word::The));
                self.simple(from + the, Lead { preposition, has_the: the == 1, has_edge: false })
            }
            Sign::Number(_, 4) if preposition.is_some() => self.simple(from, Lead { preposition, ..lead }),
            _ => None,
        }
    }

    /// "overnight", "overnight on Tuesday", "overnight into Wednesday".
    pub(super) fn overnight(&self, at: usize) -> Read {
        let preposition = match self.sign(at + 1) {
            Sign::Preposition(preposition) => Some(preposition),
            _ => None,
        };
        let next = at + 1 + usize::from(preposition.is_some());
        let Sign::Weekday(weekday) = self.sign(next) else { return Some((at + 1, When::Night)) };
        let (end, last) = self.weekday(next, weekday, None)?;
        if preposition != Some(Preposition::In) {
            return Some((end, last));
        }
        let eve = When::Step { n: -1, unit: Unit::Day, from: From::Time(Box::new(last.clone())) };
        Some((end, When::Span(Box::new(eve), Box::new(last))))
    }
}

/// "this morning", "last night", "that evening".
fn turned_part(turn: Turn) -> Option<When> {
    let (n, from) = match turn {
        Turn::This => (0, From::Report),
        Turn::Last => (-1, From::Report),
        Turn::Same => (0, From::Told),
        Turn::Previous => (-1, From::Told),
        Turn::Next | Turn::Following => (1, From::Told),
        Turn::Past | Turn::Coming => return None,
    };
    Some(When::Step { n, unit: Unit::Day, from })
}

/// "last week", "the past week", "the same day".
fn turned_unit(turn: Turn, unit: Unit, lead: Lead) -> Option<When> {
    let step = |n, from| Some(When::Step { n, unit, from });
    if unit > Unit::Year {
        return None;
    }
    match turn {
        // "over the last week" is the seven days up to now, "last week" one of the calendar.
        Turn::Last if lead.has_the => Some(When::Rolling { n: -1, unit }),
        Turn::Last if unit > Unit::Day => step(-1, From::Report),
        Turn::Past => Some(When::Rolling { n: -1, unit }),
        Turn::Previous => step(-1, From::Told),
        Turn::This if unit >= Unit::Day => step(0, From::Report),
        Turn::Next if unit == Unit::Day => step(1, From::Told),
        Turn::Next if unit > Unit::Day => step(1, From::Report),
        Turn::Following => step(1, From::Told),
        Turn::Same => step(0, From::Told),
        Turn::Last | Turn::This | Turn::Next | Turn::Coming => None,
    }
}
