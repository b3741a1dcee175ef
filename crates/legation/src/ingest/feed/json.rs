//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Deserialize;
use serde_json::Value;

use super::cause;
use super::item::{Feed, Item};
use crate::ingest::html;

#[derive(Deserialize)]
struct JsonFeed {
    version: String,
    title: Option<String>,
    language: Option<String>,
    items: Vec<JsonItem>,
}

#[derive(Deserialize)]
struct JsonItem {
    id: Option<Value>,
    url: Option<String>,
    external_url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    language: Option<String>,
}

/// How the version of every JSON Feed begins, after the protocol.
const VERSION: &str = "jsonfeed.org/version/";

/// The feed in a JSON object, or where and why it is none.
pub(super) fn parse(text: &str) -> Result<Feed, (u64, String)> {
    let feed: JsonFeed = serde_json::from_str(text)
        .map_err(|error| (offset(text, &error), format!("broken JSON Feed: {}", cause(error))))?;
    if !feed.version.contains(VERSION) {
        return Err((
            0,
            format!("no JSON Feed: its version is {:?}", feed.version.chars().take(60).collect::<String>()),
        ));
    }
    let items = feed.items.into_iter().map(Item::from).collect();
    Ok(Feed { title: feed.title, language: feed.language, items, fault: None }.complete())
}

/// The byte that an error of `serde_json` points to.
fn offset(text: &str, error: &serde_json::Error) -> u64 {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)) as u64
}

impl From<JsonItem> for Item {
    fn from(item: JsonItem) -> Self {
        let id = match item.id {
            Some(Value::String(id)) => Some(id),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        let content = item.content_text.or_else(|| item.content_html.map(|content| html::plain(&content)));
        Self {
            offset: 0,
            id,
            url: item.url.or(item.external_url),
            title: item.title,
            content: content.filter(|content| !content.trim().is_empty()),
            summary: item.summary.filter(|summary| !summary.trim().is_empty()),
            published: item.date_published,
            updated: item.date_modified,
            publisher: None,
            language: item.language,
        }
    }
}
