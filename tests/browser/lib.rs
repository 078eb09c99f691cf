//! Tests of the page in Chromium; see README.md.
#![cfg(test)]

mod browser;
mod faults;
mod habits;
mod interview;
mod next_year;
mod papers;
mod sample;
mod server;
