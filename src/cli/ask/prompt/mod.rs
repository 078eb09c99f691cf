//! Asks for a line or a choice, on a full-screen or on a dumb terminal.

mod dumb;
mod full_screen;
mod line_editor;
mod matching;
mod types;

use dumb::DumbTerminal;
use full_screen::FullScreen;

use super::super::outcome::Outcome;
use super::super::terminal::Terminal;

pub(crate) use types::{LinePrompt, Pick, Prompter, Reply};

/// Returns the prompter that fits the terminal.
pub(crate) fn prompter(terminal: &Terminal) -> Outcome<Box<dyn Prompter + '_>> {
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        return Ok(Box::new(DumbTerminal::new(terminal)));
    }
    Ok(Box::new(FullScreen::new(terminal)?))
}
