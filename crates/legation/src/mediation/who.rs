//! Who goes between, and between whom.
//!
//! In: a word of mediation. Out: the intermediaries and the parties that stand around it: in the verb's frame, the noun's
//! modifiers and prepositions, what carries the noun ("acted as a mediator", "is the guarantor"), and, where the words around
//! name no party, the subject and object of the verb above ("Israel and Hamas agreed to a Qatari-brokered truce").

use crate::code::{Reading, Scene};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::lexicon::Pos;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::words::Thing;

/// How far above a word its clause is looked for.
const HIGHEST: usize = 6;
/// Prepositions whose objects are the parties of talks, deals and messages.
const OF_PARTIES: [&str; 7] = ["among", "between", "for", "from", "into", "to", "with"];

/// Verbs whose subject is the intermediary that their object speaks of: "keeps a channel", "lent its good offices".
const PROVIDING: [&str; 11] =
    ["begin", "have", "keep", "lend", "maintain", "offer", "open", "propose", "provide", "start", "undertake"];

/// The words that an effort is told by.
pub(super) struct Told {
    /// The verb or noun of the table.
    pub(super) trigger: usize,
    pub(super) pos: Pos,
    /// What is brokered, hosted or carried.
    pub(super) thing: Option<usize>,
}

/// Who goes between; nothing where the words name nobody of whom more is known than the word.
pub(super) fn intermediaries<'e>(scene: Scene<'e>, told: &Told) -> Vec<&'e EntityMention> {
    let places = match told.pos {
        Pos::Verb => of_verb(scene.syntax, told.trigger),
        Pos::Noun => of_noun(scene, told.trigger),
    };
    let known =
        |place| actors(scene, place).into_iter().filter(|mention| !mention.entity.is_bare()).collect::<Vec<_>>();
    places.into_iter().map(known).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Places of a verb's intermediary: its subject or agent, and the word before a participle ("EU-brokered").
fn of_verb(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let before =
        syntax.children_by(verb, &["npadvmod", "amod", "advmod", "compound", "nmod"]).filter(|&word| word < verb);
    let before: Vec<usize> = if syntax.deprel(verb) == "amod" { before.collect() } else { Vec::new() };
    let subjects = if syntax.deprel(verb) == "amod" { Vec::new() } else { syntax.subjects(verb) };
    before.into_iter().chain(subjects).chain(of_plan(syntax, verb)).collect()
}

/// "Mexico's offer to broker a truce": whose plan it is.
fn of_plan(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let plan = syntax.head(verb).filter(|&noun| syntax.deprel(verb) == "acl" && syntax.is_noun(noun));
    let plan = plan.filter(|_| syntax.token(verb).xpos == "VB");
    plan.into_iter().flat_map(|noun| syntax.children_by(noun, &["poss", "amod", "compound"])).collect()
}

/// Places of a noun's intermediary: itself ("Omani mediators"), its modifiers, who owns or makes it, who is it.
fn of_noun(scene: Scene<'_>, noun: usize) -> Vec<usize> {
    let syntax = scene.syntax;
    let mut places = vec![noun];
    places.extend(syntax.children_by(noun, &["poss", "amod", "compound", "nmod", "appos"]));
    places.extend(["by", "of", "from"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition)));
    places.extend(through(syntax, noun));
    let (Some(head), label) = (syntax.head(noun), syntax.deprel(noun)) else { return places };
    match label {
        "appos" => places.push(head),
        "attr" | "oprd" | "acomp" => places.extend(syntax.subjects(head)),
        // "acted as a mediator", "thanked Oman for its mediation"
        "pobj" if syntax.form(head).eq_ignore_ascii_case("as") => {
            // "with Oman as host"
            places.extend(head.checked_sub(1).filter(|&before| syntax.token(before).upos == "PROPN"));
            let above = std::iter::successors(syntax.head(head), |&at| syntax.head(at)).take(HIGHEST);
            places.extend(
                above.into_iter().find(|&at| syntax.is_verb(at)).into_iter().flat_map(|verb| syntax.subjects(verb)),
            );
        }
        "dobj" if PROVIDING.contains(&syntax.lemma(head)) => places.extend(syntax.subjects(head)),
        "compound" | "nmod" | "amod" => {
            // "mediator Qatar", "its mediation effort"
            places.push(head);
            places.extend(syntax.children_by(head, &["poss", "amod", "compound", "nmod"]).filter(|&word| word != noun));
            places.extend(["by", "of"].into_iter().flat_map(|preposition| syntax.prepositional(head, preposition)));
        }
        _ => {}
    }
    places
}

/// "messages between them went **through the embassy**"
fn through(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    let holders = [Some(noun), syntax.head(noun).filter(|&verb| syntax.is_verb(verb))].into_iter().flatten();
    let ways = holders.flat_map(|at| ["through", "via"].into_iter().flat_map(move |way| syntax.prepositional(at, way)));
    ways.collect()
}

