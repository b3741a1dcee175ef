//! The state that a text is at home in: "the attorney general" of a text in which only American officials appear.
//!
//! In: all mentions, linked, and the known names. Out: offices and institutions of state without a country get the one
//! whose officials the text names, if these are several and of one state only, and hardly another state or place is named.
//! An ambassador or a spokesman may be of anybody and gets none.

use crate::entity::Entity;
use crate::gazetteer::{Country, EntityType, Gazetteer, NameKind};
use crate::syntax::Syntax;

use super::EntityMention;
use super::names::Names;
use super::phrase::state_part;

/// Officials that must be named with their state, on different words.
const LEAST_OFFICIALS: usize = 2;
/// Mentions of the state and its people for each of another state or a place there, at the least.
const LEAST_TO_OTHERS: usize = 2;

/// Gives offices and institutions without a country that of the text.
pub(super) fn complete(syntax: &Syntax<'_>, gazetteer: &Gazetteer, names: &Names<'_>, mentions: &mut [EntityMention]) {
    let Some(country) = home(syntax, gazetteer, names, mentions) else { return };
    for mention in mentions.iter_mut().filter(|mention| is_at_home(syntax, mention)) {
        let entity = &mut mention.entity;
        entity.country = Some(country.entity.clone());
        entity.cow = country.cow;
        if entity.person.is_none() {
            entity.entity = state_part(entity, country);
        }
        mention.reason =
            format!("{}; of {}, the only state whose officials the text names", mention.reason, country.name);
    }
}

/// The one state whose officials the text names.
fn home<'g>(
    syntax: &Syntax<'_>,
    gazetteer: &'g Gazetteer,
    names: &Names<'_>,
    mentions: &[EntityMention],
) -> Option<&'g Country> {
    let is_own = |mention: &&EntityMention| mention.antecedent.is_none() && is_of_state(&mention.entity);
    let mut officials = mentions.iter().filter(is_own).filter_map(|mention| mention.entity.country.as_deref());
    let code = officials.next()?;
    let mut n_officials = 1;
    for other in officials {
        if other != code {
            return None;
        }
        n_officials += 1;
    }
    let told = mentions.iter().filter(|mention| mention.antecedent.is_none());
    let (mut n_own, mut n_others) = (0, 0);
    for other in told.filter_map(|mention| mention.entity.country.as_deref()) {
        *(if other == code { &mut n_own } else { &mut n_others }) += 1;
    }
    let n_away = (0..syntax.len()).filter(|&i| is_away(gazetteer, names, i, code)).count();
    let is_home = n_officials >= LEAST_OFFICIALS && (n_others + n_away) * LEAST_TO_OTHERS <= n_own;
    gazetteer.country(code).filter(|_| is_home)
}

/// Whether a place of another state is named.
fn is_away(gazetteer: &Gazetteer, names: &Names<'_>, i: usize, code: &str) -> bool {
    let place = names.at(i).filter(|name| name.tokens.start == i).and_then(|name| name.row(NameKind::Place));
    place.is_some_and(|row| gazetteer.places[row].country != code)
}

fn is_of_state(entity: &Entity) -> bool {
    const OF_THE_STATE: [&str; 6] = ["COP", "GOV", "JUD", "LEG", "MIL", "SPY"];
    let primary = entity.sectors.first().map_or("", String::as_str);
    matches!(entity.kind, EntityType::Institution | EntityType::Person) && OF_THE_STATE.contains(&primary)
}

/// Whether an office or institution goes without saying of which state it is.
fn is_at_home(syntax: &Syntax<'_>, mention: &EntityMention) -> bool {
    const ANYWHERE: [&str; 16] = [
        "adviser",
        "ambassador",
        "chairman",
        "chief",
        "consul",
        "diplomat",
        "director",
        "envoy",
        "head",
        "leader",
        "mediator",
        "official",
        "officials",
        "representative",
        "secretary-general",
        "ambassadors",
    ];
    let entity = &mention.entity;
    let is_open = entity.country.is_none() && entity.body.is_none() && entity.is_made_up();
    let is_anywhere = |office: &str| {
        let last = office.rsplit(' ').next().unwrap_or(office);
        ANYWHERE.contains(&last) || last.starts_with("spokes")
    };
    let has_owner = ["of", "for", "from", "in"].into_iter().any(|preposition| {
        let mut objects = syntax.prepositional(mention.head, preposition);
        objects.any(|object| syntax.token(object).upos == "PROPN")
    });
    is_open
        && is_of_state(entity)
        && (entity.kind == EntityType::Institution || entity.office.is_some())
        && !entity.office.as_deref().is_some_and(is_anywhere)
        && !has_owner
        && syntax.child(mention.head, &["poss"]).is_none()
}
