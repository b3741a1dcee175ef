//! Names of the gazetteer in the text.
//!
//! In: token forms. Out: the longest known name at each place, left to right, with all that it can stand for, and the
//! recogniser's entities by token. A name inside the longer name of a person ("Michael Jordan"), building, law or book is
//! not taken ("Baghdad International Airport").

use std::ops::Range;

use crate::gazetteer::{Gazetteer, LemmaTable, NameEntry, NameKind};
use crate::syntax::Syntax;

/// Longest name looked for, in tokens.
const LONGEST: usize = 10;

/// A known name at a place of the text.
pub(super) struct Name<'g> {
    pub(super) tokens: Range<usize>,
    pub(super) entries: &'g [NameEntry],
}

impl Name<'_> {
    /// Row of the first reading of this kind.
    pub(super) fn row(&self, kind: NameKind) -> Option<usize> {
        self.entries.iter().find(|entry| entry.kind == kind).map(|entry| entry.row as usize)
    }

    /// Rows of all readings of this kind.
    pub(super) fn rows(&self, kind: NameKind) -> impl Iterator<Item = usize> + '_ {
        self.entries.iter().filter(move |entry| entry.kind == kind).map(|entry| entry.row as usize)
    }
}

/// Names and recognised entities of a document, by token.
pub(super) struct Names<'g> {
    names: Vec<Name<'g>>,
    of_token: Vec<Option<u32>>,
    recognized: Vec<Option<u32>>,
}

impl<'g> Names<'g> {
    /// The name that token `i` is part of.
    pub(super) fn at(&self, i: usize) -> Option<&Name<'g>> {
        self.of_token[i].map(|idx| &self.names[idx as usize])
    }

    /// Label and tokens of the recognised entity that token `i` is part of.
    pub(super) fn recognized(&self, syntax: &Syntax<'_>, i: usize) -> Option<(&'static str, Range<usize>)> {
        let entity = &syntax.annotations.entities[self.recognized[i]? as usize];
        let (start, end) = (entity.tokens.start as usize, entity.tokens.end as usize);
        // "Jane Roe's tour": the ending is no part of the name.
        let is_possessive = end > start + 1 && syntax.token(end - 1).xpos == "POS";
        Some((entity.label.as_str(), start..end - usize::from(is_possessive)))
    }
}

/// Finds all names, longest first at each token.
pub(super) fn find<'g>(syntax: &Syntax<'_>, gazetteer: &'g Gazetteer) -> Names<'g> {
    let n = syntax.len();
    let forms: Vec<&str> = (0..n).map(|i| syntax.form(i)).collect();
    let mut recognized = vec![None; n];
    for (idx, entity) in (0_u32..).zip(&syntax.annotations.entities) {
        recognized[entity.tokens.start as usize..entity.tokens.end as usize].fill(Some(idx));
    }
    let mut found = Names { names: Vec::new(), of_token: vec![None; n], recognized };
    let mut i = 0;
    while i < n {
        // "al-Shabaab": the article of an Arabic name is no capital.
        let is_article = matches!(forms[i], "al" | "el") && forms.get(i + 1) == Some(&"-");
        let starts_like_a_name = is_article || forms[i].starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let window = &forms[i..(i + LONGEST).min(n)];
        let name = if starts_like_a_name { gazetteer.longest_name(window) } else { None };
        let is_inside = |used| {
            is_part_of_person(syntax, &found, i..i + used) || is_part_of_thing(syntax, gazetteer, &found, i..i + used)
        };
        let name = name.filter(|(used, _)| !is_inside(*used));
        let name = name.filter(|(used, entries)| !is_part_of_party(syntax, gazetteer, &found, i..i + used, entries));
        let Some((used, entries)) = name.filter(|_| !is_opposed(&forms, i) && !is_money(syntax, &found, i)) else {
            i += 1;
            continue;
        };
        let idx = u32::try_from(found.names.len()).ok();
        found.of_token[i..i + used].fill(idx);
        found.names.push(Name { tokens: i..i + used, entries });
        i += used;
    }
    found
}

/// "anti-Taliban", "non-EU", "ex-Soviet": whoever is so is not the one named.
fn is_opposed(forms: &[&str], i: usize) -> bool {
    const PREFIXES: [&str; 5] = ["anti", "ex", "non", "post", "pre"];
    let prefix = i.checked_sub(2).filter(|_| forms[i - 1] == "-").map(|at| forms[at].to_lowercase());
    prefix.is_some_and(|prefix| PREFIXES.contains(&prefix.as_str()))
}

/// "400 US dollars" are of no state.
fn is_money(syntax: &Syntax<'_>, names: &Names<'_>, i: usize) -> bool {
    matches!(names.recognized(syntax, i), Some(("MONEY", _)))
}

/// Whether the tokens lie in a longer personal name, at its end: "Jordan" in "Michael Jordan". A nationality that the
/// recogniser took into the name ("Chinese Wang Yi") stands at its start.
fn is_part_of_person(syntax: &Syntax<'_>, names: &Names<'_>, tokens: Range<usize>) -> bool {
    match names.recognized(syntax, tokens.start) {
        Some(("PERSON", person)) => {
            let nationality =
                person.start == tokens.start && tokens.len() == 1 && syntax.deprel(tokens.start) == "amod";
            !nationality && tokens.len() < person.len()
        }
        _ => false,
    }
}

/// "the American Solidarity Party" is not Poland's Solidarity: a group's name between another nation's and a word for a party.
fn is_part_of_party(
    syntax: &Syntax<'_>,
    gazetteer: &Gazetteer,
    names: &Names<'_>,
    tokens: Range<usize>,
    entries: &[NameEntry],
) -> bool {
    const PARTIES: [&str; 6] = ["Alliance", "Coalition", "Front", "Movement", "Party", "Union"];
    let group = entries.iter().find(|entry| entry.kind == NameKind::Group);
    let Some(group) = group.and_then(|entry| gazetteer.groups.get(entry.row as usize)) else { return false };
    let is_party = tokens.end < syntax.len() && PARTIES.contains(&syntax.form(tokens.end));
    let nation = tokens.start.checked_sub(1).filter(|_| is_party).and_then(|before| names.at(before));
    let country =
        nation.and_then(|nation| nation.row(NameKind::Adjective)).and_then(|row| gazetteer.countries.get(row));
    country.is_some_and(|country| group.country.as_deref() != Some(country.entity.as_str()))
}

/// Whether the tokens lie in the longer name of a building, law, work or event: "Baghdad" in "Baghdad International
/// Airport". An embassy is an institution, and of the state that its name begins with.
fn is_part_of_thing(syntax: &Syntax<'_>, gazetteer: &Gazetteer, names: &Names<'_>, tokens: Range<usize>) -> bool {
    let Some(("FAC" | "LAW" | "WORK_OF_ART" | "EVENT" | "PRODUCT", thing)) = names.recognized(syntax, tokens.start)
    else {
        return false;
    };
    let head = thing.end - 1;
    let (form, lemma) = (syntax.form(head).to_lowercase(), syntax.lemma(head).to_lowercase());
    let is_table = |table| gazetteer.longest_phrase(table, &[&form], &[&lemma]).is_some();
    let is_actor = is_table(LemmaTable::Institution) || is_table(LemmaTable::Role) || is_table(LemmaTable::Office);
    // "Peru and Chile" are two names, whatever the recogniser takes them for.
    let goes_on = tokens.end < thing.end && (tokens.end..thing.end).all(|token| syntax.token(token).upos == "PROPN");
    goes_on && !is_actor
}
