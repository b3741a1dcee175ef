//! The grammar of date phrases: pieces in, what they say out. `fixed` reads days, months and years of the calendar,
//! `moving` what is told from the day of the report or from another date.
//!
//! One pass from left to right. Each phrase is read by looking ahead over a few pieces and never twice, so that the time is
//! linear for any text.

mod fixed;
mod moving;

use std::ops::Range;

use super::calendar::Unit;
use super::sign::{Piece, Preposition, Sign, Turn, Word};
use super::when::{From, When};
use crate::syntax::Syntax;

/// A phrase as read.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) pieces: Range<usize>,
    pub(super) preposition: Option<Preposition>,
    pub(super) when: When,
}

/// The date phrases of a text, in order.
pub(super) fn read(syntax: &Syntax<'_>, pieces: &[Piece]) -> Vec<Reading> {
    let reader = Reader { syntax, pieces };
    let mut readings = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match reader.sign(at) {
            Sign::Other | Sign::Comma | Sign::Dash | Sign::Break => at += 1,
            // "every Tuesday" is no date.
            Sign::Word(Word::Habit) => at += 2,
            _ => match reader.phrase(at) {
                Some(reading) => {
                    at = reading.pieces.end.max(at + 1);
                    readings.push(reading);
                }
                None => at += 1,
            },
        }
    }
    readings
}

/// What was read before the word that names the time.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    preposition: Option<Preposition>,
    has_the: bool,
    has_edge: bool,
}

impl Lead {
    /// Whether the words before say that a date follows.
    fn announces(self) -> bool {
        self.preposition.is_some() || self.has_edge
    }
}

/// What comes of reading: the next piece, and what was said.
type Read = Option<(usize, When)>;

struct Reader<'a> {
    syntax: &'a Syntax<'a>,
    pieces: &'a [Piece],
}

