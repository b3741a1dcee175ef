//! Media types, as servers and web archives name them.

/// `text/html; charset="utf-8"` in its parts: the type in lower case, and the encoding.
pub(crate) fn media_type(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let kind = parts.next().map(str::to_ascii_lowercase).filter(|kind| kind.contains('/'));
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (kind, charset)
}

/// The extension of files of this type, where the type says enough to be believed.
pub(crate) fn extension(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "text/html" | "application/xhtml+xml" => "html",
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "text/xml" | "application/xml" => {
            "xml"
        }
        "application/feed+json" | "application/json" | "application/jsonl" | "application/x-ndjson" => "json",
        "text/csv" => "csv",
        "text/tab-separated-values" => "tsv",
        "text/markdown" => "md",
        "application/warc" => "warc",
        "application/vnd.apache.parquet" => "parquet",
        "application/pdf" => "pdf",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_read() {
        assert_eq!(media_type("Text/HTML; Charset=\"utf-8\""), (Some("text/html".into()), Some("utf-8".into())));
        assert_eq!(media_type("text/plain"), (Some("text/plain".into()), None));
        assert_eq!(media_type("nonsense"), (None, None));
        assert_eq!((extension("text/csv"), extension("text/plain")), (Some("csv"), None));
    }
}
