//! The list of events.

use legation::output::field::{act, text, who};
use legation::store::Counts;
use maud::{Markup, html};
use serde_json::Value;

use super::{count, form, link, page as whole, row, words};
use crate::ask::Question;
use crate::routes::Found;

/// The page.
pub(crate) fn page(question: &Question, found: &Found) -> Markup {
    let body = html! {
        h1 { "Events" }
        (form::form(question))
        @if let Some((name, expected)) = &question.wrong {
            p.notice role="alert" { (words(name)) ": " (expected) }
        } @else if found.events.is_empty() {
            (empty(question, found))
        } @else {
            (summary(question, found.counts.as_ref()))
            (table(&found.events))
            (pages(question, found))
        }
    };
    whole("Events", "", &body)
}

/// How much is found: happenings, and apart from them how often they are told.
fn summary(question: &Question, counts: Option<&Counts>) -> Markup {
    html! {
        div.summary {
            p role="status" {
                @if let Some(counts) = counts {
                    strong { (count(counts.n_events, "event")) }
                    ", told in " strong { (count(counts.n_documents, "report")) }
                    " of " (count(counts.n_stories, "story")) " (" (count(counts.n_mentions, "mention")) ")"
                } @else {
                    "More than can be counted at once: ask for less to see how many."
                }
            }
            p.files {
                "All of them as "
                a href=(question.address("/events.csv", "after", None)) { "CSV" } " or "
                a href=(question.address("/events.json", "after", None)) { "JSON" }
            }
        }
    }
}

fn empty(question: &Question, found: &Found) -> Markup {
    html! {
        div.empty {
            @if !found.record_has_any {
                h2 { "This record holds no event yet" }
                p { "Put news into it, then load this page again:" }
                pre { code { "legation ingest news.jsonl" } }
            } @else if !question.value("after").is_empty() {
                p { "Nothing comes after this. " a href=(question.address("/", "after", None)) { "Back to the first page" } }
            } @else {
                h2 { "No event fits" }
                ul {
                    @if question.value("status").is_empty() {
                        li {
                            "Only what happened or goes on is listed. "
                            a href=(question.address("/", "status", Some("all"))) { "List planned, denied and other acts too" }
                        }
                    }
                    @if question.is_narrow() {
                        li { "Leave out a filter, or " a href="/" { "clear all" } "." }
                        li { "An actor is a code (ISR, HAMAS, UNO) or the usual English name, written out." }
                    }
                }
            }
        }
    }
}

fn table(events: &[Value]) -> Markup {
    html! {
        // The roles stay when narrow screens show each line as a block.
        table.events role="table" {
            caption.hidden { "Events. A date in brackets is that of publication." }
            thead role="rowgroup" {
                tr role="row" {
                    @for name in ["Date", "What", "Who → whom", "Where", "Told in", "Words"] {
                        th role="columnheader" scope="col" { (name) }
                    }
                }
            }
            tbody role="rowgroup" { @for event in events { (line(event)) } }
        }
        p.quiet { "A date in brackets is that of publication. The marked word decided." }
    }
}

fn line(event: &Value) -> Markup {
    let number = |name: &str| event[name].as_i64().unwrap_or_default();
    let quad = text(event, "/quad");
    html! {
        tr role="row" class={ "quad-" (text(event, "/quad_code")) } {
            td.date role="cell" { (row::day(event)) }
            td.what role="cell" {
                a href=(link::event(&text(event, "/id"))) { (act(event)) }
                span.quad { (quad.replace('-', " ")) }
                (row::status(event))
                (review(event))
            }
            td.who role="cell" { (words(&who(event))) }
            td.where role="cell" { (row::place(event)) }
            td.told role="cell" {
                (count(number("n_documents"), "report"))
                @if number("n_documents") > 1 { span.quiet { "of " (count(number("n_stories"), "story")) } }
            }
            td.words role="cell" { (row::excerpt(event)) }
        }
    }
}

fn review(event: &Value) -> Markup {
    let review = text(event, "/review");
    html! { @if review != "machine" && !review.is_empty() { span.status { (review) } } }
}

fn pages(question: &Question, found: &Found) -> Markup {
    let last = found.events.last().map(|event| text(event, "/id"));
    html! {
        nav.pages aria-label="Further events" {
            @if !question.value("after").is_empty() {
                a href=(question.address("/", "after", None)) { "First page" }
            }
            @if let (true, Some(last)) = (found.has_more, &last) {
                a rel="next" href=(question.address("/", "after", Some(last))) { "Next page" }
            }
        }
    }
}
