//! JSONL: one document on each line. A line that is none is rejected and the next ones go on.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

use super::document::content_id;
use super::lines::{Line, Lines, too_long};
use super::text::utf8;
use super::{Document, Published, Rejection, Source, section};

/// The fields that are read; all others are passed over. Values are checked by hand, so that a message
/// can say which field has which wrong type.
#[derive(Deserialize)]
struct Fields {
    id: Option<Value>,
    text: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    publisher: Option<Value>,
    url: Option<Value>,
    language: Option<Value>,
}

/// Iterator over the documents of a JSONL stream.
pub(super) struct JsonlReader<R> {
    lines: Lines<R>,
    source: Source,
    number: u64,
    sections: Option<Box<dyn Iterator<Item = Document> + Send>>,
    any: bool,
    done: bool,
}

impl<R: BufRead> JsonlReader<R> {
    pub(super) fn new(reader: R, source: Source) -> Self {
        Self { lines: Lines::new(reader), source, number: 0, sections: None, any: false, done: false }
    }

    /// The document of the next line, or what is wrong with the line; `None` for a blank one.
    fn line(&mut self) -> Option<Result<Document, Rejection>> {
        self.number += 1;
        let at = self.lines.offset();
        let line = match self.lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => {
                self.done = true;
                let empty = "empty: there is no JSON line in it";
                return (!self.any).then(|| Err(self.source.reject(0, empty)));
            }
            Err(error) => {
                self.done = true;
                return Some(Err(self.source.reject(at, error)));
            }
        };
        let (offset, found) = match line {
            Line::Whole { bytes, .. } if bytes.trim_ascii().is_empty() => return None,
            Line::Whole { offset, bytes } => (offset, parse(bytes, offset, &self.source)),
            Line::TooLong { offset, length } => (offset, Err((0, too_long(length)))),
        };
        let first = !std::mem::replace(&mut self.any, true);
        Some(found.map_err(|(at, reason)| {
            // A pretty-printed value would give one complaint a line; one for the file says more.
            self.done = first && reason.contains(ONE_VALUE);
            self.source.reject(offset + at as u64, format!("line {}: {reason}", self.number))
        }))
    }
}

impl<R: BufRead> Iterator for JsonlReader<R> {
    type Item = Result<Document, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.sections.as_mut().and_then(Iterator::next) {
                return Some(Ok(document));
            }
            if self.done {
                return None;
            }
            match self.line() {
                Some(Ok(document)) => self.sections = Some(Box::new(section::sections(document))),
                Some(Err(rejection)) => return Some(Err(rejection)),
                None => {}
            }
        }
    }
}

const ONE_VALUE: &str = "expected one whole JSON object on each line";

/// A document out of one line, or the byte and reason of its rejection.
fn parse(bytes: &[u8], offset: u64, source: &Source) -> Result<Document, (usize, String)> {
    let line = utf8(bytes)?.trim_end();
    if line.trim_start() == "{" || line.trim_start().starts_with('[') {
        return Err((0, format!("{ONE_VALUE} (`jq -c .` or `jq -c '.[]'` makes such lines)")));
    }
    let fields: Fields = serde_json::from_str(line).map_err(|error| broken(line, &error))?;
    document(fields, offset, source).map_err(|reason| (0, reason))
}

/// The byte and reason of a line that `serde_json` refuses, without its own line number (always 1).
fn broken(line: &str, error: &serde_json::Error) -> (usize, String) {
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or(&message);
    match error.is_data() {
        true if reason.starts_with("invalid type") => (0, ONE_VALUE.to_owned()),
        true => (0, reason.to_owned()),
        false if error.is_eof() => (line.len(), format!("broken JSON: {reason}")),
        false => (error.column().saturating_sub(1).min(line.len()), format!("broken JSON: {reason}")),
    }
}

fn document(fields: Fields, offset: u64, source: &Source) -> Result<Document, String> {
    let text = string("text", fields.text)?.ok_or("no `text` field")?;
    if text.trim().is_empty() {
        return Err("`text` is empty".to_owned());
    }
    let id = match fields.id {
        Some(Value::Number(number)) => Some(number.to_string()),
        id => string("id", id)?.filter(|id| !id.is_empty()),
    };
    let mut document = Document {
        id: id.unwrap_or_else(|| content_id(&text)),
        title: string("title", fields.title)?,
        published: source.published.clone(),
        publisher: string("publisher", fields.publisher)?,
        url: string("url", fields.url)?,
        language: string("language", fields.language)?,
        text,
        ..Document::default()
    };
    match string("published", fields.published)?.as_deref().map(str::parse::<Published>) {
        Some(Ok(published)) => document.published = Some(published),
        Some(Err(reason)) => {
            document.published = None;
            let reason = format!("`published` left out, the document is kept without a date: {reason}");
            document.dropped.push(source.reject(offset, reason));
        }
        None => {}
    }
    Ok(document)
}

fn string(name: &str, value: Option<Value>) -> Result<Option<String>, String> {
    let kind = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(value)) => return Ok(Some(value)),
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    };
    Err(format!("`{name}` is {kind} (expected a string)"))
}
