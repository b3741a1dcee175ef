//! Who is named where: the entities of one document.
//!
//! In: a parse, the gazetteer and the day of publication. Out: [`Entities`], which says for a token whether it heads
//! the mention of an actor. Names come from the tables (`names`), a mention is a name or a noun phrase with its
//! nationality, office and person (`phrase`), and short forms of a person's name take what the full form told
//! (`person`). What an entity does is for `code` to say.

mod names;
mod person;
mod phrase;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::civil::Date;

use crate::entity::Entity;
use crate::gazetteer::Gazetteer;
use crate::syntax::Syntax;

/// One mention of an entity.
#[derive(Debug, Clone)]
pub struct EntityMention {
    /// The token that heads it.
    pub head: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub entity: Entity,
    /// The last rule or table that decided, for `why`.
    pub reason: String,
}

/// All mentions of a document, found by their head.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// The mentions, by head.
    pub mentions: Vec<EntityMention>,
    of_token: Vec<Option<u32>>,
}

impl Entities {
    /// The mention that token `i` heads, or names together with its head ("envoy" and "Zhai Jun").
    #[must_use]
    pub fn at(&self, i: usize) -> Option<&EntityMention> {
        self.of_token.get(i).copied().flatten().map(|idx| &self.mentions[idx as usize])
    }

    fn new(mentions: Vec<EntityMention>, n_tokens: usize, aliases: &[(usize, usize)]) -> Self {
        let mut of_token = vec![None; n_tokens];
        for (idx, mention) in (0_u32..).zip(&mentions) {
            of_token[mention.head] = Some(idx);
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
pub fn entities(syntax: &Syntax<'_>, gazetteer: &Gazetteer, day: Option<Date>) -> Entities {
    let names = names::find(syntax, gazetteer);
    let context = phrase::Context { syntax, gazetteer, names: &names, day };
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
    Entities::new(mentions, syntax.len(), &aliases)
}
