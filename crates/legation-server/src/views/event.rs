//! One event: what is known, who tells of it in which words, where they differ.

use legation::output::field::{act, items, name, text, who};
use legation::store::Source;
use maud::{Markup, html};
use serde_json::Value;

use super::{count, link, marks, page as whole, row, words};
use crate::routes::{MOST_MENTIONS, Told};

/// The page.
pub(crate) fn page(told: &Told) -> Markup {
    let event = &told.event;
    let title = format!("{}: {}", act(event), who(event));
    let body = html! {
        h1 { (act(event)) ": " (words(&who(event))) }
        (facts(event))
        (reports(told))
        (disagreements(event))
        (why(event))
        (ids(told))
    };
    whole(&title, "", &body)
}

fn facts(event: &Value) -> Markup {
    let get = |pointer: &str| text(event, pointer);
    let number = |name: &str| event[name].as_i64().unwrap_or_default();
    let basis = match get("/date/basis").as_str() {
        "publication" => "day of publication: the text tells none",
        "dateline" => "by its dateline",
        _ => "",
    };
    let contexts = items(event, "/contexts").iter().map(|context| text(context, "")).collect::<Vec<_>>().join(", ");
    let told = format!(
        "{} in {} of {}, by {}",
        count(number("n_mentions"), "mention"),
        count(number("n_documents"), "report"),
        count(number("n_stories"), "story"),
        count(number("n_publishers"), "publisher"),
    );
    html! {
        dl.facts {
            (fact("When", &html! { (row::day(event)) @if !basis.is_empty() { " " span.quiet { (basis) } } }))
            (fact("Where", &row::place(event)))
            (fact("Status", &html! { (get("/status")) }))
            (fact("Kind of act", &html! { (get("/quad").replace('-', " ")) }))
            (fact("CAMEO code", &html! { (get("/cameo")) }))
            (fact("Contexts", &html! { (contexts) }))
            (fact("Numbers", &numbers(event)))
            (fact("Who acts", &parties(event, "/actors")))
            @if event["reciprocal"] != true { (fact("To whom", &parties(event, "/recipients"))) }
            (fact("Told in", &html! { (told) }))
            (fact("Confidence", &html! { (get("/confidence")) }))
            (fact("Reviewed", &html! { (if get("/review") == "machine" { "not yet".to_owned() } else { get("/review") }) }))
        }
    }
}

/// One fact; nothing where nothing is known.
fn fact(label: &str, value: &Markup) -> Markup {
    html! { @if !value.0.trim().is_empty() { div { dt { (label) } dd { (value) } } } }
}

fn numbers(event: &Value) -> Markup {
    let counts = event["counts"].as_object();
    let shown = counts.into_iter().flatten().map(|(what, count)| {
        let (low, high, unit) = (text(count, "/low"), text(count, "/high"), text(count, "/currency"));
        let range = if low == high || high.is_empty() { low } else { format!("{low} to {high}") };
        format!("{range} {}", if unit.is_empty() { what.clone() } else { unit })
    });
    html! { (shown.collect::<Vec<_>>().join(", ")) }
}

fn parties(event: &Value, pointer: &str) -> Markup {
    html! {
        @for (idx, party) in items(event, pointer).iter().enumerate() {
            @if idx > 0 { br; }
            (words(&name(party))) " "
            span.quiet {
                (words(&text(party, "/entity")))
                @for sector in items(party, "/sectors") { " " (text(sector, "")) }
            }
        }
    }
}

fn reports(told: &Told) -> Markup {
    let n = told.mentions.len();
    html! {
        section aria-labelledby="reports" {
            h2 #reports { "What the reports say" }
            (marks::legend())
            ol.reports { @for mention in told.mentions.iter().take(MOST_MENTIONS) { (report(told, mention)) } }
            @if n > MOST_MENTIONS {
                p { "The first " (MOST_MENTIONS) " of " (n) " mentions. "
                    a href={ (link::event(&text(&told.event, "/id"))) ".json" } { "All of them as JSON" } }
            }
        }
    }
}

fn report(told: &Told, mention: &Value) -> Markup {
    let report = text(mention, "/report");
    let source = told.sources.get(&report).cloned().unwrap_or_default();
    let status = text(mention, "/status");
    html! {
        li id=(text(mention, "/id")) {
            p { (row::evidence(mention)) }
            p.source { (origin(&source, &report)) }
            p.source {
                (row::claim(mention))
                @if status != text(&told.event, "/status") { " " span.status { (status) } }
            }
            details {
                summary { "Why it was coded so" }
                ul { @for reason in items(mention, "/evidence/why") { li { (words(&text(reason, ""))) } } }
                p.quiet { (act(mention)) ": " (words(&who(mention))) " · " (text(mention, "/id")) " · confidence " (text(mention, "/confidence")) }
            }
        }
    }
}

/// Where a report comes from.
fn origin(source: &Source, report: &str) -> Markup {
    let title = source.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&source.document);
    html! {
        a href=(link::document(report)) { (words(if title.is_empty() { report } else { title })) }
        @if let Some(publisher) = &source.publisher { " · " (words(publisher)) }
        @if let Some(published) = &source.published { " · " (words(published.get(..10).unwrap_or(published))) }
        @if let Some(url) = &source.url { " · " (link::outside(url)) }
    }
}

fn disagreements(event: &Value) -> Markup {
    let fields = items(event, "/disagreements");
    html! {
        section aria-labelledby="differ" {
            h2 #differ { "Where the reports differ" }
            @if fields.is_empty() { p.quiet { "Nowhere." } } @else {
                table.differ {
                    thead { tr { th scope="col" { "Field" } th scope="col" { "Value" } th scope="col" { "Mentions" } } }
                    tbody {
                        @for field in fields {
                            @for value in items(field, "/values") {
                                tr {
                                    td { (text(field, "/field")) }
                                    td { (words(&text(value, "/value"))) }
                                    td {
                                        @for (idx, mention) in items(value, "/mentions").iter().take(20).enumerate() {
                                            @let id = text(mention, "");
                                            @if idx > 0 { ", " }
                                            a href={ "#" (id) } { (id) }
                                        }
                                        @if items(value, "/mentions").len() > 20 { " and others" }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn why(event: &Value) -> Markup {
    let why = items(event, "/why");
    html! {
        section aria-labelledby="one" {
            h2 #one { "Why it is one event" }
            @if why.is_empty() { p.quiet { "One mention: nothing was put together." } } @else {
                ul.why { @for reason in why { li { (words(&text(reason, ""))) } } }
                p.quiet { "What weighed for and against each time two were put together; above zero they are one." }
            }
        }
    }
}

fn ids(told: &Told) -> Markup {
    let id = text(&told.event, "/id");
    let mentions: Vec<String> = items(&told.event, "/mentions").iter().map(|mention| text(mention, "")).collect();
    html! {
        section aria-labelledby="ids" {
            h2 #ids { "Ids" }
            dl.facts.ids {
                (fact("Event", &html! { code { (id) } }))
                (fact("Mentions", &html! { code { (mentions.join(" ")) } }))
                (fact("Reports", &html! { code { (told.sources.keys().cloned().collect::<Vec<_>>().join(" ")) } }))
            }
            p { a href={ (link::event(&id)) ".json" } { "This event as JSON" } }
        }
    }
}
