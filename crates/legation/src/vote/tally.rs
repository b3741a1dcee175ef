//! How many voted for a draft, against it, or for neither.
//!
//! In: a sentence. Out: its counts. Scores ("12-2-1", "12 votes to 2") go by their order, other numbers by the word behind or
//! before them ("nine in favour", "none against", "backed by 120 states").

use std::ops::Range;

use crate::code::Scene;
use crate::count::exact;
use crate::syntax::Syntax;

use super::words::{Class, Says};

/// How many words may stand between a number and what it counts.
const REACH: usize = 10;

/// Counts as far as they are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) in_favour: Option<u32>,
    pub(super) against: Option<u32>,
    pub(super) abstaining: Option<u32>,
}

impl Tally {
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Takes from another what it does not know itself.
    pub(super) fn join(&mut self, other: Self) {
        self.in_favour = self.in_favour.or(other.in_favour);
        self.against = self.against.or(other.against);
        self.abstaining = self.abstaining.or(other.abstaining);
    }

    fn set(&mut self, says: Says, value: u32) {
        let place = match says {
            Says::For => &mut self.in_favour,
            Says::Against => &mut self.against,
            _ => &mut self.abstaining,
        };
        *place = place.or(Some(value));
    }
}

/// A number of a sentence: what it says and where it ends.
struct Number {
    value: u32,
    tokens: Range<usize>,
}

/// The counts of some tokens of a sentence. `is_loss`: a body turned the draft down, so the first number of a score is
/// that of those against.
pub(super) fn of(scene: Scene<'_>, tokens: Range<usize>, is_loss: bool) -> Tally {
    let mut tally = Tally::default();
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some((votes, end)) = short_of(scene, at, tokens.end) {
            tally.set(Says::For, votes);
            at = end;
            continue;
        }
        if let Some((score, end)) = score(scene, at, tokens.end) {
            let [first, second] = [score[0], score[1]];
            let is_turned = is_loss && first > second;
            let (yes, no) = if is_turned { (second, first) } else { (first, second) };
            tally.set(Says::For, yes);
            tally.set(Says::Against, no);
            if let Some(&third) = score.get(2) {
                tally.set(Says::Abstain, third);
            }
            at = end;
            continue;
        }
        let Some(number) = number(scene, at) else {
            at += 1;
            continue;
        };
        let end = number.tokens.end.max(at + 1);
        if let Some(says) = label(scene, &number, tokens.end).or_else(|| label_before(scene, &number, tokens.start)) {
            let is_turned = is_loss && says == Says::For && is_unlabelled(scene, &number);
            tally.set(if is_turned { Says::Against } else { says }, number.value);
        }
        at = end;
    }
    tally
}

/// Numbers, and words that are as good as one: "none against", "no abstentions", "without a vote against".
fn number(scene: Scene<'_>, at: usize) -> Option<Number> {
    let syntax = scene.syntax;
    let one = |value| Some(Number { value, tokens: at..at + 1 });
    match syntax.form(at).to_lowercase().as_str() {
        "none" | "nobody" | "no" | "without" => one(0),
        "alone" => one(1),
        "only" | "single" | "sole" | "lone" if syntax.token(at).upos != "ADV" => one(1),
        _ => {
            let (value, tokens) = exact(syntax, &scene.rules.counts, at)?;
            (tokens.start == at).then_some(Number { value, tokens })
        }
    }
}

/// "one vote short of the nine it needed": eight were for it.
fn short_of(scene: Scene<'_>, at: usize, end: usize) -> Option<(u32, usize)> {
    let syntax = scene.syntax;
    let (missing, tokens) = exact(syntax, &scene.rules.counts, at)?;
    let is_votes = |token: usize| scene.rules.votes.says(Class::Unit, syntax.lemma(token)).is_some();
    let form = |token: usize| (token < end).then(|| syntax.form(token));
    let is_short = tokens.start == at
        && tokens.end < end
        && is_votes(tokens.end)
        && form(tokens.end + 1) == Some("short")
        && form(tokens.end + 2) == Some("of");
    let first = tokens.end + 3;
    let needed = (first..end.min(first + 3)).find_map(|token| exact(syntax, &scene.rules.counts, token));
    let (needed, needed_tokens) = needed.filter(|_| is_short)?;
    needed.checked_sub(missing).map(|votes| (votes, needed_tokens.end))
}

/// "12-2-1", "12 to 2", "12 votes to 2": the numbers, and the token behind them.
fn score(scene: Scene<'_>, at: usize, end: usize) -> Option<(Vec<u32>, usize)> {
    let syntax = scene.syntax;
    let (mut numbers, mut next) = digits_or_word(scene, at)?;
    let is_dash = |token: usize| matches!(syntax.form(token), "-" | "–" | "—" | "−");
    while next + 1 < end && numbers.len() < 4 && is_dash(next) {
        let Some((more, after)) = digits_or_word(scene, next + 1) else { break };
        numbers.extend(more);
        next = after;
    }
    if numbers.len() == 1 && next + 1 < end {
        let is_votes = scene.rules.votes.says(Class::Unit, syntax.lemma(next)) == Some(Says::Unit);
        let to = next + usize::from(is_votes);
        if to + 1 < end && matches!(syntax.form(to), "to" | "against" | "versus" | "v") {
            let (more, after) = digits_or_word(scene, to + 1)?;
            numbers.extend(more);
            next = after;
        }
    }
    let is_year = |&number: &u32| (1900..2100).contains(&number) && syntax.form(at).len() > 3;
    let is_part = next < end && is_dash(next) || numbers.iter().any(is_year) && numbers.len() == 2;
    let counts_other = next < end
        && matches!(syntax.token(next).upos.as_str(), "NOUN" | "PROPN")
        && scene.rules.votes.says(Class::Unit, syntax.lemma(next)).is_none()
        && !matches!(syntax.lemma(next), "majority" | "margin" | "vote" | "decision" | "tally" | "count" | "ballot");
    (matches!(numbers.len(), 2 | 3) && !is_part && !counts_other).then_some((numbers, next))
}

