//! Open connections, and which to close when there are too many: the oldest that waits for nothing from here. So a client that
//! opens hundreds and never asks cannot keep others out.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::AbortHandle;

use crate::limits::MOST_CONNECTIONS;

/// Requests of one connection that are being answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Work(Arc<AtomicUsize>);

impl Work {
    /// One request more, until the value is dropped.
    pub(crate) fn begin(&self) -> Working {
        self.0.fetch_add(1, Ordering::Relaxed);
        Working(Arc::clone(&self.0))
    }

    fn is_idle(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct Working(Arc<AtomicUsize>);

impl Drop for Working {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The open connections, the oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Connections(Arc<Mutex<VecDeque<(AbortHandle, Work)>>>);

impl Connections {
    /// Makes room for one more. False if all are at work.
    pub(crate) fn make_room(&self) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(task, _)| !task.is_finished());
        if open.len() < MOST_CONNECTIONS {
            return true;
        }
        let idle = open.iter().position(|(_, work)| work.is_idle());
        idle.and_then(|idx| open.remove(idx)).map(|(task, _)| task.abort()).is_some()
    }

    /// Takes one in.
    pub(crate) fn add(&self, task: AbortHandle, work: Work) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back((task, work));
    }
}
