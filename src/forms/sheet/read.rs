//! Reads the answers of sheets that came back.
//!
//! Nothing that was typed is dropped: a row that says nowhere what it answers is a fault, and so is
//! a value given twice in different words.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use super::columns::{self, Columns, NoColumns};
use super::returned::{ReturnedRow, ReturnedSheet};
use super::table::{COLUMNS, PART_MARK};
use crate::answers::Answers;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::forms::share::OFFICE;
use crate::numeral::half_width;
use crate::schema::{Compare, Field, FieldKind, Schema};
use crate::yaml::{Entry, Node, Value};

/// What the sheets of a file say.
#[derive(Clone, Debug)]
pub struct SheetAnswers {
    /// The answers, with what is wrong with the rows they stand in.
    pub answers: Answers,
    /// The office the line under the title names.
    pub office: Option<String>,
}

/// A value to be filled in: a field, the number of a record, the name in the record, a part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ValueKey {
    field: String,
    record: Option<usize>,
    name: String,
    part: String,
}

/// A value that was filled in.
struct FilledValue {
    key: ValueKey,
    node: Node,
}

/// What the rows above a row say of it, where it leaves its own cells blank.
#[derive(Default)]
struct Above {
    field: String,
    record: Option<usize>,
}

/// Gathers the values of sheets.
struct SheetReader<'a> {
    schema: &'a Schema,
    values: Vec<FilledValue>,
    /// The values by key; `None` for those that were given twice, each time in other words.
    places: HashMap<ValueKey, Option<usize>>,
    faults: Diagnostics,
    office: Option<String>,
}

/// Reads the answers of the sheets of a file; blank cells answer nothing.
///
/// Sheets that are no form, such as a cover, are passed over where another sheet is one.
#[must_use]
pub fn read(sheets: &[ReturnedSheet], schema: &Schema) -> SheetAnswers {
    let mut reader = SheetReader {
        schema,
        values: Vec::new(),
        places: HashMap::new(),
        faults: Diagnostics::new(),
        office: None,
    };
    let mut has_form = false;
    let mut no_columns = Vec::new();
    for sheet in sheets {
        match columns::find(sheet, schema) {
            Ok(columns) => {
                has_form = true;
                reader.sheet(sheet, &columns);
            }
            Err(reason) => no_columns.push((sheet, reason)),
        }
    }
    for (sheet, reason) in &no_columns {
        // A head without 填写 is a form that was spoilt, wherever it stands.
        if !has_form || matches!(reason, NoColumns::NoAnswerColumn(..)) {
            reader.faults.push(no_form(sheet, reason));
        }
    }
    reader.finish()
}

