//! Any text as a template (invariants 5, 8).
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/suite/fuzzed/doors.rs"]
mod doors;

fuzz_target!(|bytes: &[u8]| doors::run("template", bytes));
