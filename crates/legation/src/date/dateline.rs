//! The date that heads an article: a line of its own ("Friday, January 4, 2019") or the start of the first sentence
//! ("CAIRO, Oct. 12 (Agency) — …").
//!
//! In: the phrases as read. Out: which of them is the dateline, if any.

use super::grammar::Reading;
use super::sign::{Piece, Sign};
use super::when::When;
use crate::syntax::Syntax;

/// How far into the text a dateline may stand, in pieces.
const FURTHEST: usize = 40;
/// The longest name of an agency between a dateline's date and its dash, in pieces.
const LONGEST_AGENCY: usize = 6;

/// Index of the reading that heads the text.
pub(super) fn find(syntax: &Syntax<'_>, pieces: &[Piece], readings: &[Reading]) -> Option<usize> {
    let first = readings.first()?;
    let is_day = matches!(first.when, When::Day { month: Some(_), first, last, .. } if first == last);
    let heads = is_day
        && first.pieces.start < FURTHEST
        && (is_line(syntax, pieces, first) || is_before_dash(syntax, pieces, first));
    heads.then_some(0)
}

fn is_break(piece: &Piece) -> bool {
    piece.sign == Sign::Break
}

/// The pieces of the same line before and behind the reading.
fn around<'p>(pieces: &'p [Piece], reading: &Reading) -> (&'p [Piece], &'p [Piece]) {
    let (before, after) = (&pieces[..reading.pieces.start], &pieces[reading.pieces.end..]);
    let start = before.iter().rposition(is_break).map_or(0, |at| at + 1);
    let end = after.iter().take(FURTHEST).position(is_break).unwrap_or(after.len());
    (&before[start..], &after[..end])
}

/// Whether the line holds nothing else.
fn is_line(syntax: &Syntax<'_>, pieces: &[Piece], reading: &Reading) -> bool {
    let (before, after) = around(pieces, reading);
    let is_word = |piece: &Piece| syntax.text[piece.start..piece.end].contains(char::is_alphanumeric);
    !before.iter().chain(after).any(is_word)
}

/// Whether capitalized names stand before it, and a dash behind it.
fn is_before_dash(syntax: &Syntax<'_>, pieces: &[Piece], reading: &Reading) -> bool {
    let (before, after) = around(pieces, reading);
    let word = |piece: &Piece| &syntax.text[piece.start..piece.end];
    let is_name = |piece: &Piece| word(piece).starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric());
    let bracket = after.first().is_some_and(|piece| word(piece) == "(");
    let close = || after.iter().take(LONGEST_AGENCY).position(|piece| word(piece) == ")");
    let dash = if bracket { close().map(|at| at + 1) } else { Some(0) };
    let is_dash = dash.and_then(|at| after.get(at)).is_some_and(|piece| piece.sign == Sign::Dash);
    is_dash && before.iter().any(|piece| word(piece).starts_with(char::is_uppercase)) && before.iter().all(is_name)
}
