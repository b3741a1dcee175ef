//! Where a journey leads: the places behind a word of travel.
//!
//! In: a word and the prepositions of its row. Out: the places that stand there, in order, with what is joined to them. A
//! place inside another phrase counts ("the palace in Amman"); a name that stands for a government is read as the place.

use crate::code::{Location, Reading, location};

/// How deep a place may stand in a phrase.
const DEEPEST: usize = 3;

/// The places behind a word, each with its token.
pub(super) fn behind(reading: &Reading<'_>, word: usize, prepositions: &[String]) -> Vec<(usize, Location)> {
    let syntax = reading.scene.syntax;
    let mut tokens = Vec::new();
    for preposition in prepositions {
        if preposition == "object" {
            let objects = syntax.objects(word);
            // "is visiting Luanda", where the parser takes the name for an adverb
            let is_name = |&next: &usize| syntax.head(next) == Some(word) && syntax.token(next).upos == "PROPN";
            let next = Some(word + 1).filter(|&next| objects.is_empty() && next < syntax.len());
            tokens.extend(next.filter(is_name));
            tokens.extend(objects);
        } else {
            tokens.extend(syntax.prepositional(word, preposition));
            if preposition == "by way of" {
                let way = syntax.prepositional(word, "by").filter(|&way| syntax.lemma(way) == "way");
                tokens.extend(way.flat_map(|way| syntax.prepositional(way, "of")));
            }
            // "flew on to Oman", "from Amman to Cairo"
            let between = syntax.children_by(word, &["prep", "advmod", "prt"]);
            tokens.extend(between.flat_map(|other| syntax.prepositional(other, preposition)));
            // "to Oman on Monday and to Qatar on Tuesday"
            let joined = syntax.children_by(word, &["prep"]).flat_map(|other| syntax.children_by(other, &["conj"]));
            let joined: Vec<usize> = joined.collect();
            let is_same = |&&other: &&usize| syntax.form(other).eq_ignore_ascii_case(preposition);
            tokens.extend(joined.iter().filter(is_same).flat_map(|&other| syntax.children_by(other, &["pobj"])));
            // "and on to Oman"
            tokens.extend(joined.iter().flat_map(|&other| syntax.prepositional(other, preposition)));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    let mut found: Vec<(usize, Location)> = tokens.into_iter().flat_map(|token| all(reading, token)).collect();
    if found.is_empty() {
        found.extend(in_order(reading, word, prepositions));
    }
    if found.is_empty() {
        found.extend(here(reading, word));
    }
    found.sort_by_key(|(token, _)| *token);
    found.dedup_by_key(|(token, _)| *token);
    found
}

/// "will be going to Thimphu", where the parser takes the place for a verb: the words in their order.
fn in_order(reading: &Reading<'_>, word: usize, prepositions: &[String]) -> Vec<(usize, Location)> {
    let syntax = reading.scene.syntax;
    let (next, place) = (word + 1, word + 2);
    let is_way = place < syntax.len()
        && syntax.is_verb(word)
        && prepositions.iter().any(|preposition| syntax.form(next) == preposition)
        && syntax.sentence_of(place) == syntax.sentence_of(word);
    if is_way { all(reading, place) } else { Vec::new() }
}

/// "arrived here": where the dateline says that the report was written.
fn here(reading: &Reading<'_>, word: usize) -> Option<(usize, Location)> {
    let syntax = reading.scene.syntax;
    let mention = reading.places.dateline.as_ref()?;
    let is_here = syntax.children_by(word, &["advmod", "prt"]).any(|adverb| match syntax.lemma(adverb) {
        "here" => true,
        // "flew in for a meeting"
        "in" => syntax.is_verb(word),
        _ => false,
    });
    let arrives = matches!(syntax.lemma(word), "arrive" | "land") && syntax.child(word, &["prep"]).is_none();
    (is_here || arrives).then_some(())?;
    Some((mention.anchor, location(syntax, mention)))
}

/// The places of a noun phrase and of those joined to it.
pub(super) fn all(reading: &Reading<'_>, token: usize) -> Vec<(usize, Location)> {
    let syntax = reading.scene.syntax;
    let mut all = syntax.conjuncts(token);
    // "first Arica, then Santiago and finally Lima": the parser may take the second for another name of the first.
    let listed = |&other: &usize| {
        syntax.child(other, &["conj"]).is_some() || syntax.children_by(other, &["advmod"]).any(|word| word < other)
    };
    let other: Vec<usize> = syntax.children_by(token, &["appos"]).filter(listed).collect();
    all.extend(other.into_iter().flat_map(|other| syntax.conjuncts(other)));
    let mut found: Vec<(usize, Location)> = Vec::new();
    for token in all {
        match at(reading, token, 0) {
            Some(place) => found.push((token, place)),
            None => found.extend(inside(reading, token)),
        }
    }
    found
}

/// "camps in Jordan and Lebanon"
fn inside(reading: &Reading<'_>, token: usize) -> Vec<(usize, Location)> {
    let syntax = reading.scene.syntax;
    let within = ["in", "of", "at"].into_iter().flat_map(|way| syntax.prepositional(token, way));
    let within = within.flat_map(|place| syntax.conjuncts(place));
    within.filter_map(|place| Some((place, at(reading, place, 1)?))).collect()
}

fn at(reading: &Reading<'_>, token: usize, depth: usize) -> Option<Location> {
    let syntax = reading.scene.syntax;
    if let Some(mention) = reading.places.at(token) {
        let found = location(syntax, mention);
        // Where a town of another state bears the name of a capital, the capital is meant.
        return by_name(reading, token).filter(|capital| capital.country != found.country).or(Some(found));
    }
    if let Some(found) = by_name(reading, token) {
        return Some(found);
    }
    if depth == DEEPEST {
        return None;
    }
    let beside = syntax.children_by(token, &["appos", "compound", "nmod"]);
    if depth == 0 {
        return beside.into_iter().find_map(|other| at(reading, other, 1));
    }
    let inside = ["in", "of", "at"].into_iter().flat_map(|preposition| syntax.prepositional(token, preposition));
    beside.chain(inside).find_map(|other| at(reading, other, depth + 1))
}

/// The name of a state or its capital that stands for the government.
fn by_name(reading: &Reading<'_>, token: usize) -> Option<Location> {
    let syntax = reading.scene.syntax;
    let mention = reading.scene.entities.at(token).filter(|mention| mention.antecedent.is_none())?;
    let country = reading.resources.gazetteer.country(&mention.entity.entity)?;
    let is_name = syntax.token(token).upos == "PROPN" && mention.entity.office.is_none();
    is_name.then(|| Location {
        text: mention.entity.text.clone(),
        start: mention.entity.start,
        end: mention.entity.end,
        name: country.name.clone(),
        country: Some(country.entity.clone()),
        admin1: None,
        admin2: None,
        latitude: None,
        longitude: None,
        geonames: None,
        precision: "country",
    })
}
