//! Sets as files: which form a file has, its items, and how each is judged.

use std::ops::Range;

use serde_json::Value;

use super::relation::Root;
use super::{Case, CaseFile, EntrySentence, EventSentence, GoldEvent, Judgement, KindCase, KindFile, RelationPair};
use super::{case, entry, event, kinds, relation};
use crate::code::Mention;
use crate::data::Faults;
use crate::ingest::{Document, Published};
use crate::record::Kinds;
use crate::{Error, Resources, code_document, code_kinds};

/// The system whose answers are those of this program.
pub(super) const US: &str = "legation";

/// One thing to judge.
#[derive(Debug, Clone)]
pub struct Item {
    /// Name of the set.
    pub set: String,
    /// What is wanted.
    pub kind: ItemKind,
    /// Coded with the program's tables, whatever gazetteer the user brings.
    pub program_alone: bool,
}

/// What is wanted of an item.
#[derive(Debug, Clone)]
pub enum ItemKind {
    /// A case of the project's own.
    Case(Case),
    /// A case of another kind than mentions.
    Kind(Box<KindCase>),
    /// A sentence for one entry of the lexicon.
    Entry(EntrySentence),
    /// A marked pair.
    Relation(RelationPair),
    /// A sentence with coded events.
    Event(EventSentence),
}

/// Reads a set. `file` is its path, whose ending tells cases (`.toml`), sentences of entries (`.csv`) and rows of others
/// (`.jsonl`) apart; `set` is the name that figures carry.
///
/// # Errors
/// All faults of the file, each with its line.
pub fn read(file: &str, set: &str, text: &str) -> Result<Vec<Item>, Error> {
    let mut faults = Faults::default();
    let kinds = match file.rsplit('.').next() {
        Some("toml") => cases(file, text, &mut faults),
        Some("csv") => entry::rows(file, text, &mut faults).into_iter().map(ItemKind::Entry).collect(),
        _ => rows(file, text, &mut faults),
    };
    let item = |kind| Item { set: set.to_owned(), program_alone: is_of_real_world(&kind), kind };
    let items = kinds.into_iter().map(item).collect();
    faults.or_value(items)
}

fn cases(file: &str, text: &str, faults: &mut Faults) -> Vec<ItemKind> {
    let is_case = |case: &toml::Value| case.get("mentions").is_some();
    let table = toml::from_str::<toml::Table>(text).unwrap_or_default();
    let of_kinds = table.get("case").and_then(|cases| cases.get(0)).is_some_and(|case| !is_case(case));
    let read = if of_kinds {
        let boxed = |case| ItemKind::Kind(Box::new(case));
        toml::from_str::<KindFile>(text).map(|file| file.case.into_iter().map(boxed).collect())
    } else {
        toml::from_str::<CaseFile>(text).map(|file| file.case.into_iter().map(ItemKind::Case).collect())
    };
    match read {
        Ok(items) => items,
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            faults.add(file, text[..start].matches('\n').count() + 1, error.message());
            Vec::new()
        }
    }
}

fn rows(file: &str, text: &str, faults: &mut Faults) -> Vec<ItemKind> {
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let row = serde_json::from_str(line).map_err(|_| "not JSON, expected one object on each line".to_owned());
        match row.and_then(|row| labelled(&row)) {
            Ok(row) => rows.push(row),
            Err(message) => faults.add(file, number, message),
        }
    }
    rows
}

/// A row of another's set.
fn labelled(row: &Value) -> Result<ItemKind, String> {
    let word = |name: &str| row[name].as_str().map(str::to_owned);
    let id = word("id").unwrap_or_else(|| row["id"].to_string());
    let Some(text) = word("text") else { return Err("no `text`".to_owned()) };
    if let Some(events) = row["events"].as_array() {
        let events = events.iter().map(gold_event).collect::<Result<_, _>>()?;
        let date = word("date").map(|date| dashed(&date)).transpose()?;
        return Ok(ItemKind::Event(EventSentence { id, text, date, dictionaries: word("dictionaries"), events }));
    }
    let root = |name: &str| {
        word(name).map(|root| Root::parse(&root).ok_or_else(|| format!("unknown {name} {root:?}"))).transpose()
    };
    let Some(event) = root("event")? else {
        return Err("no labels, expected `event` with `source` and `target`, or a list of `events`".to_owned());
    };
    let (source, target) = (span(row, "source", &text)?, span(row, "target", &text)?);
    Ok(ItemKind::Relation(RelationPair { id, source, target, event, zsp: root("zsp")?, text }))
}

