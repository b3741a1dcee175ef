//! One noun phrase as an entity: its name or noun, with nationality, office and person.
//!
//! In: a token that may head a mention. Out: the mention, composed of what the phrase says ("Chinese Foreign Minister
//! Wang Yi", "Sudan's army", "the UN envoy, …") and then of what the tables know. The text goes before the tables.

use jiff::civil::Date;

use crate::entity::{Entity, slug};
use crate::gazetteer::{EntityType, Gazetteer, Group, LemmaTable, NameKind, Official};
use crate::syntax::Syntax;

use super::names::{Name, Names};
use super::office::{LONGEST_ROLE, role, role_in_words, titled};
use super::{EntityMention, employer};

pub(super) struct Context<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) names: &'a Names<'a>,
    pub(super) day: Option<Date>,
    /// The place that the report was written at: nobody by another name.
    pub(super) dateline: Option<std::ops::Range<usize>>,
}

impl Context<'_> {
    fn is_dateline(&self, i: usize) -> bool {
        self.dateline.as_ref().is_some_and(|dateline| dateline.contains(&i))
    }
}

/// A mention, and other tokens that head the same one.
pub(super) struct Found {
    pub(super) mention: EntityMention,
    pub(super) also: Vec<usize>,
}

/// What a noun says about the actor that it names.
pub(super) enum Core {
    State(usize),
    People(usize),
    Government(usize),
    Body(usize),
    Group(usize),
    Person { name: std::ops::Range<usize>, official: Option<usize> },
    Role { office: Option<String>, kind: EntityType, sectors: Vec<String>, first: usize },
    Unknown(EntityType, std::ops::Range<usize>),
}

/// Whom a person or institution belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    State(usize),
    Body(usize),
    Group(usize),
}

/// The mention that token `i` heads, if any.
pub(super) fn mention(context: &Context<'_>, i: usize) -> Option<Found> {
    let syntax = context.syntax;
    if matches!(syntax.deprel(i), "compound" | "amod" | "nmod" | "appos") && !is_loose(context, i) {
        return None;
    }
    let core = core(context, i).filter(|core| !is_abstract(context, i, core))?;
    let apposed = syntax.child(i, &["appos"]).filter(|_| !context.is_dateline(i));
    let apposed = apposed.or_else(|| apposed_to_owner(context, i, &core));
    let apposed = apposed.and_then(|other| Some((other, self::core(context, other)?)));
    let (core, apposed) = persons(context, core, apposed);
    let mut also = Vec::new();
    let mut entity = plain(context, i, &core);
    let mut owner = owner(context, i, &core);
    if let Some((other, second)) = &apposed
        && is_same(&core, second)
        && !is_plural(syntax, i)
    {
        also.push(*other);
        owner = owner.or_else(|| self::owner(context, *other, second));
        if matches!(core, Core::Unknown(..)) {
            let name = entity.name.clone();
            entity = Entity {
                entity: format!("per:{}", slug(&name)),
                person: Some(name),
                kind: EntityType::Person,
                ..entity
            };
        }
        if is_named(second) && matches!(core, Core::People(_)) {
            (entity.kind, entity.sectors) = (EntityType::Person, Vec::new());
        }
        merge(&mut entity, plain(context, *other, second));
    }
    if let Some(title) = shared_title(context, i) {
        merge(&mut entity, title);
    }
    if let Some((title, role)) = title_with_owner(context, i, &core) {
        owner = owner.or_else(|| self::owner(context, title, &role));
        merge(&mut entity, plain(context, title, &role));
    }
    if let Some(name) = person_behind(context, i, &core) {
        let words = syntax.span(&name).of(syntax.text).to_owned();
        also.extend(name.clone());
        let before = name.start - 1;
        owner = owner.or_else(|| owner_named(context, before)).or_else(|| region(context, before, &core));
        entity.entity = format!("per:{}", slug(&words));
        entity.person = Some(words.clone());
        entity.name = words;
    }
    if let Core::Person { name, .. } = &core {
        // "Barack Obama": the tagger may take the first name for another word and hang the rest on it.
        let is_loose = |&token: &usize| token != i && matches!(syntax.deprel(token), "nsubj" | "nsubjpass" | "dobj");
        also.extend(name.clone().filter(is_loose));
    }
    if let Some(name) = context.names.at(i) {
        also.extend(name.tokens.clone().filter(|&token| token != i));
    }
    if !matches!(owner, Some(Owner::Body(_) | Owner::Group(_))) {
        let title = if let Core::Person { name, .. } = &core { name.start.checked_sub(1) } else { None };
        employer::complete(context, [Some(i), title, apposed.as_ref().map(|(other, _)| *other)], &mut entity);
    }
    apply_owner(context, &mut entity, owner.as_ref(), &core);
    let first = first_token(context, i, &core);
    let tokens = without_lead(syntax, first.min(syntax.noun_phrase(i).start), first)..last_token(context, i, &core) + 1;
    let span = syntax.span(&tokens);
    entity.text = span.of(syntax.text).to_owned();
    (entity.start, entity.end) = (span.start.into(), span.end.into());
    let reason = format!("{} = {}", entity.text, entity.entity);
    Some(Found {
        mention: EntityMention { head: i, tokens, entity, antecedent: None, is_settled: false, reason },
        also,
    })
}

