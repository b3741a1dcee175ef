//! Hosts: who meets a visitor at a stop.
//!
//! In: a journey and the words of meeting. Out: the journey with the hosts that the text names: those of the stop's state whom
//! the visitor meets, talks to, or is invited by.

use super::journey::{Journey, add_hosts};
use super::words::{Role, VisitWords};
use crate::code::Reading;
use crate::entity::Entity;
use crate::syntax::Syntax;

/// Adds to each journey whom its visitor meets.
pub(super) fn add(reading: &Reading<'_>, journeys: &mut [Journey]) {
    add_own(reading, journeys);
    add_inviting(reading, journeys);
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.visit;
    for i in (0..syntax.len()).filter(|&i| words.has(syntax, i, Role::Meets)) {
        let met = met(reading, words, i);
        let told = syntax.sentence_of(i);
        for journey in &mut *journeys {
            let is_party = met.iter().any(|entity| entity.entity == journey.visitor.entity);
            let is_told_here = journey.legs.iter().any(|&leg| syntax.sentence_of(leg) == told);
            let is_here = is_told_here && syntax.subjects(i).is_empty();
            // What is seen may be a city.
            let is_sight = words.of(syntax, i).is_some_and(|word| word.is(Role::Goes));
            if !is_party && !is_here {
                continue;
            }
            let near = near_stop(syntax, journey, i);
            for (n, stop) in journey.stops.iter_mut().enumerate() {
                let of_state: Vec<Entity> = met
                    .iter()
                    .filter(|host| !is_sight || host.person.is_some() || host.office.is_some())
                    .filter(|host| {
                        let is_of_stop = host.country.is_some() && host.country == stop.location.country;
                        is_of_stop || Some(n) == near && is_anybodys(host)
                    })
                    .cloned()
                    .collect();
                add_hosts(stop, &of_state, &journey.visitor);
            }
        }
    }
}

/// The stop that a meeting was at, where its words do not say: the last one made that was told in its sentence or the one before.
fn near_stop(syntax: &Syntax<'_>, journey: &Journey, i: usize) -> Option<usize> {
    let told = syntax.sentence_of(i);
    let is_near = journey.legs.iter().any(|&leg| (told.saturating_sub(1)..=told).contains(&syntax.sentence_of(leg)));
    let start = u64::from(syntax.span(&(i..i + 1)).start);
    let behind = journey.stops.iter().rposition(|stop| stop.location.start < start);
    let only = (journey.stops.len() == 1).then_some(0);
    behind.or(only).filter(|_| is_near)
}

/// "his host, the mayor": who receives whose host it is, at the last stop.
fn add_own(reading: &Reading<'_>, journeys: &mut [Journey]) {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.visit;
    for i in (0..syntax.len()).filter(|&i| words.has(syntax, i, Role::Host)) {
        let guest = syntax.child(i, &["poss"]).and_then(|guest| reading.scene.entities.at(guest));
        let Some((guest, host)) = guest.zip(reading.scene.entities.at(i)) else { continue };
        if host.entity.person.is_none() && host.entity.country.is_none() {
            continue;
        }
        let own = journeys.iter_mut().filter(|journey| journey.visitor.entity == guest.entity.entity);
        for journey in own {
            let visitor = journey.visitor.clone();
            if let Some(stop) = journey.stops.last_mut() {
                add_hosts(stop, std::slice::from_ref(&host.entity), &visitor);
            }
        }
    }
}

/// "at the invitation of the king": who invited those whose journey the sentence tells.
fn add_inviting(reading: &Reading<'_>, journeys: &mut [Journey]) {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.visit;
    for i in (0..syntax.len()).filter(|&i| syntax.is_noun(i) && words.has(syntax, i, Role::Invites)) {
        let is_adverbial =
            syntax.head(i).is_some_and(|head| matches!(syntax.form(head).to_lowercase().as_str(), "at" | "on"));
        if !is_adverbial {
            continue;
        }
        let owners = syntax.children_by(i, &["poss"]).chain(syntax.prepositional(i, "of"));
        let hosts: Vec<Entity> =
            owners.filter_map(|owner| reading.scene.entities.at(owner)).map(|mention| mention.entity.clone()).collect();
        let told = syntax.sentence_of(i);
        for journey in &mut *journeys {
            if !journey.legs.iter().any(|&leg| syntax.sentence_of(leg) == told) {
                continue;
            }
            for stop in &mut journey.stops {
                let own = hosts.iter().filter(|host| host.country.is_none() || host.country == stop.location.country);
                let own: Vec<Entity> = own.cloned().collect();
                add_hosts(stop, &own, &journey.visitor);
            }
        }
    }
}

/// "President Ana Roe": somebody in office of whom no state is told may be of the one that is visited.
fn is_anybodys(entity: &Entity) -> bool {
    entity.country.is_none() && entity.body.is_none() && entity.person.is_some() && entity.office.is_some()
}

/// All who take part in a meeting.
pub(super) fn met(reading: &Reading<'_>, words: &VisitWords, i: usize) -> Vec<Entity> {
    let syntax = reading.scene.syntax;
    let mut tokens = syntax.subjects(i);
    for preposition in words.of(syntax, i).map(|word| word.places.clone()).unwrap_or_default() {
        if preposition == "object" {
            tokens.extend(syntax.objects(i));
        } else {
            tokens.extend(syntax.prepositional(i, &preposition));
            // "discuss the return of migrants with the king": the parser hangs the phrase on what stands before it.
            let inside = |token: usize| syntax.prepositional(token, "of").collect::<Vec<_>>();
            let objects: Vec<usize> = syntax.children_by(i, &["dobj"]).collect();
            let deeper: Vec<usize> = objects.iter().flat_map(|&object| inside(object)).collect();
            let hung = objects.into_iter().chain(deeper).filter(|_| preposition == "with" && syntax.is_verb(i));
            tokens.extend(hung.flat_map(|noun| syntax.prepositional(noun, "with").collect::<Vec<_>>()));
        }
    }
    let holder = syntax.head(i).filter(|_| syntax.is_noun(i) && syntax.deprel(i) == "dobj");
    tokens.extend(holder.into_iter().flat_map(|verb| syntax.subjects(verb)));
    // "the Greek and Turkish ministers"
    let nations = |token: usize| syntax.children_by(token, &["amod"]).flat_map(|nation| syntax.conjuncts(nation));
    let all = tokens.into_iter().flat_map(|token| syntax.conjuncts(token).into_iter().chain(nations(token)));
    all.flat_map(|token| reading.scene.entities.all_at(token)).map(|mention| mention.entity.clone()).collect()
}
