//! Journeys: the legs of one traveller that belong together.
//!
//! In: the legs in the order of the text. Out: one journey for each traveller and tour. A leg goes with the traveller's open
//! journey; what was called off, or lies a season away, is a journey of its own. A stop is told once: a city and then its
//! state are one, and home is none.

use super::Stop;
use super::leg::Leg;
use crate::code::{Location, Status};
use crate::entity::Entity;

/// Stops further apart are of two journeys.
const SEASON_DAYS: i32 = 45;

/// Sentences after which "the trip" may be another one; estimate.
const REACH: usize = 3;

/// A traveller's journey.
#[derive(Debug, Clone)]
pub(super) struct Journey {
    pub(super) visitor: Entity,
    pub(super) stops: Vec<Stop>,
    /// The leg whose word stands for the journey: the first that leads somewhere.
    pub(super) main: Leg,
    pub(super) purpose: Option<std::ops::Range<usize>>,
    pub(super) legs: Vec<usize>,
    /// How many stops were told after later ones.
    before: usize,
}

/// Joins legs.
pub(super) fn join(legs: Vec<Leg>) -> Vec<Journey> {
    let mut journeys: Vec<Journey> = Vec::new();
    let mut last: Vec<usize> = Vec::new();
    let mut told = 0;
    // "Oman is the first stop on a tour that will bring the minister to …": told before the traveller is named.
    let mut ahead: Vec<Leg> = Vec::new();
    for leg in legs {
        if leg.travellers.is_empty() {
            if last.is_empty() {
                ahead.push(leg);
                continue;
            }
            if leg.sentence > told + REACH {
                continue;
            }
            told = leg.sentence;
            for &at in &last {
                journeys[at].add(&leg);
            }
            continue;
        }
        told = leg.sentence;
        let before = std::mem::take(&mut ahead);
        let before = before.into_iter().filter(|other| other.sentence == leg.sentence);
        let legs: Vec<Leg> = before.chain([leg.clone()]).collect();
        for part in &legs {
            last = leg.travellers.iter().map(|traveller| place(&mut journeys, traveller, part)).collect();
        }
        last.dedup();
    }
    journeys.retain(|journey| !journey.stops.is_empty());
    journeys
}

/// Adds a leg to the traveller's journey, or begins one; says which.
fn place(journeys: &mut Vec<Journey>, traveller: &Entity, leg: &Leg) -> usize {
    let goes_on = |journey: &Journey| is_same(&journey.visitor, traveller) && journey.takes(leg);
    let at = journeys.iter().rposition(goes_on).unwrap_or_else(|| {
        journeys.push(Journey {
            visitor: traveller.clone(),
            stops: Vec::new(),
            main: leg.clone(),
            purpose: None,
            legs: Vec::new(),
            before: 0,
        });
        journeys.len() - 1
    });
    journeys[at].add(leg);
    at
}

fn is_same(one: &Entity, other: &Entity) -> bool {
    // A pronoun need not tell the office again.
    let is_office = one.office == other.office || one.office.is_none() || other.office.is_none();
    one.entity == other.entity && one.person == other.person && (one.person.is_some() || is_office)
}

fn is_off(status: Status) -> bool {
    matches!(status, Status::Denied | Status::Failed)
}

impl Journey {
    /// Whether a leg may be a part of it.
    fn takes(&self, leg: &Leg) -> bool {
        let shares = leg.places.is_empty() || leg.places.iter().any(|(_, place)| self.stop_of(place).is_some());
        let (was_off, is_off) = (is_off(self.main.status), is_off(leg.status));
        let was_past = self.main.status == Status::Background;
        if was_off != is_off {
            return shares && !self.is_made() && !leg.is_made;
        }
        // "before that he had been in Oman"
        let is_earlier = leg.is_before && leg.sentence <= self.main.sentence + 1;
        (is_earlier || was_past == (leg.status == Status::Background))
            && (!is_off || shares)
            && !self.is_season_away(leg)
    }

    fn is_season_away(&self, leg: &Leg) -> bool {
        let day =
            |date: &crate::code::EventDate| date.start.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok());
        let days = day(&self.main.date).zip(day(&leg.date)).and_then(|(one, other)| one.until(other).ok());
        leg.is_made && self.is_made() && days.is_some_and(|span| span.get_days().abs() > SEASON_DAYS)
    }

    fn is_made(&self) -> bool {
        self.stops.iter().any(|stop| stop.made)
    }

    fn stop_of(&self, place: &Location) -> Option<usize> {
        let is_state = |place: &Location| place.precision == "country";
        self.stops.iter().position(|stop| {
            stop.location.country == place.country
                && (stop.location.name == place.name || is_state(place) || is_state(&stop.location))
        })
    }

    fn add(&mut self, leg: &Leg) {
        let home = self.visitor.country.clone().filter(|_| self.visitor.body.is_none());
        let abroad = leg.places.iter().filter(|(_, place)| place.country.is_none() || place.country != home);
        let mut is_abroad = false;
        for (_, place) in abroad {
            let at = self.stop(place, leg);
            add_hosts(&mut self.stops[at], &leg.hosts, &self.visitor);
            is_abroad = true;
        }
        if !is_abroad && !leg.places.is_empty() {
            return;
        }
        if let Some(last) = self.stops.last_mut().filter(|_| !is_abroad) {
            add_hosts(last, &leg.hosts, &self.visitor);
        }
        if self.legs.is_empty() || self.main.places.is_empty() {
            self.main = Leg {
                places: leg.places.clone(),
                ..if self.legs.is_empty() { leg.clone() } else { self.main.clone() }
            };
        }
        if self.purpose.is_none() {
            self.purpose.clone_from(&leg.purpose);
        }
        self.legs.push(leg.trigger);
    }

    /// The stop at a place, new or known.
    fn stop(&mut self, place: &Location, leg: &Leg) -> usize {
        if let Some(at) = self.stop_of(place) {
            let stop = &mut self.stops[at];
            if stop.location.precision == "country" && place.precision != "country" {
                stop.location = place.clone();
            }
            if leg.is_made && !stop.made {
                stop.made = true;
                stop.date = leg.date.clone();
            } else if stop.date.basis != "text" && leg.date.basis == "text" && leg.is_made == stop.made {
                stop.date = leg.date.clone();
            }
            return at;
        }
        let stop = Stop { location: place.clone(), date: leg.date.clone(), hosts: Vec::new(), made: leg.is_made };
        let is_earlier = leg.is_before && self.main.trigger != leg.trigger;
        let at = if is_earlier { self.before.min(self.stops.len()) } else { self.stops.len() };
        self.before += usize::from(is_earlier);
        self.stops.insert(at, stop);
        at
    }
}

/// Adds who receives the visitor at a stop.
pub(super) fn add_hosts(stop: &mut Stop, hosts: &[Entity], visitor: &Entity) {
    for host in hosts {
        let is_known = |known: &Entity| known.entity == host.entity;
        if host.entity != visitor.entity && !stop.hosts.iter().any(is_known) {
            stop.hosts.push(host.clone());
        }
    }
}
