//! The questions `events` and `mentions`, and the other kinds of rows: stored rows in order of day.

use rusqlite::types::Value as SqlValue;
use rusqlite::{params, params_from_iter};
use serde_json::{Map, Value, json};

use super::filter::Filter;
use super::forms::Reader;
use super::read::{COLUMNS, Stored, by_key, stored};
use super::row_id::RowId;
use super::{Store, StoreError};
use crate::code::Status;
use crate::record::Kind;

/// Ids of mentions that a line of events lists; `n_mentions` counts all.
const MOST_IDS: usize = 1000;

/// What people decided about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// Nothing yet.
    Machine,
    /// It is right.
    Accepted,
    /// It is wrong.
    Rejected,
    /// It is right as it was changed.
    Edited,
}

impl Review {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Edited => "edited",
        }
    }
}

impl Store {
    /// Gives the stored rows of a kind to `take`, by day, then by id, until it returns false.
    ///
    /// # Errors
    /// If the question makes no sense, the file cannot be read, or `take` fails.
    pub fn rows<E: From<StoreError>>(
        &self,
        kind: Kind,
        filter: &Filter,
        mut take: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut conditions = filter.conditions().map_err(E::from)?;
        conditions.add("r.kind = ?", [SqlValue::Integer(kind as i64)]);
        conditions.add("r.shown", []);
        conditions.add(statuses("r.status", &filter.statuses()), []);
        let rejected = "NOT EXISTS (SELECT 1 FROM reviews v WHERE v.row = r.key AND v.state = 'rejected')";
        conditions.add(rejected, []);
        days(&mut conditions, "r.day", filter);
        self.rows_after(filter, &mut conditions)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM rows r JOIN documents d ON d.key = r.document WHERE {} {} {}",
            conditions.sql(),
            filter.order.sql("r"),
            limit(filter)
        );
        let forms = Reader::new(&self.db);
        let read = || -> Result<_, StoreError> { Ok(self.db.prepare(&sql)?) };
        let mut statement = read().map_err(E::from)?;
        let mut rows = statement.query(params_from_iter(conditions.values())).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let row = stored(row).map_err(StoreError::from)?;
            if !take(self.row_line(&forms, &row)?)? {
                break;
            }
        }
        Ok(())
    }

    /// A row with its document's id, its event and what was decided about it.
    pub(super) fn row_line(&self, forms: &Reader<'_>, row: &Stored) -> Result<Value, StoreError> {
        let mut value = row.value(forms)?;
        value["report"] = json!(document_id(row.document_id));
        if let Some(event) = row.event {
            let sql = "SELECT id, nth FROM events WHERE key = ?";
            let read = |row: &rusqlite::Row<'_>| Ok(RowId { number: row.get(0)?, nth: row.get(1)? });
            value["event_id"] = json!(self.db.prepare_cached(sql)?.query_row([event], read)?.with("e"));
        }
        if let Some(review) = &row.review {
            value["review"] = json!(review);
        }
        Ok(value)
    }

    /// Gives the events to `take`, by day in the order asked for, then by id, until it returns false.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn events<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut take: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut conditions = self.events_asked(filter).map_err(E::from)?;
        self.events_after(filter, &mut conditions)?;
        let sql = format!(
            "SELECT e.key FROM events e WHERE {} {} {}",
            conditions.sql(),
            filter.order.sql("e"),
            limit(filter)
        );
        let forms = Reader::new(&self.db);
        let mut statement = self.db.prepare(&sql).map_err(StoreError::from)?;
        let mut keys = statement.query(params_from_iter(conditions.values())).map_err(StoreError::from)?;
        while let Some(row) = keys.next().map_err(StoreError::from)? {
            let key = row.get(0).map_err(StoreError::from)?;
            if !take(self.event_line(&forms, key)?)? {
                break;
            }
        }
        Ok(())
    }

    /// Conditions on `events e`.
    pub(super) fn events_asked(&self, filter: &Filter) -> Result<super::filter::Conditions, StoreError> {
        let inner = filter.conditions()?;
        let mut conditions = super::filter::Conditions::default();
        conditions.add(statuses("e.status", &filter.statuses()), []);
        days(&mut conditions, "e.day", filter);
        let inner_sql = inner.sql();
        if inner_sql != "1" {
            let member = format!(
                "EXISTS (SELECT 1 FROM rows r JOIN documents d ON d.key = r.document WHERE r.event = e.key AND {inner_sql})"
            );
            conditions.add(member, inner.values());
        }
        Ok(conditions)
    }

    /// An event as the contract has it.
    pub(super) fn event_line(&self, forms: &Reader<'_>, key: i64) -> Result<Value, StoreError> {
        let sql = "SELECT id, nth, status, confidence, n_mentions, n_documents, n_publishers, n_stories, best, merged \
                   FROM events WHERE key = ?";
        let mut statement = self.db.prepare_cached(sql)?;
        let (id, status, confidence, counts, best, merged) = statement.query_row([key], |row| {
            let id = RowId { number: row.get(0)?, nth: row.get(1)? };
            let counts: [i64; 4] = [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
            let merged: Option<String> = row.get(9)?;
            Ok((id, row.get::<_, u32>(2)? as usize, row.get::<_, f64>(3)?, counts, row.get::<_, i64>(8)?, merged))
        })?;
        let merged: Value = merged.map_or(Ok(Value::Null), |merged| serde_json::from_str(&merged))?;
        let Value::Object(mut line) = by_key(&self.db, best)?.value(forms)? else {
            return Err(StoreError::broken("an event without a mention"));
        };
        line.insert("best".to_owned(), line["id"].clone());
        line.insert("kind".to_owned(), json!("event"));
        line.insert("id".to_owned(), json!(id.with("e")));
        line.insert("status".to_owned(), json!(Status::ALL.get(status).map(|status| status.as_str())));
        line.insert("confidence".to_owned(), json!(confidence));
        self.take_fields(forms, &merged, &mut line)?;
        let names = ["n_mentions", "n_documents", "n_publishers", "n_stories"];
        line.extend(names.iter().zip(counts).map(|(name, count)| ((*name).to_owned(), json!(count))));
        self.members(key, &mut line)?;
        line.insert("disagreements".to_owned(), self.disagreements(&merged["disagreements"])?);
        line.insert("why".to_owned(), json!(lines(&merged["why"])));
        Ok(Value::Object(line))
    }

    /// Fields that another mention than the one that stands for the event tells best; `from` names those mentions.
    fn take_fields(&self, forms: &Reader<'_>, merged: &Value, line: &mut Map<String, Value>) -> Result<(), StoreError> {
        let mut from = Map::new();
        for (field, key) in merged["from"].as_object().into_iter().flatten() {
            let row = by_key(&self.db, key.as_i64().unwrap_or_default())?;
            let mut value = row.value(forms)?;
            line.insert(field.clone(), value[field.as_str()].take());
            from.insert(field.clone(), value["id"].take());
        }
        if !from.is_empty() {
            line.insert("from".to_owned(), Value::Object(from));
        }
        Ok(())
    }

    fn members(&self, event: i64, line: &mut Map<String, Value>) -> Result<(), StoreError> {
        let sql = "SELECT r.id, r.nth, d.name, (SELECT state FROM reviews v WHERE v.row = r.key) FROM rows r \
                   JOIN documents d ON d.key = r.document WHERE r.event = ? ORDER BY coalesce(d.day, '9999'), r.id, r.nth";
        let (mut mentions, mut documents, mut review) = (Vec::new(), Vec::new(), Review::Machine);
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![event])?;
        while let Some(row) = rows.next()? {
            mentions.push(RowId { number: row.get(0)?, nth: row.get(1)? }.of(Kind::Mentions));
            documents.push(row.get::<_, String>(2)?);
            match row.get::<_, Option<String>>(3)?.as_deref() {
                Some("edited") => review = Review::Edited,
                Some("accepted") if review == Review::Machine => review = Review::Accepted,
                _ => {}
            }
        }
        documents.sort_unstable();
        documents.dedup();
        mentions.truncate(MOST_IDS);
        documents.truncate(MOST_IDS);
        line.insert("mentions".to_owned(), json!(mentions));
        line.insert("documents".to_owned(), json!(documents));
        line.insert("review".to_owned(), json!(review.as_str()));
        Ok(())
    }

    fn disagreements(&self, stored: &Value) -> Result<Value, StoreError> {
        let mut found = Vec::new();
        for field in stored.as_array().into_iter().flatten() {
            let mut values = Vec::new();
            for value in field[1].as_array().into_iter().flatten() {
                let mut mentions = Vec::new();
                for key in value[1].as_array().into_iter().flatten().filter_map(Value::as_i64) {
                    let sql = "SELECT id, nth FROM rows WHERE key = ?";
                    let read = |row: &rusqlite::Row<'_>| Ok(RowId { number: row.get(0)?, nth: row.get(1)? });
                    mentions.push(self.db.prepare_cached(sql)?.query_row([key], read)?.of(Kind::Mentions));
                }
                mentions.sort_unstable();
                values.push(json!({ "value": shown(&field[0], &value[0]), "mentions": mentions }));
            }
            found.push(json!({ "field": field[0], "values": values }));
        }
        Ok(json!(found))
    }
}

