//! Who is answered, for how long, and with which headers. Stands around all routes.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::limits::{ANSWER_TIME, MOST_BODY_BYTES};
use crate::problem::Problem;

/// What needs no token: nothing of the record is in it.
const OPEN_PATHS: [&str; 2] = ["/health", "/style.css"];

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
];

/// Answers what may be answered.
pub(crate) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&app, &request) {
        Some(refusal) => refusal,
        None => answer(&app, request, next).await,
    };
    response.headers_mut().extend(HEADERS);
    response
}

fn refusal(app: &App, request: &Request) -> Option<Response> {
    let headers = request.headers();
    if !app.hosts.allow(request.uri(), headers) {
        return Some(StatusCode::MISDIRECTED_REQUEST.into_response());
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response());
    }
    if body_bytes(headers).is_some_and(|bytes| bytes > MOST_BODY_BYTES) {
        return Some(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    if is_foreign(headers) {
        return Some(StatusCode::FORBIDDEN.into_response());
    }
    stranger(app, request)
}

fn body_bytes(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Whether a page of another site asks for something to put into itself; a link that somebody follows is none.
fn is_foreign(headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|found| found == value);
    is("sec-fetch-site", "cross-site") && !is("sec-fetch-mode", "navigate")
}

/// Turns away who brings no token; the link with the token gives a cookie for it.
fn stranger(app: &App, request: &Request) -> Option<Response> {
    let token = app.token.as_ref()?;
    let given = link_token(request);
    if OPEN_PATHS.contains(&request.uri().path()) || token.is_brought(request.headers()) {
        // The link again: the token is not to stay in the address.
        return given.map(|_| Redirect::to("/").into_response());
    }
    Some(match given.and_then(|given| token.exchange(&given)) {
        Some(cookie) => ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response(),
        None => ([(header::WWW_AUTHENTICATE, "Bearer")], Problem::NoToken).into_response(),
    })
}

fn link_token(request: &Request) -> Option<String> {
    let query = request.uri().query().filter(|_| request.uri().path() == "/")?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == "token").map(|(_, value)| value.into_owned())
}

async fn answer(app: &App, request: Request, next: Next) -> Response {
    let answered = async {
        let Ok(_permit) = app.requests.acquire().await else { return Problem::Busy.into_response() };
        next.run(request).await
    };
    tokio::time::timeout(ANSWER_TIME, answered).await.unwrap_or_else(|_| Problem::TooLong.into_response())
}
