//! Reads YAML into a located tree, edits files in place, and prints values as YAML.
//!
//! No scalar gets a type here: `007`, `no` and `2026-1-5` stay as typed, and the kind of a field
//! decides.

mod comments;
pub(crate) use comments::comments;
pub mod print;
mod tree;

pub use tree::{Entry, Node, Value, read, read_below};
