//! Any bytes as records in every form that a stream has.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/suite/fuzzed/doors.rs"]
mod doors;

fuzz_target!(|bytes: &[u8]| doors::run("records", bytes));
