//! Reads a number as it is written: digits, words, vague numbers, ranges and bounds.
//!
//! In: a token that is part of a number. Out: the number's ends and its tokens. It looks at the words in their order and
//! not at the parse, which breaks numbers up in many ways; a window of a few tokens keeps it linear.

use std::ops::Range;

use super::rules::{Bound, CountRules, Numeral};
use crate::syntax::Syntax;

/// A number in the text; an end that the words leave open is none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) tokens: Range<usize>,
}

/// How many tokens a number may have to each side of the one that was asked about.
const REACH: usize = 10;

/// A word of a number.
#[derive(Clone, Copy)]
struct Word {
    token: usize,
    numeral: Numeral,
    is_digits: bool,
}

/// A value read from `words[..next]`, and the last scale in it.
struct Value {
    low: f64,
    high: f64,
    scale: f64,
    next: usize,
}

/// Whether a token is a number or tells one vaguely; connecting words are none by themselves.
pub(super) fn is_number(syntax: &Syntax<'_>, rules: &CountRules, i: usize) -> bool {
    let is_number = |numeral: &Numeral| matches!(numeral, Numeral::Unit(_) | Numeral::Ten(_) | Numeral::Vague(..));
    match rules.numeral(&syntax.form(i).to_lowercase()) {
        Some(Numeral::Scale(_)) => syntax.form(i).len() > 2,
        Some(numeral) => is_number(&numeral),
        None => syntax.form(i).starts_with(|c: char| c.is_ascii_digit()) && !lexed(syntax, rules, i).is_empty(),
    }
}

/// The number that token `i` is part of, with the words that bound it.
pub(super) fn read(syntax: &Syntax<'_>, rules: &CountRules, i: usize) -> Option<Number> {
    let sentence = syntax.sentence(syntax.sentence_of(i));
    let words = window(syntax, rules, i, &sentence);
    let mut at = 0;
    while at < words.len() {
        let Some(value) = range(syntax, &words, at) else {
            at += 1;
            continue;
        };
        let tokens = words[at].token..words[value.next - 1].token + 1;
        if tokens.contains(&i) {
            return (!is_part_of_word(syntax, &tokens, &sentence))
                .then(|| bounded(syntax, rules, &value, tokens, &sentence));
        }
        at = value.next;
    }
    None
}

/// The whole number that token `i` is part of, where the text says one number, with its tokens.
pub(crate) fn exact(syntax: &Syntax<'_>, rules: &CountRules, i: usize) -> Option<(u32, Range<usize>)> {
    const LARGEST: f64 = 1e6;
    let number = is_number(syntax, rules, i).then(|| read(syntax, rules, i)).flatten()?;
    let value = number.low.filter(|low| Some(*low) == number.high && (0.0..LARGEST).contains(low))?;
    Some((value as u32, number.tokens))
}

/// The words of numbers around token `i`, without a gap.
fn window(syntax: &Syntax<'_>, rules: &CountRules, i: usize, sentence: &Range<usize>) -> Vec<Word> {
    let mut first = i;
    while first > sentence.start && i - first < REACH && !lexed(syntax, rules, first - 1).is_empty() {
        first -= 1;
    }
    let mut words = Vec::new();
    for token in first..sentence.end.min(i + REACH) {
        let parts = lexed(syntax, rules, token);
        if parts.is_empty() {
            break;
        }
        words.extend(parts.into_iter().map(|(numeral, is_digits)| Word { token, numeral, is_digits }));
    }
    words
}

/// What a token is in a number; several parts for "50m" and "10–15", none where it belongs to no number.
fn lexed(syntax: &Syntax<'_>, rules: &CountRules, i: usize) -> Vec<(Numeral, bool)> {
    let form = syntax.form(i).to_lowercase();
    if let Some(numeral) = rules.numeral(&form) {
        return vec![(numeral, false)];
    }
    if is_dash(&form) {
        return vec![(Numeral::Dash, false)];
    }
    if !form.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for (n, part) in form.split(['-', '–']).enumerate() {
        if n > 0 {
            parts.push((Numeral::Dash, false));
        }
        let end = part.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(part.len());
        let (digits, suffix) = part.split_at(end);
        match (number_of(digits), rules.numeral(suffix)) {
            (Some(value), _) if suffix.is_empty() => parts.push((Numeral::Unit(value), true)),
            (Some(value), Some(scale @ Numeral::Scale(_))) => {
                parts.extend([(Numeral::Unit(value), true), (scale, false)]);
            }
            (None, Some(scale @ Numeral::Scale(_))) if digits.is_empty() && n > 0 => parts.push((scale, false)),
            _ => return Vec::new(),
        }
    }
    parts
}

