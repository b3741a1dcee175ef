//! Words of attitude in a text: who takes which stand on what.
//!
//! In: a [`Reading`]. Out: a [`Found`] for each verb, noun or adjective of the table that has a holder and a proposition.

use std::ops::Range;

use crate::code::{Reading, Status, is_stand_of};
use crate::entity::Entity;
use crate::syntax::Syntax;

use super::Stance;
use super::frame::{Frame, frame};
use super::words::{Attitude, PositionWords, Sort, Stand, Takes};
use super::{author, hedge, holder, proposition, received};

/// A stand with its holders.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) trigger: usize,
    pub(super) holders: Vec<(Entity, String)>,
    pub(super) stand: Stand,
    pub(super) proposition: Range<usize>,
    /// Whom it is said to.
    pub(super) addressed: Vec<usize>,
    pub(super) why: Vec<String>,
    /// Whether the trigger tells of taking the stand, and not of what should be.
    pub(super) is_deed: bool,
}

/// The stand that one token tells, if any.
pub(super) fn at(reading: &Reading<'_>, i: usize) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let (attitude, holder_places) = word(reading, i)?;
    let frame = frame(reading, i, attitude)?;
    let (stand, changed) = hedge::taken(syntax, &reading.scene.rules.positions, i, attitude.stand)?;
    let is_none = is_reception(reading, i, &frame)
        || received::is_of_another(reading, i)
        || is_asked(syntax, i)
        || is_sought(syntax, i)
        || is_refusal_of_attitude(reading, i, attitude);
    let carried = holder_places.first().and_then(|&place| author::carried(reading, place));
    let mut holders = carried.unwrap_or_else(|| holder::holders(reading, &holder_places));
    if holders.is_empty() && holder_places.iter().all(|&place| reading.scene.entities.all_at(place).is_empty()) {
        holders = holder::holders(reading, &above(syntax, i));
    }
    if holders.is_empty() {
        holders = author::holders(reading, &holder_places, stand);
    }
    holders.retain(|(holder, _)| !is_inquiry(syntax, i, holder) && is_stand_of(reading.scene, i, holder));
    if is_none || holders.is_empty() || is_conditional(reading, elder(syntax, i).unwrap_or(i), stand) {
        return None;
    }
    let is_open = syntax.token(i).upos == "NOUN" || syntax.lemma(i) == "want";
    let tokens = if is_open { proposition::extended(syntax, i, frame.tokens) } else { frame.tokens };
    let is_object = attitude.takes.contains(&Takes::Object) && syntax.is_verb(i);
    let tokens = if is_object { proposition::with_complement(syntax, i, tokens) } else { tokens };
    let tokens = if stand.stance == Stance::Demand { proposition::with_aim(syntax, i, tokens) } else { tokens };
    let mut why = vec![format!("{} by \"{}\" in data/rules/attitude.csv", stand.stance.as_str(), syntax.form(i))];
    why.extend(changed.map(|word| format!("changed by \"{}\"", syntax.form(word))));
    Some(Found { trigger: i, holders, stand, proposition: tokens, addressed: frame.addressed, why, is_deed: true })
}

/// "police asked witnesses to come forward": work, and no stand.
fn is_inquiry(syntax: &Syntax<'_>, i: usize, holder: &Entity) -> bool {
    let is_police = holder.sectors.first().is_some_and(|primary| primary == "COP");
    is_police
        && matches!(syntax.lemma(i), "appeal" | "ask" | "call" | "question" | "request" | "seek" | "urge" | "want")
}

