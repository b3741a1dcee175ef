//! Names and phrases of the gazetteer must be found among the tokens and lemmas that the English pipeline really makes
//! of them: the tables are cut into words by a simple splitter, the texts by the tokenizer.

use legation::Resources;
use legation::gazetteer::LemmaTable;
use legation_nlp::{Annotations, Span};

/// Names per text; a text that is too long would only slow the parser down.
const BATCH: usize = 200;

#[test]
fn every_name_is_found_in_a_text() {
    let resources = Resources::embedded().unwrap_or_else(|error| panic!("{error}"));
    let gazetteer = &resources.gazetteer;
    let names: Vec<_> = gazetteer.names().collect();
    let mut lost = Vec::new();
    for batch in names.chunks(BATCH) {
        let mut text = String::new();
        let mut places = Vec::new();
        for (name, _) in batch {
            text.push_str("They met in ");
            places.push(Span::new(text.len() as u32, (text.len() + name.len()) as u32));
            text.push_str(name);
            text.push_str(" today.\n");
        }
        let annotations = resources.pipeline.annotate(&text);
        for ((name, entry), place) in batch.iter().zip(places) {
            let words = words_at(&annotations, place, &text);
            let found = gazetteer.longest_name(&words);
            if !found.is_some_and(|(used, entries)| used == words.len() && entries.contains(entry)) {
                lost.push(format!("{name}: {words:?}"));
            }
        }
    }
    assert!(lost.is_empty(), "{} of {} names:\n{}", lost.len(), names.len(), lost.join("\n"));
}

#[test]
fn every_phrase_is_found_in_a_text() {
    let resources = Resources::embedded().unwrap_or_else(|error| panic!("{error}"));
    let gazetteer = &resources.gazetteer;
    let institutions = gazetteer.institutions.iter().map(|row| (LemmaTable::Institution, &row.lemma));
    let offices = gazetteer.offices.iter().map(|row| (LemmaTable::Office, &row.lemma));
    let roles = gazetteer.roles.iter().map(|row| (LemmaTable::Role, &row.lemma));
    for (table, phrase) in institutions.chain(offices).chain(roles) {
        let text = format!("The {phrase} of the country met reporters today.");
        let annotations = resources.pipeline.annotate(&text);
        let place = Span::new(4, 4 + phrase.len() as u32);
        let words = words_at(&annotations, place, &text);
        let tokens = annotations.tokens.iter().filter(|token| place.overlaps(token.span));
        let lemmas: Vec<&str> = tokens.map(|token| token.lemma.as_str()).collect();
        let found = gazetteer.longest_phrase(table, &words, &lemmas);
        assert_eq!(found.map(|(used, _)| used), Some(words.len()), "{table:?} {phrase:?}: {words:?} {lemmas:?}");
    }
}

fn words_at<'t>(annotations: &Annotations, place: Span, text: &'t str) -> Vec<&'t str> {
    annotations.tokens.iter().filter(|token| place.overlaps(token.span)).map(|token| token.span.of(text)).collect()
}
