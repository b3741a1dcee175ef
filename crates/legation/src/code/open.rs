//! Clauses whose verb no entry of the lexicon fits: the classifier alone proposes, where both parties are named.
//!
//! In: a verb. Out: a candidate, if the classifier is sure of its type. Entries here have a frame and no word.

use crate::Error;
use crate::lexicon::{Entry, Lexicon, Pos};
use crate::ontology::{EventType, Ontology};

use super::choose::Candidate;
use super::clock::Clock;
use super::condition::Fit;
use super::roles::{self, Roles, Scene};
use super::verdict::{self, Judge};
use super::{guard, head_word};

/// How sure the classifier must be where no word of the lexicon speaks for the event.
const SURE: f64 = 0.95;
/// Where the parties of a verb stand that nothing is known of. Both must be political actors.
const FRAME: &str = "subject > with|against|object|iobject|on|for|to|from|into|of|over";

/// One entry for each event type that stands for any verb, and one for types of the user's, which need one party only.
#[derive(Debug, Clone)]
pub(crate) struct OpenEntries {
    of_types: Lexicon,
    of_own: Lexicon,
}

impl OpenEntries {
    /// Entries with the general code of each type.
    pub(crate) fn new(ontology: &Ontology) -> Result<Self, Error> {
        Ok(Self { of_types: Self::read(ontology, "both")?, of_own: Self::read(ontology, "any")? })
    }

    fn read(ontology: &Ontology, requires: &str) -> Result<Lexicon, Error> {
        let text = |event: EventType| {
            let cameo = ontology.general_cameo(event, None).map_or("", |code| code.code.as_str());
            format!(
                "event = \"{event}\"\n[[entry]]\nverbs = [\"any\"]\ncameo = \"{cameo}\"\nframe = \"{FRAME}\"\n\
                 requires = \"{requires}\"\ncodes = [{{ text = \"-\" }}]\n"
            )
        };
        let texts = EventType::ALL.map(text);
        let files: Vec<(&str, &str)> = texts.iter().map(|text| ("open", text.as_str())).collect();
        Lexicon::load(&files, ontology)
    }

    fn of(&self, event: EventType) -> Option<&Entry> {
        self.of_types.verbs("any").find(|entry| entry.event == event)
    }

    fn of_own(&self, event: EventType) -> Option<&Entry> {
        self.of_own.verbs("any").find(|entry| entry.event == event)
    }
}

/// A candidate that the classifier proposes at a verb; nothing where it is not sure, and where rules alone code.
pub(super) fn candidate<'e>(
    scene: Scene<'e>,
    clock: Clock<'_>,
    entries: &'e OpenEntries,
    who: Judge<'_>,
    trigger: usize,
) -> Option<Candidate<'e>> {
    let classifier = who.classifier?;
    if let Some(own) = own_candidate(scene, clock, entries, who, trigger) {
        return Some(own);
    }
    let (pos, lemma) = head_word(scene.syntax, scene.rules, trigger)?;
    if pos != Pos::Verb || scene.rules.knows(&lemma) || guard::has_topic(scene, trigger) {
        return None;
    }
    let fit = |event| Some(Fit { entry: entries.of(event)?, trigger, consumed: Vec::new() });
    // Any type will do to find the parties by.
    let first = fit(EventType::Support)?;
    let roles = roles::fill(scene, &first)?;
    let answer = verdict::ask(scene, classifier, trigger, &roles);
    let event = EventType::ALL.into_iter().find(|&event| answer.of(event) >= SURE)?;
    let fit = fit(event)?;
    let roles: Roles<'e> = roles::fill(scene, &fit)?;
    if guard::is_no_event(scene, &scene.rules.guards, &fit, &roles) {
        return None;
    }
    let verdict = verdict::proposed(who.ontology, classifier, &answer, event)?;
    Some(Candidate { fit, roles, judgement: clock.judge(scene, trigger), verdict })
}

/// A candidate of a type of the user's, at any verb that names a party.
fn own_candidate<'e>(
    scene: Scene<'e>,
    clock: Clock<'_>,
    entries: &'e OpenEntries,
    who: Judge<'_>,
    trigger: usize,
) -> Option<Candidate<'e>> {
    let (classifier, heads) = (who.classifier?, who.own_heads?);
    let (pos, lemma) = head_word(scene.syntax, scene.rules, trigger)?;
    if pos != Pos::Verb || scene.rules.is_empty(&lemma) {
        return None;
    }
    let first = Fit { entry: entries.of_own(EventType::Assault)?, trigger, consumed: Vec::new() };
    let roles = roles::fill(scene, &first)?;
    let answer = verdict::ask(scene, classifier, trigger, &roles);
    let own = heads.answer(&answer)?;
    let verdict = verdict::by_own_head(who.ontology, classifier, &answer, &own)?;
    let fit = Fit { entry: entries.of_own(verdict.event)?, trigger, consumed: Vec::new() };
    let roles: Roles<'e> = roles::fill(scene, &fit)?;
    Some(Candidate { fit, roles, judgement: clock.judge(scene, trigger), verdict })
}
