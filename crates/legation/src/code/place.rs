//! Where something happened.
//!
//! In: a fitting entry with its parties, and the places of the document. Out: the place that the clause itself gives: by a
//! locative phrase on the trigger, its object, a party or the verb above it, as what was struck or visited, or in front of
//! the noun ("the Doha talks"). Nothing is carried over from another clause or sentence. Which places are named is for
//! [`crate::place`] to say.

use super::Location;
use super::condition::Fit;
use super::roles::{Roles, Scene};
use crate::place::{PlaceMention, Places, Precision};
use crate::syntax::Syntax;

/// How a place hangs on the words of an event, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Trigger,
    Object,
    Party,
    Clause,
    /// Where a movement starts or ends.
    Path,
}

/// The place of the clause of an event.
pub(super) fn locate(scene: Scene<'_>, places: &Places, fit: &Fit<'_>, roles: &Roles<'_>) -> Option<Location> {
    let syntax = scene.syntax;
    let event = Event::new(scene, fit, roles);
    let here = places.names(&syntax.sentence(syntax.sentence_of(fit.trigger)));
    let tied = here.iter().filter(|mention| !event.is_party(mention)).filter_map(|mention| {
        let tie = event.tie(mention.anchor)?;
        Some((tie, mention.place.precision, mention))
    });
    let (.., found) = tied.min_by_key(|(tie, precision, mention)| (*tie, *precision, mention.tokens.start))?;
    Some(location(syntax, found))
}

/// The words of an event that a place may hang on.
struct Event<'a> {
    syntax: &'a Syntax<'a>,
    roles: &'a Roles<'a>,
    trigger: usize,
    /// The verb of the clause.
    verb: Option<usize>,
    objects: Vec<usize>,
    others: Vec<usize>,
    /// Whoever is visited is where it happens.
    is_visit: bool,
}

impl<'a> Event<'a> {
    fn new(scene: Scene<'a>, fit: &Fit<'_>, roles: &'a Roles<'a>) -> Self {
        let syntax = scene.syntax;
        let trigger = fit.trigger;
        let is_verb = syntax.is_verb(trigger);
        let mut heads = std::iter::successors(Some(trigger), |&at| syntax.head(at)).take(12);
        let verb = heads.find(|&at| syntax.is_verb(at) || syntax.token(at).upos == "AUX");
        let mut objects = syntax.objects(trigger);
        objects.extend(fit.consumed.iter().copied().filter(|&token| token != trigger));
        let parties = roles.actors.iter().chain(&roles.recipients).map(|mention| mention.head);
        let subjects = syntax.children_by(trigger, &["nsubj", "nsubjpass"]).filter(|_| is_verb);
        let above = syntax.head(trigger).filter(|&head| !is_verb && syntax.is_verb(head));
        let others = parties.chain(subjects).chain(above).collect();
        let is_visit = fit.entry.mode.as_deref() == Some("visit");
        Self { syntax, roles, trigger, verb, objects, others, is_visit }
    }

    /// Whether the mention is a party of the event and no more: a state that is attacked is one, a city is where it is, and so is
    /// a state that is visited.
    fn is_party(&self, mention: &PlaceMention) -> bool {
        let goals = self.roles.recipients.iter().filter(|_| !self.is_visit);
        let mut parties = self.roles.actors.iter().chain(goals);
        let is_patient = mention.place.precision != Precision::Country && self.objects.contains(&mention.anchor);
        !is_patient && parties.any(|party| party.tokens.contains(&mention.tokens.start))
    }

    /// How the noun `anchor` of a place hangs on the event; nothing if it belongs to another clause.
    fn tie(&self, anchor: usize) -> Option<Tie> {
        let syntax = self.syntax;
        let mut at = anchor;
        for _ in 0..8 {
            if self.objects.contains(&at) {
                return Some(Tie::Object);
            }
            let head = syntax.head(at)?;
            let above = match syntax.deprel(at) {
                "pobj" | "pcomp" => {
                    let above = self.above_preposition(head)?;
                    if let Some(is_path) = path(syntax.form(head)) {
                        return (is_path && above == self.trigger).then_some(Tie::Path);
                    }
                    above
                }
                "dobj" | "nsubjpass" | "nsubj" | "compound" | "nmod" | "poss" | "conj" | "appos" | "npadvmod" => head,
                _ => return None,
            };
            if let Some(tie) = self.direct(above) {
                return Some(tie);
            }
            at = above;
            if syntax.is_verb(at) || syntax.token(at).upos == "AUX" {
                return None;
            }
        }
        None
    }

    fn direct(&self, token: usize) -> Option<Tie> {
        if token == self.trigger {
            Some(Tie::Trigger)
        } else if self.objects.contains(&token) {
            Some(Tie::Object)
        } else if self.others.contains(&token) {
            Some(Tie::Party)
        } else {
            (self.verb == Some(token)).then_some(Tie::Clause)
        }
    }

    /// What a preposition hangs on, over prepositions before it ("from inside the camp").
    fn above_preposition(&self, preposition: usize) -> Option<usize> {
        let is_small = |at: usize| matches!(self.syntax.token(at).upos.as_str(), "ADP" | "ADV" | "SCONJ" | "PART");
        std::iter::successors(self.syntax.head(preposition), |&at| self.syntax.head(at))
            .take(4)
            .find(|&at| !is_small(at))
    }
}

/// Whether a preposition leads along a path (true), or to no place of the event (false).
fn path(preposition: &str) -> Option<bool> {
    match preposition.to_lowercase().as_str() {
        "to" | "from" | "toward" | "towards" => Some(true),
        "with" | "by" | "about" | "for" | "between" | "like" | "than" | "as" => Some(false),
        _ => None,
    }
}

/// A place of the text as it stands in a row.
pub(crate) fn location(syntax: &Syntax<'_>, found: &PlaceMention) -> Location {
    let span = syntax.span(&found.tokens);
    let place = &found.place;
    Location {
        text: span.of(syntax.text).to_owned(),
        start: span.start.into(),
        end: span.end.into(),
        name: place.name.clone(),
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        admin2: place.admin2.clone(),
        latitude: place.position.map(|(latitude, _)| latitude),
        longitude: place.position.map(|(_, longitude)| longitude),
        geonames: place.geonames,
        precision: place.precision.as_str(),
    }
}
