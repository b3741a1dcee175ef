//! Events out of the stored mentions.
//!
//! From the first day about which something was stored or decided, the days are gone through in order (`cluster`), and
//! the events from there on are written anew, in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, TransactionBehavior, params};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::consensus::consensus;
use super::forms::Reader;
use super::read::{COLUMNS, N_COLUMNS, Stored, stored};
use super::{Store, StoreError, corrections, pending};
use crate::cluster::{self, Bag, Basis, Decided, Group, REACH_DAYS, SameEvent, Sweep, Telling, Time};
use crate::code::Status;

/// What a merge did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Mentions that were looked at.
    pub n_mentions: u64,
    /// Events that were written.
    pub n_events: u64,
}

impl Store {
    /// Merges the mentions that were stored since the last time into events. Nothing to do costs nothing.
    ///
    /// # Errors
    /// If the file cannot be read or written; then the events are as they were.
    pub fn merge(&mut self, types: &SameEvent) -> Result<Merged, StoreError> {
        let (first, has_undated) = (pending::first_day(&self.db)?, pending::has_undated(&self.db)?);
        if first.is_none() && !has_undated {
            return Ok(Merged::default());
        }
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let decided = corrections::decided(&transaction)?;
        let mut merge = Merge {
            db: &transaction,
            types,
            decided: &decided,
            contexts: FxHashMap::default(),
            done: Merged::default(),
        };
        if has_undated {
            merge.undated()?;
        }
        if let Some(first) = first {
            merge.from(&first)?;
        }
        let done = merge.done;
        pending::clear(&transaction)?;
        let is_mostly_new = is_mostly_new(&transaction, done.n_mentions)?;
        if is_mostly_new {
            // One segment instead of many takes less space and is searched faster.
            transaction.execute("INSERT INTO words (words) VALUES ('optimize')", [])?;
        }
        transaction.commit()?;
        if is_mostly_new {
            // Each step gives one page back: all of them must be taken.
            self.db.pragma_query(None, "incremental_vacuum", |_| Ok(()))?;
        }
        Ok(done)
    }

    /// Whether mentions were stored that no merge has looked at yet.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_merged(&self) -> Result<bool, StoreError> {
        Ok(pending::first_day(&self.db)?.is_none() && !pending::has_undated(&self.db)?)
    }
}

/// Whether a merge looked at so much of the record that work on all of it is no more.
fn is_mostly_new(db: &Connection, n_looked_at: u64) -> Result<bool, StoreError> {
    let n: i64 = db.query_row("SELECT count(*) FROM rows WHERE kind = 0", [], |row| row.get(0))?;
    Ok(n_looked_at * 2 > n.cast_unsigned())
}

struct Merge<'a> {
    db: &'a Connection,
    types: &'a SameEvent,
    decided: &'a Decided,
    /// What documents are about, of the day that is being read and those it needs.
    contexts: FxHashMap<i64, Arc<Bag>>,
    done: Merged,
}

