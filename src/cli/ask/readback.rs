//! Tells the user how an answer was understood.

use anstyle::AnsiColor;
use nigao::diagnostic::{Diagnostic, Diagnostics};
use nigao::interview::{Interview, Readback};

use super::super::lang::{lang, translate};
use super::super::prompt::Console;

/// Shows how an answer was understood, unless that is just what was typed, or why it was refused.
/// Returns whether it was accepted.
pub(super) fn show(
    given: Result<Readback, Diagnostics>,
    typed: &str,
    interview: &Interview,
    console: &Console,
) -> bool {
    let readback = match given {
        Ok(readback) => readback,
        Err(faults) => {
            console.note(&fault_line(&faults), 2);
            return false;
        }
    };
    if !readback.text.is_empty() && readback.text != typed.trim() {
        let is_complete = interview.question().is_none_or(|question| question.opens());
        let computed = if readback.growth.is_some() && is_complete {
            translate("ask.computed")
        } else {
            String::new()
        };
        let green = AnsiColor::Green.on_default();
        console.styled(green, &format!("  → {}{computed}", readback.text), 4);
    }
    for remark in &readback.remarks {
        console.note(&format!("  {}", remark.message.text(lang())), 2);
    }
    true
}

/// Writes the first fault and its fix on one line.
pub(super) fn fault_line(faults: &[Diagnostic]) -> String {
    let Some(fault) = faults.first() else {
        return String::new();
    };
    let message = fault.message.text(lang());
    match &fault.hint {
        Some(hint) => format!("{message}{}{}", translate("ask.comma"), hint.text(lang())),
        None => message,
    }
}
