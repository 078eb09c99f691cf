//! The terminal: results to stdout, remarks to stderr, in colour only where somebody looks.

use std::io::{self, IsTerminal, Write};

use clap::builder::styling::{AnsiColor, Color, Style};
use nigao::diagnostic::{Message, Severity};
use nigao::error::Error;

use super::lang::{lang, say, tell};
use super::outcome::{Exit, Failure};

/// Where this run speaks, and whether in colour.
pub(crate) struct Terminal {
    /// How wide what is printed may be, where somebody looks.
    columns: Option<usize>,
    colour_out: bool,
    colour_err: bool,
}

/// Lines wider than this are hard to read, whatever the terminal.
const WIDEST: usize = 100;
/// A terminal narrower than this is written to as if it were not.
const NARROWEST: usize = 20;

impl Terminal {
    /// Colour goes to a terminal that can show it, unless `NO_COLOR` is set.
    pub(crate) fn new(env: impl Fn(&str) -> Option<String>) -> Self {
        let wanted = env("NO_COLOR").is_none_or(|value| value.is_empty())
            && env("TERM").as_deref() != Some("dumb");
        let columns =
            terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        Self {
            columns,
            colour_out: wanted && io::stdout().is_terminal(),
            colour_err: wanted && io::stderr().is_terminal(),
        }
    }

    /// Whether what is printed may have colours.
    pub(crate) fn colour_out(&self) -> bool {
        self.colour_out
    }

    /// Whether what is noted may have colours.
    pub(crate) fn colour_err(&self) -> bool {
        self.colour_err
    }

    /// Writes a result to stdout.
    pub(crate) fn print(&self, text: &str) -> Result<(), Error> {
        self.print_bytes(text.as_bytes())
    }

    /// Writes bytes to stdout. A reader that went away (`nigao list | head -1`) is no fault.
    #[allow(clippy::unused_self)]
    pub(crate) fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("-", error)),
            _ => Ok(()),
        }
    }

    /// Writes a remark to stderr; if that fails there is nobody to tell.
    #[allow(clippy::unused_self)]
    pub(crate) fn note(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says why the work stopped, and comes back with the exit code.
    pub(crate) fn report(&self, failure: &Failure) -> Exit {
        let (exit, text, hint) = match failure {
            Failure::Usage(message, hint) => (Exit::Usage, message.text(lang()), hint),
            Failure::Stopped(error, hint) => (Exit::Io, words(error), hint),
            Failure::Faults(faults, sources) => return self.draw(faults, sources),
        };
        let mut lines = format!("{}\n", self.headline(Severity::Error, &text));
        if let Some(hint) = hint {
            lines += &format!("{}\n", tell("cli.hint", [("hint", clean(&hint.text(lang())))]));
        }
        self.note(&lines);
        exit
    }

    /// `错误：…` with the word in its colour, as it goes to stderr.
    pub(crate) fn headline(&self, severity: Severity, text: &str) -> String {
        let word = match severity {
            Severity::Error => say("cli.severity.error"),
            Severity::Warning => say("cli.severity.warning"),
            Severity::Advice => say("cli.severity.advice"),
        };
        format!("{}{}", self.paint(tint(severity), &word), clean(text))
    }

    /// A line cut to what the terminal shows in one.
    pub(crate) fn fit(&self, line: &str) -> String {
        match self.columns {
            Some(columns) if width(line) > columns => {
                format!("{}…", first(line, columns.saturating_sub(2)))
            }
            _ => line.to_owned(),
        }
    }

    /// Words in as many lines as the terminal needs for them beside what stands in the columns before.
    pub(crate) fn wrap(&self, before: &str, words: &str) -> String {
        let indent = width(before);
        let room =
            self.columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent).max(LEAST));
        let (mut text, mut rest) = (before.to_owned(), words);
        loop {
            let line = first(rest, room);
            text += line;
            rest = &rest[line.len()..];
            if rest.is_empty() {
                return text;
            }
            text += &format!("\n{}", " ".repeat(indent));
        }
    }

    /// A heading of what is printed.
    pub(crate) fn heading(&self, text: &str) -> String {
        let style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Green)));
        if self.colour_out { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A word set off in what is printed.
    pub(crate) fn strong(&self, text: &str) -> String {
        let style = Style::new().bold();
        if self.colour_out { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Text in a style, where stderr shows colours.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour_err { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// The colour of a severity.
pub(crate) fn tint(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Advice => AnsiColor::Cyan,
    };
    Style::new().bold().fg_color(Some(Color::Ansi(colour)))
}

/// Text without the control characters that would let a file steer the terminal; line breaks stay.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}

/// The columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The narrowest column words are wrapped in.
const LEAST: usize = 20;

/// As many characters from the front of a text as these columns hold; one at least.
fn first(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let past = |(at, c): (usize, char)| {
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        (used > columns && at > 0).then_some(at)
    };
    let end = text.char_indices().find_map(past).unwrap_or(text.len());
    &text[..end]
}

/// How many columns a line of what is noted may have.
pub(crate) fn columns() -> usize {
    let size = terminal_size::terminal_size_of(io::stderr());
    size.map_or(WIDEST, |(terminal_size::Width(columns), _)| {
        usize::from(columns).clamp(NARROWEST, WIDEST)
    })
}

/// Text with spaces after it, to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// An error in our words; the system speaks English everywhere.
fn words(error: &Error) -> String {
    let why = match error.io_error().map(io::Error::kind) {
        Some(io::ErrorKind::NotFound) => Message::plain("cli.io.not-found"),
        Some(io::ErrorKind::PermissionDenied) => Message::plain("cli.io.permission"),
        Some(io::ErrorKind::IsADirectory) => Message::plain("cli.io.folder"),
        Some(io::ErrorKind::NotADirectory) => Message::plain("cli.io.no-folder"),
        Some(io::ErrorKind::ReadOnlyFilesystem) => Message::plain("cli.io.read-only"),
        Some(io::ErrorKind::InvalidFilename) => Message::plain("cli.io.name"),
        Some(io::ErrorKind::AlreadyExists) => Message::plain("cli.io.exists"),
        Some(io::ErrorKind::StorageFull) => Message::plain("cli.io.full"),
        Some(io::ErrorKind::InvalidData) => Message::plain("cli.io.not-utf8"),
        _ => error.message().clone(),
    };
    let (file, why) = (error.file().map(|file| file.display().to_string()), why.text(lang()));
    match file.filter(|file| !why.contains(file.as_str())) {
        Some(file) => tell("cli.io.file", [("file", file), ("why", why)]),
        None => why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(columns: Option<usize>) -> Terminal {
        Terminal { columns, colour_out: false, colour_err: false }
    }

    #[test]
    fn lines_are_cut_and_words_wrapped_by_display_width() {
        assert_eq!(terminal(Some(10)).fit("一二三四五"), "一二三四五");
        assert_eq!(terminal(Some(10)).fit("一二三四五六"), "一二三四…");
        assert_eq!(terminal(None).fit(&"一".repeat(99)), "一".repeat(99));
        assert_eq!(
            terminal(Some(26)).wrap("地名  ", "一二三四五六七八九十一二"),
            "地名  一二三四五六七八九十\n      一二"
        );
        assert_eq!(
            terminal(Some(3)).wrap("", &"一".repeat(11)),
            format!("{}\n一", "一".repeat(10))
        );
        assert_eq!(terminal(None).wrap("一", "二"), "一二");
        assert_eq!(terminal(Some(9)).wrap("一", ""), "一");
    }
}
