//! Stands without a word of attitude: what somebody says must be, cannot be, or is.
//!
//! In: a [`Reading`]. Out: a [`Found`] for each clause of somebody's speech under "must" or "should" ("said Chad must withdraw"), for
//! "there can be no …", and for a predicate that judges its subject ("called for", "is unacceptable").

use crate::code::Reading;
use crate::entity::Entity;
use crate::syntax::Syntax;

use super::Stance;
use super::find::{Found, is_asked};
use super::words::Stand;
use super::{frame, hedge, holder, named, proposition};

/// What one believes should be, one supports.
const BELIEF: Stand = Stand { stance: Stance::Support, polarity: 1 };
/// "I don't think that they should": one is against it.
const DISBELIEF: Stand = Stand { stance: Stance::Oppose, polarity: -1 };

/// The stand that the clause of one verb tells, if it is somebody's speech.
pub(super) fn at(reading: &Reading<'_>, i: usize) -> Option<Found> {
    let syntax = reading.scene.syntax;
    if !matches!(syntax.token(i).upos.as_str(), "VERB" | "AUX") || !is_clause(syntax, i) || is_asked(syntax, i) {
        return None;
    }
    let (stand, tokens, word) = absent(syntax, i).or_else(|| duty(reading, i)).or_else(|| judgement(reading, i))?;
    let belief = syntax.head(i).filter(|&head| matches!(syntax.lemma(head), "believe" | "feel" | "think"));
    let doubt = belief.and_then(|belief| syntax.child(belief, &["neg"]));
    let (stand, changed) = match (stand.stance, belief) {
        (Stance::Demand, Some(_)) => (if doubt.is_some() { DISBELIEF } else { BELIEF }, doubt),
        (Stance::Demand, None) => (stand, None),
        _ => judged(reading, i, doubt, stand)?,
    };
    let holder = speaker(reading, i)?;
    let mut why = vec![format!("{} by \"{}\" in somebody's words", stand.stance.as_str(), syntax.form(word))];
    why.extend(changed.map(|word| format!("changed by \"{}\"", syntax.form(word))));
    let addressed = if stand.stance == Stance::Demand { syntax.subjects(i) } else { Vec::new() };
    Some(Found { trigger: i, holders: vec![holder], stand, proposition: tokens, addressed, why, is_deed: false })
}

/// A judgement with what negations and doubts leave of it. Blame is blame where it is of what "would be" or "could be".
fn judged(reading: &Reading<'_>, be: usize, doubt: Option<usize>, stand: Stand) -> Option<(Stand, Option<usize>)> {
    let syntax = reading.scene.syntax;
    let (taken, changed) = hedge::taken(syntax, &reading.scene.rules.positions, be, stand)?;
    match doubt {
        Some(doubt) if taken.polarity > 0 => Some((DISBELIEF, Some(doubt))),
        Some(doubt) => Some((Stand { stance: Stance::Neutral, polarity: 0 }, Some(doubt))),
        None if taken.stance == stand.stance && stand.polarity < 0 => Some((stand, None)),
        None => Some((taken, changed)),
    }
}

/// A main clause, or one that says what is said; none that only sets a scene.
fn is_clause(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.deprel(i), "ROOT" | "ccomp" | "conj" | "parataxis")
}

/// Whose words they are, if it is an actor of politics.
fn speaker(reading: &Reading<'_>, i: usize) -> Option<(Entity, String)> {
    if let Some(owner) = view_of(reading, i) {
        return Some(owner);
    }
    let told = reading.told(i);
    let speaker = told.attribution.into_iter().next_back()?.speaker?;
    (speaker.is_political() && holder::is_known(&speaker))
        .then(|| (holder::side_of(reading, &speaker, false), told.why.join("; ")))
}

/// "**Turkey's stance** is that the island must stay divided"
fn view_of(reading: &Reading<'_>, clause: usize) -> Option<(Entity, String)> {
    let syntax = reading.scene.syntax;
    let be = syntax.head(clause).filter(|&be| syntax.deprel(clause) == "ccomp" && syntax.lemma(be) == "be")?;
    let view = syntax.child(be, &["nsubj"])?;
    let is_view = matches!(syntax.lemma(view), "demand" | "line" | "policy" | "position" | "stance" | "stand" | "view");
    let owners: Vec<usize> = syntax.children_by(view, &["poss"]).filter(|_| is_view).collect();
    holder::holders(reading, &owners).into_iter().next()
}

type Told = (Stand, std::ops::Range<usize>, usize);

