//! Words in documents.

use rusqlite::params;
use serde::Serialize;

use super::events::document_id;
use super::{Store, StoreError};

/// Words of a question that are looked for.
const MOST_WORDS: usize = 64;

/// A document that has the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Name of the document.
    pub document: String,
    /// Its id in the record.
    pub report: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, as given.
    pub published: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Words around the place that fits best; those looked for stand in `[` and `]`.
    pub snippet: String,
}

/// A question in the words of SQLite's full-text search. Whatever people type is words and "phrases", and a `*` behind a word
/// stands for its endings; nothing else has a meaning. None if there is no word in it.
pub(super) fn query(words: &str) -> Option<String> {
    let mut parts = Vec::new();
    for (nth, part) in words.split('"').enumerate() {
        if nth % 2 == 1 {
            let phrase: Vec<&str> =
                part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            if !phrase.is_empty() {
                parts.push(format!("\"{}\"", phrase.join(" ")));
            }
            continue;
        }
        for word in part.split_whitespace() {
            let pieces: Vec<&str> =
                word.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
            if !pieces.is_empty() {
                let ending = if word.ends_with('*') { "*" } else { "" };
                parts.push(format!("\"{}\"{ending}", pieces.join(" ")));
            }
        }
    }
    parts.truncate(MOST_WORDS);
    (!parts.is_empty()).then(|| parts.join(" "))
}

impl Store {
    /// Documents that have all the words, those first that fit best.
    ///
    /// # Errors
    /// If there is no word in the question, or the file cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let query = query(words).ok_or_else(|| StoreError::query("no words to search for"))?;
        let sql = "SELECT d.name, d.id, d.title, d.published, d.publisher, snippet(words, -1, '[', ']', '…', 24) \
                   FROM words JOIN documents d ON d.key = words.rowid WHERE words MATCH ? ORDER BY rank, d.id LIMIT ?";
        let mut statement = self.db.prepare_cached(sql)?;
        let hit = |row: &rusqlite::Row<'_>| {
            Ok(Hit {
                document: row.get(0)?,
                report: document_id(row.get(1)?),
                title: row.get(2)?,
                published: row.get(3)?,
                publisher: row.get(4)?,
                snippet: row.get::<_, String>(5)?.split_whitespace().collect::<Vec<_>>().join(" "),
            })
        };
        let hits = statement.query_map(params![query, limit], hit)?.collect::<Result<_, _>>()?;
        Ok(hits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_question_is_words() {
        assert_eq!(
            query("cease-fire \"Security Council\" hous*").unwrap(),
            "\"cease fire\" \"Security Council\" \"hous\"*"
        );
        assert_eq!(query("NEAR(a OR b) -c ^d: {e}").unwrap(), "\"NEAR a\" \"OR\" \"b\" \"c\" \"d\" \"e\"");
        for none in ["", " ", "\"", "*", "()", "\"\"", "\0"] {
            assert_eq!(query(none), None, "{none:?}");
        }
    }
}
