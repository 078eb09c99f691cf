//! Finds the line somebody mistyped, where the parser of YAML gave up at another.
//!
//! A value that lacks its colon's space, a `-` without one, a bracket that is never closed: YAML
//! reads on, takes the next lines for more of the same words, and stumbles below.

use std::ops::Range;

use super::flow::OpenValue;
use super::lines::lines;

/// What was probably mistyped.
pub(super) enum Slip {
    /// The parser stands at it; with the key of a hint.
    Here(&'static str),
    /// Another line, from 1, and the chars of it that are to be marked.
    At {
        line: usize,
        words: Range<usize>,
        hint: &'static str,
    },
}

/// Finds the slip for which the parser gave up at a line and a column, both from 1.
pub(super) fn find(source: &str, line: usize, column: usize, why: &str) -> Slip {
    let texts: Vec<&str> = lines(source).map(str::trim_end).collect();
    if why.contains("quoted scalar") {
        return Slip::Here("yaml.hint.quotes");
    }
    if let Some((at, words)) = never_closed(&texts) {
        return at_line(at, words, line, "yaml.hint.brackets");
    }
    if let Some(at) = texts.iter().position(|text| has_tab_indent(text)) {
        return at_line(at, words_of(texts[at]), line, "yaml.hint.tab");
    }
    if why.contains("flow") {
        return Slip::Here("yaml.hint.brackets");
    }
    let here = texts.get(line - 1).copied().unwrap_or_default();
    // What stands below the last good key and above the place is where to look, the place first.
    for (at, text) in texts.iter().enumerate().take(line).rev() {
        if let Some(hint) = slip_of(text) {
            return at_line(at, words_of(text), line, hint);
        }
        if at + 1 < line && is_key_or_item(text) {
            break;
        }
    }
    // An unindented key is where the parser noticed, not what it stumbled over.
    let is_misplaced = is_key_or_item(here) && column > 1;
    Slip::Here(if is_misplaced {
        "yaml.hint.indent"
    } else {
        "yaml.hint.any"
    })
}

/// Marks words of a line by its index; the parser's own place is as good if it is the same line.
fn at_line(index: usize, words: Range<usize>, line: usize, hint: &'static str) -> Slip {
    if index + 1 == line {
        return Slip::Here(hint);
    }
    Slip::At {
        line: index + 1,
        words,
        hint,
    }
}

/// Returns the hint for a line that YAML takes for words, though it was meant as a key or an item.
fn slip_of(text: &str) -> Option<&'static str> {
    let words = text.trim_start();
    if words.starts_with(super::block_context::ITEM_MARKS) && !words.starts_with("- ") {
        let mark = words.chars().next()?;
        let rest = &words[mark.len_utf8()..];
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let is_mark = !rest.is_empty() && !rest.starts_with(mark) && !is_number;
        return is_mark.then_some("yaml.hint.item");
    }
    let name_end = words.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let rest = &words[name_end..];
    let is_wide = rest.starts_with('：');
    let is_tight = rest.starts_with(':') && !rest[1..].starts_with([' ', '/']) && rest.len() > 1;
    (name_end > 0 && (is_wide || is_tight)).then_some("yaml.hint.colon")
}

fn has_tab_indent(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with('\t') && !text.trim().is_empty()
}

/// Whether a line is a key with YAML's colon, or an item.
fn is_key_or_item(text: &str) -> bool {
    let words = text.trim_start();
    words.starts_with("- ") || words.ends_with(':') || words.contains(": ")
}

/// Returns where the words of a line stand, in chars.
fn words_of(text: &str) -> Range<usize> {
    let blanks = text.chars().take_while(|c| c.is_whitespace()).count();
    blanks..text.chars().count()
}

/// Finds the value whose bracket is never closed, by the index of its line.
fn never_closed(texts: &[&str]) -> Option<(usize, Range<usize>)> {
    let mut open = OpenValue::default();
    let mut opened = None;
    for (at, text) in texts.iter().enumerate() {
        let was_open = open.is_open();
        let value = if was_open { 0 } else { value_start(text) };
        open.scan(&text[value..]);
        if open.is_open() && !was_open {
            let start = text[..value].chars().count();
            opened = Some((at, start..text.chars().count()));
        }
    }
    opened.filter(|_| open.is_open())
}

/// Returns where the value of a line begins, in bytes, behind the marks of items and the key.
fn value_start(text: &str) -> usize {
    let words = text.trim_start_matches([' ', '-']);
    let start = text.len() - words.len();
    if words.starts_with(['{', '[', '"', '\'']) {
        return start;
    }
    words.find(": ").map_or(start, |colon| start + colon + 2)
}
