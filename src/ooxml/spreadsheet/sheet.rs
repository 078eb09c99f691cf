//! Reads the cells of a worksheet's part as what they show.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::address::{CellAddress, CellRange, MOST_COLUMNS, MOST_ROWS};
use super::cell::{CellFault, Worksheet};
use super::error::{WorkbookError, WorkbookResult};
use super::grid::{CellBudget, CellGrid};
use super::number_format::{CellNumber, DateSystem, NumberFormat, Unfollowed};
use super::strings::{RichText, tidied};
use super::styles::{CellFormat, CellStyles};
use crate::ooxml::xml::is_true;
use crate::ooxml::{Element, Limit, XmlEvent, XmlReader};

/// Merged ranges of a sheet, and ranges of conditional formatting.
const MOST_RANGES: usize = 100_000;
/// Numbers times ranges of conditional formatting with number formats of their own.
const MOST_COMPARISONS: usize = 100_000_000;

/// What all sheets of a workbook share.
pub(super) struct SharedTables {
    pub(super) strings: Vec<Arc<str>>,
    pub(super) styles: CellStyles,
    pub(super) calendar: DateSystem,
    /// Whether results of formulas are not to be relied on.
    pub(super) is_stale: bool,
}

/// Reads a worksheet's part.
pub(super) fn read(
    part: &str,
    source: &SharedTables,
    budget: &mut CellBudget,
) -> WorkbookResult<Worksheet> {
    let mut reader = WorksheetReader {
        source,
        budget,
        grid: CellGrid::default(),
        is_in_data: false,
        row: None,
        column: None,
        cell: None,
        hides_zeros: false,
        has_view: false,
        numbers: Vec::new(),
        ranges: Vec::new(),
        conditional: Vec::new(),
        hidden_columns: Vec::new(),
    };
    let mut events = XmlReader::new(part).refusing_entities();
    while let Some(event) = events.next_event()? {
        reader.take(&event)?;
    }
    reader.finish()
}

struct WorksheetReader<'a> {
    source: &'a SharedTables,
    budget: &'a mut CellBudget,
    grid: CellGrid,
    is_in_data: bool,
    /// The row that is open or was last, and the column that was last in it.
    row: Option<u32>,
    column: Option<u32>,
    cell: Option<OpenCell>,
    hides_zeros: bool,
    has_view: bool,
    /// Where numbers are, if conditional formatting may change their looks.
    numbers: Vec<CellAddress>,
    /// The ranges of the conditional formatting that is open, and all that change formats.
    ranges: Vec<CellRange>,
    conditional: Vec<CellRange>,
    hidden_columns: Vec<(u32, u32)>,
}

/// A cell being read.
#[derive(Default)]
struct OpenCell {
    address: CellAddress,
    kind: String,
    style: usize,
    value: String,
    has_value: bool,
    has_formula: bool,
    is_in_value: bool,
    inline: Option<RichText>,
}

