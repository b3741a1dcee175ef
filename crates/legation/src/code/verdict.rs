//! What a candidate is in the end: the lexicon's type with the classifier's word weighed in.
//!
//! In: an entry that fits, with its parties. Out: type, mode, contexts, code and confidence, or nothing where the
//! classifier is sure enough that nothing happened, or unsure what.

use std::sync::Arc;

use crate::classify::{Answer, Classifier, Mark, OwnAnswer, OwnHeads, Role};
use crate::lexicon::Entry;
use crate::ontology::{EventName, EventType, Ontology};
use crate::resolve::EntityMention;

use super::condition::Fit;
use super::roles::{Roles, Scene};

/// Another type than the entry's must be this probable, with the entry's word weighed in.
const SURE_OF_ANOTHER: f64 = 0.9;
/// Below it nothing is coded.
const LEAST: f64 = 0.35;
/// How sure a candidate is where rules alone decide: the share of right ones among the readings of 25 November.
const BY_RULES: f64 = 0.7;

/// The type of a candidate and what follows from it.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// The type, or the one that the user's is like.
    pub(super) event: EventType,
    /// The user's type, where it is one.
    pub(super) own_type: Option<Arc<str>>,
    pub(super) mode: Option<String>,
    pub(super) contexts: Vec<String>,
    pub(super) cameo: String,
    pub(super) intensity: f64,
    pub(super) confidence: f64,
    pub(super) why: Option<String>,
}

impl Verdict {
    /// The name of the event.
    pub(super) fn name(&self) -> EventName {
        EventName::new(self.event, self.own_type.clone())
    }
}

/// Who decides, with the codebook.
#[derive(Clone, Copy)]
pub(super) struct Judge<'r> {
    pub(super) ontology: &'r Ontology,
    /// Nothing where rules alone decide.
    pub(super) classifier: Option<&'r Classifier>,
    /// The user's types by training, where there are any.
    pub(super) own_heads: Option<&'r OwnHeads>,
}

/// The verdict on a candidate; nothing if it is no event. `types` are those of all entries that fit words of the sentence:
/// the classifier reads the whole sentence, and what it sees of their events is theirs.
pub(super) fn of(
    scene: Scene<'_>,
    judge: Judge<'_>,
    fit: &Fit<'_>,
    roles: &Roles<'_>,
    types: &[EventType],
) -> Option<Verdict> {
    decide(scene, judge, fit, roles, types).and_then(|verdict| in_codebook(judge.ontology, verdict))
}

fn decide(
    scene: Scene<'_>,
    judge: Judge<'_>,
    fit: &Fit<'_>,
    roles: &Roles<'_>,
    types: &[EventType],
) -> Option<Verdict> {
    let by_rules = by_rules(fit.entry);
    let Some(classifier) = judge.classifier.filter(|_| !fit.entry.is_own) else { return Some(by_rules) };
    let others: Vec<EventType> = types.iter().copied().filter(|event| *event != by_rules.event).collect();
    let answer = ask(scene, classifier, fit.trigger, roles);
    if let Some(own) = judge.own_heads.and_then(|heads| heads.answer(&answer)) {
        return by_own_head(judge.ontology, classifier, &answer, &own);
    }
    let answer = answer.without(&others);
    let all = answer.with_lexicon(Some(by_rules.event));
    let &(best, most) = all.first()?;
    let own = all.iter().find(|(event, _)| *event == Some(by_rules.event)).map_or(0.0, |(_, share)| *share);
    let (event, share) = match best? {
        event if event != by_rules.event && most >= SURE_OF_ANOTHER => (event, most),
        _ => (by_rules.event, own),
    };
    (share >= LEAST).then(|| {
        let verdict =
            if event == by_rules.event { by_rules } else { retyped(judge.ontology, classifier, &answer, event) };
        with_word(verdict, classifier, &answer, share)
    })
}

/// What the user's codebook makes of a type: it may do without it, or call it otherwise.
fn in_codebook(ontology: &Ontology, verdict: Verdict) -> Option<Verdict> {
    if verdict.own_type.is_some() {
        return Some(verdict);
    }
    let own = ontology.in_place_of(verdict.event);
    (own.is_some() || !ontology.is_off(verdict.event))
        .then(|| Verdict { own_type: own.map(|own| own.name.clone()), ..verdict })
}

