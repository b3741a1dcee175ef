//! Between whom.
//!
//! In: a word of mediation and who goes between. Out: the parties, told by the phrases around it, by the subject and object of
//! the verb above ("Israel and Hamas agreed to a Qatari-brokered truce"), or by the rest of the sentence.

use crate::code::{Reading, Scene};
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::pair;
use super::trigger::Told;
use super::who::{actors, is_same};
use super::words::Frame;

/// How far above a word its clause is looked for.
const HIGHEST: usize = 6;
/// Prepositions whose objects are the parties of talks, deals and messages.
const OF_PARTIES: [&str; 5] = ["for", "from", "into", "to", "with"];

/// The parties, told around the word; those who go between are none.
pub(super) fn parties<'e>(reading: &Reading<'e>, told: &Told, between: &[EntityMention]) -> Vec<&'e EntityMention> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let anchors = anchors(scene, told);
    let mut found = Parties { scene, between, found: Vec::new() };
    for &anchor in &anchors {
        for phrase in pair::phrases(syntax, anchor) {
            found.take(pair::sides(scene, phrase));
        }
    }
    for &anchor in &anchors {
        if found.found.len() < 2 {
            around(&mut found, told, anchor);
        }
    }
    if found.found.len() < 2 {
        for phrase in pair::of_sentence(syntax, told.trigger) {
            found.take(pair::sides(scene, phrase));
        }
    }
    let is_with = || anchors.iter().any(|&anchor| syntax.prepositional(anchor, "with").next().is_some());
    if found.found.is_empty() || found.found.len() == 1 && is_with() {
        found.add(of_clause(scene, told.trigger, between));
    }
    found.found
}

/// The parties that the phrases of one word name.
fn around(found: &mut Parties<'_, '_>, told: &Told, anchor: usize) {
    let scene = found.scene;
    let syntax = scene.syntax;
    for preposition in OF_PARTIES {
        found.add(syntax.prepositional(anchor, preposition));
    }
    if Some(anchor) == told.thing {
        // "the accord of Kyiv and Moscow"
        found.add(syntax.prepositional(anchor, "of"));
    }
    if syntax.is_noun(anchor) {
        found.add(syntax.children_by(anchor, &["amod", "compound", "nmod", "poss"]));
    } else if anchor == told.trigger && told.thing.is_none_or(|thing| !scene.entities.all_at(thing).is_empty()) {
        found.add(syntax.objects(anchor));
        if told.thing.is_none() {
            found.add(["in", "over"].into_iter().flat_map(|preposition| syntax.prepositional(anchor, preposition)));
        }
    } else if anchor == told.trigger {
        // "handed Oman a note"
        found.add(syntax.children_by(anchor, &["dative"]));
    }
}

/// Parties found so far, each once.
struct Parties<'e, 'b> {
    scene: Scene<'e>,
    between: &'b [EntityMention],
    found: Vec<&'e EntityMention>,
}

impl<'e> Parties<'e, '_> {
    /// Adds those whom phrases name, but for the intermediaries.
    fn add(&mut self, places: impl IntoIterator<Item = usize>) {
        let named: Vec<&EntityMention> = places.into_iter().flat_map(|place| actors(self.scene, place)).collect();
        self.take(named);
    }

    fn take(&mut self, parties: Vec<&'e EntityMention>) {
        for party in parties {
            let is_between = self.between.iter().any(|known| is_same(known, party));
            if !is_between && !self.found.iter().any(|known| is_same(known, party)) {
                self.found.push(party);
            }
        }
    }
}

/// The words that parties may hang on: the word itself, what is brokered, the conflict ("mediation in its dispute with
/// Ethiopia"), the accord of a guarantor, and what a participle or modifier stands at.
pub(super) fn anchors(scene: Scene<'_>, told: &Told) -> Vec<usize> {
    let (syntax, words) = (scene.syntax, &scene.rules.mediation);
    let trigger = told.trigger;
    let mut anchors = vec![trigger];
    anchors.extend(told.thing);
    let deeper = ["in", "of", "over"].into_iter().flat_map(|preposition| syntax.prepositional(trigger, preposition));
    anchors.extend(deeper.filter(|&noun| syntax.token(noun).upos == "NOUN"));
    let head = syntax.head(trigger);
    match syntax.deprel(trigger) {
        "amod" | "acl" | "compound" | "nmod" => anchors.extend(head),
        // "lent its good offices to Chile"
        "dobj" => {
            anchors.extend(head.filter(|&verb| words.is(Frame::Provides, syntax.lemma(verb))));
            anchors.extend(head.into_iter().flat_map(|verb| syntax.prepositional(verb, "in")));
        }
        // "its good offices are available to Chile"
        "nsubj" | "nsubjpass" => {
            anchors.extend(head);
            anchors.extend(head.and_then(|verb| syntax.child(verb, &["acomp", "oprd"])));
        }
        // "a mission of mediation between them"
        "pobj" => anchors.extend(head.and_then(|of| syntax.head(of)).filter(|&noun| syntax.is_noun(noun))),
        _ => {}
    }
    anchors
}

/// Subject and objects of the nearest verb above that names a party: "Chad accepted Togo's mediation".
fn of_clause(scene: Scene<'_>, trigger: usize, between: &[EntityMention]) -> Vec<usize> {
    let syntax = scene.syntax;
    let above = std::iter::successors(Some(trigger), |&at| syntax.head(at)).take(HIGHEST);
    let verbs = above.filter(|&at| syntax.is_verb(at) || syntax.token(at).upos == "AUX");
    let places = |verb: usize| {
        let mut places = syntax.subjects(verb);
        places.extend(syntax.objects(verb));
        places.extend(syntax.children_by(verb, &["dative"]));
        places
    };
    let is_party = |party: &&EntityMention| between.iter().all(|one| !is_same(one, party));
    let names_party = |places: &Vec<usize>| places.iter().any(|&place| actors(scene, place).iter().any(is_party));
    verbs.map(places).find(names_party).unwrap_or_default()
}
