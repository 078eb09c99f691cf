//! Reports what a user or an author has to fix: a code, a place in a file, a message and a hint.

mod checked;
mod code;
mod fault;
mod json;
mod message;

pub use checked::{Checked, Diagnostics};
pub use code::Code;
pub use fault::{Diagnostic, Location, Severity};
pub(crate) use json::words;
pub use message::{Lang, Message};