fn gold_event(event: &Value) -> Result<GoldEvent, String> {
    let word = |name: &str| event[name].as_str().map(str::to_owned).ok_or_else(|| format!("an event without {name:?}"));
    Ok(GoldEvent { source: word("source")?, target: word("target")?, code: word("code")? })
}

/// `19950101`, or `950101` of the 20th century, as `1995-01-01`.
fn dashed(date: &str) -> Result<String, String> {
    let full = if date.len() == 6 { format!("19{date}") } else { date.to_owned() };
    let is_date = full.len() == 8 && full.bytes().all(|byte| byte.is_ascii_digit());
    let dashed = if is_date { format!("{}-{}-{}", &full[..4], &full[4..6], &full[6..]) } else { full };
    match dashed.parse::<Published>() {
        Ok(_) => Ok(dashed),
        Err(_) => Err(format!("date {date:?}, expected YYYYMMDD or YYYY-MM-DD")),
    }
}

/// Bytes of a party whose offsets count code points; none where it is not marked.
fn span(row: &Value, name: &str, text: &str) -> Result<Option<Range<usize>>, String> {
    let at = |end: &str| row[name][end].as_u64().and_then(|at| usize::try_from(at).ok());
    let (Some(start), Some(end)) = (at("start"), at("end")) else { return Ok(None) };
    let byte = |at: usize| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(at);
    match (byte(start), byte(end)) {
        (Some(first), Some(last)) if first < last => Ok(Some(first..last)),
        _ => Err(format!("{name} {start}..{end}, expected code points within the text")),
    }
}

/// What judges items.
pub struct Scorer<'r> {
    /// Tables and model, with the user's gazetteer where one is given.
    pub resources: &'r Resources,
    /// The program's own, for items that are coded with them alone.
    pub program: &'r Resources,
}

impl Scorer<'_> {
    /// Codes an item and compares. What belongs to a part of a set, `cases/status`, counts for the whole too.
    #[must_use]
    pub fn judge(&self, item: &Item) -> Judgement {
        self.judge_alone(item).with_wholes()
    }

    fn judge_alone(&self, item: &Item) -> Judgement {
        let set = &item.set;
        let resources = if item.program_alone { self.program } else { self.resources };
        match &item.kind {
            ItemKind::Case(wanted) => {
                case::judge(set, wanted, &coded(&wanted.text, wanted.published.as_deref(), resources))
            }
            ItemKind::Kind(wanted) => {
                let document = document(&wanted.text, wanted.published.as_deref());
                kinds::judge(set, wanted, &code_kinds(&document, resources, Kinds::all()))
            }
            ItemKind::Entry(sentence) => entry::judge(set, sentence, &coded(&sentence.text, None, resources)),
            ItemKind::Relation(pair) => relation::judge(set, pair, resources),
            ItemKind::Event(sentence) => {
                let found = coded(&sentence.text, sentence.date.as_deref(), resources);
                event::judge(set, sentence, &found, &resources.ontology)
            }
        }
    }
}

/// The suites' sentences for the dictionaries of Phoenix name real actors, whom a gazetteer of an invented world does
/// not know.
fn is_of_real_world(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Event(EventSentence { dictionaries: Some(name), .. }) if name.starts_with("Phoenix"))
}

fn coded(text: &str, published: Option<&str>, resources: &Resources) -> Vec<Mention> {
    code_document(&document(text, published), resources).mentions
}

fn document(text: &str, published: Option<&str>) -> Document {
    let mut document = Document::new("eval", text);
    document.published = published.and_then(|date| date.parse().ok());
    document
}
