//! A coded document into the record: whole or not at all, once however often it comes.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::StoreError;
use super::fields::{empty, packed, what};
use super::forms::{Cache, Writer};
use super::identity::{document_id, outlet};
use super::pack::{Text, pack_row};
use super::row_id::RowId;
use super::sketch::{Sketch, sketch};
use crate::coded::{AnyRow, CodedDocument};
use crate::ingest::{Document, Published};

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insertion {
    /// It is stored.
    New,
    /// The same was stored before.
    Duplicate,
    /// The same was stored before under a later name; it is now known by this one.
    Renamed,
}

/// Whether a document is stored already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is not.
    No,
    /// It is, but under a name that this one goes before: it is to be stored again.
    ByLaterName,
    /// It is, but not under this name, which is to be noted.
    ByOtherName,
    /// It is, and nothing is to be done.
    Yes,
}

struct Stored {
    key: i64,
    name: String,
    published: Option<String>,
}

/// Which of two ways in which the same document came is kept, whatever came first: the earlier date, then the smaller name.
fn goes_before(document: &Document, stored: &Stored) -> bool {
    let order =
        |published: Option<&str>, name: &str| (published.is_none(), published.map(str::to_owned), name.to_owned());
    let new = order(document.published.as_ref().map(Published::as_str), &document.id);
    new < order(stored.published.as_deref(), &stored.name)
}

fn find(db: &Connection, id: i64) -> Result<Option<Stored>, StoreError> {
    let sql = "SELECT key, name, published FROM documents WHERE id = ?";
    let read = |row: &rusqlite::Row<'_>| Ok(Stored { key: row.get(0)?, name: row.get(1)?, published: row.get(2)? });
    Ok(db.prepare_cached(sql)?.query_row([id], read).optional()?)
}

/// Whether a document is stored already, by whatever run.
pub(super) fn known(db: &Connection, document: &Document) -> Result<Known, StoreError> {
    let Some(stored) = find(db, document_id(document))? else { return Ok(Known::No) };
    if goes_before(document, &stored) {
        return Ok(Known::ByLaterName);
    }
    let named = "SELECT 1 FROM names WHERE name = ? AND document = ?";
    let is_named = db.prepare_cached(named)?.exists(params![document.id, stored.key])?;
    Ok(if is_named { Known::Yes } else { Known::ByOtherName })
}

/// Writes one document and its rows inside the caller's transaction.
pub(super) fn insert(
    db: &Connection,
    cache: &mut Cache,
    run: i64,
    document: &Document,
    coded: &CodedDocument,
) -> Result<Insertion, StoreError> {
    let id = document_id(document);
    let stored = find(db, id)?;
    let name = |key: i64| {
        let sql = "INSERT OR IGNORE INTO names (name, document) VALUES (?, ?)";
        db.prepare_cached(sql)?.execute(params![document.id, key])
    };
    let Some(stored) = stored else {
        let key = write_document(db, id, document)?;
        name(key)?;
        write_rows(db, cache, (run, true), key, document, coded)?;
        return Ok(Insertion::New);
    };
    name(stored.key)?;
    if goes_before(document, &stored) {
        rename(db, &stored, document)?;
        write_rows(db, cache, (run, true), stored.key, document, coded)?;
        return Ok(Insertion::Renamed);
    }
    Ok(Insertion::Duplicate)
}

/// Writes the rows of a document that is stored already, in another run.
pub(super) fn code_again(
    db: &Connection,
    cache: &mut Cache,
    run: i64,
    key: i64,
    document: &Document,
    coded: &CodedDocument,
) -> Result<(), StoreError> {
    write_rows(db, cache, (run, false), key, document, coded)
}

