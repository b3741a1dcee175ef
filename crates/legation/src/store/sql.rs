//! Questions in SQL: reading only, for a limited time.

use std::time::{Duration, Instant};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use serde_json::{Value, json};

use super::{Store, StoreError};

/// Rows that an answer has at most, unless the caller says otherwise.
pub const SQL_MOST_ROWS: usize = 1000;

/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows; bytes that are no text come as hexadecimal digits.
    pub rows: Vec<Vec<Value>>,
    /// Whether there were more rows.
    pub is_cut: bool,
}

impl Store {
    /// Stops every question that has not ended after `time` from now; its error [is told](StoreError::is_stopped).
    ///
    /// # Errors
    /// If the connection is no longer open.
    pub fn limit_time(&mut self, time: Duration) -> Result<(), StoreError> {
        let end = Instant::now() + time;
        self.db.progress_handler(STEPS, Some(move || Instant::now() > end))?;
        Ok(())
    }

    /// Answers one statement that reads. It cannot write, attach files or load extensions, and ends after `time`.
    ///
    /// # Errors
    /// If it is no such statement, or takes too long.
    pub fn sql(&mut self, query: &str, time: Duration, most_rows: usize) -> Result<Answer, StoreError> {
        let end = Instant::now() + time;
        self.db.authorizer(Some(allowed))?;
        self.db.progress_handler(STEPS, Some(move || Instant::now() > end))?;
        let answer = self.answer(query, most_rows);
        self.db.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        self.db.progress_handler(0, None::<fn() -> bool>)?;
        answer
    }

    fn answer(&self, query: &str, most_rows: usize) -> Result<Answer, StoreError> {
        let told = |error: rusqlite::Error| match StoreError::from(error) {
            error if error.is_stopped() => error,
            error => StoreError::query(error.to_string()),
        };
        let mut statement = self.db.prepare(query).map_err(told)?;
        if !statement.readonly() {
            return Err(StoreError::query("only statements that read are answered"));
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let (mut rows, mut is_cut) = (Vec::new(), false);
        let mut found = statement.query([]).map_err(told)?;
        while let Some(row) = found.next().map_err(told)? {
            if rows.len() == most_rows {
                is_cut = true;
                break;
            }
            let cells = (0..columns.len()).map(|idx| row.get_ref(idx).map(cell).map_err(told));
            rows.push(cells.collect::<Result<_, _>>()?);
        }
        Ok(Answer { columns, rows, is_cut })
    }
}

fn cell(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => json!(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
    }
}

/// Reading, functions that compute, and nothing else.
fn allowed(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if !function_name.eq_ignore_ascii_case("load_extension") => {
            Authorization::Allow
        }
        // Full-text search looks at the version of its tables.
        AuthAction::Pragma { pragma_name: "data_version", pragma_value: None } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}
