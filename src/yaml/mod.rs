//! Reads YAML into a located tree, edits files in place, and prints values as YAML.
//!
//! No scalar gets a type here: `007`, `no` and `2026-1-5` stay as typed, and the kind of a field
//! decides.

mod as_typed;
mod block_context;
mod comments;
pub(crate) use comments::comments;
mod flow;
mod lines;
mod node;
mod part;
pub mod print;
mod serialize;
mod slip;
mod tree;

pub(crate) use lines::lines;
pub use node::{Entry, Node, Value};
pub(crate) use part::move_down;
pub use serialize::serialize;
pub use tree::read;
