//! Text: a document to plain text, one paragraph a line, its numbers written out.

use crate::document::{Block, Document, Inline, Text, is_printable, number};

/// The report as plain text.
///
/// A table is its caption and a line a row, cells parted by tabs; the number of an annex stands over its title; page
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
        match &line.block {
            Block::Table(table) => {
                push_line(&mut out, &words(&table.caption));
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    push_line(
                        &mut out,
                        &row.iter().map(|cell| words(cell).replace('\t', " ")).collect::<Vec<_>>().join("\t"),
                    );
                }
            }
            Block::Page(_) => {}
            Block::Title(title) => {
                push_line(&mut out, &line.label);
                push_line(&mut out, &words(title));
            }
            block => {
                let said: String = texts(block).map(words).collect();
                push_line(&mut out, &[clean(&line.label), said].concat());
            }
        }
    }
    out
}

fn push_line(out: &mut String, line: &str) {
    if !line.is_empty() {
        out.extend([line, "\n"]);
    }
}

/// A block's words: what is set off at its front, then the rest. A table has none.
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
        Block::Table(_) | Block::Page(_) => (None, None),
    };
    lead.into_iter().chain(rest)
}

/// What a text says, holes as 【待填：字段】.
pub(super) fn words(text: &Text) -> String {
    text.runs().iter().map(run).collect()
}

/// What a run says.
pub(super) fn run(run: &Inline) -> String {
    match run {
        Inline::Text(words) => clean(words),
        Inline::Hole(field) => format!("{}{}】", crate::document::HOLE_WORD, clean(field)),
        // Numbering has counted these.
        Inline::Ordinal(series) => clean(&series.label(1)),
        Inline::Count => String::new(),
    }
}

/// Words without what a file cannot hold: separators of lines become spaces; other control characters and
/// noncharacters go. The one place where both writers are made safe.
pub(super) fn clean(words: &str) -> String {
    words.chars().filter_map(kept).collect()
}

/// The character as it is written, if it is.
pub(super) fn kept(c: char) -> Option<char> {
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if !is_printable(c) => None,
        c => Some(c),
    }
}
