//! Every sentence that stands with a lexicon entry: those that it must code, and the near misses.
//!
//! What fails today stands in the snapshot by name, so that a change shows what it mends and what it breaks.

use std::fmt::Write as _;

use legation::lexicon::Example;
use legation::ontology::EventType;
use legation::score::is_called;

use crate::{BY_RULES, RESOURCES, code_with};

#[test]
fn no_near_miss_is_coded() {
    let mut coded = Vec::new();
    for examples in RESOURCES.lexicon.examples() {
        let event = examples.entries[0].event;
        let fires =
            |text: &&String| code_with(&BY_RULES, text, None).mentions.iter().any(|mention| mention.event == event);
        coded.extend(examples.skips.iter().filter(fires).map(|text| format!("{}: {text}", event.as_str())));
    }
    assert!(coded.is_empty(), "{}", coded.join("\n"));
}

#[test]
fn sentences_of_the_lexicon_are_coded() {
    let (mut n_sentences, mut missed) = (0, Vec::new());
    for examples in RESOURCES.lexicon.examples() {
        let entry = &examples.entries[0];
        for example in examples.codes {
            n_sentences += 1;
            missed.extend(miss(entry.event, example).map(|what| format!("{} {what}: {}", entry.id, example.text)));
        }
    }
    missed.sort();
    let mut report = format!("{} of {n_sentences} sentences coded as their entry says\n", n_sentences - missed.len());
    for line in &missed {
        let _ = writeln!(report, "{line}");
    }
    insta::assert_snapshot!("lexicon", report);
}

/// What is missing in the coding of an example, if anything.
fn miss(event: EventType, example: &Example) -> Option<&'static str> {
    let coded = code_with(&BY_RULES, &example.text, None);
    let found: Vec<_> = coded.mentions.iter().filter(|mention| mention.event == event).collect();
    if found.is_empty() {
        return Some("no event");
    }
    let has = |entities: &[legation::Entity], wanted: &Option<String>| {
        wanted.as_ref().is_none_or(|code| entities.iter().any(|entity| is_called(entity, code)))
    };
    let right = found
        .iter()
        .any(|mention| has(&mention.actors, &example.actor) && has(&mention.recipients, &example.recipient));
    (!right).then_some("other parties")
}
