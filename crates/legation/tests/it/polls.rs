//! Following feeds: states from poll to poll, pages of items, politeness.

use std::collections::HashSet;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use legation::fetch::{FeedState, Gate, Limits, MAX_PAGES, MAX_WAIT, Outcome, Poller};

use crate::hostile::{Server, ok, status};

fn gate() -> Gate {
    Gate::new(Limits {
        first_byte: Duration::from_secs(1),
        rate_window: Duration::from_secs(1),
        host_pause: Duration::ZERO,
        allow_private: vec!["127.0.0.0/8".parse().expect("a network")],
        ..Limits::default()
    })
}

fn start() -> Timestamp {
    "2025-05-06T00:00:00Z".parse().expect("a time")
}

fn later(hours: i64) -> Timestamp {
    start() + SignedDuration::from_hours(hours)
}

fn nothing(_: &str) -> bool {
    false
}

const FEED: &str = "<rss><channel><title>T</title>\
    <item><guid>a</guid><link>/a</link><description>Short.</description></item>\
    <item><guid>b</guid><link>/private/b</link><description>Summary of b.</description></item>\
    <item><guid>c</guid><link>/c</link><content:encoded>Whole text of c.</content:encoded></item>\
    <item><guid>d</guid><link>/missing</link></item></channel></rss>";

const PAGE: &str = "<html><head><title>Peru</title></head><body><article><p>Peru closed its border with Ecuador on Tuesday, its \
    foreign ministry said in a statement.</p><p>Ecuador called that unfriendly and recalled its envoy.</p></article>";

#[test]
fn items_come_with_their_text_or_that_of_their_page() {
    let server = Server::new(|request, stream| {
        let answer = match request.path() {
            "/feed" => ok("Content-Type: application/rss+xml\r\nETag: \"1\"", FEED.as_bytes()),
            "/robots.txt" => ok("", b"User-agent: *\nDisallow: /private/"),
            "/a" => ok("Content-Type: text/html", PAGE.as_bytes()),
            _ => status("404 Not Found", ""),
        };
        let _ = stream.write_all(&answer);
    });
    let gate = gate();
    let url = server.url("/feed");
    let polled = Poller::new(&gate, 1).poll(&url, &FeedState::default(), start(), &nothing);
    assert_eq!(polled.outcome, Outcome::Read { n_items: 4 });
    let told: Vec<String> = polled
        .found
        .iter()
        .map(|found| match found {
            Ok(document) => format!("{}: {}", document.id, &document.text[..document.text.len().min(22)]),
            Err(rejection) => rejection.to_string().replace(&server.url(""), ""),
        })
        .collect();
    let missing = FEED.find("<item><guid>d").unwrap();
    assert_eq!(
        told,
        [
            "a: Peru closed its border".to_owned(),
            "b: Summary of b.".to_owned(),
            "c: Whole text of c.".to_owned(),
            format!("/feed:{missing}: /missing: the server answers 404 (not found)"),
        ]
    );
    let summary = polled.found[1].as_ref().unwrap();
    assert!(summary.notes[0].contains("robots.txt asks not to fetch it"), "{:?}", summary.notes);
    assert_eq!(polled.found[0].as_ref().unwrap().url.as_deref(), Some(server.url("/a").as_str()));
    // The feed, robots.txt once, two pages.
    assert_eq!(server.n_connections(), 4);
    let known = |id: &str| id != "c";
    let again = Poller::new(&gate, 1).poll(&url, &polled.state, later(1), &known);
    assert_eq!((again.found.len(), server.n_connections()), (1, 5));
}

