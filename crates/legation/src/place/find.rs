//! From names to places: the one entry function of this module.
//!
//! First all names of the document are read, with the countries that they speak of; then each is given its containers, its
//! standing and the likeliest of its readings. A region that contained a city is that region ("Savannah, Georgia").

use rustc_hash::FxHashMap;

use crate::gazetteer::Gazetteer;
use crate::syntax::Syntax;

use super::choose::{Called, Containers, Reading, Support, likeliest, readings};
use super::geography::{Geography, Kind};
use super::mention::{Place, PlaceMention, Places};
use super::names::{Name, Sort};
use super::standing::{Reader, Standing};
use super::{capital, containers, names};

/// A place whose name has one country speaks for it from this weight on.
const TELLING: f32 = 4.9;
/// A namesake of a listed place keeps it from speaking for its country from this weight on.
const NAMESAKE: f32 = 5.2;
/// From this weight on (some 400,000 inhabitants) a capitalised noun is taken for the place without further signs.
const FAMOUS: f32 = 6.4;

/// All that is known of the names of a document before places are chosen.
struct Survey<'a> {
    syntax: &'a Syntax<'a>,
    gazetteer: &'a Gazetteer,
    geography: &'a Geography,
    names: Vec<Name>,
    readings: Vec<Vec<Reading>>,
    support: Support,
}

/// Finds the places of a document. A name that stands for those who act there is none.
#[must_use]
pub fn places(syntax: &Syntax<'_>, gazetteer: &Gazetteer, geography: &Geography) -> Places {
    let names = names::find(syntax, gazetteer, geography);
    let readings: Vec<Vec<Reading>> = names.iter().map(|name| readings(gazetteer, geography, name)).collect();
    let mut survey = Survey { syntax, gazetteer, geography, names, readings, support: Support::default() };
    survey.gather_support();
    let within: Vec<Vec<usize>> =
        (0..survey.names.len()).map(|at| containers::around(syntax, geography, &survey.names, at)).collect();
    let forced = survey.forced(&within);
    let found = (0..survey.names.len()).filter_map(|at| survey.mention(at, &within[at], forced.get(&at)));
    let (datelines, others): (Vec<_>, Vec<_>) = found.partition(|(standing, _)| *standing == Standing::Dateline);
    let dateline = datelines.into_iter().next().map(|(_, mention)| mention);
    let mut mentions: Vec<PlaceMention> = others.into_iter().map(|(_, mention)| mention).collect();
    mentions.extend(capital::mentions(syntax, gazetteer, geography, &survey.names, &survey.support));
    let mut places = Places::new(mentions);
    places.dateline = dateline;
    places
}