/// The parties, told around the word; those who go between are none.
pub(super) fn parties<'e>(scene: Scene<'e>, told: &Told, between: &[&EntityMention]) -> Vec<&'e EntityMention> {
    let syntax = scene.syntax;
    let anchors = anchors(syntax, told);
    let mut found = Parties { scene, between, found: Vec::new() };
    for &anchor in &anchors {
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
        }
    }
    if found.found.len() < 2 {
        found.add(of_sentence(syntax, told.trigger));
    }
    let is_with = || anchors.iter().any(|&anchor| syntax.prepositional(anchor, "with").next().is_some());
    if found.found.is_empty() || found.found.len() == 1 && is_with() {
        found.add(of_clause(scene, told.trigger, between));
    }
    found.found
}

/// Parties found so far, each once.
struct Parties<'e, 'b> {
    scene: Scene<'e>,
    between: &'b [&'b EntityMention],
    found: Vec<&'e EntityMention>,
}

impl Parties<'_, '_> {
    /// Adds those whom phrases name, but for the intermediaries.
    fn add(&mut self, places: impl IntoIterator<Item = usize>) {
        for party in places.into_iter().flat_map(|place| actors(self.scene, place)) {
            if !self.between.iter().chain(&self.found).any(|known| is_same(known, party)) {
                self.found.push(party);
            }
        }
    }
}

/// "reported progress between Lome and the opposition": two sides anywhere in the sentence.
fn of_sentence(syntax: &Syntax<'_>, trigger: usize) -> Vec<usize> {
    let sentence = syntax.sentence(syntax.sentence_of(trigger));
    let between = sentence.filter(|&token| syntax.form(token) == "between" && syntax.deprel(token) == "prep");
    between.flat_map(|token| syntax.children_by(token, &["pobj"]).collect::<Vec<_>>()).collect()
}

/// The words that parties may hang on: the word itself, what is brokered, the conflict ("mediation in its dispute with
/// Ethiopia"), the accord of a guarantor, and what a participle or modifier stands at.
pub(super) fn anchors(syntax: &Syntax<'_>, told: &Told) -> Vec<usize> {
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
            anchors.extend(head.filter(|&verb| PROVIDING.contains(&syntax.lemma(verb))));
            anchors.extend(head.into_iter().flat_map(|verb| syntax.prepositional(verb, "in")));
        }
        _ => {}
    }
    anchors
}

/// Subject and objects of the nearest verb above that names a party: "Chad accepted Togo's mediation".
fn of_clause(scene: Scene<'_>, trigger: usize, between: &[&EntityMention]) -> Vec<usize> {
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

/// The actors of politics that a phrase names; of a conflict, those whose it is ("the Sudanese war").
pub(super) fn actors<'e>(scene: Scene<'e>, place: usize) -> Vec<&'e EntityMention> {
    scene.parties_of_phrase(place).into_iter().filter(|party| party.is_political()).collect()
}

/// Whether two mentions are one side: the same entity, or parts of one state.
pub(super) fn is_same(one: &EntityMention, other: &EntityMention) -> bool {
    let (one, other) = (&one.entity, &other.entity);
    one.entity == other.entity || side(one) == side(other) && side(one).is_some()
}

/// The state or body that somebody stands for, where it is not a group of its own.
fn side(entity: &Entity) -> Option<&str> {
    match entity.kind {
        EntityType::State | EntityType::Institution | EntityType::Person => {
            entity.country.as_deref().or(entity.body.as_deref())
        }
        _ => None,
    }
}

/// What is brokered, hosted or carried: the verb's object, or the noun that a participle stands at.
pub(super) fn thing(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    if matches!(syntax.deprel(verb), "amod" | "acl") && syntax.token(verb).xpos == "VBN" {
        return syntax.head(verb);
    }
    syntax.objects(verb).first().copied()
}

/// Whether a word has what it needs beside it.
pub(super) fn is_complete(reading: &Reading<'_>, told: &Told, needs: &[Thing]) -> bool {
    let syntax = reading.scene.syntax;
    let things = &reading.scene.rules.mediation;
    let is_thing = |need: Thing| match need {
        Thing::Parties => told.thing.is_some_and(|object| actors(reading.scene, object).len() > 1),
        Thing::Through => !through(syntax, told.trigger).is_empty(),
        Thing::Between => syntax.prepositional(told.trigger, "between").next().is_some(),
        need => {
            let of = || {
                syntax
                    .prepositional(told.trigger, "of")
                    .next()
                    .or_else(|| syntax.prepositional(told.trigger, "for").next())
            };
            told.thing.or_else(of).is_some_and(|noun| noun_is(syntax, noun, |lemma| things.thing(lemma) == Some(need)))
        }
    };
    needs.is_empty() || needs.iter().any(|&need| is_thing(need))
}

/// Whether a noun or one coordinated with it is of a kind ("a ceasefire and the release of prisoners").
fn noun_is(syntax: &Syntax<'_>, noun: usize, is: impl Fn(&str) -> bool) -> bool {
    syntax.conjuncts(noun).into_iter().any(|noun| is(&syntax.lemma(noun).to_lowercase()))
}
