//! Reads rendered marks as the paragraphs and rows of the filled file, before it is written.

use std::ops::Range;

use super::block_tree::BlockId;
use super::marks::{self, Mark};
use crate::document::{CLAIM_OPEN, CLAIM_WORD, HOLE_CLOSE, HOLE_OPEN, HOLE_WORD};

/// A block of the filled file: one of the template's, as it stands or as a copy.
#[derive(Clone, Debug)]
pub(super) struct FilledBlock {
    pub(super) id: BlockId,
    /// What a paragraph says.
    pub(super) pieces: Vec<Piece>,
    /// The rows of a table, what stands in a row, the paragraphs of a paragraph's text boxes.
    pub(super) inside: Vec<FilledBlock>,
}

/// A piece of what a paragraph says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of the template, by their characters in its paragraph.
    Kept(Range<usize>),
    /// Words of the template that a number among them makes others.
    Changed(Range<usize>, String),
    /// What a tag prints.
    Printed {
        tag: Range<usize>,
        words: String,
        open: Option<OpenAnswer>,
    },
    /// Signs that a helper adds between words.
    Added(String),
}

/// What nobody has answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OpenAnswer {
    /// The path of the answer.
    Hole(String),
    /// The words of a claim that nobody has confirmed.
    Claim(String),
}

/// Reads rendered words.
pub(super) fn blocks(rendered: &str) -> Vec<FilledBlock> {
    let mut reader = FilledReader {
        open: vec![FilledBlock::new(BlockId::Paragraph(0))],
        tag: None,
    };
    for (mark, words) in marks::read(rendered) {
        reader.mark(mark);
        reader.words(words);
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    reader.open.pop().map_or_else(Vec::new, |root| root.inside)
}

impl Piece {
    /// Returns what is open in it.
    pub(super) fn open(&self) -> Option<&OpenAnswer> {
        match self {
            Self::Printed { open, .. } => open.as_ref(),
            _ => None,
        }
    }
}

impl FilledBlock {
    fn new(id: BlockId) -> Self {
        Self {
            id,
            pieces: Vec::new(),
            inside: Vec::new(),
        }
    }
}

struct FilledReader {
    /// The blocks that are open, the innermost last; the first stands for the part.
    open: Vec<FilledBlock>,
    /// The tag whose words follow.
    tag: Option<Range<usize>>,
}

impl FilledReader {
    fn mark(&mut self, mark: Mark) {
        self.tag = None;
        match mark {
            Mark::ParagraphStart(at) => self.start(BlockId::Paragraph(at)),
            Mark::TableStart(at) => self.start(BlockId::Table(at)),
            Mark::RowStart(at) => self.start(BlockId::Row(at)),
            Mark::ParagraphEnd | Mark::TableEnd | Mark::RowEnd => self.close(),
            Mark::Story(_) | Mark::Cell => {}
            Mark::Words(chars) => self.push(Piece::Kept(chars)),
            Mark::Tag(chars) => self.tag = Some(chars),
        }
    }

    fn start(&mut self, id: BlockId) {
        self.open.push(FilledBlock::new(id));
    }

    fn close(&mut self) {
        if self.open.len() > 1
            && let (Some(block), Some(outer)) = (self.open.pop(), self.open.last_mut())
        {
            outer.inside.push(block);
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(block) = self.open.last_mut() {
            block.pieces.push(piece);
        }
    }

    /// Words behind a mark: what a tag prints, each line beyond the first in a paragraph of its
    /// own, or signs of a helper.
    fn words(&mut self, words: &str) {
        let words = words.trim_matches('\n');
        if words.is_empty() {
            return;
        }
        let Some(tag) = self.tag.clone() else {
            return self.push(Piece::Added(words.replace('\n', "")));
        };
        for (n, line) in words.split('\n').enumerate() {
            if n > 0
                && let Some(id) = self.open.last().map(|block| block.id)
            {
                self.close();
                self.start(id);
            }
            self.printed(&tag, line);
        }
    }

    fn printed(&mut self, tag: &Range<usize>, line: &str) {
        for (words, open) in answers_in(line) {
            self.push(Piece::Printed {
                tag: tag.clone(),
                words,
                open,
            });
        }
    }
}

/// Returns what a tag prints in pieces: words, and in place of what is open what the file says.
pub(super) fn answers_in(line: &str) -> Vec<(String, Option<OpenAnswer>)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find([HOLE_OPEN, CLAIM_OPEN]) {
        found.push((rest[..at].to_owned(), None));
        let is_hole = rest[at..].starts_with(HOLE_OPEN);
        let inner = &rest[at + HOLE_OPEN.len_utf8()..];
        let (name, behind) = inner.split_once(HOLE_CLOSE).unwrap_or((inner, ""));
        let name = name.to_owned();
        let open = if is_hole {
            OpenAnswer::Hole(name)
        } else {
            OpenAnswer::Claim(name)
        };
        found.push((open.words(), Some(open)));
        rest = behind;
    }
    found.push((rest.to_owned(), None));
    found.retain(|(words, _)| !words.is_empty());
    found
}

impl OpenAnswer {
    /// Returns what stands in the file for it.
    fn words(&self) -> String {
        match self {
            Self::Hole(path) => {
                let name = crate::document::hole_words(path);
                format!("{HOLE_WORD}{name}】")
            }
            Self::Claim(words) => format!("{CLAIM_WORD}{words}】"),
        }
    }
}
