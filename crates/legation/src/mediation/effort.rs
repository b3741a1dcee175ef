//! What a document tells of one effort.
//!
//! In: a [`Reading`]. Out: its mediations, one for each intermediary and parties: later words of the same effort add
//! parties, issue and stage to the first ("Kenya offered to mediate between them. … Kenya's mediation failed.").

use std::ops::Range;

use crate::code::{Reading, Status, Words};
use crate::entity::Entity;
use crate::lexicon::Pos;
use crate::record::{Ground, Kind, Row};
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::trigger::{self, Told};
use super::words::{Frame, MediationWords, Thing, Word};
use super::{Mediation, Role, Stage, issue, pair, parties, stage, who};

/// A word of the table with an intermediary and a party is nearly always what it seems; estimate.
const CONFIDENCE: f64 = 0.75;
/// In how many sentences before a word its parties may stand.
const REACH: usize = 2;

/// All efforts of a document.
pub(super) fn all(reading: &Reading<'_>) -> Vec<Mediation> {
    let mut efforts: Vec<Mediation> = Vec::new();
    for trigger in 0..reading.scene.syntax.len() {
        for found in at(reading, trigger, &efforts) {
            match efforts.iter_mut().find(|effort| is_one(effort, &found)) {
                Some(effort) => join(effort, found),
                None => efforts.push(found),
            }
        }
        answer(reading, trigger, &mut efforts);
        request(reading, trigger, &mut efforts);
    }
    efforts
}

/// What one word tells: a mediation for each intermediary.
fn at(reading: &Reading<'_>, trigger: usize, before: &[Mediation]) -> Vec<Mediation> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let Some((pos, word)) = trigger::known(reading, trigger) else { return Vec::new() };
    let words = &scene.rules.mediation;
    let thing = if pos == Pos::Verb { trigger::thing(syntax, words, trigger, &word.needs) } else { None };
    let mut told = Told { trigger, pos, thing };
    told.thing = thing.or_else(|| trigger::headline_thing(syntax, words, &told, &word.needs));
    told.thing = told.thing.or_else(|| trigger::behind(syntax, words, &told, &word.needs));
    if !trigger::is_complete(reading, &told, &word.needs) || syntax.child(trigger, &["neg"]).is_some() {
        return Vec::new();
    }
    let between = who::intermediaries(reading, &told, word);
    let mut parties: Vec<Entity> =
        parties::parties(reading, &told, word, &between).iter().map(|party| reading.as_side(party)).collect();
    let (mut stage, mut stage_word) = stage::stage(syntax, &scene.rules.mediation, &told, word);
    if stage_word.is_none() && stage == Stage::Ongoing && word.role != Role::Guarantor {
        stage_word = stage::had_led_to(syntax, &scene.rules.mediation, &told);
        stage = stage_word.map_or(stage, |_| Stage::Ended);
    }
    let needs_two = needs_both(&told, word) && !is_both(syntax, &scene.rules.mediation, &told);
    let mut found = Vec::new();
    for one in &between {
        if parties.is_empty() {
            parties = known_parties(reading, trigger, one, before);
        }
        let is_bare = one.entity.is_bare();
        let is_told = !is_bare && parties.iter().any(|party| parties.len() > 1 || !party.is_bare())
            || parties.len() > 1 && !pair::of_sentence(syntax, trigger).is_empty();
        if parties.is_empty() || !is_told || parties.len() == 1 && needs_two {
            continue;
        }
        if word.needs.contains(&Thing::Message) && !is_of_another(reading, &told, &between) {
            continue;
        }
        let stage = if is_of_third(reading, stage_word, &between, &parties) { Stage::Offered } else { stage };
        let mut why =
            vec![format!("{} by \"{}\" in data/rules/mediation.csv", word.role.as_str(), syntax.form(trigger))];
        why.push(format!("intermediary: {}", one.reason));
        why.extend(stage_word.map(|at| format!("{}: \"{}\"", stage.as_str(), syntax.form(at))));
        let ground = Ground { trigger, tokens: shown(syntax, &told, one), why, confidence: CONFIDENCE };
        let mut row = Row::new(reading, Kind::Mediations, ground);
        take_stage(reading, &mut row, stage, stage_word);
        if row.status == Status::Denied && stage != Stage::Rejected {
            continue;
        }
        found.push(Mediation {
            row,
            intermediary: reading.as_side(one),
            role: word.role,
            parties: parties.clone(),
            issue: issue::issue(reading, &told),
            stage,
        });
    }
    found
}

/// An offer is made, and a refusal too, when its word says so: they are no hypotheses.
fn take_stage(reading: &Reading<'_>, row: &mut Row, stage: Stage, word: Option<usize>) {
    let Some(word) = word.filter(|_| matches!(stage, Stage::Offered | Stage::Accepted | Stage::Rejected)) else {
        return;
    };
    let told = reading.told(word);
    (row.status, row.date) = (told.status, told.date);
    if row.status == Status::Hypothetical || row.status == Status::Denied && stage == Stage::Rejected {
        row.status = Status::Actual;
    }
}

