//! Turns the rows of a table into records: the columns are fields, or paths into them.
//!
//! A column is resolved once, at the head of the table; what is wrong with it is told once, not
//! beside each of a hundred thousand records.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::answers::{Answers, Mode, check_field, visible};
use crate::batch::record::Record;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Message};
use crate::nearest::nearest;
use crate::schema::{FieldKind, Schema};
use crate::yaml::{Entry, Node, Value};

/// The heads of a column that names its records, unless the genre has a field of this name.
const ID_HEADS: [&str; 6] = ["id", "ID", "Id", "编号", "序号", "No."];
/// What parts the names of a path, in the hand of various authors.
const PATH_MARKS: [char; 3] = ['.', '．', '·'];
/// The highest number of a list's record in a path.
const MOST_ITEMS: usize = 200;
/// How many rows at the top are looked at for the head: above it stand a title and a unit line.
const ROWS_ABOVE_HEAD: usize = 10;

/// A row: its line from 1, and its cells that are not blank, by column from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct RecordRow {
    pub(super) line: usize,
    pub(super) cells: Vec<RecordCell>,
}

/// A cell that has words, or a fault.
#[derive(Clone, Debug)]
pub(super) struct RecordCell {
    pub(super) column: usize,
    pub(super) text: String,
    pub(super) fault: Option<(Message, Option<Message>)>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TableColumn {
    /// What the records are called.
    Id,
    /// An answer: a field, then the names and numbers below it.
    Answer(Vec<String>),
    /// Nothing that is asked; told at the head.
    Ignored,
}

/// The columns of a table by their number.
#[derive(Clone, Debug)]
pub(super) struct TableColumns {
    file: Arc<str>,
    columns: HashMap<usize, TableColumn>,
}

/// Whether the columns that are no field are left out, and what else is a field of some genre.
#[derive(Clone, Copy)]
pub struct ColumnRules<'a> {
    /// Whether a column that nothing asks for is left out with advice, rather than refused.
    pub only_known: bool,
    /// Whether some other genre has this field, as for [`Mode`].
    pub elsewhere: &'a (dyn Fn(&str) -> bool + Sync),
}

/// Returns how many of the first rows stand above the head: the head is the first row of which at
/// least half the cells name fields. None where there is no such row.
pub(super) fn head_at(rows: &[RecordRow], schema: &Schema) -> Option<usize> {
    let is_head = |row: &RecordRow| {
        let names_field = |cell: &&RecordCell| {
            let path = path_of(&cell.text, schema);
            path.first()
                .is_some_and(|name| schema.field(name).is_some())
        };
        let known = row.cells.iter().filter(names_field).count();
        known > 0 && known * 2 >= row.cells.len()
    };
    rows.iter().take(ROWS_ABOVE_HEAD).position(is_head)
}

impl TableColumns {
    /// Resolves the cells of a head, with everything that is wrong with it.
    pub(super) fn resolve(
        file: &str,
        head: &RecordRow,
        schema: &Schema,
        rules: ColumnRules,
    ) -> (Self, Diagnostics) {
        let file: Arc<str> = file.into();
        let mut faults = Diagnostics::new();
        let mut columns = HashMap::new();
        let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
        for cell in &head.cells {
            let at = location(&file, head.line, cell.column);
            let path = path_of(&cell.text, schema);
            let is_id = schema.field(&cell.text).is_none() && ID_HEADS.contains(&&*cell.text);
            let column = if is_id {
                TableColumn::Id
            } else {
                match unknown(&path, schema, &at) {
                    None => TableColumn::Answer(path.clone()),
                    Some(_) if schema.field(&path[0]).is_none() && (rules.elsewhere)(&path[0]) => {
                        TableColumn::Answer(path.clone())
                    }
                    Some(fault) if rules.only_known => {
                        faults.push(Diagnostic::advice(Some(at.clone()), fault.message));
                        TableColumn::Ignored
                    }
                    Some(fault) => {
                        faults.push(fault);
                        TableColumn::Ignored
                    }
                }
            };
            if let Some(first) = seen.insert(path, cell.column + 1) {
                let args = [("column", cell.text.clone()), ("first", first.to_string())];
                faults.push(Diagnostic::error(
                    Some(at),
                    Message::new("batch.column-twice", args),
                ));
            }
            columns.insert(cell.column, column);
        }
        (Self { file, columns }, faults)
    }

