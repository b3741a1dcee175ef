//! Whose count it is: the happening that the words of a count tell of.
//!
//! In: the counts of a sentence and the words that tell of its happenings. Out: counts by happening. The way goes from
//! the count's carrier over the parse to the nearest happening that may have such a count; a clause with a subject of its
//! own tells of something else than the clause above it.

use std::collections::VecDeque;
use std::ops::Range;

use super::find::Found;
use super::quantity::View;
use super::{Count, CountKind, CountRules, Counts};
use crate::ontology::EventType;
use crate::resolve::Entities;
use crate::syntax::Syntax;

/// A happening of the sentence.
pub(crate) struct Trigger {
    /// The word that tells of it.
    pub(crate) token: usize,
    /// Its type.
    pub(crate) event: EventType,
}

/// The counts of a happening, and why they are its own.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(crate) counts: Counts,
    pub(crate) why: Vec<String>,
}

/// How many words the way from a count to its happening may have.
const LONGEST: usize = 7;

/// The counts of each happening of a sentence, in the order of `triggers`.
pub(crate) fn of_sentence(
    syntax: &Syntax<'_>,
    entities: &Entities,
    rules: &CountRules,
    sentence: Range<usize>,
    triggers: &[Trigger],
) -> Vec<Counted> {
    let mut all: Vec<Counted> = triggers.iter().map(|_| Counted::default()).collect();
    if triggers.is_empty() {
        return all;
    }
    let view = View { syntax, entities, rules };
    let mut nearest: Vec<(usize, usize, Found)> = Vec::new();
    for found in view.counts(sentence.clone()) {
        let owner = owner(view, &found, &sentence, triggers);
        nearest.extend(owner.map(|(at, distance)| (at, distance, found)));
    }
    for (at, trigger) in triggers.iter().enumerate() {
        nearest.extend(view.participants(trigger).map(|found| (at, LONGEST + 1, found)));
    }
    nearest.sort_by_key(|(at, distance, found)| (*at, *distance, found.quantity.tokens.start));
    for (at, _, found) in nearest {
        let Counted { counts, why } = &mut all[at];
        if let std::collections::btree_map::Entry::Vacant(e) = counts.0.entry(found.kind) {
            why.push(format!("{} counted by \"{}\"", found.kind.as_str(), syntax.form(found.carrier)));
            e.insert(count(syntax, found));
        }
    }
    all
}

fn count(syntax: &Syntax<'_>, found: Found) -> Count {
    let span = syntax.span(&found.quantity.tokens);
    Count {
        low: found.quantity.low,
        high: found.quantity.high,
        currency: found.currency,
        text: span.of(syntax.text).to_owned(),
        start: span.start.into(),
        end: span.end.into(),
    }
}

/// The nearest happening that may have the count, and how far it is.
fn owner(view: View<'_>, found: &Found, sentence: &Range<usize>, triggers: &[Trigger]) -> Option<(usize, usize)> {
    let syntax = view.syntax;
    let mut seen = vec![found.carrier];
    let mut queue = VecDeque::from([(found.carrier, 0)]);
    while let Some((at, distance)) = queue.pop_front() {
        let is_here = |trigger: &Trigger| trigger.token == at && view.rules.fits(found.kind, trigger.event);
        if let Some(owner) = triggers.iter().position(is_here) {
            return Some((owner, distance));
        }
        if distance == LONGEST {
            continue;
        }
        let below = syntax.children(at).filter(|&child| leads_down(syntax, child));
        let above = syntax.head(at).filter(|_| leads_up(syntax, found, at));
        for next in below.chain(above).filter(|next| sentence.contains(next)).collect::<Vec<_>>() {
            if !seen.contains(&next) {
                seen.push(next);
                queue.push_back((next, distance + 1));
            }
        }
    }
    None
}

/// Whether the word above may tell of the same happening.
fn leads_up(syntax: &Syntax<'_>, found: &Found, at: usize) -> bool {
    if syntax.deprel(at) == "prep" && found.kind != CountKind::Amount {
        // "ended in 12 deaths", but "arrested over the deaths", "in connection with the deaths"
        let is_on_verb = syntax.head(at).is_some_and(|head| syntax.is_verb(head));
        return match syntax.form(at).to_lowercase().as_str() {
            "amid" | "as" | "during" | "in" | "to" => true,
            // "an attack by rebels who killed 12", but "the leader of the killing of 12"
            "by" | "from" | "of" => syntax.is_verb(found.carrier),
            "with" => is_on_verb,
            _ => false,
        };
    }
    if !syntax.is_verb(at) {
        return !matches!(syntax.deprel(at), "npadvmod" | "ccomp" | "parataxis");
    }
    match syntax.deprel(at) {
        // "attacked the village, killing 12", but not "attacked a day after a storm killed 12"
        "advcl" => syntax.child(at, &["nsubj", "mark"]).is_none() || syntax.child(at, &["nsubjpass"]).is_some(),
        "ccomp" | "parataxis" => false,
        _ => true,
    }
}

/// Whether a word below may tell of the same happening: who or what did it, how, when and in what.
fn leads_down(syntax: &Syntax<'_>, child: usize) -> bool {
    match syntax.deprel(child) {
        "nsubj" | "nsubjpass" | "dobj" | "agent" | "prep" | "pobj" | "pcomp" | "conj" | "xcomp" | "relcl" | "acl"
        | "attr" | "compound" | "advcl" | "appos" | "nmod" => true,
        "amod" => syntax.is_verb(child),
        _ => false,
    }
}

impl View<'_> {
    /// Who took part in a protest: its subject, or those of whom it is.
    fn participants(self, trigger: &Trigger) -> Option<Found> {
        if trigger.event != EventType::Protest {
            return None;
        }
        let (syntax, token) = (self.syntax, trigger.token);
        let heads: Vec<usize> = if syntax.is_verb(token) {
            syntax.subjects(token)
        } else {
            let carrier = syntax.head(token).filter(|&head| syntax.deprel(token) == "dobj" && syntax.is_verb(head));
            let holders = carrier.into_iter().flat_map(|verb| syntax.subjects(verb));
            let members = ["by", "of", "involving"].into_iter().flat_map(|word| syntax.prepositional(token, word));
            members.chain(holders).collect()
        };
        let quantity = heads.into_iter().flat_map(|head| syntax.conjuncts(head)).find_map(|head| self.number(head))?;
        Some(Found { kind: CountKind::Participants, quantity, carrier: token, currency: None })
    }
}
