//! Whether a record is whole: the file, its links, and that every row's words stand where it says.

use serde_json::Value;

use super::forms::Reader;
use super::read::{COLUMNS, stored};
use super::{Store, StoreError};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Where.
    pub at: String,
    /// What.
    pub what: String,
}

/// Troubles that are told; more say nothing new.
const MOST_TOLD: usize = 100;

impl Store {
    /// Looks at everything. An empty list is a whole record.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Trouble>, StoreError> {
        let mut troubles = Vec::new();
        let mut note = |at: &str, what: String| {
            if troubles.len() < MOST_TOLD {
                troubles.push(Trouble { at: at.to_owned(), what });
            }
        };
        let mut statement = self.db.prepare("PRAGMA integrity_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let told: String = row.get(0)?;
            if told != "ok" {
                note("file", told);
            }
        }
        let mut statement = self.db.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, key, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            note("links", format!("line {} of {table} points to nothing in {parent}", key.unwrap_or_default()));
        }
        let counts = "SELECT e.key, e.n_mentions, (SELECT count(*) FROM rows r WHERE r.event = e.key) AS n FROM events e \
                      WHERE e.n_mentions <> n";
        let mut statement = self.db.prepare(counts)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, told, found): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            note("events", format!("event {key} tells of {told} mentions and has {found}"));
        }
        self.check_words(&mut note)?;
        Ok(troubles)
    }

    fn check_words(&self, note: &mut impl FnMut(&str, String)) -> Result<(), StoreError> {
        let forms = Reader::new(&self.db);
        let sql = format!("SELECT {COLUMNS} FROM rows r JOIN documents d ON d.key = r.document ORDER BY r.key");
        let mut statement = self.db.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let row = stored(row)?;
            let id = row.id.of(row.kind);
            match row.value(&forms) {
                Ok(value) => words_stand(&value, &row.text(), &mut |what| note(&id, what)),
                Err(error) => note(&id, error.to_string()),
            }
        }
        Ok(())
    }
}

/// Whether everything with `text`, `start` and `end` has these words there.
fn words_stand(value: &Value, text: &super::pack::Text<'_>, note: &mut impl FnMut(String)) {
    match value {
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_u64);
            if let (Some(words), Some(start), Some(end)) =
                (fields.get("text").and_then(Value::as_str), number("start"), number("end"))
                && text.slice(start, end) != Some(words)
            {
                note(format!("{words:?} does not stand at {start} to {end}"));
            }
            fields.values().for_each(|value| words_stand(value, text, note));
        }
        Value::Array(items) => items.iter().for_each(|item| words_stand(item, text, note)),
        _ => {}
    }
}
