//! How members voted.
//!
//! In: a word of voting ("vetoed", "voted against", "abstained", "abstentions"). Out: the members whose vote it tells.

use std::collections::BTreeMap;

use crate::code::Reading;
use crate::count::exact;
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::words::{Class, Says};
use super::{Ballot, body};

/// How a word tells that somebody voted.
pub(super) fn of_word(reading: &Reading<'_>, token: usize) -> Option<Ballot> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.votes;
    if syntax.is_verb(token) {
        return match words.says(Class::Verb, syntax.lemma(token))? {
            Says::Vetoed => Some(Ballot::Veto),
            Says::Abstain => Some(Ballot::Abstain),
            Says::Vote => side(syntax, token),
            Says::Oppose => Some(Ballot::No),
            _ => None,
        };
    }
    match words.says(Class::Noun, syntax.lemma(token))? {
        Says::Veto => Some(Ballot::Veto),
        Says::Abstain => Some(Ballot::Abstain),
        Says::Vote if has_word(syntax, token, &["negative", "dissenting", "opposing", "no"]) => Some(Ballot::No),
        Says::Vote if has_word(syntax, token, &["positive", "affirmative", "yes"]) => Some(Ballot::Yes),
        Says::Vote => side(syntax, token),
        _ => None,
    }
}

fn has_word(syntax: &Syntax<'_>, noun: usize, words: &[&str]) -> bool {
    syntax.children(noun).any(|child| words.contains(&syntax.form(child).to_lowercase().as_str()))
}

/// "voted **against**", "voted **in favour** of it", "voted **for** it", "voted **yes**".
pub(super) fn side(syntax: &Syntax<'_>, vote: usize) -> Option<Ballot> {
    let behind = vote + 1..syntax.len().min(vote + 4);
    let children = syntax.children(vote).filter(|&child| child > vote);
    let near = behind.filter(|&token| syntax.sentence_of(token) == syntax.sentence_of(vote));
    children.chain(near).find_map(|token| match syntax.form(token).to_lowercase().as_str() {
        "against" | "no" => Some(Ballot::No),
        "for" | "yes" => Some(Ballot::Yes),
        "in" => syntax
            .children(token)
            .any(|child| matches!(syntax.form(child).to_lowercase().as_str(), "favour" | "favor" | "support"))
            .then_some(Ballot::Yes),
        _ => None,
    })
}

/// The members whose vote a word tells.
pub(super) fn members(reading: &Reading<'_>, token: usize, ballot: Ballot) -> BTreeMap<String, Ballot> {
    let syntax = reading.scene.syntax;
    let mut places = Vec::new();
    if syntax.is_verb(token) {
        let near = beside(syntax, token);
        places.extend(if near.is_empty() { syntax.subjects(token) } else { near });
        places.extend(joined(syntax, token));
        if ballot != Ballot::Veto || syntax.deprel(token) == "amod" {
            // "those abstaining were India and Brazil", "India was among those abstaining"
            places.extend(above(syntax, token));
        }
    } else {
        for preposition in ["by", "from", "of"] {
            places.extend(syntax.prepositional(token, preposition));
        }
        places.extend(syntax.children_by(token, &["poss", "amod", "compound", "nmod", "appos"]));
        places.extend(carriers(syntax, token));
    }
    let listed: Vec<usize> = places.iter().flat_map(|&place| listed(syntax, place)).collect();
    places.extend(listed);
    let mut found = BTreeMap::new();
    for mention in places.into_iter().flat_map(|place| reading.scene.parties_of_phrase(place)) {
        let entity = reading.as_side(mention);
        if let Some(code) = member_code(reading, mention, &entity) {
            found.insert(code, ballot);
        }
    }
    found
}

/// "Chad **joined** Mali in voting against it": both.
fn joined(syntax: &Syntax<'_>, vote: usize) -> Vec<usize> {
    let way = syntax.head(vote).filter(|_| matches!(syntax.deprel(vote), "pobj" | "pcomp"));
    let verb = way.and_then(|way| syntax.head(way)).filter(|&verb| syntax.lemma(verb) == "join");
    verb.into_iter().flat_map(|verb| syntax.subjects(verb).into_iter().chain(syntax.objects(verb))).collect()
}

