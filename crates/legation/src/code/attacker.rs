//! Who stands behind an attack, where another phrase or clause of the sentence tells it.
//!
//! In: an act of violence whose frame finds no actor. Out: the owners of the attack in which somebody was killed
//! ("in Ethiopian airstrikes"), those to whom it is ascribed ("an attack blamed on the group"), and those who claim it
//! ("… and the group claimed responsibility"). A denial or a claim by nobody tells nothing.

use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::condition::Fit;
use super::roles::Scene;

/// Verbs of claiming, with what is claimed.
const CLAIMING: [&str; 4] = ["accept", "admit", "claim", "take"];
const CLAIMED: [&str; 4] = ["attack", "bombing", "credit", "responsibility"];
/// Verbs whose passive names the doer behind "by".
const DOING: [&str; 13] = [
    "admit",
    "carry",
    "claim",
    "commit",
    "conduct",
    "execute",
    "launch",
    "mount",
    "order",
    "perpetrate",
    "plan",
    "stage",
    "wage",
];
/// Verbs of ascribing, with the preposition that names the doer.
const ASCRIBING: [(&str, &str); 4] = [("ascribe", "to"), ("attribute", "to"), ("blame", "on"), ("pin", "on")];
/// Fights, whose other side stands behind "with".
const FIGHTS: [&str; 8] = ["battle", "clash", "combat", "confrontation", "fight", "fighting", "gunfight", "skirmish"];

/// Who did it, and how the sentence says so.
pub(super) fn find<'e>(scene: Scene<'e>, fit: &Fit<'_>) -> Option<(&'static str, Vec<&'e EntityMention>)> {
    let occasion = occasions(scene, fit.trigger).find_map(|attack| {
        let found = behind(scene, attack);
        (!found.is_empty()).then_some(("behind the attack", found))
    });
    occasion.or_else(|| claimants(scene, fit.trigger).map(|found| ("claims the attack", found)))
}

/// The attacks that a verb names: its subject, or the occasion ("killed in an attack").
fn occasions<'e>(scene: Scene<'e>, trigger: usize) -> impl Iterator<Item = usize> + 'e {
    let syntax = scene.syntax;
    let subjects = syntax.subjects(trigger);
    let around =
        ["in", "during", "by"].into_iter().flat_map(move |preposition| syntax.prepositional(trigger, preposition));
    let all = subjects.into_iter().chain(around);
    all.filter(move |&noun| scene.rules.guards.is_instrument(syntax.lemma(noun)))
}

/// Owners and makers of an attack, and those whom a clause behind it names.
pub(super) fn behind<'e>(scene: Scene<'e>, attack: usize) -> Vec<&'e EntityMention> {
    let syntax = scene.syntax;
    let owners = syntax.children_by(attack, &["poss", "amod", "compound", "nmod"]);
    let is_fight = FIGHTS.contains(&syntax.lemma(attack).to_lowercase().as_str());
    let makers: &[&str] = if is_fight { &["by", "with"] } else { &["by", "from"] };
    let makers = makers.iter().flat_map(|preposition| syntax.prepositional(attack, preposition));
    let clauses = syntax.children_by(attack, &["acl", "relcl"]).flat_map(|verb| doers(syntax, verb));
    let places: Vec<usize> = owners.chain(makers).chain(clauses).collect();
    let first = places.into_iter().find(|&place| scene.entities.at(place).is_some_and(|party| !scene.is_site(party)));
    first.into_iter().flat_map(|place| scene.parties_of_phrase(place)).collect()
}

/// Whom a clause about an attack names as its doer: "carried out by", "blamed on", "for which … claimed responsibility".
fn doers(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    if is_open(syntax, verb) {
        return Vec::new();
    }
    let lemma = syntax.lemma(verb);
    if let Some((_, preposition)) = ASCRIBING.iter().find(|(ascribing, _)| *ascribing == lemma) {
        return syntax.prepositional(verb, preposition).collect();
    }
    if is_claim(syntax, verb) || DOING.contains(&lemma) && syntax.is_passive(verb) {
        return syntax.subjects(verb);
    }
    Vec::new()
}

/// Those who claim the attack in another clause of the sentence.
fn claimants<'e>(scene: Scene<'e>, trigger: usize) -> Option<Vec<&'e EntityMention>> {
    let syntax = scene.syntax;
    let verbs = syntax.sentence(syntax.sentence_of(trigger));
    let claims = verbs.filter(|&verb| syntax.is_verb(verb) && is_claim(syntax, verb) && !is_open(syntax, verb));
    let found = claims.flat_map(|verb| syntax.subjects(verb)).map(|subject| scene.parties_of_phrase(subject));
    let is_actor = |parties: &Vec<&EntityMention>| parties.iter().any(|party| party.is_political());
    found.into_iter().find(is_actor)
}

/// "claimed responsibility", "took credit".
fn is_claim(syntax: &Syntax<'_>, verb: usize) -> bool {
    let is_claimed = |object: usize| CLAIMED.contains(&syntax.lemma(object));
    CLAIMING.contains(&syntax.lemma(verb)) && syntax.child(verb, &["dobj"]).is_some_and(is_claimed)
}

/// Whether the clause leaves open whether it is so: "did not claim", "no group claimed", "may have".
fn is_open(syntax: &Syntax<'_>, verb: usize) -> bool {
    let is_modal = |aux: usize| syntax.token(aux).xpos == "MD";
    let is_none = |subject: usize| {
        syntax.children_by(subject, &["det"]).any(|determiner| matches!(syntax.lemma(determiner), "no" | "neither"))
    };
    syntax.child(verb, &["neg"]).is_some()
        || syntax.children_by(verb, &["aux"]).any(is_modal)
        || syntax.children_by(verb, &["nsubj"]).any(is_none)
}
