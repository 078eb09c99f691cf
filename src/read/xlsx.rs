//! Workbooks: the first sheet of an .xlsx to its rows of words.
//!
//! Not trusted, as Word files are not: parts, sizes and places are bounded before anything is believed.

use super::docx::xml::{Element, XmlEvent, walk};
use super::docx::{open, part, relations};
use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// How many columns and rows are read at most: a row of few bytes may name a far column.
const MOST_COLUMNS: usize = 64;
const MOST_ROWS: usize = 100_000;

/// The rows of the first sheet, each with its number from 1; cells that are not there are empty.
///
/// ```
/// use nigao::write::xlsx::{CellContent, file};
/// let rows = [vec![CellContent::Text("税收".into()), CellContent::Empty, CellContent::Number("5.65".parse().unwrap())]];
/// let read = nigao::read::workbook_rows(&file(&rows, &[]).unwrap()).unwrap();
/// assert_eq!(read, [(1, vec!["税收".to_owned(), String::new(), "5.65".to_owned()])]);
/// ```
///
/// # Errors
/// When it is no workbook, is damaged, or is beyond the limits.
pub fn rows(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>> {
    let mut archive = open(bytes, not_a_workbook)?;
    let package = relations::of(&mut archive, "")?;
    let main = relations::name(&archive, &package, "officeDocument", "xl/workbook.xml");
    let workbook = part(&mut archive, main)?.ok_or_else(not_a_workbook)?;
    let related = relations::of(&mut archive, main)?;
    let first = first_sheet(&workbook)?.ok_or_else(not_a_workbook)?;
    let first = related.iter().find(|relation| relation.id == first).ok_or_else(not_a_workbook)?;
    let sheet = part(&mut archive, &first.part)?.ok_or_else(not_a_workbook)?;
    let shared = relations::name(&archive, &related, "sharedStrings", "xl/sharedStrings.xml");
    let shared = part(&mut archive, shared)?.unwrap_or_default();
    let mut table = SheetReader { shared: strings(&shared)?, ..SheetReader::default() };
    walk(&sheet, |node| table.tell(node))?;
    Ok(table.rows)
}

/// What the workbook calls the sheet that stands first, however its file is called: sheets may be moved.
fn first_sheet(workbook: &str) -> Result<Option<String>> {
    let mut first = None;
    walk(workbook, |node| match node {
        XmlEvent::Open(element) if element.name == "sheet" && first.is_none() => {
            first = element.get("id").map(str::to_owned);
        }
        _ => {}
    })?;
    Ok(first)
}

fn not_a_workbook() -> Error {
    Error::new(Message::plain("read.not-a-workbook"))
}

/// The words cells refer to by number; readings (rPh) beside them are left out.
fn strings(part: &str) -> Result<Vec<String>> {
    let (mut strings, mut aside, mut inside) = (Vec::<String>::new(), false, false);
    if part.is_empty() {
        return Ok(strings);
    }
    walk(part, |node| match node {
        XmlEvent::Open(element) => match element.name.as_str() {
            "si" => strings.push(String::new()),
            "rPh" => aside = true,
            "t" => inside = true,
            _ => {}
        },
        XmlEvent::Close(name) => match name.as_str() {
            "rPh" => aside = false,
            "t" => inside = false,
            _ => {}
        },
        XmlEvent::Text(words) => {
            if let (Some(last), true, false) = (strings.last_mut(), inside, aside) {
                last.push_str(&words);
            }
        }
    })?;
    Ok(strings)
}

/// A sheet being read.
#[derive(Default)]
struct SheetReader {
    shared: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
    /// The cell that is open: its column, its type, its words.
    column: usize,
    kind: String,
    words: String,
    /// Whether words are the cell's: its value or its text, not its formula.
    inside: bool,
}

impl SheetReader {
    fn tell(&mut self, node: XmlEvent) {
        match node {
            XmlEvent::Open(element) => self.open(&element),
            XmlEvent::Text(words) if self.inside => self.words.push_str(&words),
            XmlEvent::Text(_) => {}
            XmlEvent::Close(name) => match name.as_str() {
                "v" | "t" => self.inside = false,
                "c" => self.close(),
                _ => {}
            },
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            "row" => {
                let next = self.rows.last().map_or(1, |(row, _)| row + 1);
                let row = element.get("r").and_then(|row| row.parse().ok()).unwrap_or(next);
                self.rows.push((row, Vec::new()));
            }
            "c" => {
                let next = self.rows.last().map_or(0, |(_, row)| row.len());
                self.column = element.get("r").and_then(column).unwrap_or(next);
                element.get("t").unwrap_or_default().clone_into(&mut self.kind);
                self.words.clear();
            }
            "v" | "t" => self.inside = true,
            _ => {}
        }
    }

    fn close(&mut self) {
        let words = match self.kind.as_str() {
            "s" => self
                .words
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.shared.get(at).cloned())
                .unwrap_or_default(),
            "" | "n" => number(&self.words),
            _ => std::mem::take(&mut self.words),
        };
        let is_far = self.column >= MOST_COLUMNS || self.rows.len() > MOST_ROWS;
        let Some((_, row)) = self.rows.last_mut() else { return };
        if words.is_empty() || is_far {
            return;
        }
        if row.len() <= self.column {
            row.resize(self.column + 1, String::new());
        }
        row[self.column] = words;
    }
}

/// A number as a writer would type it: spreadsheets keep 5.65 as 5.6500000000000004.
fn number(words: &str) -> String {
    match words.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => value.to_string(),
        _ => words.trim().to_owned(),
    }
}

/// The column of a place, from 0: C7 is 2.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let at = letters.fold(0_usize, |at, letter| at * 26 + usize::from(letter - b'A') + 1);
    at.checked_sub(1)
}