/// Whether a word and its apposition name one actor.
fn is_one(context: &Context<'_>, core: Core, apposed: (usize, Core)) -> bool {
    let (core, apposed) = persons(context, core, Some(apposed));
    apposed.is_some_and(|(_, second)| is_same(&core, &second))
}

/// "his counterpart, Marta Novak", "Marta Novak, the minister": a name that the recogniser did not see is the person's.
fn persons(context: &Context<'_>, core: Core, apposed: Option<(usize, Core)>) -> (Core, Option<(usize, Core)>) {
    let is_office = |core: &Core| matches!(core, Core::Role { office: Some(_), .. });
    let is_name = |core: &Core| {
        let Core::Unknown(EntityType::Unknown, name) = core else { return false };
        name.len() > 1 && name.len() < 4 && name.clone().all(|token| context.syntax.token(token).upos == "PROPN")
    };
    let named = |core: Core| match core {
        Core::Unknown(_, name) => Core::Person { name, official: None },
        core => core,
    };
    match apposed {
        Some((other, second)) if is_office(&core) && is_name(&second) => (core, Some((other, named(second)))),
        Some((other, second)) if is_name(&core) && is_office(&second) => (named(core), Some((other, second))),
        apposed => (core, apposed),
    }
}

/// "small government", "good government": what an institution is like in general names none.
fn is_abstract(context: &Context<'_>, i: usize, core: &Core) -> bool {
    let syntax = context.syntax;
    let is_general = matches!(core, Core::Role { kind: EntityType::Institution, first, .. } if *first == i)
        && syntax.lemma(i) == "government"
        && syntax.token(i).xpos == "NN";
    let is_low = matches!(syntax.deprel(i), "dobj" | "pobj" | "conj" | "attr");
    let has_quality = syntax.child(i, &["amod"]).is_some() && syntax.child(i, &["det", "poss", "nummod"]).is_none();
    is_general && is_low && has_quality && owner(context, i, core).is_none()
}

/// "The mayor of Basra, Adnan Kazim": the parser hangs the name on the place.
fn apposed_to_owner(context: &Context<'_>, i: usize, core: &Core) -> Option<usize> {
    let syntax = context.syntax;
    let is_office = matches!(core, Core::Role { office: Some(_), .. }) && !is_plural(syntax, i);
    let mut owners =
        ["of", "for", "to"].into_iter().filter(|_| is_office).flat_map(|prep| syntax.prepositional(i, prep));
    let is_person = |&name: &usize| syntax.recognized(name) == Some("PERSON");
    owners.find_map(|owner| syntax.child(owner, &["appos"]).filter(is_person))
}

/// "Prime Minister of Ukraine Andriy Marchenko": a title that has its owner behind it.
fn title_with_owner(context: &Context<'_>, i: usize, core: &Core) -> Option<(usize, Core)> {
    let syntax = context.syntax;
    if !matches!(core, Core::Person { .. }) {
        return None;
    }
    let title = syntax.children_by(i, &["nmod", "compound"]).find(|&title| {
        title < i
            && ["of", "for"].into_iter().any(|preposition| syntax.prepositional(title, preposition).next().is_some())
    })?;
    Some((title, role(context, title).filter(|role| matches!(role, Core::Role { office: Some(_), .. }))?))
}

/// The title that several share: "Presidents Omar Sy of Senegal and Luc Adjo of Benin".
fn shared_title(context: &Context<'_>, i: usize) -> Option<Entity> {
    let syntax = context.syntax;
    let mut first = i;
    for _ in 0..8 {
        match syntax.deprel(first) {
            "conj" => first = syntax.head(first)?,
            "appos" => break,
            _ => return None,
        }
    }
    let title = syntax.head(first).filter(|&title| title < first && is_plural(syntax, title))?;
    let core = core(context, title).filter(|core| matches!(core, Core::Role { office: Some(_), .. }))?;
    (syntax.token(i).upos == "PROPN").then(|| plain(context, title, &core))
}

