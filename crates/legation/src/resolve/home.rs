//! The state that words without one belong to: "the police" of an article about Athens, "the attorney general" of one in
//! which only American officials appear.
//!
//! In: all mentions, linked, and the places of the text. Out: institutions, officials and groups of a society without a
//! country get that of the place that their own words name ("residents of Nakuru"), else the one that nearly all places and
//! parties of the text are of, else that of the only places of their sentence, where the text is mostly about it. An ambassador or
//! a spokesman may be of anybody, soldiers may be abroad, and get none.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::entity::Entity;
use crate::gazetteer::{Country, Gazetteer};
use crate::place::{PlaceMention, Places};
use crate::syntax::Syntax;

use super::EntityMention;
use super::phrase::is_of_state;

/// Mentions of places and parties that a text must have to be at home somewhere.
const LEAST_NAMED: usize = 2;

/// Prepositions between a noun and the place that it is of.
const PLACING: [&str; 6] = ["at", "from", "in", "inside", "near", "of"];

const OWN_PLACE: &str = "where its own words place it";

/// Where the words of a document are at home.
struct Home<'a> {
    syntax: &'a Syntax<'a>,
    places: &'a Places,
    /// The state that the text is mostly about, and whether it is hardly about any other.
    main: Option<(String, bool)>,
}

/// What a mention without a state was given.
#[derive(Clone)]
struct Settled<'a> {
    code: String,
    country: &'a Country,
    why: &'static str,
}

/// Gives institutions, officials and groups without a country the one that they are of.
pub(super) fn complete(syntax: &Syntax<'_>, gazetteer: &Gazetteer, places: &Places, mentions: &mut [EntityMention]) {
    let main = main(&named(places, mentions));
    let home = Home { syntax, places, main };
    let mut known: FxHashMap<String, Settled<'_>> = FxHashMap::default();
    for mention in mentions.iter_mut().filter(|mention| is_homeless(mention)) {
        let antecedent = known.get(&mention.entity.entity).filter(|_| mention.antecedent.is_some());
        let Some(settled) = antecedent.cloned().or_else(|| home.settle(gazetteer, mention)) else { continue };
        known.insert(mention.entity.entity.clone(), settled.clone());
        let entity = &mut mention.entity;
        (entity.country, entity.cow) = (Some(settled.country.entity.clone()), settled.country.cow);
        entity.entity = settled.code;
        mention.is_settled = settled.why != OWN_PLACE;
        mention.reason = format!("{}; of {}, {}", mention.reason, settled.country.name, settled.why);
    }
}

/// How often the text names each state, its people and its places; a name inside other words counts with them.
fn named<'a>(places: &'a Places, mentions: &'a [EntityMention]) -> FxHashMap<&'a str, usize> {
    let told = mentions.iter().filter(|mention| mention.antecedent.is_none());
    let parties = told.filter_map(|mention| Some((mention.tokens.clone(), mention.entity.country.as_deref()?)));
    let sites = &places.mentions;
    let sites = sites.iter().filter_map(|mention| Some((mention.tokens.clone(), mention.place.country.as_deref()?)));
    let mut all: Vec<(Range<usize>, &str)> = parties.chain(sites).collect();
    all.sort_by_key(|(tokens, _)| (tokens.start, Reverse(tokens.end)));
    let (mut named, mut end) = (FxHashMap::default(), 0);
    for (tokens, country) in all {
        if tokens.end > end {
            *named.entry(country).or_default() += 1;
            end = tokens.end;
        }
    }
    named
}

/// The state named most, and whether it is two of three at the least.
fn main(named: &FxHashMap<&str, usize>) -> Option<(String, bool)> {
    let (country, &own) = named.iter().max_by_key(|(country, count)| (**count, Reverse(**country)))?;
    let all: usize = named.values().sum();
    (own >= LEAST_NAMED && 2 * own > all).then_some(((*country).to_owned(), 3 * own >= 2 * all))
}

