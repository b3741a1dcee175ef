//! Where something happened, at the precision of countries and known places.
//!
//! In: the trigger, the parse and the gazetteer's names. Out: the place that a locative phrase of the trigger, or of the
//! clause it stands in, names. Coordinates and namesakes come with the places' own stage.

use super::Location;
use super::condition::Fit;
use super::roles::{Roles, Scene};
use crate::gazetteer::{Gazetteer, NameKind};
use crate::syntax::Syntax;

const LOCATIVE: [&str; 6] = ["in", "at", "near", "outside", "inside", "across"];

/// The place named by a locative phrase on the trigger, its object, or the verb above an event noun.
pub(super) fn locate(scene: Scene<'_>, gazetteer: &Gazetteer, fit: &Fit<'_>, roles: &Roles<'_>) -> Option<Location> {
    let syntax = scene.syntax;
    let object = syntax.objects(fit.trigger).first().copied();
    let above =
        if syntax.is_noun(fit.trigger) { syntax.head(fit.trigger).filter(|&head| syntax.is_verb(head)) } else { None };
    // "held talks with X in Doha": the parser may hang the phrase on the last party.
    let parties = roles.recipients.iter().map(|mention| mention.head);
    let tokens: Vec<usize> = [Some(fit.trigger), object].into_iter().flatten().chain(parties).chain(above).collect();
    let is_party = |token| roles.actors.iter().chain(&roles.recipients).any(|mention| mention.tokens.contains(&token));
    tokens.into_iter().find_map(|token| {
        LOCATIVE.into_iter().find_map(|preposition| {
            let objects = syntax.prepositional(token, preposition);
            let mut objects = objects.filter(|&object| !is_party(object));
            objects.find_map(|object| place(syntax, gazetteer, object))
        })
    })
}

fn place(syntax: &Syntax<'_>, gazetteer: &Gazetteer, head: usize) -> Option<Location> {
    let sentence = syntax.sentence(syntax.sentence_of(head));
    let first = syntax.noun_phrase(head).start.max(sentence.start);
    for start in first..=head {
        let forms: Vec<&str> = (start..sentence.end.min(start + 10)).map(|i| syntax.form(i)).collect();
        let Some((used, entries)) = gazetteer.longest_name(&forms) else { continue };
        if !(start..start + used).contains(&head) {
            continue;
        }
        let span = syntax.span(&(start..start + used));
        let found = entries.iter().find_map(|entry| {
            let row = entry.row as usize;
            match entry.kind {
                NameKind::State => {
                    Some((gazetteer.countries[row].name.clone(), gazetteer.countries[row].entity.clone(), "country"))
                }
                NameKind::Capital => {
                    Some((span.of(syntax.text).to_owned(), gazetteer.countries[row].entity.clone(), "city"))
                }
                NameKind::Place => {
                    Some((gazetteer.places[row].place.clone(), gazetteer.places[row].country.clone(), "admin1"))
                }
                _ => None,
            }
        });
        if let Some((name, country, precision)) = found {
            return Some(Location {
                text: span.of(syntax.text).to_owned(),
                start: span.start.into(),
                end: span.end.into(),
                name,
                country: Some(country),
                admin1: None,
                admin2: None,
                latitude: None,
                longitude: None,
                geonames: None,
                precision,
            });
        }
    }
    None
}
