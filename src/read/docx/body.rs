//! The body: the main document to lines: paragraphs with their numbers, rows of tables, text boxes and what charts say
//! after their paragraph; what was inserted stays, what was deleted or hidden goes.

use super::numbering::ListCounter;
use super::paragraph::ParagraphReader;
use super::styles::ParagraphStyles;
use super::xml::{Element, XmlEvent, walk};
use super::{WordText, breaks, damaged, embedded};
use crate::error::Result;

/// Reads the main document.
pub(super) fn read(
    part: &str,
    styles: &ParagraphStyles,
    counter: &mut ListCounter,
) -> Result<WordText> {
    let mut body = BodyReader {
        styles,
        counter,
        word: WordText::default(),
        length: 0,
        open: Vec::new(),
        carried: String::new(),
        tables: Vec::new(),
        fields: Vec::new(),
        in_code: false,
        skipped: 0,
        skips_content: false,
    };
    let (mut is_document, mut is_whole) = (false, true);
    walk(part, |node| match node {
        XmlEvent::Open(element) => {
            is_document |= element.name == "document";
            is_whole &= element.name != "altChunk";
            body.open(&element);
        }
        XmlEvent::Close(name) => body.close(&name),
        XmlEvent::Text(words) => body.text(&words),
    })?;
    match (is_document, is_whole) {
        (true, true) => Ok(body.word),
        (true, false) => Err(embedded()),
        (false, _) => Err(damaged()),
    }
}

/// A row being read: its cells.
#[derive(Default)]
struct RowReader {
    cells: Vec<String>,
}

struct BodyReader<'a> {
    styles: &'a ParagraphStyles,
    counter: &'a mut ListCounter,
    word: WordText,
    /// Characters written so far.
    length: usize,
    open: Vec<ParagraphReader>,
    /// The words of a paragraph whose end was deleted.
    carried: String,
    tables: Vec<RowReader>,
    /// The codes of the fields that are open, such as `TOC \o "1-3"`, and whether one is being read.
    fields: Vec<String>,
    in_code: bool,
    /// How many open elements are left out with all they hold.
    skipped: usize,
    /// Whether the next content of a control is left out: a placeholder, a table of contents.
    skips_content: bool,
}

impl BodyReader<'_> {
    fn open(&mut self, element: &Element) {
        let content = element.name == "sdtContent" && std::mem::take(&mut self.skips_content);
        if self.skipped > 0 || content || is_left_out(&element.name) {
            if let Some(paragraph) =
                self.open.last_mut().filter(|_| matches!(&*element.name, "del" | "moveFrom"))
            {
                paragraph.deleted();
            }
            self.skipped += 1;
            return;
        }
        match element.name.as_str() {
            "p" => self.open.push(ParagraphReader::default()),
            "tr" => self.tables.push(RowReader::default()),
            "tc" => {
                if let Some(row) = self.tables.last_mut() {
                    row.cells.push(String::new());
                }
            }
            "showingPlcHdr" => self.skips_content = element.is_on(),
            "docPartGallery" => self.skips_content |= element.value() == Some("Table of Contents"),
            "fldChar" if element.get("fldCharType") == Some("begin") => {
                self.fields.push(String::new());
            }
            "fldChar" if element.get("fldCharType") == Some("end") => _ = self.fields.pop(),
            "instrText" => self.in_code = true,
            _ => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.open(element);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "instrText" => self.in_code = false,
            "tr" => {
                let row = self.tables.pop().unwrap_or_default();
                self.line(&row.cells.join("\t"), None);
            }
            _ => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.close(name);
                }
            }
        }
    }

    fn text(&mut self, words: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.in_code {
            self.fields.last_mut().into_iter().for_each(|code| *code += words);
        } else if let Some(paragraph) = self.open.last_mut() {
            paragraph.listed |= self.fields.iter().any(|code| code.trim_start().starts_with("TOC"));
            paragraph.text(words);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let style = paragraph.style.as_deref().unwrap_or("Normal");
        let of_style = self.styles.list(style);
        let list = paragraph.list.or_else(|| of_style.as_ref().map(|(list, _)| list.clone()));
        let depth = paragraph.list_level.or_else(|| of_style.map(|(_, depth)| depth)).unwrap_or(0);
        let centred = paragraph.centred.unwrap_or_else(|| self.styles.is_centred(style));
        let words = std::mem::take(&mut self.carried) + &paragraph.words;
        if paragraph.goes_on {
            self.carried = words;
            return;
        }
        // A line of a table of contents says a heading again, a page's number behind it.
        let words = if paragraph.listed && words.ends_with(char::is_numeric) {
            String::new()
        } else {
            words
        };
        let mut words = if centred { breaks::joined(&words) } else { words };
        if let Some(list) = list.filter(|list| list != "0" && !words.trim().is_empty()) {
            words.insert_str(0, &self.counter.next(&list, depth));
        }
        let level = paragraph.level.unwrap_or_else(|| self.styles.level(style));
        match (self.open.last_mut(), self.tables.last_mut().and_then(|row| row.cells.last_mut())) {
            (Some(around), _) => {
                around.boxes.push(words);
                around.boxes.extend(paragraph.boxes);
            }
            (None, Some(cell)) => {
                let lines =
                    std::iter::once(words).chain(paragraph.boxes).filter(|line| !line.is_empty());
                let lines: Vec<String> =
                    lines.map(|line| line.replace(['\n', '\t'], " ")).collect();
                let gap = if cell.is_empty() || lines.is_empty() { "" } else { " " };
                *cell += &format!("{gap}{}", lines.join(" "));
            }
            (None, None) => {
                self.line(&words, level);
                paragraph.boxes.iter().for_each(|words| self.line(words, None));
            }
        }
    }

    fn line(&mut self, words: &str, level: Option<u8>) {
        if let Some(row) = self.tables.last_mut().and_then(|row| row.cells.last_mut()) {
            // A table inside a cell.
            *row += &format!(" {}", words.replace('\t', " "));
            return;
        }
        if let Some(level) = level.filter(|_| !words.trim().is_empty()) {
            self.word.levels.push((self.length, level));
        }
        self.word.text += words;
        self.word.text.push('\n');
        self.length += words.chars().count() + 1;
    }
}

/// Elements left out whole: deletions, what was moved away, readings above words (拼音指南), and the second form of a
/// drawing for old programs.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "delText" | "delInstrText" | "rt" | "rubyPr")
}