impl WorksheetReader<'_> {
    fn take(&mut self, event: &XmlEvent<'_>) -> WorkbookResult<()> {
        match event {
            XmlEvent::Open(element) if self.cell.is_some() => self.open_in_cell(element, event),
            XmlEvent::Open(element) => return self.open(element),
            XmlEvent::Text(words) => {
                if let Some(cell) = &mut self.cell {
                    if let Some(inline) = &mut cell.inline {
                        inline.take(event);
                    } else if cell.is_in_value {
                        cell.value.push_str(words);
                    }
                }
            }
            XmlEvent::Close("c") if self.is_in_data => return self.close_cell(),
            XmlEvent::Close("sheetData") => self.is_in_data = false,
            XmlEvent::Close("conditionalFormatting") => self.ranges.clear(),
            XmlEvent::Close(name) => {
                if let Some(cell) = &mut self.cell {
                    if *name == "v" {
                        cell.is_in_value = false;
                    }
                    if let Some(inline) = &mut cell.inline {
                        inline.take(event);
                        if *name == "is" {
                            cell.value = inline.finish();
                            cell.inline = None;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn open_in_cell(&mut self, element: &Element<'_>, event: &XmlEvent<'_>) {
        let Some(cell) = &mut self.cell else { return };
        match element.name {
            "v" => {
                cell.has_value = true;
                cell.is_in_value = true;
            }
            "f" => cell.has_formula = true,
            "is" => {
                cell.has_value = true;
                cell.inline = Some(RichText::default());
            }
            _ => {
                if let Some(inline) = &mut cell.inline {
                    inline.take(event);
                }
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) -> WorkbookResult<()> {
        match element.name {
            "sheetData" => self.is_in_data = true,
            "row" if self.is_in_data => self.open_row(element)?,
            "c" if self.is_in_data => self.open_cell(element)?,
            "col" => self.column_width(element),
            "sheetView" if !self.has_view => {
                self.has_view = true;
                self.hides_zeros = element
                    .get("showZeros")
                    .is_some_and(|zeros| !is_true(&zeros));
            }
            "mergeCell" => {
                let range = element
                    .get("ref")
                    .and_then(|range| CellRange::parse(&range));
                self.grid.merged.push(range.ok_or(WorkbookError::Damaged)?);
                within(self.grid.merged.len())?;
            }
            "conditionalFormatting" => {
                let places = element.get("sqref").unwrap_or_default();
                self.ranges = places
                    .split_whitespace()
                    .filter_map(CellRange::parse)
                    .collect();
                within(self.ranges.len())?;
            }
            "cfRule" => {
                let look = element.number::<usize>("dxfId");
                let formats = &self.source.styles.conditional;
                if look
                    .and_then(|look| formats.get(look))
                    .copied()
                    .unwrap_or(false)
                {
                    self.conditional.extend(&self.ranges);
                    within(self.conditional.len())?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_row(&mut self, element: &Element<'_>) -> WorkbookResult<()> {
        let row = match element.get("r") {
            Some(number) => number
                .trim()
                .parse::<u32>()
                .ok()
                .and_then(|number| number.checked_sub(1)),
            None => Some(self.row.map_or(0, |row| row + 1)),
        };
        let row = row
            .filter(|row| *row < MOST_ROWS)
            .ok_or(WorkbookError::Damaged)?;
        self.row = Some(row);
        self.column = None;
        let is_flat = element
            .number::<f64>("ht")
            .is_some_and(|height| height <= 0.0);
        if element.is_true("hidden") || is_flat {
            self.grid.hide(row);
        }
        Ok(())
    }

    fn open_cell(&mut self, element: &Element<'_>) -> WorkbookResult<()> {
        let address = if let Some(place) = element.get("r") {
            CellAddress::parse(&place)
        } else {
            let column = self.column.map_or(0, |column| column + 1);
            self.row.map(|row| CellAddress { row, column })
        };
        let address = address
            .filter(|at| at.column < MOST_COLUMNS)
            .ok_or(WorkbookError::Damaged)?;
        self.row = Some(address.row);
        self.column = Some(address.column);
        self.cell = Some(OpenCell {
            address,
            kind: element.get("t").unwrap_or_default().into_owned(),
            style: element.number("s").unwrap_or_default(),
            ..OpenCell::default()
        });
        Ok(())
    }

    fn column_width(&mut self, element: &Element<'_>) {
        let is_flat = element
            .number::<f64>("width")
            .is_some_and(|width| width <= 0.0);
        let ends = element
            .number::<u32>("min")
            .zip(element.number::<u32>("max"));
        let Some((first, last)) = ends else { return };
        if (element.is_true("hidden") || is_flat)
            && first > 0
            && self.hidden_columns.len() < MOST_RANGES
        {
            self.hidden_columns.push((first - 1, last - 1));
        }
    }

    fn close_cell(&mut self) -> WorkbookResult<()> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let (text, fault) = match self.shown(&cell) {
            Ok(text) => (text, None),
            Err(fault) => (Arc::from(""), Some(fault)),
        };
        if matches!(cell.kind.as_str(), "" | "n" | "d")
            && !self.source.styles.conditional.is_empty()
        {
            self.numbers.push(cell.address);
        }
        self.grid.put(cell.address, text, fault, self.budget)
    }

    /// What a cell shows.
    fn shown(&self, cell: &OpenCell) -> Result<Arc<str>, CellFault> {
        let value = cell.value.trim();
        // A formula that gives an empty text has a value that is empty.
        let has_result = cell.has_value && (!value.is_empty() || cell.kind == "str");
        if cell.has_formula && (self.source.is_stale || !has_result) {
            return Err(CellFault::NoResult);
        }
        // Some writers leave an empty value in a blank cell, whatever its kind.
        if !cell.has_value || (value.is_empty() && cell.kind != "str" && cell.kind != "inlineStr") {
            return Ok(Arc::from(""));
        }
        let format = self.source.styles.format(cell.style);
        match cell.kind.as_str() {
            "s" => {
                let string = value
                    .parse()
                    .ok()
                    .and_then(|at: usize| self.source.strings.get(at));
                let string = string.ok_or_else(|| CellFault::Value(value.to_owned()))?;
                text_shown(string, &format)
            }
            "str" => text_shown(&Arc::from(tidied(&cell.value)), &format),
            "inlineStr" => text_shown(&Arc::from(cell.value.as_str()), &format),
            "b" => match value {
                "1" | "true" => Ok(Arc::from("TRUE")),
                "0" | "false" => Ok(Arc::from("FALSE")),
                _ => Err(CellFault::Value(value.to_owned())),
            },
            "e" => Err(CellFault::ErrorValue(value.to_owned())),
            "d" => {
                let serial = serial(value, self.source.calendar);
                let serial = serial.ok_or_else(|| CellFault::Value(value.to_owned()))?;
                self.number_shown(&serial, &format, Some(is_whole_day(value)))
            }
            "" | "n" => self.number_shown(value, &format, None),
            _ => Err(CellFault::Value(value.to_owned())),
        }
    }

    /// A number under its format; a date that General would show as a count of days is shown as a
    /// date.
    fn number_shown(
        &self,
        literal: &str,
        format: &CellFormat,
        is_day: Option<bool>,
    ) -> Result<Arc<str>, CellFault> {
        let number =
            CellNumber::parse(literal).ok_or_else(|| CellFault::Value(literal.to_owned()))?;
        if number.is_zero() && self.hides_zeros {
            return Ok(Arc::from(""));
        }
        let calendar = self.source.calendar;
        let is_date = format.as_ref().is_ok_and(NumberFormat::is_date);
        match is_day {
            Some(is_day) if !is_date => {
                let code = if is_day {
                    "yyyy-mm-dd"
                } else {
                    "yyyy-mm-dd hh:mm:ss"
                };
                let format = NumberFormat::parse(code).map_err(|Unfollowed| code.to_owned());
                number_shown(&number, &format, calendar)
            }
            _ => number_shown(&number, format, calendar),
        }
    }

    fn finish(mut self) -> WorkbookResult<Worksheet> {
        let comparisons = self.numbers.len().saturating_mul(self.conditional.len());
        if comparisons > MOST_COMPARISONS {
            return Err(WorkbookError::TooBig(Limit::Entries(
                self.conditional.len(),
            )));
        }
        for address in &self.numbers {
            if !self
                .conditional
                .iter()
                .any(|range| range.contains(*address))
            {
                continue;
            }
            let line = self.grid.rows.get_mut(&address.row);
            let cell = line.and_then(|line| line.cells.get_mut(&address.column));
            if let Some(cell) = cell {
                cell.text = Arc::from("");
                cell.fault.get_or_insert(CellFault::ConditionalFormat);
            }
        }
        let sheet = self.grid.finish(self.budget)?;
        Ok(Worksheet {
            hidden_columns: self.hidden_columns,
            ..sheet
        })
    }
}

/// Refuses more ranges than any table has.
fn within(count: usize) -> WorkbookResult<()> {
    if count > MOST_RANGES {
        Err(WorkbookError::TooBig(Limit::Entries(MOST_RANGES)))
    } else {
        Ok(())
    }
}

/// A number under its format.
pub(super) fn number_shown(
    number: &CellNumber,
    format: &CellFormat,
    calendar: DateSystem,
) -> Result<Arc<str>, CellFault> {
    let format = format
        .as_ref()
        .map_err(|code| CellFault::Format(code.clone()))?;
    let words = format.number(number, calendar);
    let words = words.map_err(|Unfollowed| CellFault::NotShown(general(number)))?;
    Ok(Arc::from(words.trim()))
}

/// A number without any format, for messages.
fn general(number: &CellNumber) -> String {
    let format = NumberFormat::parse("General");
    let words = format.and_then(|format| format.number(number, DateSystem::From1900));
    words.unwrap_or_default()
}

/// A text under its format, which may add words to it.
pub(super) fn text_shown(words: &Arc<str>, format: &CellFormat) -> Result<Arc<str>, CellFault> {
    let shown = match format {
        Ok(format) if format.changes_texts() => format.text(words),
        // A code not followed is for numbers, unless it has a place for texts.
        Err(code) if code.contains('@') || code.matches(';').count() >= 3 => {
            return Err(CellFault::Format(code.clone()));
        }
        _ if words.trim().len() == words.len() => return Ok(Arc::clone(words)),
        _ => words.trim().to_owned(),
    };
    Ok(Arc::from(shown.trim()))
}

/// Whether an ISO date says no time of the day.
fn is_whole_day(words: &str) -> bool {
    let midnights = ["T00:00:00", "T00:00:00.000"];
    !words.contains('T') || midnights.iter().any(|midnight| words.ends_with(midnight))
}

/// The count of days of a date in ISO 8601: `2026-01-08`, `2026-01-08T08:30:00`, `08:30:00`. A zone
/// at the end is dropped: a cell has none.
fn serial(words: &str, calendar: DateSystem) -> Option<String> {
    let words = words.trim().trim_end_matches('Z');
    let time = |words: &str| {
        let formats = ["%H:%M:%S%.f", "%H:%M"];
        formats
            .iter()
            .find_map(|format| NaiveTime::parse_from_str(words, format).ok())
    };
    let day = |words: &str| NaiveDate::parse_from_str(words, "%Y-%m-%d").ok();
    let moment = match words.split_once('T') {
        Some((date, clock)) => NaiveDateTime::new(day(date)?, time(clock)?),
        None => {
            if let Some(date) = day(words) {
                date.and_time(NaiveTime::MIN)
            } else {
                let clock = time(words.trim_start_matches('T'))?;
                return Some(of_day(clock - NaiveTime::MIN, 0));
            }
        }
    };
    let origin = match calendar {
        DateSystem::From1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // Before the day that never was, the count is one lower.
        DateSystem::From1900 if moment.date() < NaiveDate::from_ymd_opt(1900, 3, 1)? => {
            NaiveDate::from_ymd_opt(1899, 12, 31)?
        }
        DateSystem::From1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let days = moment.date().signed_duration_since(origin).num_days();
    Some(of_day(moment.time() - NaiveTime::MIN, days))
}

/// Days and a time of the day as one number, exact to more digits than are shown.
fn of_day(time: chrono::TimeDelta, days: i64) -> String {
    let milliseconds = i128::from(time.num_milliseconds());
    let fraction = milliseconds * 1_000_000_000_000 / 86_400_000;
    format!("{days}.{fraction:012}")
}
