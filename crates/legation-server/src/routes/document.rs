//! `/document/d-…`, or the name of a document: its text with all that was coded in it.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Html;
use legation::store::Shown;

use crate::app::App;
use crate::problem::Problem;
use crate::views;

/// The document.
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, PathRejection>,
) -> Result<Html<String>, Problem> {
    let Path(id) = id.map_err(|_| Problem::NotFound)?;
    match app.ask(move |store| store.show(&id)).await? {
        Some(Shown::Document { document, rows }) => Ok(Html(views::document::page(&document, &rows).into_string())),
        _ => Err(Problem::NotFound),
    }
}