/// "President of France Emmanuel Macron": the parser hangs the name below the office.
fn person_behind(context: &Context<'_>, i: usize, core: &Core) -> Option<std::ops::Range<usize>> {
    let syntax = context.syntax;
    if !matches!(core, Core::Role { office: Some(_), .. }) || syntax.child(i, &["appos"]).is_some() {
        return None;
    }
    let name = syntax.prepositional(i, "of").find_map(|below| context.names.recognized(syntax, below));
    let (_, name) = name.filter(|(label, _)| *label == "PERSON")?;
    let state = name.start.checked_sub(1).and_then(|before| context.names.at(before))?;
    (state.tokens.start == i + 2 && state.tokens.end == name.start).then_some(name)
}

/// The other actors that a noun with several nationalities names, each at its nationality: "Iranian and Syrian forces".
pub(super) fn other_nations(context: &Context<'_>, mention: &EntityMention) -> Vec<EntityMention> {
    let (syntax, head) = (context.syntax, mention.head);
    let before = mention.tokens.start..head;
    let is_joined = before.clone().any(|token| syntax.token(token).upos == "CCONJ");
    if !is_joined || !is_plural(syntax, head) || mention.entity.person.is_some() {
        return Vec::new();
    }
    let nation = |token: usize| {
        let below = matches!(syntax.deprel(token), "amod" | "compound" | "nmod" | "conj");
        let name = context.names.at(token).filter(|_| below && !is_hyphenated(syntax, token))?;
        name.row(NameKind::Adjective).or_else(|| name.row(NameKind::State)).map(|row| (token, row))
    };
    let other = |(token, row): (usize, usize)| {
        let country = &context.gazetteer.countries[row];
        let mut entity = mention.entity.clone();
        if entity.country.as_deref() == Some(country.entity.as_str()) || entity.country.is_none() {
            return None;
        }
        let tokens = token..head + 1;
        let span = syntax.span(&tokens);
        let (owner, words) = (mention.entity.country.clone(), span.of(syntax.text));
        let was_state = owner.as_ref() == Some(&entity.entity);
        set_country(&mut entity, country);
        entity.entity = if was_state { country.entity.clone() } else { format!("unk:{}", slug(words)) };
        words.clone_into(&mut entity.text);
        (entity.start, entity.end) = (span.start.into(), span.end.into());
        let reason = format!("{} = {}", entity.text, entity.entity);
        Some(EntityMention { head: token, tokens, entity, antecedent: None, is_settled: false, reason })
    };
    before.filter_map(nation).filter_map(other).collect()
}

/// Whether a modifier names an actor of its own: "Russian" in "Russian airstrikes" may be asked for by a frame.
fn is_loose(context: &Context<'_>, i: usize) -> bool {
    if context.syntax.deprel(i) == "appos" {
        // "CAIRO, May 2 - The minister arrived"
        if context.syntax.head(i).is_some_and(|head| context.is_dateline(head)) {
            return true;
        }
        let is_title = context.syntax.head(i).is_some_and(|head| context.syntax.deprel(head) == "compound");
        return is_title
            || !context.syntax.head(i).filter(|&head| !is_plural(context.syntax, head)).is_some_and(|head| {
                core(context, head).zip(core(context, i)).is_some_and(|(a, b)| is_one(context, a, (i, b)))
            });
    }
    // "met President Ada Lark Tuesday": the parser takes the name for part of the day.
    let is_day = |head: usize| matches!(context.syntax.recognized(head), Some("DATE" | "TIME"));
    if context.syntax.recognized(i) == Some("PERSON") && context.syntax.head(i).is_some_and(is_day) {
        return true;
    }
    if is_paired(context, i) {
        return true;
    }
    context.names.at(i).is_some_and(|name| name.tokens.end == i + 1)
        && context.syntax.head(i).is_none_or(|head| core(context, head).is_none())
        && !is_hyphenated(context.syntax, i)
}

/// "Chad-Sudan talks", "Russian-Ukrainian talks": two states by a hyphen are both named.
fn is_paired(context: &Context<'_>, i: usize) -> bool {
    let syntax = context.syntax;
    let is_state = |token: usize| {
        let name = context.names.at(token);
        name.is_some_and(|name| name.row(NameKind::State).or(name.row(NameKind::Adjective)).is_some())
    };
    let is_hyphen = |token: usize| token < syntax.len() && syntax.form(token) == "-";
    let other = if is_hyphen(i + 1) { Some(i + 2) } else { i.checked_sub(2).filter(|_| is_hyphen(i - 1)) };
    is_state(i) && other.is_some_and(|other| other < syntax.len() && is_state(other))
}

