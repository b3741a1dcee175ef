//! `/search?q=…`: documents by their words.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Html;

use crate::app::App;
use crate::problem::Problem;
use crate::views;

/// Documents on a page.
pub(crate) const MOST_HITS: u32 = 50;

/// The documents.
pub(crate) async fn page(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Html<String>, Problem> {
    let query = query.unwrap_or_default();
    let words = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "q");
    let words = words.map(|(_, words)| words.into_owned()).unwrap_or_default();
    // A question without a letter finds nothing, and is no mistake worth a page of its own.
    if !words.contains(char::is_alphanumeric) {
        return Ok(Html(views::search::page(&words, None).into_string()));
    }
    let asked = words.clone();
    let hits = app.ask(move |store| store.search(&asked, MOST_HITS)).await?;
    Ok(Html(views::search::page(&words, Some(&hits)).into_string()))
}
