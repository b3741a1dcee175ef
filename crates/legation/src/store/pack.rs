//! Coded rows in few bytes: what the text, the interned tables or the columns say already is left out.
//!
//! In: a row as JSON, and the text that it was coded in. Out: a list of its fields' values, and back again without loss. An entity
//! becomes `[key, start, length]`, a place the same with a negative key, other words of the text `[start, length]`; fields that
//! are as in the empty row of the kind become null.

use serde_json::{Map, Value, json};

use super::StoreError;

/// Gives keys for forms, and forms for keys.
pub(super) trait Forms {
    /// The key of an entity, place or reason.
    fn key(&mut self, table: Table, form: &Value) -> Result<i64, StoreError>;
}

/// Reads forms back.
pub(super) trait Known {
    /// The form with this key.
    fn form(&self, table: Table, key: i64) -> Result<Value, StoreError>;
}

/// What is interned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Table {
    /// Entities.
    Actors,
    /// Places.
    Places,
    /// Sentences of `why`.
    Reasons,
}

/// The stored text of a document, or of one of its sections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t> {
    /// The words.
    pub(super) text: &'t str,
    /// Byte of the whole text at which they start.
    pub(super) start: u64,
}

impl<'t> Text<'t> {
    /// The words between two bytes of the whole text.
    pub(super) fn slice(self, start: u64, end: u64) -> Option<&'t str> {
        let at = |byte: u64| usize::try_from(byte.checked_sub(self.start)?).ok();
        self.text.get(at(start)?..at(end)?)
    }
}

/// Words with further fields of their own: a proposition, a count.
const WORDS: &str = "@";
/// A value that would else be taken for something packed.
const RAW: &str = "@raw";
/// `precision` and `basis` of dates by number.
const PRECISIONS: [&str; 5] = ["day", "week", "month", "year", "unknown"];
const BASES: [&str; 4] = ["text", "dateline", "publication", "none"];

/// The smaller form of a row: its fields in the order of `fields`, null where a field is as in `empty`, without nulls at the end.
/// Fields that are not in the list are not kept.
pub(super) fn pack_row(
    row: &Map<String, Value>,
    fields: &[&str],
    empty: &Map<String, Value>,
    text: Text<'_>,
    forms: &mut impl Forms,
) -> Result<Vec<Value>, StoreError> {
    let mut packed = Vec::with_capacity(fields.len());
    for name in fields {
        packed.push(match row.get(*name) {
            Some(value) if Some(value) != empty.get(*name) => pack_field(name, value, text, forms)?,
            _ => Value::Null,
        });
    }
    packed.truncate(packed.iter().rposition(|value| !value.is_null()).map_or(0, |last| last + 1));
    Ok(packed)
}

fn pack_field(name: &str, value: &Value, text: Text<'_>, forms: &mut impl Forms) -> Result<Value, StoreError> {
    let packed = match (name, value) {
        ("date", Value::Object(date)) => pack_date(date, text),
        ("evidence", Value::Object(evidence)) => pack_evidence(evidence, text, forms)?,
        _ => None,
    };
    packed.map_or_else(|| pack(value, text, forms), Ok)
}

/// The smaller form of a value inside a row.
fn pack(value: &Value, text: Text<'_>, forms: &mut impl Forms) -> Result<Value, StoreError> {
    match value {
        Value::Array(items) if is_packed(items) => Ok(json!({ RAW: items })),
        Value::Array(items) => {
            items.iter().map(|item| pack(item, text, forms)).collect::<Result<Vec<_>, _>>().map(Value::Array)
        }
        Value::Object(fields) => match fields.get("precision").filter(|_| fields.contains_key("basis")) {
            Some(_) => Ok(pack_date(fields, text).map_or_else(|| value.clone(), |date| json!({ "@d": date }))),
            None => pack_object(fields, text, forms),
        },
        other => Ok(other.clone()),
    }
}

