//! Writes a schema as a table for spreadsheets, and reads the filled table back as answers.
//!
//! A figure that is compared takes a row for each value, a list a few blank records: what is typed
//! into one cell is one value, and nobody has to write YAML.

use std::sync::Arc;

use crate::answers::Answers;
use crate::diagnostic::{Diagnostic, Location, Message};
use crate::figure::Basis;
use crate::schema::{Compare, Field, FieldKind, Schema};
use crate::yaml::{Entry, Node, Value};

/// The columns; a sheet has these names in every language.
const COLUMNS: [&str; 7] = ["字段", "条", "项", "问题", "单位", "例", "填写"];
/// How many blank records a list gets at least.
const RECORDS: usize = 3;
/// What stands between a field of a record and a part of its answer.
const DOT: char = '·';
/// What stands before the first cell of a CSV that spreadsheets are to read as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A row of a sheet, a cell for each column.
pub type SheetRow = [String; COLUMNS.len()];

/// One value to be filled in: the answer of a field, or a part of it.
struct FormCell<'a> {
    field: &'a Field,
    part: Option<&'static str>,
}

/// Returns the sheet of a schema as CSV, after the mark that makes spreadsheets read it as UTF-8.
///
/// ```
/// use nigao::{forms::sheet, schema};
/// let source = "
/// title: 例
/// kind: 讲话
/// summary: 例
/// fields:
/// - name: 税收
///   kind: figure
///   unit: 亿元
///   compare: [上年]
///   question: 全年税收？
///   example: {本年: 5.65亿元, 上年: 5亿元}
/// ";
/// let (schema, _) = schema::read("s.yaml", source, &[]).recovered();
/// let sheet = sheet::write(&schema);
/// assert!(sheet.contains("税收,,本年,全年税收？,亿元,5.65亿元,\r\n税收,,上年,"));
/// let filled = sheet.replace("5亿元,\r\n", "5亿元,\"1,234万\"\r\n");
/// let answers = sheet::read("a.csv", &filled, &schema);
/// assert_eq!(answers.entries()[0].node.get("上年").unwrap().scalar(), Some("1,234万"));
/// ```
#[must_use]
pub fn write(schema: &Schema) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in table(schema) {
        // Writing to memory fails only where a row has another number of cells than the first.
        let written = writer.write_record(row);
        debug_assert!(written.is_ok());
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Returns the rows of the sheet, the head first; the last cell of each is to be filled in.
#[must_use]
pub fn table(schema: &Schema) -> Vec<SheetRow> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for field in &schema.fields {
        let FieldKind::List { fields, min, .. } = &field.kind else {
            for cell in cells(field) {
                rows.push(row(&field.name, "", cell.part.unwrap_or_default(), &cell));
            }
            continue;
        };
        for record in 1..=RECORDS.max(*min) {
            for cell in fields.iter().flat_map(cells) {
                let mut part = cell.field.name.clone();
                if let Some(of_field) = cell.part {
                    part += &format!("{DOT}{of_field}");
                }
                rows.push(row(&field.name, &record.to_string(), &part, &cell));
            }
        }
    }
    rows
}

/// Returns the cells of one answer: its parts, or the whole of it.
fn cells(field: &Field) -> Vec<FormCell<'_>> {
    let part = |part| FormCell { field, part: Some(part) };
    match &field.kind {
        FieldKind::Figure { compare, basis, .. } if !compare.is_empty() => {
            let mut cells = vec![part("本年")];
            for compared in compare {
                // At constant prices last year's value does not give the rate, which is asked for.
                let is_rate = (*compared, *basis) == (Compare::Last, Basis::Constant);
                cells.push(part(if is_rate { "增速" } else { compared.key() }));
            }
            cells
        }
        FieldKind::Place { .. } => vec![part("名称"), part("上级")],
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

/// Reads the answers of a CSV that came back, cells parted by commas or tabs; blank cells answer
/// nothing.
#[must_use]
pub fn read(file: &str, text: &str, schema: &Schema) -> Answers {
    read_rows(file, csv_rows(text), schema)
}

/// Reads the answers of a sheet's rows, each with its line from 1.
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
        add_answer(&mut root, schema, [name, cell(records), cell(parts)], node);
    }
    records_to_lists(&mut root);
    Answers::of(root)
}

/// Adds the words of a cell to the answers: to a field, a part of it, or a field of a record.
fn add_answer(root: &mut Node, schema: &Schema, [name, record, part]: [&str; 3], words: Node) {
    let field = schema.field(name);
    let blank = Node { value: Value::Empty, ..words.clone() };
    let mut answer = root.remove(name).unwrap_or_else(|| blank.clone());
    match record.parse::<usize>() {
        Ok(number) => {
            let fields = match field.map(|field| &field.kind) {
                Some(FieldKind::List { fields, .. }) => &fields[..],
                _ => &[],
            };
            let (name, part) = part.split_once(DOT).unwrap_or((part, ""));
            let mut record = answer.remove(&number.to_string()).unwrap_or_else(|| blank.clone());
            let mut value = record.remove(name).unwrap_or(blank);
            set_part(&mut value, crate::schema::find(fields, name), part, words);
            record.set(name, value);
            answer.set(&number.to_string(), record);
        }
        Err(_) => set_part(&mut answer, field, part, words),
    }
    root.set(name, answer);
}

/// Sets an answer, or a part of it.
///
/// A percentage given for 上年 is the growth since (12% beside 5.65亿), unless the field is a
/// percentage itself (覆盖率 70%, 上年 68%).
fn set_part(answer: &mut Node, field: Option<&Field>, part: &str, words: Node) {
    let is_rate = match field.map(|field| &field.kind) {
        Some(FieldKind::Figure { unit: Some(unit), .. }) => unit.is_rate(),
        _ => false,
    };
    let is_percentage = words.scalar().is_some_and(|words| words.ends_with(['%', '％']));
    match part {
        "" => *answer = words,
        "上年" if is_percentage && !is_rate => answer.set("增速", words),
        part => answer.set(part, words),
    }
}

/// Turns answers whose keys are the numbers of records into lists.
fn records_to_lists(root: &mut Node) {
    let Value::Map(entries) = &mut root.value else { return };
    let number = |entry: &Entry| entry.key.parse::<usize>();
    for entry in entries {
        let Value::Map(records) = &mut entry.node.value else { continue };
        if records.is_empty() || records.iter().any(|record| number(record).is_err()) {
            continue;
        }
        records.sort_by_key(|record| number(record).unwrap_or(0));
        let records = records.drain(..).map(|record| record.node).collect();
        entry.node.value = Value::List(records);
    }
}

/// Returns the rows of a CSV with their lines, cells parted by tabs if the first line has any.
fn csv_rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    let has_tabs = text.lines().next().is_some_and(|line| line.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if has_tabs { b'\t' } else { b',' })
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().map_while(Result::ok) {
        rows.push((first_line(text, &record), record.iter().map(str::to_owned).collect()));
    }
    rows
}

/// Returns the line of a record; its position is that of the blank lines before it.
fn first_line(text: &str, record: &csv::StringRecord) -> usize {
    let Some(position) = record.position() else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(text.len()).min(text.len());
    let line = usize::try_from(position.line()).unwrap_or(usize::MAX);
    let blank = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    line + blank.filter(|byte| **byte == b'\n').count()
}
