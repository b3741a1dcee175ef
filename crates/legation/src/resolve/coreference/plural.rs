//! "Both countries", "the two leaders", "the pair": a plural that takes up several actors together.
//!
//! In: a noun, number or "both". Out: just as many actors as it counts, the nearest that fit; if there are more, those
//! that are coordinated ("Iran and Iraq"); else nothing.

use super::anaphors::Refers;
use super::clause::bound_subject;
use super::definite::{is_front, may_call, modifiers};
use super::discourse::{Discourse, Link, is_same};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

/// Sentences looked back.
const NEAR: usize = 2;

/// What the members of a plural have in common.
enum Members {
    /// States, also told by their people in office.
    States,
    /// Persons of an office, or any.
    Persons(Option<String>),
    /// Whoever is a side: states, groups, bodies.
    Sides,
    /// Bodies or groups.
    Groups,
    /// Whatever there are just two of: persons, else sides.
    Any,
}

/// Who all are meant.
pub(super) fn members(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let n = count(discourse, i)?;
    let kinds = kinds(discourse, i)?;
    let rule = "just as many were named";
    let found = match kinds {
        Members::Any => {
            search(discourse, i, n, &Members::Persons(None)).or_else(|| search(discourse, i, n, &Members::Sides))
        }
        Members::Sides => {
            search(discourse, i, n, &Members::Sides).or_else(|| search(discourse, i, n, &Members::States))
        }
        kinds => search(discourse, i, n, &kinds),
    }?;
    let antecedent = found.first()?.0;
    Some(Link { entities: found.into_iter().map(|(_, entity)| entity).collect(), antecedent, rule })
}

/// "mediate between them": two that were named.
pub(super) fn between(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let is_between = syntax.head(i).is_some_and(|prep| syntax.form(prep).eq_ignore_ascii_case("between"));
    if !is_between || !syntax.form(i).eq_ignore_ascii_case("them") {
        return None;
    }
    let found = [Members::Sides, Members::Persons(None), Members::States]
        .iter()
        .find_map(|members| search(discourse, i, 2, members))?;
    let antecedent = found.first()?.0;
    let entities = found.into_iter().map(|(_, entity)| entity).collect();
    Some(Link { entities, antecedent, rule: "both that were named" })
}

/// How many the words count; nothing if they are no plural that takes up others.
fn count(discourse: &Discourse<'_>, i: usize) -> Option<usize> {
    let syntax = discourse.syntax;
    let form = syntax.form(i).to_lowercase();
    if syntax.prepositional(i, "of").next().is_some() || syntax.child(i, &["relcl", "acl", "appos"]).is_some() {
        return None;
    }
    let follows_verb =
        || syntax.head(i).is_some_and(|verb| syntax.children_by(verb, &["nsubj", "nsubjpass"]).any(|other| other < i));
    let stands_alone = match syntax.deprel(i) {
        // "Lark and Reed both refused" says nothing new.
        "nsubj" | "nsubjpass" => !follows_verb(),
        place => matches!(place, "dobj" | "pobj" | "dative" | "poss"),
    };
    let the =
        syntax.children_by(i, &["det"]).any(|det| matches!(syntax.lemma(det).to_lowercase().as_str(), "the" | "these"));
    match form.as_str() {
        // "both in Cairo and …" pairs what follows.
        "both" => return (stands_alone && syntax.child(i, &["conj"]).is_none() && i + 1 < syntax.len()).then_some(2),
        "two" | "pair" | "duo" => return (stands_alone && the).then_some(2),
        "three" | "four" | "five" if stands_alone && the => return number(&form),
        _ => {}
    }
    let is_both = |child: usize| syntax.form(child).eq_ignore_ascii_case("both");
    if syntax.children(i).any(|child| matches!(syntax.form(child).to_lowercase().as_str(), "neither" | "either")) {
        return is_pair_noun(syntax, i).then_some(2);
    }
    if !discourse.is_plural(i) || discourse.one(i).is_some_and(|mention| mention.entity.country.is_some()) {
        return None;
    }
    let number = syntax.children_by(i, &["nummod"]).find_map(|child| number(&syntax.form(child).to_lowercase()));
    if syntax.children(i).any(is_both) {
        return Some(2);
    }
    match number {
        Some(n) => the.then_some(n),
        None => (the && is_pair_noun(syntax, i) && syntax.lemma(i) != "party").then_some(2),
    }
}

/// Nouns for one of two that stand face to face.
fn is_pair_noun(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.lemma(i).to_lowercase().as_str(), "side" | "neighbour" | "neighbor" | "party" | "rival" | "foe")
}

fn number(word: &str) -> Option<usize> {
    Some(match word {
        "two" | "2" => 2,
        "three" | "3" => 3,
        "four" | "4" => 4,
        "five" | "5" => 5,
        _ => return None,
    })
}

fn kinds(discourse: &Discourse<'_>, i: usize) -> Option<Members> {
    let syntax = discourse.syntax;
    let lemma = syntax.lemma(i).to_lowercase();
    if matches!(lemma.as_str(), "both" | "two" | "three" | "four" | "five" | "pair" | "duo") {
        return Some(Members::Any);
    }
    if matches!(lemma.as_str(), "man" | "woman") {
        return Some(Members::Persons(None));
    }
    if let Some(mention) = discourse.one(i).filter(|mention| mention.entity.kind == EntityType::Person) {
        let office = mention.entity.office.as_deref()?.to_lowercase();
        let words: Vec<&str> = office.split(' ').collect();
        let before = words[..words.len().saturating_sub(1)].join(" ");
        return Some(Members::Persons(Some(format!("{before} {lemma}").trim().to_owned())));
    }
    discourse.gazetteer.anaphors.noun(&lemma).iter().find_map(|refers| match refers {
        Refers::State | Refers::Government => Some(Members::States),
        Refers::Party => Some(Members::Sides),
        Refers::Body | Refers::Group => Some(Members::Groups),
        Refers::Person => Some(Members::Persons(Some(lemma.clone()))),
        Refers::Fighters => None,
    })
}