fn pack_object(fields: &Map<String, Value>, text: Text<'_>, forms: &mut impl Forms) -> Result<Value, StoreError> {
    let Some((start, length)) = span(fields, text) else { return pack_fields(fields, text, forms).map(Value::Object) };
    let rest = without_span(fields);
    if rest.contains_key("entity") {
        return Ok(json!([forms.key(Table::Actors, &Value::Object(rest))?, start, length]));
    }
    if rest.contains_key("geonames") {
        return Ok(json!([-forms.key(Table::Places, &Value::Object(rest))?, start, length]));
    }
    if rest.is_empty() {
        return Ok(json!([start, length]));
    }
    let mut small = pack_fields(&rest, text, forms)?;
    small.insert(WORDS.to_owned(), json!([start, length]));
    Ok(Value::Object(small))
}

fn pack_fields(
    fields: &Map<String, Value>,
    text: Text<'_>,
    forms: &mut impl Forms,
) -> Result<Map<String, Value>, StoreError> {
    fields.iter().map(|(name, value)| Ok((name.clone(), pack(value, text, forms)?))).collect()
}

/// Whether a list has the form of packed words, entities or places.
fn is_packed(items: &[Value]) -> bool {
    matches!(items.len(), 2 | 3) && items.iter().all(Value::is_i64)
}

/// First byte and length of words that the text has at that place.
fn span(fields: &Map<String, Value>, text: Text<'_>) -> Option<(u64, u64)> {
    let (start, end) = (fields.get("start")?.as_u64()?, fields.get("end")?.as_u64()?);
    let words = fields.get("text")?.as_str()?;
    (text.slice(start, end) == Some(words)).then_some((start, end - start))
}

fn without_span(fields: &Map<String, Value>) -> Map<String, Value> {
    let rest = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "text" | "start" | "end"));
    rest.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The days as they are, precision and basis by number, of the words the place only; none for a date of another form.
fn pack_date(fields: &Map<String, Value>, text: Text<'_>) -> Option<Value> {
    let get = |name: &str| fields.get(name).unwrap_or(&Value::Null);
    let number = |names: &[&str], name: &str| names.iter().position(|known| get(name) == known);
    let mut date = vec![
        get("start").clone(),
        if get("end") == get("start") { Value::Null } else { get("end").clone() },
        json!(number(&PRECISIONS, "precision")?),
        json!(number(&BASES, "basis")?),
    ];
    if let Some(words) = get("text").as_str() {
        let (start, end) = (get("text_start").as_u64()?, get("text_end").as_u64()?);
        if text.slice(start, end) != Some(words) {
            return None;
        }
        date.extend([json!(start), json!(end - start)]);
    }
    Some(Value::Array(date))
}

/// Where the words and the trigger stand, and the reasons.
fn pack_evidence(
    fields: &Map<String, Value>,
    text: Text<'_>,
    forms: &mut impl Forms,
) -> Result<Option<Value>, StoreError> {
    let trigger = fields.get("trigger").and_then(Value::as_object).and_then(|trigger| span(trigger, text));
    let (Some(words), Some(trigger)) = (span(fields, text), trigger) else { return Ok(None) };
    let why = fields.get("why").and_then(Value::as_array).into_iter().flatten();
    let why = why.map(|reason| forms.key(Table::Reasons, reason)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(json!([words.0, words.1, trigger.0, trigger.1, why])))
}

/// The row that [`pack_row`] made smaller.
pub(super) fn unpack_row(
    packed: &[Value],
    fields: &[&str],
    empty: &Map<String, Value>,
    text: Text<'_>,
    known: &impl Known,
) -> Result<Map<String, Value>, StoreError> {
    let mut row = Map::new();
    for (idx, name) in fields.iter().enumerate() {
        let value = match packed.get(idx).unwrap_or(&Value::Null) {
            Value::Null => empty.get(*name).cloned().unwrap_or_default(),
            Value::Array(date) if *name == "date" => unpack_date(date, text)?,
            Value::Array(evidence) if *name == "evidence" => unpack_evidence(evidence, text, known)?,
            value => unpack(value, text, known)?,
        };
        row.insert((*name).to_owned(), value);
    }
    Ok(row)
}