/// "there can be no return to war"
fn absent(syntax: &Syntax<'_>, be: usize) -> Option<Told> {
    syntax.child(be, &["expl"])?;
    let modal = syntax
        .children_by(be, &["aux"])
        .find(|&aux| matches!(syntax.lemma(aux), "can" | "must" | "should" | "will"))?;
    let noun = syntax.child(be, &["attr", "nsubj", "dobj"])?;
    let no = syntax.children_by(noun, &["det"]).find(|&det| syntax.form(det).eq_ignore_ascii_case("no"))?;
    let tokens = proposition::span(syntax, noun, no + 1)?;
    Some((Stand { stance: Stance::Oppose, polarity: -1 }, tokens, modal))
}

/// "Chad must withdraw", "the council should not wait"
fn duty(reading: &Reading<'_>, verb: usize) -> Option<Told> {
    let syntax = reading.scene.syntax;
    let must =
        syntax.children_by(verb, &["aux"]).find(|&aux| matches!(syntax.lemma(aux), "must" | "should" | "ought"))?;
    let subject = syntax
        .child(verb, &["nsubj", "nsubjpass"])
        .filter(|&subject| subject < must && !is_unclear(reading, subject))?;
    let is_own = syntax.form(subject) == "I";
    let is_open = is_own || matches!(syntax.token(subject).xpos.as_str(), "WP" | "WDT") || syntax.is_relative(subject);
    // "must have known", "should have known": a guess, a reproach.
    let is_past = syntax.children_by(verb, &["aux"]).any(|aux| syntax.lemma(aux) == "have");
    let tokens = proposition::span(syntax, verb, syntax.leftmost(subject))?;
    let is_wanted = !is_open && !is_past && !is_question(syntax, verb);
    is_wanted.then_some((Stand { stance: Stance::Demand, polarity: 1 }, tokens, must))
}

/// "they must be reported": whoever is meant is not told.
fn is_unclear(reading: &Reading<'_>, subject: usize) -> bool {
    let form = reading.scene.syntax.form(subject).to_lowercase();
    let is_open = matches!(form.as_str(), "he" | "it" | "she" | "that" | "they" | "this" | "you");
    is_open && reading.scene.entities.all_at(subject).is_empty()
}

fn is_question(syntax: &Syntax<'_>, verb: usize) -> bool {
    let asks = |word: usize| matches!(syntax.token(word).xpos.as_str(), "WRB" | "WP" | "WDT");
    let subject = syntax.child(verb, &["nsubj", "nsubjpass"]);
    let asked = subject.into_iter().flat_map(|subject| syntax.children_by(subject, &["det"]));
    syntax.children(verb).chain(asked).any(asks)
}

/// "the raid is unacceptable", "it would be wrong to wait"
fn judgement(reading: &Reading<'_>, be: usize) -> Option<Told> {
    let syntax = reading.scene.syntax;
    if syntax.lemma(be) != "be" || is_question(syntax, be) {
        return None;
    }
    let predicate = syntax.child(be, &["acomp", "attr"])?;
    let stand = named::judgement(reading, predicate)?;
    let subject = syntax.child(be, &["nsubj", "csubj"])?;
    if !matches!(syntax.token(subject).upos.as_str(), "PRON" | "DET") {
        let tokens = proposition::span(syntax, subject, syntax.leftmost(subject)).filter(|tokens| tokens.end <= be)?;
        return Some((stand, tokens, predicate));
    }
    // "is a dangerous way to govern": what hangs on a noun is not what is judged.
    let is_hollow = reading.scene.rules.positions.is_hollow(&syntax.lemma(predicate).to_lowercase());
    let places = [Some(be), Some(predicate).filter(|_| !is_hollow)].into_iter().flatten();
    let below = places.flat_map(|at| syntax.children_by(at, &["xcomp", "ccomp", "advcl", "acl", "relcl"]));
    let is_frame = |clause: usize| {
        let first = syntax.form(syntax.leftmost(clause)).to_lowercase();
        matches!(first.as_str(), "that" | "to" | "for" | "if") || syntax.token(clause).xpos == "VBG"
    };
    let mut below = below.filter(|&clause| is_frame(clause));
    let Some(clause) = below.find(|&clause| clause > predicate) else {
        return Some((stand, said_of(reading, be)?, predicate));
    };
    let start = syntax.leftmost(clause);
    let is_frame = matches!(syntax.form(start).to_lowercase().as_str(), "that" | "to" | "for" | "if");
    let tokens = proposition::span(syntax, clause, start + usize::from(is_frame))?;
    Some((stand, tokens, predicate))
}

/// "“It would be a disaster,” Peru said **of the closure**"
fn said_of(reading: &Reading<'_>, be: usize) -> Option<std::ops::Range<usize>> {
    let syntax = reading.scene.syntax;
    let says = syntax.head(be).filter(|&says| syntax.deprel(be) == "ccomp" && syntax.lemma(says) == "say")?;
    let mut matters = ["of", "about"].into_iter().flat_map(|prep| syntax.prepositional(says, prep));
    frame::named(reading, says, matters.find(|&matter| matter > says)?)
}
