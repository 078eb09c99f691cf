//! Reads records from tables: finds the head of each and turns the rows below it into records.

use std::sync::Arc;

use super::table::{ColumnRules, RecordRow, TableColumns, head_at};
use super::workbook_rows::{self, SheetRows};
use crate::batch::record::UnreadRecord;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::error::Result;
use crate::read::spreadsheet::Workbook;
use crate::schema::Schema;

/// How many rows of a stream are held to find its head.
const HELD_ROWS: usize = 10;

/// Reads a record a row.
pub(super) struct TableRecords<I> {
    rows: I,
    columns: TableColumns,
    schema: Arc<Schema>,
    number: usize,
}

impl<I: Iterator<Item = Result<RecordRow>>> TableRecords<I> {
    /// Finds the head among the first rows of a table.
    #[allow(clippy::type_complexity)]
    pub(super) fn of_rows(
        file: &str,
        mut rows: I,
        schema: &Schema,
        rules: ColumnRules,
    ) -> Result<(TableRecords<HeldRows<I>>, Diagnostics)> {
        let mut held = Vec::new();
        while held.len() < HELD_ROWS {
            match rows.next() {
                Some(Ok(row)) if row.cells.is_empty() => {}
                Some(Ok(row)) => held.push(row),
                Some(Err(error)) => return Err(error),
                None => break,
            }
        }
        // Without a row of known fields the first row is the head, and all its names are wrong.
        let head = head_at(&held, schema).unwrap_or(0);
        let mut below = held.split_off((head + 1).min(held.len()));
        below.reverse();
        let (columns, mut faults) = match held.get(head) {
            Some(row) => TableColumns::resolve(file, row, schema, rules),
            None => TableColumns::resolve(file, &RecordRow::default(), schema, rules),
        };
        if held.is_empty() {
            faults.push(no_head(file));
        }
        let rows = HeldRows {
            held: below,
            rest: rows,
        };
        let schema = Arc::new(schema.clone());
        Ok((
            TableRecords {
                rows,
                columns,
                schema,
                number: 0,
            },
            faults,
        ))
    }
}

fn no_head(file: &str) -> Diagnostic {
    let at = Location {
        file: file.into(),
        line: 1,
        column: 1,
        width: 1,
    };
    let fault = Diagnostic::error(Some(at), Message::plain("batch.no-rows"));
    fault.hint(Message::plain("batch.no-rows.hint"))
}

/// Rows that were read ahead, the last first, and those that follow.
pub(super) struct HeldRows<I> {
    held: Vec<RecordRow>,
    rest: I,
}

impl<I: Iterator<Item = Result<RecordRow>>> Iterator for HeldRows<I> {
    type Item = Result<RecordRow>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.held.pop() {
            Some(row) => Some(Ok(row)),
            None => self.rest.next(),
        }
    }
}

impl<I: Iterator<Item = Result<RecordRow>>> Iterator for TableRecords<I> {
    type Item = Result<UnreadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = match self.rows.next()? {
                Ok(row) => row,
                Err(error) => return Some(Err(error)),
            };
            let number = self.number + 1;
            if let Some(record) = self.columns.record(number, &row, &self.schema) {
                self.number = number;
                return Some(Ok(UnreadRecord::new(number, || record)));
            }
        }
    }
}

/// Reads the records of every sheet that has a head; a sheet without one is named, unless it is
/// the only one.
pub(super) fn of_workbook(
    file: &str,
    workbook: &Workbook,
    schema: &Schema,
    rules: ColumnRules,
) -> (
    impl Iterator<Item = Result<UnreadRecord>> + Send + use<>,
    Diagnostics,
) {
    let sheets = workbook_rows::sheets(file, workbook);
    let has_head = |sheet: &&SheetRows| head_at(&sheet.rows, schema).is_some();
    let is_any = sheets.iter().any(|sheet| has_head(&sheet));
    let mut faults = Diagnostics::new();
    let mut tables = Vec::new();
    if sheets.is_empty() {
        faults.push(no_head(file));
    }
    for sheet in sheets {
        let head = match head_at(&sheet.rows, schema) {
            Some(head) => head,
            None if is_any => {
                let message = Message::new("batch.other-sheet", [("sheet", &sheet.name)]);
                faults.push(Diagnostic::advice(None, message));
                continue;
            }
            None => 0,
        };
        let Some(row) = sheet.rows.get(head) else {
            continue;
        };
        let (columns, found) = TableColumns::resolve(&sheet.name, row, schema, rules);
        faults.extend(found);
        tables.push((Arc::new(columns), sheet.rows.into_iter().skip(head + 1)));
    }
    let schema = Arc::new(schema.clone());
    let mut number = 0;
    let records = tables
        .into_iter()
        .flat_map(|(columns, rows)| rows.map(move |row| (columns.clone(), row)));
    let records = records.filter_map(move |(columns, row)| {
        let record = columns.record(number + 1, &row, &schema)?;
        number += 1;
        Some(Ok(UnreadRecord::new(number, || record)))
    });
    (records, faults)
}
