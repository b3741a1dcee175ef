//! Offices that are of firms, schools and clubs as well as of states: "a company spokesman", "the president of the club".
//!
//! In: a phrase with such an office. Out: the sectors of the house that it names; of a house that no table knows none. Whom
//! "a spokesman" alone speaks for stays open. A person beside the name of a party is one of its members.

use crate::entity::Entity;

use super::phrase::{Context, is_unknown_house};

/// Offices that any house has.
const ANYWHERE: [&str; 8] =
    ["agent", "chairman", "director", "president", "secretary", "spokesman", "spokesperson", "spokeswoman"];

/// Gives whoever holds an office at one of these tokens the sectors of the house that it is of.
pub(super) fn complete(context: &Context<'_>, heads: [Option<usize>; 3], entity: &mut Entity) {
    let office = entity.office.as_deref();
    if let Some(sectors) = office.and_then(|office| sectors(context, &heads, office)) {
        entity.sectors = sectors;
    }
    let is_open = entity.person.is_some() && entity.sectors.is_empty();
    if is_open && heads.iter().flatten().any(|&head| is_of_party(context, head)) {
        entity.sectors = vec!["PTY".to_owned()];
    }
}

/// "Ann Reed of the Green Party", "Green Party nominee Ann Reed", "Ann Reed (Green Party)"
fn is_of_party(context: &Context<'_>, head: usize) -> bool {
    let syntax = context.syntax;
    let before = syntax.noun_phrase(head).filter(|&token| token != head);
    let behind = ["of", "from"].into_iter().flat_map(|preposition| syntax.prepositional(head, preposition));
    let mut places = before.chain(behind).chain(syntax.children_by(head, &["appos"]));
    places.any(|place| syntax.form(place) == "Party" && context.names.at(place).is_none())
}

/// The sectors of the house, if it is none of the state's.
fn sectors(context: &Context<'_>, heads: &[Option<usize>], office: &str) -> Option<Vec<String>> {
    let last = office.rsplit(' ').next().unwrap_or(office);
    if !ANYWHERE.contains(&last) {
        return None;
    }
    let syntax = context.syntax;
    let is_speaker = last.starts_with("spokes");
    let houses = heads.iter().flatten().flat_map(|&head| {
        let before = syntax.children_by(head, &["compound", "nmod", "poss"]);
        let behind = ["of", "for"].into_iter().flat_map(move |preposition| syntax.prepositional(head, preposition));
        before.chain(behind)
    });
    houses.filter(|&house| context.names.at(house).is_none()).find_map(|house| {
        let known = context.gazetteer.employers.sectors(syntax.lemma(house)).map(<[String]>::to_vec);
        known.or_else(|| (is_speaker && is_unknown_house(context, house)).then(Vec::new))
    })
}