fn is_dash(form: &str) -> bool {
    matches!(form, "-" | "–" | "—")
}

/// "5,000", "3.2": commas part thousands only.
fn number_of(digits: &str) -> Option<f64> {
    let whole = digits.split('.').next()?;
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.all(|group| group.len() == 3);
    (grouped && !first.is_empty()).then(|| digits.replace(',', "").parse().ok()).flatten()
}

/// A value, or two that make a range.
fn range(syntax: &Syntax<'_>, words: &[Word], at: usize) -> Option<Value> {
    let mut low = value(syntax, words, at)?;
    let before = at.checked_sub(1).map_or_else(|| words[at].token.checked_sub(1), |n| Some(words[n].token));
    let is_after = |word: &str| before.is_some_and(|token| syntax.form(token).eq_ignore_ascii_case(word));
    let joins = match words.get(low.next).map(|word| word.numeral) {
        Some(Numeral::Dash | Numeral::To) => !is_after("from"),
        Some(Numeral::And) => is_after("between"),
        _ => false,
    };
    let Some(high) = joins.then(|| value(syntax, words, low.next + 1)).flatten() else { return Some(low) };
    // "10 to 15 thousand", "$2-3m"
    if low.scale <= 1.0 && high.scale > 1.0 && low.high < high.scale && high.high / high.scale >= low.high {
        low.low *= high.scale;
        low.high *= high.scale;
    }
    if high.high <= low.high {
        return Some(low);
    }
    Some(Value { low: low.low, high: high.high, scale: high.scale, next: high.next })
}

/// Adds up the words of one number.
fn value(syntax: &Syntax<'_>, words: &[Word], at: usize) -> Option<Value> {
    let mut next = at;
    let (mut total, mut now): ((f64, f64), Option<(f64, f64)>) = ((0.0, 0.0), None);
    let (mut last, mut scale) = (None, 1.0);
    let numeral = |n: usize| words.get(n).map(|word| word.numeral);
    if numeral(next) == Some(Numeral::Article) {
        let counts = matches!(numeral(next + 1), Some(Numeral::Half | Numeral::Scale(_) | Numeral::Vague(..)));
        next += usize::from(counts);
    }
    while let Some(word) = words.get(next) {
        match (word.numeral, now, last) {
            (Numeral::Unit(n) | Numeral::Ten(n), None, _) => now = Some((n, n)),
            (Numeral::Vague(low, high), None, None) => now = Some((low, high)),
            (Numeral::Half, None, None) => now = Some((0.5, 0.5)),
            (Numeral::Unit(n), Some(sum), Some(Numeral::Ten(_) | Numeral::Dash)) if n < 10.0 && !word.is_digits => {
                now = Some((sum.0 + n, sum.1 + n));
            }
            (Numeral::Unit(n) | Numeral::Ten(n), Some(sum), Some(Numeral::And | Numeral::Scale(_)))
                if n < 100.0 && !word.is_digits =>
            {
                now = Some((sum.0 + n, sum.1 + n));
            }
            // "twenty-three", but not "20-23"
            (Numeral::Dash, Some(_), Some(Numeral::Ten(_)))
                if matches!(words.get(next + 1), Some(Word { numeral: Numeral::Unit(_), is_digits: false, .. })) => {}
            // "half-million", "$50-million"
            (Numeral::Dash, Some(_), _) if matches!(numeral(next + 1), Some(Numeral::Scale(_))) => {}
            (Numeral::And, _, Some(Numeral::Scale(_))) if !words.get(next + 1).is_none_or(|word| word.is_digits) => {
                let adds = matches!(numeral(next + 1), Some(Numeral::Unit(_) | Numeral::Ten(_)));
                if !adds {
                    break;
                }
            }
            // "one and a half million"
            (Numeral::And, Some(sum), _)
                if numeral(next + 1) == Some(Numeral::Article) && numeral(next + 2) == Some(Numeral::Half) =>
            {
                now = Some((sum.0 + 0.5, sum.1 + 0.5));
                next += 2;
            }
            // "half a dozen"
            (Numeral::Article, Some(_), Some(Numeral::Half))
                if matches!(numeral(next + 1), Some(Numeral::Scale(_))) => {}
            // "tens of thousands", "a couple of hundred"
            (Numeral::Of, Some(sum), Some(Numeral::Vague(..))) => {
                let by = match numeral(next + 1) {
                    Some(Numeral::Vague(low, _)) if low >= 200.0 => low / 2.0,
                    Some(Numeral::Scale(by)) => by,
                    _ => break,
                };
                now = Some(scaled(sum, by));
                scale = by;
                next += 1;
            }
            (Numeral::Scale(by), _, _) => {
                let is_small = words[next].token > 0 && syntax.form(words[next].token).len() <= 2;
                if is_small && now.is_none() {
                    break;
                }
                let sum = scaled(now.unwrap_or((1.0, 1.0)), by);
                scale = by;
                if by >= 1000.0 {
                    total = (total.0 + sum.0, total.1 + sum.1);
                    now = None;
                } else {
                    now = Some(sum);
                }
            }
            _ => break,
        }
        last = Some(match word.numeral {
            // "one and a half": more may not follow but a scale
            Numeral::And if now.is_some_and(|sum| sum.0.fract() > 0.0) => Numeral::Half,
            numeral => numeral,
        });
        next += 1;
    }
    // "and" and dashes that nothing followed
    while next > at && matches!(numeral(next - 1), Some(Numeral::And | Numeral::Dash)) {
        next -= 1;
    }
    let is_bare_tens = next == at + 1 && syntax.form(words[at].token).eq_ignore_ascii_case("tens");
    let sum = now.unwrap_or((0.0, 0.0));
    let (low, high) = (total.0 + sum.0, total.1 + sum.1);
    (next > at && !is_bare_tens && high > 0.0).then_some(Value { low, high, scale, next })
}

