//! The walk through the text: each word that stands for others gets whom it stands for.

use super::discourse::Discourse;
use super::{again, definite, described, name, nation, owned, plural, pronoun, speech};
use crate::gazetteer::Gazetteer;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

/// Gives all mentions of a document the entities that they stand for, and adds those that pronouns and plain nouns make.
pub(in crate::resolve) fn link(
    syntax: &Syntax<'_>,
    gazetteer: &Gazetteer,
    mentions: Vec<EntityMention>,
) -> Vec<EntityMention> {
    let mut discourse = Discourse::new(syntax, gazetteer, mentions);
    name::complete(&mut discourse);
    speech::introduce(&mut discourse);
    for i in 0..syntax.len() {
        let upos = syntax.token(i).upos.as_str();
        let link = if syntax.is_noun(i) {
            owned::counterpart(&discourse, i)
                .or_else(|| owned::neighbour(&discourse, i))
                .or_else(|| nation::state(&discourse, i))
                .or_else(|| definite::antecedent(&discourse, i))
                .or_else(|| described::person(&discourse, i))
                .or_else(|| plural::members(&discourse, i))
                .or_else(|| owned::by_pronoun(&discourse, i))
                .or_else(|| again::group(&discourse, i))
        } else if upos == "PRON" || matches!(syntax.token(i).xpos.as_str(), "PRP" | "PRP$") {
            plural::between(&discourse, i)
                .or_else(|| pronoun::antecedent(&mut discourse, i))
                .or_else(|| plural::members(&discourse, i))
        } else {
            // "the general": the tagger may take the noun for an adjective.
            plural::members(&discourse, i).or_else(|| described::person(&discourse, i))
        };
        if let Some(link) = link {
            discourse.link(i, link);
        }
    }
    for i in 0..syntax.len() {
        if let Some(link) = speech::speaker(&discourse, i) {
            discourse.link(i, link);
        }
    }
    discourse.into_mentions()
}
