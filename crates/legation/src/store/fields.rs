//! The fields of each kind of row: their order, which of them columns hold, and what they are where nothing is known.

use serde_json::{Map, Value, json};

use crate::record::Kind;

/// Fields that rows of every kind begin with.
pub(super) const SHARED: [&str; 11] = [
    "schema",
    "kind",
    "id",
    "document",
    "sentence",
    "published",
    "status",
    "date",
    "attribution",
    "evidence",
    "confidence",
];

/// Those of them that are no columns.
const SHARED_PACKED: [&str; 4] = ["sentence", "date", "attribution", "evidence"];

/// Fields of a kind's own, in the order in which they are shown.
pub(super) const fn own(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Mentions => &[
            "event",
            "mode",
            "contexts",
            "cameo",
            "quad",
            "quad_code",
            "intensity",
            "actors",
            "recipients",
            "reciprocal",
            "location",
            "counts",
        ],
        Kind::Positions => &["holder", "stance", "polarity", "proposition", "targets"],
        Kind::Quotations => &["speaker", "cue", "content", "manner"],
        Kind::Votes => {
            &["body", "draft", "subject", "sponsors", "outcome", "for", "against", "abstaining", "members", "veto"]
        }
        Kind::Mediations => &["intermediary", "role", "parties", "issue", "stage"],
        Kind::Visits => &["visitor", "stops", "purpose"],
    }
}

/// The field by which the rows of a kind are told apart first; the column `what` holds it.
pub(super) const fn what(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Mentions => Some("event"),
        Kind::Positions => Some("stance"),
        Kind::Quotations => Some("manner"),
        Kind::Votes => Some("outcome"),
        Kind::Mediations => Some("role"),
        Kind::Visits => None,
    }
}

/// The fields in the column `coding`, in their order.
pub(super) fn packed(kind: Kind) -> Vec<&'static str> {
    let own = own(kind).iter().filter(|name| Some(**name) != what(kind) && **name != "quad");
    SHARED_PACKED.iter().chain(own).copied().collect()
}

/// What fields are where nothing is known; null for those that are not here.
pub(super) fn empty(kind: Kind) -> Map<String, Value> {
    let empty = match kind {
        Kind::Mentions => {
            json!({"attribution": [], "contexts": [], "actors": [], "recipients": [], "reciprocal": false, "counts": {}})
        }
        Kind::Positions => json!({"attribution": [], "targets": []}),
        Kind::Votes => json!({"attribution": [], "sponsors": [], "members": {}}),
        Kind::Mediations => json!({"attribution": [], "parties": []}),
        Kind::Quotations | Kind::Visits => json!({"attribution": []}),
    };
    match empty {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The name of a quad class.
pub(super) fn quad(code: Option<u64>) -> Option<&'static str> {
    const QUADS: [&str; 4] = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];
    usize::try_from(code?).ok()?.checked_sub(1).and_then(|idx| QUADS.get(idx).copied())
}