/// A vague number of thousands reaches up to the next one: "several thousand" is less than ten thousand.
fn scaled((low, high): (f64, f64), by: f64) -> (f64, f64) {
    let high = if high > low { (high + 1.0) * by - 1.0 } else { high * by };
    (low * by, high)
}

/// "a 15-member team", "the AK-47", "won 3-1", "12 %": no count; "a 5,000-strong crowd" is one.
fn is_part_of_word(syntax: &Syntax<'_>, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
    let form = |i: usize| if sentence.contains(&i) { syntax.form(i) } else { "" };
    let dash_before = tokens.start > 1 && is_dash(form(tokens.start - 1));
    let hangs_on =
        dash_before && !syntax.token(tokens.start - 1).space_after && !syntax.token(tokens.start - 2).space_after;
    let last = tokens.end - 1;
    let leads_on = is_dash(form(tokens.end))
        && !syntax.token(last).space_after
        && !form(tokens.end + 1).eq_ignore_ascii_case("strong")
        && !form(tokens.end + 1).is_empty();
    let is_share = matches!(form(tokens.end).to_lowercase().as_str(), "%" | "percent" | "per" | "pc");
    hangs_on || leads_on || is_share
}

/// Takes in the words before and behind that leave one end open.
fn bounded(
    syntax: &Syntax<'_>,
    rules: &CountRules,
    value: &Value,
    tokens: Range<usize>,
    sentence: &Range<usize>,
) -> Number {
    let mut number = Number { low: Some(value.low), high: Some(value.high), tokens };
    bound_before(syntax, rules, &mut number, sentence);
    let starts = |words: &[String]| {
        words.iter().enumerate().all(|(n, word)| {
            let at = number.tokens.end + n;
            sentence.contains(&at) && syntax.form(at).eq_ignore_ascii_case(word)
        })
    };
    if let Some((words, bound)) = rules.bounds_after().iter().find(|(words, _)| starts(words)) {
        number.tokens.end += words.len();
        open(&mut number, *bound);
    }
    number
}

/// Takes in "at least", "some", "between" before a number; several may follow one another ("at least some").
pub(super) fn bound_before(syntax: &Syntax<'_>, rules: &CountRules, number: &mut Number, sentence: &Range<usize>) {
    let ends = |words: &[String], start: usize| {
        words.iter().enumerate().all(|(n, word)| {
            let at = start.checked_sub(n + 1).filter(|at| sentence.contains(at));
            at.is_some_and(|at| syntax.form(at).eq_ignore_ascii_case(word))
        })
    };
    // "talked about 12 deaths"
    let is_preposition = |start: usize| syntax.deprel(start - 1) == "prt";
    let found = rules.bounds_before().iter().find(|(words, _)| ends(words, number.tokens.start));
    if let Some((words, bound)) = found.filter(|_| !is_preposition(number.tokens.start)) {
        number.tokens.start -= words.len();
        open(number, *bound);
    }
    let start = number.tokens.start;
    let is_between = start > sentence.start && syntax.form(start - 1).eq_ignore_ascii_case("between");
    if is_between && number.low != number.high {
        number.tokens.start -= 1;
    }
}

