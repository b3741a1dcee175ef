//! Work on many texts at once, with results in the order of the input.
//!
//! One thread reads, some work, the caller's takes results. The queue between them is short, so memory
//! stays flat however long the input is; order does not depend on the number of threads.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Results that may wait for an earlier one, for each thread.
const AHEAD: usize = 4;

/// Whether more results are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Go on.
    More,
    /// Stop reading and drop what is still being worked on.
    Enough,
}

/// What the caller does with results, in order.
pub(crate) trait Sink<R> {
    /// Takes one result.
    fn take(&mut self, result: R) -> anyhow::Result<Flow>;

    /// Called whenever the next result is not ready: time to let the reader see what there is.
    fn idle(&mut self) -> anyhow::Result<()>;
}

/// Applies `work` to each item on `n_threads` threads, and gives the results to `sink` in the items' order.
pub(crate) fn ordered<T: Send, R: Send>(
    n_threads: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    sink: &mut impl Sink<R>,
) -> anyhow::Result<()> {
    let (jobs, waiting) = sync_channel::<(T, SyncSender<R>)>(n_threads);
    // Each job's result has a channel of its own; these channels stand in line in the items' order.
    let (line, results) = sync_channel::<Receiver<R>>(n_threads * AHEAD);
    let waiting = Mutex::new(waiting);
    let (work, waiting) = (&work, &waiting);
    thread::scope(|scope| {
        scope.spawn(move || {
            for item in items {
                let (result, receiver) = sync_channel(1);
                if line.send(receiver).is_err() || jobs.send((item, result)).is_err() {
                    break;
                }
            }
        });
        for _ in 0..n_threads {
            scope.spawn(move || {
                while let Some((item, result)) = next(waiting) {
                    // Nobody waits for it any more when the caller has had enough.
                    let _ = result.send(work(item));
                }
            });
        }
        drain(results, sink)
    })
}

fn next<J>(waiting: &Mutex<Receiver<J>>) -> Option<J> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Takes `results` by value: that the line is gone is what stops the reading thread when the caller has had enough.
fn drain<R>(results: Receiver<Receiver<R>>, sink: &mut impl Sink<R>) -> anyhow::Result<()> {
    loop {
        let receiver = match results.try_recv() {
            Ok(receiver) => receiver,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                sink.idle()?;
                let Ok(receiver) = results.recv() else { return Ok(()) };
                receiver
            }
        };
        // A worker that dies takes its result along; the scope passes its panic on.
        let Ok(result) = receiver.recv() else { return Ok(()) };
        if sink.take(result)? == Flow::Enough {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    struct Collect {
        results: Vec<usize>,
        limit: usize,
    }

    impl Sink<usize> for Collect {
        fn take(&mut self, result: usize) -> anyhow::Result<Flow> {
            self.results.push(result);
            Ok(if self.results.len() == self.limit { Flow::Enough } else { Flow::More })
        }

        fn idle(&mut self) -> anyhow::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for n_threads in [1, 2, 7] {
            let mut sink = Collect { results: Vec::new(), limit: usize::MAX };
            let slow_ones = |item: usize| {
                thread::sleep(Duration::from_micros(if item.is_multiple_of(13) { 900 } else { 10 }));
                item
            };
            ordered(n_threads, 0..200, slow_ones, &mut sink).unwrap();
            assert_eq!(sink.results, (0..200).collect::<Vec<_>>());
        }
    }

    #[test]
    fn little_is_read_ahead_and_nothing_after_enough() {
        let n_read = AtomicUsize::new(0);
        let items = (0..).inspect(|_| {
            n_read.fetch_add(1, Ordering::Relaxed);
        });
        let mut sink = Collect { results: Vec::new(), limit: 3 };
        ordered(2, items, |item| item, &mut sink).unwrap();
        assert_eq!(sink.results, [0, 1, 2]);
        assert!(n_read.load(Ordering::Relaxed) <= 3 + 2 * AHEAD + 3);
    }
}
