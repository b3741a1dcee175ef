//! `/`: events that a question finds, page by page.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use legation::code::Status;
use legation::store::{Counts, Filter, Store, StoreError};
use serde_json::Value;

use crate::app::App;
use crate::ask::Question;
use crate::problem::Problem;
use crate::views;

/// Events on a page, unless the address asks for fewer or more.
const PAGE_EVENTS: u64 = 50;
const MOST_PAGE_EVENTS: u64 = 200;

/// What a page shows.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The events.
    pub(crate) events: Vec<Value>,
    /// Whether more come behind them.
    pub(crate) has_more: bool,
    /// How much the whole question finds; none if counting took too long.
    pub(crate) counts: Option<Counts>,
    /// Whether the record has any event at all.
    pub(crate) record_has_any: bool,
}

/// The list.
pub(crate) async fn page(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let question = Question::read(&query.unwrap_or_default());
    if question.wrong.is_some() {
        let page = views::events::page(&question, &Found { record_has_any: true, ..Found::default() });
        return Ok((StatusCode::BAD_REQUEST, Html(page.into_string())).into_response());
    }
    // A form sends its empty fields too; the address is to say what is asked and no more.
    if question.has_blanks {
        return Ok(Redirect::to(&question.address("/", "", None)).into_response());
    }
    let filter = question.filter.clone();
    let found = app.ask(move |store| find(store, &filter)).await?;
    Ok(Html(views::events::page(&question, &found).into_string()).into_response())
}

fn find(store: &Store, filter: &Filter) -> Result<Found, StoreError> {
    let size = filter.limit.unwrap_or(PAGE_EVENTS).clamp(1, MOST_PAGE_EVENTS);
    let mut events = Vec::new();
    store.events(&Filter { limit: Some(size + 1), ..filter.clone() }, |event| {
        events.push(event);
        Ok::<_, StoreError>(true)
    })?;
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let has_more = events.len() > size;
    events.truncate(size);
    let counts = counted(store, &Filter { after: None, ..filter.clone() })?;
    let record_has_any = !events.is_empty() || has_any(store)?;
    Ok(Found { events, has_more, counts, record_has_any })
}

/// Counting may take longer than listing one page of many; then the page goes without.
fn counted(store: &Store, filter: &Filter) -> Result<Option<Counts>, StoreError> {
    match store.count_events(filter) {
        Err(error) if error.is_stopped() => Ok(None),
        counts => counts.map(Some),
    }
}

fn has_any(store: &Store) -> Result<bool, StoreError> {
    let mut has_any = false;
    let all = Filter { statuses: Status::ALL.to_vec(), limit: Some(1), ..Filter::default() };
    store.events(&all, |_| {
        has_any = true;
        Ok::<_, StoreError>(false)
    })?;
    Ok(has_any)
}
