//! Lexicon and classifier together.

use legation::code::Mention;

use crate::{BY_RULES, RESOURCES, code_with};

fn mentions(text: &str, by_rules: bool) -> Vec<Mention> {
    code_with(if by_rules { &BY_RULES } else { &RESOURCES }, text, None).mentions
}

fn is_told(mention: &Mention, by: &str) -> bool {
    mention.evidence.why.iter().any(|reason| reason.starts_with(by))
}

#[test]
fn a_row_tells_the_word_of_both() {
    let text = "Kenyan police arrested three Ugandan traders in Kisumu.";
    let [both] = &mentions(text, false)[..] else { panic!("one mention") };
    assert!(is_told(both, "entry COERCE/arrest") && is_told(both, "classifier COERCE"));
    assert!(both.confidence > 0.5, "{}", both.confidence);
    let [by_rules] = &mentions(text, true)[..] else { panic!("one mention") };
    assert!(is_told(by_rules, "entry COERCE/arrest") && !is_told(by_rules, "classifier"));
    assert_eq!(both.actors, by_rules.actors);
}

#[test]
fn a_verb_without_an_entry_is_the_classifiers() {
    let text = "Uruguay is sharing satellite images with Paraguay.";
    assert_eq!(mentions(text, true), []);
    let [proposed] = &mentions(text, false)[..] else { panic!("one mention") };
    assert_eq!((proposed.event.as_str(), proposed.evidence.trigger.text.as_str()), ("COOPERATE", "sharing"));
    assert_eq!((proposed.actors[0].entity.as_str(), proposed.recipients[0].entity.as_str()), ("URY", "PRY"));
    assert!(is_told(proposed, "no entry") && proposed.confidence >= 0.95);
}
