//! Who stands in the places that a frame names.
//!
//! In: a word that an entry fits, the parse, the entities. Out: heads of the mentions of actors and recipients, with the
//! slot that gave them. A place is filled by the entity there, by all that is coordinated with it, or, where the
//! noun there is none ("support for funding for Israel"), by the entity that the noun belongs to.

use crate::gazetteer::EntityType;
use crate::lexicon::{Entry, Pos, Requires, Slot};
use crate::ontology::EventType;
use crate::resolve::{Entities, EntityMention};
use crate::syntax::Syntax;

use super::attacker;
use super::condition::{Fit, clauses, complements};
use super::{Rules, Status, status};

/// The parties of one happening.
#[derive(Default)]
pub(super) struct Roles<'e> {
    pub(super) actors: Vec<&'e EntityMention>,
    pub(super) recipients: Vec<&'e EntityMention>,
    /// All parties stand in both lists.
    pub(super) reciprocal: bool,
    pub(super) why: Vec<String>,
}

/// Parse and entities, in which places are looked up.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'e> {
    pub(crate) syntax: &'e Syntax<'e>,
    pub(crate) entities: &'e Entities,
    pub(crate) rules: &'e Rules,
}

/// Fills the frame of a fitting entry; nothing where the entry requires an actor of politics that is not there.
pub(super) fn fill<'e>(scene: Scene<'e>, fit: &Fit<'_>) -> Option<Roles<'e>> {
    let frame = &fit.entry.frame;
    let mut roles = Roles::default();
    let actors = first_filled(scene, fit, &frame.actor, &[]);
    if let Some((slot, mentions)) = actors {
        roles.why.push(format!("actor in {slot}: {}", names(&mentions)));
        roles.actors = mentions;
    } else if fit.entry.pos == Pos::Noun
        && let Some(mentions) = carried_actor(scene, fit)
    {
        roles.why.push(format!("actor is subject of the verb that carries the noun: {}", names(&mentions)));
        roles.actors = mentions;
    } else if fit.entry.event == EventType::Assault
        && fit.entry.pos == Pos::Verb
        && let Some((how, mentions)) = attacker::find(scene, fit)
    {
        roles.why.push(format!("actor {how}: {}", names(&mentions)));
        roles.actors = mentions;
    } else if fit.entry.pos == Pos::Verb
        && let Some(mentions) = undertaker(scene, fit)
    {
        roles.why.push(format!("actor undertakes it: {}", names(&mentions)));
        roles.actors = mentions;
    }
    if let Some((slot, mentions)) = first_filled(scene, fit, &frame.recipient, &roles.actors) {
        roles.why.push(format!("recipient in {slot}: {}", names(&mentions)));
        roles.recipients = mentions;
        if roles.actors.is_empty()
            && let Some(mentions) = genitive_actor(scene, fit, slot, &roles.recipients)
        {
            roles.why.push(format!("actor in of: {}", names(&mentions)));
            roles.actors = mentions;
        }
    } else if is_act_of_words(fit.entry.event)
        && let Some(mention) = subject_matter(scene, fit, &roles.actors)
    {
        roles.why.push(format!("recipient in what it is about: {}", mention.reason));
        roles.recipients.push(mention);
    }
    // "A and B restored ties", "a treaty between A and B was signed"
    let is_joint = frame.joint
        && (roles.recipients.is_empty() && roles.actors.len() > 1
            || roles.actors.is_empty() && roles.recipients.len() > 1);
    if frame.reciprocal || is_joint {
        make_reciprocal(&mut roles);
    }
    satisfies(fit.entry, &roles).then_some(roles)
}

/// "the attack of Eritrea on Ethiopia": where another preposition names the victim, "of" names who did it.
fn genitive_actor<'e>(
    scene: Scene<'e>,
    fit: &Fit<'_>,
    recipient: &Slot,
    recipients: &[&'e EntityMention],
) -> Option<Vec<&'e EntityMention>> {
    let names_victim =
        matches!(recipient, Slot::Preposition(preposition) if matches!(preposition.as_str(), "against" | "on"));
    if fit.entry.event != EventType::Assault || fit.entry.pos != Pos::Noun || !names_victim {
        return None;
    }
    let actors = scene.syntax.prepositional(fit.trigger, "of").flat_map(|actor| scene.parties_of_phrase(actor));
    let actors: Vec<_> = actors.filter(|actor| recipients.iter().all(|known| known.head != actor.head)).collect();
    (!actors.is_empty()).then_some(actors)
}

