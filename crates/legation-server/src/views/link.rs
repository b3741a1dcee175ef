//! Addresses: those of other pages here, and those that texts bring, of which only the web's become links.

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The page of a document.
pub(crate) fn document(id: &str) -> String {
    format!("/document/{}", utf8_percent_encode(id, NON_ALPHANUMERIC))
}

/// The page of an event.
pub(crate) fn event(id: &str) -> String {
    format!("/event/{id}")
}

/// An address as it was given: a link if it is one of the web, else text.
pub(crate) fn outside(url: &str) -> Markup {
    if is_web(url) {
        html! { a href=(url) rel="noopener noreferrer nofollow" dir="ltr" { (url) } }
    } else {
        html! { bdi dir="ltr" { (url) } }
    }
}

fn is_web(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let is_plain = !url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    is_plain && (lower.starts_with("https://") || lower.starts_with("http://")) && url.len() > 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        for web in ["https://example.org/a?b=c", "HTTP://EXAMPLE.ORG/", "https://münchen.example/"] {
            assert!(outside(web).into_string().contains("rel=\"noopener noreferrer nofollow\""), "{web}");
        }
        for other in [
            "javascript:alert(1)",
            "data:text/html,x",
            " https://a.example/",
            "java\nscript:alert(1)",
            "//evil.example/",
            "https:evil.example",
            "http://a.example/\u{0}",
            "https:\\\\evil.example",
            "vbscript:x",
            "file:///etc/passwd",
            "https://",
            "",
            "é",
        ] {
            assert!(!outside(other).into_string().contains("<a "), "{other:?}");
        }
    }

    #[test]
    fn names_of_documents_are_one_step_of_an_address() {
        assert_eq!(document("../a b/é?#.json"), "/document/%2E%2E%2Fa%20b%2F%C3%A9%3F%23%2Ejson");
    }
}
