//! The rows of each table, checked.
//!
//! In: a table's text and the tables read before it. Out: rows in a [`Gazetteer`], and a fault for each cell that does
//! not hold what its column asks for (`cell`).

use super::own::{OwnRows, TableName};
use super::{Body, Country, Gazetteer, Group, Institution, Office, Official, Place, Role, StateStatus};
use crate::data::{CsvTable, Faults};
use crate::ontology::Ontology;

/// What the tables that refer to others need at hand.
pub(super) struct Reader {
    pub(super) gazetteer: Gazetteer,
    pub(super) own: OwnRows,
    pub(super) faults: Faults,
    /// Sectors that rows may name.
    pub(super) sectors: Vec<String>,
}

impl Reader {
    /// A reader that adds to `gazetteer`.
    pub(super) fn new(gazetteer: Gazetteer, ontology: &Ontology) -> Self {
        let sectors = ontology.sectors().iter().map(|sector| sector.sector.clone()).collect();
        Self { gazetteer, own: OwnRows::default(), faults: Faults::default(), sectors }
    }

    /// Reads one table.
    pub(super) fn table(&mut self, table: TableName, file: &str, text: &str) {
        match table {
            TableName::Sectors => self.sector_table(file, text),
            TableName::Countries => self.countries(file, text),
            TableName::Bodies => self.bodies(file, text),
            TableName::Groups => self.groups(file, text),
            TableName::Institutions => self.institutions(file, text),
            TableName::Offices => self.offices(file, text),
            TableName::Roles => self.roles(file, text),
            TableName::Officials => self.officials(file, text),
            TableName::Places => self.places(file, text),
        }
    }

    fn sector_table(&mut self, file: &str, text: &str) {
        let table = CsvTable::read(file, text, ["sector", "name", "definition"], &mut self.faults);
        table.unique("sector", |[sector, ..]| (*sector).to_owned(), &mut self.faults);
        for (line, [sector, ..]) in table.rows() {
            self.code(sector, "sector", table.file, line);
            if !self.sectors.iter().any(|known| known == sector) {
                self.sectors.push(sector.to_owned());
            }
        }
    }

    fn countries(&mut self, file: &str, text: &str) {
        let columns =
            ["entity", "iso2", "cow", "name", "aliases", "adjectives", "people", "capitals", "seats", "status", "note"];
        let table = CsvTable::read(file, text, columns, &mut self.faults);
        table.unique("entity", |[entity, ..]| (*entity).to_owned(), &mut self.faults);
        table.filled(["name"], &mut self.faults);
        let n_program = self.gazetteer.countries.len();
        for (line, cells) in table.rows() {
            let [entity, iso2, cow, name, aliases, adjectives, people, capitals, seats, status, note] = cells;
            self.state_code(entity, table.file, line);
            let country = Country {
                entity: entity.into(),
                iso2: self.iso2(iso2, table.file, line),
                cow: self.cow(cow, table.file, line),
                name: name.into(),
                aliases: self.items(aliases, "aliases", table.file, line),
                adjectives: self.items(adjectives, "adjectives", table.file, line),
                people: self.items(people, "people", table.file, line),
                capitals: self.items(capitals, "capitals", table.file, line),
                seats: self.items(seats, "seats", table.file, line),
                status: self.word(status, table.file, line).unwrap_or(StateStatus::State),
                note: note.into(),
            };
            let same = |known: &Country| known.entity == entity;
            let row = self.own.put(TableName::Countries, &mut self.gazetteer.countries, n_program, country, same);
            self.gazetteer.country_rows.insert(entity.to_owned(), row);
        }
    }