/// The nearest that fit, if they are `n`.
fn search(discourse: &Discourse<'_>, i: usize, n: usize, members: &Members) -> Option<Vec<(usize, Entity)>> {
    let region = discourse.gazetteer.anaphors.region(&modifiers(discourse, i).join(" "));
    let outside = beside(discourse, i);
    let fits = |mention: &EntityMention| {
        let entity = fit(discourse, mention, members).filter(|_| !is_place(discourse, mention))?;
        if outside.contains(&entity.entity) {
            return None;
        }
        let is_there = region.is_none_or(|states| states.contains(&entity.entity));
        is_there.then_some(entity)
    };
    let mut all: Vec<(usize, Entity)> = Vec::new();
    for (_, tokens) in discourse.back(i, NEAR) {
        let here = discourse.distinct(tokens.clone(), fits);
        for (token, entity) in here {
            if !all.iter().any(|(_, known)| is_same(known, &entity) || known.entity == entity.entity) {
                all.push((token, entity));
            }
        }
        if all.len() == n {
            all.sort_by_key(|(token, _)| *token);
            return Some(all);
        }
        if all.len() > n {
            return coordinated(discourse, tokens, n, &fits);
        }
    }
    None
}

/// The subject of the clause, and of the one above an infinitive, are none of those meant: "Oman urged both sides to …".
fn beside(discourse: &Discourse<'_>, i: usize) -> Vec<String> {
    let syntax = discourse.syntax;
    let is_subject = matches!(syntax.deprel(i), "nsubj" | "nsubjpass");
    let to_do = syntax.head(i).filter(|&verb| {
        is_subject && syntax.children_by(verb, &["aux"]).any(|aux| syntax.form(aux).eq_ignore_ascii_case("to"))
    });
    let subject = match to_do.and_then(|verb| syntax.head(verb)) {
        Some(urged) => syntax.child(urged, &["nsubj"]),
        None => bound_subject(syntax, i),
    };
    subject.into_iter().flat_map(|token| discourse.all(token).map(|mention| mention.entity.entity.clone())).collect()
}

/// The last `n` that are coordinated.
fn coordinated(
    discourse: &Discourse<'_>,
    tokens: std::ops::Range<usize>,
    n: usize,
    fits: &impl Fn(&EntityMention) -> Option<Entity>,
) -> Option<Vec<(usize, Entity)>> {
    tokens.rev().filter(|&token| discourse.syntax.deprel(token) != "conj").find_map(|token| {
        let together: Vec<(usize, Entity)> = discourse.all(token).filter_map(|one| Some((token, fits(one)?))).collect();
        if n > 1 && together.len() == n {
            return Some(together);
        }
        let all = discourse.syntax.conjuncts(token);
        let found: Vec<(usize, Entity)> =
            all.iter().filter_map(|&token| Some((token, fits(discourse.one(token)?)?))).collect();
        (all.len() == n && found.len() == n).then_some(found)
    })
}

/// What a mention is as a member.
fn fit(discourse: &Discourse<'_>, mention: &EntityMention, members: &Members) -> Option<Entity> {
    let entity = &mention.entity;
    match members {
        Members::States => discourse.state(entity.country.as_deref().filter(|_| entity.kind != EntityType::People)?),
        Members::Persons(office) => {
            let is_one = entity.kind == EntityType::Person && !discourse.is_plural(mention.head);
            let is_told = entity.person.is_some() || entity.country.is_some();
            let holds = office
                .as_deref()
                .is_none_or(|office| entity.office.as_deref().is_some_and(|held| may_call(discourse, office, held)));
            (is_one && is_told && holds).then(|| entity.clone())
        }
        Members::Sides => {
            let is_side = matches!(
                entity.kind,
                EntityType::State
                    | EntityType::Institution
                    | EntityType::ArmedGroup
                    | EntityType::Party
                    | EntityType::Igo
            );
            (is_side && !entity.entity.starts_with("unk:") || is_front(mention)).then(|| entity.clone())
        }
        Members::Groups => {
            matches!(entity.kind, EntityType::Igo | EntityType::ArmedGroup | EntityType::Party | EntityType::Ngo)
                .then(|| entity.clone())
        }
        Members::Any => None,
    }
}

/// Whether a name only says where: "talks in Cairo".
pub(super) fn is_place(discourse: &Discourse<'_>, mention: &EntityMention) -> bool {
    const WHERE: [&str; 5] = ["at", "in", "inside", "near", "outside"];
    let (syntax, i) = (discourse.syntax, mention.head);
    let is_way = |prep: &str| prep == "to" && mention.entity.kind != EntityType::State;
    let is_name_of_place = matches!(syntax.recognized(i), Some("GPE" | "LOC" | "FAC"));
    is_name_of_place
        && syntax.deprel(i) == "pobj"
        && syntax.head(i).is_some_and(|prep| {
            let prep = syntax.form(prep).to_lowercase();
            WHERE.contains(&prep.as_str()) || is_way(&prep)
        })
}
