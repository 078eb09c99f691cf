//! Serves the library to agents as tools of the Model Context Protocol: `nigao mcp`.
//!
//! ```text
//! server (stdin, stdout) ─► tool_list ─► arguments ─► tools/* ─► envelope
//!                                                        │
//!                                  workspace (files of one folder alone)
//! ```
//!
//! It sees the public API alone, as the other faces do. A tool answers with the envelope that the
//! command of its name prints with `--json`, and says no more than the command would: what is not
//! answered stays a hole.

mod arguments;
mod server;
mod tool_call;
mod tool_failure;
mod tool_list;
mod tools;
mod workspace;

pub(crate) use server::{McpOptions, serve};
