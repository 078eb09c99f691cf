//! Notices Ctrl-C, so that a run ends between two files and not within one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user asked for an end.
#[derive(Clone, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Starts to notice Ctrl-C and a request to terminate. A second one ends the program at once;
    /// files are whole all the same, because they are renamed into place.
    pub(crate) fn watch() -> Self {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            let flag = interrupt.0.clone();
            // Where a signal cannot be noticed the program ends by it, as any program does.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, flag.clone());
            let _ = signal_hook::flag::register(signal, flag);
        }
        interrupt
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