impl Merge<'_> {
    /// Mentions of no known day, by themselves.
    fn undated(&mut self) -> Result<(), StoreError> {
        self.forget("day = ''", "")?;
        let mentions = self.tellings("r.day = ?1", "")?;
        let mut sweep = Sweep::new(self.types, self.decided, Vec::new());
        sweep.day(i32::MIN, mentions);
        sweep.end().iter().try_for_each(|group| self.write(group))
    }

    /// All from this day on.
    fn from(&mut self, first: &str) -> Result<(), StoreError> {
        let reach = day_number(first).map(|day| day_text(day.saturating_sub(REACH_DAYS))).unwrap_or_default();
        let earlier = self.earlier(first, &reach)?;
        self.forget("day >= ?1 AND day <> ''", &reach)?;
        let days: Vec<String> = self
            .db
            .prepare("SELECT DISTINCT day FROM rows WHERE shown AND kind = 0 AND day >= ?1 ORDER BY day")?
            .query_map([first], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut sweep = Sweep::new(self.types, self.decided, earlier);
        for day in days {
            let mentions = self.tellings("r.day = ?1", &day)?;
            self.contexts.clear();
            let number = day_number(&day).ok_or_else(|| StoreError::broken(format!("day {day:?}")))?;
            sweep.day(number, mentions).iter().try_for_each(|group| self.write(group))?;
        }
        sweep.end().iter().try_for_each(|group| self.write(group))
    }

    /// The groups before a day that can still take mentions, as they were then.
    fn earlier(&mut self, first: &str, reach: &str) -> Result<Vec<Group>, StoreError> {
        let condition = "r.day < ?1 AND r.day <> '' AND r.event IN (SELECT e.event FROM rows e WHERE \
                         e.day >= ?2 AND e.day < ?1 AND e.event IS NOT NULL)";
        let mut members: BTreeMap<i64, Vec<Telling>> = BTreeMap::new();
        for (event, telling) in self.read(condition, params![first, reach])? {
            members.entry(event.unwrap_or_default()).or_default().push(telling);
        }
        self.contexts.clear();
        let first = day_number(first).unwrap_or(i32::MAX);
        let mut groups = Vec::new();
        for (event, members) in members {
            let merged: Option<String> = self
                .db
                .prepare_cached("SELECT merged FROM events WHERE key = ?")?
                .query_row([event], |row| row.get(0))?;
            let merged: Value = merged.map_or(Ok(Value::Null), |merged| serde_json::from_str(&merged))?;
            let why = merged["why"].as_array().into_iter().flatten().filter_map(|line| {
                let day = i32::try_from(line[0].as_i64()?).ok()?;
                (day < first).then(|| (day, line[1].as_str().unwrap_or_default().to_owned()))
            });
            groups.push(Group::new(members, why.collect()));
        }
        Ok(groups)
    }

    /// Deletes the events that have a mention of these days.
    fn forget(&self, days: &str, value: &str) -> Result<(), StoreError> {
        let sql = format!(
            "DELETE FROM events WHERE ?1 IS NOT NULL AND key IN \
             (SELECT event FROM rows WHERE event IS NOT NULL AND {days})"
        );
        self.db.execute(&sql, [value])?;
        Ok(())
    }

    fn tellings(&mut self, condition: &str, value: &str) -> Result<Vec<Telling>, StoreError> {
        let found = self.read(condition, params![value])?;
        self.done.n_mentions += found.len() as u64;
        Ok(found.into_iter().map(|(_, telling)| telling).collect())
    }

    fn read(
        &mut self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<(Option<i64>, Telling)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, d.key, d.story, d.title, d.day FROM rows r JOIN documents d ON d.key = r.document \
             WHERE r.shown AND r.kind = 0 AND {condition} AND NOT EXISTS (SELECT 1 FROM reviews j WHERE j.row = r.key AND j.state = 'rejected') \
             ORDER BY r.document, r.key"
        );
        let forms = Reader::new(self.db);
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mention = stored(row)?;
            let (document, story): (i64, i64) = (row.get(N_COLUMNS)?, row.get(N_COLUMNS + 1)?);
            let title: Option<String> = row.get(N_COLUMNS + 2)?;
            let published: Option<String> = row.get(N_COLUMNS + 3)?;
            let context = self
                .contexts
                .entry(document)
                .or_insert_with(|| Arc::new(cluster::context(title.as_deref(), mention.text().text)));
            let source = Source { document, story, published, context: Arc::clone(context) };
            found.push((mention.event, telling(&mention, &forms, source)?));
        }
        Ok(found)
    }

    fn write(&mut self, group: &Group) -> Result<(), StoreError> {
        self.done.n_events += 1;
        let voted = consensus(group);
        let Some(best) = group.members.iter().find(|telling| telling.key == voted.best) else { return Ok(()) };
        let anchor = group.members.iter().min_by_key(|telling| (telling.published.unwrap_or(i32::MAX), telling.id));
        let id = anchor.map_or(best.id, |anchor| anchor.id);
        let merged = (group.members.len() > 1).then(|| voted.json(&group.why).to_string());
        let sql = "INSERT INTO events (id, nth, what, status, day, confidence, place, n_mentions, n_documents, \
                   n_publishers, n_stories, best, merged) VALUES (?, ?, ?, ?, ?, 0, NULL, ?, 0, 0, 0, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![
            id.0,
            id.1,
            best.event,
            voted.status as i64,
            voted.day.map(day_text).unwrap_or_default(),
            i64::try_from(group.members.len()).unwrap_or(i64::MAX),
            best.key,
            merged,
        ])?;
        let event = self.db.last_insert_rowid();
        for telling in &group.members {
            let sql = "UPDATE rows SET event = ? WHERE key = ?";
            self.db.prepare_cached(sql)?.execute([event, telling.key])?;
        }
        self.count(event, voted.place)
    }

    /// Fills in what follows from the mentions.
    fn count(&self, event: i64, place: Option<i64>) -> Result<(), StoreError> {
        let sql = "UPDATE events SET \
                   (n_documents, n_stories, n_publishers, confidence) = (SELECT count(DISTINCT d.key), \
                    count(DISTINCT d.story), count(DISTINCT d.outlet), max(r.confidence) \
                    FROM rows r JOIN documents d ON d.key = r.document WHERE r.event = ?1), \
                   place = (SELECT place FROM rows WHERE key = ?2) WHERE key = ?1";
        self.db.prepare_cached(sql)?.execute(params![event, place])?;
        Ok(())
    }
}

