//! Coded rows as CSV (RFC 4180): one header, flat columns, no line break inside a cell.
//!
//! Lists are joined by `|`. A text cell that a spreadsheet could take for a formula gets a `'` in front.

use std::io;

use serde_json::Value;

use super::field;
use crate::record::{Kind, Kinds};

/// Where a column's value comes from.
#[derive(Debug, Clone, Copy)]
enum Cell {
    /// The value at a JSON pointer; a list of words is joined.
    At(&'static str),
    /// The names of the entities in a list.
    Names(&'static str),
    /// One field of every entity in a list.
    Each(&'static str, &'static str),
    /// The counts, as `dead=12-15|injured=30`.
    Counts,
    /// The members' votes, as `CHN=abstain|RUS=veto`.
    Ballots,
}

use Cell::{At, Ballots, Counts, Each, Names};

/// The columns of mentions, the first for all kinds, in their order; new ones go to the end.
const COLUMNS: [(&str, Cell); 44] = [
    ("schema", At("/schema")),
    ("kind", At("/kind")),
    ("id", At("/id")),
    ("document", At("/document")),
    ("sentence", At("/sentence")),
    ("published", At("/published")),
    ("status", At("/status")),
    ("event", At("/event")),
    ("mode", At("/mode")),
    ("contexts", At("/contexts")),
    ("cameo", At("/cameo")),
    ("quad", At("/quad")),
    ("quad_code", At("/quad_code")),
    ("intensity", At("/intensity")),
    ("actors", Names("/actors")),
    ("actor_entities", Each("/actors", "/entity")),
    ("actor_types", Each("/actors", "/type")),
    ("actor_countries", Each("/actors", "/country")),
    ("actor_sectors", Each("/actors", "/sectors")),
    ("recipients", Names("/recipients")),
    ("recipient_entities", Each("/recipients", "/entity")),
    ("recipient_types", Each("/recipients", "/type")),
    ("recipient_countries", Each("/recipients", "/country")),
    ("recipient_sectors", Each("/recipients", "/sectors")),
    ("reciprocal", At("/reciprocal")),
    ("date_start", At("/date/start")),
    ("date_end", At("/date/end")),
    ("date_precision", At("/date/precision")),
    ("date_basis", At("/date/basis")),
    ("location", At("/location/name")),
    ("location_country", At("/location/country")),
    ("latitude", At("/location/latitude")),
    ("longitude", At("/location/longitude")),
    ("location_precision", At("/location/precision")),
    ("counts", Counts),
    ("speakers", Each("/attribution", "/speaker/name")),
    ("manners", Each("/attribution", "/manner")),
    ("evidence", At("/evidence/text")),
    ("evidence_start", At("/evidence/start")),
    ("evidence_end", At("/evidence/end")),
    ("trigger", At("/evidence/trigger/text")),
    ("why", At("/evidence/why")),
    ("confidence", At("/confidence")),
    ("published_basis", At("/published_basis")),
];

/// The columns of the other kinds, behind the first where rows of the kind are asked for.
const OWN_COLUMNS: [(Kind, &[(&str, Cell)]); 5] = [
    (
        Kind::Positions,
        &[
            ("holder", At("/holder/name")),
            ("holder_entity", At("/holder/entity")),
            ("holder_country", At("/holder/country")),
            ("stance", At("/stance")),
            ("polarity", At("/polarity")),
            ("proposition", At("/proposition/text")),
            ("proposition_normalized", At("/proposition/normalized")),
            ("targets", Names("/targets")),
            ("target_entities", Each("/targets", "/entity")),
        ],
    ),
    (
        Kind::Quotations,
        &[
            ("speaker", At("/speaker/name")),
            ("speaker_entity", At("/speaker/entity")),
            ("speaker_country", At("/speaker/country")),
            ("cue", At("/cue/text")),
            ("content", Each("/content", "/text")),
            ("manner", At("/manner")),
        ],
    ),
    (
        Kind::Votes,
        &[
            ("body", At("/body/name")),
            ("body_entity", At("/body/entity")),
            ("draft", At("/draft/text")),
            ("subject", At("/subject/text")),
            ("sponsors", Each("/sponsors", "/entity")),
            ("outcome", At("/outcome")),
            ("for", At("/for")),
            ("against", At("/against")),
            ("abstaining", At("/abstaining")),
            ("members", Ballots),
            ("veto", At("/veto")),
        ],
    ),
    (
        Kind::Mediations,
        &[
            ("intermediary", At("/intermediary/name")),
            ("intermediary_entity", At("/intermediary/entity")),
            ("role", At("/role")),
            ("parties", Names("/parties")),
            ("party_entities", Each("/parties", "/entity")),
            ("issue", At("/issue/text")),
            ("stage", At("/stage")),
        ],
    ),
    (
        Kind::Visits,
        &[
            ("visitor", At("/visitor/name")),
            ("visitor_entity", At("/visitor/entity")),
            ("visitor_country", At("/visitor/country")),
            ("stops", Each("/stops", "/location/name")),
            ("stop_countries", Each("/stops", "/location/country")),
            ("stop_dates", Each("/stops", "/date/start")),
            ("stops_made", Each("/stops", "/made")),
            ("purpose", At("/purpose/text")),
        ],
    ),
];

/// The columns of events' own.
const EVENT_COLUMNS: [(&str, Cell); 8] = [
    ("n_mentions", At("/n_mentions")),
    ("n_documents", At("/n_documents")),
    ("n_publishers", At("/n_publishers")),
    ("n_stories", At("/n_stories")),
    ("mentions", At("/mentions")),
    ("documents", At("/documents")),
    ("disagreements", Each("/disagreements", "/field")),
    ("review", At("/review")),
];

/// Characters at the start of a cell that spreadsheets take for a formula, full-width ones too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Makes CSV rows.
#[derive(Debug, Clone, Copy)]
pub struct CsvRows {
    raw: bool,
    kinds: Kinds,
    events: bool,
}

impl CsvRows {
    /// `raw` leaves cells that look like formulas as they are; `kinds` are those that have columns.
    #[must_use]
    pub fn new(raw: bool, kinds: Kinds) -> Self {
        Self { raw, kinds, events: false }
    }

    /// The columns of events: those of mentions, and how often and where they are told.
    #[must_use]
    pub fn of_events(raw: bool) -> Self {
        Self { raw, kinds: [Kind::Mentions].into_iter().collect(), events: true }
    }

    /// The header line.
    #[must_use]
    pub fn header(self) -> String {
        self.columns().map(|(name, _)| name).collect::<Vec<_>>().join(",") + "\n"
    }

    /// One row as a line.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn row(self, row: &Value) -> io::Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns().map(|(_, from)| self.cell(row, from)))?;
        let line = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        String::from_utf8(line).map_err(io::Error::other)
    }

    fn columns(self) -> impl Iterator<Item = (&'static str, Cell)> {
        let own = OWN_COLUMNS.into_iter().filter(move |(kind, _)| self.kinds.holds(*kind));
        let events = EVENT_COLUMNS.into_iter().filter(move |_| self.events);
        COLUMNS.into_iter().chain(own.flat_map(|(_, columns)| columns.iter().copied())).chain(events)
    }

    fn cell(self, row: &Value, from: Cell) -> String {
        let text = match from {
            At(pointer) => match row.pointer(pointer) {
                // A number stays a number, also a negative one.
                Some(Value::Number(number)) => return number.to_string(),
                Some(Value::Array(items)) => join(items.iter().map(plain)),
                _ => field::text(row, pointer),
            },
            Names(pointer) => join(field::names(row, pointer).into_iter()),
            Each(pointer, of) => join(field::items(row, pointer).iter().map(|item| sub_list(item, of))),
            Counts => counts(row),
            Ballots => ballots(row),
        };
        self.guarded(&text)
    }

    fn guarded(self, text: &str) -> String {
        if self.raw { one_line(text) } else { guarded(text) }
    }
}

/// A cell that no spreadsheet takes for a formula, on one line.
#[must_use]
pub fn guarded(text: &str) -> String {
    let risky = text.starts_with(char::is_control) || text.trim_start().starts_with(FORMULA);
    if risky { format!("'{}", one_line(text)) } else { one_line(text) }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Joined by `|`; an item that holds one itself must not look like two.
fn join(items: impl Iterator<Item = String>) -> String {
    items.map(|item| item.replace('|', "/")).collect::<Vec<_>>().join("|")
}

fn plain(value: &Value) -> String {
    field::text(value, "")
}

/// A field of an item; a list inside is joined by `;`.
fn sub_list(item: &Value, pointer: &str) -> String {
    match item.pointer(pointer) {
        Some(Value::Array(parts)) => parts.iter().map(plain).collect::<Vec<_>>().join(";"),
        _ => field::text(item, pointer),
    }
}

fn counts(row: &Value) -> String {
    let Some(Value::Object(counts)) = row.get("counts") else { return String::new() };
    let shown = |(name, count): (&String, &Value)| {
        let (low, high) = (field::text(count, "/low"), field::text(count, "/high"));
        let unit = field::text(count, "/currency");
        let range = if low == high || high.is_empty() { low } else { format!("{low}-{high}") };
        format!("{name}={range}{}{unit}", if unit.is_empty() { "" } else { " " })
    };
    counts.iter().map(shown).collect::<Vec<_>>().join("|")
}

fn ballots(row: &Value) -> String {
    let Some(Value::Object(members)) = row.get("members") else { return String::new() };
    let mut shown: Vec<String> = members.iter().map(|(member, ballot)| format!("{member}={}", plain(ballot))).collect();
    shown.sort_unstable();
    shown.join("|")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::output::field::tests::row;

    fn csv_rows(raw: bool) -> CsvRows {
        CsvRows::new(raw, Kinds::all())
    }

    fn cells(rows: CsvRows, row: &Value) -> Vec<(String, String)> {
        let text = rows.header() + &rows.row(row).unwrap();
        assert_eq!(text.matches('\n').count(), 2, "{text}");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let record = reader.records().next().unwrap().unwrap();
        header.into_iter().zip(record.iter().map(str::to_owned)).collect()
    }

    fn cell(rows: CsvRows, row: &Value, column: &str) -> String {
        cells(rows, row).into_iter().find(|(name, _)| name == column).unwrap().1
    }

    #[test]
    fn a_row_is_flat() {
        let mut row = row();
        let actors = vec![row["actors"][0].clone(), row["recipients"][0].clone()];
        row["actors"] = json!(actors);
        row["counts"] = json!({"amount": {"low": 5, "high": 5, "currency": "USD"}, "dead": {"low": 12, "high": 15}});
        let rows = csv_rows(false);
        for (column, expected) in [
            ("actors", "Peru|Ecuador"),
            ("actor_sectors", "GOV|GOV"),
            ("intensity", "-4.0"),
            ("evidence", "Peru recalled its ambassador from Ecuador on Monday"),
            ("why", "lexicon: recall|rule: active"),
            ("counts", "amount=5 USD|dead=12-15"),
            ("location", ""),
            ("reciprocal", "false"),
        ] {
            assert_eq!(cell(rows, &row, column), expected, "{column}");
        }
    }

    #[test]
    fn kinds_bring_their_columns() {
        let (mentions, all) = ([Kind::Mentions].into_iter().collect(), csv_rows(false).header());
        assert!(all.starts_with(CsvRows::new(false, mentions).header().trim_end()));
        assert!(all.contains(",holder,") && all.contains(",members,") && all.trim_end().ends_with(",purpose"));
        let vote = json!({"kind": "vote", "outcome": "vetoed", "for": 13, "members": {"RUS": "veto", "CHN": "abstain"},
            "sponsors": [{"entity": "NOR"}, {"entity": "KEN"}]});
        for (column, expected) in
            [("outcome", "vetoed"), ("for", "13"), ("members", "CHN=abstain|RUS=veto"), ("sponsors", "NOR|KEN")]
        {
            assert_eq!(cell(csv_rows(false), &vote, column), expected, "{column}");
        }
        let visit = json!({"kind": "visit", "visitor": {"name": "Ann Lee"}, "stops": [
            {"location": {"name": "Doha"}, "made": true}, {"location": {"name": "Cairo"}, "made": false}]});
        assert_eq!(cell(csv_rows(false), &visit, "stops"), "Doha|Cairo");
        assert_eq!(cell(csv_rows(false), &visit, "stops_made"), "true|false");
    }

    #[test]
    fn cells_that_look_like_formulas_are_guarded() {
        let mut row = row();
        let texts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\0=1", "＝1", " =1"];
        for text in texts {
            row["evidence"]["text"] = json!(text);
            let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            assert_eq!(cell(csv_rows(false), &row, "evidence"), format!("'{clean}"));
            assert_eq!(cell(csv_rows(true), &row, "evidence"), clean);
        }
        row["document"] = json!("a,\"b\"");
        assert_eq!(cell(csv_rows(false), &row, "document"), "a,\"b\"");
    }
}
