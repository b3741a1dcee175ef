//! Words as signs of a date: what each can say of a day, by `data/rules/dates.csv`.
//!
//! In: tokens. Out: one [`Piece`] for each run of letters, of digits, or other character in them, since the tokenizer parts
//! "3-5" and leaves "3–5" and "mid-2022" whole.

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;

use super::calendar::Unit;
use crate::Error;
use crate::data::{CsvTable, Faults};
use crate::syntax::Syntax;

/// What a word can say of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Digits: value and length.
    Number(i32, usize),
    /// "first", "5th".
    Ordinal(i32),
    /// "1990s".
    Decade(i32),
    Month(i8),
    /// An abbreviation.
    ShortMonth(i8),
    Weekday(Weekday),
    Unit(Unit),
    /// Several of them.
    Units(Unit),
    /// "two", "a".
    Count(i32),
    /// "few": a number that is not told.
    Some,
    Turn(Turn),
    /// "yesterday": days from the day of the report.
    Day(i32),
    /// "morning".
    Part,
    /// "early".
    Edge,
    /// "end": a part of a time only before "of".
    Bound,
    Preposition(Preposition),
    /// "after" (1), "before" (-1) something.
    Side(i32),
    /// "later" (1), "earlier" (-1) than what was told.
    Apart(i32),
    Word(Word),
    Dash,
    Comma,
    /// A break of the line.
    Break,
    Other,
}

/// Which of the days, weeks, … with one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Last,
    Past,
    Previous,
    This,
    Next,
    Coming,
    Following,
    Same,
}

/// What a preposition says of the date that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preposition {
    On,
    In,
    Within,
    Since,
    Until,
    By,
    For,
    From,
    Between,
    Of,
    About,
}

/// Words with a use of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Ago,
    And,
    Eve,
    Habit,
    Half,
    Now,
    Overnight,
    Quarter,
    Season,
    The,
    Through,
    To,
    Weekend,
}

/// A run of letters or digits, or another character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) token: usize,
    /// First byte in the text.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    pub(super) sign: Sign,
}

/// The table of words, found in lower case.
#[derive(Debug, Clone, Default)]
pub struct DateWords(FxHashMap<String, Sign>);

impl DateWords {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// If it has faults, which the tests of a release rule out.
    pub fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/dates.csv"))
    }

    /// Reads the table.
    ///
    /// # Errors
    /// All faults, with file and line.
    pub fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let table = CsvTable::read("rules/dates.csv", text, ["word", "kind", "value", "note"], &mut faults);
        table.unique("word", |[word, ..]| (*word).to_owned(), &mut faults);
        let mut words = FxHashMap::default();
        for (line, [word, kind, value, _]) in table.rows() {
            match sign(kind, value) {
                Some(sign) => {
                    words.insert(word.to_owned(), sign);
                }
                None => faults.add(table.file, line, format_args!("{kind:?} {value:?} is no kind and value of a word")),
            }
        }
        faults.or_value(Self(words))
    }

    /// The pieces of all tokens, in order.
    pub(super) fn pieces(&self, syntax: &Syntax<'_>) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(syntax.len() + syntax.len() / 4);
        let mut lower = String::new();
        for token in 0..syntax.len() {
            let (form, start) = (syntax.form(token), syntax.token(token).span.start as usize);
            for (from, to) in runs(form) {
                let run = &form[from..to];
                let sign =
                    if syntax.token(token).upos == "SPACE" { break_or_blank(run) } else { self.of(run, &mut lower) };
                join(&mut pieces, Piece { token, start: start + from, end: start + to, sign }, run);
            }
        }
        pieces
    }

    fn of(&self, run: &str, lower: &mut String) -> Sign {
        let first = run.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() {
            return run.parse().ok().filter(|_| run.len() <= 4).map_or(Sign::Other, |n| Sign::Number(n, run.len()));
        }
        if !first.is_alphabetic() {
            return match first {
                '-' | '–' | '—' | '−' => Sign::Dash,
                ',' => Sign::Comma,
                _ => Sign::Other,
            };
        }
        lower.clear();
        lower.extend(run.chars().map(|c| c.to_ascii_lowercase()));
        let sign = self.0.get(lower.as_str()).copied().unwrap_or(Sign::Other);
        // "march" and "may" are other words.
        let needs_capital = matches!(sign, Sign::Month(_) | Sign::ShortMonth(_) | Sign::Weekday(_));
        if needs_capital && !first.is_uppercase() { Sign::Other } else { sign }
    }
}

/// Adds a piece; the ending of a number ("5th", "1990s") and the full stop of an abbreviation go with what they end.
fn join(pieces: &mut Vec<Piece>, piece: Piece, run: &str) {
    if let Some(last) = pieces.last_mut().filter(|last| last.end == piece.start && last.token == piece.token) {
        let joined = match (last.sign, run) {
            (Sign::Number(n, 1 | 2), "st" | "nd" | "rd" | "th") => Some(Sign::Ordinal(n)),
            (Sign::Number(n, 4), "s") if n % 10 == 0 => Some(Sign::Decade(n)),
            (Sign::ShortMonth(month), ".") => Some(Sign::ShortMonth(month)),
            _ => None,
        };
        if let Some(sign) = joined {
            (last.sign, last.end) = (sign, piece.end);
            return;
        }
    }
    pieces.push(piece);
}

