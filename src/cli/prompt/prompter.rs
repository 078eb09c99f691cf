//! Chooses the prompter that fits the terminal.

use super::dumb::DumbTerminal;
use super::full_screen::FullScreen;
use super::types::Prompter;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::Terminal;

/// Returns the prompter that fits the terminal.
///
/// # Errors
/// A terminal that cannot be opened.
pub(crate) fn prompter(terminal: &Terminal) -> Outcome<Box<dyn Prompter + '_>> {
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        return Ok(Box::new(DumbTerminal::new(terminal)));
    }
    Ok(Box::new(FullScreen::new(terminal)?))
}
