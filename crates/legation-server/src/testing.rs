//! A record of invented news for tests, and a visitor.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use legation::cluster::SameEvent;
use legation::ingest::{Document, Published};
use legation::record::Kinds;
use legation::store::{Run, Store};
use legation::{CodedDocument, Resources, code_kinds};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::access::{Hosts, Token};
use crate::app::App;
use crate::routes;

/// The host that the server answers to.
pub(crate) const HOST: &str = "127.0.0.1:8765";
/// A token that is long enough.
pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";

static RESOURCES: LazyLock<Resources> = LazyLock::new(|| Resources::embedded_rules().unwrap());

/// Invented news, coded by the program's own rules.
pub(crate) fn coded(id: &str, text: &str) -> (Document, CodedDocument) {
    let published: Published = "2025-03-12".parse().unwrap();
    let document = Document {
        id: id.to_owned(),
        text: text.to_owned(),
        title: Some(format!("Report {id}")),
        published: Some(published),
        publisher: Some("The Wire (invented)".to_owned()),
        url: Some(format!("https://wire.example/{id}")),
        ..Document::default()
    };
    let coded = code_kinds(&document, &RESOURCES, Kinds::all());
    (document, coded)
}

/// The usual record: five events, one of them told twice.
pub(crate) fn news() -> Vec<(Document, CodedDocument)> {
    vec![
        coded("one", "Peru recalled its ambassador from Ecuador on Monday. Israel bombed Gaza on Tuesday."),
        coded(
            "two",
            "Qatar hosted talks between Israel and Hamas in Doha on 5 March 2025. Chad arrested three Libyans.",
        ),
        coded("three", "Iran may attack Israel next week. France sent food to Sudan on 6 March 2025."),
        coded("four", "In Lima the government said that Peru recalled its ambassador from Ecuador on Monday."),
    ]
}

/// A server and its record.
pub(crate) struct Site {
    runtime: Runtime,
    router: Router,
    _folder: TempDir,
    pub(crate) store: Store,
}

impl Site {
    /// A server with these documents.
    pub(crate) fn new(documents: &[(Document, CodedDocument)]) -> Self {
        Self::with(documents, None)
    }

    /// The same behind a token.
    pub(crate) fn guarded() -> Self {
        Self::with(&news(), Some(Token::new(TOKEN).unwrap().at(8765)))
    }

    fn with(documents: &[(Document, CodedDocument)], token: Option<Token>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("legation.db");
        let mut store = Store::open(&path).unwrap();
        store.write(&Run::of_program(Kinds::all(), b""), documents).unwrap();
        store.merge(&SameEvent::embedded().unwrap()).unwrap();
        let hosts = Hosts::new(None, HOST.parse().unwrap());
        let router = routes::router(&App::new(path, hosts, token));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { runtime, router, _folder: folder, store }
    }

    /// The answer to any request.
    pub(crate) fn send(&self, request: Request<Body>) -> Response<String> {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            Response::from_parts(parts, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }

    /// The answer to a GET from this machine.
    pub(crate) fn get(&self, path: &str) -> Response<String> {
        self.send(Request::get(path).header("host", HOST).body(Body::empty()).unwrap())
    }

    /// A page that is there.
    pub(crate) fn page(&self, path: &str) -> String {
        let response = self.get(path);
        assert_eq!(response.status(), StatusCode::OK, "{path}: {}", response.body());
        response.into_body()
    }

    /// The events of a question.
    pub(crate) fn events(&self, query: &str) -> Vec<serde_json::Value> {
        serde_json::from_str(&self.page(&format!("/events.json{query}"))).unwrap()
    }
}

/// The usual site; one for all tests.
pub(crate) static SITE: LazyLock<Arc<std::sync::Mutex<Site>>> =
    LazyLock::new(|| Arc::new(std::sync::Mutex::new(Site::new(&news()))));

/// The usual site.
pub(crate) fn site() -> std::sync::MutexGuard<'static, Site> {
    SITE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
