//! Short forms of names over the whole document: "Movement for Justice (MJ)" is later "MJ" or "the Movement", "Brussels"
//! the European Union or Belgium where only one of them is named.
//!
//! In: mentions. Out: those of a short form that no table knows take the entity of the one full form that it fits.

use rustc_hash::FxHashMap;

use super::discourse::{Discourse, Link};
use crate::entity::Entity;
use crate::gazetteer::{EntityType, LemmaTable};
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

/// An entity that a short form was made for, with the token that heads the full form.
type Full = (usize, Entity);

/// Links acronyms, last words of names of groups, and surnames that stand alone.
pub(super) fn complete(discourse: &mut Discourse<'_>) {
    let acronyms = acronyms(discourse);
    let (heads, surnames, initials) = (heads(discourse), surnames(discourse), initials(discourse));
    let governments = governments(discourse);
    for i in 0..discourse.syntax.len() {
        let found = full(discourse, &acronyms, &heads, i).or_else(|| person(discourse, &surnames, i));
        let found = found.or_else(|| by_initials(discourse, &initials, i)).or_else(|| seat(discourse, &governments, i));
        if let Some((antecedent, entity)) = found {
            let rule = "short form of a name";
            discourse.link(i, Link { entities: vec![entity], antecedent, rule });
        }
    }
}

/// Acronyms that the text explains in brackets, each with what it stands for.
fn acronyms<'a>(discourse: &mut Discourse<'a>) -> FxHashMap<&'a str, Full> {
    let syntax = discourse.syntax;
    let mut all = FxHashMap::default();
    for open in 1..syntax.len().saturating_sub(2) {
        let form = syntax.form(open + 1);
        if syntax.form(open) == "(" && syntax.form(open + 2) == ")" && is_acronym(form) {
            let Some(full) = explained(discourse, open) else { continue };
            all.entry(form).or_insert(full);
        }
        let comma = said_after(syntax, open + 1).filter(|_| is_acronym(form));
        if let Some(full) = comma.and_then(|comma| explained_at(discourse, comma, open + 1)) {
            all.entry(form).or_insert(full);
        }
    }
    all
}

/// The comma before ", or KLF", ", better known as the KLF".
fn said_after(syntax: &Syntax<'_>, acronym: usize) -> Option<usize> {
    const BETWEEN: [&str; 8] = ["also", "as", "better", "called", "known", "or", "simply", "the"];
    let earliest = acronym.saturating_sub(6).max(1);
    let comma = (earliest..acronym).rev().find(|&token| !BETWEEN.contains(&syntax.form(token)))?;
    let is_said = (comma + 1..acronym).any(|token| matches!(syntax.form(token), "or" | "known" | "called"));
    (is_said && syntax.form(comma) == ",").then_some(comma)
}

/// The name before a bracket whose initials make the acronym in it. Where only one of the two is known to the tables,
/// it tells what the other is.
fn explained(discourse: &mut Discourse<'_>, open: usize) -> Option<Full> {
    explained_at(discourse, open, open + 1)
}

/// The same for an acronym that stands further behind.
fn explained_at(discourse: &mut Discourse<'_>, open: usize, acronym: usize) -> Option<Full> {
    let syntax = discourse.syntax;
    let form = syntax.form(acronym);
    let words = words_before(syntax, open).into_iter().find(|words| has_initials(syntax, words.clone(), form))?;
    let is_above = |&head: &usize| syntax.head(head).is_none_or(|above| !words.contains(&above));
    let head = words.clone().find(is_above)?;
    let known = discourse.one(acronym).map(|mention| mention.entity.clone()).filter(|entity| !entity.is_made_up());
    let own = discourse.one(head).map(|mention| mention.entity.clone());
    match (own, known) {
        (Some(own), _) if !own.is_made_up() || own.country.is_some() => Some((head, own)),
        (_, Some(known)) => {
            let link = Link { entities: vec![known.clone()], antecedent: acronym, rule: "its acronym" };
            discourse.link(head, link);
            Some((acronym, known))
        }
        (Some(own), None) if own.kind != EntityType::Person && own.name.contains(' ') => Some((head, own)),
        (Some(own), None) if own.kind != EntityType::Person => {
            // "the National Union for Renewal (NUR)": more than its noun.
            let named = Entity::unknown(syntax.span(&words).of(syntax.text), 0, 0);
            let entity = Entity { kind: own.kind, sectors: own.sectors, ..named };
            let link = Link { entities: vec![entity.clone()], antecedent: head, rule: "its full name" };
            discourse.link(head, link);
            Some((head, entity))
        }
        (Some(_), None) => None,
        (None, None) => Some((head, discourse.name(head, words, EntityType::Unknown).clone())),
    }
}

