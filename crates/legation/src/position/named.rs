//! Stands told by what somebody calls a thing: "called the raid **illegal**", "described the vote as **a farce**".
//!
//! In: a [`Reading`]. Out: a [`Found`] for each verb of naming with a judgement of `judgements.csv` on its object.

use crate::code::{Reading, is_stand_of};
use crate::syntax::Syntax;

use super::find::{Found, doers, is_asked};
use super::words::{Sort, Stand};
use super::{author, frame, hedge, holder};

/// The stand that a verb of naming tells.
pub(super) fn at(reading: &Reading<'_>, verb: usize) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    if syntax.token(verb).upos != "VERB" || !words.names(&syntax.lemma(verb).to_lowercase()) || is_asked(syntax, verb) {
        return None;
    }
    let (object, predicate) = parts(syntax, verb)?;
    let judged = judgement(reading, predicate)?;
    let (stand, changed) = hedge::taken(syntax, words, verb, judged)?;
    let places = doers(syntax, verb);
    let mut holders = holder::holders(reading, &places);
    if holders.is_empty() {
        holders = author::holders(reading, &places, stand);
    }
    holders.retain(|(holder, _)| is_stand_of(reading.scene, verb, holder));
    let proposition = frame::named(reading, verb, object)?;
    let mut why =
        vec![format!("{} by \"{}\" in data/rules/judgements.csv", stand.stance.as_str(), syntax.form(predicate))];
    why.extend(changed.map(|word| format!("changed by \"{}\"", syntax.form(word))));
    let found = Found { trigger: verb, holders, stand, proposition, addressed: Vec::new(), why, is_deed: true };
    (!found.holders.is_empty()).then_some(found)
}

/// What is named, and what it is called.
fn parts(syntax: &Syntax<'_>, verb: usize) -> Option<(usize, usize)> {
    let object = syntax.objects(verb).first().copied();
    let behind_as = || {
        let mut preps = syntax.children_by(verb, &["prep"]).filter(|&prep| syntax.form(prep) == "as");
        preps.find_map(|prep| syntax.child(prep, &["pobj", "amod", "acomp"]))
    };
    let second = || syntax.children_by(verb, &["dobj"]).rfind(|&other| Some(other) != object);
    if let Some(object) = object {
        let predicate = syntax.child(verb, &["oprd"]).or_else(behind_as).or_else(second);
        if let Some(predicate) = predicate.filter(|&predicate| predicate != object) {
            return Some((object, predicate));
        }
    }
    // "called the raid illegal": the parser may take it for a clause without a verb.
    let clauses = syntax.children_by(verb, &["ccomp", "xcomp", "oprd"]).filter(|&clause| clause > verb);
    let is_bare = |&clause: &usize| matches!(syntax.token(clause).upos.as_str(), "ADJ" | "NOUN");
    clauses.filter(is_bare).find_map(|clause| Some((syntax.child(clause, &["nsubj"])?, clause)))
}

/// The stand of whoever says that something is this: "illegal", "an act of aggression", "a dangerous step".
pub(super) fn judgement(reading: &Reading<'_>, predicate: usize) -> Option<Stand> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let is_noun = syntax.is_noun(predicate);
    let lemma = syntax.lemma(predicate).to_lowercase();
    let sort = if is_noun { Sort::Noun } else { Sort::Adjective };
    let own = words.judgement(sort, &lemma).or_else(|| words.judgement(sort, &syntax.form(predicate).to_lowercase()));
    if own.is_some() || !is_noun || !words.is_hollow(&lemma) {
        return own;
    }
    let held = syntax.prepositional(predicate, "of").find_map(|noun| word(reading, Sort::Noun, noun));
    // "a step in the **right** direction"
    let mut aims = syntax.prepositional(predicate, "in").filter(|&aim| syntax.lemma(aim) == "direction");
    let aim = || {
        let adjectives = aims.next().into_iter().flat_map(|aim| syntax.children_by(aim, &["amod"]));
        adjectives.into_iter().find_map(|adjective| word(reading, Sort::Adjective, adjective))
    };
    held.or_else(aim).or_else(|| {
        syntax.children_by(predicate, &["amod"]).find_map(|adjective| word(reading, Sort::Adjective, adjective))
    })
}

fn word(reading: &Reading<'_>, sort: Sort, token: usize) -> Option<Stand> {
    reading.scene.rules.positions.judgement(sort, &reading.scene.syntax.lemma(token).to_lowercase())
}
