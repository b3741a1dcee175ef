//! What is answered when there is no page to show. None of it repeats what was asked for.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use legation::store::StoreError;
use maud::html;

use crate::views::page;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum Problem {
    /// Nothing is there.
    NotFound,
    /// The token is missing.
    NoToken,
    /// The question makes no sense.
    Question(String),
    /// The answer took too long.
    TooLong,
    /// Too much goes on at once.
    Busy,
    /// The record cannot be read.
    Record(String),
    /// A fault of the program.
    Broken,
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match () {
            () if error.is_stopped() => Self::TooLong,
            () if error.is_question() => Self::Question(error.to_string()),
            () => Self::Record(error.to_string()),
        }
    }
}

impl Problem {
    fn words(&self) -> (StatusCode, &str, &str) {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "Nothing here",
                "The record has no page of this address. It may be in another file.",
            ),
            Self::NoToken => (
                StatusCode::UNAUTHORIZED,
                "This page needs its token",
                "Open the address with /?token=… behind it, once after each start of the server; programs send it as \
                 Authorization: Bearer.",
            ),
            Self::Question(message) => (StatusCode::BAD_REQUEST, "This question cannot be asked", message),
            Self::TooLong => (
                StatusCode::SERVICE_UNAVAILABLE,
                "This took too long and was stopped",
                "Ask for less at once: a shorter time, one actor, one type.",
            ),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "Too much goes on at once", "Try again in a moment."),
            Self::Record(message) => (StatusCode::INTERNAL_SERVER_ERROR, "The record cannot be read", message),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Legation has a fault",
                "This page could not be made. Please report what you did.",
            ),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, title, words) = self.words();
        let body = html! {
            h1 { (title) }
            @for line in words.lines() { p { (line) } }
            p { a href="/" { "All events" } }
        };
        (status, Html(page(title, "", &body).into_string())).into_response()
    }
}