/// What is known of a mention's document.
struct Source {
    document: i64,
    story: i64,
    published: Option<String>,
    context: Arc<Bag>,
}

fn telling(mention: &Stored, forms: &Reader<'_>, source: Source) -> Result<Telling, StoreError> {
    let row = mention.value(forms)?;
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let status =
        row["status"].as_str().and_then(|known| Status::ALL.into_iter().find(|status| status.as_str() == known));
    let published = source.published.as_deref().and_then(day_number);
    let at = |pointer: &str| {
        let byte = row.pointer(pointer).and_then(Value::as_u64).unwrap_or_default();
        usize::try_from(byte.saturating_sub(mention.text().start)).unwrap_or_default()
    };
    Ok(Telling {
        key: mention.key,
        id: (mention.id.number, mention.id.nth),
        document: source.document,
        sentence: row["sentence"].as_u64().unwrap_or_default(),
        story: source.story,
        event: text("event"),
        mode: row["mode"].as_str().map(str::to_owned),
        cameo: text("cameo"),
        status: status.unwrap_or(Status::Actual),
        time: time(&row["date"], published),
        published,
        actors: cluster::parties(&row, "actors"),
        recipients: cluster::parties(&row, "recipients"),
        reciprocal: row["reciprocal"] == json!(true),
        spot: cluster::spot(&row),
        toll: cluster::toll(&row),
        words: cluster::wording(mention.text().text, at("/evidence/start"), at("/evidence/end")),
        context: source.context,
    })
}

fn time(date: &Value, published: Option<i32>) -> Time {
    let day = |name: &str| date[name].as_str().and_then(day_number);
    match (day("start").or_else(|| day("end")), day("end").or_else(|| day("start"))) {
        (Some(first), Some(last)) => {
            let basis = if date["basis"] == "publication" { Basis::Publication } else { Basis::Text };
            Time { first, last, basis }
        }
        _ => {
            let day = published.unwrap_or(i32::MIN);
            Time { first: day, last: day, basis: Basis::None }
        }
    }
}

/// Days since 1970-01-01 of a day as it is written.
pub(super) fn day_number(day: &str) -> Option<i32> {
    let date: Date = day.get(..10)?.parse().ok()?;
    date.since((jiff::Unit::Day, EPOCH)).ok().map(|span| span.get_days())
}

/// The day as it is written.
pub(super) fn day_text(day: i32) -> String {
    let date = jiff::Span::new().try_days(day).ok().and_then(|span| EPOCH.checked_add(span).ok());
    date.map(|date| date.to_string()).unwrap_or_default()
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