/// "with Mali and Chad **against**", "Mali **opposed**", "Mali **in favour**": names with nothing but a side behind them.
pub(super) fn bare(reading: &Reading<'_>, token: usize) -> BTreeMap<String, Ballot> {
    let syntax = reading.scene.syntax;
    let form = |at: usize| if at < syntax.len() { syntax.form(at).to_lowercase() } else { String::new() };
    let (ballot, next) = match form(token).as_str() {
        "against" | "opposed" | "opposing" => (Ballot::No, token + 1),
        "abstaining" => (Ballot::Abstain, token + 1),
        "in" if matches!(form(token + 1).as_str(), "favour" | "favor") => (Ballot::Yes, token + 2),
        _ => return BTreeMap::new(),
    };
    let is_end = next >= syntax.len() || matches!(form(next).as_str(), "." | "," | ";" | "and" | "while" | "with");
    let mut name = token.checked_sub(1);
    if let Some(be) = name.filter(|&at| matches!(syntax.form(at), "were" | "was")) {
        name = be.checked_sub(1);
    }
    let Some(name) = name.filter(|_| is_end) else { return BTreeMap::new() };
    let sentence = syntax.sentence(syntax.sentence_of(token));
    let mut found = BTreeMap::new();
    let mut at = name;
    // read backwards: names, commas and "and"
    loop {
        let mention = reading.scene.entities.at(at).filter(|mention| mention.tokens.contains(&at));
        if let Some(mention) = mention.filter(|mention| mention.entity.kind == EntityType::State) {
            found.extend(mention.entity.country.clone().map(|code| (code, ballot)));
            at = mention.tokens.start;
        } else if !matches!(syntax.form(at), "," | "and") || found.is_empty() {
            break;
        }
        match at.checked_sub(1).filter(|&before| before >= sentence.start) {
            Some(before) => at = before,
            None => break,
        }
    }
    found
}

/// "voted in favour and China abstained": the parser may hang the name on what stands before it.
fn beside(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let has_own = syntax.child(verb, &["nsubj", "nsubjpass", "aux", "auxpass"]).is_some();
    let is_name = |token: usize| syntax.token(token).upos == "PROPN" && syntax.deprel(token) == "conj";
    let last = verb.checked_sub(1).filter(|&token| !has_own && syntax.deprel(verb) != "conj" && is_name(token));
    std::iter::successors(last, |&token| syntax.head(token).filter(|&head| syntax.token(head).upos == "PROPN"))
        .take_while(|&token| syntax.sentence_of(token) == syntax.sentence_of(verb))
        .filter(|&token| syntax.recognized(token).is_some())
        .take(8)
        .collect()
}

/// A state, or a party of a parliament; "two Democrats" are not their party.
fn member_code(reading: &Reading<'_>, mention: &EntityMention, entity: &Entity) -> Option<String> {
    let is_some = reading.scene.syntax.child(mention.head, &["nummod"]).is_some();
    match entity.kind {
        EntityType::Igo => None,
        EntityType::Party | EntityType::ArmedGroup => (!is_some).then(|| entity.entity.clone()),
        EntityType::State => entity.country.clone(),
        // its delegate
        _ if body::is_parliament(reading.scene, mention) || is_some => None,
        _ => entity.country.clone().filter(|_| !entity.sectors.iter().any(|sector| sector == "LEG")),
    }
}

/// Names behind a noun for several: "three members — Mali, Chad and Togo — abstained".
fn listed(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    let apposed = syntax.children_by(noun, &["appos"]).flat_map(|first| syntax.conjuncts(first));
    apposed.chain(syntax.members(noun)).collect()
}

/// "India was among those abstaining": the subject above.
fn above(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let Some(those) = syntax.head(verb).filter(|_| matches!(syntax.deprel(verb), "acl" | "relcl" | "amod" | "pcomp"))
    else {
        return Vec::new();
    };
    let chain = std::iter::successors(Some(those), |&at| syntax.head(at)).take(4);
    let Some(be) = chain.into_iter().find(|&at| syntax.lemma(at) == "be") else { return Vec::new() };
    let around = syntax.children_by(be, &["nsubj", "attr"]);
    around.filter(|&place| place != those).collect()
}

