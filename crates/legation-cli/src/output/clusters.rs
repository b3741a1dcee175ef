//! Figures of how well mentions are put together into events.

use std::fmt::Write;

use legation::score::ClusterFigures;
use serde_json::json;

/// For reading on a screen.
pub(crate) fn table(figures: &[ClusterFigures]) -> String {
    let mut out = String::from("\nevents: mentions of one happening put together (B-cubed)\n");
    let _ = writeln!(
        out,
        "{:<16} {:>7} {:>6} {:>9} {:>8} {:>9} {:>6} {:>6} {:>15}",
        "set", "reports", "events", "sentences", "mentions", "precision", "recall", "F1", "wrongly merged"
    );
    for set in figures {
        let _ = writeln!(
            out,
            "{:<16} {:>7} {:>6} {:>9} {:>8} {:>9.3} {:>6.3} {:>6.3} {:>15}",
            set.name,
            set.n_reports,
            set.n_events,
            format!("{}/{}", set.n_coded, set.n_told),
            set.n_mentions,
            set.precision,
            set.recall,
            set.f1(),
            format!("{} of {}", set.wrongly_merged.len(), set.n_apart),
        );
    }
    out
}

/// For a page.
pub(crate) fn markdown(figures: &[ClusterFigures]) -> String {
    let mut out = String::from(
        "| set | reports | events | sentences coded | mentions | precision | recall | F1 | wrongly merged pairs |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for set in figures {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} of {} | {} | {:.3} | {:.3} | {:.3} | {} of {} |",
            set.name,
            set.n_reports,
            set.n_events,
            set.n_coded,
            set.n_told,
            set.n_mentions,
            set.precision,
            set.recall,
            set.f1(),
            set.wrongly_merged.len(),
            set.n_apart,
        );
    }
    out
}

/// One JSON object a set.
pub(crate) fn jsonl(figures: &[ClusterFigures]) -> String {
    let line = |set: &ClusterFigures| {
        let line = json!({
            "set": set.name, "level": "mentions of one event", "n_reports": set.n_reports, "n_events": set.n_events,
            "n_sentences": set.n_told, "n_sentences_coded": set.n_coded, "n_mentions": set.n_mentions,
            "precision": set.precision, "recall": set.recall, "f1": set.f1(), "wrongly_merged": set.wrongly_merged,
            "n_apart": set.n_apart,
        });
        format!("{line}\n")
    };
    figures.iter().map(line).collect()
}

/// What was not as wanted.
pub(crate) fn failures(figures: &[ClusterFigures]) -> Vec<String> {
    let of = |set: &ClusterFigures| {
        let merged = set.wrongly_merged.iter();
        merged.map(|(left, right)| format!("{}: {left} and {right} are one event", set.name)).collect::<Vec<_>>()
    };
    figures.iter().flat_map(of).collect()
}
