//! Stands that their matter gets: "the plan **has the support of** Egypt", "the offer **drew criticism from** Poland".
//!
//! In: a noun of attitude under a verb of getting. Out: a [`Found`] whose proposition is the verb's subject, and whose holders
//! own the noun or stand behind "of", "from" and "by".

use crate::code::{Reading, is_stand_of};
use crate::syntax::Syntax;

use super::find::{Found, is_asked};
use super::words::Sort;
use super::{frame, hedge, holder};

/// The stand that a noun tells of what got it.
pub(super) fn at(reading: &Reading<'_>, noun: usize) -> Option<Found> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    if syntax.token(noun).upos != "NOUN" || is_asked(syntax, noun) {
        return None;
    }
    let attitude = words.attitude(Sort::Noun, &syntax.lemma(noun).to_lowercase())?;
    let verb = getter(reading, noun)?;
    let (stand, changed) = hedge::taken(syntax, words, verb, attitude.stand)?;
    let mut holders = holder::holders(reading, &owners(syntax, noun, verb));
    holders.retain(|(holder, _)| is_stand_of(reading.scene, noun, holder));
    let matter = syntax.child(verb, &["nsubj"]).filter(|&matter| !is_actor(reading, matter))?;
    let proposition = frame::named(reading, verb, matter)?;
    let mut why = vec![format!("{} by \"{}\" in data/rules/attitude.csv", stand.stance.as_str(), syntax.form(noun))];
    why.extend(changed.map(|word| format!("changed by \"{}\"", syntax.form(word))));
    let found = Found { trigger: noun, holders, stand, proposition, addressed: Vec::new(), why, is_deed: true };
    (!found.holders.is_empty()).then_some(found)
}

/// Whether those who get it are somebody: "Peru has the support of Chile" tells of no plan.
fn is_actor(reading: &Reading<'_>, matter: usize) -> bool {
    let is_name = matches!(reading.scene.syntax.recognized(matter), Some("GPE" | "LOC" | "NORP" | "ORG" | "PERSON"));
    is_name || reading.scene.entities.all_at(matter).iter().any(|mention| mention.is_political())
}

/// "Peru **has the support of** Chile": the stand is Chile's, on Peru, and none of Peru's.
pub(super) fn is_of_another(reading: &Reading<'_>, noun: usize) -> bool {
    let syntax = reading.scene.syntax;
    let is_help = matches!(syntax.lemma(noun), "approval" | "backing" | "blessing" | "endorsement" | "support");
    let mut owners = syntax.prepositional(noun, "of").filter(|_| is_help);
    let is_party = |owner: usize| reading.scene.entities.all_at(owner).iter().any(|mention| mention.is_political());
    owners.any(is_party) && getter(reading, noun).is_some()
}

/// The verb of getting above: "**drew** criticism", "**met** with opposition".
fn getter(reading: &Reading<'_>, noun: usize) -> Option<usize> {
    let syntax = reading.scene.syntax;
    let above = syntax.head(noun)?;
    let verb = match syntax.deprel(noun) {
        "dobj" => above,
        "pobj" if matches!(syntax.form(above), "into" | "with") => syntax.head(above)?,
        _ => return None,
    };
    let gets = syntax.is_verb(verb) && reading.scene.rules.positions.gets(&syntax.lemma(verb).to_lowercase());
    gets.then_some(verb)
}

/// "the support **of Egypt**", "criticism **from Poland**", "**Chad's** backing"
fn owners(syntax: &Syntax<'_>, noun: usize, verb: usize) -> Vec<usize> {
    let own = syntax.children_by(noun, &["poss", "amod"]);
    let named = ["of", "from", "by"].into_iter().flat_map(|prep| syntax.prepositional(noun, prep));
    let beside = syntax.prepositional(verb, "from").filter(|&owner| owner > noun);
    own.chain(named).chain(beside).collect()
}