impl SheetReader<'_> {
    fn sheet(&mut self, sheet: &ReturnedSheet, columns: &Columns) {
        let file: Arc<str> = sheet.file.as_str().into();
        let top = columns.head.unwrap_or(0);
        if self.office.is_none() {
            self.office = sheet.rows.iter().take(top.max(1)).find_map(office);
        }
        let first = columns.head.map_or(0, |head| head + 1);
        let mut above = Above::default();
        for row in &sheet.rows[first..] {
            // Some print a head on each page.
            if row.text(columns.field) != COLUMNS[0] {
                self.row(&file, row, columns, &mut above);
            }
        }
    }

    fn row(&mut self, file: &Arc<str>, row: &ReturnedRow, columns: &Columns, above: &mut Above) {
        let text = |column: Option<usize>| column.map_or("", |column| row.text(column));
        let record_cell = text(columns.record);
        let part_cell = text(columns.part);
        let is_named = !row.text(columns.field).is_empty();
        let field = if is_named {
            row.text(columns.field).to_owned()
        } else {
            self.unnamed_field(above, text(columns.question), record_cell, part_cell)
        };
        let record = record_number(record_cell).or(if field == above.field {
            above.record
        } else {
            None
        });
        above.field.clone_from(&field);
        above.record = record;
        let location = row.location(file, columns.answer);
        for column in [
            Some(columns.field),
            columns.record,
            columns.part,
            Some(columns.answer),
        ] {
            let cell = column.and_then(|column| row.cells.get(column));
            if let Some(fault) = cell.and_then(|cell| cell.fault.clone()) {
                let error = Diagnostic::error(Some(location), fault.message);
                self.faults.push(error.hint(fault.hint));
                return;
            }
        }
        let words = row.text(columns.answer);
        if words.is_empty() {
            return;
        }
        if row
            .cells
            .get(columns.answer)
            .is_some_and(|cell| cell.is_from_above)
        {
            let fault = Diagnostic::error(Some(location), Message::plain("sheet.merged-answer"));
            self.faults
                .push(fault.hint(Message::plain("sheet.merged-answer.hint")));
            return;
        }
        if field.is_empty() {
            let message = Message::new("sheet.no-field", [("value", words)]);
            let fault = Diagnostic::error(Some(location), message);
            self.faults
                .push(fault.hint(Message::plain("sheet.no-field.hint")));
            return;
        }
        let key = self.key(field, record, part_cell);
        self.add(
            key,
            Node {
                location,
                value: Value::Scalar(words.to_owned()),
            },
        );
    }

    /// Returns the field of a row that names none: the one above, as in merged cells that a
    /// program took apart, if the row has a record, a part or a question of it.
    ///
    /// A row that asks another question is that question's: somebody cleared a cell.
    fn unnamed_field(&self, above: &Above, question: &str, record: &str, part: &str) -> String {
        if !question.is_empty() {
            let is_above = self.schema.field(&above.field);
            if is_above.is_some_and(|field| columns::asks(field, question)) {
                return above.field.clone();
            }
            let mut asking = self
                .schema
                .fields
                .iter()
                .filter(|field| columns::asks(field, question));
            return match (asking.next(), asking.next()) {
                (Some(field), None) => field.name.clone(),
                _ => String::new(),
            };
        }
        if record.is_empty() && part.is_empty() {
            String::new()
        } else {
            above.field.clone()
        }
    }

    /// Returns what a row answers.
    fn key(&self, field: String, record: Option<usize>, part: &str) -> ValueKey {
        let known = self.schema.field(&field);
        let Some(FieldKind::List { fields, .. }) = known.map(|field| &field.kind) else {
            let part = known_part(known, part);
            return ValueKey {
                field,
                record: None,
                name: String::new(),
                part,
            };
        };
        let (name, part) = part.split_once(PART_MARK).unwrap_or((part, ""));
        let name = name.trim();
        // A list of one field has nothing to name.
        let name = if name.is_empty() {
            fields.first().map_or("", |field| &field.name)
        } else {
            name
        };
        let part = known_part(fields.get(name), part.trim());
        ValueKey {
            field,
            record: record.or(Some(1)),
            name: name.to_owned(),
            part,
        }
    }

    fn add(&mut self, mut key: ValueKey, node: Node) {
        key.part = growth_or(
            self.asked(&key),
            key.part,
            node.scalar().unwrap_or_default(),
        );
        match self.places.entry(key.clone()) {
            Slot::Vacant(slot) => {
                slot.insert(Some(self.values.len()));
                self.values.push(FilledValue { key, node });
            }
            Slot::Occupied(mut slot) => {
                let first = slot.get().and_then(|at| self.values.get(at));
                let Some(first) = first else { return };
                if same_words(&first.node, &node) {
                    return;
                }
                let fault = given_twice(&key, &first.node, &node);
                self.faults.push(fault);
                slot.insert(None);
            }
        }
    }

    /// Returns the field that a value belongs to, of the table or of a record.
    fn asked(&self, key: &ValueKey) -> Option<&Field> {
        let field = self.schema.field(&key.field)?;
        match &field.kind {
            FieldKind::List { fields, .. } => fields.get(&key.name),
            _ => Some(field),
        }
    }

    /// Builds the answers; a value that was given twice is left open.
    fn finish(mut self) -> SheetAnswers {
        let mut kept: Vec<(usize, ValueKey)> = Vec::new();
        for (key, place) in &self.places {
            kept.extend(place.map(|at| (at, key.clone())));
        }
        kept.sort_by_key(|(at, _)| *at);
        let mut fields: Grouped<Vec<FilledValue>> = Grouped::default();
        let mut values: Vec<Option<FilledValue>> = self.values.drain(..).map(Some).collect();
        for (at, key) in kept {
            fields.entry(&key.field).extend(values[at].take());
        }
        let mut entries = Vec::new();
        for (name, values) in fields.items {
            let node = field_node(self.schema.field(&name), values);
            entries.push(Entry {
                key: name,
                location: node.location.clone(),
                node,
            });
        }
        let mut answers = Answers::of(Node::of(Value::Map(entries)));
        for fault in self.faults {
            answers = answers.faulted(fault);
        }
        SheetAnswers {
            answers,
            office: self.office,
        }
    }
}

