//! Who travels: persons in office, and delegations.
//!
//! In: the word that tells of a journey. Out: its travellers, each an entity that acts for a state or body. Tourists, teams and
//! troops are none, nor is a state by its bare name.

use super::words::{Role, VisitWords};
use crate::code::Reading;
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::resolve::EntityMention;

/// How far above a noun the person stands who makes the journey.
const HIGHEST: usize = 5;
/// Sectors of those who speak for others.
const OFFICIAL: [&str; 6] = ["GOV", "JUD", "LEG", "OPP", "PTY", "REL"];
/// Prepositions by which a clause tells what its subject does on a journey.
const ABOARD: [&str; 7] = ["on", "during", "after", "before", "for", "at", "throughout"];

/// Looks for travellers in a document.
#[derive(Clone, Copy)]
pub(super) struct Travellers<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) words: &'a VisitWords,
}

impl Travellers<'_> {
    /// The travellers that a noun phrase and those joined to it name.
    pub(super) fn named(&self, token: usize) -> Vec<Entity> {
        let all = self.reading.scene.syntax.conjuncts(token);
        all.into_iter().filter_map(|token| self.traveller(token)).collect()
    }

    /// Who makes the journey that a noun tells of: its owner, its maker, or the subject of the clause around it.
    pub(super) fn of_noun(&self, noun: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let owner = syntax.children_by(noun, &["poss"]).map(|owner| self.named(owner));
        if let Some(owners) = owner.into_iter().next() {
            return owners;
        }
        let makers: Vec<Entity> = syntax.prepositional(noun, "by").flat_map(|maker| self.named(maker)).collect();
        if !makers.is_empty() {
            return makers;
        }
        let before = syntax.children_by(noun, &["compound", "nmod", "amod"]).map(|word| self.named(word));
        before.into_iter().find(|names| !names.is_empty()).unwrap_or_else(|| self.around(noun))
    }

    /// "The minister began a tour", "the minister is on a visit", "the minister, on a visit to Oman, said".
    fn around(&self, noun: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let mut at = noun;
        for _ in 0..HIGHEST {
            let Some(head) = syntax.head(at) else { break };
            let is_step = match syntax.deprel(at) {
                "dobj" | "oprd" => self.words.has(syntax, head, Role::Makes),
                "pobj" => ABOARD.contains(&syntax.form(head).to_lowercase().as_str()) || self.is_part(head),
                "prep" | "conj" | "appos" | "advcl" | "pcomp" | "nsubjpass" | "attr" => true,
                _ => false,
            };
            if !is_step {
                break;
            }
            let is_clause = syntax.is_verb(head) || syntax.token(head).upos == "AUX";
            if is_clause && syntax.deprel(at) != "nsubjpass" {
                let found: Vec<Entity> =
                    syntax.subjects(head).into_iter().flat_map(|subject| self.named(subject)).collect();
                return found;
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

    /// The traveller at a token; of a delegation that somebody leads, who leads it.
    fn traveller(&self, token: usize) -> Option<Entity> {
        let syntax = self.reading.scene.syntax;
        let token = syntax.is_relative(token).then(|| syntax.head(syntax.head(token)?)).flatten().unwrap_or(token);
        let mention = self.reading.scene.entities.at(token);
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
            return mention.filter(|mention| is_sent(&mention.entity)).map(|mention| mention.entity.clone());
        }
        mention.filter(|mention| is_official(mention)).map(|mention| mention.entity.clone())
    }
}

/// Whether a delegation is a state's or body's.
fn is_sent(entity: &Entity) -> bool {
    entity.country.is_some() || entity.body.is_some() || entity.kind == EntityType::Igo
}

/// Whether somebody speaks for a state, body or group.
fn is_official(mention: &EntityMention) -> bool {
    let entity = &mention.entity;
    let is_person = matches!(entity.kind, EntityType::Person | EntityType::People)
        || entity.person.is_some()
        || entity.office.is_some();
    let speaks = entity.sectors.iter().any(|sector| OFFICIAL.contains(&sector.as_str()));
    is_person && (speaks || entity.office.is_some() && entity.body.is_some())
}