impl Survey<'_> {
    /// Countries that states, peoples and places without namesakes speak of.
    fn gather_support(&mut self) {
        for (name, readings) in self.names.iter().zip(&self.readings) {
            let sentence = self.syntax.sentence_of(name.tokens.start);
            let country = match name.sort {
                Sort::State(row) | Sort::Nationality(row) => Some(self.gazetteer.countries[row].entity.as_str()),
                Sort::Toponym if self.geography.is_wide(&name.folded) => None,
                Sort::Toponym => telling(self.gazetteer, name, readings),
            };
            if let Some(country) = country {
                self.support.add(country, sentence);
            }
        }
    }

    /// What names contain, by their readings as regions.
    fn containers(&self, within: &[usize]) -> Containers {
        let mut found = Containers::default();
        for &at in within {
            if let Sort::State(row) | Sort::Nationality(row) = self.names[at].sort {
                found.all.push((self.gazetteer.countries[row].entity.clone(), None));
            }
            let regions = self.readings[at].iter().filter(|reading| reading.is_container());
            found.all.extend(regions.map(|reading| {
                (reading.country(self.gazetteer).to_owned(), reading.region().or_else(|| Some(String::new())))
            }));
        }
        found
    }

    /// Names that are regions because a place in them stands beside them.
    fn forced(&self, within: &[Vec<usize>]) -> FxHashMap<usize, Reading> {
        let mut forced = FxHashMap::default();
        for (at, within) in within.iter().enumerate().filter(|(_, within)| !within.is_empty()) {
            let containers = self.containers(within);
            let Some((chosen, _)) = self.chosen(at, &containers) else { continue };
            for &container in within {
                let is_around = |reading: &&Reading| {
                    reading.is_container()
                        && chosen.region().is_some()
                        && reading.country(self.gazetteer) == chosen.country(self.gazetteer)
                        && reading.region() == chosen.region()
                };
                if let Some(reading) = self.readings[container].iter().find(is_around) {
                    forced.insert(container, reading.clone());
                }
            }
        }
        forced
    }

    fn chosen(&self, at: usize, containers: &Containers) -> Option<(Reading, Place)> {
        let name = &self.names[at];
        let sentence = self.syntax.sentence_of(name.tokens.start);
        let readings = self.readings[at].clone();
        likeliest(self.gazetteer, readings, name, self.called(name), containers, &self.support, sentence)
    }

    fn mention(&self, at: usize, within: &[usize], forced: Option<&Reading>) -> Option<(Standing, PlaceMention)> {
        let name = &self.names[at];
        if matches!(name.sort, Sort::Nationality(_)) {
            return None;
        }
        let containers = self.containers(within);
        let called = self.called(name);
        let fits = |reading: &Reading| containers.fit(reading, self.gazetteer) > 0.0;
        let is_contained = self.readings[at].iter().any(fits) || called != Called::Nothing || forced.is_some();
        if !is_contained && self.geography.is_wide(&name.folded) {
            return None;
        }
        let reader = Reader { syntax: self.syntax, gazetteer: self.gazetteer, geography: self.geography };
        let is_famous = self.readings[at].iter().any(|reading| reading.weight() >= FAMOUS);
        let (standing, anchor) = reader.standing(name, is_contained, is_famous);
        if !matches!(standing, Standing::Place | Standing::Dateline) {
            return None;
        }
        let place = match forced {
            Some(reading) => reading.place(self.gazetteer),
            None => self.chosen(at, &containers)?.1,
        };
        Some((standing, PlaceMention { tokens: name.tokens.clone(), anchor, place }))
    }

    /// What the words right beside the name call it.
    fn called(&self, name: &Name) -> Called {
        let syntax = self.syntax;
        let sentence = syntax.sentence(syntax.sentence_of(name.tokens.start));
        let is = |token: usize, kind| self.geography.is(&syntax.lemma(token).to_lowercase(), &[kind]);
        let kind_of = |token: usize| {
            let kinds = [(Kind::City, Called::City), (Kind::First, Called::First), (Kind::Second, Called::Second)];
            kinds.into_iter().find(|(kind, _)| is(token, *kind)).map(|(_, called)| called)
        };
        let behind = Some(name.tokens.end).filter(|&token| token < sentence.end && syntax.token(token).upos != "VERB");
        let before = name.tokens.start.checked_sub(1).filter(|&token| token >= sentence.start);
        let of = before.filter(|&token| syntax.form(token) == "of").and_then(|of| of.checked_sub(1));
        let of = of.filter(|&token| token >= sentence.start);
        let title = before.and_then(kind_of).filter(|called| *called == Called::City);
        behind.and_then(kind_of).or_else(|| of.and_then(kind_of)).or(title).unwrap_or(Called::Nothing)
    }
}

/// The country that a name speaks for by itself: none that has a namesake of some size in another one.
fn telling<'a>(gazetteer: &'a Gazetteer, name: &Name, readings: &'a [Reading]) -> Option<&'a str> {
    let listed = name.listed.map(|row| gazetteer.places[row].country.as_str());
    let capital = name.capital.map(|row| gazetteer.countries[row].entity.as_str());
    let heaviest = || readings.iter().find(|reading| reading.weight() >= TELLING).map(|found| found.country(gazetteer));
    let country = listed.or(capital).or_else(heaviest)?;
    let bound = if listed.is_some() || capital.is_some() { NAMESAKE } else { 0.0 };
    let is_other = |reading: &Reading| reading.country(gazetteer) != country && reading.weight() >= bound;
    (!readings.iter().any(is_other)).then_some(country)
}