/// "cast its veto", "used its veto", "the only vote against came from Mali": whoever does it.
fn carriers(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    const CASTING: [&str; 9] = ["cast", "come", "deliver", "exercise", "give", "issue", "register", "use", "wield"];
    let Some(verb) = syntax.head(noun) else { return Vec::new() };
    // "veto power", "veto right"
    let (verb, noun) = match syntax.deprel(noun) {
        "compound" | "nmod" => (syntax.head(verb).unwrap_or(verb), verb),
        _ => (verb, noun),
    };
    if syntax.lemma(verb) == "be" {
        return syntax.children_by(verb, &["nsubj", "attr"]).filter(|&place| place != noun).collect();
    }
    if !CASTING.contains(&syntax.lemma(verb)) {
        return Vec::new();
    }
    match syntax.deprel(noun) {
        "dobj" | "nsubjpass" => syntax.subjects(verb),
        "nsubj" => syntax.prepositional(verb, "from").collect(),
        _ => Vec::new(),
    }
}

/// "Morocco not taking part"
fn is_part_only(syntax: &Syntax<'_>, verb: usize) -> bool {
    let is_part = syntax.objects(verb).iter().any(|&part| syntax.lemma(part) == "part");
    is_part
        && syntax.token(verb).xpos == "VBG"
        && syntax.child(verb, &["neg"]).is_some()
        && syntax.prepositional(verb, "in").next().is_none()
}

/// Members in a list: "3 (Mali, Chad, Togo)", "against (Mali)", "Against: Mali, Chad".
pub(super) fn list(reading: &Reading<'_>, token: usize) -> BTreeMap<String, Ballot> {
    const LONGEST: usize = 120;
    let scene = reading.scene;
    let syntax = scene.syntax;
    let sentence = syntax.sentence(syntax.sentence_of(token));
    let mark = syntax.form(token);
    let Some(before) = token.checked_sub(1).filter(|&before| before >= sentence.start) else { return BTreeMap::new() };
    let said = scene.rules.votes.says(Class::Tally, syntax.form(before));
    let is_second = || {
        let is_to = before.checked_sub(1).is_some_and(|to| matches!(syntax.form(to), "to" | "-" | "–"));
        is_to && exact(syntax, &scene.rules.counts, before).is_some()
    };
    let ballot = match (mark, said) {
        ("(" | ":", Some(Says::For)) => Ballot::Yes,
        ("(" | ":", Some(Says::Against)) => Ballot::No,
        ("(" | ":", Some(Says::Abstain)) => Ballot::Abstain,
        ("(", None) if is_second() => Ballot::No,
        _ => return BTreeMap::new(),
    };
    let names = (token + 1..sentence.end.min(token + LONGEST)).take_while(|&name| syntax.form(name) != ")");
    let states = names.flat_map(|name| scene.entities.all_at(name));
    let states = states.filter(|mention| mention.entity.kind == EntityType::State);
    states.filter_map(|mention| Some((mention.entity.country.clone()?, ballot))).collect()
}

/// "India was absent", "India did not take part in the vote": members who were not there.
pub(super) fn absent(reading: &Reading<'_>, token: usize) -> BTreeMap<String, Ballot> {
    let syntax = reading.scene.syntax;
    let lemma = syntax.lemma(token);
    let is_vote = |noun: usize| reading.scene.rules.votes.says(Class::Noun, syntax.lemma(noun)) == Some(Says::Vote);
    let is_missing = match lemma {
        "boycott" | "skip" | "miss" => syntax.objects(token).iter().any(|&noun| is_vote(noun)),
        "take" if is_part_only(syntax, token) => true,
        "take" | "participate" => {
            let deep = syntax.objects(token).into_iter().chain([token]);
            let mut nouns = deep.flat_map(|at| syntax.prepositional(at, "in").collect::<Vec<_>>());
            syntax.child(token, &["neg"]).is_some() && nouns.any(is_vote)
        }
        "vote" => syntax.is_verb(token) && syntax.child(token, &["neg"]).is_some() && side(syntax, token).is_none(),
        _ => false,
    };
    let is_absent = lemma == "absent" && syntax.deprel(token) == "acomp";
    if !is_missing && !is_absent {
        return BTreeMap::new();
    }
    let places = if is_absent {
        syntax.head(token).map(|be| syntax.subjects(be)).unwrap_or_default()
    } else {
        syntax.subjects(token)
    };
    let mentions = places.into_iter().flat_map(|place| reading.scene.parties_of_phrase(place));
    let states = mentions.filter(|mention| mention.entity.kind == EntityType::State);
    states.filter_map(|mention| Some((mention.entity.country.clone()?, Ballot::Absent))).collect()
}