/// A number in one token ("12", "twelve", "12-2-1"), with the token behind it.
fn digits_or_word(scene: Scene<'_>, at: usize) -> Option<(Vec<u32>, usize)> {
    let form = scene.syntax.form(at);
    if matches!(form.to_lowercase().as_str(), "none" | "nil" | "zero") {
        return Some((vec![0], at + 1));
    }
    let parts: Option<Vec<u32>> = form.split(['-', '–', '—']).map(|part| part.replace(',', "").parse().ok()).collect();
    if let Some(parts) = parts {
        return Some((parts, at + 1));
    }
    let (value, tokens) = exact(scene.syntax, &scene.rules.counts, at)?;
    (tokens.start == at && !form.starts_with(|c: char| c.is_ascii_digit())).then_some((vec![value], tokens.end))
}

/// What the words behind a number say that it counts.
fn label(scene: Scene<'_>, number: &Number, end: usize) -> Option<Says> {
    let syntax = scene.syntax;
    let words = &scene.rules.votes;
    let mut is_of_votes = false;
    for token in number.tokens.end..end.min(number.tokens.end + REACH) {
        let form = syntax.form(token).to_lowercase();
        if form == "against" || form == "for" || words.says(Class::Tally, &form).is_some() {
            let ends = token + 1 >= end || matches!(syntax.token(token + 1).upos.as_str(), "PUNCT" | "CCONJ" | "NUM");
            let is_reason = form == "for" && !is_of_votes && !(token == number.tokens.end && ends);
            // "a margin of two rejected it" counts nobody.
            let is_verb = syntax.token(token).upos == "VERB" && !is_of_votes && token != number.tokens.end;
            return words.says(Class::Tally, &form).filter(|_| !is_reason && !is_verb);
        }
        if words.says(Class::Unit, syntax.lemma(token)).is_some() {
            is_of_votes = true;
            continue;
        }
        let is_number = exact(syntax, &scene.rules.counts, token).is_some();
        let is_link = matches!(syntax.token(token).upos.as_str(), "VERB")
            && matches!(syntax.lemma(token), "vote" | "cast" | "choose" | "decide" | "be" | "say" | "come")
            || matches!(
                syntax.token(token).upos.as_str(),
                "AUX" | "ADP" | "DET" | "ADJ" | "ADV" | "PRON" | "PART" | "PROPN"
            );
        if is_number || !is_link || matches!(form.as_str(), "to" | "by" | "needed" | "required" | "necessary" | "short")
        {
            break;
        }
    }
    let is_by = number.tokens.start.checked_sub(1).is_some_and(|by| matches!(syntax.form(by), "by" | "with"));
    let is_score = is_by && number.value > 0;
    (is_of_votes && (is_won(scene, number) || is_score)).then_some(Says::For)
}

/// "by 200 votes", with no word that says which way.
fn is_unlabelled(scene: Scene<'_>, number: &Number) -> bool {
    let behind = number.tokens.end..scene.syntax.len().min(number.tokens.end + 3);
    !behind.into_iter().any(|token| scene.rules.votes.says(Class::Tally, scene.syntax.form(token)).is_some())
}

/// "received only eight votes": those of a draft are for it.
fn is_won(scene: Scene<'_>, number: &Number) -> bool {
    let syntax = scene.syntax;
    let start = number.tokens.start.saturating_sub(4);
    let is_needed = (number.tokens.start.saturating_sub(3)..number.tokens.end + 4)
        .filter(|&token| token < syntax.len())
        .any(|token| matches!(syntax.lemma(token), "need" | "require" | "necessary" | "required" | "short"));
    let wins = |token: usize| scene.rules.votes.says(Class::Winning, syntax.lemma(token)).is_some();
    let is_zero = number.value == 0;
    !is_needed && !is_zero && (start..number.tokens.start).any(wins)
}

/// "backed by 120 states", "with abstentions by 3"
fn label_before(scene: Scene<'_>, number: &Number, start: usize) -> Option<Says> {
    let syntax = scene.syntax;
    let by = (start..number.tokens.start).rev().take(3).find(|&token| syntax.form(token) == "by")?;
    let before = by.checked_sub(1).filter(|&token| token >= start)?;
    let counts = scene.rules.votes.says(Class::Unit, syntax.lemma(next_noun(syntax, number)?)).is_some();
    scene.rules.votes.says(Class::Tally, syntax.form(before)).filter(|_| counts)
}

fn next_noun(syntax: &Syntax<'_>, number: &Number) -> Option<usize> {
    (number.tokens.end..syntax.len().min(number.tokens.end + 3)).find(|&token| syntax.is_noun(token))
}
