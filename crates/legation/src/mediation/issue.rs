//! What a mediation is about.
//!
//! In: a word of mediation. Out: the words of the topic: what hangs on the word or what is brokered ("talks **on the border**"),
//! else what the rest of the sentence names ("to submit their quarrel **over three islands** to …"), else the sentence behind
//! it ("They remain far apart **over the land**") or before it, where a deal was told.

use std::ops::Range;

use crate::code::{Reading, Words};
use crate::record::{without_article, words as words_of};
use crate::syntax::Syntax;

use super::parties;
use super::trigger::{self, Told};
use super::words::{Frame, MediationWords, Thing};
use crate::lexicon::Pos;

/// Longest issue, in tokens.
const LONGEST: usize = 25;
/// In how many sentences behind a word its topic is looked for.
const BEHIND: usize = 2;
/// Prepositions of a topic.
const ABOUT: [&str; 5] = ["on", "over", "about", "concerning", "regarding"];

/// What an effort is about.
pub(super) fn issue(reading: &Reading<'_>, told: &Told) -> Option<Words> {
    let (syntax, words) = (reading.scene.syntax, &reading.scene.rules.mediation);
    let sentence = syntax.sentence_of(told.trigger);
    let last = syntax.sentence_of(syntax.len() - 1);
    let topic = of_anchors(reading, told).or_else(|| of_sentence(syntax, words, sentence, told.trigger));
    let behind = || (sentence + 1..=last.min(sentence + BEHIND)).find_map(|next| near(syntax, words, next));
    let before = || sentence.checked_sub(1).and_then(|before| near(syntax, words, before));
    shown(syntax, topic.or_else(behind).or_else(before)?)
}

/// "talks **on the border**", "mediate the **border dispute**", "guarantor of **the protocol**".
fn of_anchors(reading: &Reading<'_>, told: &Told) -> Option<Range<usize>> {
    let (syntax, words) = (reading.scene.syntax, &reading.scene.rules.mediation);
    let mut anchors = parties::anchors(reading.scene, told);
    // "With Oman as host, they opened talks on the border"
    let clause = trigger::settling(syntax, words, told.trigger).filter(|_| told.pos == Pos::Noun);
    anchors.extend(clause.into_iter().flat_map(|verb| syntax.objects(verb)));
    anchors.extend(clause);
    // "guarantor of the accord", not "channels of communication"
    let of: Vec<usize> = syntax.prepositional(told.trigger, "of").collect();
    let inside: Vec<usize> =
        ["in", "over"].into_iter().flat_map(|way| syntax.prepositional(told.trigger, way)).collect();
    let is_topic = |&noun: &usize| {
        let lemma = syntax.lemma(noun).to_lowercase();
        let is_named = matches!(words.thing(&lemma), Some(Thing::Deal | Thing::Gap))
            || inside.contains(&noun) && !of.contains(&noun) && !words.is(Frame::Effort, &lemma);
        noun != told.trigger && syntax.token(noun).upos == "NOUN" && is_named
    };
    let topic = anchors.iter().find_map(|&anchor| about(syntax, anchor));
    let bare = |noun: usize| syntax.noun_phrase(noun).start..noun + 1;
    topic.or_else(|| anchors.iter().copied().find(is_topic).map(bare))
}

/// The topic that the rest of the sentence names, the nearest first.
fn of_sentence(syntax: &Syntax<'_>, words: &MediationWords, sentence: usize, trigger: usize) -> Option<Range<usize>> {
    let mut tokens: Vec<usize> = syntax.sentence(sentence).filter(|&token| token != trigger).collect();
    tokens.sort_by_key(|&token| token.abs_diff(trigger));
    let is_kind = |token: usize, kinds: &[Thing]| {
        let thing = words.thing(&syntax.lemma(token).to_lowercase()).filter(|_| syntax.is_noun(token));
        thing.is_some_and(|thing| kinds.contains(&thing))
    };
    let things = [Thing::Talks, Thing::Deal, Thing::Gap];
    let named = tokens.iter().filter(|&&token| is_kind(token, &things)).find_map(|&token| about(syntax, token));
    let discussed = || tokens.iter().find_map(|&token| discussed(syntax, words, token));
    let conflict = || tokens.iter().find(|&&token| is_kind(token, &[Thing::Gap])).map(|&noun| whole(syntax, noun));
    named.or_else(discussed).or_else(conflict)
}

