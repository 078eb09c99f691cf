//! Any text as a report to be mined (invariant 3).
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/suite/fuzzed/doors.rs"]
mod doors;

fuzz_target!(|bytes: &[u8]| doors::run("mine", bytes));
