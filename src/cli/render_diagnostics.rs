//! Drawing: diagnostics to lines a writer can follow, each with its place, the line it is about and how to mend it.
//!
//! Drawn here and not by a library: a paragraph of a report is one line of hundreds of characters, so the excerpt
//! is a window around the place, and the caret under it is set by display width, as hanzi take two columns.

use std::sync::Arc;

use nigao::catalog::Genre;
use nigao::diagnostic::{Code, Diagnostic, Location, Severity};
use unicode_width::UnicodeWidthChar;

use super::lang::{lang, say, tell};
use super::outcome::Exit;
use super::terminal::{Terminal, clean, tint};

/// How many columns of a line are shown.
const WINDOW: usize = 72;
/// How many columns are shown before the place, in a line that is longer than the window.
const BEFORE: usize = 24;

/// The texts that diagnostics are about, by the names they were read under.
#[derive(Default)]
pub(crate) struct Sources {
    texts: Vec<(String, Arc<str>)>,
    /// Its files are read again only when there is a fault to show in them.
    genre: Option<Genre>,
}

impl Sources {
    /// Adds a text; the order in which texts are added is the order their faults are listed in.
    pub(crate) fn add(&mut self, name: &str, text: &str) {
        self.texts.push((name.to_owned(), text.into()));
    }

    /// Adds the files of a genre.
    pub(crate) fn add_genre(&mut self, genre: &Genre) {
        self.genre = Some(genre.clone());
    }

    fn line(&self, place: &Location) -> Option<String> {
        let line = |text: &str| text.lines().nth(place.line.checked_sub(1)?).map(str::to_owned);
        match self.texts.iter().find(|(name, _)| **name == *place.file) {
            Some((_, text)) => line(text),
            None => line(&self.genre.as_ref()?.text(&place.file)?),
        }
    }

    fn rank(&self, diagnostic: &Diagnostic) -> usize {
        let known =
            |place: &Location| self.texts.iter().position(|(name, _)| **name == *place.file);
        diagnostic.location.as_ref().and_then(known).unwrap_or(self.texts.len())
    }
}

impl Terminal {
    /// Notes all diagnostics in reading order, file by file, and how many they are.
    pub(crate) fn draw(&self, diagnostics: &[Diagnostic], sources: &Sources) -> Exit {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted
            .sort_by(|a, b| sources.rank(a).cmp(&sources.rank(b)).then_with(|| a.reading_order(b)));
        let mut text: String =
            sorted.iter().map(|diagnostic| self.drawn(diagnostic, sources)).collect();
        if !sorted.is_empty() {
            text += &format!("{}\n", summary(diagnostics));
        }
        self.note(&text);
        if diagnostics.iter().any(|d| d.severity == Severity::Error) {
            Exit::Faults
        } else {
            Exit::Done
        }
    }

    fn drawn(&self, diagnostic: &Diagnostic, sources: &Sources) -> String {
        let mut text =
            format!("{}\n", self.headline(diagnostic.severity, &diagnostic.message.text(lang())));
        let excerpt =
            diagnostic.location.as_ref().map(|place| self.excerpt(diagnostic, place, sources));
        text += &excerpt.unwrap_or_default();
        if let Some(hint) = &diagnostic.hint {
            text += &format!("{}\n", tell("cli.hint", [("hint", clean(&hint.text(lang())))]));
        }
        text + "\n"
    }

    /// ` ┌ file:line:column`, the line, and the marks under what is meant.
    fn excerpt(&self, diagnostic: &Diagnostic, place: &Location, sources: &Sources) -> String {
        let number = place.line.to_string();
        let gutter = " ".repeat(number.len());
        let named = clean(&format!("{}:{}:{}", place.file, place.line, place.column));
        let section =
            diagnostic.section.as_ref().map(|name| tell("cli.section", [("section", clean(name))]));
        let mut text = format!("{gutter} ┌ {named}{}\n", section.unwrap_or_default());
        // What is not there cannot be shown.
        let absent = diagnostic.code() == Code::CheckMissing;
        if let Some(line) = sources.line(place).filter(|_| !absent) {
            let (shown, indent, marks) = window(&line, place.column, place.width);
            let marks = self.paint(tint(diagnostic.severity), &"^".repeat(marks));
            text += &format!("{number} │ {shown}\n{gutter} │ {}{marks}\n", " ".repeat(indent));
        }
        text
    }
}

