//! What a marked party does to another: roles decide, not the order of words.

use legation::ontology::EventType;
use legation::relate::{Relation, relate};

use crate::RESOURCES;

/// Relates the words between `[…]` to those between `<…>`.
fn related(marked: &str) -> Relation {
    let mut text = String::new();
    let mut at = [None; 4];
    for c in marked.chars() {
        match "[]<>".find(c) {
            Some(which) => at[which] = Some(text.len()),
            None => text.push(c),
        }
    }
    let span = |a: usize| Some(at[a]?..at[a + 1]?);
    relate(&RESOURCES, &text, span(0), span(2))
}

#[test]
fn the_act_between_the_two_is_meant() {
    for (marked, event) in [
        ("[Chad] condemned an attack on <Niger> by rebels.", EventType::Accuse),
        ("<Niger> was bombed by [Chad], which had urged talks.", EventType::Assault),
        ("[Oslo] urged <Mali> to withdraw its troops.", EventType::Request),
        ("The arrest of <a Danish reporter> by [Turkish police] was a mistake.", EventType::Coerce),
        ("[Peru] and <Chile> held talks in Lima.", EventType::Consult),
    ] {
        assert_eq!(related(marked).event, event, "{marked}");
    }
}

#[test]
fn deeds_that_do_not_happen_are_words() {
    for (marked, event) in [
        ("[Kenya] will send food to <Somalia>.", EventType::Agree),
        ("[Kenya] refused to send food to <Somalia>.", EventType::Reject),
        ("[Libya] plans to bomb <Chad>.", EventType::Threaten),
    ] {
        assert_eq!(related(marked).event, event, "{marked}");
    }
}

#[test]
fn it_never_abstains() {
    for marked in ["[Chad]", "", "[Kenya] lies east of <Uganda>.", "no pair at all", "<Mali>"] {
        let relation = related(marked);
        assert!((0.0..=1.0).contains(&relation.confidence), "{marked}");
    }
}