/// Days are stored as numbers.
fn shown(field: &Value, value: &Value) -> Value {
    if field != "date" {
        return value.clone();
    }
    let days = value.as_str().unwrap_or_default().split(' ').filter_map(|day| day.parse().ok());
    let mut days: Vec<String> = days.map(super::merge::day_text).collect();
    days.dedup();
    json!(days.join("/"))
}

fn lines(why: &Value) -> Vec<&str> {
    why.as_array().into_iter().flatten().filter_map(|line| line[1].as_str()).collect()
}

/// The id of a document in its written form.
pub(super) fn document_id(id: i64) -> String {
    format!("d-{id:016x}")
}

fn statuses(column: &str, statuses: &[Status]) -> String {
    let numbers: Vec<String> = statuses.iter().map(|status| (*status as usize).to_string()).collect();
    format!("{column} IN ({})", numbers.join(", "))
}

fn days(conditions: &mut super::filter::Conditions, column: &str, filter: &Filter) {
    if let Some(since) = &filter.since {
        conditions.add(format!("{column} >= ?"), [SqlValue::Text(since.clone())]);
    }
    if let Some(until) = &filter.until {
        conditions.add(format!("{column} <= ? AND {column} <> ''"), [SqlValue::Text(until.clone())]);
    }
}

fn limit(filter: &Filter) -> String {
    filter.limit.map(|limit| format!("LIMIT {limit}")).unwrap_or_default()
}