/// "an attempt by a cell to bomb the mission", "the army's bid to retake the town": who tries would do it.
fn undertaker<'e>(scene: Scene<'e>, fit: &Fit<'_>) -> Option<Vec<&'e EntityMention>> {
    let syntax = scene.syntax;
    let noun = syntax.head(fit.trigger).filter(|&noun| syntax.deprel(fit.trigger) == "acl" && syntax.is_noun(noun))?;
    if syntax.token(fit.trigger).xpos != "VB" {
        return None;
    }
    let owners = noun_subjects(syntax, noun).into_iter().flat_map(|owner| scene.parties_of_phrase(owner));
    let owners: Vec<_> = owners.collect();
    (!owners.is_empty()).then_some(owners)
}

/// Promises, threats, demands and refusals reach whomever the deed that they name would reach.
fn is_act_of_words(event: EventType) -> bool {
    matches!(event, EventType::Agree | EventType::Reject | EventType::Request | EventType::Threaten)
}

/// Whom the complement names: "threatened to attack Israel", "accepted a Cuban offer".
fn subject_matter<'e>(scene: Scene<'e>, fit: &Fit<'_>, actors: &[&'e EntityMention]) -> Option<&'e EntityMention> {
    let syntax = scene.syntax;
    let object = syntax.objects(fit.trigger);
    let below = [fit.trigger].into_iter().chain(object.iter().copied());
    let prepositions = ["to", "on", "against", "with", "for", "of"];
    let phrases = below.flat_map(|token| prepositions.into_iter().flat_map(move |p| syntax.prepositional(token, p)));
    let of_object = object.iter().flat_map(|&object| syntax.children_by(object, &["acl"]).collect::<Vec<_>>());
    let places: Vec<usize> =
        clauses(syntax, fit.trigger).chain(of_object).chain(object.iter().copied()).chain(phrases).collect();
    let is_other = |mention: &&&EntityMention| {
        let own = syntax.children_by(mention.head, &["poss"]).any(|owner| syntax.token(owner).xpos == "PRP$");
        let same = |actor: &&EntityMention| {
            let one_country = actor.entity.country.is_some() && actor.entity.country == mention.entity.country;
            actor.head == mention.head || actor.entity.entity == mention.entity.entity || one_country
        };
        // "demanded the minister's departure"
        let owned = |&asked: &usize| syntax.children_by(asked, &["poss"]).any(|owner| owner == mention.head);
        let is_owner = mention.entity.kind == EntityType::Person && places.iter().any(owned);
        let is_known = is_owner
            || mention.entity.country.is_some()
            || mention.entity.body.is_some()
            || !mention.entity.is_made_up();
        is_known && !own && !actors.iter().any(same)
    };
    let found = |place: usize| scene.reached(place, fit.entry.event).into_iter().find(|mention| is_other(&mention));
    places.iter().copied().find_map(found)
}

fn names(mentions: &[&EntityMention]) -> String {
    mentions.iter().map(|mention| mention.reason.as_str()).collect::<Vec<_>>().join("; ")
}

fn make_reciprocal(roles: &mut Roles<'_>) {
    let mut parties = std::mem::take(&mut roles.actors);
    for mention in std::mem::take(&mut roles.recipients) {
        if !parties.iter().any(|known| known.is(mention)) {
            parties.push(mention);
        }
    }
    // One party alone has nobody to act on.
    if parties.len() > 1 {
        roles.recipients.clone_from(&parties);
        roles.reciprocal = true;
    }
    roles.actors = parties;
}

fn satisfies(entry: &Entry, roles: &Roles<'_>) -> bool {
    // Protest is the politics of those who hold no office.
    let may_protest = |mention: &EntityMention| {
        entry.event == EventType::Protest && matches!(mention.entity.kind, EntityType::People)
    };
    let political =
        |mentions: &[&EntityMention]| mentions.iter().any(|mention| mention.is_political() || may_protest(mention));
    // Whoever holds power and does violence to persons is in politics by that: "executed six prisoners".
    let is_person = |mention: &&EntityMention| {
        matches!(mention.entity.kind, EntityType::Person | EntityType::People)
            && entry.event == EventType::Assault
            && entry.mode.is_some()
    };
    let actor = political(&roles.actors);
    let recipient = political(&roles.recipients) || actor && roles.recipients.iter().any(is_person);
    if entry.frame.reciprocal && matches!(entry.requires, Requires::Both | Requires::Recipient) {
        return roles.actors.len() > 1 && actor;
    }
    match entry.requires {
        Requires::Any => actor || recipient,
        Requires::Actor => actor,
        Requires::Recipient => recipient,
        Requires::Both => actor && recipient,
        Requires::None => true,
    }
}

