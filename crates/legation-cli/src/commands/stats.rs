//! `legation stats`: how much is in the record.

use std::fmt::Write;

use anyhow::Context;

use crate::args::{ListFormat, StatsArgs};
use crate::commands::{grouped, plural, store};
use crate::exit::Exit;
use crate::printer::Printer;

/// Counts and prints.
pub(crate) fn run(args: &StatsArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let store = store::to_read(&args.store, printer)?;
    let stats = store.stats().with_context(|| args.store.store.display().to_string())?;
    if args.format.is_some_and(|format| format != ListFormat::Table) {
        printer.json(&(serde_json::to_string(&stats)? + "\n"))?;
        return Ok(Exit::Done);
    }
    let mut out = String::new();
    let mut line = |what: &str, n: i64, note: String| {
        let _ = writeln!(out, "{}", format!("{what:<13}{:>12}   {note}", grouped(n.cast_unsigned())).trim_end());
    };
    let days = stats.days.map(|(first, last)| format!("published {first} to {last}")).unwrap_or_default();
    line("documents", stats.n_documents, days);
    line("stories", stats.n_stories, "copies of a report count once".to_owned());
    line("publishers", stats.n_publishers, String::new());
    line("events", stats.n_events, format!("{} told in several documents", grouped(stats.n_merged.cast_unsigned())));
    for (kind, n) in stats.rows {
        line(&plural(0, kind), n, String::new());
    }
    line("corrections", stats.n_corrections, String::new());
    #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
    let times = stats.n_file_bytes as f64 / stats.n_text_bytes.max(1) as f64;
    line(
        "bytes",
        stats.n_file_bytes,
        format!("{times:.2} times the {} of the texts", grouped(stats.n_text_bytes.cast_unsigned())),
    );
    for (name, coder, kinds, n_coded, n_shown) in stats.runs {
        let shown = if n_shown > 0 { ", shown" } else { "" };
        let _ = writeln!(
            out,
            "coding {name}{shown}: {} documents by legation {coder}; {kinds}",
            grouped(n_coded.cast_unsigned())
        );
    }
    printer.text(&out)?;
    Ok(Exit::Done)
}
