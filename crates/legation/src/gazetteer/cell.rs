//! What a cell of the gazetteer's tables may hold; anything else is a fault with file and line.

use std::fmt::Display;
use std::str::FromStr;

use compact_str::CompactString;

use super::read::Reader;
use super::{Body, EntityType, PartialDate, Period, Verified};
use crate::data::list;

impl Reader {
    pub(super) fn items(&mut self, cell: &str, column: &str, file: &str, line: usize) -> Vec<String> {
        list(cell, column, file, line, &mut self.faults).into_iter().map(str::to_owned).collect()
    }

    pub(super) fn sectors(&mut self, cell: &str, file: &str, line: usize) -> Vec<CompactString> {
        let sectors = list(cell, "sectors", file, line, &mut self.faults);
        for sector in &sectors {
            if !self.sectors.iter().any(|known| known == sector) {
                let known = self.sectors.join(", ");
                self.faults.add(file, line, format_args!("unknown sector {sector:?}, expected one of {known}"));
            }
        }
        sectors.into_iter().map(CompactString::from).collect()
    }

    pub(super) fn kind(&mut self, cell: &str, file: &str, line: usize) -> EntityType {
        self.word(cell, file, line).unwrap_or(EntityType::Unknown)
    }

    pub(super) fn verified(&mut self, cell: &str, file: &str, line: usize) -> Verified {
        self.word(cell, file, line).unwrap_or(Verified::Unchecked)
    }

    pub(super) fn period(&mut self, since: &str, until: &str, file: &str, line: usize) -> Period {
        let mut date =
            |text: &str| -> Option<PartialDate> { if text.is_empty() { None } else { self.word(text, file, line) } };
        let period = Period { since: date(since), until: date(until) };
        if let (Some(begin), Some(end)) = (period.since, period.until)
            && end.end < begin.start
        {
            self.faults.add(file, line, format_args!("until {until} lies before since {since}"));
        }
        period
    }

    pub(super) fn country(&mut self, code: &str, file: &str, line: usize) {
        if !code.is_empty() && self.gazetteer.country(code).is_none() {
            self.faults.add(file, line, format_args!("unknown country {code:?}, expected an entity of countries.csv"));
        }
    }

    /// An official serves a state, a body, an organ of one, or a group.
    pub(super) fn serves(&mut self, country: &str, body: &str, file: &str, line: usize) {
        if country.is_empty() && body.is_empty() {
            self.faults.add(file, line, "neither country nor body, expected whom the official serves");
        }
        let is_body = |known: &Body| known.entity == body || known.organ.as_deref() == Some(body);
        let known = self.gazetteer.bodies.iter().any(is_body) || self.gazetteer.groups(body).next().is_some();
        if !body.is_empty() && !known {
            self.faults.add(
                file,
                line,
                format_args!("unknown body {body:?}, expected one of bodies.csv or groups.csv"),
            );
        }
    }

    pub(super) fn code(&mut self, code: &str, column: &str, file: &str, line: usize) {
        let sound = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
        if code.is_empty() || !code.bytes().all(sound) {
            self.faults.add(file, line, format_args!("{column} {code:?}, expected capital letters, digits, - and _"));
        }
    }

    /// The program's states go by ISO 3166-1 alpha-3; the user's may be of another world.
    pub(super) fn state_code(&mut self, code: &str, file: &str, line: usize) {
        if self.own.reading {
            if code.len() < 3 || !is_capitals(code) {
                self.faults.add(file, line, format_args!("entity {code:?}, expected three or more capital letters"));
            }
        } else if code.len() != 3 || !is_capitals(code) {
            self.faults.add(file, line, format_args!("entity {code:?}, expected three capital letters"));
        }
    }

    pub(super) fn iso2(&mut self, code: &str, file: &str, line: usize) -> Option<String> {
        if !code.is_empty() && (code.len() != 2 || !is_capitals(code)) {
            self.faults.add(file, line, format_args!("iso2 {code:?}, expected two capital letters or nothing"));
        }
        (!code.is_empty()).then(|| code.to_owned())
    }

    pub(super) fn cow(&mut self, number: &str, file: &str, line: usize) -> Option<u16> {
        let parsed = number.parse().ok();
        if parsed.is_none() && !number.is_empty() {
            self.faults.add(file, line, format_args!("cow {number:?}, expected a number or nothing"));
        }
        parsed
    }

    pub(super) fn lemma(&mut self, lemma: &str, file: &str, line: usize) {
        let single_blanks = lemma.split(' ').all(|word| !word.is_empty());
        if !single_blanks || lemma.contains(char::is_uppercase) {
            self.faults.add(
                file,
                line,
                format_args!("lemma {lemma:?}, expected words in lower case joined by single blanks"),
            );
        }
    }

    /// A cell of a closed set of words; a word outside it is a fault.
    pub(super) fn word<T: FromStr>(&mut self, cell: &str, file: &str, line: usize) -> Option<T>
    where
        T::Err: Display,
    {
        cell.parse().map_err(|error: T::Err| self.faults.add(file, line, error)).ok()
    }
}

fn is_capitals(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_uppercase())
}
