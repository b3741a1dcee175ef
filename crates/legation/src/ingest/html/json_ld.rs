//! What a page says of itself in JSON-LD (schema.org): headline, date, publisher.

use serde_json::Value;

/// The longest block that is read, in bytes; those of real pages have a few thousand.
const MAX_BYTES: usize = 1 << 20;

/// What one article is said to be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    /// `headline`.
    pub(super) title: Option<String>,
    /// `datePublished`.
    pub(super) published: Option<String>,
    /// `publisher.name`.
    pub(super) publisher: Option<String>,
    /// `url`.
    pub(super) url: Option<String>,
}

/// The first article in a block of JSON-LD.
pub(super) fn article(block: &str) -> Option<Linked> {
    if block.len() > MAX_BYTES {
        return None;
    }
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let value: Value = serde_json::from_str(block).ok()?;
    // Depth is bounded by the parser (128).
    find(&value)
}

fn find(value: &Value) -> Option<Linked> {
    match value {
        Value::Array(items) => items.iter().find_map(find),
        Value::Object(fields) if is_article(value) => {
            let string = |name: &str| fields.get(name).and_then(Value::as_str).and_then(filled);
            let publisher = match fields.get("publisher") {
                Some(Value::Array(list)) => list.first(),
                publisher => publisher,
            };
            let publisher = publisher.and_then(|publisher| publisher["name"].as_str().or(publisher.as_str()));
            Some(Linked {
                title: string("headline").or_else(|| string("name")),
                published: string("datePublished"),
                publisher: publisher.and_then(filled),
                url: string("url"),
            })
        }
        Value::Object(fields) => ["@graph", "mainEntity"].iter().find_map(|name| find(fields.get(*name)?)),
        _ => None,
    }
}

/// Whether a node is one of schema.org's articles: `Article`, `NewsArticle`, `BlogPosting`, `Report` …
fn is_article(node: &Value) -> bool {
    let fits = |name: &str| name.ends_with("Article") || name.ends_with("Posting") || name == "Report";
    match &node["@type"] {
        Value::String(name) => fits(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

fn filled(text: &str) -> Option<String> {
    Some(super::entity::decode(text.trim()).into_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_where_pages_put_it() {
        let node = r#"{"@type":["NewsArticle"],"headline":"H","datePublished":"2024-05-01","publisher":{"name":"P"}}"#;
        for block in [
            node.to_owned(),
            format!("[{{\"@type\":\"WebSite\",\"name\":\"x\"}},{node}]"),
            format!("{{\"@graph\":[{{\"@type\":\"Person\"}},{node}]}}"),
            format!("<!--\n{node}\n-->"),
        ] {
            let linked = article(&block).unwrap();
            assert_eq!((linked.title.as_deref(), linked.publisher.as_deref()), (Some("H"), Some("P")), "{block}");
            assert_eq!(linked.published.as_deref(), Some("2024-05-01"));
        }
    }

    #[test]
    fn what_is_no_article_is_passed_over() {
        for block in ["", "{", "[]", "null", "{\"@type\":\"Event\",\"datePublished\":\"2024-05-01\"}", "{\"@type\":7}"]
        {
            assert_eq!(article(block), None, "{block}");
        }
        assert_eq!(article(&"[".repeat(100_000)), None);
        assert_eq!(article(r#"{"@type":"Article","publisher":[],"headline":3}"#), Some(Linked::default()));
    }
}
