//! What one named party does to another in a sentence: the event type of a marked pair.
//!
//! In: a text with a source and a target span. Out: a [`Relation`], always, since whoever asks knows that there is one.
//! Every word that the lexicon knows is a reading; the one that best ties source to target wins: by the slots of
//! its frame, by its place on the way between the two in the syntax tree, and by what governs it. Coding itself,
//! which must know by itself who acts, is `code`.

use std::ops::Range;

use crate::Resources;
use crate::classify::{Answer, Classifier, Mark, Role};
use crate::code::{Fit, Status, fit, head_word, judge, places};
use crate::lexicon::{Entry, Pos, Slot};
use crate::ontology::{EventType, Quad};
use crate::syntax::Syntax;

/// What the source does to the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The event type.
    pub event: EventType,
    /// The event's mode, where the words say so much.
    pub mode: Option<String>,
    /// How probable the type is among all types; a score for ranking, 0 to 1, where rules alone decide.
    pub confidence: f64,
    /// The entry that fits, what turned its type into another, and the classifier's word.
    pub why: Vec<String>,
}

/// Weights of what ties a reading to the pair. Chosen by hand; `eval/README.md` tells what each is worth.
mod weight {
    /// A slot of the frame holds the party itself.
    pub(super) const SLOT: f64 = 3.0;
    /// A slot holds a phrase in which the party stands.
    pub(super) const SLOT_AROUND: f64 = 1.5;
    /// The actor's slot holds the target, the recipient's the source.
    pub(super) const REVERSED: f64 = -2.0;
    /// The word lies on the path between the two in the syntax tree.
    pub(super) const ON_PATH: f64 = 1.5;
    /// A condition of the entry that is met.
    pub(super) const CONDITION: f64 = 0.4;
    /// The word is part of a party's own name or description.
    pub(super) const INSIDE_PARTY: f64 = -2.5;
    /// The word is in the complement of another act of words that ties the pair ("urged … to withdraw").
    pub(super) const DEMANDED: f64 = -3.0;
    /// The entry's conditions are not met; the word alone speaks.
    pub(super) const UNMET: f64 = -2.0;
    /// A verb tells more surely than a noun.
    pub(super) const VERB: f64 = 0.3;
    /// Each token between the word and the nearer party.
    pub(super) const DISTANCE: f64 = -0.03;
}

/// The words that a party spans, and the word that heads it.
struct Party {
    tokens: Range<usize>,
    head: usize,
}

/// The two parties, each where it is marked.
struct Pair {
    source: Option<Party>,
    target: Option<Party>,
}

impl Pair {
    fn parties(&self) -> impl Iterator<Item = &Party> {
        self.source.iter().chain(&self.target)
    }
}

/// One known word of the text with what it says of the pair.
struct Reading<'l> {
    entry: &'l Entry,
    trigger: usize,
    ties: f64,
    score: f64,
}

/// Tells what `source` does to `target`: byte ranges of `text`, or nothing where a party is not marked. Never abstains.
#[must_use]
pub fn relate(
    resources: &Resources,
    text: &str,
    source: Option<Range<usize>>,
    target: Option<Range<usize>>,
) -> Relation {
    let annotations = resources.pipeline.annotate(text);
    let syntax = Syntax::new(text, &annotations);
    if syntax.is_empty() {
        return unknown();
    }
    let pair = Pair {
        source: source.clone().map(|bytes| party(&syntax, &bytes)),
        target: target.clone().map(|bytes| party(&syntax, &bytes)),
    };
    let mut readings = readings(&syntax, resources, &pair);
    demote_demanded(&syntax, &mut readings);
    let best = readings.iter().reduce(|best, reading| if reading.score > best.score { reading } else { best });
    let (by_rules, status) =
        best.map_or_else(|| (unknown(), Status::Actual), |reading| turned(&syntax, resources, reading));
    let Some(classifier) = &resources.classifier else { return by_rules };
    let mark = |role, bytes: Option<Range<usize>>| bytes.map(|bytes| Mark { role, bytes });
    let marks: Vec<Mark> = mark(Role::Actor, source).into_iter().chain(mark(Role::Recipient, target)).collect();
    let answer = classifier.classify(text, &marks);
    // Either of them may see that it is only planned.
    let answer = match status {
        Status::Planned | Status::Denied => answer.turned(1.0, |event| turn(event, status)),
        _ => {
            let planned = classifier.planned(&answer);
            answer.turned(planned, |event| turn(event, Status::Planned))
        }
    };
    decided(classifier, &answer, by_rules)
}

