//! What each address answers.

mod document;
mod event;
mod events;
mod export;
mod search;

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::app::App;
use crate::guard::guard;
use crate::problem::Problem;

pub(crate) use event::{MOST_MENTIONS, Told};
pub(crate) use events::Found;
pub(crate) use search::MOST_HITS;

const STYLE: &str = include_str!("../style.css");

/// All addresses, behind the guard.
pub(crate) fn router(app: &Arc<App>) -> Router {
    Router::new()
        .route("/", get(events::page))
        .route("/events.json", get(export::json))
        .route("/events.csv", get(export::csv))
        .route("/event/{id}", get(event::page))
        .route("/document/{id}", get(document::page))
        .route("/search", get(search::page))
        .route("/style.css", get(style))
        .route("/health", get(health))
        .fallback(nothing)
        .layer(from_fn_with_state(Arc::clone(app), guard))
        .with_state(Arc::clone(app))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

async fn health() -> &'static str {
    "ok\n"
}

async fn nothing() -> Problem {
    Problem::NotFound
}
