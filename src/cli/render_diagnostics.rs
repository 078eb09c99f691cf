//! Renders diagnostics as text: what is wrong, where, the line with a mark under it, and the fix.
//!
//! annotate-snippets places the mark under the line, because hanzi take two columns. Two things
//! it does are done here instead. Its frame spends two blank lines on each diagnostic, which
//! pushes half of them off the screen, and its Unicode marks (`━`) have an ambiguous width, two
//! columns on many Chinese terminals. It cuts a long line by counting characters: near the end of
//! a line of 100 hanzi it shows 16 of them where 36 fit, and a mark of 100 hanzi is not cut.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use nigao::diagnostic::{Code, Diagnostic, Location, Severity};
use unicode_width::UnicodeWidthChar;

use super::lang::{lang, translate, translate_with};
use super::sources::Sources;
use super::terminal::{clean, severity_style};

/// The widest line that is shown whole, in columns.
const EXCERPT_COLUMNS: usize = 72;
/// How much of a longer line is shown before the place, in columns.
const COLUMNS_BEFORE: usize = 24;

/// How many diagnostics are rendered; of more, nobody reads the rest.
const MOST_RENDERED: usize = 200;

/// Renders diagnostics in reading order, file by file, and a line that counts them.
pub(crate) fn render(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut rendered = String::new();
    for diagnostic in worst(sources.sorted(diagnostics)) {
        rendered += &render_one(diagnostic, sources, colour);
        rendered += "\n";
    }
    if diagnostics.len() > MOST_RENDERED {
        let rest = [("n", diagnostics.len() - MOST_RENDERED)];
        rendered += &format!("{}\n", translate_with("cli.more", rest));
    }
    rendered + &summary(diagnostics) + "\n"
}

/// Returns the diagnostics that are rendered: all, or the gravest of them, in their order.
fn worst(sorted: Vec<&Diagnostic>) -> Vec<&Diagnostic> {
    let mut rest = MOST_RENDERED;
    let mut kept = vec![false; sorted.len()];
    for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
        for (at, diagnostic) in sorted.iter().enumerate() {
            if diagnostic.severity == severity && rest > 0 {
                kept[at] = true;
                rest -= 1;
            }
        }
    }
    sorted
        .into_iter()
        .zip(kept)
        .filter(|(_, kept)| *kept)
        .map(|(found, _)| found)
        .collect()
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
    let named = clean(&format!(
        "{}:{}:{}",
        location.file, location.line, location.column
    ));
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
    // The excerpt is cut already; the renderer must not cut it again.
    let renderer = Renderer::plain().term_width(2 * EXCERPT_COLUMNS);
    let renderer = if colour {
        renderer.error(severity_style(severity))
    } else {
        renderer
    };
    let (excerpt, mark) = cut_around(&printable(line), location);
    let annotation = AnnotationKind::Primary.span(mark);
    let snippet = Snippet::source(excerpt)
        .line_start(location.line)
        .annotation(annotation);
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

/// Cuts a long line around a location, whose column and width count characters. Returns the text
/// with `…` where it is cut, and the bytes to be marked in it.
fn cut_around(line: &str, location: &Location) -> (String, Range<usize>) {
    let chars: Vec<char> = line.chars().collect();
    let columns = |chars: &[char]| -> usize { chars.iter().filter_map(|c| c.width()).sum() };
    let start = location.column.saturating_sub(1).min(chars.len());
    let end = start.saturating_add(location.width).min(chars.len());
    let mut from = 0;
    if columns(&chars) > EXCERPT_COLUMNS {
        from = start;
        while from > 0 && columns(&chars[from - 1..start]) <= COLUMNS_BEFORE {
            from -= 1;
        }
    }
    let mut to = from;
    while to < chars.len() && columns(&chars[from..=to]) <= EXCERPT_COLUMNS {
        to += 1;
    }
    // Near the end of a line there is room for more of what comes before.
    while from > 0 && columns(&chars[from - 1..to]) <= EXCERPT_COLUMNS {
        from -= 1;
    }
    let mut excerpt = if from > 0 {
        "… ".to_owned()
    } else {
        String::new()
    };
    excerpt.extend(&chars[from..start]);
    let mark_start = excerpt.len();
    excerpt.extend(&chars[start..to.max(start)]);
    let marked: usize = chars[start..end.clamp(start, to.max(start))]
        .iter()
        .map(|c| c.len_utf8())
        .sum();
    if to < chars.len() {
        excerpt += " …";
    }
    (excerpt, mark_start..mark_start + marked)
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
        match diagnostics
            .iter()
            .filter(|found| found.severity == severity)
            .count()
        {
            0 => {}
            1 => counts.push(translate(one)),
            n => counts.push(translate_with(several, [("n", n)])),
        }
    }
    translate_with(
        "cli.summary",
        [("counts", counts.join(&translate("cli.list.and")))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str, column: usize, width: usize) -> String {
        let location = Location {
            file: "填报.yaml".into(),
            line: 3,
            column,
            width,
        };
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
            assert_eq!(
                marked(line, column, width),
                wanted,
                "{line:?} {column} {width}"
            );
        }
    }

    #[test]
    fn a_long_line_shows_the_words_around_the_mark() {
        let line = format!("{}全镇{}", "前".repeat(500), "后".repeat(500));
        let (before, after) = ("前".repeat(12), "后".repeat(22));
        let wanted = format!("3 │ … {before}全镇{after} …\n  │ {}^^^^\n", " ".repeat(26));
        assert_eq!(marked(&line, 501, 2), wanted);
        let end = format!("3 │ … {}\n  │ {}^^\n", "字".repeat(36), " ".repeat(72));
        assert_eq!(marked(&"字".repeat(100), 100, 1), end);
        let whole = format!("3 │ {} …\n  │ {}\n", "字".repeat(36), "^".repeat(72));
        assert_eq!(marked(&"字".repeat(100), 1, usize::MAX), whole);
    }
}
