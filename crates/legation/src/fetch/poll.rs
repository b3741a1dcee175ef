//! Following feeds politely: one poll of a feed, and of many at once.
//!
//! The caller keeps the states and says what it knows already; this module has no clock and no memory. An item with its
//! whole text in the feed is a document; of any other the page is fetched, if the site's robots.txt does not mind.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use jiff::Timestamp;

use super::documents::{article, told};
use super::gate::{Fetched, Gate};
use super::robots::Robots;
use super::state::{FeedState, retry_after};
use super::url;
use crate::ingest::feed::{self, Feed, Item};
use crate::ingest::{Document, Rejection, Source, in_sections};

/// The most pages of items that are fetched in one poll of a feed; the others come with the next ones.
pub const MAX_PAGES: usize = 50;

/// What a poll of a feed gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polled {
    /// The feed's address, as the caller gave it.
    pub url: String,
    /// What to remember.
    pub state: FeedState,
    /// How it went.
    pub outcome: Outcome,
    /// New documents, and items that gave none.
    pub found: Vec<Result<Document, Rejection>>,
}

/// How a poll of a feed went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was not asked: it is not due, or gone.
    NotDue,
    /// Nothing has changed since the last time.
    Unchanged,
    /// It was read; so many items stand in it.
    Read {
        /// All items, those known before too.
        n_items: usize,
    },
    /// It will not come back.
    Gone,
    /// It could not be had or read: why.
    Failed(String),
}

/// Asks feeds through a gate, and remembers robots.txt as long as it lives.
#[derive(Debug)]
pub struct Poller<'a> {
    gate: &'a Gate,
    /// Decides how waits are spread.
    seed: u64,
    robots: Mutex<HashMap<String, Arc<Mutex<Option<Robots>>>>>,
}

impl<'a> Poller<'a> {
    /// A poller that asks through this gate.
    #[must_use]
    pub fn new(gate: &'a Gate, seed: u64) -> Self {
        Self { gate, seed, robots: Mutex::default() }
    }

    /// Polls one feed, if it is due. Items whose id is `known` are passed over.
    pub fn poll(&self, url: &str, state: &FeedState, now: Timestamp, known: &(dyn Fn(&str) -> bool + Sync)) -> Polled {
        let polled = |state, outcome, found| Polled { url: url.to_owned(), state, outcome, found };
        if !state.is_due(now) {
            return polled(state.clone(), Outcome::NotDue, Vec::new());
        }
        let failed = |reason: String, asked| {
            polled(state.failed(url, asked, now, self.seed), Outcome::Failed(reason), Vec::new())
        };
        let fetched = match self.gate.fetch(url, state.conditional(now).as_ref()) {
            Ok(fetched) => fetched,
            Err(error) => return failed(error.to_string(), None),
        };
        match fetched.status {
            304 => return polled(state.answered(url, None, now, self.seed), Outcome::Unchanged, Vec::new()),
            410 => return polled(state.buried(), Outcome::Gone, Vec::new()),
            status if !fetched.is_success() => {
                let asked = fetched.retry_after.as_deref().and_then(|given| retry_after(given, now));
                return failed(format!("{url}: the server answers {}", told(status)), asked);
            }
            _ => {}
        }
        let Fetched { url: base, charset, body, mut conditional, .. } = fetched;
        let feed = match feed::parse_bytes(body, charset.as_deref()) {
            Ok(feed) => feed,
            Err((at, reason)) => return failed(format!("{url}:{at}: {reason}"), None),
        };
        let n_items = feed.items.len();
        let (found, is_whole) = self.items(url, &base, feed, known);
        if !is_whole {
            // Else the server would say "not modified", and the rest would never be seen.
            conditional = super::gate::Conditional::default();
        }
        polled(state.answered(url, Some(conditional), now, self.seed), Outcome::Read { n_items }, found)
    }