/// "US-backed", "pro-Russian", "Kurdish-led": the name is no owner of what it modifies.
fn is_hyphenated(syntax: &Syntax<'_>, i: usize) -> bool {
    let is_hyphen = |token: usize| token < syntax.len() && syntax.form(token) == "-";
    is_hyphen(i + 1) || (i > 0 && is_hyphen(i - 1)) || syntax.form(i).contains('-')
}

/// What the word itself says.
fn core(context: &Context<'_>, i: usize) -> Option<Core> {
    let recognized = context.names.recognized(context.syntax, i);
    if let Some(name) = context.names.at(i) {
        let person = name.row(NameKind::Official);
        if let Some(("PERSON", tokens)) = &recognized
            && person.is_some()
        {
            return Some(Core::Person { name: tokens.clone(), official: official(context, name) });
        }
        if let Some(core) = named(context, name, i) {
            return Some(core);
        }
    }
    if let Some(core) = role(context, i) {
        return Some(core);
    }
    if let Some(core) = institution_from(context, i) {
        return Some(core);
    }
    match recognized {
        Some(("PERSON", name)) if context.syntax.is_noun(i) && name.end == i + 1 => {
            Some(Core::Person { name, official: None })
        }
        Some(("ORG", name)) if context.syntax.is_noun(i) => titled(context, name.start..i + 1)
            .or_else(|| Some(Core::Unknown(EntityType::Unknown, without_tail(context.syntax, name)))),
        Some(("NORP", name)) if context.syntax.is_noun(i) => Some(Core::Unknown(EntityType::People, name)),
        Some(("GPE", name)) if is_party(context.syntax, i) => Some(Core::Unknown(EntityType::Unknown, name)),
        None | Some(("CARDINAL", _)) if is_crowd(context.syntax, i) => {
            Some(Core::Role { office: None, kind: EntityType::People, sectors: vec!["CVL".to_owned()], first: i })
        }
        None if is_person_of_nation(context, i) => {
            let kind = if is_plural(context.syntax, i) { EntityType::People } else { EntityType::Person };
            Some(Core::Unknown(kind, compound(context, i)))
        }
        None if is_party(context.syntax, i) && is_following(context.syntax, i) => {
            Some(Core::Unknown(EntityType::Unknown, context.syntax.noun_phrase(i)))
        }
        None if is_party(context.syntax, i) && context.syntax.token(i).upos == "PROPN" => {
            let name = proper_name(context, i);
            titled(context, name.clone()).or(Some(Core::Unknown(EntityType::Unknown, name)))
        }
        _ => None,
    }
}

/// "the Lark campaign", "the Reed family": those around a person.
fn is_following(syntax: &Syntax<'_>, i: usize) -> bool {
    const FOLLOWINGS: [&str; 7] = ["camp", "campaign", "clan", "family", "foundation", "movement", "team"];
    let is_person = |child: usize| syntax.recognized(child) == Some("PERSON");
    FOLLOWINGS.contains(&syntax.lemma(i)) && syntax.children_by(i, &["compound", "nmod"]).any(is_person)
}

/// The name without a preposition that the recogniser took into its end ("Patrice Talon of").
fn without_tail(syntax: &Syntax<'_>, name: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let mut end = name.end;
    while end > name.start + 1 && matches!(syntax.token(end - 1).upos.as_str(), "ADP" | "CCONJ" | "PUNCT") {
        end -= 1;
    }
    name.start..end
}

/// "Thousands marched": a number that stands for people.
fn is_crowd(syntax: &Syntax<'_>, i: usize) -> bool {
    const NUMBERS: [&str; 5] = ["dozen", "hundred", "million", "score", "thousand"];
    matches!(syntax.deprel(i), "nsubj" | "nsubjpass")
        && is_plural(syntax, i)
        && NUMBERS.contains(&syntax.lemma(i).to_lowercase().as_str())
        && syntax.children_by(i, &["prep", "compound", "amod", "nummod"]).next().is_none()
}

/// "Turkish truck drivers", "two Canadian consultants": persons of whom only the nation is known.
fn is_person_of_nation(context: &Context<'_>, i: usize) -> bool {
    let syntax = context.syntax;
    let is_nation = |token: usize| {
        let name = context.names.at(token).filter(|_| !is_hyphenated(syntax, token));
        name.is_some_and(|name| name.row(NameKind::Adjective).or(name.row(NameKind::People)).is_some())
    };
    syntax.token(i).upos == "NOUN"
        && syntax.children_by(i, &["amod", "nmod", "compound"]).any(is_nation)
        && context.gazetteer.person_nouns.holds(syntax.lemma(i))
}

fn is_plural(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.token(i).xpos.as_str(), "NNS" | "NNPS")
}