/// The attitude of a token, and where its holders stand.
fn word<'r>(reading: &'r Reading<'_>, i: usize) -> Option<(&'r Attitude, Vec<usize>)> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let lemma = syntax.lemma(i).to_lowercase();
    match syntax.token(i).upos.as_str() {
        "VERB" => {
            let form = syntax.form(i).to_lowercase();
            if let Some(state) = state(reading, i, &form) {
                return Some(state);
            }
            if let Some(idiom) = idiom(words, syntax, i, &lemma) {
                return Some((idiom, doers(syntax, i)));
            }
            // "called off the talks" is no call.
            let plain = words.attitude(Sort::Verb, &lemma).filter(|_| syntax.child(i, &["prt"]).is_none());
            let Some(plain) = plain else { return headline(reading, i, &form) };
            Some((plain, doers(syntax, i)))
        }
        "NOUN" => {
            let attitude = words.attitude(Sort::Noun, &lemma)?;
            let bearer = bearer(reading, i);
            Some((attitude, if bearer.is_empty() { owners(reading, i) } else { bearer }))
        }
        "ADJ" => predicate(reading, i, &lemma),
        "ADP" => {
            let is_place = matches!(syntax.deprel(i), "prep" | "oprd" | "advmod" | "prt");
            let verb = syntax.head(i).filter(|&verb| is_place && words.bears(&syntax.lemma(verb).to_lowercase()))?;
            let form = syntax.form(i).to_lowercase();
            let noun = syntax.child(i, &["pobj", "pcomp"]).filter(|_| syntax.child(verb, &["expl"]).is_none())?;
            let held = format!("{} {form}", syntax.lemma(verb));
            let joined = format!("{form} {}", syntax.form(noun).to_lowercase());
            let found = [held, joined, form].into_iter().find_map(|name| words.attitude(Sort::Adjective, &name))?;
            Some((found, doers(syntax, verb)))
        }
        _ => None,
    }
}

/// "is opposed to", "are committed to": told by a participle.
fn state<'r>(reading: &'r Reading<'_>, i: usize, form: &str) -> Option<(&'r Attitude, Vec<usize>)> {
    let syntax = reading.scene.syntax;
    let is_state = syntax.token(i).xpos == "VBN" && syntax.child(i, &["agent", "dobj"]).is_none();
    let attitude = reading.scene.rules.positions.attitude(Sort::Adjective, form).filter(|_| is_state)?;
    let own = [i].into_iter().chain(syntax.children_by(i, &["auxpass"]));
    let own: Vec<usize> = own.flat_map(|at| syntax.children_by(at, &["nsubj", "nsubjpass"])).collect();
    // "is said to be opposed"
    let said =
        || syntax.head(i).filter(|&verb| matches!(syntax.deprel(i), "ccomp" | "xcomp") && syntax.is_passive(verb));
    let said = || said().map(|verb| syntax.children_by(verb, &["nsubjpass"]).collect());
    let above = || syntax.head(i).filter(|_| syntax.deprel(i) == "acomp").map(|verb| syntax.subjects(verb));
    let above = || above().or_else(said);
    let holders = if own.is_empty() { above().unwrap_or_default() } else { own };
    Some((attitude, holders))
}

/// An attitude of several words: "turned down", "goes along", "took issue".
fn idiom<'r>(words: &'r PositionWords, syntax: &Syntax<'_>, verb: usize, lemma: &str) -> Option<&'r Attitude> {
    if !words.begins_idiom(lemma) {
        return None;
    }
    let particles = syntax.children_by(verb, &["advmod", "prt"]).map(|word| syntax.form(word));
    let objects = syntax.children_by(verb, &["acomp", "dobj", "oprd"]).map(|word| syntax.lemma(word));
    let denied = syntax.children_by(verb, &["dobj"]).filter(|&object| is_none(syntax, object));
    let denied = denied.map(|object| format!("no {}", syntax.lemma(object)));
    // "viewed it **with alarm**"
    let held = [verb].into_iter().chain(syntax.children_by(verb, &["dobj"]));
    let phrases = held.flat_map(|at| syntax.children_by(at, &["prep"])).flat_map(|prep| {
        let nouns = syntax.children_by(prep, &["pobj"]);
        nouns.map(move |noun| format!("{} {}", syntax.form(prep), syntax.lemma(noun)))
    });
    // "refused to be **drawn**"
    let passives = syntax.children_by(verb, &["xcomp"]).filter(|&below| syntax.is_passive(below));
    let passives = passives.map(|below| syntax.form(below).to_owned());
    let plain = particles.chain(objects).map(|word| reflexive(&word.to_lowercase()).to_owned());
    let mut seconds = denied.chain(plain).chain(phrases).chain(passives);
    seconds.find_map(|second| words.attitude(Sort::Verb, &format!("{lemma} {}", second.to_lowercase())))
}

/// "sees **no** need"
fn is_none(syntax: &Syntax<'_>, noun: usize) -> bool {
    syntax.children_by(noun, &["det"]).any(|det| matches!(syntax.form(det).to_lowercase().as_str(), "no" | "neither"))
}

/// "associated **themselves**" as the table has it.
fn reflexive(word: &str) -> &str {
    if matches!(word, "himself" | "herself" | "itself" | "themselves" | "ourselves") { "oneself" } else { word }
}

