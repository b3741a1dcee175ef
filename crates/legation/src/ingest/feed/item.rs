//! What a feed and an item of it say, whatever the format, and an item as a document.

use std::collections::HashSet;

use super::date;
use crate::ingest::document::content_id;
use crate::ingest::{Document, Rejection, Source};

/// What was read of a feed.
#[derive(Debug, Default)]
pub(crate) struct Feed {
    /// Its name: who publishes.
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) items: Vec<Item>,
    /// Where and why reading ended before the feed did.
    pub(crate) fault: Option<(u64, String)>,
}

/// One item of a feed, in plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// Byte of the feed where it begins.
    pub(crate) offset: u64,
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    /// The whole text, where the feed gives it.
    pub(crate) content: Option<String>,
    pub(crate) summary: Option<String>,
    /// Its date of publication as given.
    pub(crate) published: Option<String>,
    /// The date of its last change, which counts where there is no other.
    pub(crate) updated: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: Option<String>,
}

impl Feed {
    /// Gives the items what holds for all of them.
    pub(super) fn complete(mut self) -> Self {
        let mut ids = HashSet::new();
        for item in &mut self.items {
            // Some feeds give all items the same id; then their links tell them apart.
            item.id = item.id.take().filter(|id| ids.insert(id.clone()));
            item.published = item.published.take().or_else(|| item.updated.take());
            item.publisher = item.publisher.take().or_else(|| self.title.clone());
            item.language = item.language.take().or_else(|| self.language.clone());
        }
        self
    }
}

impl Item {
    /// The document with the item's own text.
    pub(crate) fn document(self, source: &Source) -> Result<Document, Rejection> {
        let text = self.content.clone().or_else(|| self.summary.clone());
        let text = text.ok_or_else(|| {
            let name = self.title.as_deref().or(self.url.as_deref()).unwrap_or_default();
            let name: String = name.chars().take(60).collect();
            source.reject(self.offset, format!("item {name:?}: no text in it"))
        })?;
        Ok(self.with_text(text, source))
    }

    /// The document with a text that was found elsewhere.
    pub(crate) fn with_text(self, text: String, source: &Source) -> Document {
        let id = self.id.or_else(|| self.url.clone()).unwrap_or_else(|| content_id(&text));
        let mut document = Document {
            title: self.title,
            published: source.published.clone(),
            publisher: self.publisher,
            url: self.url,
            language: self.language,
            ..Document::new(id, text)
        };
        match self.published.as_deref().map(date::read) {
            Some(Ok(published)) => document.published = Some(published),
            Some(Err(reason)) => {
                document.published = None;
                let reason = format!("date of the item left out, the document is kept without: {reason}");
                document.dropped.push(source.reject(self.offset, reason));
            }
            None => {}
        }
        document
    }
}