/// The noun `i` with the nouns right before it: "truck drivers".
fn compound(context: &Context<'_>, i: usize) -> std::ops::Range<usize> {
    let syntax = context.syntax;
    let is_part = |&token: &usize| syntax.deprel(token) == "compound" && context.names.at(token).is_none();
    let first = (0..i).rev().take_while(is_part).last().unwrap_or(i);
    first..i + 1
}

/// Whether the word stands where parties stand: subject, object, agent, apposition to one.
fn is_party(syntax: &Syntax<'_>, i: usize) -> bool {
    match syntax.deprel(i) {
        "nsubj" | "nsubjpass" | "dobj" | "dative" | "appos" => true,
        "pobj" => syntax.head(i).is_some_and(|head| syntax.deprel(head) == "agent"),
        _ => false,
    }
}

/// The proper noun `i` with those right before it.
fn proper_name(context: &Context<'_>, i: usize) -> std::ops::Range<usize> {
    let syntax = context.syntax;
    let is_part = |&token: &usize| {
        syntax.token(token).upos == "PROPN" && syntax.head(token) == Some(i) && context.names.at(token).is_none()
    };
    let first = (0..i).rev().take_while(is_part).last().unwrap_or(i);
    first..i + 1
}

/// An institution whose name goes on behind its head: "the House of Representatives".
fn institution_from(context: &Context<'_>, i: usize) -> Option<Core> {
    let syntax = context.syntax;
    if !syntax.is_noun(i) {
        return None;
    }
    let end = syntax.sentence(syntax.sentence_of(i)).end.min(i + LONGEST_ROLE);
    let forms: Vec<String> = (i..end).map(|token| syntax.form(token).to_lowercase()).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let (used, row) = context.gazetteer.longest_phrase(LemmaTable::Institution, &forms, &forms)?;
    let table = &context.gazetteer.institutions[row as usize];
    let sectors = table.sectors.iter().map(ToString::to_string).collect();
    (used > 1).then_some(Core::Role { office: None, kind: table.kind, sectors, first: i })
}

/// What a known name stands for as the head of a phrase.
fn named(context: &Context<'_>, name: &Name<'_>, i: usize) -> Option<Core> {
    if let Some(row) = group(context, name) {
        return Some(Core::Group(row));
    }
    if let Some(row) = name.row(NameKind::Body) {
        return Some(Core::Body(row));
    }
    let is_adjective = context.syntax.token(i).upos == "ADJ" || context.syntax.deprel(i) == "amod";
    let people = name.row(NameKind::People);
    if let Some(row) = name.row(NameKind::State).filter(|_| !is_adjective || people.is_none()) {
        return Some(Core::State(row));
    }
    if let Some(row) = people.filter(|_| !is_adjective) {
        return Some(Core::People(row));
    }
    if let Some(row) = name.row(NameKind::Adjective).or(people) {
        return Some(Core::State(row));
    }
    if let Some(row) = name.row(NameKind::Seat).or_else(|| name.row(NameKind::Capital)) {
        return Some(Core::Government(row));
    }
    let official = official(context, name)?;
    Some(Core::Person { name: name.tokens.clone(), official: Some(official) })
}

/// The row of a group that holds on the day of publication, else the last one.
fn group(context: &Context<'_>, name: &Name<'_>) -> Option<usize> {
    let rows: Vec<usize> = name.rows(NameKind::Group).collect();
    let holds = |row: &usize| context.day.is_none_or(|day| context.gazetteer.groups[*row].period.may_hold(day));
    rows.iter().copied().rfind(holds).or(rows.last().copied())
}

/// The row of an official that holds on the day of publication; nobody is given an office that had ended.
fn official(context: &Context<'_>, name: &Name<'_>) -> Option<usize> {
    let holds = |row: &usize| context.day.is_none_or(|day| context.gazetteer.officials[*row].period.may_hold(day));
    let rows: Vec<usize> = name.rows(NameKind::Official).filter(holds).collect();
    let first: &Official = &context.gazetteer.officials[*rows.first()?];
    let one_person = rows.iter().all(|&row| context.gazetteer.officials[row].person == first.person);
    if one_person { rows.last().copied() } else { None }
}

/// The lemma as tables have it. The capital that begins a sentence may make a plural look like a name, which has none:
/// "Rebels", "Militiamen".
pub(super) fn lemma(syntax: &Syntax<'_>, token: usize) -> String {
    let lemma = syntax.lemma(token).to_lowercase();
    let is_first = syntax.sentence(syntax.sentence_of(token)).start == token;
    if !is_first || syntax.token(token).upos != "PROPN" || syntax.recognized(token) == Some("PERSON") {
        return lemma;
    }
    if let Some(stem) = lemma.strip_suffix("men") {
        return format!("{stem}man");
    }
    let stem = lemma.strip_suffix('s').filter(|_| syntax.token(token).xpos == "NNPS");
    match stem {
        Some(stem) => stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y")),
        None => lemma,
    }
}