    /// Polls all feeds that are due, and gives each result to `take` as it comes; one of a host after the other, hosts
    /// side by side.
    pub fn poll_all(
        &self,
        feeds: &[(String, FeedState)],
        now: Timestamp,
        known: &(dyn Fn(&str) -> bool + Sync),
        mut take: impl FnMut(Polled),
    ) {
        let mut lanes: BTreeMap<String, Vec<&(String, FeedState)>> = BTreeMap::new();
        for feed in feeds {
            let host = url::checked(&feed.0).ok().and_then(|url| url.host().map(str::to_owned)).unwrap_or_default();
            lanes.entry(host).or_default().push(feed);
        }
        // Hosts that hung the last time hang at the end, when they hold up nobody.
        let mut lanes: Vec<_> = lanes.into_values().collect();
        lanes.sort_by_key(|lane| lane.iter().map(|(_, state)| state.failures).min());
        let n_threads = self.gate.limits().n_at_once.min(lanes.len());
        let lanes = Mutex::new(lanes.into_iter());
        let (results, polled) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..n_threads {
                let (results, lanes) = (results.clone(), &lanes);
                scope.spawn(move || {
                    loop {
                        let lane = lanes.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some(lane) = lane else { return };
                        for (url, state) in lane {
                            if results.send(self.poll(url, state, now, known)).is_err() {
                                return;
                            }
                        }
                    }
                });
            }
            drop(results);
            polled.into_iter().for_each(&mut take);
        });
    }

    /// The documents of new items, and whether all were looked at.
    fn items(
        &self,
        url: &str,
        base: &str,
        feed: Feed,
        known: &(dyn Fn(&str) -> bool + Sync),
    ) -> (Vec<Result<Document, Rejection>>, bool) {
        let source = Source::file(url);
        let (mut found, mut n_pages, mut is_whole) = (Vec::new(), 0, true);
        for mut item in feed.items {
            item.url = item.url.take().and_then(|link| absolute(base, &link));
            let id = item.id.as_deref().or(item.url.as_deref());
            if id.is_some_and(known) {
                continue;
            }
            let wants_page = item.content.is_none() && item.url.is_some();
            if wants_page && n_pages == MAX_PAGES {
                is_whole = false;
                continue;
            }
            n_pages += usize::from(wants_page);
            match if wants_page { self.with_page(item, &source) } else { item.document(&source) } {
                Ok(document) => found.extend(in_sections(document).map(Ok)),
                Err(rejection) => found.push(Err(rejection)),
            }
        }
        found.extend(feed.fault.map(|(at, reason)| Err(source.reject(at, reason))));
        (found, is_whole)
    }

    /// An item with the text of its page; with its summary and a note where the page cannot be had.
    fn with_page(&self, item: Item, source: &Source) -> Result<Document, Rejection> {
        let url = item.url.clone().unwrap_or_default();
        match self.page(&url) {
            Ok(page) => {
                let Document { text, title, published, language, dropped, notes, .. } = page;
                let mut document = item.with_text(text, source);
                document.title = document.title.or(title);
                document.published = document.published.or(published);
                document.language = document.language.or(language);
                document.dropped.extend(dropped);
                document.notes.extend(notes);
                Ok(document)
            }
            Err(reason) if item.summary.is_some() => {
                let note = source.note(item.offset, format!("only the summary of the item is taken: {reason}"));
                let mut document = item.document(source)?;
                document.notes.push(note);
                Ok(document)
            }
            Err(reason) => Err(source.reject(item.offset, reason)),
        }
    }

    /// The article of a page, or why there is none.
    fn page(&self, url: &str) -> Result<Document, String> {
        if !self.allowed(url) {
            return Err(format!("{url}: the site's robots.txt asks not to fetch it"));
        }
        let fetched = self.gate.fetch(url, None).map_err(|error| error.to_string())?;
        if !fetched.is_success() {
            return Err(format!("{url}: the server answers {}", told(fetched.status)));
        }
        article(&fetched, &Source::file(url)).map_err(|rejection| rejection.to_string())
    }

    fn allowed(&self, url: &str) -> bool {
        let Ok(page) = url::checked(url) else { return false };
        let Some(authority) = page.authority() else { return false };
        let site = format!("{}://{authority}", page.scheme_str().unwrap_or("https"));
        let slot = {
            let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(robots.entry(site.clone()).or_default())
        };
        // Whoever comes second waits for the answer of the first.
        let mut robots = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let path = page.path_and_query().map_or("/", |path| path.as_str());
        robots.get_or_insert_with(|| self.robots_of(&site)).allows(path)
    }

    /// What a site asks for: nothing if it has no robots.txt, to stay away if that cannot be found out (RFC 9309, 2.3.1).
    fn robots_of(&self, site: &str) -> Robots {
        match self.gate.fetch(&format!("{site}/robots.txt"), None) {
            Ok(fetched) if fetched.is_success() => Robots::read(&fetched.body),
            Ok(fetched) if (400..500).contains(&fetched.status) && fetched.status != 429 => Robots::Open,
            Ok(_) | Err(_) => Robots::Closed,
        }
    }
}

/// A link of a feed as a whole address; what leads elsewhere than to the web is no link.
fn absolute(base: &str, link: &str) -> Option<String> {
    let base = url::checked(base).ok()?;
    url::join(&base, link).ok().map(|joined| joined.to_string())
}