/// The lexicon's word and the classifier's together. Whoever asks knows that there is an event.
fn decided(classifier: &Classifier, answer: &Answer, by_rules: Relation) -> Relation {
    let says = Some(by_rules.event).filter(|_| !by_rules.why.is_empty());
    let events: Vec<(EventType, f64)> =
        answer.with_lexicon(says).into_iter().filter_map(|(event, share)| Some((event?, share))).collect();
    let total: f64 = events.iter().map(|(_, share)| share).sum();
    let Some(&(event, share)) = events.first() else { return by_rules };
    let confidence = (share / total * 100.0).round() / 100.0;
    let mut why = by_rules.why;
    why.push(format!("classifier {event} {:.2}", answer.of(event)));
    let mode = if says == Some(event) && by_rules.mode.is_some() {
        by_rules.mode
    } else {
        classifier.mode(answer, event).map(str::to_owned)
    };
    Relation { event, mode, confidence, why }
}

/// Where no word is known, the commonest act of diplomacy is the best guess.
fn unknown() -> Relation {
    Relation { event: EventType::Consult, mode: None, confidence: 0.0, why: Vec::new() }
}

fn party(syntax: &Syntax<'_>, bytes: &Range<usize>) -> Party {
    let inside: Vec<usize> = (0..syntax.len())
        .filter(|&i| {
            let span = syntax.token(i).span;
            (span.start as usize) < bytes.end && span.end as usize > bytes.start
        })
        .collect();
    let (first, last) = (inside.first().copied().unwrap_or(0), inside.last().copied().unwrap_or(0));
    let is_outside = |&i: &usize| syntax.head(i).is_none_or(|head| head < first || head > last);
    let head = inside.iter().copied().find(is_outside).unwrap_or(first);
    Party { tokens: first..(last + 1).min(syntax.len()), head }
}

fn readings<'l>(syntax: &Syntax<'_>, resources: &'l Resources, pair: &Pair) -> Vec<Reading<'l>> {
    let path = path_between(syntax, pair);
    let mut readings = Vec::new();
    for trigger in tokens(syntax, pair) {
        let Some((pos, lemma)) = head_word(syntax, &resources.rules, trigger) else { continue };
        let entries: Vec<&Entry> = match pos {
            Pos::Verb => resources.lexicon.verbs(&lemma).collect(),
            Pos::Noun => resources.lexicon.nouns(&lemma).collect(),
        };
        readings.extend(entries.into_iter().filter_map(|entry| reading(syntax, entry, trigger, pair, &path)));
    }
    readings
}

/// The tokens from the first to the last sentence that holds a party; all where none is marked.
fn tokens(syntax: &Syntax<'_>, pair: &Pair) -> Range<usize> {
    let sentences = || pair.parties().map(|party| syntax.sentence_of(party.head));
    match (sentences().min(), sentences().max()) {
        (Some(first), Some(last)) => syntax.sentence(first).start..syntax.sentence(last).end,
        _ => 0..syntax.len(),
    }
}

/// What one entry says at a word; nothing if the entry needs words that are not there.
fn reading<'l>(
    syntax: &Syntax<'_>,
    entry: &'l Entry,
    trigger: usize,
    pair: &Pair,
    path: &[usize],
) -> Option<Reading<'l>> {
    let met = fit(syntax, entry, trigger);
    let is_met = met.is_some();
    if !is_met && (entry.particle.is_some() || !entry.modifiers.is_empty()) {
        return None;
    }
    let fit = met.unwrap_or(Fit { entry, trigger, consumed: Vec::new() });
    let ties = ties(syntax, &fit, pair);
    let mut score = ties + if path.contains(&trigger) { weight::ON_PATH } else { 0.0 };
    score += if is_met { entry.specificity() as f64 * weight::CONDITION } else { weight::UNMET };
    score += if entry.pos == Pos::Verb { weight::VERB } else { 0.0 };
    score += distance(trigger, pair) as f64 * weight::DISTANCE;
    if pair.parties().any(|party| party.tokens.contains(&trigger)) {
        score += weight::INSIDE_PARTY;
    }
    Some(Reading { entry, trigger, ties, score })
}

/// How well the slots of the frame hold the two parties.
fn ties(syntax: &Syntax<'_>, fit: &Fit<'_>, pair: &Pair) -> f64 {
    let frame = &fit.entry.frame;
    let hold = |slots: &[Slot], party: &Option<Party>| {
        let Some(party) = party else { return 0.0 };
        let of_slot = |slot| places(syntax, fit, slot).into_iter().map(|place| holds(syntax, place, party));
        slots.iter().flat_map(of_slot).fold(0.0, f64::max)
    };
    if frame.reciprocal {
        let both: Vec<_> = frame.actor.iter().chain(&frame.recipient).cloned().collect();
        return hold(&both, &pair.source) + hold(&both, &pair.target);
    }
    let straight = hold(&frame.actor, &pair.source) + hold(&frame.recipient, &pair.target);
    let is_reversed =
        hold(&frame.actor, &pair.target) >= weight::SLOT && hold(&frame.recipient, &pair.source) >= weight::SLOT;
    straight + if is_reversed { weight::REVERSED } else { 0.0 }
}