/// Whether an apposition names the same actor: a person and the person's office.
fn is_same(a: &Core, b: &Core) -> bool {
    let is_person = |core: &Core| matches!(core, Core::Person { .. } | Core::Role { kind: EntityType::Person, .. });
    // "Elena Quispe, the foreign minister": an office tells that an unknown name is a person's.
    let is_name = |core: &Core| matches!(core, Core::Unknown(EntityType::Unknown, _));
    let is_office = |core: &Core| matches!(core, Core::Role { office: Some(_), kind: EntityType::Person, .. });
    is_person(a) && is_person(b) || is_name(a) && is_office(b) || matches!(a, Core::People(_)) && is_named(b)
}

fn is_named(core: &Core) -> bool {
    matches!(core, Core::Person { .. })
}

/// The entity as the word itself tells it, without its owner.
fn plain(context: &Context<'_>, i: usize, core: &Core) -> Entity {
    let (syntax, gazetteer) = (context.syntax, context.gazetteer);
    let mut entity = Entity::unknown(syntax.form(i), 0, 0);
    match core {
        Core::State(row) | Core::Government(row) => {
            let country = &gazetteer.countries[*row];
            entity = Entity {
                kind: EntityType::State,
                name: country.name.clone(),
                entity: country.entity.clone(),
                ..entity
            };
            set_country(&mut entity, country);
            if matches!(core, Core::Government(_)) {
                entity.kind = EntityType::Institution;
                entity.sectors = vec!["GOV".to_owned()];
            }
        }
        Core::People(row) => {
            let country = &gazetteer.countries[*row];
            let code = format!("unk:{}", slug(&format!("{} people", country.name)));
            entity = Entity { kind: EntityType::People, entity: code, sectors: vec!["CVL".to_owned()], ..entity };
            set_country(&mut entity, country);
        }
        Core::Body(row) => {
            let body = &gazetteer.bodies[*row];
            entity = Entity {
                kind: body.kind,
                name: body.name.clone(),
                entity: body.entity.clone(),
                body: body.organ.clone(),
                ..entity
            };
        }
        Core::Group(row) => set_group(&mut entity, &gazetteer.groups[*row], gazetteer),
        Core::Person { name, official } => set_person(context, &mut entity, name.clone(), *official),
        Core::Role { office, kind, sectors, first } => {
            let words = syntax.span(&(*first..i + 1)).of(syntax.text);
            entity = Entity {
                office: office.clone(),
                sectors: sectors.clone(),
                kind: *kind,
                ..Entity::unknown(words, 0, 0)
            };
        }
        Core::Unknown(kind, name) => {
            entity = Entity { kind: *kind, ..Entity::unknown(syntax.span(name).of(syntax.text), 0, 0) };
        }
    }
    entity
}

fn set_country(entity: &mut Entity, country: &crate::gazetteer::Country) {
    entity.country = Some(country.entity.clone());
    entity.cow = country.cow;
}

fn set_group(entity: &mut Entity, group: &Group, gazetteer: &Gazetteer) {
    entity.name.clone_from(&group.name);
    entity.entity.clone_from(&group.entity);
    entity.kind = group.kind;
    entity.sectors = group.sectors.iter().map(ToString::to_string).collect();
    if let Some(country) = group.country.as_deref().and_then(|code| gazetteer.country(code)) {
        set_country(entity, country);
    }
}

fn set_person(context: &Context<'_>, entity: &mut Entity, name: std::ops::Range<usize>, official: Option<usize>) {
    let (syntax, gazetteer) = (context.syntax, context.gazetteer);
    entity.kind = EntityType::Person;
    let known = official.map(|row| &gazetteer.officials[row]);
    // The recogniser may take a title or a nationality into the name: the name begins after known words.
    let title = name.clone().rev().skip(1).find(|&token| is_title(context, token));
    let first = title.map_or(name.start, |title| title + 1);
    let words = syntax.span(&(first..name.end)).of(syntax.text).trim_end_matches("'s").trim_end_matches("’s").trim();
    let person = known.map_or(words, |official| official.person.as_str());
    entity.name = person.to_owned();
    entity.person = Some(person.to_owned());
    entity.entity = format!("per:{}", slug(person));
    let is_near = first > 0 && syntax.sentence_of(first - 1) == syntax.sentence_of(first);
    if let Some(title) = is_near.then(|| role_in_words(context, first - 1)).flatten()
        && let Core::Role { office: Some(office), sectors, .. } = title
    {
        entity.office = Some(office);
        entity.sectors = sectors;
    }
    if let Some(official) = known {
        entity.office.get_or_insert_with(|| official.office.clone());
        if entity.sectors.is_empty() {
            entity.sectors = official.sectors.iter().map(ToString::to_string).collect();
        }
        if let Some(country) = official.country.as_deref().and_then(|code| gazetteer.country(code)) {
            set_country(entity, country);
        }
        entity.body.clone_from(&official.body);
    }
}

