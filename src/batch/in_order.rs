//! Works on many items at once and hands the results on in the order of the items.
//!
//! A reader runs ahead by a bounded number of items; what is there is worked on by all threads of
//! the pool; results leave in order. Memory is bounded by the items in flight, and a caller who
//! waits for the answer to one item before giving the next is not kept waiting for more.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver};
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
        let mut finished: Vec<R> = Vec::new();
        loop {
            let mut batch = waiting(&receiver);
            if batch.is_empty() {
                // Nothing to do until more comes: nobody is kept waiting for what is finished.
                if hand_on(std::mem::take(&mut finished), &mut done).is_break() {
                    return;
                }
                // None: all are done.
                let Ok(item) = receiver.recv() else { return };
                batch.push(item);
                batch.extend(waiting(&receiver));
            }
            // While one thread hands on what is finished, the others work on what comes next.
            let (handed_on, results) = rayon::join(
                || hand_on(std::mem::take(&mut finished), &mut done),
                || batch.into_par_iter().map(&work).collect(),
            );
            if handed_on.is_break() {
                return;
            }
            finished = results;
        }
    });
}

/// Takes the items that are there, without waiting for more.
fn waiting<T>(receiver: &Receiver<T>) -> Vec<T> {
    receiver.try_iter().take(BATCH).collect()
}

/// Hands results on until `done` breaks.
fn hand_on<R>(results: Vec<R>, done: &mut impl FnMut(R) -> ControlFlow<()>) -> ControlFlow<()> {
    results.into_iter().try_for_each(done)
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
        assert!(furthest <= 4 * BATCH, "{furthest}");
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
