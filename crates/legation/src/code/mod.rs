//! Mentions: who did what to whom, by lexicon, frames and syntax.
//!
//! In: a parsed document with its entities, and the tables. Out: one [`Mention`] a happening and sentence, with the words
//! that show it and the reasons. `condition` says whether an entry fits a word, `roles` who takes part, `status` whether
//! it happened, `attribution` whose claim it is, `place` where; `choose` keeps one reading of each happening.

mod attacker;
mod attribution;
mod choose;
mod condition;
mod guard;
mod id;
mod mention;
mod open;
mod place;
mod roles;
mod rules;
mod status;
#[cfg(test)]
mod tests;
mod verdict;

pub use mention::{Attribution, Counts, EventDate, Evidence, Location, Mention, Status, Words};
pub use rules::Rules;

pub(crate) use condition::{Fit, fit};
pub(crate) use open::OpenEntries;
pub(crate) use roles::places;
pub(crate) use status::judge;

use crate::Resources;
use crate::ingest::Document;
use crate::lexicon::{Lexicon, Pos};
use crate::ontology::EventType;
use crate::resolve::Entities;
use crate::syntax::Syntax;

use choose::Candidate;
use roles::{Roles, Scene};
use status::Judgement;
use verdict::Judge;

/// Version of a mention's form.
const SCHEMA: u32 = 1;

/// Codes the mentions of one document, in the order of the text.
#[must_use]
pub fn mentions(document: &Document, syntax: &Syntax<'_>, entities: &Entities, resources: &Resources) -> Vec<Mention> {
    let scene = Scene { syntax, entities, rules: &resources.rules };
    let year = document.published.as_ref().map(|published| published.date().year());
    let who = Judge { ontology: &resources.ontology, classifier: resources.classifier.as_ref() };
    let mut mentions = Vec::new();
    for sentence in 0..syntax.annotations.sentences.len() {
        let tokens = syntax.sentence(sentence);
        let proposals: Vec<Proposal<'_>> =
            tokens.clone().filter_map(|trigger| proposal(scene, &resources.lexicon, trigger, year)).collect();
        let mut candidates = decided(scene, who, proposals);
        let taken: Vec<usize> = candidates.iter().map(|candidate| candidate.fit.trigger).collect();
        let rest = tokens.filter(|trigger| !taken.contains(trigger));
        candidates
            .extend(rest.filter_map(|trigger| open::candidate(scene, &resources.open_entries, who, trigger, year)));
        candidates.sort_by_key(|candidate| candidate.fit.trigger);
        for chosen in choose::choose(syntax, candidates) {
            mentions.push(mention(document, scene, resources, sentence, &chosen));
        }
    }
    mentions.iter_mut().for_each(|mention| mention.shift(document.section_start));
    id::number(document, &mut mentions);
    mentions
}

/// A fitting entry with its parties and status, before anybody has said whether it is an event.
struct Proposal<'e> {
    fit: Fit<'e>,
    roles: Roles<'e>,
    judgement: Judgement,
}

/// The proposals of one sentence that are events, each with its verdict.
fn decided<'e>(scene: Scene<'e>, who: Judge<'_>, proposals: Vec<Proposal<'e>>) -> Vec<Candidate<'e>> {
    let types: Vec<EventType> = proposals.iter().map(|proposal| proposal.fit.entry.event).collect();
    let candidate = |Proposal { fit, roles, judgement }| {
        let verdict = verdict::of(scene, who, &fit, &roles, &types)?;
        Some(Candidate { fit, roles, judgement, verdict })
    };
    proposals.into_iter().filter_map(candidate).collect()
}

/// The most specific entry that fits a token and finds its parties.
fn proposal<'e>(scene: Scene<'e>, lexicon: &'e Lexicon, trigger: usize, year: Option<i16>) -> Option<Proposal<'e>> {
    let syntax = scene.syntax;
    let (pos, lemma) = head_word(syntax, scene.rules, trigger)?;
    let try_entry = |entry| {
        let fit = fit(syntax, entry, trigger)?;
        let roles: Roles<'e> = roles::fill(scene, &fit)?;
        (!guard::is_no_event(scene, &scene.rules.guards, &fit, &roles)).then_some((fit, roles))
    };
    let (fit, roles) = match pos {
        Pos::Verb => lexicon.verbs(&lemma).find_map(try_entry),
        Pos::Noun => lexicon.nouns(&lemma).find_map(try_entry),
    }?;
    let judgement = judge(syntax, scene.rules, trigger, year);
    Some(Proposal { fit, roles, judgement })
}

