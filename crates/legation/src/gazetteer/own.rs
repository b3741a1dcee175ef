//! Tables of the user's beside those of the program.
//!
//! In: the files of a folder. Out: a gazetteer with their rows. A row with the key of one of the program's stands in
//! its place, others are added, and a name or phrase of the user's stands for nobody else's row any more: the program's
//! rows keep it only where they tell of the same actor at another time.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{NameEntry, NameKind};
use super::split::split;
use super::{Gazetteer, LemmaTable};

/// A file of the user's: its path, which faults name, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTable {
    /// Path as the user knows it; its last part says which table it is.
    pub path: String,
    /// Content: UTF-8, with or without a byte order mark.
    pub bytes: Vec<u8>,
}

/// A table of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableName {
    /// Sectors of the user's own; the program's are those of the ontology.
    Sectors,
    /// States and territories.
    Countries,
    /// International bodies.
    Bodies,
    /// Groups.
    Groups,
    /// Nouns for institutions.
    Institutions,
    /// Offices and titles.
    Offices,
    /// Nouns for people.
    Roles,
    /// Persons in office.
    Officials,
    /// Places.
    Places,
}

impl TableName {
    /// All, in the order in which they are read: those that others refer to come first.
    pub const ALL: [Self; 9] = [
        Self::Sectors,
        Self::Countries,
        Self::Bodies,
        Self::Groups,
        Self::Institutions,
        Self::Offices,
        Self::Roles,
        Self::Officials,
        Self::Places,
    ];

    /// Name of the table's file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Sectors => "sectors.csv",
            Self::Countries => "countries.csv",
            Self::Bodies => "bodies.csv",
            Self::Groups => "groups.csv",
            Self::Institutions => "institutions.csv",
            Self::Offices => "offices.csv",
            Self::Roles => "roles.csv",
            Self::Officials => "officials.csv",
            Self::Places => "places.csv",
        }
    }

    /// The table whose file is called so.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        Self::ALL.into_iter().find(|table| table.file_name() == name)
    }

    fn of_kind(kind: NameKind) -> Self {
        match kind {
            NameKind::State | NameKind::Adjective | NameKind::People | NameKind::Capital | NameKind::Seat => {
                Self::Countries
            }
            NameKind::Body => Self::Bodies,
            NameKind::Group => Self::Groups,
            NameKind::Official => Self::Officials,
            NameKind::Place => Self::Places,
        }
    }

    fn of_lemmas(table: LemmaTable) -> Self {
        match table {
            LemmaTable::Institution => Self::Institutions,
            LemmaTable::Office => Self::Offices,
            LemmaTable::Role => Self::Roles,
        }
    }
}

/// Which rows are the user's, while a gazetteer is made.
#[derive(Debug, Default)]
pub(super) struct OwnRows {
    /// Rows that come now are the user's.
    pub(super) reading: bool,
    rows: FxHashSet<(TableName, u32)>,
}

impl OwnRows {
    /// Puts a row in the place of the one among the program's first `n_program` that is the same, else at the end.
    /// Returns its place. The program's own tables are read with no rows before them.
    pub(super) fn put<T>(
        &mut self,
        table: TableName,
        rows: &mut Vec<T>,
        n_program: usize,
        row: T,
        same: impl Fn(&T) -> bool,
    ) -> u32 {
        let idx = match rows[..n_program].iter().position(same) {
            Some(idx) => {
                rows[idx] = row;
                idx
            }
            None => {
                rows.push(row);
                rows.len() - 1
            }
        };
        if self.reading {
            self.rows.insert((table, idx as u32));
        }
        idx as u32
    }

    fn holds(&self, table: TableName, row: u32) -> bool {
        self.rows.contains(&(table, row))
    }
}

/// The names of a gazetteer as phrases, less those that the user's tables take away from the program's rows.
pub(super) fn name_phrases(gazetteer: &Gazetteer, own: &OwnRows) -> Vec<(CompactString, NameEntry)> {
    let is_own = |entry: NameEntry| own.holds(TableName::of_kind(entry.kind), entry.row);
    let mut phrases: Vec<_> = gazetteer.names().map(|(name, entry)| (split(name), entry)).collect();
    let mut taken: FxHashMap<CompactString, Vec<NameEntry>> = FxHashMap::default();
    for (phrase, entry) in phrases.iter().filter(|(_, entry)| is_own(*entry)) {
        taken.entry(phrase.clone()).or_default().push(*entry);
    }
    phrases.retain(|(phrase, entry)| {
        let takers = taken.get(phrase).filter(|_| !is_own(*entry));
        takers.is_none_or(|takers| takers.iter().any(|taker| is_same_actor(gazetteer, *taker, *entry)))
    });
    phrases
}

/// Whether two rows tell of one actor, at different times.
fn is_same_actor(gazetteer: &Gazetteer, a: NameEntry, b: NameEntry) -> bool {
    let (i, j) = (a.row as usize, b.row as usize);
    match (a.kind, b.kind) {
        (NameKind::Group, NameKind::Group) => gazetteer.groups[i].entity == gazetteer.groups[j].entity,
        (NameKind::Official, NameKind::Official) => gazetteer.officials[i].person == gazetteer.officials[j].person,
        _ => false,
    }
}

/// The phrases of a table of lemmas, less those that the user's tables give another reading.
pub(super) fn lemma_phrases(gazetteer: &Gazetteer, table: LemmaTable, own: &OwnRows) -> Vec<(CompactString, u32)> {
    let is_own = |table, row| own.holds(TableName::of_lemmas(table), row);
    let taken: FxHashSet<&str> = [LemmaTable::Institution, LemmaTable::Office, LemmaTable::Role]
        .into_iter()
        .flat_map(|table| (0..).zip(lemmas(gazetteer, table)).filter(move |(row, _)| is_own(table, *row)))
        .map(|(_, lemma)| lemma)
        .collect();
    let rows = (0..).zip(lemmas(gazetteer, table));
    let kept = rows.filter(|(row, lemma)| is_own(table, *row) || !taken.contains(lemma));
    kept.map(|(row, lemma)| (split(lemma), row)).collect()
}

fn lemmas(gazetteer: &Gazetteer, table: LemmaTable) -> Vec<&str> {
    match table {
        LemmaTable::Institution => gazetteer.institutions.iter().map(|row| row.lemma.as_str()).collect(),
        LemmaTable::Office => gazetteer.offices.iter().map(|row| row.lemma.as_str()).collect(),
        LemmaTable::Role => gazetteer.roles.iter().map(|row| row.lemma.as_str()).collect(),
    }
}
