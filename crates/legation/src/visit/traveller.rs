//! Who travels: persons in office, and delegations.
//!
//! In: the word that tells of a journey. Out: its travellers, each an entity that acts for a state or body. Tourists, teams and
//! troops are none, nor is a state by its bare name.

use super::words::{Role, VisitWords};
use crate::code::Reading;
use crate::entity::{Entity, slug};
use crate::gazetteer::EntityType;

/// How far above a noun the person stands who makes the journey.
const HIGHEST: usize = 5;
/// Sectors of those who speak for others.
const OFFICIAL: [&str; 6] = ["GOV", "JUD", "LEG", "OPP", "PTY", "REL"];
/// Prepositions by which a clause tells what its subject does on a journey.
const ABOARD: [&str; 10] = ["after", "at", "before", "during", "following", "for", "from", "on", "throughout", "while"];

/// Looks for travellers in a document.
#[derive(Clone, Copy)]
pub(super) struct Travellers<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) words: &'a VisitWords,
}

impl Travellers<'_> {
    /// The travellers that a noun phrase and those joined to it name.
    pub(super) fn named(&self, token: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let mut all = syntax.conjuncts(token);
        // "the premier, Jane Roe, and his defence minister, John Doe": the parser joins the second to the name
        let joined = syntax
            .children_by(token, &["appos"])
            .flat_map(|name| syntax.children_by(name, &["conj"]).collect::<Vec<_>>());
        let joined: Vec<usize> = joined.filter(|other| !all.contains(other) && syntax.is_noun(*other)).collect();
        all.extend(joined);
        let company = self.company(token);
        let mut found: Vec<Entity> = Vec::new();
        for one in all.into_iter().flat_map(|token| self.travellers(token)).chain(company) {
            // "the king and queen" of one state travel together
            if !found.iter().any(|known| known.entity == one.entity) {
                found.push(one);
            }
        }
        found
    }

    /// "the king, **accompanied by Queen Jane**": who travels along, if named.
    fn company(&self, token: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let along = syntax.children_by(token, &["acl"]).filter(|&verb| syntax.lemma(verb) == "accompany");
        let others = along.flat_map(|verb| syntax.prepositional(verb, "by").collect::<Vec<_>>());
        let others = others.flat_map(|other| self.travellers(other));
        others.filter(|other| other.person.is_some()).collect()
    }

    /// Those whom one word names: "the foreign ministers of Germany and Poland" are two.
    fn travellers(&self, token: usize) -> Vec<Entity> {
        let scene = self.reading.scene;
        let several = scene.entities.all_at(token);
        if several.len() > 1 {
            return several.iter().map(|one| one.entity.clone()).filter(is_official).collect();
        }
        let Some(first) = self.traveller(token) else { return Vec::new() };
        let is_plural = scene.syntax.token(token).xpos == "NNS" && first.person.is_none() && first.office.is_some();
        let owners = ["from", "of"].into_iter().filter(|_| is_plural);
        let owners = owners.flat_map(|way| scene.syntax.prepositional(token, way));
        let owners = owners.flat_map(|owner| scene.syntax.conjuncts(owner));
        let states = owners.filter_map(|owner| scene.entities.at(owner)).map(|mention| &mention.entity);
        let states = states.filter(|state| state.kind == EntityType::State && state.entity != first.entity);
        let others = states.map(|state| Entity {
            entity: state.entity.clone(),
            name: state.name.clone(),
            country: state.country.clone(),
            cow: state.cow,
            ..first.clone()
        });
        let others: Vec<Entity> = others.collect();
        std::iter::once(first).chain(others).collect()
    }

    /// Who makes the journey that a noun tells of: its owner, its maker, or the subject of the clause around it.
    pub(super) fn of_noun(&self, noun: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        if let Some(owner) = syntax.child(noun, &["poss"]) {
            let owners = self.named(owner);
            let is_own = owners.is_empty() && syntax.token(owner).upos == "PRON";
            return if is_own { self.around(noun, true) } else { owners };
        }
        // "the last leg of the minister's tour"
        let whole = syntax.prepositional(noun, "of").find(|&whole| self.words.has(syntax, whole, Role::Trip));
        if let Some(whole) = whole {
            return self.of_noun(whole);
        }
        // "the visit to Oman of Iran's president"
        let places = syntax.prepositional(noun, "to").flat_map(|place| syntax.prepositional(place, "of"));
        let makers =
            ["by", "of"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition)).chain(places);
        let makers: Vec<Entity> = makers.flat_map(|maker| self.named(maker)).collect();
        if !makers.is_empty() {
            return makers;
        }
        let before = syntax.children_by(noun, &["compound", "nmod", "amod"]).map(|word| self.named(word));
        before.into_iter().find(|names| !names.is_empty()).unwrap_or_else(|| self.around(noun, false))
    }

    /// "The minister began a tour", "the minister is on a visit", "the minister, on a visit to Oman, said".
    /// `is_own`: it is called the subject's own ("broke off her tour"), whatever the verb.
    fn around(&self, noun: usize, is_own: bool) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let mut at = noun;
        for _ in 0..HIGHEST {
            let Some(head) = syntax.head(at) else { break };
            let is_step = match syntax.deprel(at) {
                "dobj" | "oprd" => is_own || self.words.has(syntax, head, Role::Makes),
                "pobj" => is_own || ABOARD.contains(&syntax.form(head).to_lowercase().as_str()) || self.is_part(head),
                "prep" | "conj" | "appos" | "advcl" | "pcomp" | "nsubjpass" | "attr" => true,
                _ => false,
            };
            if !is_step {
                break;
            }
            let is_clause = syntax.is_verb(head) || syntax.token(head).upos == "AUX";
            if is_clause && syntax.deprel(at) != "nsubjpass" {
                // "was greeted on arrival in Oslo"
                let is_done_to = syntax.is_passive(head) && syntax.deprel(at) == "prep";
                let who = if is_done_to { syntax.objects(head) } else { syntax.subjects(head) };
                return who.into_iter().flat_map(|subject| self.named(subject)).collect();
            }
            if is_clause {
                return syntax.prepositional(head, "by").flat_map(|maker| self.named(maker)).collect();
            }
            if let Some(traveller) = self.traveller(head) {
                return vec![traveller];
            }
            at = head;
        }
        Vec::new()
    }

    /// "the last leg of a tour", "at the end of a visit".
    fn is_part(&self, preposition: usize) -> bool {
        let syntax = self.reading.scene.syntax;
        let above = syntax.head(preposition);
        syntax.form(preposition).eq_ignore_ascii_case("of")
            && above.is_some_and(|above| {
                matches!(
                    syntax.lemma(above),
                    "ahead" | "beginning" | "day" | "end" | "eve" | "outset" | "part" | "start"
                ) || self.words.has(syntax, above, Role::Stop)
            })
    }

    /// Who sends a delegation: "IAEA inspectors", "a team from the European Commission".
    fn sender(&self, party: usize) -> Option<&Entity> {
        let syntax = self.reading.scene.syntax;
        let before = syntax.children_by(party, &["amod", "compound", "nmod", "poss"]);
        let behind = ["from", "of"].into_iter().flat_map(|preposition| syntax.prepositional(party, preposition));
        // "a team of inspectors from the agency"
        let deeper = syntax.prepositional(party, "of").filter(|&part| self.words.has(syntax, part, Role::Party));
        let deeper = deeper.flat_map(|part| syntax.prepositional(part, "from").collect::<Vec<_>>());
        let named = before.chain(behind).chain(deeper).filter_map(|token| self.reading.scene.entities.at(token));
        let named: Vec<&Entity> = named.map(|mention| &mention.entity).filter(|entity| is_sent(entity)).collect();
        let body = named.iter().find(|entity| entity.kind == EntityType::Igo).or(named.first());
        body.copied().or_else(|| self.sender_before(party))
    }

    /// "**The team** arrived", after "An African Union mission will …": the one told of before.
    fn sender_before(&self, party: usize) -> Option<&Entity> {
        let syntax = self.reading.scene.syntax;
        let is_the = syntax.child(party, &["det"]).is_some_and(|det| syntax.form(det).eq_ignore_ascii_case("the"));
        let is_bare = syntax.children(party).all(|child| syntax.deprel(child) == "det");
        let sentence = syntax.sentence_of(party).checked_sub(1).filter(|_| is_the && is_bare)?;
        let is_party =
            |&token: &usize| self.words.has(syntax, token, Role::Party) || self.words.has(syntax, token, Role::Squad);
        syntax.sentence(sentence).rev().filter(is_party).find_map(|token| self.sender(token))
    }

    /// "his Czech colleague Jane Roe": the name may stand beside.
    fn named_beside(&self, party: usize, sent: Option<&Entity>) -> Option<Entity> {
        let scene = self.reading.scene;
        let name = scene.syntax.child(party, &["appos"])?;
        let is_singular = scene.syntax.token(party).xpos == "NN";
        let known = scene.entities.at(name).map(|mention| mention.entity.clone());
        if let Some(known) = known.filter(|known| known.person.is_some()) {
            let country = known.country.clone().or_else(|| sent.and_then(|sent| sent.country.clone()));
            return Some(Entity { country, ..known });
        }
        let tokens = scene.syntax.noun_phrase(name);
        if !is_singular || tokens.len() < 2 || scene.syntax.token(name).upos != "PROPN" {
            return None;
        }
        let span = scene.syntax.span(&tokens);
        let words = span.of(scene.syntax.text);
        let unknown = Entity::unknown(words, span.start.into(), span.end.into());
        let sent = sent.unwrap_or(&unknown);
        Some(Entity {
            entity: format!("per:{}", slug(words)),
            kind: EntityType::Person,
            person: Some(words.to_owned()),
            country: sent.country.clone(),
            body: sent.body.clone(),
            office: sent.office.clone(),
            sectors: sent.sectors.clone(),
            ..unknown.clone()
        })
    }

    /// The traveller at a token; of a delegation that somebody leads, who leads it.
    fn traveller(&self, token: usize) -> Option<Entity> {
        let syntax = self.reading.scene.syntax;
        let token = syntax.is_relative(token).then(|| syntax.head(syntax.head(token)?)).flatten().unwrap_or(token);
        let mention = self.reading.scene.entities.at(token);
        if self.words.has(syntax, token, Role::Squad) {
            return self.sender(token).filter(|sender| sender.kind == EntityType::Igo).cloned();
        }
        let is_party = self.words.has(syntax, token, Role::Party);
        if is_party {
            let leader =
                syntax.children_by(token, &["acl"]).filter(|&led| matches!(syntax.lemma(led), "lead" | "head"));
            let leader = leader
                .flat_map(|led| syntax.prepositional(led, "by"))
                .find_map(|by| self.reading.scene.entities.at(by));
            if let Some(leader) = leader.filter(|leader| leader.entity.person.is_some()) {
                return Some(leader.entity.clone());
            }
            let sent = mention.map(|mention| &mention.entity).filter(|entity| is_sent(entity));
            let sent = sent.or_else(|| self.sender(token)).cloned();
            return self.named_beside(token, sent.as_ref()).or(sent);
        }
        mention.filter(|mention| is_official(&mention.entity)).map(|mention| mention.entity.clone())
    }
}

/// Whether a delegation is a state's or body's.
fn is_sent(entity: &Entity) -> bool {
    entity.country.is_some() || entity.body.is_some() || entity.kind == EntityType::Igo
}

/// Whether somebody speaks for a state, body or group.
pub(super) fn is_official(entity: &Entity) -> bool {
    let is_person = matches!(entity.kind, EntityType::Person | EntityType::People)
        || entity.person.is_some()
        || entity.office.is_some();
    let speaks = entity.sectors.iter().any(|sector| OFFICIAL.contains(&sector.as_str()));
    // An office alone may be anybody's: "the secretary-general".
    let is_known = entity.person.is_some() || entity.country.is_some() || entity.body.is_some();
    // An army's chief travels for the state, its troops do not.
    let is_officer =
        entity.kind == EntityType::Person && entity.sectors.iter().any(|sector| sector == "MIL" || sector == "SPY");
    is_person && is_known && (speaks || entity.body.is_some() || is_officer)
}