/// Runs of words before a bracket that may be a name, the longest first: capitals, with small words between.
fn words_before(syntax: &Syntax<'_>, open: usize) -> Vec<std::ops::Range<usize>> {
    let is_capital = |&token: &usize| syntax.form(token).starts_with(char::is_uppercase);
    let sentence = syntax.sentence(syntax.sentence_of(open)).start;
    let earliest = open.saturating_sub(10).max(sentence);
    let is_part = |&token: &usize| {
        is_capital(&token)
            || matches!(
                syntax.form(token),
                "for" | "of" | "the" | "and" | "in" | "de" | "du" | "des" | "'s" | "’s" | "-"
            )
    };
    let first = (earliest..open).rev().take_while(is_part).last().unwrap_or(open);
    (first..open).filter(is_capital).map(|start| start..open).collect()
}

/// Whether a word is written like an acronym.
fn is_acronym(form: &str) -> bool {
    let n_capitals = form.chars().filter(|c| c.is_uppercase()).count();
    form.len() <= 12 && n_capitals >= 2 && form.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
}

/// Whether the letters of the acronym are initials of the words, in order; up to a third may come from within words.
fn has_initials(syntax: &Syntax<'_>, words: std::ops::Range<usize>, acronym: &str) -> bool {
    let initials: Vec<char> =
        words.filter_map(|token| syntax.form(token).chars().next()).flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut rest = initials.iter();
    let n_met =
        letters.iter().filter(|letter| rest.clone().any(|c| c == *letter) && rest.any(|c| c == *letter)).count();
    initials.first() == letters.first() && n_met * 3 >= letters.len() * 2
}

/// Names of bodies and groups by the noun that may stand for them ("front"); nothing for a noun of two names.
fn heads(discourse: &Discourse<'_>) -> FxHashMap<String, Option<Full>> {
    let mut all: FxHashMap<String, Option<Full>> = FxHashMap::default();
    for head in 0..discourse.syntax.len() {
        let Some(mention) = discourse.one(head) else { continue };
        let name = mention.entity.name.trim_start_matches("the ").trim_start_matches("The ");
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_long = words.len() > 1 && words.iter().all(|word| !word.starts_with('('));
        let is_name = is_long && words[0].starts_with(char::is_uppercase) && is_group(&mention.entity);
        for word in words.iter().filter(|word| is_name && word.starts_with(char::is_uppercase)) {
            if !is_head_of_name(&words, word) {
                continue;
            }
            let full = (head, mention.entity.clone());
            let known = all.entry(word.to_lowercase()).or_insert_with(|| Some(full.clone()));
            if known.as_ref().is_some_and(|(_, entity)| entity.entity != full.1.entity) {
                *known = None;
            }
        }
    }
    all
}

/// "Front" of "Patriotic Front", "Movement" of "Movement for Justice".
fn is_head_of_name(words: &[&str], word: &str) -> bool {
    let end = words.iter().position(|word| matches!(*word, "for" | "of" | "in" | "and" | "to")).unwrap_or(words.len());
    end > 0 && words[end - 1] == word
}

fn is_group(entity: &Entity) -> bool {
    matches!(
        entity.kind,
        EntityType::Igo
            | EntityType::Ngo
            | EntityType::Company
            | EntityType::ArmedGroup
            | EntityType::Party
            | EntityType::Institution
            | EntityType::Unknown
    )
}

