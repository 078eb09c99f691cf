//! Declares the signs of the markup and escapes words so that they are none of them.

use crate::document::text::{CLAIM_OPEN, HOLE_CLOSE, HOLE_OPEN};

/// Opens a hole; `】` closes it.
pub const HOLE_WORD: &str = "【待填：";
/// Opens a claim nobody has confirmed yet; `】` closes it.
pub const CLAIM_WORD: &str = "【待核实：";
/// A backslash before nothing: it keeps an empty line, and the space behind a number form.
pub(super) const NOTHING: char = '\\';
/// Counts what follows, in square brackets.
pub(super) const COUNT: &str = "几";
/// Begins the caption of a chart.
pub(super) const CHART: &str = "%%";
/// Turns the page after `===`.
pub(super) const LANDSCAPE: &str = "横向";
/// Characters that mean something at the start of a line.
const OPENERS: &str = "#>@!-%&=";

/// Makes words safe anywhere in markup: what comes back from parsing is these words, nothing else.
///
/// [`HOLE_OPEN`], [`CLAIM_OPEN`] and [`HOLE_CLOSE`] become the marks of a hole or a claim. A line
/// break stays one: it ends the block.
///
/// ```
/// use nigao::document::{Document, escape};
/// let words = "# 不是标题 [一是] 【待填：x】";
/// let document: Document = escape(words).parse().unwrap();
/// assert_eq!(nigao::write::text::write(&document), format!("{words}\n"));
/// ```
#[must_use]
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (n, line) in words.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        escape_line(line, &mut out);
    }
    // Only the draft writes these marks: the check of answers refuses them.
    if out.contains([HOLE_OPEN, CLAIM_OPEN]) {
        let opened = out
            .replace(HOLE_OPEN, HOLE_WORD)
            .replace(CLAIM_OPEN, CLAIM_WORD);
        opened.replace(HOLE_CLOSE, "】")
    } else {
        out
    }
}

/// Escapes words without a line break.
pub(super) fn escape_line(line: &str, out: &mut String) {
    let last = line.len();
    // What needs no escape is copied in one piece: nearly every line, on every draft.
    let mut copied = 0;
    for (at, c) in line.char_indices() {
        let is_end = at == 0 || at + c.len_utf8() == last;
        let is_special = match c {
            '\\' | '*' | '[' | ']' | '|' | '【' => true,
            c if at == 0 && OPENERS.contains(c) => true,
            c => is_end && is_margin(c),
        };
        if is_special {
            out.push_str(&line[copied..at]);
            out.push('\\');
            copied = at;
        }
    }
    out.push_str(&line[copied..]);
}

/// Whether a character means nothing at either end of a line.
pub(super) fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}
