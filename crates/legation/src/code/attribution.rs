//! Whose claim a happening is: the chain of speakers above it.
//!
//! In: the trigger, the parse and the quotations. Out: speakers, outermost first; empty when the narrator says so. A
//! clause under a verb of reporting is the claim of that verb's subject ("Qatar said …", "…, the ministry said"), as is
//! what is told "according to" somebody, in a statement of theirs, or in their quotation. Somebody whom the text does not
//! name ("reportedly", "is said to") is a link without a speaker.

use super::Attribution;
use super::Rules;
use super::quotation::Quotations;
use super::roles::Scene;
use super::rules::Takes;
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::syntax::Syntax;

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
        if is_apart(scene, at, head) {
            break;
        }
        // "… , Qatar said, and Turkey expelled the envoy": the second clause stands behind the claim.
        let stands_behind = at < head && head < trigger && has_own_subject(scene.syntax, trigger);
        if !stands_behind {
            links.extend(claim(scene, at, head));
        }
        at = head;
    }
    if links.is_empty() {
        links.extend(trailing(scene, trigger));
    }
    links.dedup_by(|next, link| next.speaker.is_some() && code(next) == code(link));
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

fn code(link: &Link) -> Option<&str> {
    link.speaker.as_ref().map(|speaker| speaker.entity.as_str())
}

fn has_own_subject(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.child(verb, &["nsubj", "nsubjpass"]).is_some()
}

/// Whether a clause is told on its own: beside the claim of somebody else ("…, while Jordan said …"), or behind a remark
/// of who speaks ("…, Qatar said, and Turkey expelled …").
fn is_apart(scene: Scene<'_>, at: usize, head: usize) -> bool {
    let syntax = scene.syntax;
    match syntax.deprel(at) {
        "advcl" => has_mark(scene, at, "while") || has_mark(scene, at, "whereas"),
        "conj" => {
            let is_remark = syntax.deprel(head) == "parataxis" && scene.rules.is_reporting(syntax.lemma(head));
            is_remark && has_own_subject(syntax, at)
        }
        _ => false,
    }
}

/// Who speaks at the end of the sentence, where the parser makes of "…, monitors noted" a noun with a participle.
fn trailing(scene: Scene<'_>, trigger: usize) -> Option<Link> {
    const SAYING: [&str; 9] = ["add", "allege", "claim", "confirm", "note", "post", "report", "state", "write"];
    let syntax = scene.syntax;
    let sentence = syntax.sentence(syntax.sentence_of(trigger));
    let is_saying = |&verb: &usize| {
        let lemma = syntax.lemma(verb).to_lowercase();
        syntax.deprel(verb) == "acl"
            && SAYING.contains(&lemma.as_str())
            && syntax.prepositional(verb, "by").next().is_none()
    };
    let said_by = |verb: usize| {
        let noun = syntax.head(verb).filter(|&noun| noun < verb && syntax.child(verb, &["dobj", "mark"]).is_none())?;
        let is_set_off = syntax.leftmost(noun).checked_sub(1).is_some_and(|before| syntax.form(before) == ",");
        (is_set_off && scene.entities.at(noun).is_some()).then_some((verb, noun))
    };
    let (verb, noun) = (trigger + 1..sentence.end).filter(is_saying).find_map(said_by)?;
    let why = format!("attributed by \"{}\"", syntax.form(verb));
    Some(Link { speaker: speaker(scene, noun), cue: verb, why })
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
    let subject = apposed(scene.syntax, verb).or(subject);
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
                let sources = sources.filter(|&source| !is_rule(scene, source));
                links.extend(sources.map(|source| link(speaker(scene, source))));
            }
            "parataxis" if scene.rules.is_reporting(syntax.lemma(child)) => links.push(by_verb(scene, child)),
            "advcl" if scene.rules.is_reporting(syntax.lemma(child)) && has_mark(scene, child, "as") => {
                links.push(by_verb(scene, child));
            }
            "advcl" | "ccomp" | "conj" if as_told_by(scene, child).is_some() => {
                let teller = as_told_by(scene, child);
                links.push(link(teller.and_then(|teller| speaker(scene, teller))));
            }
            "advcl" | "ccomp" if told_behind(syntax, scene.rules, at, child) => links.push(by_verb(scene, child)),
            "prep" if form == "in" || form == "by" => links.extend(by_account(scene, child)),
            "advmod" | "amod" if scene.rules.is_hearsay(&form) => links.push(link(None)),
            _ => {}
        }
    }
    links
}

/// "according to plan", "according to the law": nobody says so.
fn is_rule(scene: Scene<'_>, source: usize) -> bool {
    const RULES: [&str; 9] =
        ["agenda", "constitution", "custom", "law", "plan", "protocol", "rule", "schedule", "tradition"];
    RULES.contains(&scene.syntax.lemma(source).to_lowercase().as_str()) && owner(scene, source).is_none()
}

