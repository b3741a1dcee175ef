//! Documents that have the words.

use legation::store::Hit;
use maud::{Markup, html};

use super::{link, page as whole, words};
use crate::routes::MOST_HITS;

/// The page; without hits if nothing was asked.
pub(crate) fn page(asked: &str, hits: Option<&[Hit]>) -> Markup {
    let body = html! {
        h1 { "Documents" }
        @match hits {
            None => p { "Type words above. Words of any form find each other; \"words in quotation marks\" stand together, and a * \
                         behind a word stands for any ending." },
            Some([]) => {
                h2 { "No document has all of these words" }
                p { "Leave one out, or put * behind the beginning of a word." }
            }
            Some(hits) => {
                p role="status" { (found(hits.len())) }
                ol.hits { @for hit in hits { (line(hit)) } }
            }
        }
    };
    whole("Documents", asked, &body)
}

fn found(n_hits: usize) -> String {
    match n_hits {
        1 => "1 document".to_owned(),
        n if n >= MOST_HITS as usize => format!("The {n} documents that fit best"),
        n => format!("{n} documents, those that fit best first"),
    }
}

fn line(hit: &Hit) -> Markup {
    let title = hit.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&hit.document);
    html! {
        li {
            a href=(link::document(&hit.report)) { (words(title)) }
            p.source {
                @if let Some(published) = &hit.published { (words(published.get(..10).unwrap_or(published))) " · " }
                @if let Some(publisher) = &hit.publisher { (words(publisher)) " · " }
                (words(&hit.document))
            }
            p dir="auto" { (snippet(&hit.snippet)) }
        }
    }
}

/// The words that were looked for stand in brackets; between these they are strong.
fn snippet(text: &str) -> Markup {
    let mut parts = text.split_inclusive('[');
    let first = parts.next().unwrap_or_default();
    html! {
        (first)
        @for part in parts {
            @match part.split_once(']') {
                Some((word, rest)) => { strong { (word) } "]" (rest) },
                None => (part),
            }
        }
    }
}
