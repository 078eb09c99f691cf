//! Prints a filled file as text, with the numbers Word counts.

use super::fill::FilledWord;
use crate::error::Result;
use crate::ooxml::word::{self, Detail, WordBlock, WordCell};
use crate::ooxml::word_fault;

impl FilledWord {
    /// Returns the words of the document: a paragraph a line, a row a line with its cells parted by
    /// tabs.
    ///
    /// # Errors
    /// When the template was beyond the limits of what is read.
    pub fn text(&self) -> Result<String> {
        let document = word::read(&self.bytes, Detail::Words).map_err(word_fault)?;
        let mut text = String::new();
        add_blocks(&document.blocks, &mut text);
        Ok(text)
    }
}

fn add_blocks(blocks: &[WordBlock], text: &mut String) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => {
                *text += &paragraph.text();
                text.push('\n');
                add_blocks(&paragraph.aside, text);
            }
            WordBlock::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(cell_text).collect();
                    *text += &cells.join("\t");
                    text.push('\n');
                }
            }
        }
    }
}

fn cell_text(cell: &WordCell) -> String {
    let mut text = String::new();
    add_blocks(&cell.blocks, &mut text);
    text.trim_end().replace(['\n', '\t'], " ")
}
