//! "The envoy", "the ministry", "the country", "the bloc": a noun with "the" that takes up somebody named before.
//!
//! In: a noun. Out: the one actor of the sentences before that it fits: a person by the office, a state for "the country"
//! (of the region, where one is named), a body or group by its kind, anything else by the same noun. Two that fit as
//! well leave it open.

use super::anaphors::Refers;
use super::clause::{bound_subject, is_subject};
use super::discourse::{Discourse, Link, is_known, is_same};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;

/// Sentences looked back for a name again: offices are remembered longer than countries.
const FAR: usize = 10;
const NEAR: usize = 3;

/// Whom a definite noun takes up.
pub(super) fn antecedent(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    if matches!(syntax.deprel(i), "compound" | "amod" | "nmod")
        || !is_definite(discourse, i)
        || is_restricted(discourse, i)
    {
        return None;
    }
    let mention = discourse.one(i);
    if mention.is_some_and(|mention| !is_open(&mention.entity)) {
        return None;
    }
    if let Some(link) = apposed(discourse, i) {
        return Some(link);
    }
    let found = match mention.filter(|mention| mention.entity.kind == EntityType::Person) {
        Some(mention) if !discourse.is_plural(i) => {
            person(discourse, i, mention).map(|found| (found, "holder of the office"))
        }
        Some(_) => None,
        None => same_noun(discourse, i)
            .map(|found| (found, "same noun"))
            .or_else(|| of_kind(discourse, i).map(|found| (found, "kind of actor"))),
    };
    let ((antecedent, entity), rule) = found?;
    let is_news = mention.is_none_or(|mention| !is_same(&mention.entity, &entity));
    is_news.then(|| Link { entities: vec![entity], antecedent, rule })
}

/// "Ennahda, the largest party": an apposition is what it explains.
fn apposed(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let named = syntax.head(i).filter(|_| syntax.deprel(i) == "appos")?;
    let mention = discourse
        .one(named)
        .filter(|mention| mention.entity.kind != EntityType::Person && is_known(&mention.entity))?;
    let refers = discourse.gazetteer.anaphors.noun(&syntax.lemma(i).to_lowercase());
    let is_kind = !refers.is_empty() && !refers.contains(&Refers::Government);
    if syntax.token(i).upos == "PROPN" {
        return None;
    }
    let is_open = discourse.one(i).is_some_and(|other| other.entity.kind != EntityType::Person) || is_kind;
    let entities = vec![mention.entity.clone()];
    (is_open && named < i).then_some(Link { entities, antecedent: named, rule: "apposition" })
}

/// Whether the words alone leave open who is meant: an office or noun without a name.
fn is_open(entity: &Entity) -> bool {
    entity.person.is_none()
        && (entity.entity.starts_with("unk:") && entity.country.is_none() && entity.body.is_none()
            || entity.kind == EntityType::Person)
}

/// Whether the noun has "the" or "this", or for an office an owner by name ("Turkey's leader").
pub(super) fn is_definite(discourse: &Discourse<'_>, i: usize) -> bool {
    let syntax = discourse.syntax;
    syntax.children_by(i, &["det", "poss"]).any(|child| match syntax.deprel(child) {
        "det" => matches!(syntax.lemma(child).to_lowercase().as_str(), "the" | "this" | "that"),
        _ => discourse.one(i).is_some_and(|mention| mention.entity.country.is_some()),
    })
}

/// Whether the phrase goes on to say which one is meant, or says that it is another one.
pub(super) fn is_restricted(discourse: &Discourse<'_>, i: usize) -> bool {
    const OTHER: [&str; 18] = [
        "another",
        "deputy",
        "different",
        "ex",
        "first",
        "former",
        "future",
        "late",
        "neighboring",
        "neighbouring",
        "new",
        "next",
        "only",
        "opposing",
        "other",
        "previous",
        "rival",
        "vice",
    ];
    let syntax = discourse.syntax;
    let has_clause = syntax.children_by(i, &["relcl", "acl", "appos"]).any(|child| {
        child == i + 1 || {
            // "the country, which …" tells more of the one that is known.
            syntax.deprel(child) != "acl" && (i + 1 >= syntax.len() || syntax.form(i + 1) != ",")
        }
    });
    let has_phrase =
        ["of", "for", "with", "from"].into_iter().any(|prep| syntax.prepositional(i, prep).next().is_some());
    // "the head of state": the phrase is part of the office.
    let is_inside =
        |mention: &EntityMention| mention.entity.office.as_deref().is_some_and(|office| office.contains(" of "));
    let is_owned = discourse.one(i).is_some_and(|mention| mention.entity.country.is_some() || is_inside(mention));
    has_clause || (has_phrase && !is_owned) || modifiers(discourse, i).iter().any(|word| OTHER.contains(&word.as_str()))
}

