//! Coded rows as a table for reading on a screen.
//!
//! Widths depend on the screen alone, never on the rows, so that rows can be shown as they come. On a narrow
//! screen the document stands under the date and the status under the type.

use comfy_table::{ColumnConstraint, Table, Width, presets};
use serde_json::Value;

use super::field;
use crate::printer;

/// Below this many columns the narrow layout is used.
const WIDE: u16 = 110;
/// Screens narrower than this are treated as this wide.
const NARROWEST: u16 = 72;
/// Beyond this, longer lines are no easier to read.
const WIDEST: u16 = 160;
/// Blanks between columns.
const GAP: u16 = 2;
/// Lines that the words of one row may take, about.
const LINES_OF_WORDS: usize = 3;

/// Lays out rows for one width of screen.
#[derive(Debug, Clone)]
pub(crate) struct TableRows {
    wide: bool,
    widths: Vec<u16>,
}

impl TableRows {
    /// A layout for a screen of `width` columns.
    pub(crate) fn new(width: u16) -> Self {
        let width = width.clamp(NARROWEST, WIDEST);
        let wide = width >= WIDE;
        let mut widths = if wide { vec![12, 14, 26, 12, 0, 14] } else { vec![12, 14, 20, 0] };
        let n_gaps = u16::try_from(widths.len() - 1).unwrap_or_default();
        let rest = width - widths.iter().sum::<u16>() - n_gaps * GAP;
        widths.iter_mut().filter(|width| **width == 0).for_each(|width| *width = rest);
        Self { wide, widths }
    }

    /// The head of the table.
    pub(crate) fn header(&self) -> String {
        let cells = if self.wide {
            vec!["date", "event", "who → whom", "status", "words", "document"]
        } else {
            vec!["date", "event", "who → whom", "words"]
        };
        let rule = self.widths.iter().map(|width| "─".repeat(usize::from(*width))).collect();
        self.lines(vec![cells.into_iter().map(str::to_owned).collect(), rule])
    }

    /// One row, on as many lines as it needs.
    pub(crate) fn row(&self, row: &Value) -> String {
        let (act, who, status) = (field::act(row), field::who(row), field::text(row, "/status"));
        let (date, document) = (date(row), field::reports(row));
        let width = |column: usize| usize::from(self.widths[column]);
        let cells = if self.wide {
            let words = field::words(row, width(4) * LINES_OF_WORDS);
            vec![date, act, who, status, words, short(&document, width(5))]
        } else {
            let words = field::words(row, width(3) * LINES_OF_WORDS);
            let document = short(&document, width(0));
            let status = if status == "actual" { String::new() } else { format!("\n({status})") };
            vec![format!("{date}\n{document}"), format!("{act}{status}"), who, words]
        };
        self.lines(vec![cells])
    }

    fn lines(&self, rows: Vec<Vec<String>>) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        for cells in rows {
            table.add_row(cells.iter().map(|cell| printer::escape(cell).replace('\t', " ")).collect::<Vec<_>>());
        }
        let last = self.widths.len() - 1;
        for (idx, column) in table.column_iter_mut().enumerate() {
            let gap = if idx == last { 0 } else { GAP };
            column
                .set_padding((0, gap))
                .set_constraint(ColumnConstraint::Absolute(Width::Fixed(self.widths[idx] + gap)));
        }
        let lines: String = table.lines().flat_map(|line| [line.trim_end().to_owned(), "\n".to_owned()]).collect();
        lines
    }
}

/// When it happened, as exactly as is known; in brackets the day of publication, where nothing else is known.
fn date(row: &Value) -> String {
    let start = field::text(row, "/date/start");
    let shown = match field::text(row, "/date/precision").as_str() {
        "year" => start.get(..4).unwrap_or(&start),
        "month" => start.get(..7).unwrap_or(&start),
        _ => &start,
    };
    let published = field::text(row, "/published");
    match field::text(row, "/date/basis").as_str() {
        _ if shown.is_empty() && published.is_empty() => "undated".to_owned(),
        _ if shown.is_empty() => format!("({})", published.get(..10).unwrap_or(&published)),
        "publication" => format!("({shown})"),
        _ => shown.to_owned(),
    }
}

/// A document's name in `width` columns. The end of a long path tells most, of a hash the start.
fn short(document: &str, width: usize) -> String {
    let n_chars = document.chars().count();
    if n_chars <= width {
        return document.to_owned();
    }
    if document.starts_with("sha256:") {
        return document.chars().take(width - 1).chain(['…']).collect();
    }
    ['…'].into_iter().chain(document.chars().skip(n_chars + 1 - width)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::output::testing::row;

    #[test]
    fn rows_fit_the_screen() {
        let mut row = row();
        row["document"] = json!("a/very/long/path/of/folders/article-000001.txt");
        row["actors"][0]["name"] = json!("\u{1b}[31mMinistry of\u{202e} Foreign Affairs and Worship of Peru");
        row["status"] = json!("hypothetical");
        for width in [72, 80, 109, 110, 120, 200] {
            let rows = TableRows::new(width);
            for line in (rows.header() + &rows.row(&row)).lines() {
                assert!(line.chars().count() <= usize::from(width), "{width}: {line}");
                assert!(!line.contains(['\u{1b}', '\u{202e}']), "{line}");
            }
        }
    }

    #[test]
    fn a_row_at_two_widths() {
        let (narrow, wide) = (TableRows::new(80), TableRows::new(120));
        insta::assert_snapshot!(narrow.header() + &narrow.row(&row()));
        insta::assert_snapshot!(wide.header() + &wide.row(&row()));
    }

    #[test]
    fn dates_say_how_exact_they_are() {
        let mut row = row();
        row["date"]["precision"] = json!("month");
        assert_eq!(date(&row), "2025-03");
        row["date"] = json!({"start": "2025-03-12", "precision": "day", "basis": "publication"});
        assert_eq!(date(&row), "(2025-03-12)");
        row["date"] = json!(null);
        assert_eq!(date(&row), "(2025-03-12)");
        row["published"] = json!(null);
        assert_eq!(date(&row), "undated");
    }
}
