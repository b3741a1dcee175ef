//! One request to a host at a time, and a pause between two.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Who may ask which host.
#[derive(Debug)]
pub(super) struct Hosts {
    pause: Duration,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug, Default)]
struct Host {
    state: Mutex<State>,
    free: Condvar,
}

#[derive(Debug, Default)]
struct State {
    busy: bool,
    /// When the last request ended.
    last: Option<Instant>,
}

/// The right to ask a host, until it is dropped.
pub(super) struct Turn(Arc<Host>);

impl Hosts {
    pub(super) fn new(pause: Duration) -> Self {
        Self { pause, hosts: Mutex::default() }
    }

    /// Waits until nobody else asks the host, and the pause is over.
    pub(super) fn turn(&self, host: &str) -> Turn {
        let host = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let state = host.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = host.free.wait_while(state, |state| state.busy).unwrap_or_else(PoisonError::into_inner);
        state.busy = true;
        let last = state.last;
        drop(state);
        let wait = last.map(|last| self.pause.saturating_sub(last.elapsed())).filter(|wait| !wait.is_zero());
        wait.into_iter().for_each(thread::sleep);
        Turn(host)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State { busy: false, last: Some(Instant::now()) };
        self.0.free.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_host_is_asked_by_one_at_a_time_with_a_pause() {
        let hosts = Hosts::new(Duration::from_millis(20));
        let (n_now, start) = (AtomicUsize::new(0), Instant::now());
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let _turn = hosts.turn("a.example");
                    assert_eq!(n_now.fetch_add(1, Ordering::SeqCst), 0);
                    thread::sleep(Duration::from_millis(1));
                    n_now.fetch_sub(1, Ordering::SeqCst);
                });
            }
            let _other = hosts.turn("b.example");
        });
        assert!(start.elapsed() >= Duration::from_millis(60));
    }
}
