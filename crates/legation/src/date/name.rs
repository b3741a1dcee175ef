//! Words that look like a date and belong to a name or to the noun behind.
//!
//! In: a phrase as read, and the parse. Out: whether it is a name ("Theresa May", "the September 11 attacks", "Good Friday"),
//! and the phrase without an article that is not its own ("the Monday attack").

use super::grammar::Reading;
use super::sign::{Piece, Sign};
use crate::syntax::Syntax;

/// Leaves out an article that belongs to the noun behind: "the Monday attack".
pub(super) fn without_article(syntax: &Syntax<'_>, pieces: &[Piece], reading: &mut Reading) {
    let token = |at: usize| pieces.get(at).map(|piece| piece.token);
    let (first, last) = (token(reading.pieces.start), token(reading.pieces.end.saturating_sub(1)));
    let is_behind = first.zip(last).is_some_and(|(first, last)| {
        first < last && syntax.deprel(first) == "det" && syntax.head(first).is_some_and(|head| head > last)
    });
    reading.pieces.start += usize::from(is_behind);
}

/// Whether the words are a name: "Theresa May", "the September 11 attacks", "Black Friday".
pub(super) fn is_name(syntax: &Syntax<'_>, pieces: &[Piece], reading: &Reading) -> bool {
    let tokens = reading.pieces.clone().filter_map(|at| pieces.get(at)).filter(|piece| {
        matches!(
            piece.sign,
            Sign::Month(_) | Sign::ShortMonth(_) | Sign::Weekday(_) | Sign::Number(..) | Sign::Ordinal(_)
        )
    });
    let mut tokens = tokens.map(|piece| piece.token);
    let Some(first) = tokens.next() else { return false };
    let last = tokens.next_back().unwrap_or(first);
    let entity = syntax.annotations.entities.iter();
    let at = syntax.annotations.entities.partition_point(|entity| entity.tokens.end as usize <= first);
    let is_part = entity.skip(at).take(1).any(|entity| {
        let is_wider = (entity.tokens.start as usize) < first || entity.tokens.end as usize > last + 1;
        let is_time = matches!(entity.label.as_str(), "DATE" | "TIME" | "CARDINAL" | "ORDINAL" | "QUANTITY");
        entity.tokens.start as usize <= first && !is_time && (is_wider || entity.label == "PERSON")
    });
    is_part || is_holiday(syntax, pieces, reading, first)
}

/// "Good Friday", "Bloody Sunday": a name before the name of the day.
fn is_holiday(syntax: &Syntax<'_>, pieces: &[Piece], reading: &Reading, first: usize) -> bool {
    let begins = reading.pieces.start;
    let is_day = pieces.get(begins).is_some_and(|piece| matches!(piece.sign, Sign::Weekday(_)));
    let Some(before) = first.checked_sub(1).filter(|_| is_day) else { return false };
    let is_capital = syntax.form(before).starts_with(char::is_uppercase);
    let is_place = matches!(syntax.recognized(before), Some("GPE" | "LOC" | "FAC" | "ORG" | "PERSON" | "NORP"));
    is_capital
        && !is_place
        && syntax.head(before) == Some(first)
        && matches!(syntax.deprel(before), "amod" | "compound")
}
