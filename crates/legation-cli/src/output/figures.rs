//! Figures of an evaluation as table, Markdown and JSON lines.
//!
//! One overview with a row for each set, system and level, then a table of classes for each whole set. Every figure
//! stands beside the counts that it comes from.

use legation::score::{Coverage, Figure, Figures, Tally};
use serde::Serialize;

use crate::printer;

/// Columns of counts, in every table.
const COUNTS: [&str; 3] = ["right", "found", "wanted"];

/// A table in text; the first `n_left` columns are words.
struct Grid {
    rows: Vec<Vec<String>>,
    n_left: usize,
}

/// All figures for a screen.
pub(crate) fn table(figures: &Figures) -> String {
    let mut text = overview(figures).aligned();
    for figure in with_classes(figures) {
        text += &format!("\n{}\n{}", title(figure), classes(figure).aligned());
        for (name, grid) in more(figure) {
            text += &format!("\n{}, {name}\n{}", title(figure), grid.aligned());
        }
    }
    text
}

/// All figures as Markdown, with headings of `level` `#`.
pub(crate) fn markdown(figures: &Figures, level: usize) -> String {
    let mut text = overview(figures).markdown();
    for figure in with_classes(figures) {
        text += &format!("\n{} {}\n{}", "#".repeat(level), title(figure), classes(figure).markdown());
        for (name, grid) in more(figure) {
            text += &format!("\n{} {}, {name}\n{}", "#".repeat(level + 1), title(figure), grid.markdown());
        }
    }
    text
}

/// A line for programs. The class of a total is null; accuracy and macro-F1 are those of a total.
#[derive(Serialize)]
struct Line<'f> {
    set: &'f str,
    system: &'f str,
    level: &'f str,
    class: Option<&'f str>,
    items: u64,
    right: u64,
    found: u64,
    wanted: u64,
    precision: f64,
    recall: f64,
    f1: f64,
    accuracy: Option<f64>,
    macro_f1: Option<f64>,
}

/// All figures as JSON, one line for each set, system, level and class.
pub(crate) fn jsonl(figures: &Figures) -> serde_json::Result<String> {
    let mut lines = String::new();
    for figure in figures.all() {
        let total =
            Line { accuracy: figure.accuracy(), macro_f1: figure.macro_f1(), ..line(figure, None, &figure.total()) };
        let classes = figure.classes().map(|(class, tally)| line(figure, Some(class), tally));
        for line in std::iter::once(total).chain(classes) {
            lines += &serde_json::to_string(&line)?;
            lines.push('\n');
        }
    }
    Ok(lines)
}

fn line<'f>(figure: &'f Figure, class: Option<&'f str>, tally: &Tally) -> Line<'f> {
    let Tally { wanted, found, right } = *tally;
    let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
    let (set, system, level, items) = (&figure.key.set, figure.key.system, figure.key.level, figure.n_items);
    Line {
        set,
        system,
        level,
        class,
        items,
        right,
        found,
        wanted,
        precision,
        recall,
        f1,
        accuracy: None,
        macro_f1: None,
    }
}

/// Whole sets whose classes tell more than their total.
fn with_classes(figures: &Figures) -> impl Iterator<Item = &Figure> {
    figures.all().iter().filter(|figure| !figure.is_of_part() && figure.classes().count() > 1)
}

fn title(figure: &Figure) -> String {
    let key = &figure.key;
    let system = if key.system == "legation" { String::new() } else { format!(", answers of {}", key.system) };
    format!("{}: {}{system}", key.set, key.level)
}

fn overview(figures: &Figures) -> Grid {
    let head = ["set", "what must be right", "whose", "items", "precision", "recall", "F1", "accuracy", "macro-F1"];
    let mut rows = vec![head.into_iter().chain(COUNTS).map(str::to_owned).collect::<Vec<_>>()];
    for figure in figures.all() {
        let (key, total) = (&figure.key, figure.total());
        let words = [key.set.as_str(), key.level, key.system].map(str::to_owned);
        let more = [figure.accuracy(), figure.macro_f1()].map(|value| value.map_or_else(|| "–".to_owned(), shown));
        let row = words.into_iter().chain([figure.n_items.to_string()]).chain(shares(&total)).chain(more);
        rows.push(row.chain(counts(&total)).collect());
    }
    Grid { rows, n_left: 3 }
}

fn classes(figure: &Figure) -> Grid {
    let head = ["class", "precision", "recall", "F1"];
    let mut rows = vec![head.into_iter().chain(COUNTS).map(str::to_owned).collect::<Vec<_>>()];
    for (class, tally) in figure.classes() {
        rows.push([class.to_owned()].into_iter().chain(shares(tally)).chain(counts(tally)).collect());
    }
    Grid { rows, n_left: 1 }
}

/// Confusions that are shown.
const SHOWN_CONFUSIONS: usize = 12;

/// What answers with a confidence show beyond their classes.
fn more(figure: &Figure) -> Vec<(&'static str, Grid)> {
    let coverage = figure.coverage();
    if coverage.is_empty() {
        return Vec::new();
    }
    let row = |step: &Coverage| {
        let precision = step.n_right as f64 / step.n_taken as f64;
        vec![
            shown(step.share),
            shown(precision),
            shown(step.confidence),
            step.n_right.to_string(),
            step.n_taken.to_string(),
        ]
    };
    let head = ["surest share", "precision", "confidence from", "right", "taken"].map(str::to_owned).to_vec();
    let steps = Grid { rows: [head].into_iter().chain(coverage.iter().map(row)).collect(), n_left: 0 };
    let head = ["wanted", "found instead", "times"].map(str::to_owned).to_vec();
    let row = |&(wanted, found, n): &(&str, &str, u64)| vec![wanted.to_owned(), found.to_owned(), n.to_string()];
    let confusions = figure.confusions();
    let rows = [head].into_iter().chain(confusions.iter().take(SHOWN_CONFUSIONS).map(row)).collect();
    vec![("by confidence", steps), ("what is taken for what", Grid { rows, n_left: 2 })]
}

fn shares(tally: &Tally) -> [String; 3] {
    [tally.precision(), tally.recall(), tally.f1()].map(shown)
}

fn counts(tally: &Tally) -> [String; 3] {
    [tally.right, tally.found, tally.wanted].map(|n| n.to_string())
}

/// Three digits. Where nothing was found or wanted it is 0, so that a class that is missed altogether shows.
fn shown(share: f64) -> String {
    format!("{share:.3}")
}

impl Grid {
    fn aligned(&self) -> String {
        let n_columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..n_columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let (cell, width) = (printer::escape_line(cell), widths[column]);
                if column < self.n_left { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            text += cells.collect::<Vec<_>>().join("  ").trim_end();
            text.push('\n');
        }
        text
    }

    fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let Some((head, rows)) = self.rows.split_first() else { return String::new() };
        let rule: String = (0..head.len()).map(|column| if column < self.n_left { "|---" } else { "|---:" }).collect();
        line(head) + &rule + "|\n" + &rows.iter().map(|row| line(row)).collect::<String>()
    }
}