/// The adjectives and nouns before a noun, in lower case.
pub(super) fn modifiers(discourse: &Discourse<'_>, i: usize) -> Vec<String> {
    let syntax = discourse.syntax;
    let before = syntax.children_by(i, &["amod", "compound", "nmod", "nummod"]).filter(|&child| child < i);
    let words = before.flat_map(|child| syntax.noun_phrase(child));
    words.map(|token| syntax.form(token).to_lowercase()).collect()
}

/// The person of that office, and of that country where one is named.
fn person(discourse: &Discourse<'_>, i: usize, mention: &EntityMention) -> Option<(usize, Entity)> {
    let office = mention.entity.office.as_deref()?.to_lowercase();
    let fits = |other: &EntityMention| {
        let entity = &other.entity;
        let is_one = entity.kind == EntityType::Person && !discourse.is_plural(other.head);
        let tells_more = entity.person.is_some() || (mention.entity.country.is_none() && is_known(entity));
        let of_same = mention.entity.country.is_none() || mention.entity.country == entity.country;
        let titled = || other.tokens.clone().any(|token| discourse.syntax.form(token).eq_ignore_ascii_case(&office));
        let holds = titled() || entity.office.as_deref().is_some_and(|held| may_call(discourse, &office, held));
        (is_one && tells_more && of_same && holds).then(|| entity.clone())
    };
    discourse.nearest(i, FAR, fits)
}

/// Whether a holder of the office `held` may be called by the words `office`: "minister" for a foreign minister, "leader"
/// for a president, but "president" for no vice president.
pub(super) fn may_call(discourse: &Discourse<'_>, office: &str, held: &str) -> bool {
    const CHANGING: [&str; 9] = ["assistant", "deputy", "elect", "ex", "former", "ousted", "under", "vice", "deposed"];
    let held = held.to_lowercase();
    let held = held.split(" for ").next().unwrap_or(&held);
    let is_tail = |long: &str, short: &str| {
        let before = long.strip_suffix(short).and_then(|before| before.strip_suffix(' '));
        before.is_some_and(|before| !before.split(' ').any(|word| CHANGING.contains(&word)))
    };
    // "the special envoy" is an envoy; a health minister is not just any minister.
    let is_higher = |office: &str, held: &str| {
        const RANKS: [&str; 5] = ["chief", "senior", "special", "top", "veteran"];
        let before = office.strip_suffix(held).and_then(|before| before.strip_suffix(' '));
        before.is_some_and(|before| RANKS.contains(&before))
    };
    let (office, anaphors) = (office.strip_prefix("the ").unwrap_or(office), &discourse.gazetteer.anaphors);
    held == office || is_tail(held, office) || is_higher(office, held) || anaphors.calls(office, held)
}

/// The actor that the same noun named before: "Sudan's army", "the army"; "Constitutional Court", "the court".
fn same_noun(discourse: &Discourse<'_>, i: usize) -> Option<(usize, Entity)> {
    let syntax = discourse.syntax;
    discourse.one(i)?;
    let (lemma, modifiers) = (syntax.lemma(i).to_lowercase(), modifiers(discourse, i));
    discourse.nearest(i, FAR, |other: &EntityMention| {
        let words = || other.tokens.clone().map(|token| syntax.form(token).to_lowercase());
        let fits = syntax.lemma(other.head).to_lowercase() == lemma
            && other.entity.kind != EntityType::Person
            && (is_known(&other.entity) || is_name(discourse, other))
            && discourse.is_plural(i) == discourse.is_plural(other.head)
            && modifiers.iter().all(|modifier| words().any(|word| word == *modifier));
        fits.then(|| other.entity.clone())
    })
}

fn is_name(discourse: &Discourse<'_>, mention: &EntityMention) -> bool {
    discourse.syntax.token(mention.head).upos == "PROPN" && mention.entity.name.contains(' ')
}

/// The actor of the kind that a noun calls: "the bloc" a body of states, "the rebels" an armed group.
fn of_kind(discourse: &Discourse<'_>, i: usize) -> Option<(usize, Entity)> {
    let syntax = discourse.syntax;
    let lemma = syntax.lemma(i).to_lowercase();
    let is_plural = discourse.is_plural(i);
    discourse.gazetteer.anaphors.noun(&lemma).iter().find_map(|refers| match refers {
        Refers::State if !is_plural => state(discourse, i, &lemma),
        Refers::Body if !is_plural => {
            let is_any = matches!(lemma.as_str(), "organisation" | "organization");
            body(discourse, i, &lemma).or_else(|| if is_any { group(discourse, i) } else { None })
        }
        Refers::Group if !is_plural => group(discourse, i),
        Refers::Fighters if is_plural => fighters(discourse, i),
        Refers::Government if lemma == "regime" => regime(discourse, i),
        _ => None,
    })
}

