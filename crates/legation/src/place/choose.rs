//! Which of the world's places of one name is meant.
//!
//! In: a name, what its phrase puts it in, and how often the text speaks of which country. Out: one place. A container in
//! the phrase decides before all else; then a place's weight (its size and fame, in powers of ten) counts together with
//! the countries of the sentence and of the document, so that a town needs its country near by to beat a world city.

use rustc_hash::FxHashMap;

use crate::gazetteer::Gazetteer;

use super::atlas::{Level, Record};
use super::fold::fold;
use super::geography::Geography;
use super::mention::{Place, Precision};
use super::names::{Name, Sort};

// The figures are powers of ten of inhabitants, set on testdata/cases/places.jsonl: a country named in the sentence lets
// a place beat a namesake some thirty times its size ("Lebanese troops entered Tripoli"), not one a hundred times larger.
const IN_PHRASE: f32 = 10.0;
const IN_REGION: f32 = 15.0;
const COUNTRY_OF_REGION: f32 = 3.0;
const IN_SENTENCE: f32 = 1.5;
const IN_DOCUMENT: f32 = 1.0;
const LISTED: f32 = 0.4;
const BY_OTHER_NAME: f32 = -0.5;
/// Weight of a state among places of its name, and of a region of the project's own table.
const STATE: f32 = 7.6;
const OWN_REGION: f32 = 8.5;
/// First-level regions of federations, which news names more often than the towns of their names.
const STATES_OF: [&str; 6] = ["AUS", "BRA", "CAN", "GBR", "IND", "USA"];
/// Below this weight (some 20,000 inhabitants) a place is taken only if something in the text speaks for its country.
const OBSCURE: f32 = 4.9;

/// How often a text speaks of each country.
#[derive(Debug, Default)]
pub(super) struct Support {
    document: FxHashMap<String, u32>,
    sentences: FxHashMap<(usize, String), u32>,
    total: u32,
}

impl Support {
    pub(super) fn add(&mut self, country: &str, sentence: usize) {
        self.total += 1;
        *self.document.entry(country.to_owned()).or_default() += 1;
        *self.sentences.entry((sentence, country.to_owned())).or_default() += 1;
    }

    fn of(&self, country: &str, sentence: usize) -> f32 {
        let share = self.document.get(country).map_or(0.0, |&count| (count as f32 / self.total.max(1) as f32).sqrt());
        let here = self.sentences.contains_key(&(sentence, country.to_owned()));
        IN_DOCUMENT * share + if here { IN_SENTENCE } else { 0.0 }
    }

    /// The one country that a sentence, or else the document, speaks of.
    pub(super) fn only(&self, sentence: usize) -> Option<&str> {
        let mut here = self.sentences.keys().filter(|(at, _)| *at == sentence).map(|(_, country)| country.as_str());
        match (here.next(), here.next()) {
            (Some(country), None) => Some(country),
            (None, _) if self.document.len() == 1 => self.document.keys().next().map(String::as_str),
            _ => None,
        }
    }
}

/// A reading of a name.
#[derive(Debug, Clone)]
pub(super) enum Reading {
    State {
        row: usize,
    },
    /// A region of a table of names: of the project's own, or of the gazetteer, where only the country is known.
    Region {
        name: String,
        country: String,
        is_own: bool,
        /// Whether it is of the first level.
        is_first: bool,
    },
    Record(Record),
}

impl Reading {
    pub(super) fn country<'a>(&'a self, gazetteer: &'a Gazetteer) -> &'a str {
        match self {
            Self::State { row } => &gazetteer.countries[*row].entity,
            Self::Region { country, .. } => country,
            Self::Record(record) => record.country,
        }
    }

    /// Folded name of the first-level region that it is or lies in.
    pub(super) fn region(&self) -> Option<String> {
        match self {
            Self::State { .. } => None,
            Self::Region { name, .. } => fold(name),
            Self::Record(record) => record.admin1.and_then(|(_, name)| fold(name)),
        }
    }

    /// Whether it is a region that a place beside it may lie in.
    pub(super) const fn is_container(&self) -> bool {
        match self {
            Self::Record(record) => matches!(record.level, Level::First),
            _ => self.is_region(),
        }
    }

    const fn is_region(&self) -> bool {
        match self {
            Self::State { .. } => false,
            Self::Region { .. } => true,
            Self::Record(record) => !matches!(record.level, Level::City),
        }
    }

    pub(super) fn place(&self, gazetteer: &Gazetteer) -> Place {
        match self {
            Self::State { row } => Place::country(gazetteer, &gazetteer.countries[*row].entity),
            Self::Region { name, country, is_first, .. } => {
                let admin1 = is_first.then(|| name.clone());
                Place { admin1, ..Place::region(name, country) }
            }
            Self::Record(record) => Place::record(record),
        }
    }

    pub(super) fn weight(&self) -> f32 {
        match self {
            Self::State { .. } => STATE,
            Self::Region { is_own: true, .. } => OWN_REGION,
            Self::Region { .. } => 5.6,
            Self::Record(record) => {
                let is_federal = record.level == Level::First && STATES_OF.contains(&record.country);
                let other_name = if record.is_main { 0.0 } else { BY_OTHER_NAME };
                record.weight + other_name + if is_federal { 0.9 } else { 0.0 }
            }
        }
    }
}

