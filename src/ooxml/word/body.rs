//! Reads the blocks of a document or a footer: what was inserted stays, what was deleted or is
//! hidden goes.

use super::field::OpenField;
use super::model::{LeftOut, WordBlock, WordCell, WordDocument, WordTable};
use super::numbering::ListCounter;
use super::page::PageSetup;
use super::paragraph::ParagraphReader;
use super::styles::StyleSheet;
use super::tracked::next_current;
use crate::ooxml::limits::{Limit, MOST_BLOCKS};
use crate::ooxml::{Element, PackageError, PackageResult, PartRelation, XmlEvent, XmlReader};

/// The most fields that are open at once and still told apart. Word nests a handful; a program that
/// forgets their ends leaves all of them open, and each text would be looked up in each.
const MOST_OPEN_FIELDS: usize = 64;

/// Reads a part with what its relations name. `has_looks` tells whether the formats of runs are
/// wanted.
///
/// # Errors
/// When it is no XML, or is beyond the limits.
pub(super) fn read(
    part: &str,
    related: &[PartRelation],
    sheet: &StyleSheet,
    counter: &mut ListCounter,
    has_looks: bool,
) -> PackageResult<WordDocument> {
    let mut body = BodyReader {
        sheet,
        looks: has_looks.then_some(sheet),
        related,
        counter,
        document: WordDocument::default(),
        open: Vec::new(),
        block_count: 0,
        ended_paragraphs: 0,
        section: None,
        carried: String::new(),
        fields: Vec::new(),
        deeper_fields: 0,
        in_code: false,
        skips_content: false,
        is_prompt: false,
        prompts: Vec::new(),
    };
    let mut reader = XmlReader::new(part);
    while let Some(event) = next_current(&mut reader)? {
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

/// Word's own limit of a table's columns.
const MOST_COLUMNS: usize = 63;

/// A block whose end has not come.
enum OpenWordBlock {
    Paragraph(Box<ParagraphReader>),
    Table(WordTable),
    Row(OpenTableRow),
    Cell(OpenTableCell),
}

/// A row or a cell of a table, and whether it was deleted.
#[derive(Default)]
struct OpenTableRow {
    cells: Vec<WordCell>,
    is_deleted: bool,
}

#[derive(Default)]
struct OpenTableCell {
    cell: WordCell,
    is_deleted: bool,
}

struct BodyReader<'a> {
    sheet: &'a StyleSheet,
    /// The same, where the looks of runs are wanted.
    looks: Option<&'a StyleSheet>,
    related: &'a [PartRelation],
    counter: &'a mut ListCounter,
    document: WordDocument,
    /// The blocks that are open; text boxes put paragraphs inside paragraphs.
    open: Vec<OpenWordBlock>,
    block_count: usize,
    ended_paragraphs: usize,
    section: Option<PageSetup>,
    /// The words of a paragraph whose end was deleted.
    carried: String,
    /// The fields that are open, and whether the code of the last is being read.
    fields: Vec<OpenField>,
    /// How many fields are open within the last of these, beyond [`MOST_OPEN_FIELDS`].
    deeper_fields: usize,
    in_code: bool,
    /// Whether the next content of a control is left out: a table of contents.
    skips_content: bool,
    /// Whether the next content of a control is a prompt, and which of the open contents are.
    is_prompt: bool,
    prompts: Vec<bool>,
}

impl BodyReader<'_> {
    /// Whether an element is left out with all it holds: deletions, what was moved away, readings
    /// above words (拼音指南), and the second form of a drawing for old programs.
    fn leaves_out(&mut self, element: &Element) -> bool {
        match element.name {
            "del" | "moveFrom" | "cellDel" => {
                match self.open.last_mut() {
                    Some(OpenWordBlock::Paragraph(paragraph)) => paragraph.deleted(),
                    Some(OpenWordBlock::Row(row)) => row.is_deleted = true,
                    Some(OpenWordBlock::Cell(cell)) => cell.is_deleted |= element.name == "cellDel",
                    Some(OpenWordBlock::Table(_)) | None => {}
                }
                true
            }
            "Fallback" | "delText" | "delInstrText" | "rt" | "rubyPr" => true,
            "sdtContent" if std::mem::take(&mut self.skips_content) => {
                self.leave_out(LeftOut::Contents);
                true
            }
            _ => false,
        }
    }

    fn open(&mut self, element: &Element) -> PackageResult<()> {
        match element.name {
            "p" => self.open_block(OpenWordBlock::Paragraph(Box::default()))?,
            "tbl" => self.open_block(OpenWordBlock::Table(WordTable::default()))?,
            "tr" => self.open_block(OpenWordBlock::Row(OpenTableRow::default()))?,
            "tc" => self.open_block(OpenWordBlock::Cell(OpenTableCell::default()))?,
            "gridSpan" => self.widen_cell(element),
            "sectPr" => self.section = Some(PageSetup::default()),
            "altChunk" | "subDoc" => self.leave_out_file(element),
            "OLEObject" => {
                let program = element.get("ProgID").unwrap_or_default();
                self.leave_out(LeftOut::Object(program.into_owned()));
            }
            "relIds" => self.leave_out(LeftOut::Object("SmartArt".to_owned())),
            "showingPlcHdr" => self.is_prompt = element.is_on(),
            "sdtContent" => {
                let is_prompt = std::mem::take(&mut self.is_prompt);
                self.prompts.push(is_prompt);
            }
            "docPartGallery" => {
                self.skips_content |= element.value().as_deref() == Some("Table of Contents");
            }
            "fldChar" => match element.get("fldCharType").as_deref() {
                Some("begin") => self.begin_field(""),
                Some("separate") => self.begin_result(),
                Some("end") => self.end_field(),
                _ => {}
            },
            "fldSimple" => {
                self.begin_field(&element.get("instr").unwrap_or_default());
                self.begin_result();
            }
            "instrText" => self.in_code = true,
            "ddList" | "checkBox" | "listEntry" | "default" | "result" | "checked" => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                    field.take(element);
                }
            }
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

    /// Notes how many columns the open cell takes.
    fn widen_cell(&mut self, element: &Element) {
        let columns = element
            .value()
            .and_then(|value| value.trim().parse::<usize>().ok());
        if let (Some(OpenWordBlock::Cell(open)), Some(columns)) = (self.open.last_mut(), columns) {
            open.cell.more_columns = columns.clamp(1, MOST_COLUMNS) - 1;
        }
    }

    fn leave_out(&mut self, what: LeftOut) {
        if !self.document.left_out.contains(&what) {
            self.document.left_out.push(what);
        }
    }

    fn leave_out_file(&mut self, element: &Element) {
        let id = element.get("id").unwrap_or_default();
        let relation = self.related.iter().find(|relation| relation.id == id);
        let part = relation.map_or_else(|| id.into_owned(), |relation| relation.part.clone());
        self.leave_out(LeftOut::File(part));
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
                Some(OpenWordBlock::Row(row)) if !row.is_deleted => self.add_row(row.cells),
                Some(OpenWordBlock::Cell(cell)) if !cell.is_deleted => self.add_cell(cell.cell),
                Some(OpenWordBlock::Row(_) | OpenWordBlock::Cell(_)) | None => {}
            },
            "sectPr" => self.document.sections.extend(self.section.take()),
            "instrText" => self.in_code = false,
            "fldSimple" => self.end_field(),
            "sdtContent" => drop(self.prompts.pop()),
            _ => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.close(name);
                }
            }
        }
    }

    fn text(&mut self, words: &str) {
        if self.in_code {
            if let Some(field) = self.fields.iter_mut().rev().find(|field| !field.in_result) {
                field.code.push_str(words);
            }
            return;
        }
        if self
            .paragraph()
            .is_some_and(|paragraph| paragraph.is_in_text())
            && let Some(field) = self.field_around_result()
        {
            field.code.push_str(words);
            if let Some(inside) = self.fields.iter_mut().rev().find(|field| field.in_result) {
                inside.is_taken = true;
            }
            return;
        }
        if self.leaves_prompt(words) {
            return;
        }
        let in_contents = self.fields.iter().any(|field| field.name() == "TOC");
        let looks = self.looks;
        if let Some(paragraph) = self.paragraph() {
            paragraph.in_contents |= in_contents;
            paragraph.text(words, looks);
        }
    }

    /// Leaves out the words of a prompt, which Word shows in an empty control until somebody writes
    /// there.
    ///
    /// Programs that fill a control often forget to say that it shows no prompt any more; what they
    /// wrote is not in the style of prompts, and stays.
    fn leaves_prompt(&mut self, words: &str) -> bool {
        let sheet = self.sheet;
        let is_shown = self.prompts.last() == Some(&true);
        let is_prompt = self.paragraph().is_some_and(|paragraph| {
            let style = paragraph.run_style.as_deref();
            paragraph.is_in_text() && style.is_some_and(|style| sheet.is_prompt(style))
        });
        if is_shown && is_prompt && !words.trim().is_empty() {
            self.leave_out(LeftOut::Prompt(words.trim().to_owned()));
        }
        is_shown && is_prompt
    }

    /// The field whose code holds the result of the field that is open: `QUOTE { DATE }`.
    ///
    /// Words behind the beginning of a field that has no result yet are no such result: files of
    /// careless programs lack the mark between code and result.
    fn field_around_result(&mut self) -> Option<&mut OpenField> {
        let result = self.fields.iter().rposition(|field| field.in_result)?;
        self.fields[..result]
            .iter_mut()
            .rev()
            .find(|field| !field.in_result)
    }

    /// The paragraph that is open, if it is the innermost block.
    fn paragraph(&mut self) -> Option<&mut ParagraphReader> {
        match self.open.last_mut() {
            Some(OpenWordBlock::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    fn begin_field(&mut self, code: &str) {
        if self.fields.len() >= MOST_OPEN_FIELDS {
            self.deeper_fields += 1;
            return;
        }
        let words = self
            .paragraph()
            .map_or(0, |paragraph| paragraph.words.len());
        self.fields.push(OpenField {
            code: code.to_owned(),
            start: (self.ended_paragraphs, words),
            ..OpenField::default()
        });
    }

    /// Notes that the code of the last field is complete.
    fn begin_result(&mut self) {
        if self.deeper_fields > 0 {
            return;
        }
        let Some(field) = self.fields.last_mut() else {
            return;
        };
        field.in_result = true;
        let counts_pages = field.name() == "PAGE";
        if let Some(paragraph) = self.paragraph() {
            paragraph.shows_page_number |= counts_pages;
        }
    }

    /// Ends the last field. Where it has no result, what its code or its form shows stands for it.
    fn end_field(&mut self) {
        if self.deeper_fields > 0 {
            self.deeper_fields -= 1;
            return;
        }
        self.begin_result();
        let Some(field) = self.fields.pop() else {
            return;
        };
        let ended_paragraphs = self.ended_paragraphs;
        let Some(paragraph) = self.paragraph() else {
            return;
        };
        let (paragraphs, words) = field.start;
        let has_result = paragraphs != ended_paragraphs || paragraph.words.len() > words;
        if has_result || field.is_taken {
            return;
        }
        let Some(words) = field.shown() else {
            self.leave_out(LeftOut::Field(field.name()));
            return;
        };
        match self.fields.last_mut() {
            Some(around) if !around.in_result => around.code.push_str(&words),
            _ => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.field_words(&words);
                }
            }
        }
    }

    fn end_paragraph(&mut self, mut paragraph: ParagraphReader) {
        self.ended_paragraphs += 1;
        paragraph
            .words
            .insert_str(0, &std::mem::take(&mut self.carried));
        if paragraph.goes_on {
            self.carried = paragraph.words;
            return;
        }
        // A line of a table of contents repeats a heading, with the number of a page behind it.
        if paragraph.in_contents && paragraph.words.ends_with(char::is_numeric) {
            paragraph.words.clear();
            self.leave_out(LeftOut::Contents);
        }
        // A list linked to styles says which level each style has; a paragraph's own list does not.
        let style = paragraph.style.clone();
        let is_by_style = paragraph.format.list.is_none() && paragraph.format.list_level.is_none();
        let mut paragraph = paragraph.finish(self.sheet, self.looks.is_some());
        let format = &paragraph.format;
        if let Some(list) = format.list.as_ref().filter(|list| *list != "0")
            && !paragraph.words.trim().is_empty()
        {
            let ids = self.sheet.ids(style.as_deref());
            let linked = self.counter.linked_level(list, ids).filter(|_| is_by_style);
            let level = linked.or(format.list_level).unwrap_or(0);
            paragraph.number = self.counter.next(list, level);
        }
        self.add(WordBlock::Paragraph(paragraph));
    }

    /// Adds a block to what is open around it.
    fn add(&mut self, block: WordBlock) {
        match self.open.last_mut() {
            Some(OpenWordBlock::Cell(cell)) => cell.cell.blocks.push(block),
            Some(OpenWordBlock::Paragraph(paragraph)) => paragraph.aside.push(block),
            // Words between cells or rows, which the schema forbids.
            Some(OpenWordBlock::Row(_) | OpenWordBlock::Table(_)) => {
                self.add_cell(WordCell {
                    blocks: vec![block],
                    more_columns: 0,
                });
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
            Some(OpenWordBlock::Row(row)) => row.cells.push(cell),
            _ => self.add_row(vec![cell]),
        }
    }
}
