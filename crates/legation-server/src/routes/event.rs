//! `/event/e-…`: one event with the reports that tell of it; with `.json` behind it, as JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use legation::store::{Shown, Source, Store, StoreError};
use serde_json::{Value, json};

use crate::app::App;
use crate::problem::Problem;
use crate::views;

/// Mentions on a page; the list as JSON has all.
pub(crate) const MOST_MENTIONS: usize = 200;

/// An event, its mentions, and where their documents came from.
#[derive(Debug)]
pub(crate) struct Told {
    /// The event.
    pub(crate) event: Value,
    /// Its mentions.
    pub(crate) mentions: Vec<Value>,
    /// The documents by their ids.
    pub(crate) sources: BTreeMap<String, Source>,
}

enum Answer {
    Event(Box<Told>),
    Elsewhere(String),
    Nothing,
}

/// The event.
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let Path(asked) = id.map_err(|_| Problem::NotFound)?;
    let (id, as_json) = match asked.strip_suffix(".json") {
        Some(id) => (id.to_owned(), true),
        None => (asked, false),
    };
    match app.ask(move |store| find(store, &id)).await? {
        Answer::Event(told) if as_json => {
            let told = json!({"event": told.event, "mentions": told.mentions});
            Ok(([(header::CONTENT_TYPE, "application/json")], format!("{told}\n")).into_response())
        }
        Answer::Event(told) => Ok(Html(views::event::page(&told).into_string()).into_response()),
        Answer::Elsewhere(id) => Ok(Redirect::permanent(&id).into_response()),
        Answer::Nothing => Err(Problem::NotFound),
    }
}

fn find(store: &Store, id: &str) -> Result<Answer, StoreError> {
    let text = |row: &Value, field: &str| row[field].as_str().map(str::to_owned);
    Ok(match store.show(id)? {
        // An id that was merged away leads to the event that has its mention now.
        Some(Shown::Event { event, retired: Some(_), .. }) => elsewhere("event", text(&event, "id")),
        Some(Shown::Event { event, mentions, retired: None }) => {
            let sources = sources(store, &mentions)?;
            Answer::Event(Box::new(Told { event, mentions, sources }))
        }
        Some(Shown::Row(row)) => match text(&row, "event_id") {
            Some(event) => elsewhere("event", Some(event)),
            None => elsewhere("document", text(&row, "report")),
        },
        _ => Answer::Nothing,
    })
}

fn elsewhere(kind: &str, id: Option<String>) -> Answer {
    id.map_or(Answer::Nothing, |id| Answer::Elsewhere(format!("/{kind}/{id}")))
}

fn sources(store: &Store, mentions: &[Value]) -> Result<BTreeMap<String, Source>, StoreError> {
    let mut sources = BTreeMap::new();
    for mention in mentions.iter().take(MOST_MENTIONS) {
        let Some(report) = mention["report"].as_str() else { continue };
        if !sources.contains_key(report)
            && let Some(source) = store.source(report)?
        {
            sources.insert(report.to_owned(), source);
        }
    }
    Ok(sources)
}
