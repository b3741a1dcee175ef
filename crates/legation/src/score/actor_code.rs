//! An entity as a code in CAMEO's style: whose it is, then what it is: `GONGOV`, `IGOUNO`, `---REB`.
//!
//! `eval/README.md` tells the mapping, and how a user's gazetteer is made so that codes come back as they went in.

use crate::entity::Entity;
use crate::gazetteer::EntityType;

/// Nobody, or somebody without a code.
pub(super) const NOBODY: &str = "---";

/// The codes of an entity: one, or several where a table joined them (`ELR_GAL`).
pub(super) fn codes(entity: &Entity) -> Vec<String> {
    let is_made_up = entity.entity.contains(':');
    if !is_made_up && entity.entity.contains('_') && entity.entity.split('_').all(|part| part.len() == 3) {
        return entity.entity.split('_').map(str::to_owned).collect();
    }
    let class = class(entity.kind);
    let base = match &entity.country {
        Some(country) => country.clone(),
        None if !is_made_up && entity.body.is_some() => prefixed("IGO", &entity.entity),
        None if !is_made_up => prefixed(class, &entity.entity),
        None => entity.body.as_ref().map_or_else(|| NOBODY.to_owned(), |body| prefixed("IGO", body)),
    };
    let is_own_class = entity.country.is_none() && !is_made_up && !class.is_empty();
    let has_no_roles = entity.kind == EntityType::State || is_own_class;
    let roles: String = entity.sectors.iter().map(|sector| spelt(sector)).collect();
    if has_no_roles || base.ends_with(&roles) { vec![base] } else { vec![base + &roles] }
}

/// What CAMEO puts before the code of an actor that is no state's.
fn class(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Igo => "IGO",
        EntityType::Ngo => "NGO",
        EntityType::ArmedGroup => "IMG",
        EntityType::Company => "MNC",
        _ => "",
    }
}

fn prefixed(class: &str, code: &str) -> String {
    if code.starts_with(class) { code.to_owned() } else { format!("{class}{code}") }
}

/// A sector as CAMEO spells it.
fn spelt(sector: &str) -> &str {
    match sector {
        "JRN" => "MED",
        "SOC" => "CVL",
        other => other,
    }
}

/// Whose it is: the first three letters.
pub(super) fn base(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::codes;
    use crate::entity::Entity;
    use crate::gazetteer::EntityType;

    fn entity(code: &str, kind: EntityType, country: Option<&str>, sectors: &[&str]) -> Entity {
        Entity {
            entity: code.to_owned(),
            kind,
            country: country.map(str::to_owned),
            sectors: sectors.iter().map(ToString::to_string).collect(),
            ..Entity::unknown("x", 0, 1)
        }
    }

    #[test]
    fn codes_say_whose_and_what() {
        for (code, kind, country, sectors, wanted) in [
            ("GON", EntityType::State, Some("GON"), &[][..], "GON"),
            ("GON", EntityType::Person, Some("GON"), &["GOV", "MIL"], "GONGOVMIL"),
            ("PSEREBHMS", EntityType::Institution, Some("PSE"), &["REB", "HMS"], "PSEREBHMS"),
            ("IMGMOSALQ", EntityType::Institution, None, &["MOS", "ALQ"], "IMGMOSALQ"),
            ("ISIS", EntityType::ArmedGroup, None, &["REB"], "IMGISIS"),
            ("UNO", EntityType::Igo, None, &[], "IGOUNO"),
            ("unk:rebels", EntityType::ArmedGroup, None, &["REB"], "---REB"),
            ("unk:official", EntityType::Person, None, &["GOV"], "---GOV"),
            ("unk:reporter", EntityType::Person, Some("FRA"), &["JRN"], "FRAMED"),
            ("---", EntityType::Institution, None, &[], "---"),
        ] {
            assert_eq!(codes(&entity(code, kind, country, sectors)), [wanted], "{code}");
        }
        assert_eq!(codes(&entity("ELR_GAL", EntityType::Institution, None, &[])), ["ELR", "GAL"]);
    }
}
