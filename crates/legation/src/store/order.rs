//! The order of a list, and where in it a page begins: behind the row or event that stood last on the page before.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use super::filter::Conditions;
use super::row_id::RowId;
use super::{Filter, Store, StoreError};

/// Which day comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The oldest.
    #[default]
    Oldest,
    /// The newest.
    Newest,
}

impl Order {
    /// What sorts the table.
    pub(super) fn sql(self, table: &str) -> String {
        let down = if self == Self::Newest { " DESC" } else { "" };
        format!("ORDER BY {table}.day{down}, {table}.id{down}, {table}.nth{down}")
    }
}

/// The day of an event; of one that was merged into another since, that of its mention.
const EVENT_DAY: &str = "SELECT day FROM events WHERE id = ?1 AND nth = ?2 UNION ALL \
                         SELECT day FROM rows WHERE id = ?1 AND nth = ?2 AND kind = 0 LIMIT 1";
/// The day of a row.
const ROW_DAY: &str = "SELECT day FROM rows WHERE id = ?1 AND nth = ?2 ORDER BY shown DESC LIMIT 1";

impl Store {
    /// Adds a condition on `events e` for what comes after the event that `filter.after` names.
    pub(super) fn events_after(&self, filter: &Filter, conditions: &mut Conditions) -> Result<(), StoreError> {
        self.after(filter, conditions, "e", EVENT_DAY)
    }

    /// The same for `rows r`.
    pub(super) fn rows_after(&self, filter: &Filter, conditions: &mut Conditions) -> Result<(), StoreError> {
        self.after(filter, conditions, "r", ROW_DAY)
    }

    fn after(&self, filter: &Filter, conditions: &mut Conditions, table: &str, day: &str) -> Result<(), StoreError> {
        let Some(id) = &filter.after else { return Ok(()) };
        let unknown = || StoreError::query("nothing has the id to go on from");
        let id = RowId::parse(id).ok_or_else(unknown)?;
        let day = self.db.prepare_cached(day)?.query_row(params![id.number, id.nth], |row| row.get(0)).optional()?;
        let sign = if filter.order == Order::Newest { "<" } else { ">" };
        let sql = format!("({table}.day, {table}.id, {table}.nth) {sign} (?, ?, ?)");
        let place = [Value::Text(day.ok_or_else(unknown)?), Value::Integer(id.number), Value::Integer(id.nth)];
        conditions.add(sql, place);
        Ok(())
    }
}
