//! Text: a document to plain text, one paragraph a line, its numbers written out.

use super::sanitize::{fit, push};
use crate::document::{Block, CLAIM_WORD, Document, HOLE_WORD, Inline, Plot, Text, number, plots};

/// The report as plain text.
///
/// A table is its caption and a line a row, cells parted by tabs; a chart its caption and a line a series; the number of an annex stands over its title; page
/// breaks leave nothing.
///
/// ```
/// use nigao::{document::Document, write};
/// let document: Document = "# 工作报告\n## 回顾\n- [一是] **稳增长。**增长{}%。\n===\n| 指标 | 值 |\n|---|--:|\n| 甲 | 1 |"
///     .replace("{}", "7.5").parse().unwrap();
/// assert_eq!(write::text::write(&document), "工作报告\n一、回顾\n一是稳增长。增长7.5%。\n指标\t值\n甲\t1\n");
/// ```
#[must_use]
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    for line in number(document) {
        match line.block.as_ref() {
            Block::Table(table) => {
                push_line(&mut out, |out| push_text(out, &table.caption));
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    push_line(&mut out, |out| push_row(out, row));
                }
            }
            Block::Chart(table) => {
                push_line(&mut out, |out| push_text(out, &table.caption));
                for said in plots(table).iter().flat_map(Plot::say) {
                    push_line(&mut out, |out| push(out, &said, fit));
                }
            }
            Block::Page(_) => {}
            block => {
                push_line(&mut out, |out| {
                    push(out, &line.label, fit);
                    if matches!(block, Block::Title(_)) && !line.label.is_empty() {
                        out.push('\n');
                    }
                    texts(block).for_each(|text| push_text(out, text));
                });
            }
        }
    }
    out
}

/// A line, if there is anything on it.
fn push_line(out: &mut String, line: impl FnOnce(&mut String)) {
    let start = out.len();
    line(out);
    if out.len() > start {
        out.push('\n');
    }
}

fn push_row(out: &mut String, cells: &[Text]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push('\t');
        }
        let start = out.len();
        push_text(out, cell);
        // A tab inside a cell would look like the next one.
        if out[start..].contains('\t') {
            let cell = out.split_off(start).replace('\t', " ");
            out.push_str(&cell);
        }
    }
}

/// A block's words: what is set off at its front, then the rest. A table or chart has none.
pub(super) fn texts(block: &Block) -> impl Iterator<Item = &Text> {
    let (lead, rest) = match block {
        Block::Title(text)
        | Block::Dateline(text)
        | Block::Speaker(text)
        | Block::Salutation(text)
        | Block::Attachment(text)
        | Block::Signature(text)
        | Block::Date(text) => (None, Some(text)),
        Block::Heading(heading) => (Some(&heading.text), heading.run_in.as_ref()),
        Block::Paragraph(paragraph) => (Some(&paragraph.lead), Some(&paragraph.text)),
        Block::Table(_) | Block::Chart(_) | Block::Page(_) => (None, None),
    };
    lead.into_iter().chain(rest)
}

/// What a text says, holes as 【待填：字段】.
pub(super) fn words(text: &Text) -> String {
    let mut out = String::new();
    push_text(&mut out, text);
    out
}

/// What a run says.
pub(super) fn run(run: &Inline) -> String {
    let mut out = String::new();
    push_run(&mut out, run);
    out
}

fn push_text(out: &mut String, text: &Text) {
    text.runs().iter().for_each(|run| push_run(out, run));
}

fn push_run(out: &mut String, run: &Inline) {
    match run {
        Inline::Text(words) => push(out, words, fit),
        Inline::Hole(field) => {
            out.push_str(HOLE_WORD);
            push(out, field, fit);
            out.push('】');
        }
        Inline::Claim(words) => {
            out.push_str(CLAIM_WORD);
            push(out, words, fit);
            out.push('】');
        }
        // Numbering has turned these into words.
        Inline::Ordinal(_) | Inline::Count => {}
    }
}
