//! Any text as a report to be reviewed.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/suite/fuzzed/doors.rs"]
mod doors;

fuzz_target!(|bytes: &[u8]| doors::run("review", bytes));