/// Whether the phrase at `place` is the party, or the party stands inside it.
fn holds(syntax: &Syntax<'_>, place: usize, party: &Party) -> f64 {
    if syntax.conjuncts(place).iter().any(|token| party.tokens.contains(token)) {
        return weight::SLOT;
    }
    let is_inside = upwards(syntax, party.head).any(|above| above == place);
    if is_inside { weight::SLOT_AROUND } else { 0.0 }
}

fn upwards<'s>(syntax: &'s Syntax<'_>, token: usize) -> impl Iterator<Item = usize> + 's {
    std::iter::successors(Some(token), |&at| syntax.head(at)).take(24)
}

/// The tokens on the way from one head to the other, both left out; from the one party up where the other is not marked.
fn path_between(syntax: &Syntax<'_>, pair: &Pair) -> Vec<usize> {
    let way = |party: &Option<Party>| party.iter().flat_map(|party| upwards(syntax, party.head)).collect::<Vec<_>>();
    let (from, to) = (way(&pair.source), way(&pair.target));
    let Some(meeting) = from.iter().find(|token| to.contains(token)) else {
        return from.into_iter().chain(to).collect();
    };
    let below = |way: &[usize]| way.iter().copied().skip(1).take_while(|token| token != meeting).collect::<Vec<_>>();
    let mut path = below(&from);
    path.push(*meeting);
    path.extend(below(&to));
    path
}

/// Tokens between a word and the nearer party.
fn distance(trigger: usize, pair: &Pair) -> usize {
    let to = |party: &Party| {
        if trigger < party.tokens.start {
            party.tokens.start - trigger
        } else {
            (trigger + 1).saturating_sub(party.tokens.end)
        }
    };
    pair.parties().map(to).min().unwrap_or(0)
}

/// What a demand, threat, refusal or promise of the source is about is no deed of the source.
fn demote_demanded(syntax: &Syntax<'_>, readings: &mut [Reading<'_>]) {
    const ACTS_OF_WORDS: [EventType; 5] =
        [EventType::Request, EventType::Threaten, EventType::Reject, EventType::Agree, EventType::Accuse];
    let words: Vec<(usize, f64)> = readings
        .iter()
        .filter(|reading| ACTS_OF_WORDS.contains(&reading.entry.event) && reading.score >= weight::SLOT)
        .map(|reading| (reading.trigger, reading.score))
        .collect();
    for reading in readings.iter_mut() {
        let is_demanded = |&(above, _): &(usize, f64)| {
            above != reading.trigger && upwards(syntax, reading.trigger).skip(1).any(|at| at == above)
        };
        if words.iter().any(is_demanded) {
            reading.score += weight::DEMANDED;
        }
    }
}

/// The reading as a relation, with the status that it is told in: a deed that is refused, promised or threatened is
/// another type.
fn turned(syntax: &Syntax<'_>, resources: &Resources, reading: &Reading<'_>) -> (Relation, Status) {
    let judgement = judge(syntax, &resources.rules, reading.trigger);
    let event = reading.entry.event;
    let turned = turn(event, judgement.status);
    let mut why = vec![format!("entry {} ({})", reading.entry.id, reading.entry.frame)];
    why.extend(judgement.why.filter(|_| turned != event));
    let mode = reading.entry.mode.as_ref().filter(|_| turned == event).map(ToString::to_string);
    let confidence = (reading.ties / (2.0 * weight::SLOT)).clamp(0.0, 1.0);
    (Relation { event: turned, mode, confidence: (confidence * 100.0).round() / 100.0, why }, judgement.status)
}

/// The type of a deed that does not happen, by CAMEO's sentences under 03x (intent to), 12x (refusal) and 13x (threat).
fn turn(event: EventType, status: Status) -> EventType {
    let deed = matches!(event.quad(), Quad::MaterialCooperation | Quad::VerbalCooperation);
    let force = event.quad() == Quad::MaterialConflict && event != EventType::Protest;
    match status {
        Status::Denied if deed => EventType::Reject,
        Status::Planned if deed => EventType::Agree,
        Status::Planned if force => EventType::Threaten,
        _ => event,
    }
}
