//! Reads the blocks of a document or a footer: what was inserted stays, what was deleted or is
//! hidden goes.

use super::model::{WordBlock, WordCell, WordDocument, WordTable};
use super::numbering::ListCounter;
use super::page::PageSetup;
use super::paragraph::ParagraphReader;
use super::styles::StyleSheet;
use crate::ooxml::limits::{Limit, MOST_BLOCKS};
use crate::ooxml::{Element, PackageError, PackageResult, XmlEvent, XmlReader};

/// Reads a part. `has_looks` tells whether the formats of runs are wanted.
///
/// # Errors
/// When it is no XML, or is beyond the limits.
pub(super) fn read(
    part: &str,
    sheet: &StyleSheet,
    counter: &mut ListCounter,
    has_looks: bool,
) -> PackageResult<WordDocument> {
    let mut body = BodyReader {
        sheet,
        looks: has_looks.then_some(sheet),
        counter,
        document: WordDocument::default(),
        open: Vec::new(),
        block_count: 0,
        section: None,
        carried: String::new(),
        fields: Vec::new(),
        in_code: false,
        skips_content: false,
    };
    let mut reader = XmlReader::new(part);
    while let Some(event) = reader.next_event()? {
        match event {
            XmlEvent::Open(element) => {
                if body.leaves_out(&element) {
                    reader.skip_element()?;
                } else {
                    body.open(&element)?;
                }
            }
            XmlEvent::Close(name) => body.close(name),
            XmlEvent::Text(words) => body.text(&words),
        }
    }
    Ok(body.document)
}

/// A block whose end has not come.
enum OpenWordBlock {
    Paragraph(Box<ParagraphReader>),
    Table(WordTable),
    Row(Vec<WordCell>),
    Cell(WordCell),
}

struct BodyReader<'a> {
    sheet: &'a StyleSheet,
    /// The same, where the looks of runs are wanted.
    looks: Option<&'a StyleSheet>,
    counter: &'a mut ListCounter,
    document: WordDocument,
    /// The blocks that are open; text boxes put paragraphs inside paragraphs.
    open: Vec<OpenWordBlock>,
    block_count: usize,
    section: Option<PageSetup>,
    /// The words of a paragraph whose end was deleted.
    carried: String,
    /// The codes of the fields that are open, such as `TOC \o "1-3"`, and whether one is being
    /// read.
    fields: Vec<String>,
    in_code: bool,
    /// Whether the next content of a control is left out: a placeholder, a table of contents.
    skips_content: bool,
}

