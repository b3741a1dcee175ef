//! Who or what a span of text names: the contract's entity.

use serde::Serialize;

use crate::gazetteer::EntityType;

/// An actor, recipient, speaker or holder, as it stands in every kind of row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// The words that name it.
    pub text: String,
    /// First byte of these words in the stored text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// Usual English name, or the words where no table knows it.
    pub name: String,
    /// ISO 3166-1 alpha-3 for a state, a body's or group's code, `per:…` for a named person, `unk:…` for what no table knows.
    pub entity: String,
    /// What sort of actor it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// State that it belongs to or acts in as a party, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors, primary first.
    pub sectors: Vec<String>,
    /// Name of the person, where one is named.
    pub person: Option<String>,
    /// Office or title, in the words of the text or the table.
    pub office: Option<String>,
    /// Organ of a body, or the body that a person serves.
    pub body: Option<String>,
    /// Number of `country` in the Correlates of War list of states.
    pub cow: Option<u16>,
    /// Entity acted for or through.
    pub via: Option<String>,
}

impl Entity {
    /// An entity of which nothing but its words is known.
    #[must_use]
    pub fn unknown(text: &str, start: u64, end: u64) -> Self {
        Self {
            text: text.to_owned(),
            start,
            end,
            name: text.to_owned(),
            entity: format!("unk:{}", slug(text)),
            kind: EntityType::Unknown,
            country: None,
            sectors: Vec::new(),
            person: None,
            office: None,
            body: None,
            cow: None,
            via: None,
        }
    }

    /// Whether it is an actor of politics: a state or body, an armed group or party, a table's group, or somebody of a
    /// known country, body or political sector. "Residents", "a bank" or "a judge's clerk" alone are none.
    #[must_use]
    pub fn is_political(&self) -> bool {
        match self.kind {
            EntityType::State | EntityType::Igo | EntityType::ArmedGroup | EntityType::Party => true,
            _ => self.country.is_some() || self.body.is_some() || self.is_in_politics() || !self.is_made_up(),
        }
    }

    /// Whether it is in politics by its sectors alone.
    pub(crate) fn is_in_politics(&self) -> bool {
        const POLITICAL: [&str; 15] =
            ["COP", "CRM", "GOV", "JUD", "LEG", "MIL", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SPY", "UAF"];
        self.sectors.iter().any(|sector| POLITICAL.contains(&sector.as_str()))
    }

    /// Whether nothing is known of it but the words: no table has it, and no state or body is told.
    pub(crate) fn is_bare(&self) -> bool {
        self.is_made_up() && self.country.is_none() && self.body.is_none()
    }

    /// Whether the code was made from the words, because no table knows the entity.
    pub(crate) fn is_made_up(&self) -> bool {
        self.entity.starts_with("unk:") || self.entity.starts_with("per:")
    }
}

/// Words as an identifier: lower case, runs of anything but letters and digits as one hyphen.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for part in words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(part.chars().flat_map(char::to_lowercase));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::{Entity, slug};
    use crate::gazetteer::EntityType;

    #[test]
    fn slugs_are_lower_case_words_joined_by_hyphens() {
        assert_eq!(slug("Zhai Jun"), "zhai-jun");
        assert_eq!(slug("  the M23's “wing” "), "the-m23-s-wing");
    }

    #[test]
    fn a_person_needs_a_country_or_political_sector_to_count_as_an_actor_of_politics() {
        let mut entity = Entity { kind: EntityType::Person, ..Entity::unknown("Ann Lee", 0, 7) };
        assert!(!entity.is_political());
        entity.office = Some("pianist".into());
        assert!(!entity.is_political());
        entity.sectors = vec!["JUD".into()];
        assert!(entity.is_political());
    }
}
