//! The body: `word/document.xml` to lines: paragraphs with their numbers, rows of tables, text boxes and what charts say
//! after their paragraph; what was inserted stays, what was deleted or hidden goes.

use super::numbering::Counter;
use super::styles::{Styles, outline_level};
use super::xml::{Element, Node, walk};
use super::{Word, breaks, damaged};
use crate::error::Result;

/// Reads the main document.
pub(super) fn read(part: &str, styles: &Styles, counter: &mut Counter) -> Result<Word> {
    let mut body =
        Body { styles, counter, word: Word::default(), length: 0, open: Vec::new(), tables: Vec::new(), skipped: 0 };
    let mut is_document = false;
    walk(part, |node| match node {
        Node::Open(element) => {
            is_document |= element.name == "document";
            body.open(&element);
        }
        Node::Close(name) => body.close(&name),
        Node::Text(words) => body.text(&words),
    })?;
    if is_document { Ok(body.word) } else { Err(damaged()) }
}

/// A paragraph being read; text boxes nest them.
#[derive(Default)]
struct Paragraph {
    words: String,
    style: Option<String>,
    level: Option<Option<u8>>,
    list: Option<String>,
    list_level: Option<usize>,
    centred: Option<bool>,
    /// Text boxes and charts that stand in it: whole lines for below.
    boxes: Vec<String>,
    /// The alternative text of the last drawing.
    drawn: String,
    in_text: bool,
    hidden: bool,
}

/// A row being read: its cells.
#[derive(Default)]
struct Table {
    cells: Vec<String>,
}

struct Body<'a> {
    styles: &'a Styles,
    counter: &'a mut Counter,
    word: Word,
    /// Characters written so far.
    length: usize,
    open: Vec<Paragraph>,
    tables: Vec<Table>,
    /// How many open elements are left out with all they hold.
    skipped: usize,
}

impl Body<'_> {
    fn open(&mut self, element: &Element) {
        if self.skipped > 0 || is_left_out(&element.name) {
            self.skipped += 1;
            return;
        }
        match element.name.as_str() {
            "p" => self.open.push(Paragraph::default()),
            "tr" => self.tables.push(Table::default()),
            "tc" => {
                if let Some(row) = self.tables.last_mut() {
                    row.cells.push(String::new());
                }
            }
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
        if let Some(paragraph) = self.open.last_mut().filter(|p| self.skipped == 0 && p.in_text && !p.hidden) {
            paragraph.words += words;
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let style = paragraph.style.as_deref().unwrap_or("Normal");
        let of_style = self.styles.list(style);
        let list = paragraph.list.or_else(|| of_style.as_ref().map(|(list, _)| list.clone()));
        let depth = paragraph.list_level.or_else(|| of_style.map(|(_, depth)| depth)).unwrap_or(0);
        let centred = paragraph.centred.unwrap_or_else(|| self.styles.is_centred(style));
        let mut words = if centred { breaks::joined(&paragraph.words) } else { paragraph.words };
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
                let lines = std::iter::once(words).chain(paragraph.boxes).filter(|line| !line.is_empty());
                let lines: Vec<String> = lines.map(|line| line.replace(['\n', '\t'], " ")).collect();
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

/// Elements left out whole: deletions, what was moved away, and the second form of a drawing for old programs.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "delInstrText")
}

impl Paragraph {
    fn open(&mut self, element: &Element) {
        let value = element.value();
        match element.name.as_str() {
            "t" => self.in_text = true,
            "tab" if self.in_run(element) => self.words.push('\t'),
            "br" | "cr" if !matches!(element.get("type"), Some("page" | "column")) => self.words.push('\n'),
            "noBreakHyphen" => self.words.push('-'),
            "pStyle" => self.style = value.map(str::to_owned),
            "outlineLvl" => self.level = Some(value.and_then(outline_level)),
            "numId" => self.list = value.map(str::to_owned),
            "jc" => self.centred = value.map(|value| value == "center"),
            "ilvl" => self.list_level = value.and_then(|level| level.parse().ok()),
            "vanish" => self.hidden = element.is_on(),
            "docPr" => element.get("descr").unwrap_or_default().clone_into(&mut self.drawn),
            // Of pictures the alternative text is seldom more than a file's name.
            "chart" => {
                let said = std::mem::take(&mut self.drawn);
                self.boxes.extend(said.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
            }
            _ => {}
        }
    }

    /// A tab stop (`w:tabs/w:tab`) has a position; a tab in the text has none.
    fn in_run(&self, element: &Element) -> bool {
        element.get("pos").is_none() && !self.hidden
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            // A hidden paragraph mark hides nothing but itself.
            "r" | "pPr" => self.hidden = false,
            _ => {}
        }
    }
}
