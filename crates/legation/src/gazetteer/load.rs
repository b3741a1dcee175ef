//! Reads and checks the gazetteer's tables.

use std::str::FromStr;

use compact_str::CompactString;

use super::phrase_index::PhraseIndex;
use super::split::split;
use super::{
    Body, Country, EntityType, Gazetteer, Group, Institution, Office, Official, PartialDate, Period, Place, Role,
};
use crate::Error;
use crate::data::{CsvTable, Faults, list};
use crate::ontology::Ontology;

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

impl Gazetteer {
    /// The gazetteer that comes with the program.
    ///
    /// # Errors
    /// If its tables have faults, which the tests of a release rule out.
    pub fn embedded(ontology: &Ontology) -> Result<Self, Error> {
        Self::load(&GazetteerText::EMBEDDED, ontology)
    }

    /// Makes a gazetteer from tables.
    ///
    /// # Errors
    /// All faults of the tables, each with file and line.
    pub fn load(text: &GazetteerText<'_>, ontology: &Ontology) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut gazetteer = Self::default();
        load_countries(&mut gazetteer, text.countries, &mut faults);
        let mut reader = Reader { gazetteer, ontology, faults };
        reader.bodies(text.bodies);
        reader.groups(text.groups);
        reader.institutions(text.institutions);
        reader.offices(text.offices);
        reader.roles(text.roles);
        reader.officials(text.officials);
        reader.places(text.places);
        reader.gazetteer.index();
        reader.faults.or_value(reader.gazetteer)
    }

    fn index(&mut self) {
        self.names = PhraseIndex::new(self.names().map(|(name, entry)| (split(name), entry)));
        self.institution_lemmas = lemma_index(self.institutions.iter().map(|row| row.lemma.as_str()));
        self.office_lemmas = lemma_index(self.offices.iter().map(|row| row.lemma.as_str()));
        self.role_lemmas = lemma_index(self.roles.iter().map(|row| row.lemma.as_str()));
    }
}

fn lemma_index<'a>(lemmas: impl Iterator<Item = &'a str>) -> PhraseIndex<u32> {
    PhraseIndex::new(lemmas.map(split).zip(0..))
}

fn load_countries(gazetteer: &mut Gazetteer, text: &str, faults: &mut Faults) {
    let columns =
        ["entity", "iso2", "cow", "name", "aliases", "adjectives", "people", "capitals", "seats", "status", "note"];
    let table = CsvTable::read("gazetteer/countries.csv", text, columns, faults);
    table.unique("entity", |[entity, ..]| (*entity).to_owned(), faults);
    table.filled(["name"], faults);
    for (line, cells) in table.rows() {
        let [entity, iso2, cow, name, aliases, adjectives, people, capitals, seats, status, note] = cells;
        let capitals_only = |code: &str, length| code.len() == length && code.bytes().all(|b| b.is_ascii_uppercase());
        if !capitals_only(entity, 3) {
            faults.add(table.file, line, format_args!("entity {entity:?}, expected three capital letters"));
        }
        if !iso2.is_empty() && !capitals_only(iso2, 2) {
            faults.add(table.file, line, format_args!("iso2 {iso2:?}, expected two capital letters or nothing"));
        }
        let cow_number = cow.parse().ok();
        if cow_number.is_none() && !cow.is_empty() {
            faults.add(table.file, line, format_args!("cow {cow:?}, expected a number or nothing"));
        }
        let mut items = |cell, column| owned(list(cell, column, table.file, line, faults));
        let country = Country {
            entity: entity.into(),
            iso2: filled(iso2),
            cow: cow_number,
            name: name.into(),
            aliases: items(aliases, "aliases"),
            adjectives: items(adjectives, "adjectives"),
            people: items(people, "people"),
            capitals: items(capitals, "capitals"),
            seats: items(seats, "seats"),
            status: word(status, table.file, line, faults).unwrap_or(super::StateStatus::State),
            note: note.into(),
        };
        gazetteer.country_rows.insert(country.entity.clone(), gazetteer.countries.len() as u32);
        gazetteer.countries.push(country);
    }
}

/// What the tables that refer to others need at hand.
struct Reader<'o> {
    gazetteer: Gazetteer,
    ontology: &'o Ontology,
    faults: Faults,
}

