//! What is voted on: the noun, what it is about, and who brought it in.
//!
//! In: a noun for a draft. Out: its words, its subject's words, its sponsors, and whether it takes up one told of before.

use std::ops::Range;

use crate::code::{Reading, Scene, Words};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::record::{without_article, words as words_of};
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::words::{Class, Says};

/// Longest words of a draft or subject, in tokens.
const LONGEST: usize = 30;

/// What a noun says of a draft; the whole is asked first ("draft resolution").
pub(super) fn says(scene: Scene<'_>, noun: usize) -> Option<Says> {
    let syntax = scene.syntax;
    let is_noun = syntax.is_noun(noun) || syntax.token(noun).upos == "PRON";
    let said = scene.rules.votes.says(Class::Noun, syntax.lemma(noun));
    let said = said.or_else(|| scene.rules.votes.says(Class::Noun, syntax.form(noun)));
    let is_draft = || {
        let draft = syntax.children_by(noun, &["amod", "compound", "nmod"]);
        draft.into_iter().any(|word| syntax.lemma(word).eq_ignore_ascii_case("draft"))
    };
    match said.filter(|_| is_noun) {
        Some(Says::Text) if is_draft() => Some(Says::Draft),
        said => said,
    }
}

/// "it", "this", "both": words that take up a draft without naming it.
pub(super) fn is_pronoun(syntax: &Syntax<'_>, token: usize) -> bool {
    let is_thing = matches!(syntax.form(token).to_lowercase().as_str(), "it" | "this" | "that" | "both" | "which");
    is_thing && matches!(syntax.token(token).upos.as_str(), "PRON" | "DET")
}

/// A draft as one place of the text tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The noun; none where only a pronoun or nothing stands for it.
    pub(super) head: Option<usize>,
    pub(super) words: Option<Words>,
    pub(super) subject: Option<Words>,
    pub(super) sponsors: Vec<Entity>,
    /// Whether it is told of for the first time: "a draft", "a rival text".
    pub(super) is_new: bool,
    /// "the rival text"
    pub(super) is_rival: bool,
}

/// The drafts at a noun: one, or several that its apposition or modifiers tell apart ("two drafts, one by Mali").
pub(super) fn drafts(reading: &Reading<'_>, noun: usize) -> Vec<Draft> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    if is_pronoun(syntax, noun) {
        return vec![Draft::default()];
    }
    let whole = one(reading, noun);
    let is_plural = syntax.token(noun).xpos == "NNS";
    let parts: Vec<usize> = syntax
        .children_by(noun, &["appos"])
        .flat_map(|first| syntax.conjuncts(first))
        .filter(|&part| matches!(syntax.lemma(part), "one" | "another" | "other"))
        .collect();
    if is_plural && parts.len() > 1 {
        let part = |&part: &usize| Draft {
            sponsors: brought(reading, part),
            subject: subject(syntax, part).or_else(|| whole.subject.clone()),
            is_new: true,
            ..whole.clone()
        };
        return parts.iter().map(part).collect();
    }
    if is_plural && whole.sponsors.len() > 1 && is_told_apart(syntax, noun) {
        let alone = |sponsor: &Entity| Draft { sponsors: vec![sponsor.clone()], is_new: true, ..whole.clone() };
        return whole.sponsors.iter().map(alone).collect();
    }
    let number = syntax.child(noun, &["nummod"]).filter(|&number| syntax.lemma(number) == "two");
    if is_plural && number.is_some() && whole.sponsors.len() < 2 {
        return vec![whole.clone(), Draft { is_new: true, ..whole }];
    }
    vec![whole]
}

/// "both the U.S. and Russian texts", "rival drafts by Mali and Chad": each has one of its own.
fn is_told_apart(syntax: &Syntax<'_>, noun: usize) -> bool {
    syntax.noun_phrase(noun).any(|token| {
        matches!(syntax.lemma(token).to_lowercase().as_str(), "both" | "rival" | "competing" | "two" | "separate")
    }) || syntax.children_by(noun, &["preconj"]).next().is_some()
        || syntax.children_by(noun, &["amod", "nmod", "compound"]).any(|word| syntax.child(word, &["conj"]).is_some())
}

fn one(reading: &Reading<'_>, noun: usize) -> Draft {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let phrase = bounded(syntax, syntax.noun_phrase(noun));
    let modifiers = || syntax.children_by(noun, &["amod", "det", "compound"]);
    let is_rival =
        modifiers().any(|word| scene.rules.votes.says(Class::Other, syntax.lemma(word)) == Some(Says::Rival));
    let has = |words: &[&str]| modifiers().any(|word| words.contains(&syntax.form(word).to_lowercase().as_str()));
    let is_bare = syntax.child(noun, &["det", "poss"]).is_none();
    Draft {
        head: Some(noun),
        words: Some(words_of(syntax, &without_article(syntax, phrase))),
        subject: subject(syntax, noun),
        sponsors: brought(reading, noun),
        is_new: has(&["a", "an", "another", "one"]) || is_bare && syntax.child(noun, &["nummod"]).is_none(),
        is_rival,
    }
}

