//! Web archives from the outside: bytes in, documents and rejections out.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::ingest::stream;

const PAGE: &str = "<html><head><title>Peru</title></head><body><article><p>Peru closed its border with Ecuador on Tuesday, \
    its foreign ministry said in a statement.</p><p>Ecuador called that unfriendly, and recalled its envoy from Lima.</p></article>";

/// A record of this kind, with its headers and block.
fn record(kind: &str, id: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2024-03-01T10:00:00Z\r\n{headers}\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(id: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat();
    record(
        "response",
        id,
        "WARC-Target-URI: https://a.example/1\r\nContent-Type: application/http; msgtype=response\r\n",
        &block,
    )
}

fn page(id: &str) -> Vec<u8> {
    response(id, "Content-Type: text/html; charset=utf-8", PAGE.as_bytes())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn all(warc: &[u8]) -> Vec<Result<Document, Rejection>> {
    stream(warc, None, &Source::file("in")).collect()
}

/// Ids of documents, rejections as they are shown.
fn told(warc: &[u8]) -> Vec<String> {
    let told = |found: Result<Document, Rejection>| {
        found.map_or_else(|rejection| rejection.to_string(), |document| document.id)
    };
    all(warc).into_iter().map(told).collect()
}

#[test]
fn pages_and_texts_are_documents_and_all_else_is_passed_over() {
    let http = "WARC-Target-URI: https://a.example/x\r\nContent-Type: application/http\r\n";
    let warc = [
        record("warcinfo", "0", "Content-Type: application/warc-fields\r\n", b"software: x"),
        record("request", "1", http, b"GET / HTTP/1.1\r\n\r\n"),
        page("2"),
        response("3", "Content-Type: image/png", b"\x89PNG\r\n\x1a\n\0\0"),
        record("response", "4", http, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone"),
        record("revisit", "5", http, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        response("6", "content-type: text/plain", b"Iran agreed."),
        record(
            "conversion",
            "7",
            "WARC-Target-URI: https://b.example/\r\nContent-Type: text/plain\r\n",
            b"Chad agreed.",
        ),
    ]
    .concat();
    let ids = ["urn:uuid:2", "urn:uuid:6", "urn:uuid:7"];
    assert_eq!(told(&warc), ids);
    assert_eq!(told(&packed(&warc)), ids);
    let documents: Vec<Document> = all(&warc).into_iter().map(Result::unwrap).collect();
    let first = &documents[0];
    assert!(first.text.starts_with("Peru closed its border with Ecuador"), "{}", first.text);
    assert_eq!((first.title.as_deref(), first.url.as_deref()), (Some("Peru"), Some("https://a.example/1")));
    let published = first.published.as_ref().unwrap();
    assert_eq!((published.as_str(), published.basis().as_str()), ("2024-03-01T10:00:00Z", "warc-date"));
    assert_eq!((documents[1].text.as_str(), documents[2].url.as_deref()), ("Iran agreed.", Some("https://b.example/")));
}

#[test]
fn the_date_of_the_page_comes_first() {
    let body = format!("<meta property=article:published_time content=2024-02-28>{PAGE}");
    let found = all(&response("1", "Content-Type: text/html", body.as_bytes())).remove(0).unwrap();
    assert_eq!(found.published.unwrap().basis().as_str(), "meta");
}

#[test]
fn a_digest_that_does_not_fit_is_told() {
    let with = |digest: &str| {
        record("conversion", "1", &format!("Content-Type: text/plain\r\nWARC-Block-Digest: {digest}\r\n"), b"abc")
    };
    let notes = |warc: &[u8]| all(warc).remove(0).unwrap().notes;
    assert!(notes(&with("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5")).is_empty());
    assert!(
        notes(&with("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6"))[0].starts_with("in:0: note: the record is not the one")
    );
}

#[test]
fn bodies_are_unpacked() {
    let text = b"Iran agreed.";
    let chunked = b"5\r\nIran \r\n7;x=y\r\nagreed.\r\n0\r\n\r\n";
    let kind = "Content-Type: text/plain";
    for (headers, body) in [
        ("Transfer-Encoding: chunked", chunked.to_vec()),
        ("Transfer-Encoding: chunked", text.to_vec()),
        ("Content-Encoding: gzip", packed(text)),
        ("Content-Encoding: gzip", text.to_vec()),
        ("Content-Encoding: br", text.to_vec()),
    ] {
        let found = all(&response("1", &format!("{kind}\r\n{headers}"), &body)).remove(0).unwrap();
        assert_eq!(found.text, "Iran agreed.", "{headers}");
    }
    let cut = &packed(text)[..20];
    assert!(told(&response("1", &format!("{kind}\r\nContent-Encoding: gzip"), cut))[0].contains("cut off"));
    let bomb = packed(&vec![b' '; 9_000_000]);
    let found = told(&response("1", &format!("{kind}\r\nContent-Encoding: gzip"), &bomb));
    assert!(found[0].starts_with("in:0: a page that unpacks to over 200 times its size"), "{found:?}");
}

#[test]
fn a_bad_record_is_one_line_and_the_next_one_follows() {
    let (one, two) = (page("1"), page("2"));
    let at = one.len();
    let edited = |from: &str, to: &str| String::from_utf8(page("bad")).unwrap().replace(from, to).into_bytes();
    let length = String::from_utf8(page("bad")).unwrap();
    let length = length.split("Content-Length: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
    for (bad, reason) in [
        (edited("WARC/1.0", "VARC/1.0"), "no record begins here (expected WARC/1.0 or WARC/1.1)"),
        (
            edited(&format!("Content-Length: {length}"), "Content-Length: many"),
            "a record without a Content-Length that is a number",
        ),
        (edited(&format!("Content-Length: {length}"), "X: y"), "a record without a Content-Length that is a number"),
        (
            edited(&format!("Content-Length: {length}"), "Content-Length: 9"),
            "a record that is not as long as its Content-Length says",
        ),
        (
            edited(&format!("Content-Length: {length}"), "Content-Length: 00400"),
            "a record that is not as long as its Content-Length says",
        ),
        (
            edited(&format!("Content-Length: {length}"), "Content-Length: 99999"),
            "the archive ends in the middle of a record (a wrong Content-Length?)",
        ),
        (
            edited(&format!("Content-Length: {length}"), "Content-Length: 99999999999"),
            "the archive ends in the middle of a record (a wrong Content-Length?)",
        ),
        (edited("HTTP/1.1 200 OK", "HTTQ/1.1 200 OK"), "a response that is no HTTP answer"),
        (b"stray bytes\r\nmore\r\n".to_vec(), "no record begins here (expected WARC/1.0 or WARC/1.1)"),
    ] {
        let warc = [&one[..], &bad, &two].concat();
        assert_eq!(told(&warc), ["urn:uuid:1".to_owned(), format!("in:{at}: {reason}"), "urn:uuid:2".to_owned()]);
    }
    assert_eq!(
        told(&record("request", "1", "", b"x")),
        ["in:0: no article in the archive: 1 records, none of them a page"]
    );
}

#[test]
fn wrong_lengths_alone_take_no_longer() {
    let warc = b"WARC/1.0\r\nContent-Length: 9999999\r\n\r\n".repeat(200_000);
    assert!(!told(&warc).is_empty());
}

#[test]
fn damage_in_a_packed_archive_costs_its_record() {
    let (one, bad, two) = (packed(&page("1")), packed(&page("bad")), packed(&page("2")));
    let mut flipped = bad.clone();
    let middle = flipped.len() / 2;
    flipped[middle..middle + 9].fill(0x55);
    let mut wrong_sum = bad.clone();
    let sum = wrong_sum.len() - 7;
    wrong_sum[sum] ^= 1;
    for damaged in [&flipped, &wrong_sum] {
        let found = told(&[&one[..], damaged, &two].concat());
        assert!(found.len() >= 3 && found[0] == "urn:uuid:1" && found.last().unwrap() == "urn:uuid:2", "{found:?}");
        assert_eq!(found.iter().filter(|line| line.starts_with("in:")).count(), 1, "{found:?}");
    }
    let found = told(&[&one[..], &two[..two.len() / 2]].concat());
    assert!(found.len() == 2 && found[1].contains("gzip data is cut off at byte"), "{found:?}");
}

#[test]
fn what_is_too_large_is_told() {
    let body = "Iran agreed. ".repeat(1_000_000);
    let warc = [response("1", "Content-Type: text/plain", body.as_bytes()), page("2")].concat();
    let documents: Vec<Document> = all(&warc).into_iter().map(Result::unwrap).collect();
    assert!(documents[0].dropped[0].reason.contains("over the limit of 10000000 bytes"));
    assert_eq!(documents.last().unwrap().id, "urn:uuid:2");
}

proptest! {
    #[test]
    fn damaged_archives_never_stop_the_program(edits in prop::collection::vec((0_usize..2500, any::<u8>()), 0..12), pack in any::<bool>()) {
        let mut warc = [page("1"), response("2", "Content-Type: text/plain", b"Iran agreed."), page("3")].concat();
        if pack {
            warc = packed(&warc);
        }
        for (at, byte) in edits {
            let at = at % warc.len();
            warc[at] = byte;
        }
        for document in stream(&warc[..], Some("warc"), &Source::file("in")).flatten() {
            prop_assert!(!document.text.trim().is_empty() && !document.id.is_empty());
        }
    }
}