fn open(number: &mut Number, bound: Bound) {
    match bound {
        Bound::Least => number.high = None,
        Bound::Most => number.low = None,
        Bound::About => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    /// Ends and words of the number that holds the token `at` of words parted by blanks.
    fn number(words: &str, at: usize) -> Option<(Option<f64>, Option<f64>, String)> {
        let table: Vec<String> = words
            .split(' ')
            .enumerate()
            .map(|(n, word)| {
                let xpos = if word == "-" { "HYPH" } else { "CD" };
                format!("{word} {word} NUM {xpos} {} dep", usize::from(n > 0))
            })
            .collect();
        let parsed = parsed(&table.join("\n"));
        let syntax = parsed.syntax();
        let rules = CountRules::embedded().expect("sound tables");
        let number = read(&syntax, &rules, at)?;
        let text = syntax.span(&number.tokens).of(syntax.text).to_owned();
        Some((number.low, number.high, text))
    }

    fn ends(words: &str, at: usize) -> (Option<f64>, Option<f64>) {
        number(words, at).map(|(low, high, _)| (low, high)).unwrap_or_else(|| panic!("no number in {words:?}"))
    }

    fn exactly(value: f64) -> (Option<f64>, Option<f64>) {
        (Some(value), Some(value))
    }

    #[test]
    fn digits_and_words_are_read() {
        assert_eq!(ends("5,000 men", 0), exactly(5000.0));
        assert_eq!(ends("twenty - three men", 2), exactly(23.0));
        assert_eq!(ends("one hundred and twelve men", 3), exactly(112.0));
        assert_eq!(ends("two thousand three hundred men", 0), exactly(2300.0));
        assert_eq!(ends("a hundred men", 1), exactly(100.0));
        assert_eq!(ends("two dozen men", 1), exactly(24.0));
        assert_eq!(ends("half a million men", 2), exactly(500_000.0));
        assert_eq!(ends("one and a half million men", 4), exactly(1_500_000.0));
        assert_eq!(ends("3.2bn euros", 0), exactly(3.2e9));
        assert_eq!(ends("50 m euros", 0), exactly(5e7));
    }

    #[test]
    fn vague_numbers_have_two_ends() {
        assert_eq!(ends("dozens of men", 0), (Some(24.0), Some(99.0)));
        assert_eq!(ends("tens of thousands of men", 2), (Some(20_000.0), Some(99_999.0)));
        assert_eq!(ends("hundreds of thousands of men", 0), (Some(200_000.0), Some(999_999.0)));
        assert_eq!(ends("several hundred men", 1), (Some(300.0), Some(999.0)));
        assert_eq!(ends("a few men", 1), (Some(3.0), Some(9.0)));
        assert_eq!(number("tens of men", 0), None);
    }

    #[test]
    fn ranges_and_bounds_open_an_end() {
        assert_eq!(number("between 10 and 15 men", 1), Some((Some(10.0), Some(15.0), "between 10 and 15".into())));
        assert_eq!(ends("10 to 15 men", 0), (Some(10.0), Some(15.0)));
        assert_eq!(ends("10–15 men", 0), (Some(10.0), Some(15.0)));
        assert_eq!(ends("two or three men", 2), (Some(2.0), Some(3.0)));
        assert_eq!(ends("2 to 3 million men", 0), (Some(2e6), Some(3e6)));
        assert_eq!(number("at least 12 men", 2), Some((Some(12.0), None, "at least 12".into())));
        assert_eq!(ends("up to 50 men", 2), (None, Some(50.0)));
        assert_eq!(ends("no fewer than 9 men", 3), (Some(9.0), None));
        assert_eq!(ends("12 or more men", 0), (Some(12.0), None));
        assert_eq!(number("about 200 men", 1), Some((Some(200.0), Some(200.0), "about 200".into())));
        assert_eq!(ends("from 30 to 45", 3), exactly(45.0));
        assert_eq!(ends("12 and 30", 2), exactly(30.0));
    }

    #[test]
    fn parts_of_words_are_no_numbers() {
        assert_eq!(number("15 - member council", 0), None);
        assert_eq!(number("AK - 47 rifles", 2), None);
        assert_eq!(number("12th brigade", 0), None);
        assert_eq!(number("40 percent", 0), None);
        assert_eq!(number("10:30 today", 0), None);
        assert_eq!(ends("5,000 - strong crowd", 0), exactly(5000.0));
    }
}
