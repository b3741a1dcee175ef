//! Names in the text that may be of places, left to right, the longest first.
//!
//! A name of the gazetteer that is none of a place ("Kurdistan Workers' Party") covers its words; adjectives and peoples
//! are kept, since they tell of which country a phrase speaks.

use std::ops::Range;

use crate::gazetteer::{Gazetteer, NameEntry, NameKind};
use crate::syntax::Syntax;

use super::fold::fold;
use super::geography::{Geography, Kind};

/// Longest name looked for, in tokens.
const LONGEST: usize = 10;
const LONGEST_OF_ATLAS: usize = 6;

/// What a name can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A state; row of the gazetteer's countries.
    State(usize),
    /// An adjective or people of a state, which names no place itself.
    Nationality(usize),
    /// A place of the gazetteer, or of the atlas, or both.
    Toponym,
}

/// A name at a place of the text.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    pub(super) sort: Sort,
    /// The folded name, empty for adjectives.
    pub(super) folded: String,
    /// Country in which the gazetteer lists a place of that name; row of its countries for a capital.
    pub(super) listed: Option<usize>,
    pub(super) capital: Option<usize>,
    /// Whether the tables know an actor of this name, such as the authorities of a breakaway region.
    pub(super) acts: bool,
}

impl Name {
    /// The name's last token, which heads it.
    pub(super) fn last(&self) -> usize {
        self.tokens.end.saturating_sub(1)
    }
}

/// All names of a document.
pub(super) fn find(syntax: &Syntax<'_>, gazetteer: &Gazetteer, geography: &Geography) -> Vec<Name> {
    let n = syntax.len();
    let mut names = Vec::new();
    let mut forms = Vec::with_capacity(LONGEST);
    let mut i = 0;
    while i < n {
        if !syntax.form(i).starts_with(|c: char| c.is_uppercase()) {
            i += 1;
            continue;
        }
        let end = syntax.sentence(syntax.sentence_of(i)).end.min(i + LONGEST).max(i + 1);
        forms.clear();
        forms.extend((i..end).map(|token| syntax.form(token)));
        let listed = gazetteer.longest_name(&forms);
        let (used, name) = at(syntax, geography, i, end, listed);
        names.extend(name);
        i += used.max(1);
    }
    names
}

/// The name that begins at token `i`, and how many tokens are done with it.
fn at(
    syntax: &Syntax<'_>,
    geography: &Geography,
    i: usize,
    end: usize,
    listed: Option<(usize, &[NameEntry])>,
) -> (usize, Option<Name>) {
    let drawn = toponym(syntax, geography, i, end);
    let drawn_length = drawn.as_ref().map_or(0, |(used, _)| *used);
    let (length, entries) = listed.unwrap_or((0, &[]));
    if length < drawn_length || length == 0 {
        let Some((used, folded)) = drawn else { return (1, None) };
        return (used, Some(name(i..i + used, Sort::Toponym, folded)));
    }
    let row = |kind| entries.iter().find(|entry| entry.kind == kind).map(|entry| entry.row as usize);
    let tokens = i..i + length;
    let folded = || fold(syntax.span(&tokens).of(syntax.text)).unwrap_or_default();
    let found = if let Some(state) = row(NameKind::State) {
        name(tokens.clone(), Sort::State(state), folded())
    } else if let Some(state) = row(NameKind::Adjective).or_else(|| row(NameKind::People)) {
        name(tokens, Sort::Nationality(state), String::new())
    } else if row(NameKind::Capital).is_some() || row(NameKind::Place).is_some() {
        let (capital, listed) = (row(NameKind::Capital), row(NameKind::Place));
        let tokens = without_sort(syntax, geography, tokens.clone());
        let folded = fold(syntax.span(&tokens).of(syntax.text)).unwrap_or_default();
        Name { capital, listed, ..name(tokens, Sort::Toponym, folded) }
    } else if length == drawn_length {
        Name { acts: true, ..name(tokens.clone(), Sort::Toponym, folded()) }
    } else {
        return (length, None);
    };
    (length, Some(found))
}

/// "Belgorod region", "Rafah crossing": the name alone, so that the word behind says what is meant.
fn without_sort(syntax: &Syntax<'_>, geography: &Geography, tokens: Range<usize>) -> Range<usize> {
    let last = tokens.end.saturating_sub(1);
    let is_sort = geography.is(syntax.lemma(last), &[Kind::First, Kind::Second, Kind::Site]);
    let shorter = tokens.start..last;
    let is_known = || fold(syntax.span(&shorter).of(syntax.text)).is_some_and(|folded| geography.knows(&folded));
    if is_sort && !shorter.is_empty() && is_known() { shorter } else { tokens }
}

fn name(tokens: Range<usize>, sort: Sort, folded: String) -> Name {
    Name { tokens, sort, folded, listed: None, capital: None, acts: false }
}

/// The longest name of the atlas or the regions at token `i`: its length in tokens and its folded form.
fn toponym(syntax: &Syntax<'_>, geography: &Geography, i: usize, end: usize) -> Option<(usize, String)> {
    let run = (i + 1..end.min(i + LONGEST_OF_ATLAS)).take_while(|&token| may_go_on(syntax.form(token)));
    let longest = run.last().unwrap_or(i);
    (i..=longest).rev().find_map(|last| {
        let form = syntax.form(last);
        let ends_like_a_name = form.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || last == i;
        let words = syntax.span(&(i..last + 1)).of(syntax.text);
        // "UN", "ISI", "PKK"
        let is_code = words.len() <= 3 && words.chars().all(char::is_uppercase);
        if !ends_like_a_name && !is_hyphened(syntax, last) || is_code || words.contains('\n') {
            return None;
        }
        let folded = fold(words)?;
        (folded.len() > 2 && geography.knows(&folded)).then_some((last + 1 - i, folded))
    })
}

/// "Mazar-i-Sharif", "Port-au-Prince", "Al-hol"
fn is_hyphened(syntax: &Syntax<'_>, token: usize) -> bool {
    token > 0 && syntax.form(token - 1) == "-"
}

/// Whether a word may stand inside a name: a capital, or one of the small words of names.
fn may_go_on(form: &str) -> bool {
    const SMALL: [&str; 34] = [
        "-", "'", "’", "'s", "’s", "al", "el", "de", "la", "le", "les", "des", "du", "da", "do", "dos", "das", "of",
        "the", "upon", "on", "ez", "i", "e", "bin", "am", "an", "der", "sur", "as", "ash", "au", "and", "&",
    ];
    form.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || SMALL.contains(&form)
}
