//! Whose claim a happening is: the chain of speakers above it.
//!
//! In: the trigger, the parse and the quotations. Out: speakers, outermost first; empty when the narrator says so. A
//! clause under a verb of reporting is the claim of that verb's subject ("Qatar said …", "…, the ministry said"), as is
//! what is told "according to" somebody, in a statement of theirs, or in their quotation. Somebody whom the text does not
//! name ("reportedly", "is said to") is a link without a speaker.

use super::Attribution;
use super::quotation::Quotations;
use super::roles::Scene;
use super::rules::Takes;
use crate::entity::Entity;

const HIGHEST: usize = 12;

/// Who claims it, by which word.
struct Link {
    speaker: Option<Entity>,
    cue: usize,
    why: String,
}

/// The speakers of what `trigger` tells, with the words that introduce them.
pub(super) fn chain(scene: Scene<'_>, quotations: &Quotations, trigger: usize) -> (Vec<Attribution>, Vec<String>) {
    let mut links = Vec::new();
    if is_claim_itself(scene, trigger) {
        // "said that Israel had broken the accord": the blame is the speaker's word.
        links.push(by_verb(scene, trigger));
    }
    let mut at = trigger;
    for _ in 0..HIGHEST {
        links.extend(beside(scene, at));
        let Some(head) = scene.syntax.head(at) else { break };
        links.extend(claim(scene, at, head));
        at = head;
    }
    let quotation = quotations.around(trigger);
    let is_inside = |cue: usize| quotation.is_some_and(|quotation| quotation.tokens.contains(&cue));
    let speech = quotation.filter(|quotation| quotation.is_speech()).and_then(|quotation| quotation.cue);
    if let Some((cue, subject)) = speech
        && links.iter().all(|link| is_inside(link.cue))
    {
        let why = format!("quoted by \"{}\"", scene.syntax.form(cue));
        links.push(Link { speaker: subject.and_then(|subject| speaker(scene, subject)), cue, why });
    }
    // Nobody in particular adds nothing to somebody.
    if links.iter().any(|link| link.speaker.is_some()) {
        links.retain(|link| link.speaker.is_some());
    } else {
        links.truncate(1);
    }
    links.reverse();
    let manner = |link: &Link| if quotation.is_some() && !is_inside(link.cue) { "quoted" } else { "reported" };
    let why = links.iter().map(|link| link.why.clone()).collect();
    let chain = links.iter().map(|link| Attribution { speaker: link.speaker.clone(), manner: manner(link) });
    (chain.collect(), why)
}

fn is_claim_itself(scene: Scene<'_>, trigger: usize) -> bool {
    let syntax = scene.syntax;
    let lemma = syntax.lemma(trigger);
    syntax.is_verb(trigger)
        && scene.rules.takes(lemma, Takes::Clause)
        && !scene.rules.takes(lemma, Takes::Act)
        && syntax.child(trigger, &["ccomp"]).is_some()
}

fn by_verb(scene: Scene<'_>, verb: usize) -> Link {
    let subject = scene.syntax.subjects(verb).first().copied();
    let speaker = subject.and_then(|subject| speaker(scene, subject));
    Link { speaker, cue: verb, why: format!("attributed by \"{}\"", scene.syntax.form(verb)) }
}

/// Sources that stand beside a clause or noun: "according to …", "…, the ministry said", "as the ministry said",
/// "reportedly".
fn beside(scene: Scene<'_>, at: usize) -> Vec<Link> {
    let syntax = scene.syntax;
    let mut links = Vec::new();
    for child in syntax.children(at) {
        let form = syntax.form(child).to_lowercase();
        let link = |speaker| Link { speaker, cue: child, why: format!("attributed by \"{form}\"") };
        match syntax.deprel(child) {
            "prep" | "advmod" | "acl" | "advcl" | "amod" if form == "according" => {
                let sources = syntax.prepositional(child, "to").chain(syntax.children_by(child, &["pobj"]));
                links.extend(sources.map(|source| link(speaker(scene, source))));
            }
            "parataxis" if scene.rules.is_reporting(syntax.lemma(child)) => links.push(by_verb(scene, child)),
            "advcl" if scene.rules.is_reporting(syntax.lemma(child)) && has_mark(scene, child, "as") => {
                links.push(by_verb(scene, child));
            }
            "advmod" | "amod" if scene.rules.is_hearsay(&form) => links.push(link(None)),
            _ => {}
        }
    }
    links
}

