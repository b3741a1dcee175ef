//! Words of attitude in a text: who takes which stand on what.
//!
//! In: a [`Reading`]. Out: a [`Found`] for each verb, noun or adjective of the table that has a holder and a proposition.

use std::ops::Range;

use crate::code::{Reading, Status};
use crate::entity::Entity;
use crate::syntax::Syntax;

use super::words::{Attitude, Sort, Stand, Takes};
use super::{hedge, holder, proposition};

/// A stand with its holders.
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

/// What a word's frame gives: the proposition's tokens and whom it is said to.
struct Frame {
    tokens: Range<usize>,
    addressed: Vec<usize>,
}

/// The stand that one token tells, if any.
pub(super) fn at(reading: &Reading<'_>, i: usize) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let (attitude, holder_places) = word(reading, i)?;
    let frame = attitude.takes.iter().find_map(|takes| frame(reading, i, takes))?;
    let (stand, changed) = hedge::taken(syntax, i, attitude.stand)?;
    let is_none = is_reception(reading, i, &frame)
        || is_asked(syntax, i)
        || is_sought(syntax, i)
        || is_refusal_of_attitude(reading, i);
    let holders = holder::holders(reading, &holder_places);
    if is_none || holders.is_empty() || is_conditional(reading, i, stand) {
        return None;
    }
    let is_noun = syntax.token(i).upos == "NOUN";
    let tokens = if is_noun { proposition::extended(syntax, i, frame.tokens) } else { frame.tokens };
    let mut why = vec![format!("{} by \"{}\" in data/rules/attitude.csv", stand.stance.as_str(), syntax.form(i))];
    why.extend(changed.map(|word| format!("changed by \"{}\"", syntax.form(word))));
    Some(Found { trigger: i, holders, stand, proposition: tokens, addressed: frame.addressed, why, is_deed: true })
}

/// The attitude of a token, and where its holders stand.
fn word<'r>(reading: &'r Reading<'_>, i: usize) -> Option<(&'r Attitude, Vec<usize>)> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let lemma = syntax.lemma(i).to_lowercase();
    match syntax.token(i).upos.as_str() {
        "VERB" => {
            // "is opposed to", "are committed to": a state, told by a participle.
            let form = syntax.form(i).to_lowercase();
            let is_state = syntax.token(i).xpos == "VBN" && syntax.child(i, &["agent", "dobj"]).is_none();
            if let Some(attitude) = words.attitude(Sort::Adjective, &form).filter(|_| is_state) {
                return Some((attitude, syntax.children_by(i, &["nsubj", "nsubjpass"]).collect()));
            }
            let particle = syntax.child(i, &["prt"]);
            let phrasal = particle.map(|particle| format!("{lemma} {}", syntax.form(particle).to_lowercase()));
            let phrasal = phrasal.and_then(|phrasal| words.attitude(Sort::Verb, &phrasal));
            Some((phrasal.or_else(|| words.attitude(Sort::Verb, &lemma))?, doers(syntax, i)))
        }
        "NOUN" => Some((words.attitude(Sort::Noun, &lemma)?, owners(reading, i))),
        "ADJ" => {
            let verb = syntax.head(i).filter(|_| syntax.deprel(i) == "acomp")?;
            Some((words.attitude(Sort::Adjective, &lemma)?, syntax.subjects(verb)))
        }
        "ADP" => {
            const BEING: [&str; 7] = ["be", "come", "declare", "remain", "speak", "stand", "stay"];
            let is_place = matches!(syntax.deprel(i), "prep" | "oprd" | "advmod");
            let verb = syntax.head(i).filter(|&verb| is_place && BEING.contains(&syntax.lemma(verb)))?;
            let form = syntax.form(i).to_lowercase();
            let noun = syntax.child(i, &["pobj"])?;
            let joined = format!("{form} {}", syntax.form(noun).to_lowercase());
            let attitude =
                words.attitude(Sort::Adjective, &joined).or_else(|| words.attitude(Sort::Adjective, &form))?;
            Some((attitude, syntax.subjects(verb)))
        }
        _ => None,
    }
}

