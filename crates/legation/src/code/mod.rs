//! Mentions: who did what to whom, by lexicon, frames and syntax.
//!
//! In: a parsed document with its entities, and the tables. Out: one [`Mention`] a happening and sentence, with the words
//! that show it and the reasons. `condition` says whether an entry fits a word, `roles` who takes part, `status` whether
//! it happened, `clock` when, `attribution` whose claim it is, `place` where; `choose` keeps one reading of each happening.

mod attacker;
mod attribution;
mod choose;
mod clock;
mod condition;
mod guard;
mod mention;
mod open;
mod place;
mod quotation;
mod reading;
mod roles;
mod rules;
mod status;
mod status_words;
#[cfg(test)]
mod tests;
mod verdict;

pub use mention::{Attribution, EventDate, Evidence, Location, Mention, Status, Words};
pub use rules::Rules;

pub(crate) use attribution::{in_own_words, speaker};
pub(crate) use condition::{Fit, fit};
pub(crate) use guard::is_stand_of;
pub(crate) use open::OpenEntries;
pub(crate) use place::location;
pub(crate) use quotation::{Quotation as Quoted, goes_on};
pub(crate) use reading::Reading;
pub(crate) use roles::{Scene, places};
pub(crate) use status::judge;

use crate::count::{self, Counted};
use crate::lexicon::Pos;
use crate::ontology::EventType;
use crate::record::id;
use crate::syntax::Syntax;

use choose::Candidate;
use clock::Clock;
use roles::Roles;
use status::Judgement;
use verdict::Judge;

/// Version of a mention's form.
const SCHEMA: u32 = 1;

/// Codes the mentions of one document, in the order of the text.
#[must_use]
pub(crate) fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let Reading { document, scene, resources, .. } = *reading;
    let (syntax, clock) = (scene.syntax, reading.clock());
    let who = Judge {
        ontology: &resources.ontology,
        classifier: resources.classifier.as_ref(),
        own_heads: resources.own_heads.as_ref(),
    };
    let mut mentions = Vec::new();
    for sentence in 0..syntax.annotations.sentences.len() {
        let tokens = syntax.sentence(sentence);
        let proposals: Vec<Proposal<'_>> =
            tokens.clone().filter_map(|trigger| proposal(scene, clock, trigger)).collect();
        let mut candidates = decided(scene, who, proposals);
        let taken: Vec<usize> = candidates.iter().map(|candidate| candidate.fit.trigger).collect();
        let rest = tokens.filter(|trigger| !taken.contains(trigger));
        candidates
            .extend(rest.filter_map(|trigger| open::candidate(scene, clock, &resources.open_entries, who, trigger)));
        candidates.sort_by_key(|candidate| candidate.fit.trigger);
        let chosen = choose::choose(syntax, candidates);
        let counted = counted(scene, sentence, &chosen);
        let coded = chosen.iter().zip(counted);
        mentions.extend(coded.map(|(chosen, counted)| mention(reading, sentence, chosen, counted)));
    }
    mentions.iter_mut().for_each(|mention| mention.shift(document.section_start));
    id::number(document, &mut mentions, Mention::key, |mention, id| mention.id = id);
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
fn proposal<'e>(scene: Scene<'e>, clock: Clock<'e>, trigger: usize) -> Option<Proposal<'e>> {
    let syntax = scene.syntax;
    let (pos, lemma) = head_word(syntax, scene.rules, trigger)?;
    let try_entry = |entry| {
        let fit = fit(syntax, entry, trigger)?;
        let roles: Roles<'e> = roles::fill(scene, &fit)?;
        (!guard::is_no_event(scene, &scene.rules.guards, &fit, &roles)).then_some((fit, roles))
    };
    let (fit, roles) = match pos {
        Pos::Verb => clock.lexicon.verbs(&lemma).find_map(try_entry),
        Pos::Noun => clock.lexicon.nouns(&lemma).find_map(try_entry),
    }?;
    Some(Proposal { judgement: clock.judge(scene, trigger), fit, roles })
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

/// What the sentence counts of each of its happenings.
fn counted(scene: Scene<'_>, sentence: usize, chosen: &[Candidate<'_>]) -> Vec<Counted> {
    let trigger =
        |candidate: &Candidate<'_>| count::Trigger { token: candidate.fit.trigger, event: candidate.verdict.event };
    let triggers: Vec<count::Trigger> = chosen.iter().map(trigger).collect();
    let rules = &scene.rules.counts;
    count::of_sentence(scene.syntax, scene.entities, rules, scene.syntax.sentence(sentence), &triggers)
}

fn mention(reading: &Reading<'_>, sentence: usize, chosen: &Candidate<'_>, counted: Counted) -> Mention {
    let Reading { document, scene, dates, places, quotations, .. } = reading;
    let scene = *scene;
    let entry = chosen.fit.entry;
    let (attribution, attributed) = attribution::chain(scene, quotations, chosen.fit.trigger);
    let by_word = if chosen.fit.is_open() { "no entry" } else { "entry" };
    let mut why = vec![format!("{by_word} {} ({})", entry.id, entry.frame)];
    why.extend(chosen.verdict.why.clone());
    why.extend(chosen.roles.why.iter().cloned());
    why.extend(chosen.judgement.why.clone());
    let phrase = chosen.judgement.phrase.as_ref();
    why.extend(phrase.and_then(|phrase| dates.why(scene.syntax.text, phrase)));
    why.extend(attributed);
    why.extend(counted.why);
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
        date: dates.event_date(scene.syntax.text, phrase, chosen.judgement.status),
        evidence: evidence(scene.syntax, chosen, why),
        confidence: chosen.verdict.confidence,
        attribution,
        event: chosen.verdict.name(),
        mode: chosen.verdict.mode.clone(),
        contexts: chosen.verdict.contexts.clone(),
        cameo: chosen.verdict.cameo.clone(),
        quad: chosen.verdict.event.quad().as_str(),
        quad_code: chosen.verdict.event.quad_code(),
        intensity: chosen.verdict.intensity,
        actors: copies(&chosen.roles.actors),
        recipients: copies(&chosen.roles.recipients),
        reciprocal: chosen.roles.reciprocal,
        location: place::locate(scene, places, &chosen.fit, &chosen.roles),
        counts: counted.counts,
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
