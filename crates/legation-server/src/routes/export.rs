//! `/events.json` and `/events.csv`: all that a question finds, written as it is read.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use legation::output::csv::CsvRows;
use legation::store::{Filter, Store, StoreError};
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{StreamExt, once};

use crate::app::App;
use crate::ask::Question;
use crate::limits::{FILE_TIME, MOST_FILE_BYTES, READER_TIME};
use crate::problem::Problem;

/// Bytes that are sent at a time.
const PIECE_BYTES: usize = 64 << 10;

/// As a JSON list.
pub(crate) async fn json(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let body = stream(&app, query, Format::Json).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// As CSV, guarded against formulas.
pub(crate) async fn csv(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let body = stream(&app, query, Format::Csv(CsvRows::of_events(false))).await?;
    let name = "attachment; filename=\"legation-events.csv\"";
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)], body).into_response())
}

/// How events become text.
#[derive(Debug, Clone, Copy)]
enum Format {
    Json,
    Csv(CsvRows),
}

impl Format {
    fn head(self) -> String {
        match self {
            Self::Json => "[".to_owned(),
            Self::Csv(rows) => rows.header(),
        }
    }

    fn row(self, event: &Value, is_first: bool) -> io::Result<String> {
        match self {
            Self::Json => Ok(format!("{}\n{event}", if is_first { "" } else { "," })),
            Self::Csv(rows) => rows.row(event),
        }
    }

    fn foot(self) -> &'static str {
        match self {
            Self::Json => "\n]\n",
            Self::Csv(_) => "",
        }
    }
}

async fn stream(app: &App, query: Option<String>, format: Format) -> Result<Body, Problem> {
    let filter = Question::read(&query.unwrap_or_default()).sound()?.filter;
    let permit = Arc::clone(&app.exports).try_acquire_owned().map_err(|_| Problem::Busy)?;
    let (sender, mut receiver) = channel(4);
    let (path, runtime) = (app.store.clone(), Handle::current());
    tokio::task::spawn_blocking(move || {
        let mut pieces = Pieces { sender, runtime, text: format.head(), n_bytes: 0, _permit: permit };
        let written =
            Store::open_to_read(&path).map_err(Stop::from).and_then(|store| write(store, &filter, format, &mut pieces));
        if let Err(Stop::Failed(error)) = written {
            let _ = pieces.give(Err(error));
        }
    });
    // What is wrong shows with the first piece, while there is no answer yet.
    let first = receiver.recv().await.ok_or(Problem::Broken)??;
    let pieces = once(Ok::<_, StoreError>(first)).chain(ReceiverStream::new(receiver));
    Ok(Body::from_stream(pieces))
}

fn write(mut store: Store, filter: &Filter, format: Format, pieces: &mut Pieces) -> Result<(), Stop> {
    store.limit_time(FILE_TIME)?;
    let mut is_first = true;
    store.events(filter, |event| {
        let row = format.row(&event, is_first).map_err(StoreError::from)?;
        is_first = false;
        pieces.add(&row).map(|()| true)
    })?;
    pieces.text.push_str(format.foot());
    pieces.send()
}

/// Why writing ended early.
enum Stop {
    Failed(StoreError),
    ReaderGone,
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// Collects text and sends it in pieces.
struct Pieces {
    sender: Sender<Result<Bytes, StoreError>>,
    runtime: Handle,
    text: String,
    n_bytes: usize,
    _permit: OwnedSemaphorePermit,
}

impl Pieces {
    fn add(&mut self, text: &str) -> Result<(), Stop> {
        self.text.push_str(text);
        if self.text.len() >= PIECE_BYTES { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Result<(), Stop> {
        let piece = std::mem::take(&mut self.text);
        self.n_bytes += piece.len();
        if self.n_bytes > MOST_FILE_BYTES {
            return Err(StoreError::from(io::Error::other("more than the page gives at once")).into());
        }
        self.give(Ok(piece.into()))
    }

    fn give(&self, piece: Result<Bytes, StoreError>) -> Result<(), Stop> {
        let sent = async { tokio::time::timeout(READER_TIME, self.sender.send(piece)).await };
        match self.runtime.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            _ => Err(Stop::ReaderGone),
        }
    }
}