fn write_document(db: &Connection, id: i64, document: &Document) -> Result<i64, StoreError> {
    let (sketch, bands) = sketch(&document.text);
    let sql = "INSERT INTO documents (id, name, section_start, title, published, published_basis, day, publisher, \
               outlet, url, language, text, sketch, story) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    db.prepare_cached(sql)?.execute(params![
        id,
        document.id,
        document.section_start.cast_signed(),
        document.title,
        document.published.as_ref().map(Published::as_str),
        document.published.as_ref().map(|published| published.basis().as_str()),
        document.published.as_ref().map(|published| published.date().to_string()),
        document.publisher,
        outlet(document),
        document.url,
        document.language,
        document.text,
        sketch.bytes(),
    ])?;
    let key = db.last_insert_rowid();
    let sql = "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)";
    db.prepare_cached(sql)?.execute(params![key, document.title, document.text])?;
    join_story(db, key, &sketch, &bands)?;
    Ok(key)
}

/// Makes one story of a document and all that are copies of it.
fn join_story(db: &Connection, key: i64, sketch: &Sketch, bands: &[i64]) -> Result<(), StoreError> {
    let mut story = key;
    let mut joined = vec![key];
    let mut tried = rustc_hash::FxHashSet::default();
    for band in bands {
        // Copies of one report share nearly all bands: a few of each are enough to find the story.
        let sql = "SELECT d.key, d.story, d.sketch FROM bands b JOIN documents d ON d.key = b.document WHERE b.band = ? \
                   ORDER BY d.key LIMIT 50";
        let mut statement = db.prepare_cached(sql)?;
        let mut found = statement.query([band])?;
        while let Some(row) = found.next()? {
            let (other, other_story): (i64, i64) = (row.get(0)?, row.get(1)?);
            if !joined.contains(&other_story)
                && tried.insert(other)
                && sketch.is_copy(&Sketch::from_bytes(row.get_ref(2)?.as_blob().unwrap_or_default()))
            {
                joined.push(other_story);
                story = story.min(other_story);
            }
        }
    }
    for part in joined {
        let sql = "UPDATE documents SET story = ?1 WHERE story = ?2 AND ?1 <> ?2";
        db.prepare_cached(sql)?.execute([story, part])?;
    }
    db.prepare_cached("UPDATE documents SET story = ? WHERE key = ?")?.execute([story, key])?;
    for band in bands {
        db.prepare_cached("INSERT OR IGNORE INTO bands (band, document) VALUES (?, ?)")?.execute([*band, key])?;
    }
    Ok(())
}

/// Gives a stored document the name and date under which it is to be known; its rows, whose ids hold the name, go.
fn rename(db: &Connection, stored: &Stored, document: &Document) -> Result<(), StoreError> {
    super::pending::add_document(db, stored.key)?;
    db.prepare_cached("DELETE FROM rows WHERE document = ?")?.execute([stored.key])?;
    db.prepare_cached("DELETE FROM codings WHERE document = ?")?.execute([stored.key])?;
    let old =
        "INSERT INTO words (words, rowid, title, text) SELECT 'delete', key, title, text FROM documents WHERE key = ?";
    db.prepare_cached(old)?.execute([stored.key])?;
    let sql = "UPDATE documents SET name = ?, title = ?, published = ?, published_basis = ?, day = ?, url = ?, language = ? \
               WHERE key = ?";
    db.prepare_cached(sql)?.execute(params![
        document.id,
        document.title,
        document.published.as_ref().map(Published::as_str),
        document.published.as_ref().map(|published| published.basis().as_str()),
        document.published.as_ref().map(|published| published.date().to_string()),
        document.url,
        document.language,
        stored.key,
    ])?;
    let new = "INSERT INTO words (rowid, title, text) SELECT key, title, text FROM documents WHERE key = ?";
    db.prepare_cached(new)?.execute([stored.key])?;
    Ok(())
}

