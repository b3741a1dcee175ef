//! How well mentions of one happening are put together, on reports of which is known what they tell of.
//!
//! In: reports, the sentences of each that tell of an event (`gold`), and which events are easily taken for each other. A
//! mention whose deciding word stands in such a sentence, and whose type fits, has that event. Out: B-cubed precision and recall
//! (Bagga and Baldwin 1998) over those mentions, and the pairs of events that were merged and must not be.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use crate::cluster::SameEvent;
use crate::code::Status;
use crate::ingest::{Document, Source, stream};
use crate::record::{Kind, Kinds};
use crate::store::{Filter, Run, Store, StoreError};
use crate::{Resources, code_kinds};

/// Texts of a set: JSON lines.
#[derive(Debug, Clone, Default)]
pub struct ClusterSet {
    /// Name of the set.
    pub name: String,
    /// The reports, as `ingest` reads them.
    pub reports: String,
    /// `{"event","type","must_not_merge"}` of each event.
    pub events: String,
    /// `{"report","event","quote"}` of each sentence that tells of one.
    pub gold: String,
}

/// Figures of a set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClusterFigures {
    /// Name of the set.
    pub name: String,
    /// Reports.
    pub n_reports: usize,
    /// Events of the set.
    pub n_events: usize,
    /// Sentences that tell of one.
    pub n_told: usize,
    /// Those of them in which a mention of a fitting type was coded.
    pub n_coded: usize,
    /// Mentions that were compared.
    pub n_mentions: usize,
    /// B-cubed precision.
    pub precision: f64,
    /// B-cubed recall.
    pub recall: f64,
    /// Pairs of events that were merged and must not be.
    pub wrongly_merged: Vec<(String, String)>,
    /// Events that must not be merged with others, in pairs.
    pub n_apart: usize,
}

impl ClusterFigures {
    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

#[derive(Debug, Deserialize)]
struct GoldEvent {
    event: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    must_not_merge: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct GoldLine {
    report: String,
    event: String,
    quote: String,
}

/// Why a set was not scored.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ClusterError(#[from] Fault);

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("{0}:{1}: {2}")]
    Line(String, usize, String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn fault(file: &str, line: usize, what: impl std::fmt::Display) -> ClusterError {
    Fault::Line(file.to_owned(), line, what.to_string()).into()
}

fn lines<T: for<'d> Deserialize<'d>>(file: &str, text: &str) -> Result<Vec<T>, ClusterError> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| serde_json::from_str(line).map_err(|error| fault(file, number, error))).collect()
}

/// Codes the reports of a set, puts them into a record of its own, and compares its events with those of the set.
///
/// # Errors
/// If the set has a fault; the message names the file and line.
pub fn clusters(set: &ClusterSet, resources: &Resources, types: &SameEvent) -> Result<ClusterFigures, ClusterError> {
    let events: Vec<GoldEvent> = lines(&format!("{}-events", set.name), &set.events)?;
    let gold: Vec<GoldLine> = lines(&format!("{}-gold", set.name), &set.gold)?;
    let mut texts = BTreeMap::new();
    let mut store = Store::in_memory().map_err(Fault::Store)?;
    let kinds: Kinds = [Kind::Mentions].into_iter().collect();
    let run = Run::of_program(kinds, &[]);
    for (number, found) in (1..).zip(stream(set.reports.as_bytes(), Some("jsonl"), &Source::file(&set.name))) {
        let document: Document = found.map_err(|error| fault(&set.name, number, error))?;
        let coded = code_kinds(&document, resources, kinds);
        texts.insert(document.id.clone(), document.text.clone());
        store.write(&run, &[(document, coded)]).map_err(Fault::Store)?;
    }
    store.merge(types).map_err(Fault::Store)?;
    let mentions = mentions(&store)?;
    let (labels, n_coded) = label(&set.name, &events, &gold, &texts, &mentions)?;
    let (precision, recall) = b_cubed(&labels);
    let apart: BTreeSet<(String, String)> = events.iter().flat_map(pairs).collect();
    Ok(ClusterFigures {
        name: set.name.clone(),
        n_reports: texts.len(),
        n_events: events.len(),
        n_told: gold.len(),
        n_coded,
        n_mentions: labels.len(),
        precision,
        recall,
        wrongly_merged: wrongly_merged(&labels, &apart),
        n_apart: apart.len(),
    })
}

/// What is compared of a mention.
struct Found {
    id: String,
    document: String,
    event_type: String,
    event: String,
    trigger: usize,
}

fn mentions(store: &Store) -> Result<Vec<Found>, ClusterError> {
    let filter = Filter { statuses: Status::ALL.to_vec(), ..Filter::default() };
    let mut mentions = Vec::new();
    let take = |row: Value| -> Result<bool, StoreError> {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let trigger = row.pointer("/evidence/trigger/start").and_then(Value::as_u64).unwrap_or_default();
        mentions.push(Found {
            id: text("id"),
            document: text("document"),
            event_type: text("event"),
            event: text("event_id"),
            trigger: usize::try_from(trigger).unwrap_or_default(),
        });
        Ok(true)
    };
    store.rows(Kind::Mentions, &filter, take).map_err(Fault::Store)?;
    Ok(mentions)
}