/// What it is about: "a draft **on the border**", "a text **condemning the raid**", "a bill **that would end it**".
fn subject(syntax: &Syntax<'_>, noun: usize) -> Option<Words> {
    const ABOUT: [&str; 10] = ["on", "about", "over", "concerning", "regarding", "for", "against", "to", "of", "with"];
    let is_about = |&child: &usize| match syntax.deprel(child) {
        "prep" => ABOUT.contains(&syntax.form(child).to_lowercase().as_str()),
        "acl" => matches!(syntax.token(child).xpos.as_str(), "VBG" | "VB"),
        "relcl" => true,
        _ => false,
    };
    let own = syntax.children(noun).filter(|&child| child > noun).find(is_about);
    // "the text introduced by Mali on the border", "pulled its draft on the border"
    let deeper = || {
        let participles = syntax.children_by(noun, &["acl"]);
        participles.flat_map(|participle| syntax.children_by(participle, &["prep"])).find(is_about)
    };
    let next = || Some(noun + 1).filter(|&next| next < syntax.len() && is_about(&next) && syntax.form(next) == "on");
    let first = own.or_else(deeper).or_else(next)?;
    let start = syntax.leftmost(first).max(noun + 1);
    let start = start + usize::from(syntax.deprel(first) == "prep" && syntax.rightmost(first) > start);
    let range = bounded(syntax, start..syntax.rightmost(first) + 1);
    (!range.is_empty()).then(|| words_of(syntax, &range))
}

/// Words of an infinitive or gerund that a body voted for: "voted **to lift the ban**".
pub(super) fn clause(syntax: &Syntax<'_>, verb: usize) -> Words {
    words_of(syntax, &bounded(syntax, syntax.leftmost(verb)..syntax.rightmost(verb) + 1))
}

/// What counts votes behind a number: "61 **votes**", "61 **to** 53".
fn is_votes(syntax: &Syntax<'_>, token: usize) -> bool {
    matches!(syntax.lemma(token), "to" | "vote" | "abstention")
}

fn bounded(syntax: &Syntax<'_>, range: Range<usize>) -> Range<usize> {
    let end = range.end.min(range.start + LONGEST);
    // "to dissolve itself by 61 votes to 53"
    let is_count = |token: usize| {
        let is_way = matches!(syntax.form(token), "by" | "with");
        is_way && token + 2 < syntax.len() && syntax.token(token + 1).upos == "NUM" && is_votes(syntax, token + 2)
    };
    let end = (range.start + 1..end).find(|&token| is_count(token)).unwrap_or(end);
    let is_mark = |token: usize| syntax.token(token).upos == "PUNCT";
    let end = (range.start..end).rev().find(|&token| !is_mark(token)).map_or(range.start, |last| last + 1);
    range.start..end
}

/// Who brought it in, as the words around the noun tell.
fn brought(reading: &Reading<'_>, noun: usize) -> Vec<Entity> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let words = &scene.rules.votes;
    let is_bringing = |word: usize| words.says(Class::Sponsoring, syntax.form(word)).is_some();
    let mut found = Vec::new();
    for child in syntax.children(noun) {
        match syntax.deprel(child) {
            "acl" | "amod" | "relcl" if is_bringing(child) => {
                add(scene, &mut found, syntax.prepositional(child, "by"));
                add(scene, &mut found, hyphened(syntax, child));
            }
            "amod" | "compound" | "nmod" | "poss" => {
                for word in joined(syntax, child) {
                    if is_bringing(word) {
                        add(scene, &mut found, hyphened(syntax, word));
                    } else if may_sponsor(reading, word) {
                        add(scene, &mut found, [word]);
                    }
                }
            }
            _ => {}
        }
    }
    for preposition in ["by", "from"] {
        add(scene, &mut found, syntax.prepositional(noun, preposition));
    }
    found.iter().map(|mention| reading.as_side(mention)).collect()
}

/// A modifier and those coordinated with it, participles too: "both French and **Chinese-drafted**".
fn joined(syntax: &Syntax<'_>, modifier: usize) -> Vec<usize> {
    let participles = syntax.children_by(modifier, &["conj"]).filter(|&word| syntax.is_verb(word));
    syntax.conjuncts(modifier).into_iter().chain(participles).collect()
}

/// "French-drafted": the words before the hyphen.
fn hyphened(syntax: &Syntax<'_>, participle: usize) -> Vec<usize> {
    let before = syntax.children_by(participle, &["npadvmod", "amod", "nmod", "compound", "advmod", "nsubj", "dep"]);
    before.filter(|&word| word < participle).flat_map(|word| syntax.conjuncts(word)).collect()
}

/// "the French text", "the US draft"; but "the Syria resolution" is about Syria.
fn may_sponsor(reading: &Reading<'_>, word: usize) -> bool {
    let syntax = reading.scene.syntax;
    let is_owner = syntax.deprel(word) == "poss";
    let form = syntax.form(word);
    let is_short = form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let is_adjective = || {
        reading.scene.entities.all_at(word).iter().any(|mention| {
            let country = mention.entity.country.as_deref().and_then(|code| reading.resources.gazetteer.country(code));
            country.is_some_and(|country| !mention.entity.text.ends_with(country.name.as_str()))
        })
    };
    is_owner || is_short || is_adjective()
}

fn add<'e>(scene: Scene<'e>, found: &mut Vec<&'e EntityMention>, places: impl IntoIterator<Item = usize>) {
    for party in places.into_iter().flat_map(|place| scene.parties_of_phrase(place)) {
        let entity = &party.entity;
        let is_known = found.iter().any(|known| known.entity.entity == entity.entity);
        if !is_known && is_sponsor(entity) {
            found.push(party);
        }
    }
}

/// Whether somebody may bring in a draft: no body that votes itself.
pub(super) fn is_sponsor(entity: &Entity) -> bool {
    let is_organ = entity.kind == EntityType::Igo && (entity.body.is_some() || entity.entity == "UNO");
    let is_nobody = entity.is_made_up() && entity.country.is_none() && entity.person.is_none();
    !is_organ && !is_nobody && (entity.kind != EntityType::Unknown || entity.country.is_some()) && entity.is_political()
}