    /// Returns the record of a row; none for a row that says nothing.
    pub(super) fn record(&self, number: usize, row: &RecordRow, schema: &Schema) -> Option<Record> {
        let origin = location(&self.file, row.line, 0);
        let mut root = Node {
            location: origin.clone(),
            value: Value::Map(Vec::new()),
        };
        let mut faults = Diagnostics::new();
        let mut id = None;
        let mut says_something = false;
        for cell in &row.cells {
            let at = location(&self.file, row.line, cell.column);
            let column = self.columns.get(&cell.column);
            if let Some((message, hint)) = &cell.fault {
                says_something = true;
                let fault = Diagnostic::error(Some(at), message.clone());
                faults.push(Diagnostic {
                    hint: hint.clone(),
                    ..fault
                });
                continue;
            }
            if cell.text.contains('\u{fffd}') {
                says_something = true;
                faults.push(Diagnostic::error(
                    Some(at),
                    Message::plain("batch.undecodable"),
                ));
                continue;
            }
            match column {
                // A number beside an empty row is a row of a form, not a record.
                Some(TableColumn::Id) => id = Some(Json::from(cell.text.clone())),
                Some(TableColumn::Ignored) => {}
                Some(TableColumn::Answer(path)) => {
                    says_something = true;
                    let node = Node {
                        location: at,
                        value: Value::Scalar(cell.text.clone()),
                    };
                    put(&mut root, path, node, schema);
                }
                None => {
                    says_something = true;
                    let message = Message::new("batch.no-head", [("value", &cell.text)]);
                    let fault = Diagnostic::error(Some(at), message);
                    faults.push(fault.hint(Message::plain("batch.no-head.hint")));
                }
            }
        }
        if !says_something {
            return None;
        }
        drop_blank_items(&mut root);
        visible::clean(&mut root);
        let mut answers = Answers::of(root);
        for fault in faults {
            answers = answers.faulted(fault);
        }
        Some(Record {
            number,
            origin,
            id,
            stem: None,
            answers,
        })
    }
}

/// Returns the place of a cell: its row as the line, its column from 1.
fn location(file: &Arc<str>, line: usize, column: usize) -> Location {
    Location {
        file: file.clone(),
        line,
        column: column + 1,
        width: 1,
    }
}

/// Parts the head of a column into a path; a field whose own name has such a mark is itself.
fn path_of(head: &str, schema: &Schema) -> Vec<String> {
    let head = head.trim();
    if schema.field(head).is_some() {
        return vec![head.to_owned()];
    }
    head.split(PATH_MARKS)
        .map(|name| name.trim().to_owned())
        .collect()
}