/// "is wary of the plan"; in headlines without the verb.
fn predicate<'r>(reading: &'r Reading<'_>, i: usize, lemma: &str) -> Option<(&'r Attitude, Vec<usize>)> {
    let syntax = reading.scene.syntax;
    let attitude = reading.scene.rules.positions.attitude(Sort::Adjective, lemma)?;
    if syntax.child(i, &["nsubj"]).is_some() {
        return Some((attitude, syntax.children_by(i, &["nsubj"]).collect()));
    }
    let verb = syntax.head(i).filter(|_| matches!(syntax.deprel(i), "acomp" | "oprd"))?;
    Some((attitude, syntax.subjects(verb)))
}

/// "Lima cool on joint patrols": an adjective of a headline that the tagger takes for a verb.
fn headline<'r>(reading: &'r Reading<'_>, i: usize, form: &str) -> Option<(&'r Attitude, Vec<usize>)> {
    let syntax = reading.scene.syntax;
    let attitude = reading.scene.rules.positions.attitude(Sort::Adjective, form)?;
    let is_bare = syntax.child(i, &["dobj", "aux", "prt"]).is_none();
    is_bare.then(|| (attitude, syntax.subjects(i)))
}

/// Who does it: the verb's subject, or that of the verb that it hangs on ("stopped short of condemning").
pub(super) fn doers(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    if let Some(elder) = elder(syntax, verb) {
        return syntax.subjects(elder);
    }
    let own = syntax.subjects(verb);
    if own.is_empty() {
        let taken = after_place(syntax, verb);
        if !taken.is_empty() {
            return taken;
        }
    }
    // "backed X but not condemned Y": the parser may hang the second verb on another word.
    if !own.is_empty() || syntax.is_passive(verb) || !matches!(syntax.deprel(verb), "conj" | "pcomp") {
        return own;
    }
    let above = std::iter::successors(syntax.head(verb), |&at| syntax.head(at)).take(4);
    above.into_iter().find(|&at| syntax.is_verb(at)).map(|at| syntax.subjects(at)).unwrap_or_default()
}

/// "In Geneva, **Peru and Chile** declared …": the parser may join them to the place.
fn after_place(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let is_finite = matches!(syntax.token(verb).xpos.as_str(), "VBD" | "VBP" | "VBZ");
    let is_name = |&i: &usize| syntax.deprel(i) == "conj" && syntax.token(i).upos == "PROPN";
    let last = verb.checked_sub(1).filter(|_| is_finite && syntax.child(verb, &["nsubj"]).is_none());
    let names = std::iter::successors(last, |&at| syntax.head(at));
    let names: Vec<usize> = names.take_while(is_name).take(5).collect();
    let first = names.last().copied().filter(|&first| first > 0 && syntax.form(first - 1) == ",");
    if first.is_some() { names } else { Vec::new() }
}

/// "calling on Chad to leave and **praising** Togo": the verb above of the same form, where the parser joins one of another.
fn elder(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let form = |at: usize| syntax.token(at).xpos.as_str();
    let first = syntax.head(verb).filter(|_| syntax.deprel(verb) == "conj")?;
    let is_bare = syntax.child(verb, &["nsubj", "nsubjpass"]).is_none() && !syntax.is_passive(verb);
    let is_other = form(first) == "VB" && matches!(form(verb), "VBD" | "VBG" | "VBZ");
    let mut above = std::iter::successors(syntax.head(first), |&at| syntax.head(at)).take(3);
    above.find(|&at| is_bare && is_other && syntax.is_verb(at) && form(at) == form(verb))
}

/// "said the sale was a breach and urged Chad to stop it": the parser may hang the second verb on the clause of the first.
fn above(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let joined = syntax.head(verb).filter(|_| syntax.deprel(verb) == "conj" && syntax.is_verb(verb));
    let is_bare = syntax.child(verb, &["nsubj", "nsubjpass"]).is_none() && !syntax.is_passive(verb);
    let clause = joined.filter(|&clause| is_bare && syntax.deprel(clause) == "ccomp");
    let says = clause.and_then(|clause| syntax.head(clause)).filter(|&says| syntax.is_verb(says));
    let same = says.filter(|&says| syntax.token(says).xpos == syntax.token(verb).xpos);
    same.map(|says| syntax.subjects(says)).unwrap_or_default()
}

