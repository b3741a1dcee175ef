//! "The capital": the city that a phrase names by its office.
//!
//! "The Syrian capital" tells of which state; "the capital" alone is that of the one country of the sentence, or of the
//! document where the sentence names none. With two countries at hand it stays unknown.

use crate::gazetteer::Gazetteer;
use crate::syntax::Syntax;

use super::choose::Support;
use super::containers;
use super::fold::fold;
use super::geography::{Geography, Kind};
use super::mention::{Place, PlaceMention};
use super::names::{Name, Sort};

/// Capitals named by the word alone.
pub(super) fn mentions(
    syntax: &Syntax<'_>,
    gazetteer: &Gazetteer,
    geography: &Geography,
    names: &[Name],
    support: &Support,
) -> Vec<PlaceMention> {
    let is_capital = |&token: &usize| syntax.form(token) == "capital" && syntax.token(token).upos == "NOUN";
    let found = (0..syntax.len()).filter(is_capital).filter_map(|token| {
        if !is_scene(syntax, geography, token) {
            return None;
        }
        let at = names.partition_point(|name| name.tokens.start < token);
        let place = city(gazetteer, geography, country(syntax, gazetteer, geography, names, support, token, at)?)?;
        Some(PlaceMention { tokens: token..token + 1, anchor: token, place })
    });
    found.collect()
}

/// Whether something happens in or to "the capital"; "the capital, Damascus" names its city itself.
fn is_scene(syntax: &Syntax<'_>, geography: &Geography, token: usize) -> bool {
    let Some(head) = syntax.head(token) else { return false };
    let is_named = syntax.children_by(token, &["appos", "compound"]).any(|child| syntax.token(child).upos == "PROPN");
    let follows = token + 1 < syntax.len() && syntax.token(token + 1).upos == "PROPN";
    let is_place = match syntax.deprel(token) {
        "pobj" => {
            matches!(
                syntax.form(head).to_lowercase().as_str(),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "into"
                    | "toward"
                    | "towards"
                    | "through"
            ) || syntax
                .head(head)
                .is_some_and(|above| geography.is(syntax.lemma(above), &[Kind::Motion, Kind::Onto, Kind::Part]))
        }
        "dobj" | "nsubjpass" => geography.is(syntax.lemma(head), &[Kind::Goal]),
        "nsubj" => geography.is(syntax.lemma(head), &[Kind::Scene]),
        _ => false,
    };
    is_place && !is_named && !follows
}

/// The state whose capital it is.
fn country<'a>(
    syntax: &Syntax<'_>,
    gazetteer: &'a Gazetteer,
    geography: &Geography,
    names: &[Name],
    support: &'a Support,
    token: usize,
    at: usize,
) -> Option<&'a str> {
    let stand_in = Name {
        tokens: token..token + 1,
        sort: Sort::Toponym,
        folded: String::new(),
        listed: None,
        capital: None,
        acts: false,
    };
    // The neighbours suffice: containers stand right beside the phrase.
    let (low, high) = (at.saturating_sub(3), names.len().min(at + 3));
    let mut near = names[low..at].to_vec();
    near.push(stand_in);
    near.extend(names[at..high].iter().cloned());
    let around = containers::around(syntax, geography, &near, at - low);
    let mut states = around.into_iter().filter_map(|idx| match near[idx].sort {
        Sort::State(row) | Sort::Nationality(row) => Some(row),
        Sort::Toponym => None,
    });
    if let Some(row) = states.next() {
        return Some(&gazetteer.countries[row].entity);
    }
    let is_definite = syntax.child(token, &["det"]).is_some_and(|det| syntax.form(det).eq_ignore_ascii_case("the"));
    let is_plain = syntax.child(token, &["amod", "poss", "compound"]).is_none();
    support.only(syntax.sentence_of(token)).filter(|_| is_definite && is_plain)
}

/// The city that is a state's capital.
fn city(gazetteer: &Gazetteer, geography: &Geography, country: &str) -> Option<Place> {
    let name = fold(gazetteer.country(country)?.capitals.first()?)?;
    let city = geography.atlas.named(&name).into_iter().find(|record| record.country == country)?;
    Some(Place::record(&city))
}
