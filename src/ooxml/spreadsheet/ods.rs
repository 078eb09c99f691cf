//! Reads `OpenDocument` sheets: the words that an .ods keeps beside every value.
//!
//! Such a file holds what each cell shows, so formats need not be followed.

use std::collections::HashSet;
use std::sync::Arc;

use super::address::{CellAddress, CellRange, MOST_COLUMNS, MOST_ROWS};
use super::cell::{CellFault, SheetVisibility, Worksheet};
use super::error::{WorkbookError, WorkbookResult};
use super::grid::{CellBudget, CellGrid};
use crate::ooxml::xml::is_true;
use crate::ooxml::{Element, Limit, Package, XmlEvent, XmlReader};

const MOST_SHEETS: usize = 1_024;
const MOST_RANGES: usize = 100_000;

/// Elements in a cell whose words are not the cell's: comments, readings, pictures, notes.
const ASIDE: [&str; 6] = [
    "annotation", "ruby-text", "frame", "note", "tracked-changes", "shapes",
];

/// Reads the sheets of a package.
pub(super) fn read(package: &mut Package<'_>) -> WorkbookResult<Vec<Worksheet>> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(WorkbookError::Locked);
    }
    let content = package.part("content.xml")?.ok_or(WorkbookError::Damaged)?;
    let mut reader = OdsReader::default();
    let mut events = XmlReader::new(&content).refusing_entities();
    while let Some(event) = events.next_event()? {
        reader.take(&event)?;
    }
    Ok(reader.sheets)
}

#[derive(Default)]
struct OdsReader {
    sheets: Vec<Worksheet>,
    budget: CellBudget,
    /// Styles of tables that hide them.
    hiding: HashSet<String>,
    style: Option<String>,
    /// The sheet that is open, and how deep the reader is in what is not the sheet's.
    sheet: Option<OdsTable>,
    aside: usize,
}

#[derive(Default)]
struct OdsTable {
    grid: CellGrid,
    name: String,
    is_hidden: bool,
    hidden_columns: Vec<(u32, u32)>,
    next_column: u32,
    next_row: u32,
    /// Groups of rows that are open: whether each is folded away.
    groups: Vec<bool>,
    row: Option<OdsRow>,
    cell: Option<OdsCell>,
}

#[derive(Default)]
struct OdsRow {
    repeated: u32,
    is_hidden: bool,
    next_column: u32,
    cells: Vec<(u32, u32, Arc<str>, Option<CellFault>)>,
}

#[derive(Default)]
struct OdsCell {
    repeated: u32,
    is_covered: bool,
    kind: String,
    has_formula: bool,
    words: String,
    paragraphs: usize,
    is_in_paragraph: bool,
}

impl OdsReader {
    fn take(&mut self, event: &XmlEvent<'_>) -> WorkbookResult<()> {
        match event {
            XmlEvent::Open(element) => {
                if self.aside > 0 || ASIDE.contains(&element.name) {
                    self.aside += 1;
                    return Ok(());
                }
                self.open(element)
            }
            XmlEvent::Close(_) if self.aside > 0 => {
                self.aside -= 1;
                Ok(())
            }
            XmlEvent::Close(name) => self.close(name),
            XmlEvent::Text(words) => {
                let sheet = self.sheet.as_mut().filter(|_| self.aside == 0);
                if let Some(cell) = sheet.and_then(|sheet| sheet.cell.as_mut()) {
                    cell.push(words);
                }
                Ok(())
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) -> WorkbookResult<()> {
        let Some(sheet) = &mut self.sheet else {
            match element.name {
                "style" => self.style = element.get("name").map(Into::into),
                "table-properties" => {
                    let is_hidden = element.get("display").is_some_and(|shown| !is_true(&shown));
                    self.hiding.extend(self.style.clone().filter(|_| is_hidden));
                }
                "table" => {
                    if self.sheets.len() >= MOST_SHEETS {
                        return Err(WorkbookError::TooBig(Limit::Sheets(MOST_SHEETS)));
                    }
                    let style = element.get("style-name").unwrap_or_default().into_owned();
                    self.sheet = Some(OdsTable {
                        name: element.get("name").unwrap_or_default().into_owned(),
                        is_hidden: self.hiding.contains(&style),
                        ..OdsTable::default()
                    });
                }
                _ => {}
            }
            return Ok(());
        };
        sheet.open(element)
    }

    fn close(&mut self, name: &str) -> WorkbookResult<()> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(());
        };
        match name {
            "p" | "h" => {
                if let Some(cell) = &mut sheet.cell {
                    cell.is_in_paragraph = false;
                }
            }
            "table-cell" | "covered-table-cell" => sheet.close_cell(),
            "table-row" => sheet.close_row(&mut self.budget)?,
            "table-row-group" => {
                sheet.groups.pop();
            }
            "table" => {
                let Some(sheet) = self.sheet.take() else {
                    return Ok(());
                };
                let visibility = if sheet.is_hidden {
                    SheetVisibility::Hidden
                } else {
                    SheetVisibility::Visible
                };
                let rows = sheet.grid.finish(&mut self.budget)?;
                self.sheets.push(Worksheet {
                    name: sheet.name,
                    visibility,
                    hidden_columns: sheet.hidden_columns,
                    ..rows
                });
            }
            _ => {}
        }
        Ok(())
    }
}