impl BodyReader<'_> {
    /// Whether an element is left out with all it holds: deletions, what was moved away, readings
    /// above words (拼音指南), and the second form of a drawing for old programs.
    fn leaves_out(&mut self, element: &Element) -> bool {
        match element.name {
            "del" | "moveFrom" => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.deleted();
                }
                true
            }
            "Fallback" | "delText" | "delInstrText" | "rt" | "rubyPr" => true,
            "sdtContent" => std::mem::take(&mut self.skips_content),
            _ => false,
        }
    }

    fn open(&mut self, element: &Element) -> PackageResult<()> {
        match element.name {
            "p" => self.open_block(OpenWordBlock::Paragraph(Box::default()))?,
            "tbl" => self.open_block(OpenWordBlock::Table(WordTable::default()))?,
            "tr" => self.open_block(OpenWordBlock::Row(Vec::new()))?,
            "tc" => self.open_block(OpenWordBlock::Cell(WordCell::default()))?,
            "sectPr" => self.section = Some(PageSetup::default()),
            "altChunk" => self.document.has_other_file = true,
            "showingPlcHdr" => self.skips_content = element.is_on(),
            "docPartGallery" => {
                self.skips_content |= element.value().as_deref() == Some("Table of Contents");
            }
            "fldChar" => match element.get("fldCharType").as_deref() {
                Some("begin") => self.fields.push(String::new()),
                Some("separate") => self.note_field(None),
                Some("end") => {
                    self.note_field(None);
                    self.fields.pop();
                }
                _ => {}
            },
            "fldSimple" => self.note_field(element.get("instr").as_deref()),
            "instrText" => self.in_code = true,
            _ => {
                if let Some(section) = &mut self.section {
                    section.take(element);
                    return Ok(());
                }
                let looks = self.looks;
                if let Some(paragraph) = self.paragraph() {
                    paragraph.open(element, looks);
                }
            }
        }
        Ok(())
    }

    fn open_block(&mut self, block: OpenWordBlock) -> PackageResult<()> {
        self.block_count += 1;
        if self.block_count > MOST_BLOCKS {
            return Err(PackageError::TooBig(Limit::Blocks(MOST_BLOCKS)));
        }
        self.open.push(block);
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "tbl" | "tr" | "tc" => match self.open.pop() {
                Some(OpenWordBlock::Paragraph(paragraph)) => self.end_paragraph(*paragraph),
                Some(OpenWordBlock::Table(table)) => self.add(WordBlock::Table(table)),
                Some(OpenWordBlock::Row(row)) => self.add_row(row),
                Some(OpenWordBlock::Cell(cell)) => self.add_cell(cell),
                None => {}
            },
            "sectPr" => self.document.sections.extend(self.section.take()),
            "instrText" => self.in_code = false,
            _ => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.close(name);
                }
            }
        }
    }

    fn text(&mut self, words: &str) {
        if self.in_code {
            if let Some(code) = self.fields.last_mut() {
                code.push_str(words);
            }
            return;
        }
        let in_contents = self.fields.iter().any(|code| field_name(code) == "TOC");
        let looks = self.looks;
        if let Some(paragraph) = self.paragraph() {
            paragraph.in_contents |= in_contents;
            paragraph.text(words, looks);
        }
    }

    /// The paragraph that is open, if it is the innermost block.
    fn paragraph(&mut self) -> Option<&mut ParagraphReader> {
        match self.open.last_mut() {
            Some(OpenWordBlock::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    /// Notes what a field shows, by its code or the one that was collected.
    fn note_field(&mut self, code: Option<&str>) {
        let code = code.or(self.fields.last().map(String::as_str)).unwrap_or_default();
        let counts_pages = field_name(code) == "PAGE";
        if let Some(paragraph) = self.paragraph() {
            paragraph.shows_page_number |= counts_pages;
        }
    }

    fn end_paragraph(&mut self, mut paragraph: ParagraphReader) {
        paragraph.words.insert_str(0, &std::mem::take(&mut self.carried));
        if paragraph.goes_on {
            self.carried = paragraph.words;
            return;
        }
        // A line of a table of contents repeats a heading, with the number of a page behind it.
        if paragraph.in_contents && paragraph.words.ends_with(char::is_numeric) {
            paragraph.words.clear();
        }
        let mut paragraph = paragraph.finish(self.sheet, self.looks.is_some());
        let format = &paragraph.format;
        if let Some(list) = &format.list
            && list != "0"
            && !paragraph.words.trim().is_empty()
        {
            paragraph.number = self.counter.next(list, format.list_level.unwrap_or(0));
        }
        self.add(WordBlock::Paragraph(paragraph));
    }

    /// Adds a block to what is open around it.
    fn add(&mut self, block: WordBlock) {
        match self.open.last_mut() {
            Some(OpenWordBlock::Cell(cell)) => cell.blocks.push(block),
            Some(OpenWordBlock::Paragraph(paragraph)) => paragraph.aside.push(block),
            // Words between cells or rows, which the schema forbids.
            Some(OpenWordBlock::Row(_) | OpenWordBlock::Table(_)) => {
                self.add_cell(WordCell { blocks: vec![block] });
            }
            None => self.document.blocks.push(block),
        }
    }

    fn add_row(&mut self, row: Vec<WordCell>) {
        match self.open.last_mut() {
            Some(OpenWordBlock::Table(table)) => table.rows.push(row),
            _ => self.add(WordBlock::Table(WordTable { rows: vec![row] })),
        }
    }

    fn add_cell(&mut self, cell: WordCell) {
        match self.open.last_mut() {
            Some(OpenWordBlock::Row(row)) => row.push(cell),
            _ => self.add_row(vec![cell]),
        }
    }
}

/// The name of a field, the first word of its code.
fn field_name(code: &str) -> &str {
    code.split_whitespace().next().unwrap_or_default()
}