fn unpack(value: &Value, text: Text<'_>, known: &impl Known) -> Result<Value, StoreError> {
    match value {
        Value::Array(items) if is_packed(items) => unpack_words(items, text, known),
        Value::Array(items) => {
            items.iter().map(|item| unpack(item, text, known)).collect::<Result<Vec<_>, _>>().map(Value::Array)
        }
        Value::Object(fields) => unpack_object(fields, text, known),
        other => Ok(other.clone()),
    }
}

fn unpack_words(items: &[Value], text: Text<'_>, known: &impl Known) -> Result<Value, StoreError> {
    let number = |idx: usize| items.get(idx).and_then(Value::as_u64).ok_or_else(broken);
    if items.len() == 2 {
        return Ok(with_span(number(0)?, number(1)?, Map::new(), text));
    }
    let key = items[0].as_i64().ok_or_else(broken)?;
    let (table, key) = if key < 0 { (Table::Places, -key) } else { (Table::Actors, key) };
    let Value::Object(form) = known.form(table, key)? else { return Err(broken()) };
    Ok(with_span(number(1)?, number(2)?, form, text))
}

fn unpack_object(fields: &Map<String, Value>, text: Text<'_>, known: &impl Known) -> Result<Value, StoreError> {
    if let Some(raw) = fields.get(RAW) {
        return Ok(raw.clone());
    }
    if let Some(date) = fields.get("@d") {
        return unpack_date(date.as_array().ok_or_else(broken)?, text);
    }
    let rest = fields.iter().filter(|(name, _)| *name != WORDS);
    let mut full = Map::new();
    for (name, value) in rest {
        full.insert(name.clone(), unpack(value, text, known)?);
    }
    match fields.get(WORDS).and_then(Value::as_array) {
        Some(span) => {
            let number = |idx: usize| span.get(idx).and_then(Value::as_u64).ok_or_else(broken);
            // A count tells its number before its words, everything else after them.
            if full.contains_key("low") {
                let Value::Object(words) = with_span(number(0)?, number(1)?, Map::new(), text) else {
                    return Err(broken());
                };
                full.extend(words);
                return Ok(Value::Object(full));
            }
            Ok(with_span(number(0)?, number(1)?, full, text))
        }
        None => Ok(Value::Object(full)),
    }
}

fn with_span(start: u64, length: u64, rest: Map<String, Value>, text: Text<'_>) -> Value {
    let end = start.saturating_add(length);
    let mut full = Map::new();
    full.insert("text".to_owned(), json!(text.slice(start, end).unwrap_or_default()));
    full.insert("start".to_owned(), json!(start));
    full.insert("end".to_owned(), json!(end));
    full.extend(rest);
    Value::Object(full)
}

fn unpack_date(date: &[Value], text: Text<'_>) -> Result<Value, StoreError> {
    let [start, end, precision, basis, words @ ..] = date else { return Err(broken()) };
    let end = if end.is_null() { start } else { end };
    let name = |names: &[&'static str], number: &Value| {
        let number = number.as_u64().and_then(|number| usize::try_from(number).ok());
        number.and_then(|number| names.get(number).copied()).ok_or_else(broken)
    };
    let span = match words {
        [at, length] => at.as_u64().zip(length.as_u64()).map(|(at, length)| (at, at.saturating_add(length))),
        _ => None,
    };
    Ok(json!({
        "start": start, "end": end, "precision": name(&PRECISIONS, precision)?, "basis": name(&BASES, basis)?,
        "text": span.and_then(|(start, end)| text.slice(start, end)),
        "text_start": span.map(|(start, _)| start), "text_end": span.map(|(_, end)| end),
    }))
}