/// Whether `told` is the verb of saying behind the clause that `at` heads ("…, the envoy reported"), which the parser may
/// take for a clause of its own.
pub(super) fn told_behind(syntax: &Syntax<'_>, rules: &Rules, at: usize, told: usize) -> bool {
    let has_comma = || (at..told).any(|i| syntax.form(i) == ",");
    let is_whole = || syntax.child(told, &["mark", "advmod", "ccomp", "xcomp", "cc"]).is_none();
    let has_speaker =
        || syntax.child(told, &["nsubj"]).is_some_and(|subject| subject > at) || apposed(syntax, told).is_some();
    told > at
        && matches!(syntax.token(told).xpos.as_str(), "VBD" | "VBZ" | "VBP")
        && rules.is_reporting(syntax.lemma(told))
        && is_whole()
        && has_speaker()
        && has_comma()
}

/// A speaker whom the parser took for the apposition of the noun before: "… the envoy, a spokesman told reporters".
pub(super) fn apposed(syntax: &Syntax<'_>, told: usize) -> Option<usize> {
    if syntax.child(told, &["nsubj", "nsubjpass"]).is_some() {
        return None;
    }
    let before = told.checked_sub(1)?;
    let mut at = before;
    for _ in 0..6 {
        if syntax.deprel(at) == "appos" && syntax.rightmost(at) == before {
            return Some(at);
        }
        at = syntax.head(at)?;
    }
    None
}

/// Who speaks in "as the minister told parliament" and "as a diplomat put it", where the parser makes "as" a preposition.
fn as_told_by(scene: Scene<'_>, verb: usize) -> Option<usize> {
    let syntax = scene.syntax;
    let puts_it = || syntax.lemma(verb) == "put" && syntax.objects(verb).iter().any(|&it| syntax.lemma(it) == "it");
    if !(scene.rules.is_reporting(syntax.lemma(verb)) || puts_it()) || !syntax.is_verb(verb) {
        return None;
    }
    let marked = || syntax.subjects(verb).first().copied().filter(|_| has_mark(scene, verb, "as"));
    let below = syntax.prepositional(verb, "as").find(|&teller| teller < verb);
    // The preposition may hang on the clause before: "was arrested, as a diplomat put it".
    let beside = || {
        let above = syntax.head(verb).filter(|_| !has_own_subject(syntax, verb) && puts_it())?;
        let is_as = |&i: &usize| syntax.form(i).eq_ignore_ascii_case("as") && syntax.deprel(i) == "prep";
        let tellers = (above..verb).filter(is_as).filter_map(|preposition| syntax.child(preposition, &["pobj"]));
        tellers.into_iter().find(|&teller| syntax.rightmost(teller) + 1 == verb)
    };
    below.or_else(marked).or_else(beside)
}

/// "in the account given by the army", "in the view of the monitors", "by the reckoning of the police".
fn by_account(scene: Scene<'_>, preposition: usize) -> Option<Link> {
    const ACCOUNTS: [&str; 9] =
        ["account", "count", "estimate", "estimation", "reckoning", "report", "telling", "version", "view"];
    let noun = scene.syntax.child(preposition, &["pobj"])?;
    if !ACCOUNTS.contains(&scene.syntax.lemma(noun).to_lowercase().as_str()) {
        return None;
    }
    let speaker = owner(scene, noun)?;
    let why = format!("attributed by \"{} … {}\"", scene.syntax.form(preposition), scene.syntax.form(noun));
    Some(Link { speaker: Some(speaker), cue: noun, why })
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
        "acl" | "ccomp" | "relcl" if is_content(scene.syntax, rules, at, head) => vec![by_message(scene, head)],
        "pobj" | "pcomp" => behind_preposition(scene, head),
        _ => Vec::new(),
    }
}