fn has_mark(scene: Scene<'_>, verb: usize, word: &str) -> bool {
    let mark = scene.syntax.child(verb, &["mark"]);
    mark.is_some_and(|mark| scene.syntax.form(mark).eq_ignore_ascii_case(word))
}

/// The claim that `at` is by the word that governs it.
fn claim(scene: Scene<'_>, at: usize, head: usize) -> Vec<Link> {
    let (syntax, rules) = (scene.syntax, scene.rules);
    let lemma = syntax.lemma(head);
    match syntax.deprel(at) {
        "ccomp" | "xcomp" if syntax.is_verb(head) && rules.takes(lemma, Takes::Clause) => said(scene, head),
        "dobj" | "nsubjpass" if syntax.is_verb(head) => {
            let noun = rules.takes(lemma, Takes::Noun);
            let message = rules.takes(lemma, Takes::Message) && rules.is_message(syntax.lemma(at));
            if noun || message { vec![by_verb(scene, head)] } else { Vec::new() }
        }
        "acl" | "ccomp" | "relcl" if is_content(scene, at, head) => vec![by_message(scene, head)],
        "pobj" | "pcomp" => behind_preposition(scene, head),
        _ => Vec::new(),
    }
}

/// The clause that says what a noun of saying holds: "the claim that Israel bombed the port".
fn is_content(scene: Scene<'_>, at: usize, noun: usize) -> bool {
    scene.rules.is_message(scene.syntax.lemma(noun))
        && scene.syntax.deprel(at) != "relcl"
        && scene.syntax.is_noun(noun)
        && (has_mark(scene, at, "that") || scene.syntax.deprel(at) == "ccomp")
}

/// Who says it, and who is quoted for it: "television quoted the minister as saying …".
fn said(scene: Scene<'_>, verb: usize) -> Vec<Link> {
    let syntax = scene.syntax;
    let mut links = Vec::new();
    let as_saying = syntax.head(verb).filter(|&prep| {
        matches!(syntax.deprel(verb), "pcomp" | "advcl" | "ccomp" | "xcomp")
            && syntax.form(prep).eq_ignore_ascii_case("as")
    });
    let quoting = as_saying.and_then(|prep| syntax.head(prep));
    if let Some(quoting) = quoting.filter(|&quoting| scene.rules.takes(syntax.lemma(quoting), Takes::As)) {
        let quoted = syntax.objects(quoting).first().copied();
        let speaker = quoted.and_then(|quoted| speaker(scene, quoted));
        links.push(Link { speaker, cue: verb, why: format!("attributed by \"{}\"", syntax.form(verb)) });
        links.push(by_verb(scene, quoting));
        return links;
    }
    links.push(by_verb(scene, verb));
    // "the minister, quoted by state television, said"
    let subject = syntax.subjects(verb).first().copied();
    let quoting = subject.and_then(|subject| {
        let quoted = |&clause: &usize| scene.rules.takes(syntax.lemma(clause), Takes::As) && syntax.is_passive(clause);
        syntax.children_by(subject, &["acl"]).find(quoted)
    });
    links.extend(quoting.map(|quoting| by_verb(scene, quoting)));
    links
}

/// "accused Iran of bombing the port", "blamed Iran for the raid", "reports of a raid".
fn behind_preposition(scene: Scene<'_>, preposition: usize) -> Vec<Link> {
    let syntax = scene.syntax;
    let Some(head) = syntax.head(preposition) else { return Vec::new() };
    let takes = match syntax.form(preposition).to_lowercase().as_str() {
        "of" => Takes::Of,
        "for" => Takes::For,
        _ => return Vec::new(),
    };
    if syntax.is_verb(head) && scene.rules.takes(syntax.lemma(head), takes) {
        return vec![by_verb(scene, head)];
    }
    if takes == Takes::Of && syntax.is_noun(head) && scene.rules.is_message(syntax.lemma(head)) {
        return vec![by_message(scene, head)];
    }
    Vec::new()
}

