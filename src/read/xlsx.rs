//! Reads the first sheet of a workbook as rows of words.
//!
//! The file is not trusted: parts, sizes and addresses are bounded before anything is believed.

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::{Element, Package, PackageError, PackageResult, XmlEvent, XmlReader, too_big};

/// How many columns and rows are read at most: a row of few bytes may name a far column.
const MOST_COLUMNS: usize = 64;
const MOST_ROWS: usize = 100_000;

/// The rows of the first sheet, each with its number from 1; cells that are not there are empty.
///
/// ```
/// use nigao::write::xlsx::{CellContent, file};
/// let tax = CellContent::Number("5.65".parse().unwrap());
/// let rows = [vec![CellContent::Text("税收".into()), CellContent::Empty, tax]];
/// let read = nigao::read::workbook_rows(&file(&rows, &[]).unwrap()).unwrap();
/// assert_eq!(read, [(1, vec!["税收".to_owned(), String::new(), "5.65".to_owned()])]);
/// ```
///
/// # Errors
/// When it is no workbook, is damaged, or is beyond the limits.
pub fn rows(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>> {
    read(bytes).map_err(fault)
}

fn read(bytes: &[u8]) -> PackageResult<Vec<(usize, Vec<String>)>> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part(&["spreadsheetml.sheet.main"], "xl/workbook.xml")?;
    let workbook = package.part(&main)?.ok_or(PackageError::OtherKind)?;
    let related = package.relations(&main)?;
    let first = first_sheet(&workbook)?.ok_or(PackageError::OtherKind)?;
    let first = related.iter().find(|relation| relation.id == first);
    let first = first.ok_or(PackageError::OtherKind)?;
    let sheet = package.part(&first.part)?.ok_or(PackageError::OtherKind)?;
    let shared = package.named(&related, "sharedStrings", "xl/sharedStrings.xml");
    let shared = package.part(&shared)?.unwrap_or_default();
    let mut table = SheetReader { shared: strings(&shared)?, ..SheetReader::default() };
    let mut reader = XmlReader::new(&sheet);
    while let Some(event) = reader.next_event()? {
        table.take(event);
    }
    Ok(table.rows)
}

fn fault(why: PackageError) -> Error {
    match why {
        PackageError::TooBig(limit) => too_big(limit),
        PackageError::Locked => Error::new(Message::plain("read.locked")),
        PackageError::Damaged => Error::new(Message::plain("read.damaged")),
        PackageError::NotArchive | PackageError::OtherKind => {
            Error::new(Message::plain("read.not-a-workbook"))
        }
    }
}

/// Returns the id of the sheet that stands first, however its file is called: sheets may be moved.
fn first_sheet(workbook: &str) -> PackageResult<Option<String>> {
    let mut reader = XmlReader::new(workbook);
    while let Some(event) = reader.next_event()? {
        if let XmlEvent::Open(element) = event
            && element.name == "sheet"
        {
            return Ok(element.get("id").map(Into::into));
        }
    }
    Ok(None)
}

/// Reads the words cells refer to by number; readings (rPh) beside them are left out.
fn strings(part: &str) -> PackageResult<Vec<String>> {
    let mut strings = Vec::<String>::new();
    let mut in_text = false;
    let mut reader = XmlReader::new(part);
    while let Some(event) = reader.next_event()? {
        match event {
            XmlEvent::Open(element) => match element.name {
                "si" => strings.push(String::new()),
                "rPh" => reader.skip_element()?,
                "t" => in_text = true,
                _ => {}
            },
            XmlEvent::Close("t") => in_text = false,
            XmlEvent::Text(words) if in_text => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(&words);
                }
            }
            XmlEvent::Close(_) | XmlEvent::Text(_) => {}
        }
    }
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
    fn take(&mut self, event: XmlEvent<'_>) {
        match event {
            XmlEvent::Open(element) => self.open(&element),
            XmlEvent::Text(words) if self.inside => self.words.push_str(&words),
            XmlEvent::Text(_) => {}
            XmlEvent::Close(name) => match name {
                "v" | "t" => self.inside = false,
                "c" => self.close(),
                _ => {}
            },
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name {
            "row" => {
                let next = self.rows.last().map_or(1, |(row, _)| row + 1);
                let row = element.get("r").and_then(|row| row.parse().ok()).unwrap_or(next);
                self.rows.push((row, Vec::new()));
            }
            "c" => {
                let next = self.rows.last().map_or(0, |(_, row)| row.len());
                self.column = element.get("r").and_then(|address| column(&address)).unwrap_or(next);
                self.kind = element.get("t").unwrap_or_default().into_owned();
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