/// How the lexicon may know a token: as a verb, or as a noun, to which gerunds in a noun's place belong ("the shelling
/// of the port").
pub(crate) fn head_word(syntax: &Syntax<'_>, rules: &Rules, token: usize) -> Option<(Pos, String)> {
    let place = syntax.deprel(token);
    if syntax.is_verb(token) && place != "amod" {
        let is_gerund = syntax.token(token).xpos == "VBG"
            && matches!(place, "nsubj" | "nsubjpass" | "dobj" | "pobj")
            && syntax.child(token, &["dobj"]).is_none();
        if is_gerund {
            return Some((Pos::Noun, syntax.form(token).to_lowercase()));
        }
        let lemma = syntax.lemma(token).to_lowercase();
        return Some((Pos::Verb, rules.lemma(&lemma).map_or(lemma, str::to_owned)));
    }
    (syntax.is_noun(token) && place != "compound").then(|| (Pos::Noun, syntax.lemma(token).to_lowercase()))
}

fn mention(
    document: &Document,
    scene: Scene<'_>,
    resources: &Resources,
    sentence: usize,
    chosen: &Candidate<'_>,
) -> Mention {
    let entry = chosen.fit.entry;
    let (attribution, attributed) = attribution::chain(scene, chosen.fit.trigger);
    let by_word = if chosen.fit.is_open() { "no entry" } else { "entry" };
    let mut why = vec![format!("{by_word} {} ({})", entry.id, entry.frame)];
    why.extend(chosen.verdict.why.clone());
    why.extend(chosen.roles.why.iter().cloned());
    why.extend(chosen.judgement.why.clone());
    why.extend(attributed);
    let copies =
        |mentions: &[&crate::resolve::EntityMention]| mentions.iter().map(|mention| mention.entity.clone()).collect();
    Mention {
        schema: SCHEMA,
        kind: "mention",
        id: String::new(),
        document: document.id.clone(),
        sentence,
        published: document.published.as_ref().map(|published| published.as_str().to_owned()),
        status: chosen.judgement.status,
        date: date(document, chosen.judgement.status),
        evidence: evidence(scene.syntax, chosen, why),
        confidence: chosen.verdict.confidence,
        attribution,
        event: chosen.verdict.event,
        mode: chosen.verdict.mode.clone(),
        contexts: chosen.verdict.contexts.clone(),
        cameo: chosen.verdict.cameo.clone(),
        quad: chosen.verdict.event.quad().as_str(),
        quad_code: chosen.verdict.event.quad_code(),
        intensity: chosen.verdict.intensity,
        actors: copies(&chosen.roles.actors),
        recipients: copies(&chosen.roles.recipients),
        reciprocal: chosen.roles.reciprocal,
        location: place::locate(scene, &resources.gazetteer, &chosen.fit, &chosen.roles),
        counts: Counts::default(),
    }
}

/// The day of publication stands in for the day of what happened; a plan's day is not known from it.
fn date(document: &Document, status: Status) -> EventDate {
    let happened = matches!(status, Status::Actual | Status::Ongoing | Status::Failed);
    let day = document.published.as_ref().filter(|_| happened).map(|published| published.date().to_string());
    EventDate {
        precision: if day.is_some() { "day" } else { "unknown" },
        basis: if day.is_some() { "publication" } else { "none" },
        start: day.clone(),
        end: day,
        text: None,
        text_start: None,
        text_end: None,
    }
}

/// What completes a verb and so belongs to the words that show its event.
const COMPLETING: [&str; 9] = ["acomp", "agent", "attr", "ccomp", "dative", "dobj", "oprd", "prt", "xcomp"];

/// From the first to the last word that the coding rests on, with what completes the verb.
fn evidence(syntax: &Syntax<'_>, chosen: &Candidate<'_>, why: Vec<String>) -> Evidence {
    let parties = chosen.roles.actors.iter().chain(&chosen.roles.recipients).map(|mention| mention.tokens.clone());
    let words = chosen.fit.consumed.iter().map(|&token| token..token + 1);
    let trigger = chosen.fit.trigger..chosen.fit.trigger + 1;
    let sentence = syntax.sentence(syntax.sentence_of(chosen.fit.trigger));
    let inside = |range: &std::ops::Range<usize>| range.start >= sentence.start && range.end <= sentence.end;
    let completed = syntax.children_by(chosen.fit.trigger, &COMPLETING).map(|child| child..syntax.rightmost(child) + 1);
    let all = parties
        .chain(words)
        .chain(completed)
        .filter(inside)
        .fold(trigger.clone(), |all, range| all.start.min(range.start)..all.end.max(range.end));
    let (span, word) = (syntax.span(&all), syntax.span(&trigger));
    Evidence {
        start: span.start.into(),
        end: span.end.into(),
        text: span.of(syntax.text).to_owned(),
        trigger: Words { text: word.of(syntax.text).to_owned(), start: word.start.into(), end: word.end.into() },
        why,
    }
}