impl Home<'_> {
    /// Country and code of a mention. A part of the state that has no name of its own is the state.
    fn settle<'g>(&self, gazetteer: &'g Gazetteer, mention: &EntityMention) -> Option<Settled<'g>> {
        let (code, why) = self.of(mention)?;
        let country = gazetteer.country(code)?;
        let entity = &mention.entity;
        let is_part = mention.antecedent.is_none()
            && entity.person.is_none()
            && self.syntax.token(mention.head).upos != "PROPN"
            && is_of_state(entity);
        let code = if is_part { country.entity.clone() } else { entity.entity.clone() };
        Some(Settled { code, country, why })
    }

    /// The state of a mention without one, and why.
    fn of(&self, mention: &EntityMention) -> Option<(&str, &'static str)> {
        if let Some(country) = self.own_place(mention.head) {
            return Some((country, OWN_PLACE));
        }
        if has_owner(self.syntax, mention.head) {
            return None;
        }
        let (main, is_all) = self.main.as_ref()?;
        if *is_all {
            return Some((main, "which the text is about"));
        }
        if may_be_abroad(&mention.entity) {
            return None;
        }
        let sentence = self.syntax.sentence(self.syntax.sentence_of(mention.head));
        let here = one(self.places.names(&sentence))?;
        (here == main).then_some((main, "the place of its sentence"))
    }

    /// "residents of Nakuru", "Athens police".
    fn own_place(&self, head: usize) -> Option<&str> {
        let syntax = self.syntax;
        let before = syntax.children_by(head, &["compound", "nmod", "poss"]);
        let behind = PLACING.into_iter().flat_map(|preposition| syntax.prepositional(head, preposition));
        before.chain(behind).find_map(|token| self.places.anchored(token)?.place.country.as_deref())
    }
}

/// Whether the words name somebody or something that they are of.
fn has_owner(syntax: &Syntax<'_>, head: usize) -> bool {
    let is_name = |object: usize| syntax.token(object).upos == "PROPN";
    ["of", "for", "from", "in"].into_iter().any(|preposition| syntax.prepositional(head, preposition).any(is_name))
        || syntax.child(head, &["poss"]).is_some()
}

/// Whether whoever is meant goes without saying of which state it is.
fn is_homeless(mention: &EntityMention) -> bool {
    const LOCAL: [&str; 16] = [
        "AGR", "COP", "CRM", "CVL", "EDU", "GOV", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PTY", "REB", "SPY", "UAF",
    ];
    let entity = &mention.entity;
    let is_open = entity.country.is_none() && entity.body.is_none() && entity.is_made_up();
    let primary = entity.sectors.first().map_or("", String::as_str);
    is_open && LOCAL.contains(&primary) && !entity.office.as_deref().is_some_and(is_anywhere)
}

/// Soldiers and spies of one state work in others.
fn may_be_abroad(entity: &Entity) -> bool {
    entity.sectors.first().is_some_and(|primary| matches!(primary.as_str(), "MIL" | "SPY"))
}

/// Whether an office may be of any state wherever its holder is named.
fn is_anywhere(office: &str) -> bool {
    const ANYWHERE: [&str; 16] = [
        "adviser",
        "ambassador",
        "ambassadors",
        "chairman",
        "chief",
        "consul",
        "diplomat",
        "director",
        "envoy",
        "head",
        "leader",
        "mediator",
        "official",
        "officials",
        "representative",
        "secretary-general",
    ];
    let last = office.rsplit(' ').next().unwrap_or(office);
    ANYWHERE.contains(&last) || last.starts_with("spokes")
}

/// The country of some places, where all lie in one.
fn one(places: &[PlaceMention]) -> Option<&str> {
    let mut countries = places.iter().map(|mention| mention.place.country.as_deref());
    let first = countries.next()??;
    countries.all(|country| country == Some(first)).then_some(first)
}
