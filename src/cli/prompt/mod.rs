//! Asks for lines and choices, on a full-screen or on a dumb terminal.

mod command;
mod console;
mod dumb;
mod full_screen;
mod line_editor;
mod matching;
mod prompter;
mod types;

pub(crate) use command::Command;
pub(crate) use console::{Choice, Console};
pub(crate) use prompter::prompter;
pub(crate) use types::{LinePrompt, Pick, Prompter, Reply, YesNo};
