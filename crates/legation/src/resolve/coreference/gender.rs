//! Gender, by the text's own clues: titles ("Mr", "Queen"), offices ("spokeswoman"), pronouns that were linked.

use rustc_hash::FxHashMap;

use super::anaphors::Anaphors;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// What is known of persons, by the code of the entity.
pub(super) type Genders = FxHashMap<String, Gender>;

/// What titles and offices tell.
pub(super) fn told(syntax: &Syntax<'_>, anaphors: &Anaphors, mentions: &[EntityMention]) -> Genders {
    let mut genders = Genders::default();
    for mention in mentions.iter().filter(|mention| mention.entity.person.is_some()) {
        let before = mention.tokens.start.saturating_sub(1)..mention.tokens.start;
        let by_title = before.chain(mention.tokens.clone()).find_map(|token| {
            let word = syntax.form(token).trim_end_matches('.').to_lowercase();
            anaphors.gender(&word).or_else(|| by_office(&word))
        });
        if let Some(gender) = by_title.or_else(|| mention.entity.office.as_deref().and_then(by_office)) {
            genders.entry(mention.entity.entity.clone()).or_insert(gender);
        }
    }
    genders
}

/// "spokeswoman", "chairman", "first lady".
fn by_office(office: &str) -> Option<Gender> {
    if office.ends_with("woman") || office.ends_with("first lady") {
        return Some(Gender::Female);
    }
    let is_male = office.ends_with("man") && office.len() > 5 && !office.ends_with("human");
    // A chairman or a congressman may be called so whatever the gender.
    (is_male && office.ends_with("spokesman")).then_some(Gender::Male)
}