/// "Britain **welcomed** Togo's offer to Chad": who is no party does not accept it.
fn is_of_third(reading: &Reading<'_>, word: Option<usize>, between: &[EntityMention], parties: &[Entity]) -> bool {
    let (syntax, words) = (reading.scene.syntax, &reading.scene.rules.mediation);
    let Some(verb) = word.filter(|&word| syntax.is_verb(word)) else { return false };
    if words.stage(&syntax.lemma(verb).to_lowercase()) != Some(Some(Stage::Accepted))
        || !words.is(Frame::Answers, syntax.lemma(verb))
    {
        return false;
    }
    let answering: Vec<_> =
        syntax.subjects(verb).into_iter().flat_map(|subject| who::actors(reading.scene, subject)).collect();
    let is_side = |one: &&EntityMention| {
        between.iter().any(|other| who::is_same(one, other))
            || parties.iter().any(|party| who::is_same_entity(&one.entity, party))
    };
    !answering.is_empty() && answering.iter().all(|one| !one.entity.is_bare() && !is_side(one))
}

/// "bring **the Libyan factions** together": one word for both sides.
fn is_both(syntax: &Syntax<'_>, words: &MediationWords, told: &Told) -> bool {
    let thing = told.thing.filter(|&thing| syntax.token(thing).xpos == "NNS");
    // "the two sides" are named elsewhere
    let thing = thing.filter(|&thing| syntax.child(thing, &["nummod"]).is_none());
    thing.is_some_and(|thing| words.is(Frame::Generic, syntax.lemma(thing)))
}

/// Whether one party is not enough: somebody who hosts or leads talks with one does so for himself.
fn needs_both(told: &Told, word: &Word) -> bool {
    let is_verb = told.pos == Pos::Verb && matches!(word.needs.first(), Some(Thing::Talks | Thing::Gap | Thing::Deal));
    let is_two = |need: &Thing| matches!(need, Thing::Between | Thing::Clause | Thing::Parties);
    is_verb && word.role != Role::Guarantor || word.needs.iter().any(is_two)
}

/// Whether a message is another's than who carries it: "a letter **from** Iran", "**Iran's** letter", or one between two.
fn is_of_another(reading: &Reading<'_>, told: &Told, between: &[EntityMention]) -> bool {
    let syntax = reading.scene.syntax;
    let Some(thing) = told.thing else { return false };
    if !pair::of_sentence(syntax, told.trigger).is_empty() {
        return true;
    }
    let is_another = |sender: &EntityMention| between.iter().all(|one| !who::is_same(one, sender));
    // "asked Oman to pass on a warning": it is of who asks
    let words = &reading.scene.rules.mediation;
    let asking = syntax.head(told.trigger).filter(|&verb| stage::of_word(syntax, words, verb) == Some(Stage::Offered));
    let asking = asking.filter(|_| syntax.token(told.trigger).xpos == "VB");
    let mut askers = asking.into_iter().flat_map(|verb| syntax.subjects(verb));
    if askers.any(|asker| who::actors(reading.scene, asker).into_iter().any(is_another)) {
        return true;
    }
    let owners = syntax.children_by(thing, &["poss", "amod", "compound", "nmod"]);
    let senders = ["from", "of"].into_iter().flat_map(|way| {
        syntax.prepositional(thing, way).chain(syntax.prepositional(told.trigger, way)).collect::<Vec<_>>()
    });
    let named = owners.chain(senders).flat_map(|place| who::actors(reading.scene, place));
    named.into_iter().any(is_another)
}

/// "Both accepted the offer", after an offer: how it was answered.
fn answer(reading: &Reading<'_>, verb: usize, efforts: &mut [Mediation]) {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.mediation;
    let Some(stage) = stage::of_word(syntax, words, verb).filter(|_| syntax.is_verb(verb)) else { return };
    let is_offer = |&object: &usize| {
        words.thing(syntax.lemma(object)) == Some(Thing::Message)
            && syntax.child(object, &["det", "poss"]).is_some_and(|word| syntax.lemma(word) != "a")
    };
    if !matches!(stage, Stage::Accepted | Stage::Rejected) || !syntax.objects(verb).iter().any(is_offer) {
        return;
    }
    let sentence = syntax.sentence_of(verb);
    let is_near = |effort: &&mut Mediation| {
        effort.stage == Stage::Offered && (1..=REACH).any(|back| effort.row.sentence + back == sentence)
    };
    if let Some(effort) = efforts.iter_mut().rev().find(is_near) {
        effort.stage = stage;
        effort.row.evidence.why.push(format!("{}: \"{}\" later", stage.as_str(), syntax.form(verb)));
    }
}

