//! Lays a share out as a table: title, office, head, and a row for each value to be filled in.
//!
//! What is typed into one cell is one value, so a figure that is compared takes a row for each
//! value and a list takes some blank records; nobody has to write YAML.

use crate::answers::{Fact, Mode, check_field};
use crate::diagnostic::{Lang, Message};
use crate::figure::Basis;
use crate::forms::share::{OFFICE, Share};
use crate::schema::{Compare, Field, FieldKind, FieldTable, When};
use crate::yaml::Node;
use crate::yaml::print::flow;

/// The names of the columns, the same in every language; the last is to be filled in.
pub const COLUMNS: [&str; 8] = ["字段", "条", "项", "问题", "单位", "例", "必填", "填写"];
/// The least number of blank records a list gets.
const RECORDS: usize = 3;
/// The greatest number of blank records a list gets, whatever minimum its schema names.
const MOST_RECORDS: usize = 100;
/// What stands between a field of a record and a part of its answer.
pub(super) const PART_MARK: char = '·';

/// A row of a sheet, a cell for each of [`COLUMNS`].
pub type SheetRow = [String; COLUMNS.len()];

/// The sheet of a share.
#[derive(Clone, Debug)]
pub struct SheetTable {
    /// What stands above all: the report and whose form it is.
    pub title: String,
    /// The line under the title: the office, who filled it in, the day it is due.
    pub office_line: String,
    /// The rows below the head.
    pub rows: Vec<SheetRow>,
    /// What the last cell of each row may be chosen from; nothing where words are free.
    pub choices: Vec<Vec<String>>,
}

/// One value to be filled in: the answer of a field, or a part of it.
struct FormCell<'a> {
    field: &'a Field,
    part: Option<&'static str>,
}

/// Returns the sheet of a share; `deadline` is printed as given.
#[must_use]
pub fn table(share: &Share, deadline: Option<&str>) -> SheetTable {
    let args = [
        ("title", share.schema.title.as_str()),
        ("share", share.title()),
    ];
    let title = Message::new("collect.title", args).text(Lang::Zh);
    let mut office_line = format!(
        "{OFFICE}：{}    填报人：        联系电话：        ",
        share.title()
    );
    if let Some(deadline) = deadline {
        office_line += &format!("报送时间：{deadline}前");
    }
    let office_line = office_line.trim_end().to_owned();
    let mut table = SheetTable {
        title,
        office_line,
        rows: Vec::new(),
        choices: Vec::new(),
    };
    for field in &share.schema.fields {
        add_rows(&mut table, field, &share.schema.fields);
    }
    table
}

fn add_rows(table: &mut SheetTable, field: &Field, all: &FieldTable) {
    let condition = field.when.as_ref().map(|when| condition(when, all));
    let FieldKind::List { fields, min, .. } = &field.kind else {
        for cell in cells(field) {
            let part = part_name(field, cell.part);
            table
                .rows
                .push(row(field, "", part, &cell, condition.as_deref()));
            table.choices.push(choices(field));
        }
        return;
    };
    // Every record that must be there, and room for some more.
    for record in 1..=RECORDS.max(*min).min(MOST_RECORDS) {
        for cell in fields.iter().flat_map(cells) {
            let mut name = cell.field.name.clone();
            let part = part_name(cell.field, cell.part);
            if !part.is_empty() {
                name += &format!("{PART_MARK}{part}");
            }
            let is_needed = record <= *min;
            let optional = (!is_needed && !field.optional).then_some("选填");
            let condition = condition.as_deref().or(optional);
            table
                .rows
                .push(row(field, &record.to_string(), &name, &cell, condition));
            table.choices.push(choices(cell.field));
        }
    }
}

/// Returns what an answer is one of.
fn choices(field: &Field) -> Vec<String> {
    match &field.kind {
        FieldKind::Choice { options } => options.clone(),
        FieldKind::Flag | FieldKind::Claim { .. } => vec!["是".to_owned(), "否".to_owned()],
        _ => Vec::new(),
    }
}

/// Returns the cells of one answer: its parts, or the whole of it.
fn cells(field: &Field) -> Vec<FormCell<'_>> {
    let part = |part| FormCell {
        field,
        part: Some(part),
    };
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

/// Returns what a part is called in the sheet: 上年 is what the schema says it is, as 五年前.
fn part_name<'a>(field: &'a Field, part: Option<&'a str>) -> &'a str {
    match part {
        Some(part) if part == Compare::Last.key() => field.since(),
        part => part.unwrap_or_default(),
    }
}

fn row(
    field: &Field,
    record: &str,
    part: &str,
    cell: &FormCell,
    condition: Option<&str>,
) -> SheetRow {
    let asked = cell.field;
    let unit = match &asked.kind {
        FieldKind::Figure { unit: Some(_), .. } if cell.part == Some("增速") => "%".to_owned(),
        FieldKind::Figure {
            unit: Some(unit), ..
        } => unit.to_string(),
        _ => choices(asked).join("/"),
    };
    let is_optional = field.optional || asked.optional || cell.part == Some("上级");
    let has_default = field.default.is_some() || asked.default.is_some();
    let needed = match condition {
        _ if asked.kind.is_claim() => "属实填“是”".to_owned(),
        Some(condition) => condition.to_owned(),
        None if is_optional || has_default => "选填".to_owned(),
        None => "必填".to_owned(),
    };
    let question = question(asked, cell.part);
    let cells = [
        &field.name,
        record,
        part,
        &question,
        &unit,
        &example(asked, cell.part),
        &needed,
    ];
    let mut row = SheetRow::default();
    for (at, words) in cells.into_iter().enumerate() {
        words.clone_into(&mut row[at]);
    }
    row
}

/// Returns what is asked, with the help and the default on lines below the question.
fn question(field: &Field, part: Option<&str>) -> String {
    let mut lines = vec![field.question.clone()];
    // The help of a figure is for its first row; below it would only lengthen the sheet.
    let is_first = matches!(part, None | Some("本年" | "名称"));
    if is_first && let Some(help) = &field.help {
        lines.push(help.clone());
    }
    if part == Some("增速") {
        lines.push(Message::plain("form.constant").text(Lang::Zh));
    }
    if is_first && let Some(default) = &field.default {
        let args = [("default", flow(default))];
        lines.push(Message::new("form.default", args).text(Lang::Zh));
    }
    lines.join("\n")
}

/// Returns the example of a value; where a part of the example is missing, nothing.
fn example(field: &Field, part: Option<&str>) -> String {
    let Some(example) = &field.example else {
        return String::new();
    };
    match part {
        Some(part) if example.scalar().is_none() => example
            .get(part)
            .and_then(Node::scalar)
            .unwrap_or_default()
            .to_owned(),
        // A session is a map in YAML and shown as it is printed, 第十九届第六次: 19-6 would become
        // a day in a spreadsheet.
        None if example.scalar().is_none() => {
            match check_field(field, example, Mode::default()).value {
                Some(Fact::Session(session)) => session.to_string(),
                _ => flow(example),
            }
        }
        _ => example.scalar().unwrap_or_default().to_owned(),
    }
}

/// Returns when a conditional field is to be filled in: `有园区填“是”时`.
fn condition(when: &When, fields: &FieldTable) -> String {
    let asked = fields.get(&when.field);
    let is_flag = asked.is_some_and(|field| matches!(field.kind, FieldKind::Flag));
    match when.value.as_deref().or(is_flag.then_some("是")) {
        Some(value) => format!("“{}”是“{value}”时填", when.field),
        None => format!("填了“{}”才填", when.field),
    }
}
