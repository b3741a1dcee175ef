//! What people decided about rows and events: who, when, and what it comes to.
//!
//! Corrections are only added. What they come to is worked out from all of them in order, for every run alike: a row of a new
//! coding has the corrections of the row whose trigger stood at the same place.

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::row_id::RowId;
use super::{Store, StoreError};
use crate::cluster::Decided;

/// What can be decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The row is right.
    Accept,
    /// The row is wrong, and is not shown any more.
    Reject,
    /// Fields of the row are otherwise: the fields with their right values.
    Edit(Value),
    /// Takes back what was decided about the row so far.
    Undo,
    /// The mention is of another event than those it was put with.
    Split,
    /// The mention is of the same event as this other one.
    Join(String),
}

impl Action {
    const fn word(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Edit(_) => "edit",
            Self::Undo => "undo",
            Self::Split => "split",
            Self::Join(_) => "join",
        }
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// Id of a row; of an event, that of the mention that stands for it.
    pub id: String,
    /// What.
    pub action: Action,
    /// Who.
    pub who: String,
    /// When, as the clock of the caller says.
    pub at: String,
    /// Why.
    pub note: Option<String>,
}

impl Store {
    /// Notes a decision, and what it comes to. Events change with the next [`Store::merge`].
    ///
    /// # Errors
    /// If there is no such row, or the file cannot be written.
    pub fn correct(&mut self, correction: &Correction) -> Result<(), StoreError> {
        let transaction = self.db.transaction()?;
        let row = find(&transaction, &correction.id)?;
        let other = match &correction.action {
            Action::Join(other) => Some(find(&transaction, other)?.id),
            _ => None,
        };
        let change = match &correction.action {
            Action::Edit(change) => Some(change.to_string()),
            _ => None,
        };
        let sql = "INSERT INTO corrections (at, who, action, id, document, trigger_start, other, change, note) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        transaction.execute(
            sql,
            params![
                correction.at,
                correction.who,
                correction.action.word(),
                row.id,
                row.document_id,
                row.trigger,
                other,
                change,
                correction.note,
            ],
        )?;
        apply(&transaction, row.key)?;
        let days = "INSERT OR IGNORE INTO pending (day) SELECT day FROM rows WHERE key = ?1 OR event = \
                    (SELECT event FROM rows WHERE key = ?1)";
        transaction.execute(days, [row.key])?;
        if let Some(other) = other {
            transaction.execute(days, [find(&transaction, &other)?.key])?;
        }
        Ok(transaction.commit()?)
    }
}

struct Found {
    key: i64,
    id: String,
    document_id: i64,
    trigger: i64,
}

/// The row that an id names; of an event, the mention that stands for it.
fn find(db: &Connection, id: &str) -> Result<Found, StoreError> {
    let unknown = || StoreError::query(format!("no row has the id {id:?}"));
    let number = RowId::parse(id).ok_or_else(unknown)?;
    let key = if id.starts_with("e-") {
        let sql = "SELECT best FROM events WHERE id = ? AND nth = ?";
        db.query_row(sql, params![number.number, number.nth], |row| row.get(0)).optional()?
    } else {
        let sql = "SELECT key FROM rows WHERE id = ? AND nth = ? AND shown";
        db.query_row(sql, params![number.number, number.nth], |row| row.get(0)).optional()?
    };
    let key: i64 = key.ok_or_else(unknown)?;
    let row = super::read::by_key(db, key)?;
    let trigger = row.trigger_start()?;
    Ok(Found { key, id: row.id.of(row.kind), document_id: row.document_id, trigger })
}

/// Works out what the corrections of a row come to.
fn apply(db: &Connection, key: i64) -> Result<(), StoreError> {
    let row = super::read::by_key(db, key)?;
    let place = (row.document_id, row.trigger_start()?);
    let sql = "SELECT action, change FROM corrections WHERE document = ? AND trigger_start = ? \
               AND substr(id, 1, 1) = ? ORDER BY key";
    let mut state: Option<&str> = None;
    let mut change = serde_json::Map::new();
    let mut statement = db.prepare_cached(sql)?;
    let mut found = statement.query(params![place.0, place.1, row.kind.prefix()])?;
    while let Some(correction) = found.next()? {
        let action: String = correction.get(0)?;
        match action.as_str() {
            "accept" => state = Some(if change.is_empty() { "accepted" } else { "edited" }),
            "reject" => state = Some("rejected"),
            "edit" => {
                let fields: Option<String> = correction.get(1)?;
                if let Some(Value::Object(fields)) = fields.map(|text| serde_json::from_str(&text)).transpose()? {
                    change.extend(fields);
                }
                state = Some("edited");
            }
            "undo" => {
                state = None;
                change.clear();
            }
            _ => {}
        }
    }
    db.execute("DELETE FROM reviews WHERE row = ?", [key])?;
    if let Some(state) = state {
        let change = (!change.is_empty()).then(|| Value::Object(change).to_string());
        db.execute("INSERT INTO reviews (row, state, change) VALUES (?, ?, ?)", params![key, state, change])?;
    }
    Ok(())
}

/// Works out the corrections for all rows, after a new coding.
pub(super) fn apply_all(db: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT DISTINCT r.key FROM corrections c JOIN documents d ON d.id = c.document \
               JOIN rows r ON r.document = d.key WHERE r.shown";
    let keys: Vec<i64> = db.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    keys.into_iter().try_for_each(|key| apply(db, key))
}

/// Which mentions were split and joined.
pub(super) fn decided(db: &Connection) -> Result<Decided, StoreError> {
    let mut decided = Decided::default();
    let mut groups: FxHashMap<RowId, i64> = FxHashMap::default();
    let sql = "SELECT key, action, id, other FROM corrections WHERE action IN ('split', 'join', 'undo') ORDER BY key";
    let mut statement = db.prepare(sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (key, action, id, other): (i64, String, String, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let Some(id) = RowId::parse(&id) else { continue };
        match (action.as_str(), other.as_deref().and_then(RowId::parse)) {
            ("split", _) => {
                groups.remove(&id);
                decided.alone.insert((id.number, id.nth));
            }
            ("join", Some(other)) => {
                let number = groups.get(&id).or_else(|| groups.get(&other)).copied().unwrap_or(key);
                // Those joined to either so far are joined to both.
                let olds = [groups.get(&id).copied(), groups.get(&other).copied()];
                groups.values_mut().filter(|known| olds.contains(&Some(**known))).for_each(|known| *known = number);
                for one in [id, other] {
                    groups.insert(one, number);
                    decided.alone.remove(&(one.number, one.nth));
                }
            }
            _ => {
                groups.remove(&id);
                decided.alone.remove(&(id.number, id.nth));
            }
        }
    }
    decided.together = groups.into_iter().map(|(id, number)| ((id.number, id.nth), number)).collect();
    Ok(decided)
}
