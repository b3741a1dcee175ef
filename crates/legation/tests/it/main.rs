//! The library as a whole, with the embedded model and tables. One binary, so that the model is linked once.

mod cases;
mod classified;
mod coreference;
mod dates;
mod entries;
mod gate;
mod hostile;
mod kinds;
mod lexicon;
mod names;
mod persons;
mod places;
mod polls;
mod properties;
mod relations;
mod store;

use std::sync::LazyLock;

use legation::ingest::Document;
use legation::{CodedDocument, Resources, code_document};

/// The embedded model and tables, loaded once for all tests.
static RESOURCES: LazyLock<Resources> = LazyLock::new(|| Resources::embedded().expect("the embedded resources"));

/// The same without the classifier: what lexicon and rules do by themselves.
static BY_RULES: LazyLock<Resources> = LazyLock::new(|| Resources::embedded_rules().expect("the embedded resources"));

/// Codes one text as a document of its own.
fn code(text: &str, published: Option<&str>) -> CodedDocument {
    code_with(&RESOURCES, text, published)
}

fn code_with(resources: &Resources, text: &str, published: Option<&str>) -> CodedDocument {
    let mut document = Document::new("test", text);
    document.published = published.map(|date| date.parse().expect("a date"));
    code_document(&document, resources)
}
