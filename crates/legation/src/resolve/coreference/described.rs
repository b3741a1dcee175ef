//! "The neurosurgeon", "the Beninese officer", "the American": a person called by what the text has not told before.
//!
//! In: a noun with "the" that no office answers. Out: the one person named in the sentences just before, where nothing
//! tells against: another office, another country, the subject of the same clause. What the description tells is added.
//! Heads of state, judges and others whom a text names without introduction take up nobody, unless their country is told.

use super::agreement::is_scene;
use super::clause::{bound_subject, is_subject};
use super::definite::{is_definite, is_restricted, may_call};
use super::discourse::{Discourse, Link};
use super::name::is_personal;
use super::nation;
use crate::entity::Entity;
use crate::gazetteer::{EntityType, LemmaTable};
use crate::resolve::EntityMention;

/// Sentences looked back.
const NEAR: usize = 2;
/// Sentences looked back for somebody with the same title: "General Lark … the general".
const FAR: usize = 10;

/// Who is described.
pub(super) fn person(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let is_party = matches!(syntax.deprel(i), "nsubj" | "nsubjpass" | "dobj" | "dative" | "pobj" | "poss" | "conj");
    if !is_party || discourse.is_plural(i) || !is_known_one(discourse, i) || is_restricted(discourse, i) {
        return None;
    }
    let own = described(discourse, i)?;
    let bound = bound_subject(syntax, i);
    let is_bound = |head: usize| Some(head) == bound || bound.is_some_and(|subject| syntax.head(head) == Some(subject));
    let fits = |other: &EntityMention| {
        let is_free = !is_scene(discourse, other.head)
            && !is_bound(other.head)
            && !discourse.is_plural(other.head)
            && !other.tokens.contains(&i);
        (is_free && is_personal(discourse, other) && may_be(discourse, &own, &other.entity))
            .then(|| other.entity.clone())
    };
    // Whoever is called by an office was the subject; "Lark left. The minister …" and "a man shot Lark. The minister …".
    let is_topic = |other: &EntityMention| !is_of_state(&own.sectors) || is_subject(syntax, other.head);
    let near = |other: &EntityMention| fits(other).filter(|_| is_topic(other));
    let is_titled = |other: &EntityMention| {
        let before = other.tokens.start.saturating_sub(1)..other.tokens.end;
        let apposed = syntax.child(other.head, &["appos"]).map(|name| syntax.noun_phrase(name));
        let words = before.chain(apposed.into_iter().flatten());
        let mut words = words.map(|token| syntax.form(token).to_lowercase());
        fits(other).filter(|_| words.any(|word| word == own.title))
    };
    let found = discourse.nearest(i, FAR, is_titled);
    let found = found.or_else(|| if own.is_person { discourse.nearest(i, NEAR, near) } else { None });
    let (antecedent, mut entity) = found?;
    if entity.kind == EntityType::Unknown {
        entity.kind = EntityType::Person;
    }
    if entity.country.is_none() {
        entity.country.clone_from(&own.country);
        entity.cow = own.country.as_deref().and_then(|code| discourse.gazetteer.country(code)?.cow);
    }
    if entity.office.is_none() && own.office.is_some() {
        entity.office.clone_from(&own.office);
    }
    if entity.sectors.is_empty() {
        entity.sectors = own.sectors;
    }
    Some(Link { entities: vec![entity], antecedent, rule: "the only person named" })
}

/// "the envoy", or "the Pope's envoy".
fn is_known_one(discourse: &Discourse<'_>, i: usize) -> bool {
    let is_owned = || {
        let owner = discourse.syntax.child(i, &["poss"]);
        owner.is_some_and(|owner| discourse.syntax.token(owner).upos == "PROPN")
    };
    is_definite(discourse, i) || is_owned() && discourse.one(i).is_some_and(|one| one.entity.kind == EntityType::Person)
}

/// What a description tells.
struct Description {
    /// The noun.
    title: String,
    /// Whether it names a person whoever bears it; "captain" only goes back to a captain.
    is_person: bool,
    office: Option<String>,
    country: Option<String>,
    sectors: Vec<String>,
}

/// What the noun tells of a person, if it describes one.
fn described(discourse: &Discourse<'_>, i: usize) -> Option<Description> {
    let lemma = discourse.syntax.lemma(i).to_lowercase();
    let Some(mention) = discourse.one(i) else {
        let is_nobody = discourse.all(i).len() == 0 && !discourse.gazetteer.anaphors.is_introduced_by_itself(&lemma);
        let office =
            discourse.gazetteer.longest_phrase(LemmaTable::Office, &[&lemma], &[&lemma]).map(|_| lemma.clone());
        let is_person = office.is_some() || discourse.gazetteer.person_nouns.holds(&lemma);
        let (country, sectors) = (None, Vec::new());
        return is_nobody.then_some(Description { title: lemma, is_person, office, country, sectors });
    };
    let entity = &mention.entity;
    let is_native = nation::is_bare(discourse, mention) && !nation::is_plural(discourse, i);
    let holds = || discourse.is_role(i) && discourse.gazetteer.person_nouns.holds(&lemma);
    let is_person = entity.kind == EntityType::Person || is_native || entity.kind != EntityType::Institution && holds();
    let is_open = entity.person.is_none() && entity.body.is_none() && mention.antecedent.is_none();
    let is_unnamed = discourse.gazetteer.anaphors.is_introduced_by_itself(&lemma) && entity.country.is_none();
    (is_person && is_open && !is_unnamed).then(|| Description {
        title: lemma,
        is_person,
        office: entity.office.clone(),
        country: entity.country.clone(),
        sectors: if is_native { Vec::new() } else { entity.sectors.clone() },
    })
}

/// A minister, judge or officer, of whom a text may speak without having named him.
fn is_of_state(sectors: &[String]) -> bool {
    sectors.first().is_some_and(|sector| matches!(sector.as_str(), "COP" | "GOV" | "JUD" | "LEG" | "MIL" | "SPY"))
}

fn may_be(discourse: &Discourse<'_>, own: &Description, other: &Entity) -> bool {
    let is_of_same = own.country.is_none() || other.country.is_none() || own.country == other.country;
    let is_held = match (&own.office, &other.office) {
        (Some(own), Some(held)) => may_call(discourse, &own.to_lowercase(), held),
        _ => true,
    };
    is_of_same && is_held
}