/// Whether a mention is a person's name, known to be one or not: "Alhagie Sowe".
pub(super) fn is_personal(discourse: &Discourse<'_>, mention: &EntityMention) -> bool {
    let (syntax, entity) = (discourse.syntax, &mention.entity);
    if entity.kind == EntityType::Person {
        return entity.person.is_some();
    }
    let is_name = |token: usize| {
        let (form, lemma) = (syntax.form(token), syntax.lemma(token).to_lowercase());
        let is_capital = form.len() > 1 && form.chars().skip(1).any(char::is_lowercase) || form.len() == 1;
        let is_institution = || discourse.gazetteer.longest_phrase(LemmaTable::Institution, &[&lemma], &[&lemma]);
        is_capital
            && syntax.token(token).upos == "PROPN"
            && discourse.gazetteer.anaphors.noun(&lemma).is_empty()
            && is_institution().is_none()
    };
    let is_unknown =
        matches!(entity.kind, EntityType::Unknown | EntityType::People) && entity.entity.starts_with("unk:");
    is_unknown
        && entity.country.is_none()
        && (2..=4).contains(&mention.tokens.len())
        && syntax.child(mention.head, &["det"]).is_none()
        && mention.tokens.clone().all(is_name)
}

/// Names of bodies and groups by their initials; nothing for the initials of two.
fn initials(discourse: &Discourse<'_>) -> FxHashMap<String, Option<Full>> {
    let mut all: FxHashMap<String, Option<Full>> = FxHashMap::default();
    for head in 0..discourse.syntax.len() {
        let Some(mention) = discourse.one(head).filter(|mention| is_group(&mention.entity)) else { continue };
        let words = mention.entity.name.split_whitespace();
        let letters: String = words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
        if letters.chars().count() > 2 {
            let full = (head, mention.entity.clone());
            let known = all.entry(letters.trim_start_matches('T').to_owned()).or_insert_with(|| Some(full.clone()));
            if known.as_ref().is_some_and(|(_, entity)| entity.entity != full.1.entity) {
                *known = None;
            }
        }
    }
    all
}

/// "SRCS" after "Somali Red Crescent Society", without brackets.
fn by_initials(discourse: &Discourse<'_>, initials: &FxHashMap<String, Option<Full>>, i: usize) -> Option<Full> {
    let form = discourse.syntax.form(i);
    let mention = discourse.one(i).filter(|mention| mention.entity.entity.starts_with("unk:"))?;
    let is_bare = form.len() > 2 && mention.tokens.len() <= 2 && form.chars().all(char::is_uppercase);
    let full = initials.get(form).filter(|_| is_bare)?.as_ref()?;
    (full.0 < i).then(|| full.clone())
}

/// States and bodies that the text names, by code, with the first token that does.
fn governments(discourse: &Discourse<'_>) -> FxHashMap<String, Full> {
    let mut all: FxHashMap<String, Full> = FxHashMap::default();
    for head in 0..discourse.syntax.len() {
        let Some(mention) = discourse.one(head) else { continue };
        if matches!(mention.entity.kind, EntityType::State | EntityType::Igo) {
            all.entry(mention.entity.entity.clone()).or_insert_with(|| (head, mention.entity.clone()));
        }
    }
    all
}

/// "Brussels" where the text names either Belgium or the European Union.
fn seat(discourse: &Discourse<'_>, governments: &FxHashMap<String, Full>, i: usize) -> Option<Full> {
    let syntax = discourse.syntax;
    let is_party = matches!(syntax.deprel(i), "nsubj" | "dobj" | "dative" | "poss" | "conj");
    let is_open = discourse.one(i).is_none_or(|mention| mention.entity.entity.starts_with("unk:"));
    if !is_party || !is_open || discourse.all(i).len() > 1 || syntax.token(i).upos != "PROPN" {
        return None;
    }
    let city = syntax.span(&syntax.noun_phrase(i)).of(syntax.text).to_lowercase();
    let may_be = discourse.gazetteer.anaphors.seat(city.trim_end_matches("'s"));
    let mut named = may_be.iter().filter_map(|code| governments.get(code));
    let (head, entity) = named.next().filter(|_| named.next().is_none())?;
    let mut government = Entity { text: String::new(), ..entity.clone() };
    if government.kind == EntityType::State {
        (government.kind, government.sectors) = (EntityType::Institution, vec!["GOV".to_owned()]);
    }
    Some((*head, government))
}

