//! Offices that the papers of the United Nations leave bare: "the Secretary-General left New York".
//!
//! In: the mentions of a document, not yet linked. Out: a bare office in capitals is of the United Nations, unless the
//! document names another body.

use crate::gazetteer::EntityType;
use crate::syntax::Syntax;

use super::EntityMention;

const BODY: &str = "UNO";

/// Offices that stand without their body in its papers.
const OFFICES: [&str; 4] = ["deputy secretary-general", "secretary general", "secretary-general", "special rapporteur"];

/// Gives bare offices their body.
pub(super) fn complete(syntax: &Syntax<'_>, mentions: &mut [EntityMention]) {
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