/// "The ministry turned to Oman for help with the prisoners", after Oman's channel: who asks is a party too.
fn request(reading: &Reading<'_>, verb: usize, efforts: &mut [Mediation]) {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.mediation;
    let is_asking = stage::of_word(syntax, words, verb) == Some(Stage::Offered);
    if !is_asking || !syntax.is_verb(verb) || efforts.is_empty() {
        return;
    }
    let asked = syntax.prepositional(verb, "to").chain(syntax.objects(verb));
    let asked: Vec<&EntityMention> = asked.flat_map(|place| who::actors(reading.scene, place)).collect();
    let sentence = syntax.sentence_of(verb);
    let is_asked = |effort: &&mut Mediation| {
        let is_near = effort.row.sentence < sentence && sentence <= effort.row.sentence + REACH;
        is_near && asked.iter().any(|mention| mention.entity.entity == effort.intermediary.entity)
    };
    let Some(effort) = efforts.iter_mut().rev().find(is_asked) else { return };
    let asking = syntax.subjects(verb).into_iter().flat_map(|subject| who::actors(reading.scene, subject));
    for party in asking {
        let is_known = effort.parties.iter().any(|known| known.entity == party.entity.entity);
        if !is_known && party.entity.entity != effort.intermediary.entity {
            effort.row.evidence.why.push(format!("party asks for it by \"{}\": {}", syntax.form(verb), party.reason));
            effort.parties.push(reading.as_side(party));
        }
    }
    effort.issue = effort.issue.take().or_else(|| wanted(syntax, verb));
}

/// What help is asked for: "for help **with the prisoners**", "for assistance in securing **their release**".
fn wanted(syntax: &Syntax<'_>, verb: usize) -> Option<Words> {
    let help = syntax.prepositional(verb, "for").next()?;
    let inner =
        ["in", "on", "over", "with"].into_iter().flat_map(|preposition| syntax.prepositional(help, preposition));
    let topic = inner.into_iter().next().unwrap_or(help);
    let topic = if syntax.is_verb(topic) { syntax.objects(topic).first().copied()? } else { topic };
    issue::shown(syntax, issue::whole(syntax, topic))
}

/// The parties of an effort that is told again, or two who stand together in the sentences before.
fn known_parties(reading: &Reading<'_>, trigger: usize, one: &EntityMention, before: &[Mediation]) -> Vec<Entity> {
    let syntax = reading.scene.syntax;
    if let Some(effort) = before.iter().rev().find(|effort| effort.intermediary.entity == one.entity.entity) {
        return effort.parties.clone();
    }
    let sentence = syntax.sentence_of(trigger);
    let start = syntax.sentence(sentence.saturating_sub(REACH)).start;
    let pair = (start..trigger).rev().find_map(|token| {
        let all = who::actors(reading.scene, token);
        let is_pair = all.len() > 1 && all.iter().all(|party| !who::is_same(party, one));
        is_pair.then_some(all)
    });
    pair.into_iter().flatten().map(|party| reading.as_side(party)).collect()
}

/// Whether two findings tell of one effort.
fn is_one(effort: &Mediation, found: &Mediation) -> bool {
    effort.intermediary.entity == found.intermediary.entity
        && found.parties.iter().any(|party| effort.parties.iter().any(|known| known.entity == party.entity))
}

/// Adds what a later word tells. An end or a refusal stays; a channel or guarantor is more than a mediator.
fn join(effort: &mut Mediation, found: Mediation) {
    for party in found.parties {
        if !effort.parties.iter().any(|known| known.entity == party.entity) {
            effort.parties.push(party);
        }
    }
    if effort.role == Role::Mediator && matches!(found.role, Role::Channel | Role::Guarantor) {
        effort.role = found.role;
    }
    if !matches!(effort.stage, Stage::Ended | Stage::Rejected) && found.stage != Stage::Offered {
        effort.stage = found.stage;
    }
    effort.issue = effort.issue.take().or(found.issue);
}

/// From the intermediary to what is brokered, where they stand in the sentence of the word.
fn shown(syntax: &Syntax<'_>, told: &Told, one: &EntityMention) -> Range<usize> {
    let sentence = syntax.sentence(syntax.sentence_of(told.trigger));
    let thing = told.thing.map(|thing| thing..syntax.rightmost(thing) + 1);
    let behind = told.trigger..syntax.rightmost(told.trigger) + 1;
    let parts = [Some(one.tokens.clone()), thing, Some(behind)].into_iter().flatten();
    let inside = parts.filter(|part| part.start >= sentence.start && part.end <= sentence.end);
    inside.fold(told.trigger..told.trigger + 1, |all, part| all.start.min(part.start)..all.end.max(part.end))
}
