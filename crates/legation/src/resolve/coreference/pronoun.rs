//! Pronouns of the third person: "he", "its", "they", "himself".
//!
//! In: a pronoun. Out: whom it stands for. The subjects of the clauses around it come first, then the subject of the
//! sentence before, then the only one that agrees in the sentence; two that agree leave it open.

use super::agreement::{Class, Fit, agreement, class_of};
use super::clause::{self, Clause, clauses, governor, is_inside_own_clause, is_pleonastic, is_subject};
use super::discourse::{Discourse, Link, is_known, is_same};
use super::plural::is_place;
use super::segment;
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

/// Sentences that a person is remembered for without being named.
const PERSON_FAR: usize = 3;

/// What the rules of this file return: the entities, and the token that named them.
type Found = (usize, Vec<Entity>, &'static str);

/// The pronoun that is resolved.
struct Pronoun {
    token: usize,
    class: Class,
    /// The verb that it is the subject of tells an act, which things do not do.
    acts: bool,
    /// Those it cannot stand for: its clause's subject, the speaker of its quotation.
    excluded: Vec<Entity>,
}

/// Whom a pronoun stands for.
pub(super) fn antecedent(discourse: &mut Discourse<'_>, i: usize) -> Option<Link> {
    let mut link = third(discourse, i)?;
    if let (Some(Class::Person(_)), [person]) = (class_of(discourse.syntax.form(i)), link.entities.as_mut_slice())
        && person.kind == EntityType::Unknown
    {
        // "Alhagie Sowe … he": a name that the recogniser took for another.
        person.kind = EntityType::Person;
    }
    if let (Some(Class::Person(gender)), [person]) = (class_of(discourse.syntax.form(i)), link.entities.as_slice())
        && person.person.is_some()
    {
        discourse.genders.entry(person.entity.clone()).or_insert(gender);
    }
    Some(link)
}

fn third(discourse: &Discourse<'_>, i: usize) -> Option<Link> {
    let syntax = discourse.syntax;
    let class = class_of(syntax.form(i))?;
    if is_reflexive(syntax.form(i)) {
        return reflexive(discourse, class, i);
    }
    if class == Class::Thing && is_pleonastic(syntax, i) {
        return None;
    }
    let acts = is_agent(discourse, i) || is_addressed(discourse, i) || is_counted(syntax, i);
    let bound = clause::bound_subject(syntax, i).into_iter().chain(discourse.quotes.speaker(i));
    let bound = bound.flat_map(|token| [token].into_iter().chain(syntax.children_by(token, &["appos"])));
    let excluded = bound.flat_map(|token| discourse.all(token).map(|mention| mention.entity.clone())).collect();
    let pronoun = Pronoun { token: i, class, acts, excluded };
    let (antecedent, entities, rule) = match joined(discourse, &pronoun)
        .or_else(|| receiver(discourse, &pronoun))
        .or_else(|| told_before(discourse, &pronoun))
        .or_else(|| behind_semicolon(discourse, &pronoun))
        .map_or_else(|| above(discourse, &pronoun), Search::Found)
    {
        Search::Found(found) => found,
        Search::Open => same_sentence(discourse, &pronoun)
            .or_else(|| against(discourse, &pronoun))
            .or_else(|| before(discourse, &pronoun))?,
        Search::Unclear => return None,
    };
    Some(Link { entities, antecedent, rule })
}

/// Whether the verb that the pronoun is the subject of tells an act, which things do not do.
fn is_agent(discourse: &Discourse<'_>, i: usize) -> bool {
    let syntax = discourse.syntax;
    let is_act = |verb: usize| discourse.gazetteer.anaphors.is_act(&syntax.lemma(verb).to_lowercase());
    syntax.deprel(i) == "nsubj" && syntax.head(i).is_some_and(is_act)
}

/// "asked them", "arrested them": what is done to an actor only.
fn is_addressed(discourse: &Discourse<'_>, i: usize) -> bool {
    const DONE_TO_ACTORS: [&str; 13] = [
        "accuse", "arrest", "ask", "assure", "blame", "detain", "persuade", "remind", "tell", "thank", "trust", "urge",
        "warn",
    ];
    let syntax = discourse.syntax;
    matches!(syntax.deprel(i), "dobj" | "dative")
        && class_of(syntax.form(i)) == Some(Class::Several)
        && syntax.head(i).is_some_and(|verb| DONE_TO_ACTORS.contains(&syntax.lemma(verb)))
}

/// "most of them", "one of them": those counted are people, as a rule.
fn is_counted(syntax: &Syntax<'_>, i: usize) -> bool {
    let part = syntax.head(i).filter(|&of| syntax.lemma(of) == "of").and_then(|of| syntax.head(of));
    part.is_some_and(|part| is_subject(syntax, part))
}

/// "the ministers and their aides": the owner is the one beside.
fn joined(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    let syntax = discourse.syntax;
    let mut noun = syntax.head(pronoun.token).filter(|_| syntax.deprel(pronoun.token) == "poss")?;
    for _ in 0..4 {
        noun = syntax.head(noun).filter(|_| syntax.deprel(noun) == "conj")?;
        let mention = discourse.one(noun).filter(|_| syntax.is_noun(noun));
        if let Some(mention) = mention.filter(|mention| may_own(discourse, pronoun.class, mention)) {
            return Some((noun, vec![mention.entity.clone()], "the one beside"));
        }
    }
    None
}

/// Whether one of a list agrees by itself.
fn may_own(discourse: &Discourse<'_>, class: Class, mention: &EntityMention) -> bool {
    let is_plural = discourse.is_plural(mention.head);
    match class {
        Class::Several => is_plural,
        Class::Person(gender) => {
            let known = discourse.gender(&mention.entity);
            !is_plural && mention.entity.kind == EntityType::Person && known.is_none_or(|known| known == gender)
        }
        Class::Thing => !is_plural && !matches!(mention.entity.kind, EntityType::Person | EntityType::People),
    }
}

/// "cost Poland its vote": the owner is who gets or loses.
fn receiver(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    let syntax = discourse.syntax;
    let thing = syntax.head(pronoun.token).filter(|_| syntax.deprel(pronoun.token) == "poss")?;
    let verb = syntax.head(thing).filter(|_| syntax.deprel(thing) == "dobj")?;
    let receiver = syntax.child(verb, &["dative"]).filter(|&receiver| receiver < thing && syntax.is_noun(receiver))?;
    Some((receiver, pronoun.entities(discourse, receiver)?, "who gets or loses"))
}

fn is_reflexive(form: &str) -> bool {
    let form = form.to_lowercase();
    form.ends_with("self") || form.ends_with("selves")
}

/// "defend himself": the subject of the clause.
fn reflexive(discourse: &Discourse<'_>, class: Class, i: usize) -> Option<Link> {
    let subject = clause::bound_subject(discourse.syntax, i)?;
    match agreement(discourse, class, subject) {
        Fit::Is(entities) => Some(Link { entities, antecedent: subject, rule: "subject of its clause" }),
        _ => None,
    }
}

/// "Kenya shut the road; it …": what follows a semicolon begins like a new sentence.
fn behind_semicolon(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    let before = segment::before(discourse.syntax, &discourse.quotes, pronoun.token)?;
    let subject = segment::subject(discourse.syntax, &before);
    if let Some(subject) = subject
        && let Some(entities) = pronoun.entities(discourse, subject)
    {
        return Some((subject, entities, "subject in front of the semicolon"));
    }
    if pronoun.class == Class::Thing && !pronoun.acts {
        return None;
    }
    only(discourse, pronoun, before, "only one in front of the semicolon")
}

/// How a search ended.
enum Search {
    Found(Found),
    /// Nobody agreed.
    Open,
    /// Somebody or something else may be meant.
    Unclear,
}

impl Pronoun {
    fn agrees(&self, discourse: &Discourse<'_>, token: usize) -> Fit {
        match agreement(discourse, self.class, token) {
            Fit::Is(entities)
                if entities.iter().any(|entity| self.excludes(entity)) || self.is_inside(discourse, token) =>
            {
                Fit::No
            }
            fit => fit,
        }
    }

    /// "his aide Lark": the pronoun is a part of the phrase.
    fn is_inside(&self, discourse: &Discourse<'_>, token: usize) -> bool {
        discourse.all(token).any(|mention| mention.tokens.contains(&self.token))
    }

    fn excludes(&self, entity: &Entity) -> bool {
        self.excluded.iter().any(|other| is_same(other, entity))
    }

    /// The entities of a token that agrees.
    fn entities(&self, discourse: &Discourse<'_>, token: usize) -> Option<Vec<Entity>> {
        match self.agrees(discourse, token) {
            Fit::Is(entities) => Some(entities),
            _ => None,
        }
    }
}

/// "Lark sent a mediator, his spokesman said": the owner is the subject of what is told.
fn told_before(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    let syntax = discourse.syntax;
    let noun = syntax
        .head(pronoun.token)
        .filter(|&noun| syntax.deprel(pronoun.token) == "poss" && is_subject(syntax, noun))?;
    let told = syntax.child(syntax.head(noun)?, &["ccomp"]).filter(|&told| told < noun)?;
    let subject = syntax.child(told, &["nsubj", "nsubjpass"])?;
    Some((subject, pronoun.entities(discourse, subject)?, "subject of what is told"))
}

/// The nearest subject above that agrees: "Iran said it …", "Lark sent his envoy".
fn above(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Search {
    let syntax = discourse.syntax;
    let all = clauses(syntax, pronoun.token);
    for (n, clause) in all.iter().enumerate() {
        if clause.subject > pronoun.token
            && (syntax.deprel(pronoun.token) == "poss" || !is_before_main(discourse, pronoun))
            && !is_in_front(discourse, pronoun, clause)
        {
            continue;
        }
        match pronoun.agrees(discourse, clause.subject) {
            Fit::No => {}
            Fit::Blocks if pronoun.acts => {}
            Fit::Blocks => return Search::Unclear,
            Fit::Is(entities) => {
                if has_rival(discourse, pronoun, clause, &all[n + 1..], &entities) {
                    return Search::Unclear;
                }
                return Search::Found((clause.subject, entities, "subject of the clause around it"));
            }
        }
    }
    Search::Open
}

/// "After he arrived, Lark said": a pronoun in a clause before the main one.
fn is_before_main(discourse: &Discourse<'_>, pronoun: &Pronoun) -> bool {
    let syntax = discourse.syntax;
    let verb = governor(syntax, pronoun.token);
    verb.is_some_and(|verb| syntax.deprel(verb) == "advcl" && syntax.head(verb).is_some_and(|main| main > verb))
}

/// "During his visit, Lark said": the pronoun stands in a circumstance in front of the clause.
fn is_in_front(discourse: &Discourse<'_>, pronoun: &Pronoun, clause: &Clause) -> bool {
    let syntax = discourse.syntax;
    let circumstance = clause::upwards(syntax, pronoun.token).find(|&at| syntax.head(at) == Some(clause.verb));
    circumstance
        .is_some_and(|at| matches!(syntax.deprel(at), "prep" | "advcl") && syntax.rightmost(at) < clause.subject)
}

/// Whether the clause names another that agrees: its object ("Iran struck Iraq after it …"), or the subject above one
/// that is only understood ("Iran accused Iraq of shelling its towns").
fn has_rival(
    discourse: &Discourse<'_>,
    pronoun: &Pronoun,
    clause: &Clause,
    above: &[Clause],
    entities: &[Entity],
) -> bool {
    let syntax = discourse.syntax;
    let is_other = |token: usize| {
        token != clause.subject
            && pronoun.entities(discourse, token).is_some_and(|others| !is_same(&others[0], &entities[0]))
    };
    let controller = above.first().filter(|_| clause.is_controlled).map(|next| next.subject);
    let objects = syntax.children_by(clause.verb, &["dobj", "dative"]).filter(|&object| object < pronoun.token);
    let is_owner = syntax.deprel(pronoun.token) == "poss";
    let beside = objects.filter(|_| !clause.is_content || (is_asking(discourse, clause.verb) && !is_owner));
    controller.into_iter().chain(beside).any(is_other)
}

/// "told Lark that he …": the one who is told may be meant.
fn is_asking(discourse: &Discourse<'_>, verb: usize) -> bool {
    matches!(discourse.syntax.lemma(verb), "accuse" | "advise" | "ask" | "remind" | "tell" | "urge" | "warn")
}

/// The only one of the same sentence that agrees: "Lark met Reed and thanked him".
fn same_sentence(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    let syntax = discourse.syntax;
    let i = pronoun.token;
    if is_subject(syntax, i) && pronoun.class == Class::Thing && !pronoun.acts {
        return None;
    }
    let (_, tokens) = discourse.back(i, 0).next()?;
    only(
        discourse,
        pronoun,
        tokens.filter(|&token| {
            !is_inside_own_clause(syntax, i, token) && !clause::upwards(syntax, i).any(|at| at == token)
        }),
        "only one of the sentence",
    )
}

/// The one among `tokens` that agrees.
fn only(
    discourse: &Discourse<'_>,
    pronoun: &Pronoun,
    tokens: impl Iterator<Item = usize>,
    rule: &'static str,
) -> Option<Found> {
    let mut found: Option<Found> = None;
    for token in tokens {
        if discourse.syntax.deprel(token) == "conj" && pronoun.class == Class::Several {
            continue;
        }
        let entities = match pronoun.agrees(discourse, token) {
            Fit::Is(entities) => entities,
            Fit::Blocks if pronoun.class == Class::Several && !pronoun.acts => return None,
            _ => continue,
        };
        match &found {
            Some((_, known, _)) if !is_same(&known[0], &entities[0]) => return None,
            _ => found = Some((token, entities, rule)),
        }
    }
    found
}

/// The subject of the sentence before, else the only one there that agrees; persons are remembered longer.
fn before(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    let is_person = matches!(pronoun.class, Class::Person(_));
    let n = if is_person { PERSON_FAR } else { 1 + usize::from(pronoun.acts) };
    for (distance, tokens) in discourse.back(pronoun.token, n).skip(1) {
        let subject = discourse.main_subject(discourse.syntax.sentence_of(pronoun.token) - distance);
        if let Some(subject) = subject {
            match pronoun.agrees(discourse, subject) {
                Fit::Is(entities) if is_clear(discourse, pronoun, subject, &entities) => {
                    return Some((subject, entities, "subject of a sentence before"));
                }
                Fit::Is(_) => return None,
                Fit::Blocks if !pronoun.acts => return None,
                _ => {}
            }
            if let Some(pair) = pair(discourse, pronoun, subject) {
                return Some(pair);
            }
        }
        if pronoun.class == Class::Thing && !pronoun.acts {
            return None;
        }
        if let Some(found) = only(discourse, pronoun, tokens.clone(), "only one of a sentence before") {
            return Some(found);
        }
        let agree = |token: usize| !matches!(pronoun.agrees(discourse, token), Fit::No);
        if is_person && tokens.clone().any(agree) {
            return None;
        }
    }
    None
}

/// "They want to starve us": in a quotation, the state or group spoken of that the speaker is none of.
fn against(discourse: &Discourse<'_>, pronoun: &Pronoun) -> Option<Found> {
    if pronoun.class != Class::Several || !discourse.quotes.hold(pronoun.token) {
        return None;
    }
    let speaker = discourse.quotes.speaker(pronoun.token).and_then(|token| discourse.one(token));
    let country = speaker.and_then(|speaker| speaker.entity.country.as_deref());
    let is_party = |kind| {
        matches!(
            kind,
            EntityType::State | EntityType::Igo | EntityType::Institution | EntityType::ArmedGroup | EntityType::Party
        )
    };
    let before = discourse.syntax.sentence_of(pronoun.token).checked_sub(1)?;
    let topic = discourse.main_subject(before);
    let fits = |other: &EntityMention| {
        let entity = &other.entity;
        let is_other = country.is_none() || entity.country.as_deref() != country;
        let is_outside = !discourse.quotes.hold(other.head) && !is_place(discourse, other);
        (is_party(entity.kind) && is_known(entity) && is_other && is_outside && !pronoun.excludes(entity))
            .then(|| entity.clone())
    };
    let members = topic.map(|topic| discourse.syntax.conjuncts(topic)).unwrap_or_default();
    let members: Vec<(usize, Entity)> =
        members.iter().filter_map(|&token| Some((token, fits(discourse.one(token)?)?))).collect();
    if let [(token, _), _, ..] = members.as_slice() {
        return Some((*token, members.iter().map(|(_, entity)| entity.clone()).collect(), "spoken of"));
    }
    // "Khartoum blames Kampala. "Their tanks …": who was subject speaks.
    let told = discourse.distinct(discourse.syntax.sentence(before), fits);
    let beside = told.iter().filter(|(token, _)| Some(*token) != topic).collect::<Vec<_>>();
    let (token, entity) = match (told.as_slice(), beside.as_slice()) {
        ([one], _) => one.clone(),
        ([_, _], [other]) => (*other).clone(),
        _ => return None,
    };
    Some((token, vec![entity], "spoken of"))
}

/// Whether the subject of a sentence is meant, not that of what it says: "Lark said Reed had left. He …".
fn is_clear(discourse: &Discourse<'_>, pronoun: &Pronoun, subject: usize, entities: &[Entity]) -> bool {
    let syntax = discourse.syntax;
    let Some(root) = syntax.head(subject) else { return true };
    let speaks = is_subject(syntax, pronoun.token)
        && syntax.head(pronoun.token).is_some_and(|verb| {
            syntax.child(verb, &["ccomp"]).is_some() || matches!(syntax.lemma(verb), "add" | "call" | "say" | "tell")
        });
    let told = syntax.children_by(root, &["ccomp"]).filter_map(|verb| syntax.child(verb, &["nsubj", "nsubjpass"]));
    let mut others = told.filter_map(|token| pronoun.entities(discourse, token));
    speaks || !others.any(|other| !is_same(&other[0], &entities[0]))
}

/// "Lark met Reed. They …": subject and object of a sentence together.
fn pair(discourse: &Discourse<'_>, pronoun: &Pronoun, subject: usize) -> Option<Found> {
    let syntax = discourse.syntax;
    let is_main =
        is_subject(syntax, pronoun.token) && syntax.head(pronoun.token).is_some_and(|verb| syntax.head(verb).is_none());
    if pronoun.class != Class::Several || !is_main {
        return None;
    }
    let verb = syntax.head(subject)?;
    let object = syntax.child(verb, &["dobj"]).filter(|&object| discourse.one(object).is_some());
    let object = object.or_else(|| syntax.prepositional(verb, "with").next())?;
    let (one, other) = (discourse.one(subject)?, discourse.one(object)?);
    let is_alike = |kind| one.entity.kind == kind && other.entity.kind == kind;
    let are_alike = (is_alike(EntityType::Person) && !discourse.is_plural(subject) && !discourse.is_plural(object))
        || is_alike(EntityType::State);
    let is_alone = syntax.children_by(object, &["conj"]).next().is_none();
    let entities = vec![one.entity.clone(), other.entity.clone()];
    (are_alike && is_alone && !is_same(&entities[0], &entities[1])).then_some((
        subject,
        entities,
        "both of a sentence before",
    ))
}
