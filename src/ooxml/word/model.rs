//! Models what a Word file shows: blocks with their words, numbers and looks.

use super::format::{ParagraphFormat, RunFormat};
use super::page::PageSetup;

/// A Word file.
#[derive(Debug, Default)]
pub(crate) struct WordDocument {
    /// Its paragraphs and tables in order.
    pub(crate) blocks: Vec<WordBlock>,
    /// The pages of its sections in order.
    pub(crate) sections: Vec<PageSetup>,
    /// The paragraphs of its footers; none where only words are read.
    pub(crate) footers: Vec<WordParagraph>,
    /// What of it was not read, in order, each once.
    pub(crate) left_out: Vec<LeftOut>,
}

/// What of a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// Another whole file (`w:altChunk`) that only Word can lay out; its name in the package.
    File(String),
    /// A part that is damaged.
    Part(String),
    /// A field without a result whose code does not tell what it shows.
    Field(String),
    /// An embedded table, drawing or diagram; the program it is of.
    Object(String),
    /// A table of contents, which says the headings again.
    Contents,
    /// What an empty control asks to write there.
    Prompt(String),
    /// Words of a text box that are no part of the text, such as a stamp.
    Stamp(String),
}

/// A paragraph or a table.
#[derive(Debug)]
pub(crate) enum WordBlock {
    Paragraph(WordParagraph),
    Table(WordTable),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct WordParagraph {
    /// The number of its list as the page shows it, and what parts it from the words: `一、`, `1 `.
    pub(crate) number: String,
    /// Its words, line breaks as `\n` and tabs as `\t`.
    pub(crate) words: String,
    /// Its level in the outline, from 1; None for body text.
    pub(crate) level: Option<u8>,
    /// What is anchored in it and stands aside: text boxes, and the alternative text of charts.
    pub(crate) aside: Vec<WordBlock>,
    /// Whether it shows the number of its page.
    pub(crate) shows_page_number: bool,
    /// Whether most of its words are red, as a letterhead is.
    pub(crate) is_red: bool,
    /// What most of its words are set in; empty where only words are read.
    pub(crate) run: RunFormat,
    /// How it is set.
    pub(crate) format: ParagraphFormat,
}

impl WordParagraph {
    /// Returns number and words.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.number, self.words)
    }
}

/// Takes all paragraphs out of blocks, those of tables and what stands aside with them.
pub(super) fn all_paragraphs(blocks: Vec<WordBlock>, into: &mut Vec<WordParagraph>) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(mut paragraph) => {
                all_paragraphs(std::mem::take(&mut paragraph.aside), into);
                into.push(paragraph);
            }
            WordBlock::Table(table) => {
                for cell in table.rows.into_iter().flatten() {
                    all_paragraphs(cell.blocks, into);
                }
            }
        }
    }
}

/// A table: its rows from the top.
#[derive(Debug, Default)]
pub(crate) struct WordTable {
    pub(crate) rows: Vec<Vec<WordCell>>,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(crate) struct WordCell {
    pub(crate) blocks: Vec<WordBlock>,
    /// How many columns it takes beyond its first (`w:gridSpan` less one).
    pub(crate) more_columns: usize,
}
