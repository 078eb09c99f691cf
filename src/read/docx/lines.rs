//! Lays out the blocks of a Word file as lines, in the order a reader meets them.

use super::breaks::joined;
use crate::ooxml::word::{
    Justification, LeftOut, WordBlock, WordCell, WordDocument, WordParagraph, WordTable,
};

/// The text of a Word file, and which lines its styles make headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct WordText {
    /// Its paragraphs, a line each; a table's row is a line, its cells parted by tabs.
    pub(in crate::read) text: String,
    /// Where a paragraph with an outline level starts, in characters, and its level from 1.
    pub(in crate::read) levels: Vec<(usize, u8)>,
    /// Where the rows of tables start, in characters.
    pub(in crate::read) rows: Vec<usize>,
    /// What of the file is not in the text.
    pub(in crate::read) left_out: Vec<LeftOut>,
}

/// Returns the lines of a document.
pub(super) fn of(document: &WordDocument) -> WordText {
    let mut lines = LineWriter::default();
    lines.word.left_out.clone_from(&document.left_out);
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

    /// Lines of what stands aside of a paragraph, below it; stamps are no part of the text.
    fn aside(&mut self, paragraph: &WordParagraph) {
        if let Some(stamp) = stamp(&paragraph.aside) {
            let stamp = LeftOut::Stamp(stamp);
            if !self.word.left_out.contains(&stamp) {
                self.word.left_out.push(stamp);
            }
            return;
        }
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
        if is_layout(table) {
            for cell in table.rows.iter().flatten() {
                self.blocks(&cell.blocks);
            }
            return;
        }
        for row in &table.rows {
            self.row(row);
        }
    }

    /// The line of a row: a cell that takes several columns is followed by empty ones. What takes
    /// the whole row is no row, but a note below the table or a title above it.
    fn row(&mut self, row: &[WordCell]) {
        let mut cells: Vec<String> = Vec::new();
        for cell in row {
            cells.push(cell_text(cell));
            cells.extend(std::iter::repeat_n(String::new(), cell.more_columns));
        }
        match row {
            [only] => self.line(&cell_text(only), None),
            _ => {
                self.word.rows.push(self.length);
                self.line(&cells.join("\t"), None);
            }
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

/// The words of a text box that is a stamp: one short line that is no sentence and says how the
/// paper is to be kept.
///
/// Made for a box 内部资料　注意保存 at the edge of the first page. It must not take a box with a
/// title (云溪镇人民政府工作报告) or a sentence, which belong to the text.
fn stamp(aside: &[WordBlock]) -> Option<String> {
    let mut words = String::new();
    for block in aside {
        let WordBlock::Paragraph(paragraph) = block else {
            return None;
        };
        if !paragraph.aside.is_empty() {
            return None;
        }
        words += paragraph.words.trim();
    }
    let is_short = (1..=LONGEST_STAMP).contains(&words.chars().count());
    let marks = STAMPS.iter().any(|mark| words.contains(mark));
    (is_short && marks && !words.contains(['。', '；'])).then_some(words)
}

/// A stamp is no longer than this, in characters.
const LONGEST_STAMP: usize = 20;
/// What stamps say: who may read a paper, and what becomes of it.
const STAMPS: [&str; 16] = [
    "内部资料", "内部文件", "内部材料", "内部使用", "注意保存", "妥善保管", "会后收回", "阅后收回",
    "请勿外传", "不得外传", "机密", "秘密", "绝密", "征求意见稿", "讨论稿", "送审稿",
];

/// Whether a table only lays out a page: one column, columns of running text in one row, or few
/// cells of which one holds a text.
///
/// Made for a report pasted from a web page, which comes as a table of one cell, for text set in
/// two columns by a table, and for a frame of two rows, the title and all the rest. A table of
/// indicators must stay a table, and so must a plan of work with long cells: it has many rows.
fn is_layout(table: &WordTable) -> bool {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns <= 1 {
        return true;
    }
    let is_filled = |cell: &&WordCell| !cell_text(cell).trim().is_empty();
    let filled: Vec<&WordCell> = table.rows.iter().flatten().filter(is_filled).collect();
    let holds = |fewest| filled.iter().any(|cell| holds_text(cell, fewest));
    let is_one_row = table
        .rows
        .iter()
        .filter(|row| row.iter().any(|c| is_filled(&c)))
        .count()
        == 1;
    is_one_row && holds(2) || filled.len() <= MOST_LAYOUT_CELLS && holds(FEWEST_TEXT_PARAGRAPHS)
}

/// A table that lays out a page has no more cells with words than this: a head, a side, the text.
const MOST_LAYOUT_CELLS: usize = 3;
/// A cell among others that holds a text has at least so many paragraphs, of which some are
/// sentences.
const FEWEST_TEXT_PARAGRAPHS: usize = 5;

/// Whether a cell has so many paragraphs, two of them sentences.
fn holds_text(cell: &WordCell, fewest: usize) -> bool {
    let mut paragraphs = 0;
    let mut sentences = 0;
    for block in &cell.blocks {
        match block {
            WordBlock::Paragraph(paragraph) if !paragraph.words.trim().is_empty() => {
                paragraphs += 1;
                sentences += usize::from(paragraph.words.contains('。'));
            }
            WordBlock::Paragraph(_) => {}
            WordBlock::Table(_) => paragraphs += 1,
        }
    }
    paragraphs >= fewest && sentences >= 2
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
    pieces.join(" ").trim().to_owned()
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