/// The part of a line around a place, how many columns stand before the place in it, and how many it takes.
fn window(line: &str, column: usize, width: usize) -> (String, usize, usize) {
    let cells: Vec<(char, usize)> = line.chars().map(cell).collect();
    let start = column.saturating_sub(1).min(cells.len());
    let end = start.saturating_add(width).min(cells.len());
    let columns = |cells: &[(char, usize)]| cells.iter().map(|(_, width)| width).sum::<usize>();
    let mut from = 0;
    if columns(&cells) > WINDOW {
        from = start;
        while from > 0 && columns(&cells[from - 1..start]) <= BEFORE {
            from -= 1;
        }
    }
    let mut to = from;
    while to < cells.len() && columns(&cells[from..=to]) <= WINDOW {
        to += 1;
    }
    // Near the end of a line there is room for more of what comes before.
    while from > 0 && columns(&cells[from - 1..to]) <= WINDOW {
        from -= 1;
    }
    let mut shown: String = cells[from..to].iter().map(|(c, _)| c).collect();
    let ellipsis = if from > 0 { "… " } else { "" };
    shown.insert_str(0, ellipsis);
    if to < cells.len() {
        shown += " …";
    }
    let marked = columns(&cells[start..end.clamp(start, to.max(start))]);
    (shown, 2 * usize::from(from > 0) + columns(&cells[from..start]), marked.max(1))
}

/// A character as it is shown, and its columns: what would move the cursor or vanish is replaced.
fn cell(c: char) -> (char, usize) {
    match c.width() {
        _ if c == '\t' => (' ', 1),
        Some(width @ 1..) => (c, width),
        _ => ('\u{FFFD}', 1),
    }
}

/// `发现 3 处错误，1 处提醒。`
fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let part = |severity, one, many| match count(severity) {
        0 => None,
        1 => Some(say(one)),
        n => Some(tell(many, [("n", n)])),
    };
    let parts: Vec<String> = [
        part(Severity::Error, "cli.count.error", "cli.count.errors"),
        part(Severity::Warning, "cli.count.warning", "cli.count.warnings"),
        part(Severity::Advice, "cli.count.advice", "cli.count.advices"),
    ]
    .into_iter()
    .flatten()
    .collect();
    tell("cli.summary", [("counts", parts.join(&say("cli.list.and")))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_hanzi_tabs_and_the_ends_of_lines() {
        assert_eq!(window("地明: 云溪镇", 1, 2), ("地明: 云溪镇".to_owned(), 0, 4));
        assert_eq!(window("地明: 云溪镇", 5, 3), ("地明: 云溪镇".to_owned(), 6, 6));
        assert_eq!(window("\ta", 2, 1), (" a".to_owned(), 1, 1));
        assert_eq!(window("", 1, 1), (String::new(), 0, 1));
        assert_eq!(window("ab", 99, usize::MAX), ("ab".to_owned(), 2, 1));
        assert_eq!(window("a\u{1b}[31m", 1, 1).0, "a\u{FFFD}[31m");
    }

    #[test]
    fn the_end_of_a_long_line_fills_the_window() {
        let (shown, indent, marks) = window(&"字".repeat(100), 100, 1);
        assert_eq!(shown, format!("… {}", "字".repeat(36)));
        assert_eq!((indent, marks), (72, 2));
    }

    #[test]
    fn a_long_line_shows_the_words_around_the_place() {
        let line = format!("{}全镇{}", "前".repeat(500), "后".repeat(500));
        let (shown, indent, marks) = window(&line, 501, 2);
        assert_eq!(shown, format!("… {}全镇{} …", "前".repeat(12), "后".repeat(22)));
        assert_eq!((indent, marks), (26, 4));
    }
}
