//! Asks for the answers at the terminal and writes the report: `nigao ask`.

mod ask_command;
mod choice;
mod editor;
mod line;
mod lists;
mod menu;
mod output;
mod paragraphs;
mod pending;
mod preview;
mod question_text;
mod questions;
mod readback;
mod review;
mod session;
mod table;
mod turn;

pub(crate) use ask_command::Ask;