fn is_title(context: &Context<'_>, i: usize) -> bool {
    let form = context.syntax.form(i);
    let is_nationality = context.names.at(i).is_some_and(|name| name.row(NameKind::Adjective).is_some());
    is_nationality || form.ends_with('.') && form.len() <= 5 && form.len() > 2 || role(context, i).is_some()
}

/// Takes from an apposition what the entity does not know yet.
fn merge(entity: &mut Entity, other: Entity) {
    if entity.person.is_none() && other.person.is_some() {
        entity.person = other.person;
        entity.name = other.name;
        entity.entity = other.entity;
    }
    if entity.office.is_none() {
        entity.office = other.office;
    }
    if entity.country.is_none() && other.country.is_some() {
        (entity.country, entity.cow) = (other.country, other.cow);
    }
    entity.body = entity.body.take().or(other.body);
    if entity.sectors.is_empty() {
        entity.sectors = other.sectors;
    }
}

/// Whom the phrase says that the person, institution or role belongs to.
fn owner(context: &Context<'_>, i: usize, core: &Core) -> Option<Owner> {
    if !matches!(core, Core::Person { .. } | Core::Role { .. } | Core::Unknown(..)) {
        return None;
    }
    let syntax = context.syntax;
    let before = syntax.noun_phrase(i).start..i;
    let nearest = before.rev().find_map(|token| {
        let modifies = matches!(syntax.deprel(token), "amod" | "compound" | "nmod" | "poss" | "nsubj" | "dep");
        let owner = || owner_named(context, token).or_else(|| led_by(context, token, core));
        if modifies && !is_hyphenated(syntax, token) { owner().or_else(|| region(context, token, core)) } else { None }
    });
    nearest.or_else(|| {
        let may_own = |preposition: &str| match preposition {
            "for" => is_spokesman(core),
            "in" => is_at_home(core),
            _ => true,
        };
        ["of", "from", "for", "in"].into_iter().filter(|&preposition| may_own(preposition)).find_map(|preposition| {
            let mut objects = syntax.prepositional(i, preposition);
            objects.find_map(|object| {
                let noun = self::core(context, object);
                let named = owner_named(context, object).or_else(|| region(context, object, core));
                named.or_else(|| noun.as_ref().and_then(|noun| owner(context, object, noun)))
            })
        })
    })
}

/// "a spokesman for the ministry", but "the envoy for the Middle East" is no envoy of it.
fn is_spokesman(core: &Core) -> bool {
    matches!(core, Core::Role { office: Some(office), .. } if office.contains("spokes"))
}

/// "lawmakers in Kenya", "rebels in Chad" are of the country; soldiers, envoys and officials may be guests.
fn is_at_home(core: &Core) -> bool {
    const HOME: [&str; 9] = ["COP", "CRM", "JUD", "LAB", "LEG", "OPP", "REB", "REL", "UAF"];
    matches!(core, Core::Role { sectors, .. } if sectors.first().is_some_and(|sector| HOME.contains(&sector.as_str())))
}

/// "the Putin administration": a government goes by who leads it.
fn led_by(context: &Context<'_>, i: usize, core: &Core) -> Option<Owner> {
    let is_government = |sectors: &[String]| sectors.first().is_some_and(|sector| sector == "GOV");
    let Core::Role { kind: EntityType::Institution, sectors, .. } = core else { return None };
    let name = context.names.at(i).filter(|_| is_government(sectors))?;
    let country = context.gazetteer.officials[official(context, name)?].country.as_deref()?;
    context.gazetteer.country_row(country).map(Owner::State)
}

/// "Wisconsin Governor", "the mayor of Basra": an office or institution of a place is of its state.
fn region(context: &Context<'_>, i: usize, core: &Core) -> Option<Owner> {
    let is_kept = match core {
        Core::Role { office: Some(_), .. } | Core::Role { kind: EntityType::Institution, .. } => true,
        Core::Person { name, .. } => name.start > 0 && matches!(role(context, name.start - 1), Some(Core::Role { .. })),
        _ => false,
    };
    let name = context.names.at(i).filter(|_| is_kept)?;
    let place = &context.gazetteer.places[name.row(NameKind::Place)?];
    context.gazetteer.country_row(&place.country).map(Owner::State)
}

