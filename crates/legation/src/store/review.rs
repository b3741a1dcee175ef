//! The queue of a reviewer: events in an order of chance, the share of right ones, and what was decided about mentions.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::forms::Reader;
use super::read::{COLUMNS, stored};
use super::{Filter, Store, StoreError};

/// How many of the reviewed events are right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Accepted, also after a change.
    pub n_right: i64,
    /// Rejected.
    pub n_wrong: i64,
    /// Share of right ones; 0 where nothing is reviewed.
    pub share: f64,
    /// Lower end of its 95 % interval (Wilson 1927).
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Of the normal distribution: 95 % lie within so many standard deviations.
const Z: f64 = 1.959_964;

impl Estimate {
    #[expect(clippy::cast_precision_loss, reason = "nobody reviews that many")]
    fn new(n_right: i64, n_wrong: i64) -> Self {
        let n = (n_right + n_wrong) as f64;
        if n == 0.0 {
            return Self { n_right, n_wrong, share: 0.0, low: 0.0, high: 1.0 };
        }
        let share = n_right as f64 / n;
        let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Self { n_right, n_wrong, share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }
}

impl Store {
    /// Ids of events that nobody has reviewed, in an order that `seed` gives and that has nothing to do with them.
    ///
    /// # Errors
    /// If the question makes no sense or the file cannot be read.
    pub fn unreviewed(&self, filter: &Filter, seed: u64) -> Result<Vec<String>, StoreError> {
        let mut ids = Vec::new();
        let limit = filter.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        self.events(&Filter { limit: None, ..filter.clone() }, |event| {
            if event["review"] == "machine" {
                ids.extend(event["id"].as_str().map(str::to_owned));
            }
            Ok::<_, StoreError>(true)
        })?;
        ids.sort_by_cached_key(|id| Sha256::digest(format!("{seed} {id}")));
        ids.truncate(limit);
        Ok(ids)
    }

    /// How many of the reviewed mentions that stand for events are right.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn estimate(&self) -> Result<Estimate, StoreError> {
        let sql = "SELECT count(*) FILTER (WHERE v.state <> 'rejected'), count(*) FILTER (WHERE v.state = 'rejected') \
                   FROM reviews v JOIN rows r ON r.key = v.row WHERE r.shown AND r.kind = 0";
        let (right, wrong) = self.db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Estimate::new(right, wrong))
    }

    /// Mentions that were reviewed, each with `review`, and with the sentence that it stands in as `sentence_text` from byte
    /// `sentence_start`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reviewed(&self) -> Result<Vec<Value>, StoreError> {
        let forms = Reader::new(&self.db);
        let sql = format!(
            "SELECT {COLUMNS} FROM rows r JOIN documents d ON d.key = r.document JOIN reviews w ON w.row = r.key \
             WHERE r.shown AND r.kind = 0 ORDER BY r.id, r.nth"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let row = stored(row)?;
            let mut value = self.row_line(&forms, &row)?;
            let text = row.text();
            let at = |pointer: &str| {
                let byte = value.pointer(pointer).and_then(Value::as_u64).unwrap_or_default();
                usize::try_from(byte.saturating_sub(text.start)).unwrap_or_default()
            };
            let range = crate::cluster::sentence(text.text, at("/evidence/start"), at("/evidence/end"));
            value["sentence_text"] = json!(text.text.get(range.clone()));
            value["sentence_start"] = json!(text.start + range.start as u64);
            found.push(value);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Estimate;

    #[test]
    fn the_interval_is_wilsons() {
        let close = |found: f64, wanted: f64| assert!((found - wanted).abs() < 0.001, "{found}");
        let estimate = Estimate::new(9, 1);
        close(estimate.share, 0.9);
        close(estimate.low, 0.596);
        close(estimate.high, 0.982);
        assert_eq!((Estimate::new(0, 0).low, Estimate::new(0, 0).high), (0.0, 1.0));
    }
}