/// The first slot that somebody stands in, other than those in `taken`.
fn first_filled<'e, 's>(
    scene: Scene<'e>,
    fit: &Fit<'_>,
    slots: &'s [Slot],
    taken: &[&'e EntityMention],
) -> Option<(&'s Slot, Vec<&'e EntityMention>)> {
    slots.iter().find_map(|slot| {
        let places = places(scene.syntax, fit, slot);
        let mut mentions: Vec<&EntityMention> = Vec::new();
        for place in places {
            for mention in scene.at_place(place, slot, fit.entry) {
                let known = mentions.iter().chain(taken).any(|known| known.is(mention))
                    || taken.iter().any(|other| mention.stands_for(other));
                if !known {
                    mentions.push(mention);
                }
            }
        }
        (!mentions.is_empty()).then_some((slot, mentions))
    })
}

/// Heads of the phrases that stand in a slot.
pub(crate) fn places(syntax: &Syntax<'_>, fit: &Fit<'_>, slot: &Slot) -> Vec<usize> {
    let trigger = fit.trigger;
    let is_verb = fit.entry.pos == Pos::Verb;
    let object = if is_verb { syntax.objects(trigger).first().copied() } else { None };
    let noun = if is_verb { object } else { Some(trigger) };
    match slot {
        Slot::Subject if is_verb => syntax.subjects(trigger),
        Slot::Object if is_verb => syntax.objects(trigger),
        Slot::Subject => noun_subjects(syntax, trigger),
        Slot::Object => syntax.prepositional(trigger, "of").collect(),
        Slot::IndirectObject => syntax
            .children_by(trigger, &["dative"])
            .flat_map(|dative| syntax.child(dative, &["pobj"]).or(Some(dative)))
            .collect(),
        Slot::Possessor => noun.into_iter().flat_map(|noun| syntax.children_by(noun, &["poss"])).collect(),
        Slot::Modifier => {
            noun.into_iter().flat_map(|noun| syntax.children_by(noun, &["amod", "compound", "nmod"])).collect()
        }
        Slot::Clause => clauses(syntax, trigger)
            .filter_map(|clause| {
                let own = syntax.child(clause, &["nsubj", "nsubjpass"]);
                own.or_else(|| syntax.subjects(clause).first().copied())
                    .or_else(|| syntax.objects(clause).first().copied())
            })
            .collect(),
        Slot::Preposition(preposition) => complements(syntax, trigger, object, preposition).collect(),
    }
}

/// "the talks between A and B", "the visit by A": a noun's logical subject.
fn noun_subjects(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    syntax.children_by(noun, &["poss"]).chain(syntax.prepositional(noun, "by")).collect()
}

/// The subject of the verb that carries an event noun: "the army launched an attack", or of the clause in which a
/// meeting is told: "he said so during a meeting with his counterpart".
fn carried_actor<'e>(scene: Scene<'e>, fit: &Fit<'_>) -> Option<Vec<&'e EntityMention>> {
    const OCCASIONS: [&str; 5] = ["during", "in", "at", "after", "for"];
    let syntax = scene.syntax;
    let noun = fit.trigger;
    // "the raids that the commander led", "attacks carried out by rebels"
    let told_behind = syntax.children_by(noun, &["relcl", "acl"]).filter(|&verb| carries(scene, verb, false));
    let doers = told_behind.flat_map(|verb| syntax.subjects(verb)).filter(|&doer| doer != noun).collect::<Vec<_>>();
    let doers: Vec<_> = doers.into_iter().flat_map(|doer| scene.at_place(doer, &Slot::Subject, fit.entry)).collect();
    if !doers.is_empty() {
        return Some(doers);
    }
    let governor = syntax.head(noun)?;
    let verb = match syntax.deprel(noun) {
        "dobj" if carries(scene, governor, fit.entry.frame.reciprocal) => governor,
        "pobj"
            if fit.entry.event == EventType::Consult
                && fit.entry.frame.reciprocal
                && OCCASIONS.contains(&syntax.lemma(governor)) =>
        {
            syntax.head(governor).filter(|&verb| syntax.is_verb(verb) && !syntax.is_passive(verb))?
        }
        _ => return None,
    };
    let subjects = syntax.subjects(verb);
    let mentions: Vec<_> =
        subjects.into_iter().flat_map(|subject| scene.at_place(subject, &Slot::Subject, fit.entry)).collect();
    (!mentions.is_empty()).then_some(mentions)
}

/// Whether the verb's subject does what its object noun says; a party of talks is also who cancels or refuses them.
fn carries(scene: Scene<'_>, verb: usize, reciprocal: bool) -> bool {
    let Some(effect) = status::carrier(scene.syntax, scene.rules, verb) else { return false };
    reciprocal || matches!(effect, Some(Status::Actual | Status::Ongoing | Status::Planned))
}

/// Whether the act is one on persons: whoever questions a president's power questions no president, and a plan for the
/// court is no party of talks.
fn is_between_persons(entry: &Entry) -> bool {
    const MODES: [&str; 8] = ["abduct", "arrest", "beat", "convict", "deport", "release", "sexual", "torture"];
    entry.event == EventType::Consult || entry.mode.as_deref().is_some_and(|mode| MODES.contains(&mode))
}

impl<'e> Scene<'e> {
    /// The entities at a place: the head and what is coordinated with it.
    fn at_place(self, place: usize, slot: &Slot, entry: &Entry) -> Vec<&'e EntityMention> {
        let is_open = self.entities.all_at(place).is_empty();
        let place = self.speaker_of(place).filter(|_| is_open).unwrap_or(place);
        let place = self.entities.at(place).map_or(place, |mention| mention.head);
        let all = self.syntax.conjuncts(place);
        let is_scene = |mention: &&EntityMention| self.is_scene(mention, slot, entry.event);
        let direct: Vec<&EntityMention> =
            all.iter().flat_map(|&token| self.parties(token)).filter(|mention| !is_scene(mention)).collect();
        if !direct.is_empty() {
            return direct;
        }
        all.into_iter().flat_map(|token| self.inside(token, slot, entry)).collect()
    }

    /// "the Kabul bombing": before a noun of violence, unrest or force the name of a city says where.
    fn is_scene(self, mention: &EntityMention, slot: &Slot, event: EventType) -> bool {
        let of_force =
            matches!(event, EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Protest);
        of_force && self.is_site(mention) && matches!(slot, Slot::Possessor | Slot::Modifier)
    }

    /// Whether a seat of government is named by its city, which may be no more than a place.
    pub(super) fn is_site(self, mention: &EntityMention) -> bool {
        mention.entity.kind == EntityType::Institution
            && mention.entity.country.as_ref() == Some(&mention.entity.entity)
            && self.syntax.recognized(mention.head) == Some("GPE")
    }

    /// The entity that a token heads; for people of several states ("ministers from Kenya and Uganda") these states.
    fn parties(self, token: usize) -> Vec<&'e EntityMention> {
        let all = self.entities.all_at(token);
        if all.len() > 1 {
            return all.iter().collect();
        }
        // "His opponent, Ruto, accused …"
        let apposed = || self.syntax.child(token, &["appos"]).and_then(|other| self.entities.at(other));
        // "met President Ada Lark Tuesday"
        let before_day = || {
            let is_day = matches!(self.syntax.recognized(token), Some("DATE" | "TIME"));
            self.syntax.child(token, &["compound"]).filter(|_| is_day).and_then(|name| self.entities.at(name))
        };
        let members: Vec<_> =
            self.syntax.members(token).into_iter().filter_map(|name| self.entities.at(name)).collect();
        if !members.is_empty() && self.entities.at(token).is_none_or(|mention| mention.entity.is_made_up()) {
            return members;
        }
        let Some(mention) = self.entities.at(token).or_else(apposed).or_else(before_day) else { return Vec::new() };
        let states = ["from", "of", "in"].into_iter().find_map(|preposition| {
            let states = self.syntax.prepositional(token, preposition).flat_map(|state| self.syntax.conjuncts(state));
            let states: Vec<_> = states.filter_map(|state| self.entities.at(state)).collect();
            let several = states.len() > 1 && states.iter().all(|state| state.entity.kind == EntityType::State);
            several.then_some(states)
        });
        // "Iranian and Syrian forces"
        let nations = self.syntax.children_by(token, &["amod", "nmod", "compound"]);
        let nations = nations.flat_map(|nation| self.syntax.conjuncts(nation));
        let others = nations
            .filter_map(|nation| self.entities.at(nation))
            .filter(|other| other.entity.entity != mention.entity.entity);
        let others: Vec<_> = others.filter(|other| other.tokens.end == token + 1).collect();
        let all = || [mention].into_iter().chain(others).collect();
        states.filter(|_| mention.entity.person.is_none()).unwrap_or_else(all)
    }

    /// Whom a pronoun that is the subject of a reported clause stands for: "Iran denied that it had sent arms",
    /// "\"We reject the plan,\" the minister said".
    pub(crate) fn speaker_of(self, token: usize) -> Option<usize> {
        const PRONOUNS: [&str; 9] = ["he", "her", "his", "i", "it", "its", "our", "she", "we"];
        let syntax = self.syntax;
        let pronoun = syntax.form(token).to_lowercase();
        if syntax.token(token).upos != "PRON" || !PRONOUNS.contains(&pronoun.as_str()) {
            return None;
        }
        let mut at = syntax.head(token)?;
        for _ in 0..4 {
            let head = syntax.head(at)?;
            let is_claim = syntax.deprel(at) == "ccomp" && self.rules.is_reporting(syntax.lemma(head));
            if is_claim {
                let speaker = syntax.subjects(head).first().copied();
                return speaker.filter(|&speaker| self.may_be_called(speaker, &pronoun));
            }
            at = head;
        }
        None
    }

    /// Whether a speaker may be meant by the pronoun: "it" is no person and nobody of whom there are many.
    fn may_be_called(self, speaker: usize, pronoun: &str) -> bool {
        let Some(mention) = self.entities.at(speaker) else { return false };
        let is_plural = self.syntax.token(speaker).xpos == "NNS";
        let is_person = mention.entity.kind == EntityType::Person;
        match pronoun {
            "it" | "its" => !is_plural && !is_person && mention.entity.kind != EntityType::People,
            "he" | "she" | "her" | "his" => is_person && !is_plural,
            "i" => !is_plural,
            _ => true,
        }
    }

    /// Who does what a clause after a preposition tells ("disappointment at the US blocking the draft"), or to whom it is
    /// done ("commitment to maintaining contact with Russia").
    fn inside_clause(self, verb: usize) -> Vec<&'e EntityMention> {
        let syntax = self.syntax;
        let subject = syntax.child(verb, &["nsubj", "nsubjpass", "poss"]);
        let objects = syntax.objects(verb);
        let around: Vec<usize> = [verb].into_iter().chain(objects.iter().copied()).collect();
        let others = around.iter().flat_map(|&token| {
            ["with", "to", "against", "from", "for"].into_iter().flat_map(move |p| syntax.prepositional(token, p))
        });
        let places: Vec<usize> = subject.into_iter().chain(objects.iter().copied()).chain(others).collect();
        let found = places.into_iter().find(|&place| !self.entities.all_at(place).is_empty());
        found.map(|place| self.parties_of_phrase(place)).unwrap_or_default()
    }

    /// Whom a deed reaches, told by a verb or a noun.
    fn reached(self, place: usize, event: EventType) -> Vec<&'e EntityMention> {
        let syntax = self.syntax;
        if syntax.is_verb(place) {
            return self.below(place, event);
        }
        let direct = self.parties_of_phrase(place);
        if direct.is_empty() { self.below(place, event) } else { direct }
    }

    /// Objects, owners and phrases below a word, the nearest first, one noun deep.
    fn below(self, token: usize, event: EventType) -> Vec<&'e EntityMention> {
        const REACHING: [&str; 8] = ["against", "between", "by", "for", "from", "of", "on", "with"];
        let syntax = self.syntax;
        let objects = if syntax.is_verb(token) { syntax.objects(token) } else { Vec::new() };
        let around: Vec<usize> = [token].into_iter().chain(objects.iter().copied()).collect();
        let phrases = around.iter().flat_map(|&at| {
            // "appealed for peace in Mali", but "agreed to move its embassy in Israel"
            let last = if event == EventType::Request { "in" } else { "to" };
            REACHING.into_iter().chain(["to", last]).flat_map(move |preposition| syntax.prepositional(at, preposition))
        });
        let owners =
            around.iter().flat_map(|&at| syntax.children_by(at, &["poss", "amod", "compound"]).collect::<Vec<_>>());
        let places: Vec<usize> = objects.iter().copied().chain(phrases).chain(owners).collect();
        places.into_iter().flat_map(|place| self.parties_of_phrase(place)).collect()
    }

    /// The entity at a token and those coordinated with it.
    pub(crate) fn parties_of_phrase(self, token: usize) -> Vec<&'e EntityMention> {
        self.syntax.conjuncts(token).into_iter().flat_map(|token| self.entities.all_at(token)).collect()
    }

    /// Entities inside a phrase whose head is none.
    fn inside(self, token: usize, slot: &Slot, entry: &Entry) -> Vec<&'e EntityMention> {
        let syntax = self.syntax;
        if syntax.is_verb(token) {
            return self.inside_clause(token);
        }
        if is_quantity(syntax, token) {
            let members: Vec<usize> =
                syntax.prepositional(token, "of").flat_map(|object| syntax.conjuncts(object)).collect();
            return members.into_iter().flat_map(|member| self.entities.all_at(member)).collect();
        }
        if *slot == Slot::Subject && self.rules.guards.is_instrument(syntax.lemma(token)) {
            return attacker::behind(self, token);
        }
        // "our pilots", "its gunners": they are whose they are.
        if *slot == Slot::Subject && is_of_persons(syntax, token) {
            let owners = syntax.children_by(token, &["poss"]).filter(|&owner| syntax.token(owner).xpos == "PRP$");
            let named = |owner: usize| {
                let speaker = self.speaker_of(owner).unwrap_or(owner);
                self.entities.all_at(speaker)
            };
            return owners.flat_map(named).collect();
        }
        let is_locative = *slot == Slot::Preposition("in".into());
        if is_between_persons(entry)
            || is_locative
            || matches!(slot, Slot::Subject | Slot::IndirectObject | Slot::Possessor | Slot::Modifier)
        {
            return Vec::new();
        }
        let owners = syntax.children_by(token, &["poss", "amod", "compound"]);
        if *slot == Slot::Object {
            // "turned down South Korea's offer", "seized a Dutch tanker", "condemned the raid by Sudan"; the victims of
            // what is condemned are not those who are blamed.
            let makers =
                if entry.event == EventType::Accuse { &["by", "from", "between"][..] } else { &["by", "from", "of"] };
            let (by, others): (Vec<_>, Vec<_>) = makers.iter().partition(|&&preposition| preposition == "by");
            let places = |prepositions: Vec<&&'static str>| {
                prepositions
                    .into_iter()
                    .flat_map(|preposition| syntax.prepositional(token, preposition))
                    .collect::<Vec<_>>()
            };
            // "the journalist's arrest by Russia": whoever stands behind "by" did it.
            let places: Vec<usize> = places(by).into_iter().chain(owners).chain(places(others)).collect();
            let first = places.into_iter().find(|&place| !self.entities.all_at(place).is_empty());
            return first.into_iter().flat_map(|place| self.parties_of_phrase(place)).collect();
        }
        let owners: Vec<usize> = owners
            .chain(
                ["by", "of", "for", "against", "with", "between", "to"]
                    .into_iter()
                    .flat_map(|p| syntax.prepositional(token, p)),
            )
            .collect();
        let first = owners.into_iter().find(|&owner| !self.entities.all_at(owner).is_empty());
        first.into_iter().flat_map(|owner| self.parties_of_phrase(owner)).collect()
    }
}

