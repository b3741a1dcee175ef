//! A page, feed or file of the web as documents, by what the server says it is, else by its content.

use std::io::Cursor;

use super::gate::{Fetched, Gate};
use crate::ingest::{BUFFER_BYTES, Document, Documents, Format, Rejection, Source, extension_of, html, media, stream};

/// The documents at an address. `source` says what is known of them beforehand; its path is what messages show.
///
/// What cannot be had is one [`Rejection`] with the address in place of a path.
#[must_use]
pub fn documents(gate: &Gate, url: &str, source: &Source) -> Documents<'static> {
    match gate.fetch(url, None) {
        Ok(fetched) if fetched.is_success() => read(fetched, source),
        Ok(fetched) => rejected(source.reject(0, format!("the server answers {}", told(fetched.status)))),
        Err(error) if error.url() == url || error.url().trim_end_matches('/') == url => {
            rejected(source.reject(0, error.reason()))
        }
        Err(error) => rejected(source.reject(0, error)),
    }
}

/// The documents of an answer.
fn read(fetched: Fetched, source: &Source) -> Documents<'static> {
    let Fetched { url, content_type, charset, body, .. } = fetched;
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let by_name = path.rsplit_once('/').and_then(|(_, name)| extension_of(name.as_ref())).map(str::to_ascii_lowercase);
    // Many servers call a feed a page.
    let is_feed = Format::detect(None, &body[..body.len().min(BUFFER_BYTES)]) == Ok(Format::Feed);
    let by_type = if is_feed { Some("xml") } else { content_type.as_deref().and_then(media::extension) };
    if by_type == Some("html") {
        return Box::new(html::sections(&body[..], charset.as_deref(), source).into_iter().map(move |mut found| {
            if let Ok(document) = &mut found {
                document.url.get_or_insert_with(|| url.clone());
            }
            found
        }));
    }
    // `.php`, `.aspx` and the like say nothing.
    let extension = by_type.or(by_name.as_deref().filter(|name| Format::is_known(Some(name))));
    let extension = extension.map(str::to_owned);
    let is_text = content_type.as_deref().is_some_and(|kind| kind.starts_with("text/"));
    let body = match charset {
        Some(charset) if is_text && extension.as_deref() != Some("xml") => {
            html::decode(body, Some(&charset)).0.into_bytes()
        }
        _ => body,
    };
    Box::new(stream(Cursor::new(body), extension.as_deref(), source).map(move |mut found| {
        if let Ok(document) = &mut found {
            document.url.get_or_insert_with(|| url.clone());
        }
        found
    }))
}

/// A status code in words.
pub(super) fn told(status: u16) -> String {
    let words = match status {
        304 => "not modified",
        401 | 403 => "forbidden",
        404 => "not found",
        410 => "gone",
        429 => "too many requests",
        451 => "unavailable for legal reasons",
        500..=599 => "an error of its own",
        _ => return status.to_string(),
    };
    format!("{status} ({words})")
}

fn rejected(rejection: Rejection) -> Documents<'static> {
    Box::new(std::iter::once(Err(rejection)))
}

/// The article of a page that was fetched, as one document.
pub(super) fn article(fetched: &Fetched, source: &Source) -> Result<Document, Rejection> {
    match fetched.content_type.as_deref() {
        Some("text/html" | "application/xhtml+xml") => {
            html::page(&fetched.body[..], fetched.charset.as_deref(), source)
        }
        other => Err(source.reject(0, format!("{} is no page", other.unwrap_or("an answer without a type")))),
    }
}