fn write_rows(
    db: &Connection,
    cache: &mut Cache,
    (run, shown): (i64, bool),
    key: i64,
    document: &Document,
    coded: &CodedDocument,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO codings (run, document, n_tokens, n_sentences) VALUES (?, ?, ?, ?)";
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    db.prepare_cached(sql)?.execute([run, key, count(coded.n_tokens), count(coded.n_sentences)])?;
    let text = Text { text: &document.text, start: document.section_start };
    let day = document.published.as_ref().map(|published| published.date().to_string());
    for row in coded.rows() {
        write_row(&mut Writer { db, cache }, (run, shown), (key, day.as_deref()), text, row)?;
    }
    super::pending::add_document(db, key)
}

fn write_row(
    forms: &mut Writer<'_>,
    (run, shown): (i64, bool),
    (key, day): (i64, Option<&str>),
    text: Text<'_>,
    row: AnyRow<'_>,
) -> Result<(), StoreError> {
    let kind = row.kind();
    let value = serde_json::to_value(row)?;
    let get = |name: &str| value.get(name).and_then(Value::as_str);
    let id = get("id").and_then(RowId::parse).ok_or_else(|| StoreError::broken("a row without id"))?;
    let Some(fields) = value.as_object() else { return Err(StoreError::broken("a row that is no object")) };
    let names = packed(kind);
    let coding = pack_row(fields, &names, &empty(kind), text, forms)?;
    let at = |name: &str| names.iter().position(|known| *known == name).and_then(|idx| coding.get(idx));
    let place = at("location").and_then(|place| place.get(0)).and_then(Value::as_i64).map(|key| -key);
    let start = value.pointer("/date/start").and_then(Value::as_str);
    let end = value.pointer("/date/end").and_then(Value::as_str);
    let sql = "INSERT INTO rows (id, nth, run, shown, document, kind, status, what, date_start, date_end, day, confidence, place, \
               coding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    forms.db.prepare_cached(sql)?.execute(params![
        id.number,
        id.nth,
        run,
        shown,
        key,
        kind as i64,
        status_number(get("status").unwrap_or_default()),
        what(kind).and_then(get).unwrap_or_default(),
        start,
        end.filter(|end| Some(*end) != start),
        end.or(start).or(day).unwrap_or_default(),
        value.get("confidence").and_then(Value::as_f64).unwrap_or_default(),
        place,
        serde_json::to_string(&coding)?,
    ])?;
    let row = forms.db.last_insert_rowid();
    let parts = PARTS.iter().enumerate().filter_map(|(part, name)| Some((part, at(name)?)));
    write_parties(forms.db, row, parts)
}

/// The number of a status, in the order of the contract.
pub(super) fn status_number(status: &str) -> i64 {
    let known = crate::code::Status::ALL.iter().position(|known| known.as_str() == status);
    known.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// Fields that name entities, and the number of their part.
pub(super) const PARTS: [&str; 12] = [
    "actors",
    "recipients",
    "attribution",
    "holder",
    "targets",
    "speaker",
    "sponsors",
    "intermediary",
    "parties",
    "visitor",
    "stops",
    "members",
];

fn write_parties<'v>(
    db: &Connection,
    row: i64,
    parts: impl Iterator<Item = (usize, &'v Value)>,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO parties (actor, row, part) VALUES (?, ?, ?)";
    let mut statement = db.prepare_cached(sql)?;
    for (part, value) in parts {
        let mut keys = Vec::new();
        entities(value, &mut keys);
        for key in keys {
            statement.execute([key, row, i64::try_from(part).unwrap_or_default()])?;
        }
    }
    Ok(())
}

/// Keys of the entities in a packed value.
fn entities(value: &Value, keys: &mut Vec<i64>) {
    match value {
        Value::Array(items) if items.len() == 3 && items.iter().all(Value::is_i64) => {
            keys.extend(items[0].as_i64().filter(|key| *key > 0));
        }
        Value::Array(items) => items.iter().for_each(|item| entities(item, keys)),
        Value::Object(fields) => fields.values().for_each(|value| entities(value, keys)),
        _ => {}
    }
}
