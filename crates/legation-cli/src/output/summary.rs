//! What a run found, on one screen: counts by type, pairs of actors, and samples with their words.
//!
//! Everything here counts mentions, that is reports of happenings, not events.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use serde_json::Value;

use super::field;
use crate::commands::plural;
use crate::printer;

/// Pairs that are shown.
const N_PAIRS: usize = 12;
/// Characters of words in a sample.
const SAMPLE_CHARS: usize = 110;
/// Columns that the longest bar takes.
const BAR: u64 = 40;

/// Counts of a run; its size depends on the number of types and pairs, not of rows.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    n_documents: u64,
    n_silent: u64,
    n_mentions: u64,
    types: BTreeMap<String, Type>,
    statuses: BTreeMap<String, u64>,
    /// Rows of other kinds, by kind and what they are (`POSITION support`).
    others: BTreeMap<String, u64>,
    /// By actor, recipient, and whether it goes both ways.
    pairs: BTreeMap<(String, String, bool), Pair>,
}

#[derive(Debug, Default)]
struct Type {
    n_mentions: u64,
    sample: Option<(f64, String)>,
}

#[derive(Debug, Default)]
struct Pair {
    n_mentions: u64,
    types: BTreeMap<String, u64>,
}

impl Summary {
    /// Adds the rows of one section of a document; the first one stands for the document.
    pub(crate) fn add(&mut self, rows: &[Value], first_section: bool) {
        self.n_documents += u64::from(first_section);
        self.n_silent += u64::from(first_section && rows.is_empty());
        rows.iter().for_each(|row| self.add_row(row));
    }

    fn add_row(&mut self, row: &Value) {
        if field::text(row, "/kind") != "mention" {
            *self.others.entry(field::act(row)).or_default() += 1;
            return;
        }
        self.n_mentions += 1;
        *self.statuses.entry(field::text(row, "/status")).or_default() += 1;
        let event = field::text(row, "/event");
        let pairs = pairs_of(row);
        for pair in &pairs {
            let pair = self.pairs.entry(pair.clone()).or_default();
            pair.n_mentions += 1;
            *pair.types.entry(event.clone()).or_default() += 1;
        }
        let entry = self.types.entry(event).or_default();
        entry.n_mentions += 1;
        // The surest of those that happened between known sides; the first of equals, so the order of the input decides.
        let points = u8::from(!pairs.is_empty()) + u8::from(field::text(row, "/status") == "actual");
        let worth = f64::from(points) + row.get("confidence").and_then(Value::as_f64).unwrap_or_default();
        if entry.sample.as_ref().is_none_or(|(best, _)| worth > *best) {
            entry.sample = Some((worth, sample(row)));
        }
    }
}

/// The pairs of known sides in a row, each once.
fn pairs_of(row: &Value) -> BTreeSet<(String, String, bool)> {
    let reciprocal = row.get("reciprocal") == Some(&Value::Bool(true));
    let (actors, recipients) = (sides(row, "/actors"), sides(row, "/recipients"));
    let both = actors.iter().flat_map(|actor| recipients.iter().map(move |recipient| (actor, recipient)));
    let pairs = both.filter(|(actor, recipient)| if reciprocal { actor < recipient } else { actor != recipient });
    pairs.map(|(actor, recipient)| (actor.clone(), recipient.clone(), reciprocal)).collect()
}

/// The sides that a list of entities stands for: a state for its people and institutions, others for themselves.
fn sides(row: &Value, pointer: &str) -> BTreeSet<String> {
    let mut sides = BTreeSet::new();
    for entity in field::items(row, pointer) {
        let (code, country) = (field::text(entity, "/entity"), field::text(entity, "/country"));
        let own = matches!(entity["type"].as_str(), Some("armed_group" | "party" | "igo" | "ngo" | "company"));
        let side = if own || country.is_empty() { code } else { country };
        // `per:` and `unk:` are no sides that return in other texts.
        if !side.contains(':') && !side.is_empty() {
            sides.insert(side);
        }
    }
    sides
}

fn sample(row: &Value) -> String {
    let (act, who, document) = (field::act(row), field::who(row), field::text(row, "/document"));
    let status = field::text(row, "/status");
    let status = if status == "actual" { String::new() } else { format!(" ({status})") };
    let date = field::text(row, "/date/start");
    let place = if date.is_empty() { document } else { format!("{date}, {document}") };
    format!("  {act}{status}: {who}  [{place}]\n      {}\n", field::words(row, SAMPLE_CHARS))
}

/// Largest count first, then by name.
fn ranked<K, T>(counts: &BTreeMap<K, T>, n_of: impl Fn(&T) -> u64) -> Vec<(&K, &T)> {
    let mut ranked: Vec<_> = counts.iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(n_of(count)));
    ranked
}

fn listed(counts: &BTreeMap<String, u64>) -> String {
    let ranked = ranked(counts, |n| *n);
    ranked.into_iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
}

impl Summary {
    /// The summary as text; `name` says what to call a side.
    pub(crate) fn shown(&self, name: &dyn Fn(&str) -> String) -> String {
        let mut text = String::new();
        // A string takes whatever is written to it.
        let _ = self.write(&mut text, name);
        text
    }

    fn write(&self, f: &mut String, name: &dyn Fn(&str) -> String) -> fmt::Result {
        let Self { n_documents, n_silent, n_mentions, .. } = self;
        let (documents, mentions) = (plural(*n_documents, "document"), plural(*n_mentions, "mention"));
        writeln!(
            f,
            "{n_documents} {documents} read, {n_mentions} {mentions} coded; {n_silent} told of nothing to code."
        )?;
        if !self.others.is_empty() {
            writeln!(f, "Rows of other kinds: {}.", listed(&self.others))?;
        }
        if *n_mentions == 0 {
            return Ok(());
        }
        writeln!(f, "Status of the mentions: {}.", listed(&self.statuses))?;
        let types = ranked(&self.types, |entry| entry.n_mentions);
        let most = types.first().map_or(1, |(_, entry)| entry.n_mentions);
        writeln!(f, "\nMentions by type")?;
        for (event, entry) in &types {
            let n_mentions = entry.n_mentions;
            let bar = usize::try_from((n_mentions * BAR).div_ceil(most)).unwrap_or_default();
            writeln!(f, "  {event:<10} {n_mentions:>6}  {}", "▪".repeat(bar))?;
        }
        writeln!(f, "\nWho acts on whom, in mentions of each pair (people and institutions count for their state)")?;
        for ((actor, recipient, both_ways), pair) in
            ranked(&self.pairs, |pair| pair.n_mentions).into_iter().take(N_PAIRS)
        {
            let arrow = if *both_ways { '↔' } else { '→' };
            let who = format!("{} {arrow} {}", name(actor), name(recipient));
            writeln!(f, "  {:>4}  {}: {}", pair.n_mentions, printer::escape_line(&who), listed(&pair.types))?;
        }
        writeln!(f, "\nOne of each type, with the words that show it")?;
        let samples = types.iter().filter_map(|(_, entry)| entry.sample.as_ref());
        samples.into_iter().try_for_each(|(_, sample)| f.write_str(&printer::escape(sample)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::output::testing::row;

    #[test]
    fn a_summary_counts_and_shows() {
        let mut summary = Summary::default();
        let mut other = row();
        other["event"] = json!("CONSULT");
        other["recipients"] = json!([]);
        other["status"] = json!("planned");
        summary.add(&[row(), other, row()], true);
        summary.add(&[], true);
        insta::assert_snapshot!(summary.shown(&str::to_lowercase));
    }
}
