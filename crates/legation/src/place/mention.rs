//! A place, and the words that name it.

use std::ops::Range;

use crate::gazetteer::Gazetteer;

use super::atlas::{Level, Record};

/// How exactly a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A city, town or village, with its position.
    City,
    /// A second-level region: a district or county.
    Admin2,
    /// A first-level region, or one that is known by its name alone.
    Admin1,
    /// A state or territory.
    Country,
}

impl Precision {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Admin2 => "admin2",
            Self::Admin1 => "admin1",
            Self::Country => "country",
        }
    }
}

/// One place of the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level region.
    pub admin1: Option<String>,
    /// Second-level region.
    pub admin2: Option<String>,
    /// Degrees north and east, of cities only.
    pub position: Option<(f64, f64)>,
    /// GeoNames id, of cities only.
    pub geonames: Option<u32>,
    /// How exactly it is known.
    pub precision: Precision,
}

impl Place {
    /// A state or territory.
    pub(super) fn country(gazetteer: &Gazetteer, code: &str) -> Self {
        let name = gazetteer.country(code).map_or_else(|| code.to_owned(), |country| country.name.clone());
        Self { precision: Precision::Country, ..Self::region(&name, code) }
    }

    /// A region of which name and country are known.
    pub(super) fn region(name: &str, country: &str) -> Self {
        Self {
            name: name.to_owned(),
            country: Some(country.to_owned()),
            admin1: None,
            admin2: None,
            position: None,
            geonames: None,
            precision: Precision::Admin1,
        }
    }

    pub(super) fn record(record: &Record) -> Self {
        let is_city = record.level == Level::City;
        Self {
            name: record.name.to_owned(),
            country: Some(record.country.to_owned()),
            admin1: record.admin1.map(|(_, name)| name.to_owned()),
            admin2: record.admin2.map(str::to_owned),
            position: is_city.then_some((record.latitude, record.longitude)),
            geonames: record.geonames,
            precision: match record.level {
                Level::City => Precision::City,
                Level::First => Precision::Admin1,
                Level::Second => Precision::Admin2,
            },
        }
    }
}

/// Words that stand for a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The name's tokens.
    pub tokens: Range<usize>,
    /// The token that carries the place in the sentence: the name's head, or of "Baghdad airport" and "the port of
    /// Hodeidah" the noun.
    pub anchor: usize,
    /// What is named.
    pub place: Place,
}

/// All places of a document, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places {
    /// The mentions.
    pub mentions: Vec<PlaceMention>,
    /// Where the report was written: the first name before it, no place of what it tells.
    pub dateline: Option<PlaceMention>,
    /// Their anchors in order, each with the mention's place in the list.
    anchors: Vec<(usize, usize)>,
}

impl Places {
    pub(super) fn new(mut mentions: Vec<PlaceMention>) -> Self {
        mentions.sort_by_key(|mention| mention.tokens.start);
        let mut anchors: Vec<(usize, usize)> =
            mentions.iter().enumerate().map(|(at, mention)| (mention.anchor, at)).collect();
        anchors.sort_unstable();
        Self { mentions, dateline: None, anchors }
    }

    /// The place that token `i` is part of the name of.
    #[must_use]
    pub fn at(&self, i: usize) -> Option<&PlaceMention> {
        let at = self.mentions.partition_point(|mention| mention.tokens.end <= i);
        self.mentions.get(at).filter(|mention| mention.tokens.start <= i)
    }

    /// The place that token `i` is part of the name of, or the noun of ("airport" in "Baghdad airport").
    #[must_use]
    pub fn anchored(&self, i: usize) -> Option<&PlaceMention> {
        let by_anchor = || {
            let at = self.anchors.partition_point(|(anchor, _)| *anchor < i);
            let (_, mention) = self.anchors.get(at).filter(|(anchor, _)| *anchor == i)?;
            self.mentions.get(*mention)
        };
        self.at(i).or_else(by_anchor)
    }

    /// Whether token `i` names a place, or is the noun of one ("airport" in "Baghdad airport"), so that it is no party.
    #[must_use]
    pub fn is_place(&self, i: usize) -> bool {
        self.anchored(i).is_some()
    }

    /// The places named in a range of tokens.
    #[must_use]
    pub fn names(&self, tokens: &Range<usize>) -> &[PlaceMention] {
        let start = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        self.mentions.get(start..end).unwrap_or_default()
    }
}
