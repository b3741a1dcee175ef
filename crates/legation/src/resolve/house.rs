//! Offices that need no owner: those that the papers of the United Nations leave bare ("the Secretary-General left New
//! York"), and those that one state alone has ("the pope").
//!
//! In: the mentions of a document, not yet linked. Out: a bare office in capitals is of the United Nations, unless the
//! document names another body; an office of one state is of that state.

use crate::gazetteer::EntityType;
use crate::syntax::Syntax;

use super::EntityMention;

const BODY: &str = "UNO";

/// Offices that stand without their body in its papers.
const OFFICES: [&str; 4] = ["deputy secretary-general", "secretary general", "secretary-general", "special rapporteur"];

/// Offices that one state alone has.
const SOLE: [(&str, &str); 3] = [("pontiff", "VAT"), ("pope", "VAT"), ("taoiseach", "IRL")];

/// Gives an office that one state alone has its state.
fn settle(mentions: &mut [EntityMention]) {
    for mention in mentions {
        let entity = &mut mention.entity;
        let office = entity.office.as_deref().map(str::to_lowercase).unwrap_or_default();
        let sole = SOLE.iter().find(|(sole, _)| *sole == office).filter(|_| entity.country.is_none());
        if let Some((_, state)) = sole {
            entity.country = Some((*state).to_owned());
            if entity.person.is_none() {
                (*state).clone_into(&mut entity.entity);
            }
        }
    }
}

/// Gives bare offices their body.
pub(super) fn complete(syntax: &Syntax<'_>, mentions: &mut [EntityMention]) {
    settle(mentions);
    let names_other = mentions.iter().any(|mention| {
        let body = mention.entity.body.as_deref();
        let is_body = mention.entity.kind == EntityType::Igo || body.is_some();
        is_body && mention.entity.entity != BODY && body != Some(BODY)
    });
    if names_other {
        return;
    }
    for mention in mentions.iter_mut().filter(|mention| is_bare(syntax, mention)) {
        mention.entity.body = Some(BODY.to_owned());
        if mention.entity.person.is_none() {
            BODY.clone_into(&mut mention.entity.entity);
        }
        mention.reason = format!("{} = {}: an office in capitals without its body", mention.entity.text, BODY);
    }
}

fn is_bare(syntax: &Syntax<'_>, mention: &EntityMention) -> bool {
    let entity = &mention.entity;
    let is_office = entity.office.as_deref().is_some_and(|office| OFFICES.contains(&office.to_lowercase().as_str()));
    let is_capital = syntax.form(mention.head).starts_with(char::is_uppercase);
    let is_definite = syntax.child(mention.head, &["det"]).is_some_and(|det| syntax.lemma(det) == "the");
    is_office && is_capital && is_definite && entity.country.is_none() && entity.body.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Entity;
    use crate::testing::parsed;

    const TOLD: &str = "The the DET DT 2 det\nSecretary-General Secretary-General PROPN NNP 3 nsubj\n\
                        praised praise VERB VBD 0 ROOT\nNATO NATO PROPN NNP 3 dobj";

    fn mention(head: usize, text: &str) -> EntityMention {
        let entity = Entity::unknown(text, 0, 1);
        EntityMention {
            head,
            tokens: head..head + 1,
            entity,
            antecedent: None,
            is_settled: false,
            reason: String::new(),
        }
    }

    fn official() -> EntityMention {
        let mut official = mention(1, "Secretary-General");
        official.entity.office = Some("secretary-general".into());
        official
    }

    #[test]
    fn a_bare_office_in_capitals_is_of_the_united_nations() {
        let parsed = parsed(TOLD);
        let mut mentions = [official()];
        complete(&parsed.syntax(), &mut mentions);
        assert_eq!(mentions[0].entity.entity, "UNO");
    }

    #[test]
    fn another_body_keeps_it_open() {
        let parsed = parsed(TOLD);
        let mut nato = mention(3, "NATO");
        (nato.entity.entity, nato.entity.kind) = ("NATO".into(), EntityType::Igo);
        let mut mentions = [official(), nato];
        complete(&parsed.syntax(), &mut mentions);
        assert_ne!(mentions[0].entity.entity, "UNO");
    }
}