#[test]
fn servers_decide_when_they_are_asked_again() {
    let step = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&step);
    let server = Server::new(move |request, stream| {
        let answer = match now.load(Ordering::SeqCst) {
            0 => ok("ETag: \"1\"", FEED.replace("<item><guid>a", "<x><guid>a").as_bytes()),
            1 if request.header("if-none-match") == Some("\"1\"") => status("304 Not Modified", ""),
            2 => status("503 Service Unavailable", "Retry-After: 36000"),
            3 => status("429 Too Many Requests", "Retry-After: 999999"),
            4 => ok("Content-Type: text/html", b"<!doctype html><p>Log in"),
            5 => ok("", b""),
            6 => status("410 Gone", ""),
            _ => ok(
                "ETag: \"2\"",
                b"<rss><channel><item><guid>z</guid><description>New.</description></item></channel></rss>",
            ),
        };
        let _ = stream.write_all(&answer);
    });
    let gate = gate();
    let poller = Poller::new(&gate, 7);
    let url = server.url("/feed");
    let at_step = |n: usize, state: &FeedState, hours: i64| {
        step.store(n, Ordering::SeqCst);
        poller.poll(&url, state, later(hours), &|id| id != "z")
    };
    let wait = |state: &FeedState, hours: i64| state.next_at.unwrap().duration_since(later(hours)).unsigned_abs();
    let good = at_step(7, &FeedState::default(), 0);
    assert_eq!((good.found.len(), good.state.etag.as_deref()), (1, Some("\"2\"")));
    let soon = poller.poll(&url, &good.state, start(), &nothing);
    assert_eq!((soon.outcome, soon.state), (Outcome::NotDue, good.state.clone()));
    let state = FeedState { etag: Some("\"1\"".into()), ..good.state };
    let unchanged = at_step(1, &state, 1);
    assert_eq!((unchanged.outcome, unchanged.state.etag.as_deref()), (Outcome::Unchanged, Some("\"1\"")));
    // A day later it is asked for the whole feed again, whatever the server says.
    let whole = at_step(1, &unchanged.state, 25);
    assert_eq!((whole.outcome, whole.state.full_at), (Outcome::Read { n_items: 1 }, Some(later(25))));
    let busy = at_step(2, &state, 2);
    assert!(matches!(&busy.outcome, Outcome::Failed(reason) if reason.contains("503")), "{:?}", busy.outcome);
    assert_eq!((wait(&busy.state, 2), busy.state.failures), (Duration::from_secs(36_000), 1));
    let busier = at_step(3, &busy.state, 20);
    assert_eq!((wait(&busier.state, 20), busier.state.failures), (MAX_WAIT, 2));
    for n in [4, 5] {
        let odd = at_step(n, &state, 2);
        assert!(matches!(&odd.outcome, Outcome::Failed(reason) if reason.contains("no feed")), "{:?}", odd.outcome);
        assert_eq!((odd.state.etag.as_deref(), odd.state.failures), (Some("\"1\""), 1));
    }
    let gone = at_step(6, &state, 2);
    assert_eq!((gone.outcome, gone.state.gone), (Outcome::Gone, true));
    let n_before = server.n_connections();
    assert_eq!(at_step(7, &gone.state, 9_999).outcome, Outcome::NotDue);
    assert_eq!(server.n_connections(), n_before);
}

#[test]
fn a_long_feed_is_caught_up_over_several_polls() {
    let items: String =
        (0..MAX_PAGES + 20).map(|n| format!("<item><guid>{n}</guid><link>/{n}</link></item>")).collect();
    let feed = format!("<rss><channel>{items}</channel></rss>");
    let server = Server::new(move |request, stream| {
        let answer = match request.path() {
            "/feed" if request.header("if-none-match").is_some() => status("304 Not Modified", ""),
            "/feed" => ok("ETag: \"1\"", feed.as_bytes()),
            "/robots.txt" => status("404 Not Found", ""),
            _ => ok("Content-Type: text/html", PAGE.as_bytes()),
        };
        let _ = stream.write_all(&answer);
    });
    let gate = gate();
    let poller = Poller::new(&gate, 1);
    let known: Mutex<HashSet<String>> = Mutex::default();
    let mut state = FeedState::default();
    let counts: Vec<usize> = (0..3)
        .map(|hours| {
            let is_known = |id: &str| known.lock().unwrap().contains(id);
            let polled = poller.poll(&server.url("/feed"), &state, later(hours), &is_known);
            state = polled.state;
            let ids: Vec<String> = polled.found.into_iter().map(|found| found.unwrap().id).collect();
            let n = ids.len();
            known.lock().unwrap().extend(ids);
            n
        })
        .collect();
    assert_eq!(counts, [MAX_PAGES, 20, 0]);
}

#[test]
fn hanging_feeds_do_not_hold_up_the_others() {
    let hanging = Server::new(|_, _| std::thread::sleep(Duration::from_secs(5)));
    let feed = b"<rss><channel><item><guid>z</guid><description>New.</description></item></channel></rss>";
    let good = Server::on("0.0.0.0:0", |_, stream| drop(stream.write_all(&ok("", feed)))).unwrap();
    let mut feeds: Vec<(String, FeedState)> = Vec::new();
    for n in 0..2 {
        feeds.push((hanging.url(&format!("/{n}")), FeedState::default()));
    }
    for n in 0..40 {
        let url = good.url("/").replace("0.0.0.0", &format!("127.0.1.{}", n % 20 + 1));
        feeds.push((url, FeedState::default()));
    }
    let gate = gate();
    let (mut n_read, mut n_failed) = (0, 0);
    let (begin, mut last_read) = (Instant::now(), Duration::ZERO);
    Poller::new(&gate, 1).poll_all(&feeds, start(), &nothing, |polled| match polled.outcome {
        Outcome::Read { .. } => {
            n_read += 1;
            last_read = begin.elapsed();
        }
        _ => n_failed += 1,
    });
    // Only Linux has all of 127.0.0.0/8 on loopback; elsewhere the others cannot be reached, and fail at once.
    assert!(n_read + n_failed == 42 && n_failed >= 2 && last_read < Duration::from_secs(1), "{n_read} {last_read:?}");
    assert!(n_read == 40 || !cfg!(target_os = "linux"), "{n_read}");
}