/// "Peru is **a critic** of the plan", "Peru, **a critic** of the plan": who is what the noun says, and still is.
fn bearer(reading: &Reading<'_>, noun: usize) -> Vec<usize> {
    let syntax = reading.scene.syntax;
    if !reading.scene.rules.positions.is_bearer(&syntax.lemma(noun).to_lowercase()) {
        return Vec::new();
    }
    let is_past = |i: usize| matches!(syntax.form(i).to_lowercase().as_str(), "former" | "formerly" | "once");
    let phrase = syntax.leftmost(noun)..noun;
    let head = syntax.head(noun).filter(|_| !phrase.into_iter().any(is_past));
    match (head, syntax.deprel(noun)) {
        (Some(be), "attr") if matches!(syntax.lemma(be), "be" | "become" | "remain") => syntax.subjects(be),
        (Some(name), "appos") => vec![name],
        _ => Vec::new(),
    }
}

/// Whose attitude a noun is: who owns it, or who expresses it.
fn owners(reading: &Reading<'_>, noun: usize) -> Vec<usize> {
    let syntax = reading.scene.syntax;
    let is_carrier = |verb: usize| syntax.is_verb(verb) && reading.scene.rules.positions.carries(syntax.lemma(verb));
    let mut at = noun;
    for _ in 0..4 {
        let Some(head) = syntax.head(at) else { break };
        match syntax.deprel(at) {
            "ccomp" | "conj" | "dobj" | "nsubjpass" => {}
            _ => break,
        }
        if is_carrier(head) {
            let subjects = syntax.subjects(head);
            if !subjects.is_empty() {
                return subjects;
            }
        }
        at = head;
    }
    // "increased demand for tickets", "a need for rain": nobody's, where nobody owns it.
    let is_anybodys = matches!(syntax.lemma(noun), "call" | "demand" | "need" | "right");
    let labels: &[&str] = if is_anybodys { &["poss"] } else { &["poss", "amod", "compound", "nmod"] };
    let owners = syntax.children_by(noun, labels);
    owners.chain(syntax.prepositional(noun, "from")).chain(syntax.prepositional(noun, "by")).collect()
}

/// "were it to oppose the tunnel", "asked Niger to support it": no stand is taken.
fn is_conditional(reading: &Reading<'_>, i: usize, stand: Stand) -> bool {
    let is_verb = reading.scene.syntax.is_verb(i);
    is_verb && stand.polarity != 0 && reading.told(i).status == Status::Hypothetical
}

/// "refused to condemn", "ready to back": what is refused or meant tells the stand; "refused to comment": there is none.
fn is_refusal_of_attitude(reading: &Reading<'_>, i: usize, attitude: &Attitude) -> bool {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let is_word = |verb: usize| {
        let lemma = syntax.lemma(verb).to_lowercase();
        let told = || idiom(words, syntax, verb, &lemma).or_else(|| words.attitude(Sort::Verb, &lemma));
        reading.scene.rules.speech.quotes(&lemma) && syntax.lemma(i) == "refuse"
            || told().is_some() && at(reading, verb).is_some()
    };
    let is_open = attitude.stand.stance != Stance::Demand && attitude.takes.contains(&Takes::Infinitive);
    let below = syntax.children_by(i, &["xcomp", "ccomp", "acl"]).filter(|&verb| verb > i);
    is_open && below.into_iter().any(is_word)
}

/// Whether the sentence only asks.
pub(super) fn is_asked(syntax: &Syntax<'_>, i: usize) -> bool {
    let sentence = syntax.sentence(syntax.sentence_of(i));
    sentence.rev().take(3).any(|token| syntax.form(token) == "?")
}

/// "a man wanted by the police"
fn is_sought(syntax: &Syntax<'_>, i: usize) -> bool {
    syntax.lemma(i) == "want" && syntax.token(i).xpos == "VBN" && syntax.child(i, &["aux"]).is_none()
}

/// "welcomed the minister", "questioned the suspects": done to somebody, and no stand.
fn is_reception(reading: &Reading<'_>, i: usize, frame: &Frame) -> bool {
    let syntax = reading.scene.syntax;
    let is_guest = |token: usize| {
        let mention = reading.scene.entities.at(token).filter(|mention| mention.head == token);
        mention.is_some_and(|mention| mention.entity.person.is_some() || mention.entity.office.is_some())
    };
    let is_guest = |&object: &usize| frame.tokens.contains(&object) && is_guest(object);
    let is_somebody = |&object: &usize| !reading.scene.entities.all_at(object).is_empty();
    match syntax.lemma(i) {
        "welcome" => syntax.objects(i).iter().any(is_guest),
        "question" => syntax.objects(i).iter().any(is_somebody),
        _ => false,
    }
}
