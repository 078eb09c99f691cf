//! Markup: documents to lines of plain Markdown and back, one block a line, the same document either way.
//!
//! ```text
//! # 标题           > 题注          @ 主讲人        ! 称谓：
//! ## 标题          ## [-] 无编号   ## **段首标题。**正文      ### [1、] 自定编号
//! - [一是] **段首句，**正文        - [——] 正文
//! % 表题           | 指标 | 完成 |  |---|--:|  | … | … |                      %% 图题 and a table
//! & 附件名         >> 署名         >>> 日期       ===  === 横向
//! ```
//!
//! Inside a line `[一是]` counts along the line, `[几]` is how many follow, `【待填：字段】` is a hole,
//! `【待核实：表述】` a claim nobody has confirmed yet, and a backslash takes the next character as it is. White space at the ends of a line and blank lines mean nothing.

mod parse;
mod print;

use super::{CLAIM_OPEN, HOLE_CLOSE, HOLE_OPEN};

/// What opens a hole; `】` closes it.
pub const HOLE_WORD: &str = "【待填：";
/// What opens a claim nobody has confirmed yet; `】` closes it.
pub const CLAIM_WORD: &str = "【待核实：";
/// A backslash before nothing: it keeps an empty line, and the space behind a number form.
const NOTHING: char = '\\';
const COUNT: &str = "几";
const CHART: &str = "%%";
const LANDSCAPE: &str = "横向";
/// Characters that mean something at the start of a line.
const OPENERS: &str = "#>@!-%&=";

/// A line that is no markup.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct MarkupError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: MarkupErrorKind,
}

/// What can be wrong with a line of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkupErrorKind {
    /// More `#` than [`Heading::DEEPEST`] allows.
    #[error("heading too deep")]
    TooDeep,
    /// A row with more or fewer cells than the header.
    #[error("a table row has another number of cells than its header")]
    Cells,
    /// A header row without its `|---|` line.
    #[error("a table needs a line of dashes under its header")]
    Rule,
    /// `% caption` or `%% caption` without a table below it.
    #[error("a caption stands alone")]
    Caption,
    /// `===` with a word other than 横向.
    #[error("unknown page")]
    Page,
    /// `[…` without `]`.
    #[error("a number form is not closed by ]")]
    Label,
}

/// Makes words safe anywhere in markup: what comes back from parsing is these words, nothing else.
///
/// [`HOLE_OPEN`], [`CLAIM_OPEN`] and [`HOLE_CLOSE`] become the marks of a hole or a claim. A line break stays one: it ends the block.
///
/// ```
/// use nigao::document::{Document, escape};
/// let document: Document = escape("# 不是标题 [一是] 【待填：x】").parse().unwrap();
/// assert_eq!(document, Document { blocks: vec![nigao::document::Block::Paragraph(
///     nigao::document::Paragraph::plain("# 不是标题 [一是] 【待填：x】"))] });
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
    // The marks of a hole are ours: what the writer types has passed a check that refuses them.
    if out.contains([HOLE_OPEN, CLAIM_OPEN]) {
        let opened = out.replace(HOLE_OPEN, HOLE_WORD).replace(CLAIM_OPEN, CLAIM_WORD);
        opened.replace(HOLE_CLOSE, "】")
    } else {
        out
    }
}

fn escape_line(line: &str, out: &mut String) {
    let last = line.len();
    for (at, c) in line.char_indices() {
        let end = at == 0 || at + c.len_utf8() == last;
        match c {
            '\\' | '*' | '[' | ']' | '|' | '【' => out.extend(['\\', c]),
            c if at == 0 && OPENERS.contains(c) => out.extend(['\\', c]),
            c if end && is_margin(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}
