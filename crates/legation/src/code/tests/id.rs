//! Ids of mentions, and mentions of later sections.

use crate::code::{Attribution, EventDate, Evidence, Location, Mention, Status, Words};
use crate::count::Counts;
use crate::entity::Entity;
use crate::ingest::Document;
use crate::ontology::EventType;
use crate::record::id::number;

/// A mention that says nothing but its trigger.
fn mention(trigger: &str, start: u64) -> Mention {
    let end = start + trigger.len() as u64;
    let words = Words { text: trigger.to_owned(), start, end };
    Mention {
        schema: 1,
        kind: "mention",
        id: String::new(),
        document: String::new(),
        sentence: 0,
        published: None,
        status: Status::Actual,
        date: EventDate {
            start: None,
            end: None,
            precision: "unknown",
            basis: "none",
            text: None,
            text_start: None,
            text_end: None,
        },
        attribution: Vec::new(),
        evidence: Evidence { start, end, text: trigger.to_owned(), trigger: words, why: Vec::new() },
        confidence: 0.5,
        event: EventType::Assault.into(),
        mode: None,
        contexts: Vec::new(),
        cameo: "190".to_owned(),
        quad: EventType::Assault.quad().as_str(),
        quad_code: EventType::Assault.quad_code(),
        intensity: -9.0,
        actors: Vec::new(),
        recipients: Vec::new(),
        reciprocal: false,
        location: None,
        counts: Counts::default(),
    }
}

/// Ids of the mentions as they are numbered in a document.
fn ids(name: &str, text: &str, mut mentions: Vec<Mention>) -> Vec<String> {
    number(&Document::new(name, text), &mut mentions, Mention::key, |mention, id| mention.id = id);
    mentions.into_iter().map(|mention| mention.id).collect()
}

fn id(name: &str, text: &str, mention: Mention) -> String {
    ids(name, text, vec![mention]).remove(0)
}

const TEXT: &str = "Iran attacked Iraq.";

#[test]
fn the_same_content_has_the_same_id() {
    let first = id("a.txt", TEXT, mention("attacked", 5));
    assert_eq!(first, id("a.txt", TEXT, mention("attacked", 5)));
    assert_eq!(first, id("other/folder/a.txt", TEXT, mention("attacked", 5)), "folders do not count");
    assert!(first.len() == 18 && first.starts_with("m-"), "{first}");
}

#[test]
fn other_content_has_another_id() {
    let mut other_event = mention("attacked", 5);
    other_event.event = EventType::Coerce.into();
    let mut other_code = mention("attacked", 5);
    other_code.cameo = "195".to_owned();
    let mut all = vec![
        id("a.txt", TEXT, mention("attacked", 5)),
        id("b.txt", TEXT, mention("attacked", 5)),
        id("a.txt", "Iran attacked Iran.", mention("attacked", 5)),
        id("a.txt", TEXT, mention("Iraq", 14)),
        id("a.txt", TEXT, other_event),
        id("a.txt", TEXT, other_code),
    ];
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
}

#[test]
fn who_takes_part_does_not_change_the_id() {
    let mut with_actor = mention("attacked", 5);
    with_actor.actors.push(Entity::unknown("Iran", 0, 4));
    assert_eq!(id("a.txt", TEXT, with_actor), id("a.txt", TEXT, mention("attacked", 5)));
}

#[test]
fn two_alike_get_a_number_behind_it() {
    let alike = vec![mention("attacked", 5), mention("Iraq", 14), mention("attacked", 5), mention("attacked", 5)];
    let ids = ids("a.txt", TEXT, alike);
    assert_eq!([&ids[2], &ids[3]], [&format!("{}-2", ids[0]), &format!("{}-3", ids[0])]);
    assert!(!ids[1].ends_with("-2"));
}

#[test]
fn all_offsets_of_a_later_section_move_together() {
    let mut moved = mention("attacked", 5);
    moved.actors.push(Entity::unknown("Iran", 0, 4));
    moved.recipients.push(Entity::unknown("Iraq", 14, 18));
    moved.attribution.push(Attribution { speaker: Some(Entity::unknown("Iran", 0, 4)), manner: "reported" });
    moved.attribution.push(Attribution { speaker: None, manner: "reported" });
    moved.location = Some(location("Iraq", 14));
    (moved.date.text_start, moved.date.text_end) = (Some(19), Some(28));
    moved.shift(1000);
    let speaker = moved.attribution[0].speaker.as_ref().expect("a speaker");
    let place = moved.location.as_ref().expect("a place");
    assert_eq!((moved.actors[0].start, moved.actors[0].end), (1000, 1004));
    assert_eq!((moved.recipients[0].start, moved.recipients[0].end), (1014, 1018));
    assert_eq!((speaker.start, speaker.end), (1000, 1004));
    assert_eq!((place.start, place.end), (1014, 1018));
    assert_eq!((moved.date.text_start, moved.date.text_end), (Some(1019), Some(1028)));
    assert_eq!((moved.evidence.start, moved.evidence.end), (1005, 1013));
    assert_eq!((moved.evidence.trigger.start, moved.evidence.trigger.end), (1005, 1013));
}

fn location(words: &str, start: u64) -> Location {
    Location {
        text: words.to_owned(),
        start,
        end: start + words.len() as u64,
        name: words.to_owned(),
        country: None,
        admin1: None,
        admin2: None,
        latitude: None,
        longitude: None,
        geonames: None,
        precision: "country",
    }
}
