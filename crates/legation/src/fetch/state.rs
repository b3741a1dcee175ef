//! What is remembered of a feed between two polls, and when the next one is due.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::gate::Conditional;

/// The longest wait for a feed that fails, and the longest time without a full fetch.
pub const MAX_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// The usual time between two polls of a feed.
pub const INTERVAL: Duration = Duration::from_secs(30 * 60);

/// What is remembered of a feed between two polls. A plain value that the store keeps; the default is a feed never asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedState {
    /// `ETag` of the last feed that was read.
    pub etag: Option<String>,
    /// `Last-Modified` of the last feed that was read.
    pub last_modified: Option<String>,
    /// When it is to be asked next; a feed never asked is due.
    pub next_at: Option<Timestamp>,
    /// When it was last sent whole: a server that says "not modified" is not believed for longer than a day.
    pub full_at: Option<Timestamp>,
    /// Polls that failed since the last that did not.
    pub failures: u32,
    /// Whether the server said that it is gone for good; it is never asked again.
    pub gone: bool,
}

impl FeedState {
    /// Whether it is time to ask.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        !self.gone && self.next_at.is_none_or(|next_at| next_at <= now)
    }

    /// What to send along, if the last whole feed is fresh enough.
    pub(super) fn conditional(&self, now: Timestamp) -> Option<Conditional> {
        let is_fresh = self.full_at.is_some_and(|full_at| {
            let age = now.duration_since(full_at);
            !age.is_negative() && age.unsigned_abs() < MAX_WAIT
        });
        let conditional = Conditional { etag: self.etag.clone(), last_modified: self.last_modified.clone() };
        Some(conditional).filter(|conditional| is_fresh && *conditional != Conditional::default())
    }

    /// After an answer: what it said of itself counts from now on, if it was whole.
    pub(super) fn answered(&self, url: &str, full: Option<Conditional>, now: Timestamp, seed: u64) -> Self {
        let next_at = later(now, jittered(INTERVAL, url, 0, seed));
        match full {
            Some(Conditional { etag, last_modified }) => {
                Self { etag, last_modified, next_at, full_at: Some(now), failures: 0, gone: false }
            }
            None => Self { next_at, failures: 0, ..self.clone() },
        }
    }

    /// After a failure: twice the wait of the last time, at least as long as the server asks, at most a day.
    pub(super) fn failed(&self, url: &str, asked: Option<Duration>, now: Timestamp, seed: u64) -> Self {
        let failures = self.failures.saturating_add(1);
        let wait = INTERVAL.saturating_mul(1 << failures.min(10)).min(MAX_WAIT);
        let wait = jittered(wait, url, failures, seed).max(asked.unwrap_or_default()).min(MAX_WAIT);
        Self { failures, next_at: later(now, wait), ..self.clone() }
    }

    /// After the server said that it is gone.
    pub(super) fn buried(&self) -> Self {
        Self { gone: true, next_at: None, ..self.clone() }
    }
}

fn later(now: Timestamp, wait: Duration) -> Option<Timestamp> {
    // At the end of time there is no later.
    now.checked_add(SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX)).ok().or(Some(now))
}

/// Between half of a wait and all of it, so that feeds that failed together do not come back together. The same seed,
/// address and number of failures give the same.
fn jittered(wait: Duration, url: &str, failures: u32, seed: u64) -> Duration {
    let hash = Sha256::new()
        .chain_update(seed.to_le_bytes())
        .chain_update(failures.to_le_bytes())
        .chain_update(url)
        .finalize();
    let part = u32::from(hash[0]) << 8 | u32::from(hash[1]);
    wait / 2 + wait.mul_f64(f64::from(part) / f64::from(1 << 17))
}

/// `Retry-After`: seconds, or a date.
pub(super) fn retry_after(given: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = given.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(given.trim()).ok()?;
    let wait = until.duration_since(now);
    Some(if wait.is_negative() { Duration::ZERO } else { wait.unsigned_abs() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        format!("2025-05-06T{time}Z").parse().unwrap()
    }

    #[test]
    fn failures_wait_longer_and_never_over_a_day() {
        let now = at("00:00:00");
        let mut state = FeedState::default();
        let mut waits = Vec::new();
        for _ in 0..40 {
            state = state.failed("https://a.example/", None, now, 1);
            waits.push(state.next_at.unwrap().duration_since(now).unsigned_abs());
        }
        assert!(waits.iter().all(|wait| *wait >= INTERVAL && *wait <= MAX_WAIT), "{waits:?}");
        assert!(waits[3] > waits[0] && waits[39] >= MAX_WAIT / 2);
        assert_eq!(state.failures, 40);
        let other = FeedState::default().failed("https://b.example/", None, now, 1);
        assert_ne!(other.next_at, FeedState::default().failed("https://a.example/", None, now, 1).next_at);
        let asked = |seconds| Some(Duration::from_secs(seconds));
        let state = FeedState::default().failed("x", asked(80_000), now, 1);
        assert_eq!(state.next_at, Some(at("22:13:20")));
        let state = FeedState::default().failed("x", asked(1_000_000), now, 1);
        assert_eq!(state.next_at.unwrap().duration_since(now).unsigned_abs(), MAX_WAIT);
    }

    #[test]
    fn a_server_that_says_not_modified_is_believed_for_a_day() {
        let full = Some(Conditional { etag: Some("x".into()), last_modified: None });
        let state = FeedState::default().answered("u", full.clone(), at("00:00:00"), 1);
        assert!(!state.is_due(at("00:01:00")) && state.is_due(at("00:30:00")));
        assert_eq!(state.conditional(at("23:59:00")), full);
        let unchanged = state.answered("u", None, at("12:00:00"), 1);
        assert_eq!(unchanged.conditional("2025-05-07T00:00:00Z".parse().unwrap()), None);
        assert!(!state.buried().is_due("2035-01-01T00:00:00Z".parse().unwrap()));
    }

    #[test]
    fn states_are_kept_as_json() {
        let state = FeedState { etag: Some("\"x\"".into()), next_at: Some(at("10:00:00")), ..FeedState::default() };
        let json = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<FeedState>(&json).unwrap(), state);
        assert_eq!(serde_json::from_str::<FeedState>("{}").unwrap(), FeedState::default());
    }

    #[test]
    fn servers_ask_for_a_pause_in_seconds_or_by_date() {
        let now = at("00:00:00");
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Tue, 06 May 2025 00:01:00 GMT", now), Some(Duration::from_secs(60)));
        assert_eq!(retry_after("Mon, 05 May 2025 00:01:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
