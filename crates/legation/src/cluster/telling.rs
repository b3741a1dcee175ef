//! What is compared of a mention.

use std::sync::Arc;

use serde_json::Value;

use super::words::Bag;
use crate::code::Status;

/// How a mention's time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The text tells it.
    Text,
    /// It is taken from the day of publication.
    Publication,
    /// Nothing is known.
    None,
}

/// When a mention's happening was, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// First possible day.
    pub first: i32,
    /// Last possible day.
    pub last: i32,
    /// How that is known.
    pub basis: Basis,
}

/// Somebody in a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// Code of the entity.
    pub entity: String,
    /// State that it belongs to.
    pub country: Option<String>,
    /// First sector.
    pub sector: Option<String>,
}

impl Party {
    /// Whether a table knows it; else the code was made from its words.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.entity.starts_with("unk:") && !self.entity.starts_with("per:")
    }
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Usual name.
    pub name: String,
    /// State.
    pub country: Option<String>,
    /// First-level region.
    pub admin1: Option<String>,
    /// Whether it is a city or village.
    pub is_city: bool,
    /// Degrees north and east of a city.
    pub position: Option<(f64, f64)>,
}

/// A mention as it is compared with others.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The caller's key.
    pub key: i64,
    /// Id of the mention as a number; orders what is else equal.
    pub id: (i64, i64),
    /// Which document.
    pub document: i64,
    /// Number of the sentence in the document.
    pub sentence: u64,
    /// Which documents are copies of each other: the id of one that stands for them.
    pub story: i64,
    /// PLOVER type.
    pub event: String,
    /// Mode of the type.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Whether it happened.
    pub status: Status,
    /// When.
    pub time: Time,
    /// Day of publication.
    pub published: Option<i32>,
    /// Who.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Whether all are in both roles.
    pub reciprocal: bool,
    /// Where.
    pub spot: Option<Spot>,
    /// Dead and injured as told: the least number of each.
    pub toll: [Option<u64>; 2],
    /// Words of the sentence.
    pub words: Bag,
    /// What the document is about.
    pub context: Arc<Bag>,
}

impl Telling {
    /// The day at which it stands in the order of days: the last possible one, or that of publication.
    #[must_use]
    pub fn day(&self) -> Option<i32> {
        match self.time.basis {
            Basis::None => self.published,
            _ => Some(self.time.last),
        }
    }

    /// The day, then the id: an order that does not depend on when it came.
    pub(super) fn order(&self) -> (i32, (i64, i64)) {
        (self.day().unwrap_or(i32::MIN), self.id)
    }

    /// How much it tells: the more, the better it stands for others.
    pub(crate) fn tells(&self) -> usize {
        let is_fact = !matches!(self.status, Status::Denied | Status::Failed | Status::Hypothetical | Status::Planned);
        let is_day = self.time.basis == Basis::Text && self.time.first == self.time.last;
        let n_known = [&self.actors, &self.recipients].iter().filter(|list| list.iter().any(Party::is_known)).count();
        let has_city = self.spot.as_ref().is_some_and(|spot| spot.is_city);
        usize::from(is_fact) * 2 + usize::from(is_day) * 2 + n_known + usize::from(has_city)
    }

    /// Everybody in it.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// The parties in a list of a row.
pub(crate) fn parties(row: &Value, field: &str) -> Vec<Party> {
    let text = |entity: &Value, name: &str| entity.get(name).and_then(Value::as_str).map(str::to_owned);
    let party = |entity: &Value| {
        Some(Party {
            entity: text(entity, "entity")?,
            country: text(entity, "country"),
            sector: entity.pointer("/sectors/0").and_then(Value::as_str).map(str::to_owned),
        })
    };
    let mut parties: Vec<Party> = row[field].as_array().into_iter().flatten().filter_map(party).collect();
    parties.sort();
    parties.dedup();
    parties
}

/// The place of a row.
pub(crate) fn spot(row: &Value) -> Option<Spot> {
    let place = row.get("location").filter(|place| place.is_object())?;
    let text = |name: &str| place.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| place.get(name).and_then(Value::as_f64);
    Some(Spot {
        name: text("name")?,
        country: text("country"),
        admin1: text("admin1"),
        is_city: place["precision"] == "city",
        position: number("latitude").zip(number("longitude")),
    })
}

/// The dead and injured of a row, the least of each.
pub(crate) fn toll(row: &Value) -> [Option<u64>; 2] {
    ["dead", "injured"].map(|kind| {
        let count = row.get("counts")?.get(kind)?;
        count.get("low").and_then(Value::as_u64).or_else(|| count.get("high").and_then(Value::as_u64))
    })
}
