//! Records what happens while a draft is rendered: missing values, and the turns of lists.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use handlebars::{RenderError, RenderErrorReason};

use super::context;
use super::limits::MOST_TURNS;
use super::printed::PrintedValue;

/// The error of a draft whose lists take more than [`MOST_TURNS`] turns.
#[derive(Debug)]
pub(super) struct TooManyTurns;

impl fmt::Display for TooManyTurns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many turns")
    }
}

impl std::error::Error for TooManyTurns {}

/// The record of one rendering.
#[derive(Debug, Default)]
pub(super) struct RenderLog {
    /// The values printed that are missing, in order.
    missing: Mutex<Vec<PrintedValue>>,
    /// The turns all lists have taken together.
    turns: AtomicUsize,
}

impl RenderLog {
    /// Takes the values that were missing.
    pub(super) fn take_missing(&self) -> Vec<PrintedValue> {
        std::mem::take(&mut *self.missing.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds a value that is missing, and returns the hole that is printed for it.
    pub(super) fn add_hole(&self, value: PrintedValue) -> String {
        let hole = context::hole(&value.path);
        self.missing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(value);
        hole
    }

    /// Counts a turn of a list.
    pub(super) fn count_turn(&self) -> Result<(), RenderError> {
        if self.turns.fetch_add(1, Ordering::Relaxed) < MOST_TURNS {
            return Ok(());
        }
        Err(RenderErrorReason::NestedError(Box::new(TooManyTurns)).into())
    }
}
