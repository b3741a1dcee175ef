//! A document as coders of all kinds read it: parse, entities, dates, places and quotations, each looked for once.

use super::clock::Clock;
use super::quotation::Quotations;
use super::roles::Scene;
use super::{Attribution, EventDate, Status, attribution};
use crate::Resources;
use crate::date::{self, Dates, Tables};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::ingest::Document;
use crate::place::Places;
use crate::resolve::{Entities, EntityMention};
use crate::syntax::Syntax;

/// A document with all that was found in it before its happenings.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) scene: Scene<'a>,
    pub(crate) resources: &'a Resources,
    pub(crate) dates: Dates,
    pub(crate) places: Places,
    pub(crate) quotations: Quotations,
}

/// Whether something happened, when, and whose claim it is.
pub(crate) struct Told {
    pub(crate) status: Status,
    pub(crate) date: EventDate,
    pub(crate) attribution: Vec<Attribution>,
    pub(crate) why: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Finds dates and quotations.
    pub(crate) fn new(
        document: &'a Document,
        syntax: &'a Syntax<'a>,
        entities: &'a Entities,
        places: Places,
        resources: &'a Resources,
    ) -> Self {
        let tables = Tables { syntax, rules: &resources.rules, lexicon: &resources.lexicon };
        let published = document.published.as_ref().map(|published| published.date());
        Self {
            document,
            scene: Scene { syntax, entities, rules: &resources.rules },
            resources,
            dates: date::find(tables, &resources.date_words, published),
            places,
            quotations: Quotations::find(syntax, &resources.rules),
        }
    }

    /// What tells when and whether.
    pub(super) fn clock(&self) -> Clock<'_> {
        Clock { dates: &self.dates, lexicon: &self.resources.lexicon }
    }

    /// Status, date and attribution of what a token tells of.
    pub(crate) fn told(&self, trigger: usize) -> Told {
        let judgement = self.clock().judge(self.scene, trigger);
        let (attribution, attributed) = attribution::chain(self.scene, &self.quotations, trigger);
        let text = self.scene.syntax.text;
        let phrase = judgement.phrase.as_ref();
        let dated = phrase.and_then(|phrase| self.dates.why(text, phrase));
        let date = self.dates.event_date(text, phrase, judgement.status);
        let why = judgement.why.into_iter().chain(dated).chain(attributed).collect();
        Told { status: judgement.status, date, attribution, why }
    }

    /// The entity as one that deals with others: a nationality before a noun is the state ("Qatari mediation").
    pub(crate) fn as_side(&self, mention: &EntityMention) -> Entity {
        let is_modifier = matches!(self.scene.syntax.deprel(mention.head), "amod" | "compound" | "nmod" | "npadvmod");
        let entity = &mention.entity;
        let code = entity.country.as_deref().filter(|_| is_modifier && entity.kind == EntityType::People);
        let Some(country) = code.and_then(|code| self.resources.gazetteer.country(code)) else { return entity.clone() };
        Entity {
            name: country.name.clone(),
            entity: country.entity.clone(),
            kind: EntityType::State,
            sectors: Vec::new(),
            ..entity.clone()
        }
    }
}
