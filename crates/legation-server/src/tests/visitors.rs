//! Who is answered, and with which headers.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::testing::{HOST, Site, TOKEN, site};

#[test]
fn foreign_hosts_get_nothing() {
    let site = site();
    let send = |host: &str, path: &str| site.send(Request::get(path).header("host", host).body(Body::empty()).unwrap());
    for host in [HOST, "localhost:8765", "[::1]:8765"] {
        assert_eq!(send(host, "/").status(), StatusCode::OK, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8766",
        "127.0.0.1:08765",
        "127.0.0.1:8765.",
        "127.0.0.1.:8765",
        "127.0.0.1.evil.example:8765",
        "evil.example:8765@127.0.0.1:8765",
        "127.0.0.1:8765@evil.example",
        "user@127.0.0.1:8765",
        "127.0.0.1:8765:8765",
        "127.0.0.1:8765,evil.example",
        "127.0.0.1:8765 evil.example",
        " 127.0.0.1:8765 x",
        "127.0.0.1:8765/",
        "127.0.0.1:8765#",
        "127.0.0.1:8765?",
        "http://127.0.0.1:8765",
        "127.0.0.2:8765",
        "127.1:8765",
        "0.0.0.0:8765",
        "0:8765",
        "0x7f000001:8765",
        "2130706433:8765",
        "0177.0.0.1:8765",
        "localhost",
        "localhost.:8765",
        "localhost:80",
        "localhost.evil.example:8765",
        "evil-localhost:8765",
        "LOCALHOST.EVIL.EXAMPLE:8765",
        "localhost.localdomain:8765",
        "::1:8765",
        "[::1]",
        "[::1]:80",
        "[::]:8765",
        "[::ffff:127.0.0.1]:8765",
        "[0:0:0:0:0:0:0:1]:8765",
        "legation",
        "xn--localhost:8765",
        "",
    ] {
        let response = send(host, "/");
        assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(response.body(), "", "{host}");
    }
    assert_eq!(send(HOST, "http://evil.example/").status(), StatusCode::MISDIRECTED_REQUEST);
    let two = Request::get("/").header("host", HOST).header("host", "evil.example").body(Body::empty()).unwrap();
    assert_eq!(site.send(two).status(), StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(site.send(Request::get("/").body(Body::empty()).unwrap()).status(), StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn every_answer_has_the_headers() {
    let site = site();
    let post = Request::post("/").header("host", HOST).body(Body::empty()).unwrap();
    let foreign = Request::get("/").header("host", "evil.example").body(Body::empty()).unwrap();
    let mut answers = vec![site.send(post), site.send(foreign)];
    for path in [
        "/",
        "/?since=x",
        "/events.csv",
        "/events.json",
        "/search?q=peru",
        "/style.css",
        "/health",
        "/none",
        "/event/x",
    ] {
        answers.push(site.get(path));
    }
    for answer in &answers {
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        assert_eq!(
            header("content-security-policy"),
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "private, no-store"),
        ] {
            assert_eq!(header(name), value, "{name}");
        }
        assert!(!answer.headers().contains_key("access-control-allow-origin"));
    }
}

#[test]
fn only_reading_is_answered() {
    let site = site();
    for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        for path in ["/", "/event/e-0123456789abcdef", "/none"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let request =
                Request::builder().method(&method).uri(path).header("host", HOST).body(Body::empty()).unwrap();
            assert_eq!(site.send(request).status(), StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
    }
    let head = site.send(Request::head("/").header("host", HOST).body(Body::empty()).unwrap());
    assert_eq!((head.status(), head.body().as_str()), (StatusCode::OK, ""));
    let long = Request::get("/").header("host", HOST).header("content-length", "3000000").body(Body::empty()).unwrap();
    assert_eq!(site.send(long).status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn pages_of_other_sites_may_link_and_no_more() {
    let site = site();
    let from = |mode: &str| {
        let request = Request::get("/").header("host", HOST).header("sec-fetch-site", "cross-site");
        site.send(request.header("sec-fetch-mode", mode).body(Body::empty()).unwrap()).status()
    };
    assert_eq!(
        (from("navigate"), from("no-cors"), from("cors")),
        (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
    );
}

#[test]
fn a_token_is_asked_for_and_exchanged_once() {
    let site = Site::guarded();
    let with = |path: &str, name: &str, value: &str| {
        site.send(Request::get(path).header("host", HOST).header(name, value).body(Body::empty()).unwrap())
    };
    for path in ["/", "/events.csv", "/document/one", "/none", "/?token=wrong"] {
        let response = site.get(path);
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
        assert!(!response.body().contains("Peru"), "{path}");
    }
    assert_eq!(with("/", "authorization", &format!("Bearer {TOKEN}")).status(), StatusCode::OK);
    assert_eq!(with("/", "authorization", &format!("Bearer {TOKEN}x")).status(), StatusCode::UNAUTHORIZED);
    let response = site.get(&format!("/?token={TOKEN}"));
    assert_eq!((response.status(), &response.headers()["location"]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/") && !cookie.contains(TOKEN), "{cookie}");
    assert_eq!(with("/", "cookie", cookie.split(';').next().unwrap()).status(), StatusCode::OK);
    let again = with(&format!("/?token={TOKEN}"), "cookie", cookie.split(';').next().unwrap());
    assert_eq!((again.status(), &again.headers()["location"]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    assert_eq!(with("/", "cookie", &format!("legation-8765={TOKEN}")).status(), StatusCode::UNAUTHORIZED);
    assert_eq!(site.get(&format!("/?token={TOKEN}")).status(), StatusCode::UNAUTHORIZED);
    assert_eq!(site.get("/health").status(), StatusCode::OK);
}
