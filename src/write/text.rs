//! Writes a document as plain text, one paragraph a line, its numbers written out.

use super::sanitize::{fit, push};
use crate::document::{
    Block, CLAIM_WORD, Document, HOLE_WORD, Inline, Plot, Text, hole_words, number, plots,
};

/// Returns how many characters a report has, as an office counts them: without blanks.
#[must_use]
pub fn characters(document: &Document) -> usize {
    let text = write(document);
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Returns the report as plain text.
///
/// A table is its caption and a line a row, cells parted by tabs; a chart its caption and a line a
/// series; the number of an annex stands over its title; page breaks leave nothing.
///
/// ```
/// use nigao::{document::Document, write};
/// let markup = "# 工作报告\n## 回顾\n- [一是] **稳增长。**增长7.5%。\n===\n\
///     | 指标 | 值 |\n|---|--:|\n| 甲 | 1 |";
/// let document: Document = markup.parse().unwrap();
/// let text = write::text::write(&document);
/// assert_eq!(text, "工作报告\n一、回顾\n一是稳增长。增长7.5%。\n指标\t值\n甲\t1\n");
/// ```
#[must_use]
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    for line in number(document) {
        match line.block.as_ref() {
            Block::Table(table) => {
                push_line(&mut out, |out| push_text(out, &table.caption));
                push_line(&mut out, |out| push_row(out, &table.header));
                for row in &table.rows {
                    push_line(&mut out, |out| push_row(out, row));
                }
            }
            Block::Chart(table) => {
                push_line(&mut out, |out| push_text(out, &table.caption));
                for sentence in plots(table).iter().flat_map(Plot::describe) {
                    push_line(&mut out, |out| push(out, &sentence, fit));
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

/// The texts of a line: the one set off at its front, then the rest. A table or chart has none.
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

/// The words of a text, holes as 【待填：字段】.
pub(super) fn words(text: &Text) -> String {
    let mut out = String::new();
    push_text(&mut out, text);
    out
}

/// The words of a run.
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
            push(out, &hole_words(field), fit);
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