/// Persons by the last word of their names; nothing for a word of two.
fn surnames(discourse: &Discourse<'_>) -> FxHashMap<String, Option<Full>> {
    let mut all: FxHashMap<String, Option<Full>> = FxHashMap::default();
    for head in 0..discourse.syntax.len() {
        let Some(mention) = discourse.one(head) else { continue };
        let name = mention.entity.person.as_deref().unwrap_or_default();
        let in_text = mention.tokens.clone().rev().map(|token| discourse.syntax.form(token));
        let in_text = in_text.into_iter().find(|form| form.starts_with(char::is_uppercase));
        let in_table = name.split_whitespace().skip(1).last();
        for surname in in_table.into_iter().chain(in_text.filter(|_| in_table.is_some())) {
            let full = (head, mention.entity.clone());
            let known = all.entry(surname.to_owned()).or_insert_with(|| Some(full.clone()));
            if known.as_ref().is_some_and(|(_, entity)| entity.entity != full.1.entity) {
                *known = None;
            }
        }
    }
    all
}

/// The person of a surname that the recogniser took for something else.
fn person(discourse: &Discourse<'_>, surnames: &FxHashMap<String, Option<Full>>, i: usize) -> Option<Full> {
    let syntax = discourse.syntax;
    let is_party = matches!(syntax.deprel(i), "nsubj" | "nsubjpass" | "dobj" | "dative" | "pobj" | "poss" | "conj");
    let is_bare = syntax.noun_phrase(i).len() == 1 && syntax.form(i).len() > 2;
    let is_open = discourse.one(i).is_none_or(|mention| {
        mention.entity.entity.starts_with("unk:") && mention.tokens.len() == 1 && mention.entity.country.is_none()
    });
    if !is_party || !is_bare || !is_open || discourse.all(i).len() > 1 {
        return None;
    }
    let full = surnames.get(syntax.form(i))?.as_ref()?;
    // The full name may come later; a place or a month is no short form of it.
    let is_name = || syntax.token(i).upos == "PROPN" && matches!(syntax.recognized(i), None | Some("ORG" | "PERSON"));
    (full.0 < i || is_name()).then(|| full.clone())
}

/// What a short form stands for.
fn full(
    discourse: &Discourse<'_>,
    acronyms: &FxHashMap<&str, Full>,
    heads: &FxHashMap<String, Option<Full>>,
    i: usize,
) -> Option<Full> {
    let syntax = discourse.syntax;
    let form = syntax.form(i);
    let is_open = discourse.one(i).is_none_or(|mention| mention.entity.entity.starts_with("unk:"));
    if !is_open || discourse.all(i).len() > 1 || !syntax.is_noun(i) || syntax.deprel(i) == "compound" {
        return None;
    }
    if let Some(full) = acronyms.get(form) {
        return (i > full.0).then(|| full.clone());
    }
    // "the Front" takes the last word of one name.
    let is_party = matches!(syntax.deprel(i), "nsubj" | "nsubjpass" | "dobj" | "poss");
    let is_short = (form.starts_with(char::is_uppercase) || is_party && form != "government")
        && i > 0
        && syntax.child(i, &["det"]).is_some_and(|det| det + 1 == i && syntax.form(det).eq_ignore_ascii_case("the"))
        && syntax.prepositional(i, "of").next().is_none();
    let full = heads.get(&form.to_lowercase()).filter(|_| is_short)?.as_ref()?;
    let is_other = discourse.one(i).is_none_or(|mention| mention.entity.entity != full.1.entity);
    (is_other && i > full.0).then(|| full.clone())
}