/// Who does it: the verb's subject, or that of the verb that it hangs on ("stopped short of condemning").
fn doers(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let own = syntax.subjects(verb);
    if !own.is_empty() || syntax.deprel(verb) != "pcomp" {
        return own;
    }
    let above = std::iter::successors(syntax.head(verb), |&at| syntax.head(at)).take(4);
    above.into_iter().find(|&at| syntax.is_verb(at)).map(|at| syntax.subjects(at)).unwrap_or_default()
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

/// The proposition in one of the places that a word takes it in.
fn frame(reading: &Reading<'_>, i: usize, takes: &Takes) -> Option<Frame> {
    let syntax = reading.scene.syntax;
    match takes {
        Takes::Object => {
            let object =
                if syntax.is_verb(i) { syntax.objects(i).first().copied() } else { syntax.child(i, &["pobj"]) }?;
            let is_word =
                syntax.is_relative(object) || syntax.token(object).xpos == "PRP" && syntax.lemma(object) == "it";
            (!is_word).then(|| phrase(syntax, object)).flatten()
        }
        Takes::Clause => clause(syntax, i),
        Takes::Infinitive => infinitive(syntax, i, i),
        Takes::Addressee => {
            let addressed = syntax.child(i, &["dobj"]);
            let frame = infinitive(syntax, i, addressed.unwrap_or(i))?;
            let subject = || syntax.children_by(i, &["ccomp"]).find_map(|verb| syntax.child(verb, &["nsubj"]));
            Some(Frame { addressed: vec![addressed.or_else(subject)?], ..frame })
        }
        Takes::Preposition(preposition) => {
            // "in favour of": what it takes hangs on the noun.
            let holders = [Some(i), syntax.child(i, &["pobj"]).filter(|_| !syntax.is_verb(i))].into_iter().flatten();
            let is_time = |&object: &usize| matches!(syntax.recognized(object), Some("DATE" | "TIME"));
            let mut objects = holders.flat_map(|holder| syntax.prepositional(holder, preposition));
            let object = objects.find(|object| !is_time(object))?;
            let addressed = matches!(preposition.as_str(), "on" | "upon" | "to" | "with") && syntax.is_verb(i);
            if let Some(frame) = infinitive(syntax, i, object).filter(|_| addressed) {
                return Some(Frame { addressed: vec![object], ..frame });
            }
            if let Some(wanted) = syntax.prepositional(i, "for").next().filter(|_| addressed && preposition != "upon") {
                return Some(Frame { addressed: vec![object], ..phrase(syntax, wanted)? });
            }
            let is_addressee = addressed && matches!(syntax.lemma(i), "appeal" | "call" | "plead");
            if is_addressee { None } else { phrase(syntax, object) }
        }
    }
}

/// A noun phrase or gerund with all that belongs to it.
fn phrase(syntax: &Syntax<'_>, head: usize) -> Option<Frame> {
    let tokens = proposition::span(syntax, head, syntax.leftmost(head).max(sentence_start(syntax, head)))?;
    Some(Frame { tokens, addressed: Vec::new() })
}

fn sentence_start(syntax: &Syntax<'_>, i: usize) -> usize {
    syntax.sentence(syntax.sentence_of(i)).start
}

/// "that the talks go on", without "that".
fn clause(syntax: &Syntax<'_>, verb: usize) -> Option<Frame> {
    let clause = syntax
        .children_by(verb, &["ccomp", "acl"])
        .find(|&clause| clause > verb && syntax.child(clause, &["nsubj", "nsubjpass", "csubj", "expl"]).is_some())?;
    let start = syntax.leftmost(clause);
    let marks = ["that", "whether"];
    let is_mark = syntax.deprel(start) == "mark" && marks.contains(&syntax.form(start).to_lowercase().as_str());
    let tokens = proposition::span(syntax, clause, start + usize::from(is_mark))?;
    (tokens.end <= verb || tokens.start > verb).then_some(Frame { tokens, addressed: Vec::new() })
}

/// "to join the force", from the verb on; behind whoever it is said to.
fn infinitive(syntax: &Syntax<'_>, word: usize, behind: usize) -> Option<Frame> {
    let holders = [word, behind];
    let is_infinitive = |&verb: &usize| {
        let to = syntax.children_by(verb, &["aux"]).any(|aux| syntax.form(aux).eq_ignore_ascii_case("to"));
        verb > word && to && syntax.token(verb).xpos == "VB"
    };
    let below = holders.into_iter().flat_map(|at| syntax.children_by(at, &["xcomp", "ccomp", "acl", "advcl", "relcl"]));
    let verb = below.into_iter().find(is_infinitive)?;
    let to = syntax.children_by(verb, &["aux"]).find(|&aux| syntax.form(aux).eq_ignore_ascii_case("to"))?;
    let negation = syntax.child(verb, &["neg"]).filter(|&negation| negation < to);
    let tokens = proposition::span(syntax, verb, negation.unwrap_or(to + 1))?;
    Some(Frame { tokens, addressed: Vec::new() })
}

/// "were it to oppose the tunnel", "asked Niger to support it": no stand is taken.
fn is_conditional(reading: &Reading<'_>, i: usize, stand: Stand) -> bool {
    let is_verb = reading.scene.syntax.is_verb(i);
    is_verb && stand.polarity != 0 && reading.told(i).status == Status::Hypothetical
}

/// "refused to condemn": what is refused tells the stand.
fn is_refusal_of_attitude(reading: &Reading<'_>, i: usize) -> bool {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let refused = syntax.children_by(i, &["xcomp"]).map(|verb| syntax.lemma(verb).to_lowercase());
    syntax.lemma(i) == "refuse" && refused.into_iter().any(|lemma| words.attitude(Sort::Verb, &lemma).is_some())
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

/// "welcomed the minister": a reception, no stand.
fn is_reception(reading: &Reading<'_>, i: usize, frame: &Frame) -> bool {
    let syntax = reading.scene.syntax;
    let is_guest = |token: usize| {
        let mention = reading.scene.entities.at(token).filter(|mention| mention.head == token);
        mention.is_some_and(|mention| mention.entity.person.is_some() || mention.entity.office.is_some())
    };
    let is_guest = |&object: &usize| frame.tokens.contains(&object) && is_guest(object);
    syntax.lemma(i) == "welcome" && syntax.objects(i).iter().any(is_guest)
}
