//! Marks the paragraphs, rows and words of a Word file in the source that handlebars renders.
//!
//! The source holds the author's tags and, in place of the words between them, marks that name
//! where the words stand. So values go through the same helpers and conditions as in a text
//! template, and what comes out says which words of the file stay and which are repeated.

use std::ops::Range;

/// Opens and closes a mark; noncharacters, which no answer can hold.
const OPEN: char = '\u{FDE0}';
const CLOSE: char = '\u{FDE1}';

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A part of the file begins.
    Story(usize),
    ParagraphStart(usize),
    ParagraphEnd,
    TableStart(usize),
    TableEnd,
    RowStart(usize),
    RowEnd,
    /// Another cell of a row of a chart's table begins.
    Cell,
    /// Words of the paragraph that is open, in characters.
    Words(Range<usize>),
    /// What the tag at these characters prints follows.
    Tag(Range<usize>),
}

impl Mark {
    /// Adds the mark to a source.
    pub(super) fn write(&self, source: &mut String) {
        source.push(OPEN);
        *source += &match self {
            Self::Story(at) => format!("S{at}"),
            Self::ParagraphStart(at) => format!("P{at}"),
            Self::ParagraphEnd => "p".to_owned(),
            Self::TableStart(at) => format!("B{at}"),
            Self::TableEnd => "b".to_owned(),
            Self::RowStart(at) => format!("R{at}"),
            Self::RowEnd => "r".to_owned(),
            Self::Cell => "C".to_owned(),
            Self::Words(chars) => format!("W{},{}", chars.start, chars.end),
            Self::Tag(chars) => format!("T{},{}", chars.start, chars.end),
        };
        source.push(CLOSE);
    }

    fn parse(words: &str) -> Option<Self> {
        let mut chars = words.chars();
        let kind = chars.next()?;
        let rest = chars.as_str();
        let at = || rest.parse().ok();
        let range = || {
            let (start, end) = rest.split_once(',')?;
            Some(start.parse().ok()?..end.parse().ok()?)
        };
        Some(match kind {
            'S' => Self::Story(at()?),
            'P' => Self::ParagraphStart(at()?),
            'p' => Self::ParagraphEnd,
            'B' => Self::TableStart(at()?),
            'b' => Self::TableEnd,
            'R' => Self::RowStart(at()?),
            'r' => Self::RowEnd,
            'C' => Self::Cell,
            'W' => Self::Words(range()?),
            'T' => Self::Tag(range()?),
            _ => return None,
        })
    }
}

/// Returns the marks of rendered words, each with the words that follow it.
pub(super) fn read(rendered: &str) -> Vec<(Mark, &str)> {
    let mut found = Vec::new();
    for piece in rendered.split(OPEN).skip(1) {
        let Some((mark, words)) = piece.split_once(CLOSE) else {
            continue;
        };
        if let Some(mark) = Mark::parse(mark) {
            found.push((mark, words));
        }
    }
    found
}

/// Returns the stories of rendered words, each with what was rendered for it.
pub(super) fn stories(rendered: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let open = format!("{OPEN}S");
    for piece in rendered.split(open.as_str()).skip(1) {
        let Some((number, words)) = piece.split_once(CLOSE) else {
            continue;
        };
        if let Ok(number) = number.parse() {
            found.push((number, words));
        }
    }
    found
}

/// Returns words of an answer without what could be taken for a mark or is no character of XML.
pub(super) fn safe(words: &str) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let code_is_none = |c: char| u32::from(c) & 0xFFFE == 0xFFFE;
    words
        .chars()
        .filter(|c| !matches!(*c, OPEN | CLOSE) && !is_control(*c) && !code_is_none(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Mark, read, safe};

    #[test]
    fn marks_come_back_as_they_were_written() {
        let marks = [
            Mark::TableStart(2),
            Mark::RowStart(30),
            Mark::ParagraphStart(4),
            Mark::Words(0..7),
            Mark::Tag(7..15),
            Mark::ParagraphEnd,
            Mark::Cell,
            Mark::RowEnd,
            Mark::TableEnd,
        ];
        let mut source = String::new();
        for mark in &marks {
            mark.write(&mut source);
            source.push_str("值\n");
        }
        let found = read(&source);
        assert_eq!(found.len(), marks.len());
        for (mark, (found, words)) in marks.iter().zip(found) {
            assert_eq!((mark, "值\n"), (&found, words));
        }
    }

    #[test]
    fn answers_hold_no_marks() {
        assert_eq!(
            safe("甲\u{FDE0}P1\u{FDE1}\u{1}\u{FFFE}乙\n丙"),
            "甲P1乙\n丙"
        );
    }
}