/// The clause that says what a noun of saying holds: "the claim that Israel bombed the port".
pub(super) fn is_content(syntax: &Syntax<'_>, rules: &Rules, at: usize, noun: usize) -> bool {
    let mark = syntax.child(at, &["mark"]);
    let has_that = mark.is_some_and(|mark| syntax.form(mark).eq_ignore_ascii_case("that"));
    rules.is_message(syntax.lemma(noun)) && syntax.is_noun(noun) && (has_that || syntax.deprel(at) == "ccomp")
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
    links.extend(cited(scene, verb));
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

/// Whom the speaker quotes: "citing officers, the agency said …", "quoting a statement by the ministry, …".
fn cited(scene: Scene<'_>, verb: usize) -> Vec<Link> {
    let syntax = scene.syntax;
    let is_quoting =
        |&clause: &usize| scene.rules.takes(syntax.lemma(clause), Takes::As) && syntax.token(clause).xpos == "VBG";
    let clauses = syntax.children_by(verb, &["advcl"]).filter(is_quoting);
    let sources = clauses.filter_map(|clause| Some((clause, syntax.objects(clause).first().copied()?)));
    let link = |(clause, source): (usize, usize)| {
        let is_message = scene.rules.is_message(syntax.lemma(source));
        let speaker = if is_message {
            owner(scene, source)
        } else {
            scene.entities.at(source).map(|_| ()).and_then(|()| speaker(scene, source))
        }?;
        let why = format!("attributed by \"{}\"", syntax.form(clause));
        Some(Link { speaker: Some(speaker), cue: clause, why })
    };
    sources.filter_map(link).collect()
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
    Link { speaker: owner(scene, noun).or_else(|| writer(scene, noun)), cue: noun, why }
}

/// "wrote in a letter that …", "issued a statement that …": the message is its writer's.
fn writer(scene: Scene<'_>, noun: usize) -> Option<Entity> {
    let syntax = scene.syntax;
    let head = syntax.head(noun)?;
    let verb = if syntax.deprel(noun) == "pobj" { syntax.head(head)? } else { head };
    let says = scene.rules.is_reporting(syntax.lemma(verb)) || syntax.deprel(noun) == "dobj";
    let writer = syntax.subjects(verb).first().copied().filter(|_| says && syntax.is_verb(verb))?;
    speaker(scene, writer)
}

/// Whose a statement is: "the army's claim", "a statement by the army", "an army statement".
fn owner(scene: Scene<'_>, noun: usize) -> Option<Entity> {
    let syntax = scene.syntax;
    let possessor = syntax.children_by(noun, &["poss"]);
    let makers = ["by", "from", "of"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition));
    // "the account given by the army"
    let givers = syntax.children_by(noun, &["acl"]).flat_map(|verb| syntax.prepositional(verb, "by"));
    let named = possessor.chain(makers).chain(givers).find_map(|place| speaker(scene, place));
    let before = || {
        let words = syntax.children_by(noun, &["compound", "amod", "nmod"]);
        words.filter_map(|word| scene.entities.at(word)).map(|mention| mention.entity.clone()).next()
    };
    named.or_else(before)
}

/// The entity at a token in a speaker's place: who is known there, whose the statement is, or the words themselves.
pub(crate) fn speaker(scene: Scene<'_>, token: usize) -> Option<Entity> {
    let syntax = scene.syntax;
    if let Some(mention) = scene.entities.at(token) {
        return Some(with_side(scene, token, mention.entity.clone()));
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
    is_named.then(|| with_side(scene, token, in_own_words(scene, token)))
}

/// A speaker of whom nothing is known belongs to whom the words name: "a panel of United Nations experts", "…, a
/// spokesman for the Taliban, said".
fn with_side(scene: Scene<'_>, token: usize, entity: Entity) -> Entity {
    if !entity.is_made_up() || entity.body.is_some() {
        return entity;
    }
    let syntax = scene.syntax;
    let phrases = [token].into_iter().chain(syntax.children_by(token, &["appos"]));
    let sides =
        phrases.flat_map(|phrase| ["for", "of", "from"].into_iter().flat_map(move |p| syntax.prepositional(phrase, p)));
    // "a panel of United Nations experts"
    let named = |side: usize| {
        let before =
            || syntax.children_by(side, &["amod", "compound", "poss"]).find_map(|word| scene.entities.at(word));
        scene.entities.at(side).filter(|mention| !mention.entity.is_bare()).or_else(before)
    };
    let side = sides.filter_map(named).map(|mention| &mention.entity);
    let Some(side) = side.into_iter().find(|side| !side.is_bare()) else { return entity };
    let body = side.body.clone().or_else(|| {
        let is_group = matches!(side.kind, EntityType::Igo | EntityType::ArmedGroup | EntityType::Party);
        is_group.then(|| side.entity.clone())
    });
    if entity.country.is_some() {
        return Entity { body, ..entity };
    }
    Entity { country: side.country.clone(), cow: side.cow, body, ..entity }
}

/// An entity that no table knows, with the state that stands in its words: "Iranian state television".
pub(crate) fn in_own_words(scene: Scene<'_>, token: usize) -> Entity {
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
    let is_subject = |&i: &usize| syntax.deprel(i) == "nsubj";
    let spoke = (first..token).rev().filter(is_speaker).find_map(person);
    let found = spoke.or_else(|| (first..token).rev().filter(is_subject).find_map(person));
    found.map(|mention| mention.entity.clone())
}

fn may_be_person(entity: &Entity) -> bool {
    entity.person.is_some() || entity.office.is_some() || entity.kind == EntityType::Person
}
