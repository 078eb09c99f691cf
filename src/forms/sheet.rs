//! Sheets: a field table to CSV rows that a spreadsheet opens, and the rows as they come back to answers.

use std::sync::Arc;

use crate::answers::Answers;
use crate::diagnostic::{Diagnostic, Location, Message};
use crate::figure::Basis;
use crate::schema::{Compare, Field, FieldKind, Schema};
use crate::yaml::{Node, Value};

/// The columns, which are the keys of a sheet in every language.
const COLUMNS: [&str; 7] = ["字段", "条", "项", "问题", "单位", "例", "填写"];
/// How many blank records a list gets at least.
const RECORDS: usize = 3;
/// What stands between a field of a record and a part of its answer.
const DOT: char = '·';

/// A row, a cell for each column.
pub type SheetRow = [String; COLUMNS.len()];

/// One cell to be filled in.
struct FormCell<'a> {
    field: &'a Field,
    part: Option<&'static str>,
}

/// The sheet of a field table: a row for each value, with a mark that makes spreadsheets read it as UTF-8.
///
/// ```
/// use nigao::{forms::sheet, schema};
/// let (schema, _) = schema::read("s.yaml", "
/// title: 例
/// kind: 讲话
/// summary: 例
/// fields: [{name: 税收, kind: figure, unit: 亿元, compare: [上年], question: 全年税收？, example: {本年: 5.65亿元, 上年: 5亿元}}]
/// ", &[]);
/// let sheet = sheet::write(&schema);
/// assert!(sheet.contains("税收,,本年,全年税收？,亿元,5.65亿元,\r\n税收,,上年,"));
/// let filled = sheet.replace("5亿元,\r\n", "5亿元,\"1,234万\"\r\n");
/// assert_eq!(sheet::read("a.csv", &filled, &schema).entries()[0].node.get("上年").unwrap().scalar(), Some("1,234万"));
/// ```
#[must_use]
pub fn write(schema: &Schema) -> String {
    let line = |row: SheetRow| format!("{}\r\n", row.each_ref().map(|cell| quoted(cell)).join(","));
    format!("\u{feff}{}", table(schema).into_iter().map(line).collect::<String>())
}

/// The rows of the sheet, the names of its columns first; the last cell of each is to be filled in.
#[must_use]
pub fn table(schema: &Schema) -> Vec<SheetRow> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for field in &schema.fields {
        if let FieldKind::List { fields, min, .. } = &field.kind {
            for record in 1..=RECORDS.max(*min) {
                for cell in fields.iter().flat_map(cells) {
                    let part = cell.part.map_or_else(
                        || cell.field.name.clone(),
                        |part| format!("{}{DOT}{part}", cell.field.name),
                    );
                    rows.push(row(&field.name, &record.to_string(), &part, &cell));
                }
            }
        } else {
            rows.extend(
                cells(field)
                    .iter()
                    .map(|cell| row(&field.name, "", cell.part.unwrap_or_default(), cell)),
            );
        }
    }
    rows
}

/// The cells of one answer: its parts, or the whole of it.
fn cells(field: &Field) -> Vec<FormCell<'_>> {
    let part = |part| FormCell { field, part: Some(part) };
    match &field.kind {
        FieldKind::Figure { compare, basis, .. } if !compare.is_empty() => {
            let key = |compare: &Compare| {
                if (*compare, *basis) == (Compare::Last, Basis::Constant) {
                    "增速"
                } else {
                    compare.key()
                }
            };
            std::iter::once("本年").chain(compare.iter().map(key)).map(part).collect()
        }
        FieldKind::Place { .. } => ["名称", "上级"].map(part).into(),
        _ => vec![FormCell { field, part: None }],
    }
}

fn row(field: &str, record: &str, part: &str, cell: &FormCell) -> SheetRow {
    let unit = match &cell.field.kind {
        FieldKind::Figure { unit: Some(_), .. } if cell.part == Some("增速") => "%".to_owned(),
        FieldKind::Figure { unit: Some(unit), .. } => unit.to_string(),
        FieldKind::Claim { .. } => "是/否".to_owned(),
        _ => String::new(),
    };
    let example = cell.field.example.as_ref().and_then(|example| match cell.part {
        Some(part) if example.scalar().is_none() => example.get(part).and_then(Node::scalar),
        _ => example.scalar(),
    });
    [field, record, part, &cell.field.question, &unit, example.unwrap_or_default(), ""]
        .map(str::to_owned)
}

