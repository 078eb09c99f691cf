//! Lays out the blocks of a Word file as lines, in the order a reader meets them.

use super::breaks::joined;
use crate::ooxml::word::{
    Justification, WordBlock, WordCell, WordDocument, WordParagraph, WordTable,
};

/// The text of a Word file, and which lines its styles make headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct WordText {
    /// Its paragraphs, a line each; a table's row is a line, its cells parted by tabs.
    pub(in crate::read) text: String,
    /// Where a paragraph with an outline level starts, in characters, and its level from 1.
    pub(in crate::read) levels: Vec<(usize, u8)>,
}

/// Returns the lines of a document.
pub(super) fn of(document: &WordDocument) -> WordText {
    let mut lines = LineWriter::default();
    lines.blocks(&document.blocks);
    lines.word
}

#[derive(Default)]
struct LineWriter {
    word: WordText,
    /// The length of the text so far, in characters.
    length: usize,
}

impl LineWriter {
    fn blocks(&mut self, blocks: &[WordBlock]) {
        for block in blocks {
            match block {
                WordBlock::Paragraph(paragraph) => {
                    self.line(&text(paragraph), paragraph.level);
                    self.aside(paragraph);
                }
                WordBlock::Table(table) => self.table(table),
            }
        }
    }

    /// Lines of what stands aside of a paragraph, below it.
    fn aside(&mut self, paragraph: &WordParagraph) {
        for block in &paragraph.aside {
            match block {
                WordBlock::Paragraph(paragraph) => {
                    self.line(&text(paragraph), None);
                    self.aside(paragraph);
                }
                WordBlock::Table(table) => self.table(table),
            }
        }
    }

    fn table(&mut self, table: &WordTable) {
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(cell_text).collect();
            self.line(&cells.join("\t"), None);
        }
    }

    fn line(&mut self, words: &str, level: Option<u8>) {
        if let Some(level) = level
            && !words.trim().is_empty()
        {
            self.word.levels.push((self.length, level));
        }
        self.word.text += words;
        self.word.text.push('\n');
        self.length += words.chars().count() + 1;
    }
}

/// The number and the words of a paragraph.
fn text(paragraph: &WordParagraph) -> String {
    if paragraph.format.align == Some(Justification::Center) {
        format!("{}{}", paragraph.number, joined(&paragraph.words))
    } else {
        paragraph.text()
    }
}

/// The words of a cell in one line: its paragraphs, and the cells of a table inside it.
fn cell_text(cell: &WordCell) -> String {
    let mut pieces = Vec::new();
    cell_pieces(&cell.blocks, &mut pieces);
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" ")
}

fn cell_pieces(blocks: &[WordBlock], pieces: &mut Vec<String>) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => {
                pieces.push(text(paragraph).replace(['\n', '\t'], " "));
                cell_pieces(&paragraph.aside, pieces);
            }
            WordBlock::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    cell_pieces(&cell.blocks, pieces);
                }
            }
        }
    }
}
