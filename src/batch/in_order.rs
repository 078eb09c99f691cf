//! Works on many items at once and hands the results on in the order of the items.
//!
//! A reader runs ahead by a bounded number of items; what is there is worked on by all threads of
//! the pool; results leave in order. Memory is bounded by the items in flight, and a caller who
//! waits for the answer to one item before giving the next is not kept waiting for more.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// How many items are worked on before their results are handed on: enough for every thread to
/// have several, few enough to hold their results at once.
const BATCH: usize = 64;

/// Calls `work` on every item, in any order, and `done` on every result, in the order of the
/// items. It stops when `done` breaks; items that were taken are worked on to the end.
pub fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> ControlFlow<()> + Send,
) {
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(BATCH);
        scope.spawn(move || {
            for item in items {
                // Nobody takes it: the work was stopped.
                if sender.send(item).is_err() {
                    break;
                }
            }
        });
        while let Some(batch) = next_batch(&receiver) {
            let results: Vec<R> = batch.into_par_iter().map(&work).collect();
            for result in results {
                if done(result).is_break() {
                    return;
                }
            }
        }
    });
}

/// Waits for one item, and takes those that are there besides; none when all are done.
fn next_batch<T>(receiver: &Receiver<T>) -> Option<Vec<T>> {
    let mut batch = vec![receiver.recv().ok()?];
    while batch.len() < BATCH {
        match receiver.try_recv() {
            Ok(item) => batch.push(item),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
        }
    }
    Some(batch)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_and_reading_is_bounded() {
        let read = AtomicUsize::new(0);
        let items = (0..10_000).inspect(|_| _ = read.fetch_add(1, Ordering::SeqCst));
        let mut results = Vec::new();
        let mut furthest = 0;
        in_order(
            items,
            |n| n * 2,
            |n| {
                furthest = furthest.max(read.load(Ordering::SeqCst) - results.len());
                results.push(n);
                ControlFlow::Continue(())
            },
        );
        assert!(results.iter().enumerate().all(|(at, n)| *n == at * 2) && results.len() == 10_000);
        assert!(furthest <= 3 * BATCH, "{furthest}");
    }

    #[test]
    fn it_stops_when_it_is_told_to() {
        let mut results = 0;
        in_order(
            0..,
            |n: u64| n,
            |_| {
                results += 1;
                if results < 5 {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
        );
        assert_eq!(results, 5);
    }
}
