//! Which rows are asked for: the same questions for every command, page and program.

use rusqlite::types::Value;

use super::fields::{self, packed};
use super::insert::PARTS;
use super::{Order, StoreError};
use crate::code::Status;
use crate::record::Kind;

/// Two parties, in either direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between(pub String, pub String);

/// What is asked for; empty for all that happened or goes on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Who acts: an entity's code, a state's for all who belong to it, or a name. All of them must.
    pub actors: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// Two parties, one in each role.
    pub between: Option<Between>,
    /// A state that any party belongs to.
    pub country: Option<String>,
    /// A sector of any party.
    pub sector: Option<String>,
    /// Event types.
    pub types: Vec<String>,
    /// `verbal-cooperation`, `material-cooperation`, `verbal-conflict` or `material-conflict`, or its number.
    pub quad: Option<String>,
    /// A place's name, or its state.
    pub place: Option<String>,
    /// First day.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// Statuses; none for actual and ongoing.
    pub statuses: Vec<Status>,
    /// Least confidence.
    pub min_confidence: Option<f64>,
    /// A publisher, or the host of its pages.
    pub publisher: Option<String>,
    /// Words that the document has.
    pub text: Option<String>,
    /// Most rows.
    pub limit: Option<u64>,
    /// Which day comes first.
    pub order: Order,
    /// Only what comes behind the event or row of this id in the order.
    pub after: Option<String>,
}

/// Conditions on `rows r` and `documents d`, and their values.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds one condition; each `?` in it stands for one value.
    pub(super) fn add(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.values.extend(values);
    }

    /// What stands behind WHERE.
    pub(super) fn sql(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { self.sql.join(" AND ") }
    }

    /// The values, in the order of the question marks.
    pub(super) fn values(self) -> Vec<Value> {
        self.values
    }
}

impl Filter {
    /// The statuses that are asked for.
    #[must_use]
    pub fn statuses(&self) -> Vec<Status> {
        if self.statuses.is_empty() { vec![Status::Actual, Status::Ongoing] } else { self.statuses.clone() }
    }

    /// Conditions on what a row tells, without its status.
    pub(super) fn conditions(&self) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        for actor in &self.actors {
            party(&mut conditions, actor, &ACTING);
        }
        for recipient in &self.recipients {
            party(&mut conditions, recipient, &RECEIVING);
        }
        if let Some(Between(left, right)) = &self.between {
            between(&mut conditions, left, right);
        }
        if let Some(country) = &self.country {
            let sql = format!("EXISTS ({PARTY} AND a.country = ?)");
            conditions.add(sql, [Value::Text(country.to_uppercase())]);
        }
        if let Some(sector) = &self.sector {
            let sql = format!("EXISTS ({PARTY} AND ' ' || a.sectors || ' ' LIKE '% ' || ? || ' %')");
            conditions.add(sql, [Value::Text(sector.to_uppercase())]);
        }
        if !self.types.is_empty() {
            let marks = vec!["?"; self.types.len()].join(", ");
            conditions.add(format!("r.what IN ({marks})"), self.types.iter().map(|kind| Value::Text(kind.clone())));
        }
        if let Some(quad) = &self.quad {
            let at = packed(Kind::Mentions).iter().position(|name| *name == "quad_code").unwrap_or_default();
            let code = quad.parse().ok().or_else(|| (1..=4).find(|code| fields::quad(Some(*code)) == Some(quad)));
            let code = code.map_or(Value::Null, |code| Value::Integer(code.cast_signed()));
            conditions.add(format!("r.kind = 0 AND r.coding ->> '$[{at}]' = ?"), [code]);
        }
        if let Some(place) = &self.place {
            let sql =
                "r.place IN (SELECT key FROM places WHERE name LIKE ? OR country = ? OR form ->> 'admin1' LIKE ?)";
            let like = Value::Text(place.clone());
            conditions.add(sql, [like.clone(), Value::Text(place.to_uppercase()), like]);
        }
        self.documents(&mut conditions)?;
        Ok(conditions)
    }

    fn documents(&self, conditions: &mut Conditions) -> Result<(), StoreError> {
        if let Some(least) = self.min_confidence {
            conditions.add("r.confidence >= ?", [Value::Real(least)]);
        }
        if let Some(publisher) = &self.publisher {
            let sql = "(d.outlet = ? OR d.publisher LIKE ?)";
            conditions.add(sql, [Value::Text(publisher.to_lowercase()), Value::Text(format!("{publisher}%"))]);
        }
        if let Some(words) = &self.text {
            let query = super::search::query(words).ok_or_else(|| StoreError::query("no words to search for"))?;
            conditions.add("d.key IN (SELECT rowid FROM words WHERE words MATCH ?)", [Value::Text(query)]);
        }
        Ok(())
    }
}

const PARTY: &str = "SELECT 1 FROM parties p JOIN actors a ON a.key = p.actor WHERE p.row = r.key";
/// Parts that act, or stand for something.
const ACTING: [&str; 6] = ["actors", "holder", "speaker", "sponsors", "intermediary", "visitor"];
/// Parts that something is done to.
const RECEIVING: [&str; 5] = ["recipients", "targets", "parties", "stops", "members"];

fn numbers(parts: &[&str]) -> String {
    let number = |part: &&str| PARTS.iter().position(|known| known == part);
    parts.iter().filter_map(number).map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}

/// Conditions on an actor `a`: its code, its state, or its name.
const NAMED: &str = "(a.entity = ? OR a.country = ? OR a.name LIKE ?)";

fn named(actor: &str) -> [Value; 3] {
    let code = || Value::Text(actor.to_uppercase());
    let entity = if actor.contains(':') { Value::Text(actor.to_lowercase()) } else { code() };
    [entity, code(), Value::Text(actor.to_owned())]
}

fn party(conditions: &mut Conditions, actor: &str, parts: &[&str]) {
    conditions.add(format!("EXISTS ({PARTY} AND p.part IN ({}) AND {NAMED})", numbers(parts)), named(actor));
}

fn between(conditions: &mut Conditions, left: &str, right: &str) {
    let (acting, receiving) = (numbers(&ACTING), numbers(&RECEIVING));
    let one = |parts: &str| format!("EXISTS ({PARTY} AND p.part IN ({parts}) AND {NAMED})");
    let sql = format!("(({} AND {}) OR ({} AND {}))", one(&acting), one(&receiving), one(&acting), one(&receiving));
    let values = [named(left), named(right), named(right), named(left)];
    conditions.add(sql, values.into_iter().flatten());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_marks_and_values_go_together() {
        let text = |text: &str| Some(text.to_owned());
        let filter = Filter {
            actors: vec!["USA".into()],
            recipients: vec!["Hamas".into()],
            between: Some(Between("ISR".into(), "HAMAS".into())),
            country: text("qat"),
            sector: text("gov"),
            types: vec!["CONSULT".into(), "AID".into()],
            quad: text("1"),
            place: text("Doha"),
            min_confidence: Some(0.5),
            publisher: text("Wire"),
            text: text("truce"),
            ..Filter::default()
        };
        let conditions = filter.conditions().unwrap();
        assert_eq!(conditions.sql().matches('?').count(), conditions.values().len());
        assert_eq!(Filter::default().conditions().unwrap().sql(), "1");
        assert!(Filter { text: text("?!"), ..Filter::default() }.conditions().is_err());
    }
}
