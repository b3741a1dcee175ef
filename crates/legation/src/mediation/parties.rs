//! Between whom.
//!
//! In: a word of mediation and who goes between. Out: the parties, told by the phrases around it, by the subject and object of
//! the verb above ("Israel and Hamas agreed to a Qatari-brokered truce"), or by the rest of the sentence.

use crate::code::{Reading, Scene};
use crate::gazetteer::EntityType;
use crate::lexicon::Pos;
use crate::resolve::EntityMention;

use super::Role;
use super::pair;
use super::trigger::Told;
use super::who::{actors, is_same};
use super::words::{Frame, Thing, Word};

/// How far above a word its clause is looked for.
const HIGHEST: usize = 6;
/// Prepositions whose objects are the parties of talks, deals and messages.
const OF_PARTIES: [&str; 5] = ["for", "from", "into", "to", "with"];

/// The parties, told around the word; those who go between are none.
pub(super) fn parties<'e>(
    reading: &Reading<'e>,
    told: &Told,
    word: &Word,
    between: &[EntityMention],
) -> Vec<&'e EntityMention> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let anchors = anchors(scene, told);
    let mut found = Parties { scene, trigger: told.trigger, between, found: Vec::new() };
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
    // What many do, and channels, which may be anything, need their parties beside them.
    let is_bound = word.needs.contains(&Thing::Between) || told.pos == Pos::Noun && word.role == Role::Channel;
    if is_bound && !word.needs.contains(&Thing::Through) {
        return found.found;
    }
    if found.found.len() < 2 {
        for phrase in pair::of_sentence(syntax, told.trigger) {
            found.take(pair::sides(scene, phrase));
        }
    }
    let is_with = || anchors.iter().any(|&anchor| syntax.prepositional(anchor, "with").next().is_some());
    if found.found.is_empty() || found.found.len() == 1 && is_with() {
        let before = found.found.clone();
        found.add(of_clause(scene, told.trigger, between));
        if found.found.len() < 2 {
            found.found = before;
            found.take(of_list(&found));
        }
        if found.found.is_empty() {
            found.add(of_clause(scene, told.trigger, between));
        }
    }
    if found.found.is_empty() || found.found.len() == 1 && word.needs.contains(&Thing::Message) {
        let others = others(&found);
        if found.found.len() + others.len() == 2 {
            found.take(others);
        }
    }
    found.found
}

/// Two who stand together somewhere in the sentence: "The pact, mediated by Togo, commits Niger and Benin to …".
fn of_list<'e>(found: &Parties<'e, '_>) -> Vec<&'e EntityMention> {
    let (scene, syntax) = (found.scene, found.scene.syntax);
    let mut sentence = syntax.sentence(syntax.sentence_of(found.trigger));
    let lists = sentence.find_map(|token| {
        let all = actors(scene, token);
        let is_free = all.iter().all(|party| found.is_free(party) && !party.entity.is_bare());
        (all.len() > 1 && is_free && !is_same(all[0], all[1])).then_some(all)
    });
    lists.unwrap_or_default()
}

/// All others whom the sentence names.
fn others<'e>(found: &Parties<'e, '_>) -> Vec<&'e EntityMention> {
    let (scene, syntax) = (found.scene, found.scene.syntax);
    let sentence = syntax.sentence(syntax.sentence_of(found.trigger));
    let heads = sentence.flat_map(|token| scene.entities.all_at(token).iter().filter(move |one| one.head == token));
    let mut others: Vec<&EntityMention> = Vec::new();
    for party in heads.filter(|party| party.is_political() && !party.entity.is_bare() && found.is_free(party)) {
        if !others.iter().any(|known| is_same(known, party)) {
            others.push(party);
        }
    }
    others
}

/// The parties that the phrases of one word name.
fn around(found: &mut Parties<'_, '_>, told: &Told, anchor: usize) {
    let scene = found.scene;
    let syntax = scene.syntax;
    for preposition in OF_PARTIES {
        // "mediating for the United Nations": whom the intermediary acts for
        let is_for_body = |&place: &usize| {
            let body = scene.entities.at(place).is_some_and(|mention| mention.entity.kind == EntityType::Igo);
            body && preposition == "for" && told.pos == Pos::Verb && anchor == told.trigger
        };
        found.add(syntax.prepositional(anchor, preposition).filter(|place| !is_for_body(place)));
    }
    if Some(anchor) == told.thing {
        // "the accord of Kyiv and Moscow"
        found.add(syntax.prepositional(anchor, "of"));
    }
    if syntax.is_noun(anchor) {
        let before: Vec<usize> = syntax.children_by(anchor, &["amod", "compound", "nmod", "poss"]).collect();
        // "the Chad-Sudan talks"
        let joined = before.iter().flat_map(|&name| syntax.children_by(name, &["amod", "compound", "nmod"]));
        let joined: Vec<usize> = joined.filter(|&name| name + 1 < anchor && syntax.form(name + 1) == "-").collect();
        found.add(joined.into_iter().chain(before));
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
    trigger: usize,
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
            if self.is_free(party) {
                self.found.push(party);
            }
        }
    }

    /// Whether a party is none yet, does not go between and is not the word itself ("mediators").
    fn is_free(&self, party: &EntityMention) -> bool {
        let mut known = self.between.iter().chain(self.found.iter().copied());
        party.head != self.trigger && !known.any(|known| is_same(known, party))
    }
}

/// The words that parties may hang on: the word itself, what is brokered, the conflict ("mediation in its dispute with
/// Ethiopia"), the accord of a guarantor, and what a participle or modifier stands at.
pub(super) fn anchors(scene: Scene<'_>, told: &Told) -> Vec<usize> {
    let (syntax, words) = (scene.syntax, &scene.rules.mediation);
    let trigger = told.trigger;
    let mut anchors = vec![trigger];
    anchors.extend(told.thing);
    // "an extension of the truce between them"
    let inner = told.thing.into_iter().flat_map(|thing| syntax.prepositional(thing, "of"));
    anchors.extend(inner.filter(|&noun| syntax.token(noun).upos == "NOUN" && scene.entities.at(noun).is_none()));
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
    let verbs: Vec<usize> = above.filter(|&at| syntax.is_verb(at) || syntax.token(at).upos == "AUX").collect();
    let places = |verb: usize| {
        let mut places = syntax.subjects(verb);
        places.extend(syntax.objects(verb));
        places.extend(syntax.children_by(verb, &["dative"]));
        places
    };
    let is_party = |party: &&EntityMention| between.iter().all(|one| !is_same(one, party));
    let pair = verbs.clone().into_iter().map(|verb| syntax.subjects(verb)).find(|subjects| {
        subjects.iter().any(|&place| actors(scene, place).into_iter().filter(|party| is_party(party)).count() > 1)
    });
    if let Some(pair) = pair {
        return pair;
    }
    let names_party = |places: &Vec<usize>| places.iter().any(|&place| actors(scene, place).iter().any(is_party));
    verbs.into_iter().map(places).find(names_party).unwrap_or_default()
}
