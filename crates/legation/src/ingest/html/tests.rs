//! Pages from the outside: bytes in, documents and rejections out.

use proptest::prelude::*;

use super::*;
use crate::ingest::PublishedBasis;

/// An invented article as news sites lay them out, in what surrounds it too.
const PAGE: &str = include_str!("tests/article.html");

fn read_bytes(bytes: &[u8]) -> Vec<Result<Document, Rejection>> {
    read(bytes, &Source::file("in"))
}

fn one(html: &str) -> Document {
    let mut found = read_bytes(html.as_bytes());
    assert_eq!(found.len(), 1);
    found.remove(0).unwrap()
}

#[test]
fn an_article_comes_with_its_fields_and_without_what_surrounds_it() {
    let page = one(PAGE);
    assert_eq!((page.id.as_str(), page.title.as_deref()), ("in", Some("Peru shuts border with Ecuador")));
    let published = page.published.clone().unwrap();
    assert_eq!((published.as_str(), published.basis()), ("2025-05-06T09:30:00Z", PublishedBasis::JsonLd));
    assert_eq!(page.url.as_deref(), Some("https://news.example/2025/05/06/peru-border"));
    assert_eq!((page.publisher.as_deref(), page.language.as_deref()), (Some("The Example"), Some("en")));
    assert!(page.dropped.is_empty() && page.notes.is_empty(), "{page:?}");
    let paragraphs: Vec<&str> = page.text.split("\n\n").collect();
    assert!(
        paragraphs.contains(&"Peru closed its border with Ecuador on Tuesday, its foreign ministry said."),
        "{page:?}"
    );
    assert!(paragraphs.iter().any(|text| text.starts_with("Brazil condemned Peru’s decision")), "{page:?}");
    for around in ["Home", "Most read", "cookies", "analytics", "Subscribe"] {
        assert!(!page.text.contains(around), "{around} in {}", page.text);
    }
}

#[test]
fn a_page_of_few_words_is_read() {
    assert_eq!(
        one("<p>Peru closed its border.</p><p>Brazil objected.").text,
        "Peru closed its border.\n\nBrazil objected."
    );
}

#[test]
fn a_page_without_text_is_one_line() {
    for html in ["<html><script>app()</script><div id=root></div>", " ", "<!-- -->", "<p class=\"never closed"] {
        let found = read_bytes(html.as_bytes());
        let reason = found[0].as_ref().unwrap_err().to_string();
        assert!(found.len() == 1 && reason.starts_with("in:0: no readable text in the page"), "{html}: {reason}");
    }
}

#[test]
fn a_date_of_the_user_is_for_pages_without_one() {
    let source = Source::file("in").published("2020-01-02".parse().ok());
    let basis = |html: &str| read(html.as_bytes(), &source)[0].as_ref().unwrap().published.clone().unwrap().basis();
    assert_eq!(basis("<p>Words."), PublishedBasis::Option);
    assert_eq!(basis("<meta name=date content=2024-05-01><p>Words."), PublishedBasis::Meta);
    let odd = one("<meta name=date content='May 1st'><p>Words.");
    assert!(odd.published.is_none() && odd.dropped[0].reason.starts_with("date of publication left out: \"May 1st\""));
}

#[test]
fn a_page_beyond_the_limits_keeps_its_text_and_says_so() {
    let deep = one(&("<div>".repeat(MAX_HTML_DEPTH + 1) + "Deep words."));
    assert_eq!(deep.text, "Deep words.");
    assert!(deep.notes[0].starts_with("in:0: note: depth_capped"), "{:?}", deep.notes);
    let long = one(&("<i></i>".repeat(MAX_HTML_TAGS) + "Words."));
    assert!(long.text == "Words." && long.notes[0].starts_with("in:0: note: tags_capped"));
    let found = read_bytes("<p>Words.\n".repeat(MAX_HTML_BYTES / 10 + 1).as_bytes());
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.dropped[0].offset, MAX_HTML_BYTES as u64);
    assert!(found.len() > 50);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_page_never_stops_the_program(
        edits in prop::collection::vec((0..PAGE.len(), prop::sample::select(vec!["", "<", ">", "\"", "&", "</div>",
            "<table>", "<p", "<a href='", "<!--", "\u{0}", "é", "\u{ff}", "&#x110000;", "<svg>", "<h1>"]), 0_usize..40), 0..8),
        bytes in prop::collection::vec((0..PAGE.len(), any::<u8>()), 0..4),
    ) {
        let mut page = PAGE.as_bytes().to_vec();
        for (at, new, cut) in edits {
            let end = (at + cut).min(page.len());
            page.splice(at.min(end)..end, new.bytes());
        }
        for (at, byte) in bytes {
            page.get_mut(at).into_iter().for_each(|place| *place = byte);
        }
        let found = read_bytes(&page);
        prop_assert_eq!(found.len(), 1);
        if let Ok(document) = &found[0] {
            prop_assert!(!document.text.trim().is_empty() && !document.text.contains("\n\n\n"));
        }
    }
}
