//! Who is named where: the entities of one document.
//!
//! In: a parse, the gazetteer, the places and the day of publication. Out: [`Entities`], which says for a token whether it heads
//! the mention of an actor. Names come from the tables (`names`), a mention is a name or a noun phrase with its
//! nationality, office (`office`) and person (`phrase`), a person is in every mention what any mention told (`person`), a bare
//! office in capitals is of the United Nations (`house`), one of a firm or club in no state's service (`employer`), what only
//! stands for others ("he", "the envoy", "both countries") takes whom it stands for (`coreference`), and police, officials
//! and residents without a country take that of the place that the text is about (`home`). What an entity does is for `code` to say.

mod coreference;
mod employer;
mod home;
mod house;
mod names;
mod office;
mod person;
mod phrase;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::civil::Date;

use crate::entity::Entity;
use crate::gazetteer::Gazetteer;
use crate::place::Places;
use crate::syntax::Syntax;

pub(crate) use coreference::Anaphors;

/// One mention of an entity.
#[derive(Debug, Clone)]
pub struct EntityMention {
    /// The token that heads it.
    pub head: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub entity: Entity,
    /// The token that named it, where these words only stand for it.
    pub antecedent: Option<usize>,
    /// Whether its country is only the one that the text is about.
    pub is_settled: bool,
    /// The last rule or table that decided, for `why`.
    pub reason: String,
}

impl EntityMention {
    /// Whether both are one mention; a plural one is several, of one head.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.head == other.head && self.entity.entity == other.entity.entity
    }

    /// Whether it is an actor of politics, by more than where it lives.
    pub(crate) fn is_political(&self) -> bool {
        if self.is_settled { self.entity.is_in_politics() } else { self.entity.is_political() }
    }

    /// Whether the words only take up the other's entity: "it", "its ambassador" after "Iran".
    pub(crate) fn stands_for(&self, other: &Self) -> bool {
        self.antecedent.is_some() && self.entity.entity == other.entity.entity
    }
}

/// All mentions of a document, found by their head.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// The mentions, by head. Words that stand for several ("both countries") are a mention of each, side by side.
    pub mentions: Vec<EntityMention>,
    of_token: Vec<Option<(u32, u32)>>,
}

impl Entities {
    /// The mention that token `i` heads, or names together with its head ("envoy" and "Zhai Jun"). Nothing where the
    /// words stand for several: none of them alone is meant.
    #[must_use]
    pub fn at(&self, i: usize) -> Option<&EntityMention> {
        match self.all_at(i) {
            [one] => Some(one),
            _ => None,
        }
    }

    /// All that token `i` stands for: one mention, several for a plural ("both countries"), or none.
    #[must_use]
    pub fn all_at(&self, i: usize) -> &[EntityMention] {
        let range = self.of_token.get(i).copied().flatten();
        range.and_then(|(start, end)| self.mentions.get(start as usize..end as usize)).unwrap_or_default()
    }

    fn new(mentions: Vec<EntityMention>, n_tokens: usize, aliases: &[(usize, usize)]) -> Self {
        let mut of_token: Vec<Option<(u32, u32)>> = vec![None; n_tokens];
        for (idx, mention) in (0_u32..).zip(&mentions) {
            let start = of_token[mention.head].map_or(idx, |(start, _)| start);
            of_token[mention.head] = Some((start, idx + 1));
        }
        for &(token, head) in aliases {
            if of_token[token].is_none() {
                of_token[token] = of_token[head];
            }
        }
        Self { mentions, of_token }
    }
}

/// Finds the entities of a document. `day` is the day of publication, on which offices and affiliations must hold;
/// unknown, the latest row of a table counts.
#[must_use]
pub fn entities(syntax: &Syntax<'_>, gazetteer: &Gazetteer, places: &Places, day: Option<Date>) -> Entities {
    let names = names::find(syntax, gazetteer);
    let dateline = places.dateline.as_ref().map(|place| place.tokens.clone());
    let context = phrase::Context { syntax, gazetteer, names: &names, day, dateline };
    let mut mentions = Vec::new();
    let mut aliases = Vec::new();
    for i in 0..syntax.len() {
        if let Some(found) = phrase::mention(&context, i) {
            aliases.extend(found.also.iter().map(|&token| (token, i)));
            let others = phrase::other_nations(&context, &found.mention);
            mentions.push(found.mention);
            mentions.extend(others);
        }
    }
    person::complete(&mut mentions);
    house::complete(syntax, &mut mentions);
    let mut mentions = coreference::link(syntax, gazetteer, mentions);
    home::complete(syntax, gazetteer, places, &mut mentions);
    Entities::new(mentions, syntax.len(), &aliases)
}