fn by_message(scene: Scene<'_>, noun: usize) -> Link {
    let why = format!("attributed by \"{}\"", scene.syntax.form(noun));
    Link { speaker: owner(scene, noun), cue: noun, why }
}

/// Whose a statement is: "the army's claim", "a statement by the army", "an army statement".
fn owner(scene: Scene<'_>, noun: usize) -> Option<Entity> {
    let syntax = scene.syntax;
    let possessor = syntax.children_by(noun, &["poss"]);
    let makers = ["by", "from", "of"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition));
    let named = possessor.chain(makers).find_map(|place| speaker(scene, place));
    let before = || {
        let words = syntax.children_by(noun, &["compound", "amod", "nmod"]);
        words.filter_map(|word| scene.entities.at(word)).map(|mention| mention.entity.clone()).next()
    };
    named.or_else(before)
}

/// The entity at a token in a speaker's place: who is known there, whose the statement is, or the words themselves.
fn speaker(scene: Scene<'_>, token: usize) -> Option<Entity> {
    let syntax = scene.syntax;
    if let Some(mention) = scene.entities.at(token) {
        return Some(mention.entity.clone());
    }
    if scene.rules.is_message(syntax.lemma(token)) && syntax.is_noun(token) {
        return owner(scene, token);
    }
    if syntax.token(token).upos == "PRON" {
        return by_pronoun(scene, token);
    }
    if let Some(apposed) = syntax.child(token, &["appos"]).and_then(|other| scene.entities.at(other)) {
        return Some(apposed.entity.clone());
    }
    let is_named = syntax.is_noun(token) || matches!(syntax.token(token).upos.as_str(), "NUM" | "ADJ" | "DET");
    is_named.then(|| in_own_words(scene, token))
}

/// An entity that no table knows, with the state that stands in its words: "Iranian state television".
fn in_own_words(scene: Scene<'_>, token: usize) -> Entity {
    let syntax = scene.syntax;
    let phrase = syntax.noun_phrase(token);
    let is_article = |&i: &usize| syntax.token(i).upos == "DET" && i < token;
    let start = phrase.clone().find(|i| !is_article(i)).unwrap_or(token);
    let span = syntax.span(&(start..phrase.end));
    let state =
        syntax.children_by(token, &["amod", "compound", "nmod", "poss"]).find_map(|word| scene.entities.at(word));
    let entity = Entity::unknown(span.of(syntax.text), span.start.into(), span.end.into());
    match state {
        Some(state) => Entity { country: state.entity.country.clone(), cow: state.entity.cow, ..entity },
        None => entity,
    }
}

/// Whom "he" or "she" means as a speaker: who spoke last in the three sentences before, if it was a person.
fn by_pronoun(scene: Scene<'_>, token: usize) -> Option<Entity> {
    let syntax = scene.syntax;
    if !matches!(syntax.form(token).to_lowercase().as_str(), "he" | "she") {
        return None;
    }
    let first = syntax.sentence(syntax.sentence_of(token).saturating_sub(3)).start;
    let is_speaker = |&i: &usize| {
        matches!(syntax.deprel(i), "nsubj" | "pobj")
            && syntax.head(i).is_some_and(|head| {
                scene.rules.is_reporting(syntax.lemma(head)) || syntax.form(head).eq_ignore_ascii_case("to")
            })
    };
    let person = |i: usize| scene.entities.at(i).filter(|mention| may_be_person(&mention.entity));
    (first..token).rev().filter(is_speaker).find_map(person).map(|mention| mention.entity.clone())
}

fn may_be_person(entity: &Entity) -> bool {
    entity.person.is_some() || entity.office.is_some() || entity.kind == crate::gazetteer::EntityType::Person
}
