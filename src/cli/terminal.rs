//! Prints results on stdout and notes on stderr, in colour only where somebody looks.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use nigao::diagnostic::{Diagnostic, Message, Severity};
use nigao::envelope::Envelope;
use nigao::error::Error;
use serde_json::Value;

use super::lang::lang;
use super::wrap::{cut, wrap};

/// The streams of this run: whether they show colours, and how wide they are.
pub(crate) struct Terminal {
    /// With `--json`, what is printed at the end in place of everything else.
    envelope: Option<RefCell<Envelope>>,
    /// The columns of stdout, if it is a terminal.
    columns: Option<usize>,
    colour_out: bool,
    colour_err: bool,
}

/// The longest line of prose on any terminal, in columns; longer ones are hard to read.
const PROSE_COLUMNS: usize = 100;
/// The narrowest terminal that is wrapped for, in columns.
const NARROWEST_TERMINAL: usize = 20;
/// The narrowest column of a table that is wrapped, in columns.
const NARROWEST_CELL: usize = 20;

impl Terminal {
    /// Looks at the streams; `NO_COLOR` and `TERM=dumb` turn colours off. With an envelope, nothing
    /// is printed before [`Terminal::seal`].
    pub(crate) fn new(envelope: Option<Envelope>, env: impl Fn(&str) -> Option<String>) -> Self {
        let unwanted = env("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env("TERM").as_deref() == Some("dumb");
        let colour = !unwanted && !dumb;
        let size = terminal_size::terminal_size_of(io::stdout());
        Self {
            envelope: envelope.map(RefCell::new),
            columns: size.map(|(width, _)| usize::from(width.0)),
            colour_out: colour && io::stdout().is_terminal(),
            colour_err: colour && io::stderr().is_terminal(),
        }
    }

    /// Returns whether the answer is an envelope of JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.envelope.is_some()
    }

    /// Returns the envelope to be filled, with `--json`.
    pub(crate) fn envelope(&self) -> Option<std::cell::RefMut<'_, Envelope>> {
        self.envelope.as_ref().map(RefCell::borrow_mut)
    }

    /// Sets the result of the envelope. It is made only if there is an envelope.
    pub(crate) fn answer(&self, result: impl FnOnce() -> Value) {
        if let Some(mut envelope) = self.envelope() {
            envelope.set_result(result());
        }
    }

    /// Prints the envelope, if there is one.
    pub(crate) fn seal(&self, ok: bool) -> Result<(), Error> {
        let Some(envelope) = &self.envelope else {
            return Ok(());
        };
        write_out(format!("{}\n", envelope.borrow().to_text(ok)).as_bytes())
    }

    /// Gives advice that belongs to no place: a line of its own, or a diagnostic of the envelope.
    pub(crate) fn advise(&self, message: &Message) {
        match self.envelope() {
            Some(mut envelope) => envelope.add(&Diagnostic::advice(None, message.clone())),
            None => self.note(&format!("{}\n", message.text(lang()))),
        }
    }

    /// Returns whether stdout shows colours.
    pub(crate) fn colour_out(&self) -> bool {
        self.colour_out
    }

    /// Returns whether stderr shows colours.
    pub(crate) fn colour_err(&self) -> bool {
        self.colour_err
    }

    /// Returns the columns of stdout, if it is a terminal.
    pub(crate) fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// Writes a result to stdout.
    pub(crate) fn print(&self, text: &str) -> Result<(), Error> {
        self.print_bytes(text.as_bytes())
    }

    /// Writes bytes to stdout, unless an envelope is all that may stand there.
    pub(crate) fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        if self.is_json() {
            Ok(())
        } else {
            write_out(bytes)
        }
    }

    /// Writes a note to stderr, unless an envelope tells everything. If writing fails, nothing is
    /// left to report it on.
    pub(crate) fn note(&self, text: &str) {
        if !self.is_json() {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// Cuts a line to the width of stdout.
    pub(crate) fn fit(&self, line: &str) -> String {
        match self.columns {
            Some(columns) => cut(line, columns),
            None => line.to_owned(),
        }
    }

    /// Wraps a cell of a table beside the cells `before` it, to the width of stdout.
    pub(crate) fn wrap_cell(&self, before: &str, cell: &str) -> String {
        let line = format!("{before}{cell}");
        match self.columns {
            Some(columns) => {
                let indent = width(before);
                wrap(&line, columns.max(indent + NARROWEST_CELL), indent)
            }
            None => line,
        }
    }

    /// Sets a heading of a result in its style.
    pub(crate) fn heading(&self, text: &str) -> String {
        styled(AnsiColor::Green.on_default().bold(), text, self.colour_out)
    }

    /// Sets a word of a result in bold.
    pub(crate) fn bold(&self, text: &str) -> String {
        styled(Style::new().bold(), text, self.colour_out)
    }

    /// Sets text of a note in a style.
    pub(crate) fn styled_note(&self, style: Style, text: &str) -> String {
        styled(style, text, self.colour_err)
    }
}

/// Writes to stdout. A reader that went away (`nigao list | head -1`) is no error.
fn write_out(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("-", error)),
        _ => Ok(()),
    }
}

fn styled(style: Style, text: &str, colour: bool) -> String {
    if colour {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// Returns the style of a severity's word and marks.
pub(crate) fn severity_style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Advice => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// Replaces the control characters that would let a file steer the terminal; breaks and tabs stay.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && !matches!(c, '\n' | '\t') {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

/// Returns the columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Returns how many columns a line on stderr may take.
pub(crate) fn columns() -> usize {
    match terminal_size::terminal_size_of(io::stderr()) {
        Some((terminal_size::Width(columns), _)) => {
            usize::from(columns).clamp(NARROWEST_TERMINAL, PROSE_COLUMNS)
        }
        None => PROSE_COLUMNS,
    }
}

/// Returns how many lines the terminal on stderr shows at once; none if it is no terminal.
pub(crate) fn rows() -> Option<usize> {
    let size = terminal_size::terminal_size_of(io::stderr());
    size.map(|(_, terminal_size::Height(rows))| usize::from(rows))
}

/// Pads text with spaces to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(columns: Option<usize>) -> Terminal {
        Terminal {
            envelope: None,
            columns,
            colour_out: false,
            colour_err: false,
        }
    }

    #[test]
    fn lines_are_cut_and_cells_wrapped_by_display_width() {
        assert_eq!(terminal(Some(10)).fit("一二三四五"), "一二三四五");
        assert_eq!(terminal(Some(10)).fit("一二三四五六"), "一二三四…");
        assert_eq!(terminal(None).fit(&"一".repeat(99)), "一".repeat(99));
        assert_eq!(
            terminal(Some(26)).wrap_cell("地名  ", "一二三四五六七八九十一二"),
            "地名  一二三四五六七八九十\n      一二"
        );
        let narrow = terminal(Some(3)).wrap_cell("", &"一".repeat(11));
        assert_eq!(narrow, format!("{}\n一", "一".repeat(10)));
        assert_eq!(terminal(None).wrap_cell("一", "二"), "一二");
        assert_eq!(terminal(Some(9)).wrap_cell("一", ""), "一");
    }
}