/// Items by name, in the order the names were first met.
#[derive(Default)]
struct Grouped<T> {
    items: Vec<(String, T)>,
    places: HashMap<String, usize>,
}

impl<T: Default> Grouped<T> {
    fn entry(&mut self, name: &str) -> &mut T {
        let next = self.items.len();
        let at = *self.places.entry(name.to_owned()).or_insert(next);
        if at == next {
            self.items.push((name.to_owned(), T::default()));
        }
        &mut self.items[at].1
    }
}

/// Returns the answer of a field: words, a map of parts, or a list of records.
fn field_node(field: Option<&Field>, values: Vec<FilledValue>) -> Node {
    if values.iter().all(|value| value.key.record.is_none()) {
        return parts_node(field, values);
    }
    let fields = match field.map(|field| &field.kind) {
        Some(FieldKind::List { fields, .. }) => Some(fields),
        _ => None,
    };
    let mut records: Vec<(usize, Grouped<Vec<FilledValue>>)> = Vec::new();
    let mut places = HashMap::new();
    for value in values {
        let number = value.key.record.unwrap_or(0);
        let at = *places.entry(number).or_insert(records.len());
        if at == records.len() {
            records.push((number, Grouped::default()));
        }
        let name = value.key.name.clone();
        records[at].1.entry(&name).push(value);
    }
    records.sort_by_key(|(number, _)| *number);
    let mut items = Vec::new();
    for (_, record) in records {
        let mut entries = Vec::new();
        for (name, values) in record.items {
            let node = parts_node(fields.and_then(|fields| fields.get(&name)), values);
            entries.push(Entry {
                key: name,
                location: node.location.clone(),
                node,
            });
        }
        items.push(located(Value::Map(entries)));
    }
    located(Value::List(items))
}

/// Returns the words of the one value, or a map of the parts of an answer.
fn parts_node(field: Option<&Field>, values: Vec<FilledValue>) -> Node {
    let has_parts = values.iter().any(|value| !value.key.part.is_empty());
    let mut entries = Vec::new();
    for FilledValue { key, node } in values {
        if !has_parts {
            return node;
        }
        // A row without 项 beside others that have one is the value itself.
        let whole = || {
            if matches!(field.map(|f| &f.kind), Some(FieldKind::Place { .. })) {
                "名称"
            } else {
                "本年"
            }
        };
        let part = if key.part.is_empty() {
            whole().to_owned()
        } else {
            key.part
        };
        entries.push(Entry {
            key: part,
            location: node.location.clone(),
            node,
        });
    }
    located(Value::Map(entries))
}

/// Returns a node that begins where the first value in it does.
fn located(value: Value) -> Node {
    let first = match &value {
        Value::Map(entries) => entries.first().map(|entry| &entry.node),
        Value::List(items) => items.first(),
        _ => None,
    };
    let location = first.map(|node| node.location.clone());
    let node = Node::of(value);
    match location {
        Some(location) => Node { location, ..node },
        None => node,
    }
}

