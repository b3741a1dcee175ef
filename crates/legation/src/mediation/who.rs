//! Who goes between.
//!
//! In: a word of mediation. Out: the intermediaries that stand around it: in the verb's frame, the noun's modifiers and
//! prepositions, what carries the noun ("acted as a mediator", "is the guarantor"), or who sent whom the words name.

use crate::code::{Reading, Scene};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::lexicon::Pos;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::Role;
use super::trigger::Told;
use super::words::{Frame, MediationWords, Thing, Word};

/// How far above a word its clause is looked for.
const HIGHEST: usize = 6;

/// Who goes between; nothing where the words name nobody of whom more is known than the word.
pub(super) fn intermediaries(reading: &Reading<'_>, told: &Told, word: &Word) -> Vec<EntityMention> {
    let (scene, words) = (reading.scene, &reading.scene.rules.mediation);
    let places = match told.pos {
        _ if word.needs.contains(&Thing::Through) => through(scene.syntax, told.trigger),
        Pos::Verb => of_verb(scene, words, told.trigger),
        Pos::Noun => of_noun(scene, words, told.trigger),
    };
    for &place in &places {
        let found: Vec<EntityMention> = if place == told.trigger { own(scene, place) } else { known(scene, place) };
        if !found.is_empty() {
            return found;
        }
        if word.role == Role::Host
            && let Some(city) = of_city(reading, place)
        {
            return vec![city];
        }
    }
    places.into_iter().map(|place| named(scene, place)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Who the word itself names: "Omani mediators".
fn own(scene: Scene<'_>, trigger: usize) -> Vec<EntityMention> {
    // "the OSCE's mediator, Swiss diplomat Beat Huber": he goes for the body
    let owners = scene.syntax.children_by(trigger, &["poss", "compound", "nmod"]);
    let mut owners = owners.filter_map(|owner| scene.entities.at(owner));
    if let Some(body) = owners.find(|owner| owner.entity.kind == EntityType::Igo) {
        return vec![body.clone()];
    }
    let all = scene.entities.all_at(trigger).iter();
    all.filter(|mention| mention.is_political() && !mention.entity.is_bare()).cloned().collect()
}

/// The actors of a phrase of whom something is known; of somebody who was sent, who sent him.
fn known(scene: Scene<'_>, place: usize) -> Vec<EntityMention> {
    let end = misjoined(scene.syntax, place).unwrap_or(usize::MAX);
    let all = actors(scene, place).into_iter().chain(members(scene, place)).filter(|mention| mention.head < end);
    let all = headline_list(scene, place).into_iter().chain(all);
    let found: Vec<EntityMention> = all.filter(|mention| !mention.entity.is_bare()).cloned().collect();
    if found.iter().any(|mention| mention.entity.body.is_some() || mention.entity.kind == EntityType::Igo) {
        return found;
    }
    let sender = sender(scene, place);
    if sender.is_empty() { found } else { sender }
}

/// "in talks led by Kenya, Chad and Mali agreed": the parser takes the subject for more of the list before it.
pub(super) fn misjoined(syntax: &Syntax<'_>, place: usize) -> Option<usize> {
    let other = syntax.children_by(place, &["conj", "appos"]).find(|&other| syntax.leftmost(other) > place)?;
    let comma = syntax.leftmost(other).checked_sub(1).filter(|&comma| syntax.form(comma) == ",")?;
    let above = std::iter::successors(syntax.head(place), |&at| syntax.head(at)).take(HIGHEST);
    let verb = above.into_iter().filter(|&at| syntax.deprel(at) != "acl").find(|&at| syntax.is_verb(at))?;
    let has_subject = syntax.child(verb, &["nsubj", "nsubjpass"]).is_some();
    (comma > place && verb > other && !has_subject).then_some(other)
}

/// "Egypt, Qatar mediate": a headline joins by a comma.
fn headline_list(scene: Scene<'_>, place: usize) -> Option<&EntityMention> {
    let first = scene.syntax.sentence(scene.syntax.sentence_of(place)).start;
    let start = scene.entities.at(place)?.tokens.start;
    let comma = start.checked_sub(1).filter(|&comma| comma > first && scene.syntax.form(comma) == ",")?;
    let before = scene.entities.at(comma - 1)?;
    (before.tokens.start == first && before.tokens.end == comma && before.is_political()).then_some(before)
}

/// "a troika of Norway and Britain", "presidents from Senegal and Gambia".
fn members(scene: Scene<'_>, place: usize) -> Vec<&EntityMention> {
    let syntax = scene.syntax;
    let is_several = syntax.token(place).xpos == "NNS" || scene.rules.mediation.is(Frame::Several, syntax.lemma(place));
    let ways = ["from", "of"].into_iter().filter(|_| is_several);
    ways.flat_map(|way| syntax.prepositional(place, way)).flat_map(|member| actors(scene, member)).collect()
}

/// "Axel Thunborg, sent by the Secretary-General", "speaking on behalf of the union": whom somebody acts for.
fn sender(scene: Scene<'_>, person: usize) -> Vec<EntityMention> {
    let syntax = scene.syntax;
    let names = std::iter::once(person).chain(syntax.children_by(person, &["appos"]));
    let is_several = scene.rules.mediation.is(Frame::Several, syntax.lemma(person));
    let names = names.chain(syntax.prepositional(person, "of").filter(|_| is_several));
    let sent = names.flat_map(|name| syntax.children_by(name, &["acl", "relcl"]).collect::<Vec<_>>());
    let sent = sent.filter(|&verb| scene.rules.mediation.is(Frame::Appoints, syntax.lemma(verb)));
    let own = sent.flat_map(|verb| syntax.prepositional(verb, "by").collect::<Vec<_>>());
    let clause = syntax.head(person).filter(|_| syntax.deprel(person).starts_with("nsubj"));
    // "Indonesia, acting on behalf of its neighbours, held talks"
    let acting = clause.into_iter().flat_map(|verb| syntax.children_by(verb, &["advcl"]).collect::<Vec<_>>());
    let acting =
        acting.chain(syntax.children_by(person, &["acl", "advcl"])).filter(|&at| syntax.token(at).xpos == "VBG");
    let behalf = clause
        .into_iter()
        .chain([person])
        .chain(acting)
        .flat_map(|at| syntax.prepositional(at, "on").collect::<Vec<_>>());
    let behalf = behalf.filter(|&noun| syntax.lemma(noun) == "behalf");
    let acted_for = behalf.flat_map(|noun| syntax.prepositional(noun, "of").collect::<Vec<_>>());
    let all = own.chain(acted_for).flat_map(|place| actors(scene, place));
    all.filter(|mention| !mention.entity.is_bare()).cloned().collect()
}

/// A name that no table knows: "Community of Friends mediated".
fn named(scene: Scene<'_>, place: usize) -> Vec<EntityMention> {
    let is_name = |mention: &&EntityMention| scene.syntax.token(mention.head).upos == "PROPN";
    scene.parties_of_phrase(place).into_iter().filter(is_name).cloned().collect()
}

/// A city that hosts is its state: "Geneva will host the talks".
fn of_city(reading: &Reading<'_>, token: usize) -> Option<EntityMention> {
    let syntax = reading.scene.syntax;
    let place = reading.places.at(token).filter(|_| syntax.token(token).upos == "PROPN")?;
    let location = crate::code::location(syntax, place);
    let country = reading.resources.gazetteer.country(location.country.as_deref()?)?;
    let entity = Entity {
        name: country.name.clone(),
        entity: country.entity.clone(),
        kind: EntityType::State,
        country: Some(country.entity.clone()),
        ..Entity::unknown(&location.text, location.start, location.end)
    };
    let reason = format!("the state of {}", location.name);
    Some(EntityMention { head: token, tokens: token..token + 1, entity, antecedent: None, is_settled: false, reason })
}

/// Places of a verb's intermediary: its subject or agent, and the word before a participle ("EU-brokered").
fn of_verb(scene: Scene<'_>, words: &MediationWords, verb: usize) -> Vec<usize> {
    let syntax = scene.syntax;
    if syntax.deprel(verb) == "amod" {
        let labels = ["npadvmod", "amod", "advmod", "compound", "nmod", "nsubj"];
        return syntax.children_by(verb, &labels).filter(|&word| word < verb).collect();
    }
    let mut places = asked(syntax, words, verb);
    // "rejected an offer by Oman to mediate": not who rejects it
    if matches!(syntax.deprel(verb), "acl" | "relcl") {
        places.extend(of_plan(syntax, words, verb));
    }
    places.extend(syntax.subjects(verb).into_iter().map(|subject| first_of_list(syntax, verb, subject)));
    // "Oman is mediating", where the parser takes the participle for a noun
    let copula = syntax.head(verb).filter(|_| syntax.deprel(verb) == "attr");
    places.extend(copula.into_iter().flat_map(|copula| syntax.subjects(copula)));
    places.extend(cleft(syntax, verb));
    places.extend(of_plan(syntax, words, verb));
    places.extend(before(scene, verb));
    places.extend(of_purpose(syntax, verb));
    places.into_iter().flat_map(|place| speaker(scene, place).into_iter().chain([place])).collect()
}

/// "held talks with both **to arrange** a truce", "spent a week **trying to persuade** them": the subject of the clause above.
fn of_purpose(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let is_purpose = matches!(syntax.token(verb).xpos.as_str(), "VB" | "VBG");
    let above = std::iter::successors(Some(verb), |&at| {
        let is_open = matches!(syntax.deprel(at), "acl" | "advcl" | "dobj" | "pcomp" | "prep" | "xcomp");
        syntax.head(at).filter(|_| is_open && syntax.child(at, &["nsubj", "nsubjpass"]).is_none())
    });
    let clause = above.take(HIGHEST).skip(1).find(|&at| syntax.is_verb(at) && !syntax.subjects(at).is_empty());
    clause.filter(|_| is_purpose).into_iter().flat_map(|clause| syntax.subjects(clause)).collect()
}

/// Who says "we", or of whose words "it" stands behind them ("Oman said it would mediate").
fn speaker(scene: Scene<'_>, place: usize) -> Option<usize> {
    let is_first = matches!(scene.syntax.form(place).to_lowercase().as_str(), "i" | "our" | "we");
    scene.speaker_of(place).filter(|&speaker| is_first || speaker < place)
}

/// "Chad and Togo, which **are** mediating": a verb in the plural has all of the list before it.
fn first_of_list(syntax: &Syntax<'_>, verb: usize, subject: usize) -> usize {
    let finite = syntax.children_by(verb, &["aux"]).next().unwrap_or(verb);
    let is_plural = syntax.token(finite).xpos == "VBP" || syntax.form(finite) == "were";
    let is_relative = syntax.deprel(verb) == "relcl" && syntax.head(verb) == Some(subject);
    if is_relative && is_plural { first_joined(syntax, subject) } else { subject }
}

/// The first of the words that a word is joined to.
fn first_joined(syntax: &Syntax<'_>, word: usize) -> usize {
    let joined = std::iter::successors(Some(word), |&at| syntax.head(at).filter(|_| syntax.deprel(at) == "conj"));
    joined.last().unwrap_or(word)
}

/// "It was the Swiss who took the reply to London".
fn cleft(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let above = std::iter::successors(syntax.head(verb), |&at| syntax.head(at)).take(HIGHEST);
    let copula = above.into_iter().find(|&at| syntax.lemma(at) == "be");
    let copula = copula.filter(|&copula| {
        let subject = syntax.child(copula, &["nsubj"]);
        copula < verb && subject.is_some_and(|subject| syntax.form(subject).eq_ignore_ascii_case("it"))
    });
    copula.into_iter().flat_map(|copula| syntax.children_by(copula, &["acomp", "attr"])).collect()
}

/// "called on Oman to mediate", "relied on Oman to pass on a letter".
fn asked(syntax: &Syntax<'_>, words: &MediationWords, verb: usize) -> Vec<usize> {
    let asking = syntax.head(verb).filter(|&head| words.is(Frame::Asks, syntax.lemma(head)));
    let asking = asking.filter(|_| syntax.token(verb).xpos == "VB");
    let ways = ["on", "upon", "to"].into_iter();
    asking.into_iter().flat_map(|asking| ways.clone().flat_map(move |way| syntax.prepositional(asking, way))).collect()
}

/// "Mexico's offer to broker a truce", "an offer by Mexico to broker a truce": whose plan it is.
fn of_plan(syntax: &Syntax<'_>, words: &MediationWords, verb: usize) -> Vec<usize> {
    let is_infinitive = syntax.token(verb).xpos == "VB";
    let is_plan = match syntax.deprel(verb) {
        "acl" | "pcomp" => syntax.token(verb).xpos != "VBN",
        "relcl" => is_infinitive,
        _ => false,
    };
    let mut plan = syntax.head(verb).filter(|_| is_plan);
    if let Some(preposition) = plan.filter(|&head| !syntax.is_noun(head)) {
        plan = syntax.head(preposition);
    }
    plan.filter(|&noun| syntax.is_noun(noun)).into_iter().flat_map(|noun| of_effort(syntax, words, noun)).collect()
}

/// Whose effort it is: who owns it or is behind it, else the subject of the clause that it stands in.
fn of_effort(syntax: &Syntax<'_>, words: &MediationWords, noun: usize) -> Vec<usize> {
    let mut places = asked_of(syntax, words, noun);
    places.extend(syntax.children_by(noun, &["poss", "amod", "compound"]));
    places.extend(["by", "from"].into_iter().flat_map(|way| syntax.prepositional(noun, way)));
    places.extend(leading(syntax, noun));
    let lemma = syntax.lemma(noun);
    if places.is_empty() && (words.is(Frame::Effort, lemma) || words.is(Frame::Request, lemma)) {
        places.extend(of_clause(syntax, words, noun));
    }
    places
}

/// "agreed to a **request** from Chad to chair their talks": who answers it, not whose it is.
fn asked_of(syntax: &Syntax<'_>, words: &MediationWords, noun: usize) -> Vec<usize> {
    let to = syntax.head(noun).filter(|&to| syntax.deprel(noun) == "pobj" && syntax.form(to) == "to");
    let verb =
        to.and_then(|to| syntax.head(to)).or_else(|| syntax.head(noun).filter(|_| syntax.deprel(noun) == "dobj"));
    let verb = verb.filter(|&verb| words.is(Frame::Answers, syntax.lemma(verb)));
    let verb = verb.filter(|_| words.is(Frame::Request, syntax.lemma(noun)));
    verb.into_iter().flat_map(|verb| syntax.subjects(verb)).collect()
}

/// The subject of the clause that an effort stands in: "leads an effort", "came on a mission of mediation".
fn of_clause(syntax: &Syntax<'_>, words: &MediationWords, noun: usize) -> Vec<usize> {
    let Some(head) = syntax.head(noun) else { return Vec::new() };
    let is_carried = match syntax.deprel(noun) {
        "dobj" if words.is(Frame::Request, syntax.lemma(noun)) => words.is(Frame::Answers, syntax.lemma(head)),
        "dobj" => words.is(Frame::Provides, syntax.lemma(head)),
        "pobj" => matches!(syntax.lemma(head), "on" | "in"),
        _ => false,
    };
    let above = std::iter::successors(Some(head), |&at| syntax.head(at)).take(HIGHEST);
    let verb = above.into_iter().find(|&at| syntax.is_verb(at)).filter(|_| is_carried);
    verb.into_iter().flat_map(|verb| syntax.subjects(verb)).collect()
}

/// "Saudi-led mediation", "mediation led by Kuwait".
fn leading(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    let participles: Vec<usize> =
        syntax.children_by(noun, &["amod", "acl"]).filter(|&verb| syntax.token(verb).xpos == "VBN").collect();
    let names = |&verb: &usize| syntax.children_by(verb, &["npadvmod", "amod", "compound", "nmod"]).collect::<Vec<_>>();
    let before = participles.iter().filter(|&&verb| syntax.deprel(verb) == "amod").flat_map(names);
    let agents = participles.iter().flat_map(|&verb| syntax.prepositional(verb, "by").collect::<Vec<_>>());
    before.chain(agents).collect()
}

/// Who is named right before a word that the parser could not hang: "Tonga put itself forward", "ECOWAS mediator Jon Doe".
fn before(scene: Scene<'_>, at: usize) -> Option<usize> {
    let syntax = scene.syntax;
    let mut before = at.checked_sub(1).filter(|&before| syntax.sentence_of(before) == syntax.sentence_of(at))?;
    // "Chad and Mali, guarantors of the accord, said"
    if syntax.is_noun(at) && syntax.form(before) == "," {
        before = before.checked_sub(1)?;
    }
    let head = scene.entities.at(before)?.head;
    Some(first_joined(syntax, head))
}

/// Places of a noun's intermediary: itself ("Omani mediators"), its modifiers, who owns or makes it, who is it.
fn of_noun(scene: Scene<'_>, words: &MediationWords, noun: usize) -> Vec<usize> {
    let syntax = scene.syntax;
    let as_ = as_before(syntax, noun);
    // "with Oman as host"
    let named = as_.and_then(|preposition| preposition.checked_sub(1));
    let named = named.filter(|&name| syntax.token(name).upos == "PROPN");
    let mut places: Vec<usize> = named.map(|name| first_joined(syntax, name)).into_iter().collect();
    places.push(noun);
    places.extend(syntax.children_by(noun, &["poss", "amod", "compound", "nmod", "appos"]));
    places.extend(["by", "of", "from"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition)));
    places.extend(by_next(syntax, noun));
    places.extend(leading(syntax, noun));
    places.extend(syntax.children_by(noun, &["nsubj"]));
    if let Some(preposition) = as_ {
        places.extend(acting(scene, words, preposition));
    }
    let (Some(head), label) = (syntax.head(noun), syntax.deprel(noun)) else { return places };
    match label {
        "appos" => places.push(head),
        "attr" | "oprd" | "acomp" => places.extend(syntax.subjects(head)),
        // "offer of mediation", "a mission of mediation"
        "pobj" => places.extend(syntax.head(head).into_iter().flat_map(|above| of_effort(syntax, words, above))),
        "dobj" if has(words, syntax, head, Frame::Provides) || has(words, syntax, head, Frame::Appoints) => {
            places.extend(syntax.subjects(head));
        }
        "compound" | "nmod" | "amod" => {
            // "mediator Qatar", "its mediation effort"
            places.push(head);
            places.extend(syntax.children_by(head, &["poss", "amod", "compound", "nmod"]).filter(|&word| word != noun));
            places.extend(["by", "of"].into_iter().flat_map(|preposition| syntax.prepositional(head, preposition)));
            places.extend(of_effort(syntax, words, head));
        }
        _ => {}
    }
    places.extend(before(scene, noun));
    let spoken: Vec<usize> = places.iter().filter_map(|&place| speaker(scene, place)).collect();
    places.extend(spoken);
    places
}

/// The "as" before a noun: "as a mediator", "as go-between".
pub(super) fn as_before(syntax: &Syntax<'_>, noun: usize) -> Option<usize> {
    let joined = noun.checked_sub(2).filter(|_| syntax.form(noun - 1) == "-");
    let start = joined.map_or_else(|| syntax.noun_phrase(noun).start, |first| syntax.noun_phrase(first).start);
    let before = start.checked_sub(1)?;
    let is_article = matches!(syntax.form(before), "a" | "an" | "the" | "its");
    let before = if is_article { before.checked_sub(1)? } else { before };
    (syntax.form(before) == "as").then_some(before)
}

/// "**acted** as a mediator", "its **role** as mediator", "accepted an invitation to act as mediator".
fn acting(scene: Scene<'_>, words: &MediationWords, preposition: usize) -> Vec<usize> {
    let syntax = scene.syntax;
    let Some(head) = syntax.head(preposition) else { return Vec::new() };
    let mut places = if syntax.is_noun(head) { of_effort(syntax, words, head) } else { Vec::new() };
    let above = std::iter::successors(Some(head), |&at| syntax.head(at)).take(HIGHEST);
    let verb = above.into_iter().find(|&at| syntax.is_verb(at));
    places.extend(verb.into_iter().flat_map(|verb| of_plan(syntax, words, verb)));
    places.extend(verb.into_iter().flat_map(|verb| syntax.subjects(verb)));
    places.extend(verb.and_then(|verb| before(scene, verb)));
    places
}

fn has(words: &MediationWords, syntax: &Syntax<'_>, at: usize, frame: Frame) -> bool {
    words.is(frame, syntax.lemma(at))
}

/// "ruled out mediation by Oman": the parser may hang what follows the noun on the verb.
fn by_next(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    let next = noun + 1;
    let is_by = next < syntax.len() && matches!(syntax.form(next), "by" | "from");
    if is_by { syntax.children_by(next, &["pobj"]).collect() } else { Vec::new() }
}

/// "messages between them went **through the embassy**"
pub(super) fn through(syntax: &Syntax<'_>, word: usize) -> Vec<usize> {
    let holders = [Some(word), syntax.head(word).filter(|&verb| syntax.is_verb(verb))].into_iter().flatten();
    let ways = holders.flat_map(|at| ["through", "via"].into_iter().flat_map(move |way| syntax.prepositional(at, way)));
    ways.collect()
}

/// The actors of politics that a phrase names; of a conflict, those whose it is ("the Sudanese war").
pub(super) fn actors<'e>(scene: Scene<'e>, place: usize) -> Vec<&'e EntityMention> {
    let syntax = scene.syntax;
    let mut all = scene.parties_of_phrase(place);
    // "the Indian and Pakistani leaders"
    if syntax.token(place).xpos == "NNS" {
        let nations = syntax.children_by(place, &["amod"]).filter(|&nation| syntax.child(nation, &["conj"]).is_some());
        let nations = nations.flat_map(|nation| syntax.conjuncts(nation));
        all.extend(nations.flat_map(|nation| scene.entities.all_at(nation)));
    }
    let is_generic = |party: &EntityMention| {
        party.entity.is_bare() && scene.rules.mediation.is(Frame::Generic, syntax.lemma(party.head))
    };
    all.into_iter().filter(|party| party.is_political() && !is_generic(party)).collect()
}

/// Whether two mentions are one side: the same entity, or parts of one state.
pub(super) fn is_same(one: &EntityMention, other: &EntityMention) -> bool {
    is_same_entity(&one.entity, &other.entity)
}

/// Whether two entities are one side.
pub(super) fn is_same_entity(one: &Entity, other: &Entity) -> bool {
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
