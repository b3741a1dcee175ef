//! Who can act: states and their names, bodies, groups, institutions, offices, roles, officials, places.
//!
//! Input: the tables of `data/gazetteer`, embedded or the user's. Output: a [`Gazetteer`] that finds names in a run of
//! token forms, and role phrases in a run of lemmas. Which candidate a text means, on which day, is decided where
//! entities are resolved.

mod cell;
mod employers;
mod load;
mod names;
mod own;
mod partial_date;
mod person_nouns;
mod phrase_index;
mod read;
mod row;
mod split;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use crate::resolve::Anaphors;

pub use load::GazetteerText;
pub use names::{NameEntry, NameKind};
pub use own::{OwnTable, TableName};
pub use partial_date::{BadDate, PartialDate, Period};
pub use row::{
    Body, Country, EntityType, Group, Institution, Office, Official, Place, Role, StateStatus, UnknownName, Verified,
};

use employers::Employers;
use person_nouns::PersonNouns;
use phrase_index::PhraseIndex;

/// The tables and their indexes.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// States and territories.
    pub countries: Vec<Country>,
    /// International bodies and their organs, one row each.
    pub bodies: Vec<Body>,
    /// Armed groups, parties, companies and organisations, a row for each time of an affiliation.
    pub groups: Vec<Group>,
    /// Nouns that name an institution of a state.
    pub institutions: Vec<Institution>,
    /// Titles and offices of persons.
    pub offices: Vec<Office>,
    /// Nouns that name people by their role.
    pub roles: Vec<Role>,
    /// Persons in office, a row for each time in an office.
    pub officials: Vec<Official>,
    /// Places that names of actors do not cover.
    pub places: Vec<Place>,
    /// Houses that have presidents and spokesmen as states do.
    pub(crate) employers: Employers,
    /// Nouns that name again who was named before; none where only tables of the gazetteer were read.
    pub(crate) anaphors: Anaphors,
    names: PhraseIndex<NameEntry>,
    institution_lemmas: PhraseIndex<u32>,
    office_lemmas: PhraseIndex<u32>,
    role_lemmas: PhraseIndex<u32>,
    country_rows: FxHashMap<String, u32>,
    pub(crate) person_nouns: PersonNouns,
}

/// A table whose phrases are matched by lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LemmaTable {
    /// [`Gazetteer::institutions`].
    Institution,
    /// [`Gazetteer::offices`].
    Office,
    /// [`Gazetteer::roles`].
    Role,
}

impl Gazetteer {
    /// The longest name at the start of `words`: how many words it takes and all that it can stand for.
    ///
    /// `words` are token forms as the English tokenizer cuts them; letter case counts.
    #[must_use]
    pub fn longest_name(&self, words: &[&str]) -> Option<(usize, &[NameEntry])> {
        self.names.longest(words)
    }

    /// The longest phrase of a table at the start of a noun phrase: how many words it takes and its row.
    ///
    /// Each word may fit as it stands (in lower case) or as its lemma, since phrases are written as they stand in the
    /// singular: "ruling party", "foreign affairs minister".
    #[must_use]
    pub fn longest_phrase(&self, table: LemmaTable, forms: &[&str], lemmas: &[&str]) -> Option<(usize, u32)> {
        let index = match table {
            LemmaTable::Institution => &self.institution_lemmas,
            LemmaTable::Office => &self.office_lemmas,
            LemmaTable::Role => &self.role_lemmas,
        };
        let (used, rows) = index.longest_of_either(forms, lemmas)?;
        Some((used, *rows.first()?))
    }

    /// A state or territory by its ISO 3166-1 alpha-3 code.
    #[must_use]
    pub fn country(&self, entity: &str) -> Option<&Country> {
        self.country_rows.get(entity).map(|row| &self.countries[*row as usize])
    }

    /// The row of a state or territory.
    pub(crate) fn country_row(&self, entity: &str) -> Option<usize> {
        self.country_rows.get(entity).map(|row| *row as usize)
    }

    /// A body, or with `organ` one of its organs; the first row where several share an organ's code.
    #[must_use]
    pub fn body(&self, entity: &str, organ: Option<&str>) -> Option<&Body> {
        self.bodies.iter().find(|body| body.entity == entity && body.organ.as_deref() == organ)
    }

    /// The rows of a group, one for each time of an affiliation.
    pub fn groups<'a>(&'a self, entity: &'a str) -> impl Iterator<Item = &'a Group> {
        self.groups.iter().filter(move |group| group.entity == entity)
    }
}