    fn bodies(&mut self, file: &str, text: &str) {
        let columns = ["entity", "name", "aliases", "body", "type", "note"];
        let table = CsvTable::read(file, text, columns, &mut self.faults);
        table.unique("body", |[entity, name, _, organ, ..]| [*entity, organ, name].join("|"), &mut self.faults);
        table.filled(["entity", "name", "type"], &mut self.faults);
        let n_program = self.gazetteer.bodies.len();
        for (line, [entity, name, aliases, organ, kind, note]) in table.rows() {
            self.code(entity, "entity", table.file, line);
            let body = Body {
                entity: entity.into(),
                name: name.into(),
                aliases: self.items(aliases, "aliases", table.file, line),
                organ: filled(organ),
                kind: self.kind(kind, table.file, line),
                note: note.into(),
            };
            // Several rows may share an organ's code; a body has one row.
            let same = |known: &Body| {
                known.entity == entity
                    && known.organ.as_deref().unwrap_or_default() == organ
                    && (organ.is_empty() || known.name == name)
            };
            self.own.put(TableName::Bodies, &mut self.gazetteer.bodies, n_program, body, same);
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

    fn groups(&mut self, file: &str, text: &str) {
        let columns = ["entity", "name", "aliases", "country", "type", "sectors", "since", "until", "verified", "note"];
        let table = CsvTable::read(file, text, columns, &mut self.faults);
        table.unique("group", |c| [c[0], c[1], c[6]].join("|"), &mut self.faults);
        table.filled(["entity", "name", "type"], &mut self.faults);
        let n_program = self.gazetteer.groups.len();
        for (line, cells) in table.rows() {
            let [entity, name, aliases, country, kind, sectors, since, until, verified, note] = cells;
            self.code(entity, "entity", table.file, line);
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
            let since = group.period.since;
            let same = |known: &Group| known.entity == entity && known.name == name && known.period.since == since;
            self.own.put(TableName::Groups, &mut self.gazetteer.groups, n_program, group, same);
        }
    }

    fn institutions(&mut self, file: &str, text: &str) {
        let table = CsvTable::read(file, text, ["lemma", "type", "sectors", "note"], &mut self.faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut self.faults);
        let n_program = self.gazetteer.institutions.len();
        for (line, [lemma, kind, sectors, note]) in table.rows() {
            self.lemma(lemma, table.file, line);
            let kind = self.kind(kind, table.file, line);
            let sectors = self.sectors(sectors, table.file, line);
            let row = Institution { lemma: lemma.into(), kind, sectors, note: note.into() };
            let same = |known: &Institution| known.lemma == lemma;
            self.own.put(TableName::Institutions, &mut self.gazetteer.institutions, n_program, row, same);
        }
    }

    fn offices(&mut self, file: &str, text: &str) {
        let table = CsvTable::read(file, text, ["lemma", "sectors", "note"], &mut self.faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut self.faults);
        let n_program = self.gazetteer.offices.len();
        for (line, [lemma, sectors, note]) in table.rows() {
            self.lemma(lemma, table.file, line);
            let sectors = self.sectors(sectors, table.file, line);
            let row = Office { lemma: lemma.into(), sectors, note: note.into() };
            let same = |known: &Office| known.lemma == lemma;
            self.own.put(TableName::Offices, &mut self.gazetteer.offices, n_program, row, same);
        }
    }

    fn roles(&mut self, file: &str, text: &str) {
        let table = CsvTable::read(file, text, ["lemma", "type", "sectors", "note"], &mut self.faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut self.faults);
        let n_program = self.gazetteer.roles.len();
        for (line, [lemma, kind, sectors, note]) in table.rows() {
            self.lemma(lemma, table.file, line);
            let kind = self.kind(kind, table.file, line);
            let sectors = self.sectors(sectors, table.file, line);
            let row = Role { lemma: lemma.into(), kind, sectors, note: note.into() };
            let same = |known: &Role| known.lemma == lemma;
            self.own.put(TableName::Roles, &mut self.gazetteer.roles, n_program, row, same);
        }
    }

    fn officials(&mut self, file: &str, text: &str) {
        let columns = ["person", "aliases", "country", "body", "office", "sectors", "since", "until", "verified"];
        let table = CsvTable::read(file, text, columns, &mut self.faults);
        table.unique("office", |c| [c[0], c[2], c[3], c[4], c[6]].join("|"), &mut self.faults);
        table.filled(["person", "office", "sectors"], &mut self.faults);
        let n_program = self.gazetteer.officials.len();
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
            let key = |row: &Official| {
                let Official { person, country, body, office, period, .. } = row.clone();
                (person, country, body, office, period.since)
            };
            let wanted = key(&official);
            let same = |known: &Official| known.person == person && key(known) == wanted;
            self.own.put(TableName::Officials, &mut self.gazetteer.officials, n_program, official, same);
        }
    }

    fn places(&mut self, file: &str, text: &str) {
        let table = CsvTable::read(file, text, ["name", "aliases", "country", "note"], &mut self.faults);
        table.unique("name and country", |[name, _, country, _]| format!("{name} {country}"), &mut self.faults);
        table.filled(["name", "country"], &mut self.faults);
        let n_program = self.gazetteer.places.len();
        for (line, [name, aliases, country, note]) in table.rows() {
            self.country(country, table.file, line);
            let aliases = self.items(aliases, "aliases", table.file, line);
            let place = Place { place: name.into(), aliases, country: country.into(), note: note.into() };
            let same = |known: &Place| known.place == name && known.country == country;
            self.own.put(TableName::Places, &mut self.gazetteer.places, n_program, place, same);
        }
    }
}

/// A cell that may be empty.
fn filled(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}