/// The one state that the sentences before speak of. The subject of the clause does nothing to itself.
fn state(discourse: &Discourse<'_>, i: usize, lemma: &str) -> Option<(usize, Entity)> {
    if matches!(lemma, "state" | "neighbour" | "neighbor" | "power") {
        return None;
    }
    let modifiers = modifiers(discourse, i).join(" ");
    let region = discourse.gazetteer.anaphors.region(&modifiers.replace('-', " ").replace("  ", " "));
    let syntax = discourse.syntax;
    let subject = bound_subject(syntax, i);
    let sentences = if region.is_some() { NEAR } else { 2 };
    let fits = |other: &EntityMention| {
        let code = other.entity.country.as_deref().filter(|_| Some(other.head) != subject)?;
        let is_there = region.is_none_or(|states| states.iter().any(|state| state == code));
        discourse.state(code).filter(|_| is_there && discourse.gazetteer.anaphors.may_be(lemma, code))
    };
    // The subject of a sentence goes on as the subject of the next.
    let before = syntax.sentence_of(i).checked_sub(1).filter(|_| is_subject(syntax, i));
    let topic = before.and_then(|sentence| discourse.one(discourse.main_subject(sentence)?));
    let topic =
        topic.filter(|topic| topic.entity.kind == EntityType::State).and_then(|topic| Some((topic.head, fits(topic)?)));
    topic.or_else(|| discourse.nearest(i, sentences, fits))
}

/// "the regime": the government of the one state before.
fn regime(discourse: &Discourse<'_>, i: usize) -> Option<(usize, Entity)> {
    let (antecedent, state) = state(discourse, i, "regime")?;
    let sectors = vec!["GOV".to_owned()];
    Some((antecedent, Entity { kind: EntityType::Institution, sectors, ..state }))
}

/// The one body of states before; "the world body" and "the 15-member body" are of the United Nations.
fn body(discourse: &Discourse<'_>, i: usize, lemma: &str) -> Option<(usize, Entity)> {
    let modifiers = modifiers(discourse, i);
    let is_of_world = modifiers.iter().any(|word| matches!(word.as_str(), "world" | "global"));
    let is_council = modifiers.iter().any(|word| word.starts_with("15") || word == "fifteen");
    discourse.nearest(i, NEAR, |other: &EntityMention| {
        let entity = &other.entity;
        let name = entity.name.to_lowercase();
        let is_un = entity.entity == "UNO";
        let fits = match lemma {
            _ if entity.kind != EntityType::Igo => false,
            "body" if is_council => is_un && entity.body.as_deref() == Some("UNSC"),
            _ if is_of_world => is_un,
            "alliance" | "association" | "bloc" | "club" | "grouping" => {
                !is_un && !name.contains("court") && !name.contains("agency")
            }
            "body" | "organisation" | "organization" => true,
            _ => name.split(' ').any(|word| word == lemma),
        };
        fits.then(|| entity.clone())
    })
}

/// The one armed group, party or organisation before.
fn group(discourse: &Discourse<'_>, i: usize) -> Option<(usize, Entity)> {
    if discourse.syntax.child(i, &["compound"]).is_some() {
        return None;
    }
    let subject = bound_subject(discourse.syntax, i);
    discourse.nearest(i, NEAR, |other: &EntityMention| {
        let entity = &other.entity;
        let is_named = discourse.syntax.token(other.head).upos == "PROPN" || !entity.is_made_up();
        let is_group =
            matches!(entity.kind, EntityType::ArmedGroup | EntityType::Party | EntityType::Ngo | EntityType::Unknown);
        let is_firm = entity.kind == EntityType::Unknown && !is_organisation(discourse, other);
        (is_named && is_group && !is_firm && Some(other.head) != subject).then(|| entity.clone())
    })
}

/// Whether the recogniser took a name for one of an organisation, not of a place or thing.
fn is_organisation(discourse: &Discourse<'_>, mention: &EntityMention) -> bool {
    matches!(discourse.syntax.recognized(mention.head), Some("ORG" | "NORP"))
}

/// The one armed group before: by name, or as people of a country.
fn fighters(discourse: &Discourse<'_>, i: usize) -> Option<(usize, Entity)> {
    discourse.one(i)?;
    let subject = bound_subject(discourse.syntax, i);
    discourse.nearest(i, NEAR, |other: &EntityMention| {
        let is_armed = other.entity.kind == EntityType::ArmedGroup && is_known(&other.entity) || is_front(other);
        (is_armed && Some(other.head) != subject).then(|| other.entity.clone())
    })
}

/// "the Patriotic Front", "the Karen Liberation Army": an unknown name that tells an armed group.
pub(super) fn is_front(mention: &EntityMention) -> bool {
    const ARMED: [&str; 11] = [
        "Armed",
        "Army",
        "Brigade",
        "Brigades",
        "Command",
        "Forces",
        "Front",
        "Guerrillas",
        "Militia",
        "Movement",
        "Navy",
    ];
    let name = mention.entity.name.as_str();
    let is_unknown = mention.entity.is_made_up() && mention.entity.country.is_none() && mention.entity.person.is_none();
    is_unknown && name.contains(' ') && name.split([' ', ',']).any(|word| ARMED.contains(&word))
}
