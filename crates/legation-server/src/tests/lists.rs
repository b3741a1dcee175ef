//! Lists, pages, files.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use crate::testing::{Site, coded, site};

fn ids(events: &[Value]) -> Vec<String> {
    events.iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn filters_are_those_of_the_command_line() {
    let site = site();
    let all = site.events("");
    assert!(all.len() >= 4, "{all:?}");
    for (query, expected) in [
        ("?actor=PER&recipient=ECU", 1),
        ("?between=ECU,PER", 1),
        ("?type=assault&actor=ISR", 1),
        ("?country=FRA", 1),
        ("?since=2025-03-05&until=2025-03-06&actor=FRA", 1),
        ("?since=2030", 0),
        ("?text=ambassador&actor=PER", 1),
        ("?actor=IRN&status=all", 1),
        ("?actor=IRN", 0),
        ("?publisher=wire.example&actor=PER", 0),
        ("?publisher=The+Wire&actor=PER", 1),
        ("?min_confidence=1&actor=PER&quad=1", 0),
    ] {
        assert_eq!(site.events(query).len(), expected, "{query}");
        let page = site.page(&format!("/{query}"));
        assert_eq!(page.matches("<tr role=\"row\" class").count(), expected, "{query}");
    }
}

#[test]
fn events_and_reports_are_counted_apart() {
    let page = site().page("/?actor=PER&recipient=ECU");
    assert!(page.contains("<strong>1 event</strong>, told in <strong>2 reports</strong> of 2 stories"), "{page}");
    assert!(page.contains("<mark class=\"decider\">recalled</mark>"), "{page}");
    assert!(page.contains("value=\"PER\""), "{page}");
}

#[test]
fn paging_goes_through_all_events_once() {
    let site = site();
    for order in ["newest", "oldest"] {
        let all = ids(&site.events(&format!("?status=all&order={order}")));
        for size in [1, 2, 3] {
            let (mut found, mut path) = (Vec::new(), format!("/?status=all&order={order}&limit={size}"));
            loop {
                let page = site.page(&path);
                found.extend(
                    page.split("href=\"/event/").skip(1).map(|part| part.split('"').next().unwrap().to_owned()),
                );
                let Some(next) = page.split("rel=\"next\" href=\"").nth(1) else { break };
                path = next.split('"').next().unwrap().replace("&amp;", "&");
            }
            assert_eq!(found, all, "{order} {size}");
        }
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}

#[test]
fn an_empty_form_leads_to_a_short_address() {
    let response = site().get("/?actor=PER&recipient=&type=&after=");
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/?actor=PER");
}

#[test]
fn what_makes_no_sense_is_told_beside_the_field() {
    let site = site();
    let response = site.get("/?since=yesterday");
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(response.body().contains("expected YYYY"), "{}", response.body());
    for path in
        ["/events.json?since=x", "/events.csv?colour=red", "/?text=%3F!", "/?after=nothing", "/events.csv?text=..."]
    {
        assert_eq!(site.get(path).status(), StatusCode::BAD_REQUEST, "{path}");
    }
}

#[test]
fn an_empty_record_says_what_to_do() {
    let site = Site::new(&[]);
    assert!(site.page("/").contains("legation ingest"));
    assert_eq!(site.page("/events.json"), "[\n]\n");
    assert_eq!(site.page("/events.csv").lines().count(), 1);
    let usual = crate::testing::site();
    let nothing = usual.page("/?actor=CAN");
    assert!(nothing.contains("No event fits") && nothing.contains("status=all"), "{nothing}");
    assert!(usual.page("/search?q=zebra").contains("No document has all"));
    assert!(usual.page("/search?q=%22").contains("Type words"));
}

#[test]
fn a_file_has_one_line_for_each_event_and_no_formula() {
    let mut news = coded("=1+1", "Peru recalled its ambassador from Ecuador on Monday.");
    news.1
        .mentions
        .iter_mut()
        .flat_map(|mention| &mut mention.actors)
        .for_each(|actor| actor.name = "=cmd|'/c'!A1".into());
    let csv = Site::new(&[news]).page("/events.csv");
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains(",'=1+1,") && csv.contains("'=cmd/"), "{csv}");
}

#[test]
fn an_event_shows_its_reports_and_a_document_its_rows() {
    let site = site();
    let event = &site.events("?actor=PER&recipient=ECU")[0];
    let page = site.page(&format!("/event/{}", event["id"].as_str().unwrap()));
    for part in [
        "Report one",
        "Report four",
        "The Wire (invented)",
        "rel=\"noopener noreferrer nofollow\"",
        "data-mark=\"D\">recalled</mark>",
        "data-mark=\"A\">Peru</mark>",
        "data-mark=\"R\">Ecuador</mark>",
        "Why it is one event",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let mention = event["mentions"][0].as_str().unwrap();
    let response = site.get(&format!("/event/{mention}"));
    assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
    let document = page.split("href=\"/document/").nth(1).unwrap().split('"').next().unwrap();
    for path in [format!("/document/{document}"), "/document/one".to_owned()] {
        let page = site.page(&path);
        assert!(page.contains("href=\"#r1\"") && page.contains("id=\"r1\""), "{page}");
    }
    let json: Value =
        serde_json::from_str(&site.page(&format!("/event/{}.json", event["id"].as_str().unwrap()))).unwrap();
    assert_eq!(json["mentions"].as_array().unwrap().len(), 2);
}

#[test]
fn an_id_that_is_no_more_leads_to_its_event() {
    let site = site();
    let event = &site.events("?actor=PER&recipient=ECU")[0];
    let (id, mentions) = (event["id"].as_str().unwrap(), event["mentions"].as_array().unwrap());
    let other =
        mentions.iter().map(|mention| mention.as_str().unwrap().replacen("m-", "e-", 1)).find(|other| other != id);
    let response = site.get(&format!("/event/{}", other.unwrap()));
    assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(response.headers()["location"], format!("/event/{id}"));
}