/// Returns what is wrong with a path, by putting an answer there and checking the field: what a
/// record may say, its check alone knows.
fn unknown(path: &[String], schema: &Schema, at: &Location) -> Option<Diagnostic> {
    let name = path.first().map_or("", String::as_str);
    let Some(field) = schema.field(name) else {
        let fault = Message::new("check.unknown-field", [("field", name)]);
        let names = schema.fields.iter().map(|field| field.name.as_str());
        let hint = match nearest(name, names) {
            Some(near) => Message::new("check.nearest", [("name", near)]),
            None => Message::plain("batch.unknown-column.hint"),
        };
        return Some(Diagnostic::error(Some(at.clone()), fault).hint(hint));
    };
    if path[1..]
        .iter()
        .any(|name| name.parse().is_ok_and(|n: usize| n == 0 || n > MOST_ITEMS))
    {
        let args = [("column", path.join(".")), ("most", MOST_ITEMS.to_string())];
        return Some(Diagnostic::error(
            Some(at.clone()),
            Message::new("batch.item-number", args),
        ));
    }
    let mut root = Node {
        location: at.clone(),
        value: Value::Map(Vec::new()),
    };
    let answer = Node {
        location: at.clone(),
        value: Value::Scalar("1".to_owned()),
    };
    put(&mut root, path, answer, schema);
    let probed = check_field(
        field,
        root.get(name)?,
        Mode {
            holes: true,
            ..Mode::default()
        },
    );
    let is_unknown = |fault: &Diagnostic| {
        let code = fault.code();
        let too_deep = code == Code::CheckOneValue && path.len() > 1;
        matches!(code, Code::CheckUnknownKey | Code::CheckUnknownField) || too_deep
    };
    probed.diagnostics.into_iter().find(is_unknown)
}

/// Drops the items of lists that no cell was filled in for: 项目.2 may be given without 项目.1.
fn drop_blank_items(root: &mut Node) {
    let Value::Map(entries) = &mut root.value else {
        return;
    };
    for entry in entries {
        if let Value::List(items) = &mut entry.node.value {
            items.retain(|item| !item.is_empty());
        }
    }
}

/// Puts an answer at the path of a column, the first name of which is a field.
fn put(root: &mut Node, path: &[String], node: Node, schema: &Schema) {
    let Some((name, rest)) = path.split_first() else {
        return;
    };
    let field = schema.field(name);
    let is_figure = field.is_some_and(|field| matches!(field.kind, FieldKind::Figure { .. }));
    put_entry(root, name, rest, node, is_figure);
}

/// Puts an answer below a node. A value beside its parts (生产总值 beside 生产总值.增速) is this
/// year's.
fn put_below(place: &mut Node, path: &[String], node: Node, is_figure: bool) {
    let Some((name, rest)) = path.split_first() else {
        match &place.value {
            Value::Map(entries) if !entries.is_empty() && is_figure => place.set(THIS_YEAR, node),
            _ => *place = node,
        }
        return;
    };
    match name.parse::<usize>() {
        Ok(number) => put_item(place, number, rest, node, is_figure),
        Err(_) => put_entry(place, name, rest, node, is_figure),
    }
}

/// The part of a figure that its bare value is.
const THIS_YEAR: &str = "本年";

fn put_entry(place: &mut Node, name: &str, rest: &[String], node: Node, is_figure: bool) {
    if !matches!(place.value, Value::Map(_)) {
        let before = std::mem::replace(&mut place.value, Value::Map(Vec::new()));
        if is_figure && matches!(before, Value::Scalar(_)) {
            let node = Node {
                location: place.location.clone(),
                value: before,
            };
            place.set(THIS_YEAR, node);
        }
    }
    if let Value::Map(entries) = &mut place.value {
        let found = entries.iter().position(|entry| entry.key == name);
        let index = found.unwrap_or(entries.len());
        if found.is_none() {
            let location = node.location.clone();
            let empty = Node {
                location: location.clone(),
                value: Value::Empty,
            };
            entries.push(Entry {
                key: name.to_owned(),
                location,
                node: empty,
            });
        }
        put_below(&mut entries[index].node, rest, node, is_figure);
    }
}

fn put_item(place: &mut Node, number: usize, rest: &[String], node: Node, is_figure: bool) {
    if !matches!(place.value, Value::List(_)) {
        place.value = Value::List(Vec::new());
    }
    if let Value::List(items) = &mut place.value {
        let index = number.clamp(1, MOST_ITEMS) - 1;
        while items.len() <= index {
            let location = node.location.clone();
            items.push(Node {
                location,
                value: Value::Map(Vec::new()),
            });
        }
        put_below(&mut items[index], rest, node, is_figure);
    }
}