impl Reader<'_> {
    fn sign(&self, at: usize) -> Sign {
        self.pieces.get(at).map_or(Sign::Break, |piece| piece.sign)
    }

    /// Whether a piece follows the one before it without a blank.
    fn is_joined(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.pieces.get(before));
        before.zip(self.pieces.get(at)).is_some_and(|(before, piece)| before.end == piece.start)
    }

    /// Whether the model takes the word for part of a date.
    fn is_recognized(&self, at: usize) -> bool {
        let label = self.pieces.get(at).and_then(|piece| self.syntax.recognized(piece.token));
        matches!(label, Some("DATE" | "TIME"))
    }

    fn phrase(&self, start: usize) -> Option<Reading> {
        let preposition = match self.sign(start) {
            Sign::Preposition(preposition) => Some(preposition),
            _ => None,
        };
        let first = start + usize::from(preposition.is_some());
        let lead = Lead { preposition, ..Lead::default() };
        let (at, when) = self.time(first, lead)?;
        let (end, when) = self.to_the_last(at, when, lead);
        if self.has_owner(end) {
            // In "after the end of Tuesday's talks" the talks are ended, not Tuesday.
            let is_preposition = |&at: &usize| matches!(self.sign(at), Sign::Preposition(_));
            let start = (start..end).rev().find(is_preposition).map_or(start, |at| at + 1);
            return Some(Reading { pieces: start..end, preposition: None, when });
        }
        Some(Reading { pieces: start..end, preposition, when })
    }

    /// Whether the time before is the owner of what follows ("Tuesday's attack").
    fn has_owner(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| self.syntax.token(piece.token).xpos == "POS")
    }

    /// What follows the first time of a span.
    fn to_the_last(&self, at: usize, first: When, lead: Lead) -> (usize, When) {
        let is_link = matches!(
            self.sign(at),
            Sign::Dash | Sign::Word(Word::Through | Word::To | Word::And) | Sign::Preposition(Preposition::Until)
        );
        let is_listed = self.sign(at) == Sign::Word(Word::And) && lead.preposition != Some(Preposition::Between);
        let lead = Lead { preposition: Some(Preposition::Until), ..Lead::default() };
        let fits = |last: &When| is_link && can_span(&first, last) && (!is_listed || are_neighbours(&first, last));
        match self.time(at + 1, lead).filter(|(_, last)| fits(last)) {
            Some((end, last)) => (end, When::Span(Box::new(first), Box::new(last))),
            None => (at, first),
        }
    }

    /// A time with the words before it that say which part of it is meant ("late on", "the morning of", "mid-").
    fn time(&self, start: usize, mut lead: Lead) -> Read {
        const MOST_BEFORE: usize = 5;
        let mut at = start;
        while at < start + MOST_BEFORE {
            match self.sign(at) {
                Sign::Word(Word::The) => lead.has_the = true,
                Sign::Edge => lead.has_edge = true,
                Sign::Bound if self.sign(at + 1) == Sign::Preposition(Preposition::Of) => lead.has_edge = true,
                Sign::Dash if lead.has_edge && self.is_joined(at) => {}
                Sign::Preposition(Preposition::About) => {}
                Sign::Preposition(Preposition::Of) if at > start => {
                    (lead.preposition, lead.has_the) = (Some(Preposition::Of), false);
                }
                Sign::Preposition(Preposition::On | Preposition::In) if lead.has_edge => lead.has_the = false,
                Sign::Part if matches!(self.sign(at + 1), Sign::Preposition(Preposition::Of | Preposition::On)) => {}
                Sign::Preposition(Preposition::On) if at > start => {}
                Sign::Apart(_) => return self.apart(at, lead),
                _ => break,
            }
            at += 1;
        }
        self.simple(at, lead)
    }

    fn simple(&self, at: usize, lead: Lead) -> Read {
        match self.sign(at) {
            Sign::Weekday(weekday) => self.weekday(at, weekday, None),
            Sign::Month(month) => self.month(at, month, lead, true),
            Sign::ShortMonth(month) => self.month(at, month, lead, false),
            Sign::Number(number, n_digits) => {
                self.number(at, number, n_digits, lead).or_else(|| self.counted(at, lead))
            }
            Sign::Ordinal(nth) => self.ordinal(at, nth, lead),
            Sign::Decade(first) if lead.has_the || lead.announces() => {
                let first = i16::try_from(first).ok()?;
                Some((at + 1, When::Years(first, first + 9)))
            }
            Sign::Turn(turn) => self.turn(at, turn, lead),
            Sign::Day(n) => {
                let end = self.after_part(at + 1);
                Some((end, When::Step { n, unit: Unit::Day, from: From::Report }))
            }
            // "by the end of the year"
            Sign::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if lead.has_edge && lead.has_the => {
                Some((at + 1, When::Step { n: 0, unit, from: From::Report }))
            }
            Sign::Count(_) | Sign::Some | Sign::Unit(_) | Sign::Units(_) => self.counted(at, lead),
            Sign::Part => self.part(at),
            Sign::Word(Word::Weekend) if lead.announces() && lead.has_the => Some((at + 1, When::Weekend(None))),
            Sign::Word(Word::Overnight) => self.overnight(at),
            Sign::Word(Word::Season) => self.season(at),
            Sign::Word(Word::Eve) if self.sign(at + 1) == Sign::Preposition(Preposition::Of) => {
                self.beside(at + 1, -1, |n, from| Some(When::Step { n, unit: Unit::Day, from }))
            }
            _ => None,
        }
    }

    /// Behind "morning" and the like, also "early in the morning" as one word each.
    fn after_part(&self, at: usize) -> usize {
        match (self.sign(at), self.sign(at + 1)) {
            (Sign::Part, _) => at + 1,
            (Sign::Edge, Sign::Part) => at + 2,
            _ => at,
        }
    }
}

/// Whether one time can be the first and another the last of a span.
fn can_span(first: &When, last: &When) -> bool {
    matches!(
        (first, last),
        (When::Day { .. } | When::Month { .. }, When::Day { .. } | When::Month { .. })
            | (When::Month { .. } | When::Years(..), When::Years(..))
            | (When::Weekday { .. }, When::Weekday { .. })
            | (When::Day { .. } | When::Weekday { .. } | When::Step { .. }, When::Step { .. })
            | (When::Step { .. }, When::Weekday { .. } | When::Day { .. })
    )
}

/// "on Monday and Tuesday", "in June and July": one time, where nothing lies between.
fn are_neighbours(first: &When, last: &When) -> bool {
    match (first, last) {
        (When::Weekday { weekday: first, turn: None, .. }, When::Weekday { weekday: last, turn: None, .. }) => {
            first.next() == *last
        }
        (When::Month { month: first, .. }, When::Month { month: last, .. }) => first + 1 == *last,
        _ => false,
    }
}

/// Turns that choose among weekdays, weekends and months by name.
fn is_choosing(turn: Turn) -> bool {
    matches!(turn, Turn::Last | Turn::Past | Turn::This | Turn::Next | Turn::Coming)
}