fn break_or_blank(run: &str) -> Sign {
    if run == "\n" { Sign::Break } else { Sign::Other }
}

/// Runs of letters, runs of digits, and each other character by itself; as bytes of `form`.
fn runs(form: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = form.get(at..)?;
        let first = rest.chars().next()?;
        let len = match first {
            _ if first.is_alphabetic() => rest.find(|c: char| !c.is_alphabetic()),
            _ if first.is_ascii_digit() => rest.find(|c: char| !c.is_ascii_digit()),
            _ => Some(first.len_utf8()),
        };
        let start = at;
        at += len.unwrap_or(rest.len());
        Some((start, at))
    })
}

fn sign(kind: &str, value: &str) -> Option<Sign> {
    let number = || value.parse::<i8>().ok();
    Some(match kind {
        "month" => Sign::Month(number().filter(|month| (1..=12).contains(month))?),
        "short month" => Sign::ShortMonth(number().filter(|month| (1..=12).contains(month))?),
        "weekday" => Sign::Weekday(Weekday::from_monday_one_offset(number()?).ok()?),
        "unit" => Sign::Unit(unit(value)?),
        "units" => Sign::Units(unit(value)?),
        "count" => Sign::Count(i32::from(number()?)),
        "ordinal" => Sign::Ordinal(i32::from(number()?)),
        "some" => Sign::Some,
        "turn" => Sign::Turn(turn(value)?),
        "day" => Sign::Day(i32::from(number()?)),
        "part" => Sign::Part,
        "edge" => Sign::Edge,
        "bound" => Sign::Bound,
        "preposition" => Sign::Preposition(preposition(value)?),
        "side" => Sign::Side(i32::from(number()?)),
        "apart" => Sign::Apart(i32::from(number()?)),
        "word" => Sign::Word(word(value)?),
        _ => return None,
    })
}

fn unit(value: &str) -> Option<Unit> {
    Some(match value {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn turn(value: &str) -> Option<Turn> {
    Some(match value {
        "last" => Turn::Last,
        "past" => Turn::Past,
        "previous" => Turn::Previous,
        "this" => Turn::This,
        "next" => Turn::Next,
        "coming" => Turn::Coming,
        "following" => Turn::Following,
        "same" => Turn::Same,
        _ => return None,
    })
}

fn preposition(value: &str) -> Option<Preposition> {
    Some(match value {
        "on" => Preposition::On,
        "in" => Preposition::In,
        "within" => Preposition::Within,
        "since" => Preposition::Since,
        "until" => Preposition::Until,
        "by" => Preposition::By,
        "for" => Preposition::For,
        "from" => Preposition::From,
        "between" => Preposition::Between,
        "of" => Preposition::Of,
        "about" => Preposition::About,
        _ => return None,
    })
}

fn word(value: &str) -> Option<Word> {
    Some(match value {
        "ago" => Word::Ago,
        "and" => Word::And,
        "eve" => Word::Eve,
        "habit" => Word::Habit,
        "half" => Word::Half,
        "now" => Word::Now,
        "overnight" => Word::Overnight,
        "quarter" => Word::Quarter,
        "season" => Word::Season,
        "the" => Word::The,
        "through" => Word::Through,
        "to" => Word::To,
        "weekend" => Word::Weekend,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    fn signs(form: &str) -> Vec<Sign> {
        let parsed = parsed(&format!("{form} {form} NOUN NN 0 ROOT"));
        let words = DateWords::embedded().unwrap_or_else(|error| panic!("{error}"));
        words.pieces(&parsed.syntax()).iter().map(|piece| piece.sign).collect()
    }

    #[test]
    fn tokens_fall_into_pieces() {
        assert_eq!(signs("3–5"), [Sign::Number(3, 1), Sign::Dash, Sign::Number(5, 1)]);
        assert_eq!(signs("mid-2022"), [Sign::Edge, Sign::Dash, Sign::Number(2022, 4)]);
        assert_eq!(signs("5th"), [Sign::Ordinal(5)]);
        assert_eq!(signs("1990s"), [Sign::Decade(1990)]);
        assert_eq!(signs("Oct."), [Sign::ShortMonth(10)]);
        assert_eq!(signs("12345678901"), [Sign::Other]);
    }

    #[test]
    fn names_of_months_and_days_have_a_capital() {
        assert_eq!((signs("May"), signs("may")), (vec![Sign::Month(5)], vec![Sign::Other]));
        assert_eq!((signs("Sunday"), signs("sunday")), (vec![Sign::Weekday(Weekday::Sunday)], vec![Sign::Other]));
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = DateWords::load("word,kind,value,note\nmay,month,13,\nsoon,whenever,,\n").expect_err("two faults");
        let text = error.to_string();
        assert!(text.contains("rules/dates.csv:2") && text.contains("rules/dates.csv:3"), "{text}");
    }
}
