use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::*;
use crate::code::Status;

const GUNMEN: &str = "Gunmen abducted five engineers near Tame in Arauca";
const AGAIN: &str = "Five engineers were kidnapped by armed men near Tame";

fn telling(id: i64, document: i64, day: i32, text: &str) -> Telling {
    Telling {
        key: id,
        id: (id, 1),
        document,
        sentence: 0,
        story: document,
        event: "ASSAULT".into(),
        mode: Some("abduct".into()),
        cameo: "181".into(),
        status: Status::Actual,
        time: Time { first: day, last: day, basis: Basis::Text },
        published: Some(day),
        actors: vec![party("unk:gunmen")],
        recipients: vec![party("unk:engineers")],
        reciprocal: false,
        spot: None,
        toll: [None, None],
        words: wording(text, 0, 1),
        context: Arc::new(context(None, &format!("In Colombia, {text} and Bogota said so."))),
    }
}

fn party(entity: &str) -> Party {
    let country = (entity.len() == 3).then(|| entity.to_owned());
    Party { entity: entity.to_owned(), country, sector: None }
}

/// The ids of each group, for days that come one after the other.
fn groups(decided: &Decided, days: Vec<(i32, Vec<Telling>)>) -> Vec<Vec<i64>> {
    let types = SameEvent::embedded().unwrap();
    let mut sweep = Sweep::new(&types, decided, Vec::new());
    let mut found = Vec::new();
    for (day, mentions) in days {
        found.extend(sweep.day(day, mentions));
    }
    found.extend(sweep.end());
    let mut ids: Vec<Vec<i64>> =
        found.iter().map(|group| group.members.iter().map(|telling| telling.id.0).collect()).collect();
    ids.iter_mut().for_each(|ids| ids.sort_unstable());
    ids.sort();
    ids
}

fn same(left: Telling, right: Telling) -> bool {
    let day = left.time.last.max(right.time.last);
    let days = if left.time.last == right.time.last {
        vec![(day, vec![left, right])]
    } else {
        let mut both = [left, right];
        both.sort_by_key(|telling| telling.time.last);
        both.into_iter().map(|telling| (telling.time.last, vec![telling])).collect()
    };
    groups(&Decided::default(), days).len() == 1
}

#[test]
fn one_happening_in_other_words_is_one() {
    assert!(same(telling(1, 1, 100, GUNMEN), telling(2, 2, 100, AGAIN)));
    let published =
        Telling { time: Time { first: 102, last: 102, basis: Basis::Publication }, ..telling(2, 2, 102, AGAIN) };
    assert!(same(telling(1, 1, 100, GUNMEN), published));
}

#[test]
fn the_same_on_the_next_day_is_another_one() {
    assert!(!same(telling(1, 1, 100, GUNMEN), telling(2, 2, 101, GUNMEN)));
}

#[test]
fn other_parties_places_and_types_are_other_happenings() {
    let base = || telling(2, 2, 100, GUNMEN);
    let by = |actor: &str, event: &str| Telling {
        actors: vec![party(actor)],
        event: event.into(),
        mode: None,
        ..telling(1, 1, 100, GUNMEN)
    };
    assert!(!same(by("USA", "ACCUSE"), Telling { id: (2, 1), document: 2, ..by("FRA", "ACCUSE") }));
    assert!(!same(base(), by("unk:gunmen", "AID")));
    let at = |name: &str, position| {
        Some(Spot {
            name: name.into(),
            country: Some("COL".into()),
            admin1: None,
            is_city: true,
            position: Some(position),
        })
    };
    let (near, far) = (at("Tame", (6.46, -71.73)), at("Cali", (3.43, -76.52)));
    assert!(!same(Telling { spot: near.clone(), ..base() }, Telling { spot: far, ..telling(1, 1, 100, GUNMEN) }));
    assert!(same(Telling { spot: near.clone(), ..base() }, Telling { spot: near, ..telling(1, 1, 100, GUNMEN) }));
}

#[test]
fn a_call_is_no_meeting() {
    let consult = |id: i64, cameo: &str| Telling {
        event: "CONSULT".into(),
        mode: None,
        cameo: cameo.into(),
        reciprocal: true,
        context: Arc::new(context(None, "")),
        actors: vec![party("JPN"), party("KOR")],
        recipients: vec![party("JPN"), party("KOR")],
        ..telling(id, id, 100, if id == 1 { "They spoke by telephone" } else { "They met in Busan" })
    };
    assert!(!same(consult(1, "041"), consult(2, "043")));
}

#[test]
fn order_makes_no_difference_and_a_sweep_goes_on_where_it_stopped() {
    let types = SameEvent::embedded().unwrap();
    let decided = Decided::default();
    let day = |day: i32| {
        (1..4)
            .map(|n| telling(i64::from(day) * 10 + n, n, day, if n == 2 { AGAIN } else { GUNMEN }))
            .collect::<Vec<_>>()
    };
    let all = groups(&decided, vec![(100, day(100)), (101, day(101)), (103, day(103))]);
    let backwards = |n: i32| day(n).into_iter().rev().collect::<Vec<_>>();
    assert_eq!(groups(&decided, vec![(100, backwards(100)), (101, backwards(101)), (103, backwards(103))]), all);
    let mut sweep = Sweep::new(&types, &decided, Vec::new());
    sweep.day(100, day(100));
    sweep.day(101, day(101));
    let mut sweep = Sweep::new(&types, &decided, sweep.end());
    sweep.day(103, day(103));
    assert_eq!(sweep.end().len(), all.len());
    assert_eq!(all, [vec![1001, 1002, 1003], vec![1011, 1012, 1013], vec![1031, 1032, 1033]]);
}

#[test]
fn people_decide() {
    let mut decided = Decided { alone: FxHashSet::from_iter([(2, 1)]), ..Decided::default() };
    let days = || vec![(100, vec![telling(1, 1, 100, GUNMEN), telling(2, 2, 100, AGAIN), telling(3, 3, 100, GUNMEN)])];
    assert_eq!(groups(&decided, days()), [vec![1, 3], vec![2]]);
    decided.together = [((2, 1), 7), ((3, 1), 7)].into_iter().collect();
    assert_eq!(groups(&decided, days()), [vec![1], vec![2, 3]]);
    decided.together = [((1, 1), 7), ((9, 1), 7)].into_iter().collect();
    decided.alone.clear();
    let other = Telling { event: "AID".into(), ..telling(9, 9, 120, "Nothing alike at all") };
    assert_eq!(groups(&decided, vec![(100, vec![telling(1, 1, 100, GUNMEN)]), (120, vec![other])]), [vec![1, 9]]);
}

#[test]
fn old_groups_take_no_more() {
    let late = Telling { time: Time { first: 100, last: 146, basis: Basis::Text }, ..telling(2, 2, 146, GUNMEN) };
    assert!(!same(telling(1, 1, 100, GUNMEN), late));
}