/// The topic that a sentence beside names: of talks, of a deal, or of what divides them.
fn near(syntax: &Syntax<'_>, words: &MediationWords, sentence: usize) -> Option<Range<usize>> {
    let is_told = |token: usize| {
        let lemma = syntax.lemma(token).to_lowercase();
        let is_thing = matches!(words.thing(&lemma), Some(Thing::Talks | Thing::Deal | Thing::Gap));
        let is_done = syntax.is_verb(token) && words.is(Frame::Concludes, &lemma);
        is_thing || is_done || words.is(Frame::Topic, &lemma)
    };
    syntax.sentence(sentence).filter(|&token| is_told(token)).find_map(|token| about(syntax, token))
}

/// "to **discuss** a pullback", "with the border **at the top of the agenda**".
fn discussed(syntax: &Syntax<'_>, words: &MediationWords, token: usize) -> Option<Range<usize>> {
    if !words.is(Frame::Topic, &syntax.lemma(token).to_lowercase()) {
        return None;
    }
    let topic = if syntax.is_verb(token) {
        let objects = syntax.objects(token).into_iter();
        objects.into_iter().find(|&object| syntax.token(object).upos == "NOUN")
    } else {
        on_agenda(syntax, token)
    };
    topic.map(|noun| whole(syntax, noun)).or_else(|| about(syntax, token))
}

/// "with **the border** on the agenda", "**the border** is at the top of the agenda".
fn on_agenda(syntax: &Syntax<'_>, agenda: usize) -> Option<usize> {
    let above = std::iter::successors(Some(agenda), |&at| syntax.head(at)).take(6);
    let above: Vec<usize> = above.into_iter().filter(|&at| syntax.is_verb(at) || syntax.form(at) == "with").collect();
    let children = |&at: &usize| syntax.children_by(at, &["nsubj", "pobj", "pcomp"]).collect::<Vec<_>>();
    let mut topics = above.iter().flat_map(children);
    topics.find(|&noun| syntax.token(noun).upos == "NOUN" && noun < agenda && syntax.rightmost(noun) < syntax.len())
}

/// What stands behind "on" or "over" on a word; a day is no topic.
fn about(syntax: &Syntax<'_>, holder: usize) -> Option<Range<usize>> {
    // "submit their quarrel over the islands": the parser may hang what follows on the verb
    let next = Some(holder + 1).filter(|&next| next < syntax.len() && syntax.deprel(next) == "prep");
    let ways = syntax.children_by(holder, &["prep"]).chain(next).filter(|&way| {
        let form = syntax.form(way).to_lowercase();
        ABOUT.contains(&form.as_str())
    });
    let topics = ways.flat_map(|way| syntax.children_by(way, &["pobj", "pcomp"]).collect::<Vec<_>>());
    let is_topic = |&topic: &usize| {
        let is_time = matches!(syntax.recognized(topic), Some("DATE" | "TIME"));
        !is_time && syntax.token(topic).upos != "PRON"
    };
    topics.into_iter().find(is_topic).map(|topic| whole(syntax, topic))
}

/// A word with all that hangs on it.
pub(super) fn whole(syntax: &Syntax<'_>, topic: usize) -> Range<usize> {
    syntax.noun_phrase(topic).start..syntax.rightmost(topic) + 1
}

/// The words of a topic, without article and without the way that they went ("through diplomats").
pub(super) fn shown(syntax: &Syntax<'_>, topic: Range<usize>) -> Option<Words> {
    let topic = topic.start..topic.end.min(topic.start + LONGEST);
    let way = topic.clone().skip(1).find(|&token| matches!(syntax.form(token), "through" | "via"));
    let topic = topic.start..way.unwrap_or(topic.end);
    (topic.end > topic.start).then(|| words_of(syntax, &without_article(syntax, topic)))
}
