//! What all answers share: the record's file, who may ask, and how much goes on at once.

use std::path::PathBuf;
use std::sync::Arc;

use legation::store::{Store, StoreError};
use tokio::sync::Semaphore;

use crate::access::{Hosts, Token};
use crate::limits::{MOST_FILES, MOST_REQUESTS, PAGE_TIME};
use crate::problem::Problem;

/// The server's state.
pub(crate) struct App {
    pub(crate) store: PathBuf,
    pub(crate) hosts: Hosts,
    pub(crate) token: Option<Token>,
    pub(crate) requests: Semaphore,
    pub(crate) exports: Arc<Semaphore>,
}

impl App {
    /// The state of a server that starts.
    pub(crate) fn new(store: PathBuf, hosts: Hosts, token: Option<Token>) -> Arc<Self> {
        let (requests, exports) = (Semaphore::new(MOST_REQUESTS), Arc::new(Semaphore::new(MOST_FILES)));
        Arc::new(Self { store, hosts, token, requests, exports })
    }

    /// Asks the record on a thread that may wait for the disk.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        let path = self.store.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let mut store = Store::open_to_read(&path)?;
            store.limit_time(PAGE_TIME)?;
            question(&store)
        });
        Ok(answer.await.map_err(|_| Problem::Broken)??)
    }
}