impl OdsTable {
    fn open(&mut self, element: &Element<'_>) -> WorkbookResult<()> {
        let is_folded = |element: &Element<'_>| {
            matches!(
                element.get("visibility").as_deref(),
                Some("collapse" | "filter")
            )
        };
        match element.name {
            // A table in a table is none of a spreadsheet's.
            "table" => return Err(WorkbookError::Damaged),
            "table-column" => {
                let count = repeated(element, "number-columns-repeated", MOST_COLUMNS);
                let last = self.next_column.saturating_add(count - 1);
                if is_folded(element) && self.hidden_columns.len() < MOST_RANGES {
                    self.hidden_columns.push((self.next_column, last));
                }
                self.next_column = last.saturating_add(1);
            }
            "table-row-group" => {
                let is_open = element.get("display").is_none_or(|shown| is_true(&shown));
                self.groups.push(!is_open);
            }
            "table-row" => {
                self.row = Some(OdsRow {
                    repeated: repeated(element, "number-rows-repeated", MOST_ROWS),
                    is_hidden: is_folded(element) || self.groups.contains(&true),
                    ..OdsRow::default()
                });
            }
            "table-cell" | "covered-table-cell" => self.open_cell(element)?,
            "p" | "h" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.words.push('\n');
                    }
                    cell.paragraphs += 1;
                    cell.is_in_paragraph = true;
                }
            }
            "s" => {
                if let Some(cell) = &mut self.cell {
                    // A few bytes could ask for a thousand blanks in every cell.
                    let count = repeated(element, "c", 100) as usize;
                    cell.words.push_str(&" ".repeat(count));
                }
            }
            "tab" => {
                if let Some(cell) = &mut self.cell {
                    cell.words.push('\t');
                }
            }
            "line-break" => {
                if let Some(cell) = &mut self.cell {
                    cell.words.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, element: &Element<'_>) -> WorkbookResult<()> {
        let Some(row) = &self.row else {
            return Err(WorkbookError::Damaged);
        };
        let first = CellAddress {
            row: self.next_row,
            column: row.next_column,
        };
        let columns = repeated(element, "number-columns-spanned", MOST_COLUMNS);
        let rows = repeated(element, "number-rows-spanned", MOST_ROWS);
        if columns > 1 || rows > 1 {
            if self.grid.merged.len() >= MOST_RANGES {
                return Err(WorkbookError::TooBig(Limit::Entries(MOST_RANGES)));
            }
            let last = CellAddress {
                row: first.row.saturating_add(rows - 1),
                column: first.column.saturating_add(columns - 1),
            };
            self.grid.merged.push(CellRange { first, last });
        }
        // LibreOffice calls an error value a string in the standard's words, an error in its own.
        let extended = element.get_qualified("calcext:value-type");
        let kind = extended
            .filter(|kind| kind == "error")
            .or_else(|| element.get("value-type"));
        self.cell = Some(OdsCell {
            repeated: repeated(element, "number-columns-repeated", MOST_COLUMNS),
            is_covered: element.name == "covered-table-cell",
            kind: kind.unwrap_or_default().into_owned(),
            has_formula: element.get("formula").is_some(),
            ..OdsCell::default()
        });
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some((cell, row)) = self.cell.take().zip(self.row.as_mut()) else {
            return;
        };
        let column = row.next_column;
        row.next_column = column.saturating_add(cell.repeated);
        if cell.is_covered {
            return;
        }
        let (text, fault) = match cell.shown() {
            Ok(text) => (text, None),
            Err(fault) => (String::new(), Some(fault)),
        };
        if !text.is_empty() || fault.is_some() {
            row.cells.push((column, cell.repeated, text.into(), fault));
        }
    }

    fn close_row(&mut self, budget: &mut CellBudget) -> WorkbookResult<()> {
        let Some(row) = self.row.take() else {
            return Ok(());
        };
        let first = self.next_row;
        self.next_row = first.saturating_add(row.repeated);
        if row.cells.is_empty() {
            return Ok(());
        }
        for number in first..self.next_row {
            if row.is_hidden {
                self.grid.hide(number);
            }
            for (column, repeated, text, fault) in &row.cells {
                for column in *column..column.saturating_add(*repeated) {
                    if number >= MOST_ROWS || column >= MOST_COLUMNS {
                        return Err(WorkbookError::Damaged);
                    }
                    let address = CellAddress {
                        row: number,
                        column,
                    };
                    self.grid
                        .put(address, Arc::clone(text), fault.clone(), budget)?;
                }
            }
        }
        Ok(())
    }
}

impl OdsCell {
    /// Takes words; runs of white space are one blank in `OpenDocument`.
    fn push(&mut self, words: &str) {
        if !self.is_in_paragraph {
            return;
        }
        for c in words.chars() {
            let is_white = matches!(c, ' ' | '\t' | '\n' | '\r');
            let is_after_white = self.words.ends_with([' ', '\n']) || self.words.is_empty();
            match (is_white, is_after_white) {
                (true, true) => {}
                (true, false) => self.words.push(' '),
                (false, _) => self.words.push(c),
            }
        }
    }

    fn shown(&self) -> Result<String, CellFault> {
        const ERRORS: [&str; 7] = [
            "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
        ];
        let words = self.words.trim();
        let looks_wrong = ERRORS.contains(&words) || words.starts_with("Err:");
        if self.kind == "error" || (self.has_formula && looks_wrong) {
            return Err(CellFault::ErrorValue(words.to_owned()));
        }
        let is_missing = self.paragraphs == 0;
        match self.kind.as_str() {
            "" | "string" if self.has_formula && self.kind.is_empty() => Err(CellFault::NoResult),
            "" | "string" => Ok(words.to_owned()),
            // A value without the words for it was put there by a program that shows nothing.
            _ if is_missing && self.has_formula => Err(CellFault::NoResult),
            kind if is_missing => Err(CellFault::Format(kind.to_owned())),
            _ => Ok(words.to_owned()),
        }
    }
}

/// How often something is repeated; once if nothing is told, and never beyond a bound.
fn repeated(element: &Element<'_>, name: &str, most: u32) -> u32 {
    element.number(name).unwrap_or(1).clamp(1, most)
}
