//! The gate to the network against a hostile server: nothing hangs, nothing swells, nothing inside the house is reached.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use legation::fetch::{Conditional, FetchError, FetchErrorKind, Gate, Limits, documents};
use legation::ingest::Source;

use crate::hostile::{Server, ok, status};

/// A gate with small limits on size, and loopback open where `allow` says so.
fn gate(allow: &[&str]) -> Gate {
    Gate::new(limits(allow))
}

fn limits(allow: &[&str]) -> Limits {
    Limits {
        max_wire_bytes: 100_000,
        max_bytes: 3_000_000,
        host_pause: Duration::ZERO,
        allow_private: allow.iter().map(|network| network.parse().expect("a network")).collect(),
        ..Limits::default()
    }
}

fn open_gate() -> Gate {
    gate(&["127.0.0.0/8"])
}

/// A gate with limits on time that are short enough for tests.
fn hurried_gate() -> Gate {
    let millis = Duration::from_millis;
    Gate::new(Limits {
        first_byte: millis(600),
        total: millis(1_500),
        rate_window: millis(300),
        ..limits(&["127.0.0.0/8"])
    })
}

fn refusal(server: &Server) -> FetchError {
    open_gate().fetch(&server.url("/"), None).expect_err("a refusal")
}

/// Writes until the other side has had enough.
fn forever(stream: &mut TcpStream, bytes: &[u8], pause: Duration) {
    while stream.write_all(bytes).is_ok() {
        thread::sleep(pause);
    }
}

#[test]
fn slow_servers_are_left_within_the_limits() {
    let silent = Server::new(|_, _| thread::sleep(Duration::from_secs(3)));
    let silent_body = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
        thread::sleep(Duration::from_secs(3));
    });
    let header_drip = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ");
        forever(stream, b"x", Duration::from_millis(20));
    });
    let body_drip = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n");
        forever(stream, b"x", Duration::from_millis(20));
    });
    let chunk_drip = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        forever(stream, b"1\r\nx\r\n", Duration::from_millis(20));
    });
    for (server, reason) in [
        (silent, "silence of over 0.3 s"),
        (silent_body, "silence of over 0.3 s"),
        (header_drip, "no answer within 0.6 s"),
        (body_drip, "the answer comes too slowly: under 1000 bytes a second over 0.3 s"),
        (chunk_drip, "the answer comes too slowly: under 1000 bytes a second over 0.3 s"),
    ] {
        let start = Instant::now();
        let error = hurried_gate().fetch(&server.url("/"), None).unwrap_err();
        assert_eq!((error.kind(), error.reason()), (FetchErrorKind::TooSlow, reason));
        assert!(start.elapsed() < Duration::from_millis(2_500), "{reason}");
    }
}

#[test]
fn swollen_answers_are_cut_off() {
    let endless = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        forever(stream, &[b'x'; 10_000], Duration::ZERO);
    });
    let endless_headers = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        forever(stream, &[b"X-Long: ", &[b'x'; 1_000][..], b"\r\n"].concat(), Duration::ZERO);
    });
    let bomb = Server::answering(ok("Content-Encoding: gzip", &packed(&vec![0; 2_000_000])));
    let large = Server::answering(ok("Content-Encoding: gzip", &packed(&b"Peru and Chad. ".repeat(70_000))));
    let swollen: Vec<u8> = (0..3_100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 29) as u8).collect();
    let gigantic = Server::answering(ok("Content-Encoding: gzip", &packed(&swollen)));
    let cut = Server::answering(ok("Content-Encoding: gzip", &packed(b"Peru and Chad.")[..20]));
    let short = Server::answering(&b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\nshort"[..]);
    let other = Server::answering(ok("Content-Encoding: br", b"x"));
    let expect = |server: &Server, kind: FetchErrorKind, words: &str| {
        let error = refusal(server);
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.reason().contains(words), "{error}");
    };
    expect(&endless, FetchErrorKind::TooLarge, "an answer over the limit of 100000 bytes");
    assert!(matches!(refusal(&endless_headers).kind(), FetchErrorKind::TooLarge | FetchErrorKind::Broken));
    expect(&bomb, FetchErrorKind::TooLarge, "unpacks to over 200 times its size");
    assert_eq!(open_gate().fetch(&large.url("/"), None).unwrap_err().kind(), FetchErrorKind::TooLarge);
    expect(&gigantic, FetchErrorKind::TooLarge, "an answer over the limit of");
    expect(&cut, FetchErrorKind::Broken, "gzip data is cut off");
    assert_eq!(refusal(&short).kind(), FetchErrorKind::Broken);
    expect(&other, FetchErrorKind::Broken, "packed with \"br\", which nobody asked for");
}