/// Returns the name of a part: what a schema calls 上年, as 五年前, is 上年.
fn known_part(field: Option<&Field>, part: &str) -> String {
    match field {
        Some(field) if part == field.since() => Compare::Last.key().to_owned(),
        _ => part.to_owned(),
    }
}

/// Returns the part that words are given for: a percentage under 上年 is the growth since (12%
/// beside 5.65亿), unless the field is a percentage itself (覆盖率 70%, 上年 68%).
fn growth_or(field: Option<&Field>, part: String, words: &str) -> String {
    let is_rate = match field.map(|field| &field.kind) {
        Some(FieldKind::Figure {
            unit: Some(unit), ..
        }) => unit.is_rate(),
        _ => false,
    };
    let is_growth = part == Compare::Last.key() && !is_rate && words.ends_with(['%', '％']);
    if is_growth { "增速".to_owned() } else { part }
}

/// Returns the number of a record: `2`, `２`, `2.0`, `第2条`.
fn record_number(cell: &str) -> Option<usize> {
    let digits = half_width(cell);
    let digits = digits
        .trim()
        .trim_start_matches('第')
        .trim_end_matches(['条', '个', '项']);
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    digits.trim().parse().ok()
}

/// Returns the office that the line under the title names.
fn office(row: &ReturnedRow) -> Option<String> {
    (0..row.cells.len()).find_map(|column| {
        let named = row
            .text(column)
            .strip_prefix(OFFICE)?
            .trim_start_matches(['：', ':', ' ']);
        let office = named.split(char::is_whitespace).next()?;
        (!office.is_empty()).then(|| office.to_owned())
    })
}

/// Returns whether two values are the same words but for blanks and the width of signs.
fn same_words(one: &Node, other: &Node) -> bool {
    let plain = |node: &Node| {
        half_width(node.scalar().unwrap_or_default())
            .split_whitespace()
            .collect::<String>()
    };
    plain(one) == plain(other)
}

fn given_twice(key: &ValueKey, first: &Node, second: &Node) -> Diagnostic {
    let mut name = key.field.clone();
    if let Some(record) = key.record {
        name += &format!("{PART_MARK}{record}{PART_MARK}{}", key.name);
    }
    if !key.part.is_empty() {
        name += &format!("{PART_MARK}{}", key.part);
    }
    let args = [
        ("field", name),
        ("here", second.scalar().unwrap_or_default().to_owned()),
        ("there", first.scalar().unwrap_or_default().to_owned()),
        ("line", first.location.line.to_string()),
    ];
    let fault = Diagnostic::error(
        Some(second.location.clone()),
        Message::new("sheet.twice", args),
    );
    fault.hint(Message::plain("sheet.twice.hint"))
}

fn no_form(sheet: &ReturnedSheet, reason: &NoColumns) -> Diagnostic {
    let file: Arc<str> = sheet.file.as_str().into();
    match reason {
        NoColumns::NoForm => {
            let at = Location {
                file,
                line: 1,
                column: 1,
                width: 1,
            };
            let fault = Diagnostic::error(Some(at), Message::plain("sheet.columns"));
            let columns = [("columns", COLUMNS.join("、"))];
            fault.hint(Message::new("sheet.columns.hint", columns))
        }
        NoColumns::NoAnswerColumn(row, names) => {
            let at = sheet.rows.get(*row).map(|row| row.location(&file, 0));
            let fault = Diagnostic::error(at, Message::plain("sheet.no-answer-column"));
            if names.is_empty() {
                return fault.hint(Message::plain("sheet.no-answer-column.none"));
            }
            let names = [("names", names.join("、"))];
            fault.hint(Message::new("sheet.no-answer-column.hint", names))
        }
    }
}