fn unpack_evidence(evidence: &[Value], text: Text<'_>, known: &impl Known) -> Result<Value, StoreError> {
    let [start, length, trigger, trigger_length, why] = evidence else { return Err(broken()) };
    let number = |value: &Value| value.as_u64().ok_or_else(broken);
    let trigger = with_span(number(trigger)?, number(trigger_length)?, Map::new(), text);
    let reason = |key: &Value| known.form(Table::Reasons, key.as_i64().ok_or_else(broken)?);
    let why: Vec<Value> = why.as_array().into_iter().flatten().map(reason).collect::<Result<_, _>>()?;
    let (start, end) = (number(start)?, number(start)?.saturating_add(number(length)?));
    let words = text.slice(start, end).unwrap_or_default();
    Ok(json!({ "start": start, "end": end, "text": words, "trigger": trigger, "why": why }))
}

fn broken() -> StoreError {
    StoreError::broken("a coded row is not as this program writes it")
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[derive(Default)]
    struct Listed(RefCell<Vec<Value>>);

    impl Forms for Listed {
        fn key(&mut self, _: Table, form: &Value) -> Result<i64, StoreError> {
            let mut forms = self.0.borrow_mut();
            let at = forms.iter().position(|known| known == form).unwrap_or_else(|| {
                forms.push(form.clone());
                forms.len() - 1
            });
            Ok(i64::try_from(at).unwrap())
        }
    }

    impl Known for Listed {
        fn form(&self, _: Table, key: i64) -> Result<Value, StoreError> {
            Ok(self.0.borrow()[usize::try_from(key).unwrap()].clone())
        }
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        let text = "Zürich hosted envoys of Peru on Monday.";
        let at = |words: &str| u64::try_from(text.find(words).unwrap()).unwrap() + 100;
        let span = |words: &str| json!({"text": words, "start": at(words), "end": at(words) + words.len() as u64});
        let with = |words: &str, more: Value| {
            let mut all = span(words);
            all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            all
        };
        let day = json!({"start": "2024-05-06", "end": "2024-05-06", "precision": "day", "basis": "text",
            "text": "Monday", "text_start": at("Monday"), "text_end": at("Monday") + 6});
        let undated = json!({"start": null, "end": null, "precision": "unknown", "basis": "none",
            "text": null, "text_start": null, "text_end": null});
        let row = json!({
            "actors": [with("Zürich", json!({"name": "Switzerland", "entity": "CHE"}))],
            "location": with("Zürich", json!({"name": "Zurich", "geonames": 2_657_896, "admin1": null})),
            "date": day,
            "evidence": with("hosted envoys of Peru", json!({"trigger": span("hosted"), "why": ["lexicon: host", "r"]})),
            "elsewhere": {"text": "not in the text", "start": 3, "end": 4},
            "counts": {"dead": with("envoys", json!({"low": 2, "high": null}))},
            "stops": [{"date": undated, "hosts": [with("Peru", json!({"entity": "PER"}))], "made": true}],
            "pair": [3, 4], "cue": span("hosted"), "number": -4.5, "list": [], "nothing": null,
        });
        let mut fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        fields.push("absent");
        let empty = json!({"list": [], "absent": null});
        let (row, empty) = (row.as_object().unwrap(), empty.as_object().unwrap());
        let mut forms = Listed::default();
        let text = Text { text, start: 100 };
        let small = pack_row(row, &fields, empty, text, &mut forms).unwrap();
        let size = Value::Array(small.clone()).to_string().len();
        assert!(size * 2 < Value::Object(row.clone()).to_string().len(), "{small:?}");
        let mut back = unpack_row(&small, &fields, empty, text, &forms).unwrap();
        assert_eq!(back.shift_remove("absent"), Some(Value::Null));
        assert_eq!(&back, row);
    }

    #[test]
    fn what_is_broken_is_an_error() {
        let text = Text { text: "abc", start: 0 };
        for (name, broken) in
            [("date", json!([1])), ("evidence", json!([1, 2])), ("x", json!({"@": ["x"]})), ("x", json!([1, -2]))]
        {
            let row = unpack_row(std::slice::from_ref(&broken), &[name], &Map::new(), text, &Listed::default());
            assert!(row.is_err(), "{broken}");
        }
    }
}