/// A cell's words, in quotes where a comma or a line break would end them.
fn quoted(words: &str) -> String {
    if words.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}

/// The answers of a sheet that came back; its blank rows are none.
#[must_use]
pub fn read(file: &str, text: &str, schema: &Schema) -> Answers {
    read_rows(file, rows(text.trim_start_matches('\u{feff}')), schema)
}

/// The answers of a sheet's rows, each with its line.
#[must_use]
pub fn read_rows(file: &str, rows: Vec<(usize, Vec<String>)>, schema: &Schema) -> Answers {
    let file: Arc<str> = file.into();
    let mut rows = rows.into_iter();
    let (_, head) = rows.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|cell| cell.trim() == name);
    let (Some(names), Some(words)) = (column("字段"), column("填写")) else {
        let at = Location { file, line: 1, column: 1, width: 1 };
        let fault = Diagnostic::error(Some(at), Message::plain("sheet.columns"));
        return Answers::of(Node::of(Value::Empty)).faulted(
            fault.hint(Message::new("sheet.columns.hint", [("columns", COLUMNS.join("、"))])),
        );
    };
    let (records, parts) = (column("条"), column("项"));
    let mut root = Node::of(Value::Map(Vec::new()));
    for (line, row) in rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
        let (name, words) = (cell(Some(names)), cell(Some(words)));
        if name.is_empty() || words.is_empty() {
            continue;
        }
        let node = Node {
            location: Location { file: file.clone(), line, column: 1, width: 1 },
            value: Value::Scalar(words.to_owned()),
        };
        put(&mut root, schema, [name, cell(records), cell(parts)], node);
    }
    compact(&mut root);
    Answers::of(root)
}

/// Puts a cell's words where they belong: a field, a part of its answer, a field of a record.
fn put(root: &mut Node, schema: &Schema, [name, record, part]: [&str; 3], words: Node) {
    let field = schema.field(name);
    let mut answer =
        root.remove(name).unwrap_or_else(|| Node { value: Value::Empty, ..words.clone() });
    match (record.parse::<usize>(), part) {
        (Ok(record), part) => {
            let fields = match field.map(|field| &field.kind) {
                Some(FieldKind::List { fields, .. }) => &fields[..],
                _ => &[],
            };
            let (name, part) = part.split_once(DOT).unwrap_or((part, ""));
            let mut item = answer
                .remove(&record.to_string())
                .unwrap_or_else(|| Node { value: Value::Empty, ..words.clone() });
            let mut own =
                item.remove(name).unwrap_or_else(|| Node { value: Value::Empty, ..words.clone() });
            set(&mut own, crate::schema::find(fields, name), part, words);
            item.set(name, own);
            answer.set(&record.to_string(), item);
        }
        (Err(_), part) => set(&mut answer, field, part, words),
    }
    root.set(name, answer);
}

/// Puts words into an answer, or into a part of it; a rate given for 上年 is 增速.
fn set(answer: &mut Node, field: Option<&Field>, part: &str, words: Node) {
    let rate = matches!(field.map(|field| &field.kind), Some(FieldKind::Figure { unit: Some(unit), .. }) if unit.is_rate());
    let growth =
        part == "上年" && !rate && words.scalar().is_some_and(|words| words.ends_with(['%', '％']));
    match part {
        "" => *answer = words,
        _ if growth => answer.set("增速", words),
        part => answer.set(part, words),
    }
}

/// Records by number become a list; an answer that has its first part only stands for itself.
fn compact(root: &mut Node) {
    let Value::Map(entries) = &mut root.value else { return };
    for entry in entries {
        let numbered = |entry: &crate::yaml::Entry| entry.key.parse::<usize>();
        match &mut entry.node.value {
            Value::Map(items)
                if !items.is_empty() && items.iter().all(|item| numbered(item).is_ok()) =>
            {
                items.sort_by_key(|item| numbered(item).unwrap_or(0));
                entry.node.value = Value::List(items.drain(..).map(|item| item.node).collect());
            }
            _ => {}
        }
    }
}

/// The rows of a sheet with their lines, cells parted by commas, or by tabs if the first line has any.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let comma =
        if text.lines().next().is_some_and(|line| line.contains('\t')) { '\t' } else { ',' };
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut start) = (1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            c if quoted => cell.push(c),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push((start, std::mem::take(&mut row)));
                start = line;
            }
            c if c == comma => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push((start, row));
    }
    rows
}