#[test]
fn what_is_not_secure_is_told() {
    let plain = Server::new(|_, stream| drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")));
    let closing = Server::new(|_, _| {});
    for server in [plain, closing] {
        let error = open_gate().fetch(&server.url("/").replace("http:", "https:"), None).unwrap_err();
        assert_eq!(error.kind(), FetchErrorKind::Unreachable, "{error}");
    }
    let error = open_gate().fetch("http://127.0.0.1:1/", None).unwrap_err();
    assert_eq!(error.kind(), FetchErrorKind::Unreachable, "{error}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

#[test]
fn redirects_are_followed_a_few_times() {
    let server = Server::new(|request, stream| {
        let answer = match request.path() {
            "/final" => ok("Content-Type: text/plain; charset=utf-8\r\nETag: \"x\"", b"Here."),
            "/loop" => status("302 Found", "Location: /loop"),
            path => {
                let n: u32 = path[1..].parse().unwrap();
                let code = [301, 302, 303, 307, 308][n as usize % 5];
                let next = if n == 0 { "/final".to_owned() } else { format!("{}", n - 1) };
                status(&format!("{code} Moved"), &format!("Location: {next}"))
            }
        };
        let _ = stream.write_all(&answer);
    });
    let fetched = open_gate().fetch(&server.url("/4"), None).unwrap();
    assert_eq!((fetched.body.as_slice(), fetched.url.as_str()), (&b"Here."[..], server.url("/final").as_str()));
    assert_eq!((fetched.content_type.as_deref(), fetched.charset.as_deref()), (Some("text/plain"), Some("utf-8")));
    for path in ["/5", "/loop"] {
        let error = open_gate().fetch(&server.url(path), None).unwrap_err();
        assert_eq!((error.kind(), error.reason()), (FetchErrorKind::Broken, "over 5 redirects one after the other"));
    }
}

#[test]
fn nothing_inside_is_connected_to() {
    let inside = Server::answering(ok("", b"secret"));
    let inside_v6 = Server::on("[::1]:0", |_, _| {});
    let port = inside.port();
    let port_v6 = inside_v6.as_ref().map_or(port, Server::port);
    let addresses = [
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        format!("http://127.9.9.9:{port}/"),
        format!("http://0.0.0.0:{port}/"),
        format!("http://[::1]:{port_v6}/"),
        format!("http://[::]:{port_v6}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://[::ffff:7f00:1]:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://0177.0.0.1:{port}/"),
        format!("http://127.1:{port}/"),
        format!("http://user:pass@127.0.0.1:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://100.64.0.1/".to_owned(),
        "http://[fd00::1]/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.0.1/".to_owned(),
    ];
    for address in &addresses {
        let error = gate(&[]).fetch(address, None).unwrap_err();
        assert_eq!(error.kind(), FetchErrorKind::Refused, "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    // The same by way of a server that may be asked: it runs on 127.0.0.2, which alone is open.
    let Some(outside) = Server::on("127.0.0.2:0", {
        let addresses = addresses.clone();
        move |request, stream| {
            let to: usize = request.path()[1..].parse().unwrap();
            let _ = stream.write_all(&status("302 Found", &format!("Location: {}", addresses[to])));
        }
    }) else {
        return;
    };
    let gate = gate(&["127.0.0.2/32"]);
    for (idx, address) in addresses.iter().enumerate() {
        let error = gate.fetch(&outside.url(&format!("/{idx}")), None).unwrap_err();
        assert_eq!(error.kind(), FetchErrorKind::Refused, "{address}: {error}");
    }
    assert_eq!(outside.n_connections(), addresses.len());
    assert_eq!(inside.n_connections() + inside_v6.map_or(0, |server| server.n_connections()), 0);
}

#[test]
fn what_is_known_is_sent_along() {
    let server = Server::new(|request, stream| {
        let fresh = request.header("if-none-match") == Some("\"a\"") && request.header("if-modified-since").is_some();
        assert!(request.header("user-agent").unwrap_or_default().starts_with("legation/"));
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        let answer = if fresh {
            status("304 Not Modified", "")
        } else {
            ok("ETag: \"a\"\r\nLast-Modified: Tue, 06 May 2025 00:00:00 GMT", b"x")
        };
        let _ = stream.write_all(&answer);
    });
    let first = open_gate().fetch(&server.url("/"), None).unwrap();
    assert_eq!(first.conditional.etag.as_deref(), Some("\"a\""));
    let again = open_gate().fetch(&server.url("/"), Some(&first.conditional)).unwrap();
    assert_eq!((again.status, again.body.len()), (304, 0));
    let odd = Conditional { etag: Some("a\r\nX-Evil: 1".into()), last_modified: None };
    assert_eq!(open_gate().fetch(&server.url("/"), Some(&odd)).unwrap_err().kind(), FetchErrorKind::Broken);
}

#[test]
fn pages_feeds_and_files_are_read_by_what_they_are() {
    let article = "<html><head><title>Peru</title></head><body><article><p>Peru closed its border with Ecuador on Tuesday, its \
        foreign ministry said in a statement.</p><p>Ecuador called that unfriendly and recalled its envoy.</p></article>";
    let feed = "<rss><channel><title>T</title><item><link>https://a.example/1</link><description>Iran agreed.</description></item></channel></rss>";
    let server = Server::new(move |request, stream| {
        let answer = match request.path() {
            "/page" => ok("Content-Type: text/html; charset=windows-1252", article.as_bytes()),
            "/feed" => ok("Content-Type: text/html", feed.as_bytes()),
            "/plain" => ok("Content-Type: text/plain; charset=windows-1251", b"\xcc\xe8\xf0."),
            "/news.jsonl.gz" => {
                ok("Content-Type: application/octet-stream", &packed(b"{\"id\":\"a\",\"text\":\"Chad agreed.\"}\n"))
            }
            "/by-content.php" => ok("", b"{\"id\":\"b\",\"text\":\"Chad agreed.\"}\n"),
            _ => status("404 Not Found", ""),
        };
        let _ = stream.write_all(&answer);
    });
    let gate = open_gate();
    let read = |path: &str| {
        let url = server.url(path);
        let mut found: Vec<_> = documents(&gate, &url, &Source::file(url.as_str())).collect();
        assert_eq!(found.len(), 1, "{path}");
        found.remove(0)
    };
    let page = read("/page").unwrap();
    assert!(page.text.starts_with("Peru closed its border"));
    assert_eq!(
        (page.url.as_deref(), page.id.as_str()),
        (Some(server.url("/page").as_str()), server.url("/page").as_str())
    );
    assert_eq!((read("/feed").unwrap().text.as_str(), read("/plain").unwrap().text.as_str()), ("Iran agreed.", "Мир."));
    assert_eq!((read("/news.jsonl.gz").unwrap().id.as_str(), read("/by-content.php").unwrap().id.as_str()), ("a", "b"));
    let url = server.url("/gone");
    assert_eq!(read("/gone").unwrap_err().to_string(), format!("{url}:0: the server answers 404 (not found)"));
    let refused =
        documents(&Gate::new(Limits::default()), &url, &Source::file(url.as_str())).next().unwrap().unwrap_err();
    assert!(refused.to_string().starts_with(&format!("{url}:0: 127.0.0.1 is this machine (loopback)")), "{refused}");
}