/// Whether a common noun is one of those who act for others: soldiers, pilots, aircraft.
fn is_of_persons(syntax: &Syntax<'_>, token: usize) -> bool {
    const HANDS: [&str; 22] = [
        "agent",
        "aircraft",
        "army",
        "artillery",
        "force",
        "fighter",
        "gunner",
        "guard",
        "jet",
        "man",
        "marine",
        "navy",
        "officer",
        "official",
        "pilot",
        "plane",
        "police",
        "ship",
        "soldier",
        "submarine",
        "troop",
        "unit",
    ];
    HANDS.contains(&syntax.lemma(token).to_lowercase().as_str())
}

/// "dozens of protesters", "a group of soldiers", "several of the rebels".
pub(super) fn is_quantity(syntax: &Syntax<'_>, token: usize) -> bool {
    const COLLECTIVES: [&str; 25] = [
        "band",
        "bulk",
        "column",
        "convoy",
        "couple",
        "crowd",
        "delegation",
        "dozen",
        "fleet",
        "group",
        "handful",
        "hundred",
        "majority",
        "mass",
        "member",
        "million",
        "number",
        "pair",
        "rest",
        "score",
        "series",
        "squad",
        "thousand",
        "unit",
        "wave",
    ];
    let token_is_number = syntax.token(token).upos == "NUM" || syntax.token(token).upos == "DET";
    token_is_number || COLLECTIVES.contains(&syntax.lemma(token).to_lowercase().as_str())
}
