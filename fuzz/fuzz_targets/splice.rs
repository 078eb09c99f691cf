//! Any bytes as a Word file to be changed (invariant 13).
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/suite/fuzzed/doors.rs"]
mod doors;

fuzz_target!(|bytes: &[u8]| doors::run("splice", bytes));