fn owner_named(context: &Context<'_>, i: usize) -> Option<Owner> {
    let name = context.names.at(i)?;
    if let Some(row) = group(context, name) {
        return Some(Owner::Group(row));
    }
    if let Some(row) = name.row(NameKind::Body) {
        return Some(Owner::Body(row));
    }
    let kinds = [NameKind::Adjective, NameKind::State, NameKind::People, NameKind::Seat, NameKind::Capital];
    kinds.into_iter().find_map(|kind| name.row(kind)).map(Owner::State)
}

fn apply_owner(context: &Context<'_>, entity: &mut Entity, owner: Option<&Owner>, core: &Core) {
    let gazetteer = context.gazetteer;
    match owner {
        Some(Owner::State(row)) => {
            let country = &gazetteer.countries[*row];
            set_country(entity, country);
            entity.body = None;
            if matches!(core, Core::Role { .. }) && entity.person.is_none() {
                entity.entity = state_part(entity, country);
            }
        }
        Some(Owner::Body(row)) => {
            let body = &gazetteer.bodies[*row];
            entity.body = Some(body.organ.clone().unwrap_or_else(|| body.entity.clone()));
            if entity.person.is_none() && matches!(core, Core::Role { .. }) {
                entity.entity.clone_from(&body.entity);
            }
        }
        Some(Owner::Group(row)) => {
            let group = &gazetteer.groups[*row];
            if let Some(country) = group.country.as_deref().and_then(|code| gazetteer.country(code)) {
                set_country(entity, country);
            }
            entity.sectors = group.sectors.iter().map(ToString::to_string).collect();
            if entity.person.is_none() && matches!(core, Core::Role { .. }) {
                entity.entity.clone_from(&group.entity);
            }
        }
        None => {}
    }
}

/// "a Boeing spokesman": a name of an organisation that no table knows, nor its last word.
pub(super) fn is_unknown_house(context: &Context<'_>, i: usize) -> bool {
    let is_name = context.syntax.token(i).upos == "PROPN" && context.syntax.recognized(i) == Some("ORG");
    is_name && matches!(core(context, i), None | Some(Core::Unknown(..)))
}

/// A part of the state is the state; its people, rebels and parties are actors of their own.
pub(super) fn state_part(entity: &Entity, country: &crate::gazetteer::Country) -> String {
    if is_of_state(entity) {
        country.entity.clone()
    } else {
        format!("unk:{}", slug(&format!("{} {}", country.name, entity.name)))
    }
}

/// Whether an office or institution is a part of its state.
pub(super) fn is_of_state(entity: &Entity) -> bool {
    const OF_THE_STATE: [&str; 7] = ["GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI"];
    let primary = entity.sectors.first().map_or("", String::as_str);
    matches!(entity.kind, EntityType::Institution | EntityType::Person) && OF_THE_STATE.contains(&primary)
}

/// Where the mention starts, if the phrase around it starts at `start` and its own words at `first`: behind a line break
/// and behind another party ("President Ada Lark and Prime Minister Ben Reed").
fn without_lead(syntax: &Syntax<'_>, start: usize, first: usize) -> usize {
    let is_bound = |&token: &usize| syntax.form(token).contains('\n') || is_other(syntax, token, first);
    (start..first).rev().find(is_bound).map_or(start, |bound| bound + 1)
}

/// Whether a conjunction joins another name to the one that starts at `first`.
fn is_other(syntax: &Syntax<'_>, token: usize, first: usize) -> bool {
    let before = token.checked_sub(1).and_then(|before| syntax.recognized(before));
    syntax.token(token).upos == "CCONJ" && before == Some("PERSON") && token < first
}

/// First token of the mention: a title before a name belongs to it.
fn first_token(context: &Context<'_>, i: usize, core: &Core) -> usize {
    match core {
        Core::Person { name, .. } => match (name.start > 0).then(|| role(context, name.start - 1)).flatten() {
            Some(Core::Role { first, .. }) => first,
            _ => name.start,
        },
        Core::Role { first, .. } => *first,
        Core::Unknown(_, name) => name.start,
        _ => context.names.at(i).map_or(i, |name| name.tokens.start),
    }
}

fn last_token(context: &Context<'_>, i: usize, core: &Core) -> usize {
    match core {
        Core::Person { name, .. } | Core::Unknown(_, name) => i.max(name.end - 1),
        Core::Role { .. } => i,
        _ => context.names.at(i).map_or(i, |name| name.tokens.end - 1),
    }
}
