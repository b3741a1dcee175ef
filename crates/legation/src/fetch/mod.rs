//! The one room with a door to the network: pages, feeds and files of the web.
//!
//! Every connection goes through a [`Gate`]: only http and https, only to addresses of the public internet (checked after
//! the name was looked up, at every redirect), within limits on time and size. No other module opens a connection, and
//! nobody asks this one save `ingest` with an address and `watch`.

mod address;
mod body;
mod documents;
mod error;
mod gate;
mod hosts;
mod limits;
mod poll;
mod robots;
mod state;
mod url;

pub use address::Cidr;
pub use documents::documents;
pub use error::{FetchError, FetchErrorKind};
pub use gate::{Conditional, Fetched, Gate, USER_AGENT};
pub use limits::Limits;
pub use poll::{MAX_PAGES, Outcome, Polled, Poller};
pub use state::{FeedState, INTERVAL, MAX_WAIT};
pub use url::{MAX_URL_BYTES, is_url};

/// One request through a gate of its own; whoever asks more than once makes a [`Gate`].
///
/// # Errors
/// As [`Gate::fetch`].
pub fn fetch(url: &str, limits: &Limits, conditional: Option<&Conditional>) -> Result<Fetched, FetchError> {
    Gate::new(limits.clone()).fetch(url, conditional)
}
