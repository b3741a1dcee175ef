//! Makes a gazetteer from tables: those of the program, and those of the user on top.

use super::employers::Employers;
use super::own::{OwnRows, OwnTable, TableName, lemma_phrases, name_phrases};
use super::person_nouns::PersonNouns;
use super::phrase_index::PhraseIndex;
use super::read::Reader;
use super::{Gazetteer, LemmaTable};
use crate::Error;
use crate::data::Faults;
use crate::ontology::Ontology;
use crate::resolve::Anaphors;

/// The texts that a gazetteer is made from.
#[derive(Debug, Clone, Copy)]
pub struct GazetteerText<'t> {
    /// `gazetteer/countries.csv`.
    pub countries: &'t str,
    /// `gazetteer/bodies.csv`.
    pub bodies: &'t str,
    /// `gazetteer/groups.csv`.
    pub groups: &'t str,
    /// `gazetteer/institutions.csv`.
    pub institutions: &'t str,
    /// `gazetteer/offices.csv`.
    pub offices: &'t str,
    /// `gazetteer/roles.csv`.
    pub roles: &'t str,
    /// `gazetteer/officials.csv`.
    pub officials: &'t str,
    /// `gazetteer/places.csv`.
    pub places: &'t str,
}

impl GazetteerText<'static> {
    /// The texts that come with the program.
    pub const EMBEDDED: Self = Self {
        countries: include_str!("../../data/gazetteer/countries.csv"),
        bodies: include_str!("../../data/gazetteer/bodies.csv"),
        groups: include_str!("../../data/gazetteer/groups.csv"),
        institutions: include_str!("../../data/gazetteer/institutions.csv"),
        offices: include_str!("../../data/gazetteer/offices.csv"),
        roles: include_str!("../../data/gazetteer/roles.csv"),
        officials: include_str!("../../data/gazetteer/officials.csv"),
        places: include_str!("../../data/gazetteer/places.csv"),
    };
}

impl<'t> GazetteerText<'t> {
    fn of(&self, table: TableName) -> Option<&'t str> {
        match table {
            TableName::Sectors => None,
            TableName::Countries => Some(self.countries),
            TableName::Bodies => Some(self.bodies),
            TableName::Groups => Some(self.groups),
            TableName::Institutions => Some(self.institutions),
            TableName::Offices => Some(self.offices),
            TableName::Roles => Some(self.roles),
            TableName::Officials => Some(self.officials),
            TableName::Places => Some(self.places),
        }
    }
}

impl Gazetteer {
    /// The gazetteer that comes with the program.
    ///
    /// # Errors
    /// If its tables have faults, which the tests of a release rule out.
    pub fn embedded(ontology: &Ontology) -> Result<Self, Error> {
        let gazetteer = Self::load(&GazetteerText::EMBEDDED, ontology)?;
        let (anaphors, employers) = (Anaphors::embedded()?, Employers::embedded()?);
        Ok(Self { anaphors, employers, person_nouns: PersonNouns::embedded()?, ..gazetteer })
    }

    /// Makes a gazetteer from tables.
    ///
    /// # Errors
    /// All faults of the tables, each with file and line.
    pub fn load(text: &GazetteerText<'_>, ontology: &Ontology) -> Result<Self, Error> {
        let mut reader = Reader::new(Self::default(), ontology);
        for table in TableName::ALL {
            if let Some(text) = text.of(table) {
                reader.table(table, &format!("gazetteer/{}", table.file_name()), text);
            }
        }
        finish(reader)
    }

    /// This gazetteer with tables of the user's on top: a row with the same key replaces the program's, others are
    /// added, and the user's names and phrases win over the program's.
    ///
    /// States may have any code of three or more capital letters here, and `sectors.csv` may define sectors that the
    /// codebook does not know.
    ///
    /// # Errors
    /// All faults of all tables, each with file and line; a file that is no table of the gazetteer is one.
    pub fn with_own(self, tables: &[OwnTable], ontology: &Ontology) -> Result<Self, Error> {
        let mut reader = Reader::new(self, ontology);
        reader.own.reading = true;
        let mut texts = Vec::new();
        for table in tables {
            if let Some(found) = named(table, &mut reader.faults).zip(text(table, &mut reader.faults)) {
                texts.push((found.0, table.path.as_str(), found.1));
            }
        }
        texts.sort_by_key(|(name, ..)| *name);
        for (name, file, text) in texts {
            reader.table(name, file, text);
        }
        finish(reader)
    }

    fn index(&mut self, own: &OwnRows) {
        self.names = PhraseIndex::new(name_phrases(self, own).into_iter());
        self.institution_lemmas = PhraseIndex::new(lemma_phrases(self, LemmaTable::Institution, own).into_iter());
        self.office_lemmas = PhraseIndex::new(lemma_phrases(self, LemmaTable::Office, own).into_iter());
        self.role_lemmas = PhraseIndex::new(lemma_phrases(self, LemmaTable::Role, own).into_iter());
    }
}

fn finish(reader: Reader) -> Result<Gazetteer, Error> {
    let Reader { mut gazetteer, own, faults, .. } = reader;
    gazetteer.index(&own);
    faults.or_value(gazetteer)
}

/// The table that a file of the user's is.
fn named(table: &OwnTable, faults: &mut Faults) -> Option<TableName> {
    let name = TableName::of_path(&table.path);
    if name.is_none() {
        let known = TableName::ALL.map(TableName::file_name).join(", ");
        faults.add(&table.path, 1, format_args!("no table of the gazetteer, expected one of {known}"));
    }
    name
}

fn text<'t>(table: &'t OwnTable, faults: &mut Faults) -> Option<&'t str> {
    match std::str::from_utf8(&table.bytes) {
        Ok(text) => Some(text.trim_start_matches('\u{feff}')),
        Err(error) => {
            let before = &table.bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            faults.add(&table.path, line, "not UTF-8");
            None
        }
    }
}