impl Reader<'_> {
    fn bodies(&mut self, text: &str) {
        let columns = ["entity", "name", "aliases", "body", "type", "note"];
        let table = CsvTable::read("gazetteer/bodies.csv", text, columns, &mut self.faults);
        table.unique("body", |[entity, name, _, organ, ..]| [*entity, organ, name].join("|"), &mut self.faults);
        table.filled(["entity", "name", "type"], &mut self.faults);
        for (line, [entity, name, aliases, organ, kind, note]) in table.rows() {
            self.code(entity, table.file, line);
            let body = Body {
                entity: entity.into(),
                name: name.into(),
                aliases: self.items(aliases, "aliases", table.file, line),
                organ: filled(organ),
                kind: self.kind(kind, table.file, line),
                note: note.into(),
            };
            self.gazetteer.bodies.push(body);
        }
        for (line, [entity, _, _, organ, ..]) in table.rows() {
            if !organ.is_empty() && self.gazetteer.body(entity, None).is_none() {
                self.faults.add(
                    table.file,
                    line,
                    format_args!("organ {organ:?} of {entity:?}, which has no row itself"),
                );
            }
        }
    }

    fn groups(&mut self, text: &str) {
        let columns = ["entity", "name", "aliases", "country", "type", "sectors", "since", "until", "verified", "note"];
        let table = CsvTable::read("gazetteer/groups.csv", text, columns, &mut self.faults);
        table.unique("group", |c| [c[0], c[1], c[6]].join("|"), &mut self.faults);
        table.filled(["entity", "name", "type"], &mut self.faults);
        for (line, cells) in table.rows() {
            let [entity, name, aliases, country, kind, sectors, since, until, verified, note] = cells;
            self.code(entity, table.file, line);
            self.country(country, table.file, line);
            let group = Group {
                entity: entity.into(),
                name: name.into(),
                aliases: self.items(aliases, "aliases", table.file, line),
                country: filled(country),
                kind: self.kind(kind, table.file, line),
                sectors: self.sectors(sectors, table.file, line),
                period: self.period(since, until, table.file, line),
                verified: self.verified(verified, table.file, line),
                note: note.into(),
            };
            self.gazetteer.groups.push(group);
        }
    }

    fn institutions(&mut self, text: &str) {
        let table =
            CsvTable::read("gazetteer/institutions.csv", text, ["lemma", "type", "sectors", "note"], &mut self.faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut self.faults);
        for (line, [lemma, kind, sectors, note]) in table.rows() {
            self.lemma(lemma, table.file, line);
            let kind = self.kind(kind, table.file, line);
            let sectors = self.sectors(sectors, table.file, line);
            self.gazetteer.institutions.push(Institution { lemma: lemma.into(), kind, sectors, note: note.into() });
        }
    }

    fn offices(&mut self, text: &str) {
        let table = CsvTable::read("gazetteer/offices.csv", text, ["lemma", "sectors", "note"], &mut self.faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut self.faults);
        for (line, [lemma, sectors, note]) in table.rows() {
            self.lemma(lemma, table.file, line);
            let sectors = self.sectors(sectors, table.file, line);
            self.gazetteer.offices.push(Office { lemma: lemma.into(), sectors, note: note.into() });
        }
    }

    fn roles(&mut self, text: &str) {
        let table = CsvTable::read("gazetteer/roles.csv", text, ["lemma", "type", "sectors", "note"], &mut self.faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut self.faults);
        for (line, [lemma, kind, sectors, note]) in table.rows() {
            self.lemma(lemma, table.file, line);
            let kind = self.kind(kind, table.file, line);
            let sectors = self.sectors(sectors, table.file, line);
            self.gazetteer.roles.push(Role { lemma: lemma.into(), kind, sectors, note: note.into() });
        }
    }

    fn officials(&mut self, text: &str) {
        let columns = ["person", "aliases", "country", "body", "office", "sectors", "since", "until", "verified"];
        let table = CsvTable::read("gazetteer/officials.csv", text, columns, &mut self.faults);
        table.unique("office", |c| [c[0], c[2], c[3], c[4], c[6]].join("|"), &mut self.faults);
        table.filled(["person", "office", "sectors"], &mut self.faults);
        for (line, [person, aliases, country, body, office, sectors, since, until, verified]) in table.rows() {
            self.country(country, table.file, line);
            self.serves(country, body, table.file, line);
            let official = Official {
                person: person.into(),
                aliases: self.items(aliases, "aliases", table.file, line),
                country: filled(country),
                body: filled(body),
                office: office.into(),
                sectors: self.sectors(sectors, table.file, line),
                period: self.period(since, until, table.file, line),
                verified: self.verified(verified, table.file, line),
            };
            self.gazetteer.officials.push(official);
        }
    }

    fn places(&mut self, text: &str) {
        let table =
            CsvTable::read("gazetteer/places.csv", text, ["name", "aliases", "country", "note"], &mut self.faults);
        table.unique("name and country", |[name, _, country, _]| format!("{name} {country}"), &mut self.faults);
        table.filled(["name", "country"], &mut self.faults);
        for (line, [name, aliases, country, note]) in table.rows() {
            self.country(country, table.file, line);
            let aliases = self.items(aliases, "aliases", table.file, line);
            let place = Place { place: name.into(), aliases, country: country.into(), note: note.into() };
            self.gazetteer.places.push(place);
        }
    }

    fn items(&mut self, cell: &str, column: &str, file: &str, line: usize) -> Vec<String> {
        owned(list(cell, column, file, line, &mut self.faults))
    }

    fn sectors(&mut self, cell: &str, file: &str, line: usize) -> Vec<CompactString> {
        let sectors = list(cell, "sectors", file, line, &mut self.faults);
        for sector in &sectors {
            if self.ontology.sector(sector).is_none() {
                let known =
                    self.ontology.sectors().iter().map(|known| known.sector.as_str()).collect::<Vec<_>>().join(", ");
                self.faults.add(file, line, format_args!("unknown sector {sector:?}, expected one of {known}"));
            }
        }
        sectors.into_iter().map(CompactString::from).collect()
    }

    fn kind(&mut self, cell: &str, file: &str, line: usize) -> EntityType {
        word(cell, file, line, &mut self.faults).unwrap_or(EntityType::Unknown)
    }

    fn verified(&mut self, cell: &str, file: &str, line: usize) -> super::Verified {
        word(cell, file, line, &mut self.faults).unwrap_or(super::Verified::Unchecked)
    }

    fn period(&mut self, since: &str, until: &str, file: &str, line: usize) -> Period {
        let mut date = |text: &str| -> Option<PartialDate> {
            if text.is_empty() { None } else { word(text, file, line, &mut self.faults) }
        };
        let period = Period { since: date(since), until: date(until) };
        if let (Some(begin), Some(end)) = (period.since, period.until)
            && end.end < begin.start
        {
            self.faults.add(file, line, format_args!("until {until} lies before since {since}"));
        }
        period
    }

    fn country(&mut self, code: &str, file: &str, line: usize) {
        if !code.is_empty() && self.gazetteer.country(code).is_none() {
            self.faults.add(file, line, format_args!("unknown country {code:?}, expected an entity of countries.csv"));
        }
    }

    /// An official serves a state, a body, an organ of one, or a group.
    fn serves(&mut self, country: &str, body: &str, file: &str, line: usize) {
        if country.is_empty() && body.is_empty() {
            self.faults.add(file, line, "neither country nor body, expected whom the official serves");
        }
        let is_body = |known: &Body| known.entity == body || known.organ.as_deref() == Some(body);
        let known = self.gazetteer.bodies.iter().any(is_body) || self.gazetteer.groups(body).next().is_some();
        if !body.is_empty() && !known {
            self.faults.add(
                file,
                line,
                format_args!("unknown body {body:?}, expected one of bodies.csv or groups.csv"),
            );
        }
    }

    fn code(&mut self, entity: &str, file: &str, line: usize) {
        let sound = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
        if entity.is_empty() || !entity.bytes().all(sound) {
            self.faults.add(file, line, format_args!("entity {entity:?}, expected capital letters, digits, - and _"));
        }
    }

    fn lemma(&mut self, lemma: &str, file: &str, line: usize) {
        let single_blanks = lemma.split(' ').all(|word| !word.is_empty());
        if !single_blanks || lemma.contains(char::is_uppercase) {
            self.faults.add(
                file,
                line,
                format_args!("lemma {lemma:?}, expected words in lower case joined by single blanks"),
            );
        }
    }
}

/// A cell of a closed set of words; a word outside it is a fault.
fn word<T: FromStr>(cell: &str, file: &str, line: usize, faults: &mut Faults) -> Option<T>
where
    T::Err: std::fmt::Display,
{
    cell.parse().map_err(|error: T::Err| faults.add(file, line, error)).ok()
}

fn filled(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn owned(items: Vec<&str>) -> Vec<String> {
    items.into_iter().map(str::to_owned).collect()
}
