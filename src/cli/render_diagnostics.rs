//! Renders diagnostics as text: what is wrong, where, the line with a mark under it, and the fix.
//!
//! annotate-snippets lays out the line and the mark, because hanzi take two columns and a paragraph
//! of a report is one line of hundreds of characters. Its frame is replaced by a shorter one: it
//! spends two blank lines on each diagnostic, which pushes half of them off the screen, and its
//! Unicode marks (`━`) have an ambiguous width, two columns on many Chinese terminals.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use nigao::diagnostic::{Code, Diagnostic, Location, Severity};
use unicode_width::UnicodeWidthChar;

use super::lang::{lang, translate, translate_with};
use super::sources::Sources;
use super::terminal::{clean, severity_style};

/// The width of an excerpt, in columns.
const EXCERPT_COLUMNS: usize = 76;
/// The longest mark, in columns. The renderer shows all of what is marked, so a longer mark would
/// make it print a line wider than the terminal.
const MARK_COLUMNS: usize = 60;

/// Renders diagnostics in reading order, file by file, and a line that counts them.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut rendered = String::new();
    for diagnostic in sources.sorted(diagnostics) {
        rendered += &render_one(diagnostic, sources, colour);
        rendered += "\n";
    }
    rendered + &summary(diagnostics) + "\n"
}

/// Renders a headline and a fix without a location: what stops a command.
pub(crate) fn render_failure(message: &str, hint: Option<&str>, colour: bool) -> String {
    let mut rendered = headline(Severity::Error, message, colour) + "\n";
    if let Some(hint) = hint {
        rendered += &hint_line(hint);
    }
    rendered
}

fn render_one(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let message = diagnostic.message.text(lang());
    let mut rendered = headline(diagnostic.severity, &message, colour) + "\n";
    if let Some(location) = &diagnostic.location {
        rendered += &excerpt(diagnostic, location, sources, colour);
    }
    if let Some(hint) = &diagnostic.hint {
        rendered += &hint_line(&hint.text(lang()));
    }
    rendered
}

/// Renders `错误：…` with the word in its colour.
fn headline(severity: Severity, message: &str, colour: bool) -> String {
    let word = match severity {
        Severity::Error => translate("cli.severity.error"),
        Severity::Warning => translate("cli.severity.warning"),
        Severity::Advice => translate("cli.severity.advice"),
    };
    if !colour {
        return word + &clean(message);
    }
    let style = severity_style(severity);
    format!("{style}{word}{style:#}{}", clean(message))
}

fn hint_line(hint: &str) -> String {
    translate_with("cli.hint", [("hint", clean(hint))]) + "\n"
}

/// Renders ` ┌ file:line:column`, the line, and the marks below it.
fn excerpt(
    diagnostic: &Diagnostic,
    location: &Location,
    sources: &Sources,
    colour: bool,
) -> String {
    let gutter = " ".repeat(location.line.to_string().len());
    let named = clean(&format!("{}:{}:{}", location.file, location.line, location.column));
    let section = match &diagnostic.section {
        Some(name) => translate_with("cli.section", [("section", clean(name))]),
        None => String::new(),
    };
    let header = format!("{gutter} ┌ {named}{section}\n");
    // What is missing cannot be marked.
    if diagnostic.code() == Code::CheckMissing {
        return header;
    }
    match sources.line(location) {
        Some(line) => header + &marked_line(&line, location, diagnostic.severity, colour),
        None => header,
    }
}

/// Renders a line with its number, cut around the location if it is long, and the marks below it.
fn marked_line(line: &str, location: &Location, severity: Severity, colour: bool) -> String {
    let renderer = Renderer::plain().term_width(EXCERPT_COLUMNS);
    let renderer = if colour { renderer.error(severity_style(severity)) } else { renderer };
    let line = printable(line);
    let mark = AnnotationKind::Primary.span(marked_bytes(&line, location));
    let snippet = Snippet::source(line.as_str()).line_start(location.line).annotation(mark);
    let rendered = renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
    // The first line is an empty gutter. In the others the gutter ends in the first `|`, since
    // only spaces and the line number come before it.
    let mut excerpt = String::new();
    for line in rendered.lines().skip(1) {
        excerpt += line.replacen('|', "│", 1).trim_end();
        excerpt += "\n";
    }
    excerpt
}

/// Replaces the characters that take no column, so that a file can neither steer the terminal nor
/// move the marks.
fn printable(line: &str) -> String {
    let mut printable = String::new();
    for c in line.chars() {
        printable.push(match c.width() {
            _ if c == '\t' => ' ',
            Some(1..) => c,
            _ => '\u{FFFD}',
        });
    }
    printable
}

/// Returns the bytes of a line that a location covers; locations count characters.
fn marked_bytes(line: &str, location: &Location) -> std::ops::Range<usize> {
    let skipped = location.column.saturating_sub(1);
    let start = line.char_indices().nth(skipped).map_or(line.len(), |(at, _)| at);
    let mut end = start;
    let mut columns = 0;
    for c in line[start..].chars().take(location.width) {
        columns += c.width().unwrap_or(0);
        if columns > MARK_COLUMNS {
            break;
        }
        end += c.len_utf8();
    }
    start..end
}

/// Renders `发现 3 处错误，1 处提醒。`
fn summary(diagnostics: &[Diagnostic]) -> String {
    let counted = [
        (Severity::Error, "cli.count.error", "cli.count.errors"),
        (Severity::Warning, "cli.count.warning", "cli.count.warnings"),
        (Severity::Advice, "cli.count.advice", "cli.count.advices"),
    ];
    let mut counts = Vec::new();
    for (severity, one, several) in counted {
        match diagnostics.iter().filter(|found| found.severity == severity).count() {
            0 => {}
            1 => counts.push(translate(one)),
            n => counts.push(translate_with(several, [("n", n)])),
        }
    }
    translate_with("cli.summary", [("counts", counts.join(&translate("cli.list.and")))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str, column: usize, width: usize) -> String {
        let location = Location { file: "填报.yaml".into(), line: 3, column, width };
        marked_line(line, &location, Severity::Error, false)
    }

    #[test]
    fn marks_stand_under_hanzi_tabs_and_the_ends_of_lines() {
        let cases = [
            ("地明: 云溪镇", 1, 2, "3 │ 地明: 云溪镇\n  │ ^^^^\n"),
            ("地明: 云溪镇", 5, 3, "3 │ 地明: 云溪镇\n  │       ^^^^^^\n"),
            ("\ta", 2, 1, "3 │  a\n  │  ^\n"),
            ("", 1, 1, "3 │\n  │ ^\n"),
            ("ab", 99, usize::MAX, "3 │ ab\n  │   ^\n"),
            ("a\u{1b}[31m|", 1, 1, "3 │ a\u{FFFD}[31m|\n  │ ^\n"),
        ];
        for (line, column, width, wanted) in cases {
            assert_eq!(marked(line, column, width), wanted, "{line:?} {column} {width}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_mark_to_the_width_of_an_excerpt() {
        let line = format!("{}全镇{}", "前".repeat(500), "后".repeat(500));
        let cases = [(501, 2), (1, 1), (1002, 1), (1, usize::MAX), (400, 300)];
        for (column, width) in cases {
            let shown = marked(&line, column, width);
            for line in shown.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= EXCERPT_COLUMNS + 4, "{column} {width}: {columns}\n{shown}");
            }
        }
        assert!(marked(&line, 501, 2).contains("前全镇后"));
    }
}
