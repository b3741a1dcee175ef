//! A document: its text with all that was coded marked, and the rows beside it.

use legation::output::field::{act, text, who};
use maud::{Markup, html};
use serde_json::Value;

use super::{count, link, marks, page as whole, row, words};

/// The page.
pub(crate) fn page(document: &Value, rows: &[Value]) -> Markup {
    let title = Some(text(document, "/title")).filter(|title| !title.trim().is_empty());
    let title = title.unwrap_or_else(|| text(document, "/document"));
    let body = html! {
        h1 { (words(&title)) }
        p.source { (origin(document)) }
        (notes(document))
        div.reader {
            article aria-label="Text" { (marks::legend()) (marked(document, rows)) }
            aside aria-labelledby="rows" {
                h2 #rows { (count(i64::try_from(rows.len()).unwrap_or(i64::MAX), "row")) " coded" }
                @if rows.is_empty() { p.quiet { "Nothing was found in this text that the codebook has a type for." } }
                ol.rows { @for (idx, coded) in rows.iter().enumerate() { (line(coded, idx + 1)) } }
            }
        }
    };
    whole(&title, "", &body)
}

fn origin(document: &Value) -> Markup {
    let get = |pointer: &str| text(document, pointer);
    let url = get("/url");
    html! {
        @if !get("/publisher").is_empty() { (words(&get("/publisher"))) " · " }
        @if get("/published").is_empty() { "undated" } @else { (words(get("/published").get(..10).unwrap_or_default())) }
        @if !get("/published_basis").is_empty() { " (" (get("/published_basis")) ")" }
        " · " (words(&get("/document"))) " · " code { (get("/report")) }
        @if !url.is_empty() { " · " (link::outside(&url)) }
    }
}

fn notes(document: &Value) -> Markup {
    let start = document["section_start"].as_u64().unwrap_or_default();
    let reports = document["n_reports_of_story"].as_i64().unwrap_or(1);
    html! {
        @if start > 0 {
            p.notice { "A section of a longer text: it begins at byte " (start) ", and places are counted from the start of the whole." }
        }
        @if reports > 1 { p.notice { "One of " (count(reports, "report")) " with nearly the same text." } }
    }
}

fn marked(document: &Value, rows: &[Value]) -> Markup {
    let numbered = rows.iter().enumerate();
    let marks: Vec<_> = numbered.flat_map(|(idx, coded)| marks::of_row(coded, Some(idx + 1))).collect();
    let start = document["section_start"].as_u64().unwrap_or_default();
    let language = Some(text(document, "/language")).filter(|tag| is_tag(tag));
    html! { div.text dir="auto" lang=[language] { (marks::marked(&text(document, "/text"), start, &marks)) } }
}

fn is_tag(language: &str) -> bool {
    !language.is_empty() && language.len() < 36 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn line(coded: &Value, number: usize) -> Markup {
    let event = text(coded, "/event_id");
    html! {
        li id={ "r" (number) } {
            a.act href={ "#t" (number) } { (act(coded)) } " " (row::status(coded))
            br; (words(&who(coded)))
            br; span.quiet { (row::date(coded)) } " " (row::place(coded)) " " (row::claim(coded))
            @if !event.is_empty() { " " a href=(link::event(&event)) { "event" } }
        }
    }
}