/// The verdict of a head that the user has trained.
pub(super) fn by_own_head(
    ontology: &Ontology,
    classifier: &Classifier,
    answer: &Answer,
    own: &OwnAnswer<'_>,
) -> Option<Verdict> {
    let found = ontology.own_type(own.name)?;
    let verdict = retyped(ontology, classifier, answer, found.like);
    Some(Verdict {
        own_type: Some(found.name.clone()),
        mode: None,
        cameo: found.cameo.clone().unwrap_or(verdict.cameo),
        intensity: found.intensity.unwrap_or_else(|| ontology.intensity(found.like, None)),
        contexts: contexts(classifier, answer),
        confidence: rounded(own.share),
        why: Some(format!("own type {} {:.2}, like {}", found.name, own.share, found.like)),
        event: found.like,
    })
}

/// The verdict where no entry speaks: the classifier's alone.
pub(super) fn proposed(
    ontology: &Ontology,
    classifier: &Classifier,
    answer: &Answer,
    event: EventType,
) -> Option<Verdict> {
    in_codebook(ontology, with_word(retyped(ontology, classifier, answer, event), classifier, answer, answer.of(event)))
}

/// The verdict with what the classifier says of it.
fn with_word(verdict: Verdict, classifier: &Classifier, answer: &Answer, share: f64) -> Verdict {
    let event = verdict.event;
    Verdict {
        contexts: contexts(classifier, answer),
        confidence: rounded(share),
        why: Some(format!("classifier {event} {:.2}, no event {:.2}", answer.of(event), answer.none())),
        ..verdict
    }
}

fn contexts(classifier: &Classifier, answer: &Answer) -> Vec<String> {
    classifier.contexts(answer).into_iter().map(str::to_owned).collect()
}

fn by_rules(entry: &Entry) -> Verdict {
    Verdict {
        event: entry.event,
        own_type: entry.own_type.clone(),
        mode: entry.mode.as_ref().map(ToString::to_string),
        contexts: Vec::new(),
        cameo: entry.cameo.to_string(),
        intensity: entry.intensity,
        confidence: BY_RULES,
        why: None,
    }
}

/// A type that the entry does not have: the mode is the classifier's, the code the type's root.
fn retyped(ontology: &Ontology, classifier: &Classifier, answer: &Answer, event: EventType) -> Verdict {
    let mode = classifier.mode(answer, event).map(str::to_owned);
    Verdict {
        intensity: ontology.intensity(event, mode.as_deref()),
        cameo: ontology.general_cameo(event, mode.as_deref()).map(|code| code.code.clone()).unwrap_or_default(),
        event,
        own_type: None,
        mode,
        contexts: Vec::new(),
        confidence: 0.0,
        why: None,
    }
}

/// Asks about the sentence of the trigger with its parties marked. The parties of a mutual act are told apart as in
/// training: the first acts, the others receive.
pub(super) fn ask(scene: Scene<'_>, classifier: &Classifier, trigger: usize, roles: &Roles<'_>) -> Answer {
    let syntax = scene.syntax;
    let span = syntax.span(&syntax.sentence(syntax.sentence_of(trigger)));
    let from = span.start as usize;
    let word = syntax.token(trigger).span;
    let word = word.start as usize..word.end as usize;
    let bytes = |mention: &EntityMention| {
        let span = syntax.span(&mention.tokens);
        let (start, end) = (span.start as usize, span.end as usize);
        (start >= from && (end <= word.start || start >= word.end)).then(|| start - from..end - from)
    };
    let mark = |role: Role, mention: &&EntityMention| bytes(mention).map(|bytes| Mark { role, bytes });
    let mut marks = vec![Mark { role: Role::Trigger, bytes: word.start - from..word.end - from }];
    if roles.reciprocal {
        let mut parties: Vec<_> = roles.actors.iter().filter_map(|mention| bytes(mention)).collect();
        parties.sort_by_key(|bytes| bytes.start);
        let role = |n: usize| if n == 0 { Role::Actor } else { Role::Recipient };
        marks.extend(parties.into_iter().enumerate().map(|(n, bytes)| Mark { role: role(n), bytes }));
    } else {
        marks.extend(roles.actors.iter().filter_map(|mention| mark(Role::Actor, mention)));
        marks.extend(roles.recipients.iter().filter_map(|mention| mark(Role::Recipient, mention)));
    }
    classifier.classify(span.of(syntax.text), &marks)
}

fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