/// What the words right beside a name say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    Nothing,
    City,
    First,
    Second,
}

/// All that a name can stand for.
pub(super) fn readings(gazetteer: &Gazetteer, geography: &Geography, name: &Name) -> Vec<Reading> {
    let mut readings = Vec::new();
    let records = geography.atlas.named(&name.folded);
    match name.sort {
        Sort::Nationality(_) => return readings,
        Sort::State(row) => {
            readings.push(Reading::State { row });
            let regions = records.into_iter().filter(|record| record.level == Level::First);
            readings.extend(regions.map(Reading::Record));
            return readings;
        }
        Sort::Toponym => {}
    }
    readings.extend(records.into_iter().map(Reading::Record));
    if let Some(region) = geography.region(&name.folded).filter(|region| !region.country.is_empty()) {
        let (name, country) = (region.name.clone(), region.country.clone());
        // A row that stands for a region of GeoNames brings its name there.
        let drawn = readings.iter().position(|reading| {
            reading.is_region() && reading.country(gazetteer) == country && reading.region() == fold(&name)
        });
        let is_first = drawn.map(|at| readings.remove(at)).is_some();
        readings.push(Reading::Region { name, country, is_own: true, is_first });
    }
    if let Some(row) = name.listed {
        let listed = &gazetteer.places[row];
        if !readings.iter().any(|reading| reading.country(gazetteer) == listed.country) {
            let (name, country) = (listed.place.clone(), listed.country.clone());
            readings.push(Reading::Region { name, country, is_own: false, is_first: false });
        }
    }
    if let Some(row) = name.capital {
        let country = &gazetteer.countries[row];
        if !readings.iter().any(|reading| *reading.country(gazetteer) == country.entity) {
            let name = country.capitals.iter().find(|capital| fold(capital).as_deref() == Some(&name.folded));
            let name = name.cloned().unwrap_or_else(|| country.name.clone());
            readings.push(Reading::Region { name, country: country.entity.clone(), is_own: false, is_first: false });
        }
    }
    readings
}

/// Countries and regions that the phrase around a name puts it in.
#[derive(Debug, Default)]
pub(super) struct Containers {
    /// Countries, and folded names of regions with their countries.
    pub(super) all: Vec<(String, Option<String>)>,
}

impl Containers {
    /// How well a reading fits; 0 for one that lies elsewhere.
    pub(super) fn fit(&self, reading: &Reading, gazetteer: &Gazetteer) -> f32 {
        if self.all.is_empty() {
            return 0.0;
        }
        let (country, region) = (reading.country(gazetteer), reading.region());

        let each = self.all.iter().map(|(of, within)| match within {
            _ if of != country => 0.0,
            None => IN_PHRASE,
            Some(within) if region.as_ref() == Some(within) => IN_REGION,
            Some(_) => COUNTRY_OF_REGION,
        });
        each.fold(0.0, f32::max)
    }
}

/// The likeliest reading, and its place.
pub(super) fn likeliest(
    gazetteer: &Gazetteer,
    readings: Vec<Reading>,
    name: &Name,
    called: Called,
    containers: &Containers,
    support: &Support,
    sentence: usize,
) -> Option<(Reading, Place)> {
    let score = |reading: &Reading| {
        let country = reading.country(gazetteer);
        let is_listed = name.listed.is_some_and(|row| gazetteer.places[row].country == country)
            || name.capital.is_some_and(|row| gazetteer.countries[row].entity == country);
        let contained = containers.fit(reading, gazetteer);
        let near = support.of(country, sentence);
        let listed = if is_listed { LISTED } else { 0.0 };
        let is_called = reading.is_region() && matches!(called, Called::First | Called::Second);
        let called = if is_called { IN_PHRASE } else { 0.0 };
        (reading.weight() + contained + near + listed + called, contained + near + called > 0.0 || is_listed)
    };
    let fits = readings.into_iter().filter(|reading| fits_word(reading, called));
    let scored = fits.map(|reading| (score(&reading), reading));
    let best = scored.reduce(|best, other| if other.0.0 > best.0.0 { other } else { best });
    if let Some(((_, is_supported), reading)) = best
        && (is_supported || reading.weight() >= OBSCURE || support.total == 0 && called != Called::Nothing)
    {
        let place = as_called(reading.place(gazetteer), called);
        return Some((reading, place));
    }
    None
}

/// A word for a region beside the name leaves out cities only where there is such a region.
fn fits_word(reading: &Reading, called: Called) -> bool {
    let level = match reading {
        Reading::Record(record) => Some(record.level),
        Reading::State { .. } => return called != Called::City,
        Reading::Region { is_own, .. } => return !is_own || called != Called::City,
    };
    match called {
        Called::Nothing => level != Some(Level::Second),
        Called::City => level == Some(Level::City),
        Called::First => level != Some(Level::Second),
        Called::Second => true,
    }
}

/// "Nablus governorate" is no city, even where no table knows the region.
fn as_called(place: Place, called: Called) -> Place {
    let precision = match called {
        Called::First => Precision::Admin1,
        Called::Second => Precision::Admin2,
        _ => return place,
    };
    if place.precision != Precision::City {
        return place;
    }
    Place { precision, position: None, geonames: None, ..place }
}