/// Types under which an event of a type may be coded by words of its sentence.
const FITTING: [(&str, &[&str]); 10] = [
    ("ASSAULT", &["COERCE"]),
    ("COERCE", &["ASSAULT", "SANCTION"]),
    ("AGREE", &["COOPERATE", "CONSULT"]),
    ("CONSULT", &["AGREE", "COOPERATE"]),
    ("AID", &["COOPERATE", "SUPPORT", "AGREE"]),
    ("RETREAT", &["CONCEDE"]),
    ("CONCEDE", &["RETREAT"]),
    ("SUPPORT", &["AGREE", "COOPERATE"]),
    ("ACCUSE", &["REJECT"]),
    ("SANCTION", &["COERCE", "REJECT"]),
];

fn fits(wanted: &str, found: &str) -> bool {
    wanted == found || FITTING.iter().any(|(kind, others)| *kind == wanted && others.contains(&found))
}

/// For each mention that has one: the set's event, and the record's. Of sentences inside each other the shorter decides.
type Labels = BTreeMap<String, (String, String)>;

fn label(
    name: &str,
    events: &[GoldEvent],
    gold: &[GoldLine],
    texts: &BTreeMap<String, String>,
    mentions: &[Found],
) -> Result<(Labels, usize), ClusterError> {
    let kinds: BTreeMap<&str, &str> = events.iter().map(|event| (event.event.as_str(), event.kind.as_str())).collect();
    let mut labels: BTreeMap<String, (usize, String, String)> = BTreeMap::new();
    let mut n_coded = 0;
    for (number, told) in (1..).zip(gold) {
        let wrong = |what: &str| fault(&format!("{name}-gold"), number, what);
        let text = texts.get(&told.report).ok_or_else(|| wrong("no such report"))?;
        let start = text.find(&told.quote).ok_or_else(|| wrong("quote is not in the report"))?;
        let kind = kinds.get(told.event.as_str()).ok_or_else(|| wrong("no such event"))?;
        let range = start..start + told.quote.len();
        let inside = |found: &&Found| {
            found.document == told.report && range.contains(&found.trigger) && fits(kind, &found.event_type)
        };
        let mut is_coded = false;
        for found in mentions.iter().filter(inside) {
            is_coded = true;
            let label = (range.len(), told.event.clone(), found.event.clone());
            match labels.get(&found.id) {
                Some((length, ..)) if *length <= range.len() => {}
                _ => drop(labels.insert(found.id.clone(), label)),
            }
        }
        n_coded += usize::from(is_coded);
    }
    Ok((labels.into_iter().map(|(id, (_, wanted, found))| (id, (wanted, found))).collect(), n_coded))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a test set")]
fn b_cubed(labels: &Labels) -> (f64, f64) {
    let count = |test: &dyn Fn(&(String, String)) -> bool| labels.values().filter(|label| test(label)).count() as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for (wanted, found) in labels.values() {
        let both = count(&|label| label.0 == *wanted && label.1 == *found);
        precision += both / count(&|label| label.1 == *found);
        recall += both / count(&|label| label.0 == *wanted);
    }
    let n = labels.len().max(1) as f64;
    (precision / n, recall / n)
}

fn pairs(event: &GoldEvent) -> Vec<(String, String)> {
    let sorted = |other: &String| {
        let mut pair = [event.event.clone(), other.clone()];
        pair.sort();
        let [left, right] = pair;
        (left, right)
    };
    event.must_not_merge.iter().map(sorted).collect()
}

fn wrongly_merged(labels: &Labels, apart: &BTreeSet<(String, String)>) -> Vec<(String, String)> {
    let mut events: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (wanted, found) in labels.values() {
        events.entry(found).or_default().insert(wanted);
    }
    let is_merged = |(left, right): &&(String, String)| {
        events.values().any(|wanted| wanted.contains(left.as_str()) && wanted.contains(right.as_str()))
    };
    apart.iter().filter(is_merged).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(pairs: &[(&str, &str)]) -> Labels {
        let label =
            |(nth, (wanted, found)): (usize, &(&str, &str))| (nth.to_string(), ((*wanted).into(), (*found).into()));
        pairs.iter().enumerate().map(label).collect()
    }

    #[test]
    fn b_cubed_counts_each_mention() {
        assert_eq!(b_cubed(&labels(&[("a", "1"), ("a", "1"), ("b", "2")])), (1.0, 1.0));
        assert_eq!(b_cubed(&labels(&[("a", "1"), ("a", "2")])), (1.0, 0.5));
        assert_eq!(b_cubed(&labels(&[("a", "1"), ("b", "1")])), (0.5, 1.0));
        assert_eq!(b_cubed(&labels(&[])), (0.0, 0.0));
    }

    #[test]
    fn pairs_that_must_not_be_merged_are_found() {
        let event = GoldEvent { event: "b".into(), kind: "AID".into(), must_not_merge: vec!["a".into(), "c".into()] };
        let apart = pairs(&event).into_iter().collect();
        let merged = wrongly_merged(&labels(&[("a", "1"), ("b", "1"), ("c", "2")]), &apart);
        assert_eq!(merged, [("a".to_owned(), "b".to_owned())]);
    }
}
