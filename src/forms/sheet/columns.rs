//! Finds the columns of a sheet that came back, by its head or, where that is gone, by place.
//!
//! Offices put a title above the head, move columns, add their own and rename 填写 to 填报数. What
//! a reader sees at a glance is taken; where two columns could be meant, none is.

use super::returned::{ReturnedRow, ReturnedSheet, is_invisible};
use super::table::COLUMNS;
use crate::schema::{Field, FieldKind, Schema};

/// The number of rows at the top among which the head is looked for.
const HEAD_ROWS: usize = 15;
/// What offices call the column 填写.
const ANSWER_NAMES: [&str; 9] = [
    "填写", "填报", "填报数", "填报值", "填报内容", "填写内容", "填写数", "本单位填写", "数据",
];
/// Columns that offices add, which never hold answers.
const OTHER_NAMES: [&str; 14] = [
    "序号", "备注", "说明", "联系人", "联系电话", "电话", "责任单位", "填报单位", "填报人", "签字",
    "来源", "数据来源", "选填", "分组",
];

/// Where the columns of a sheet are, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The row of the head among the rows of the sheet, from 0, where it has one.
    pub(super) head: Option<usize>,
    pub(super) field: usize,
    pub(super) record: Option<usize>,
    pub(super) part: Option<usize>,
    pub(super) question: Option<usize>,
    pub(super) answer: usize,
}

/// Why the columns of a sheet are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoColumns {
    /// Nothing in it looks like a form.
    NoForm,
    /// The row of the head, and the columns any of which may be the one that was filled in.
    NoAnswerColumn(usize, Vec<String>),
}

/// Finds the columns of a sheet.
pub(super) fn find(sheet: &ReturnedSheet, schema: &Schema) -> Result<Columns, NoColumns> {
    for (at, row) in sheet.rows.iter().take(HEAD_ROWS).enumerate() {
        let names: Vec<String> = row
            .cells
            .iter()
            .map(|cell| column_name(&cell.text))
            .collect();
        let known = COLUMNS
            .iter()
            .filter(|name| names.iter().any(|cell| cell == *name))
            .count();
        let has_field = names.iter().any(|name| name == "字段");
        let has_more = names.iter().any(|name| !name.is_empty() && name != "字段");
        // One known name alone may be a word in a title, 单位 or 问题.
        if known >= 2 || (has_field && has_more) {
            return of_head(sheet, schema, at, &names);
        }
    }
    by_place(sheet, schema).ok_or(NoColumns::NoForm)
}

/// Returns the columns a head names.
fn of_head(
    sheet: &ReturnedSheet,
    schema: &Schema,
    head: usize,
    names: &[String],
) -> Result<Columns, NoColumns> {
    let column = |wanted: &str| names.iter().position(|name| name == wanted);
    let field = column("字段").or_else(|| field_column(&sheet.rows[head + 1..], schema));
    let field = field.ok_or(NoColumns::NoForm)?;
    let answer =
        answer_column(names, field).map_err(|names| NoColumns::NoAnswerColumn(head, names))?;
    Ok(Columns {
        head: Some(head),
        field,
        record: column("条"),
        part: column("项"),
        question: column("问题"),
        answer,
    })
}

/// Returns the column that was filled in: 填写, else the only one that is called so in other
/// words, else the only one the sheet did not have when it was sent out.
fn answer_column(names: &[String], field: usize) -> Result<usize, Vec<String>> {
    if let Some(at) = names.iter().position(|name| name == "填写") {
        return Ok(at);
    }
    let mut called_so = Vec::new();
    let mut unknown = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if at == field || name.is_empty() || OTHER_NAMES.contains(&name.as_str()) {
            continue;
        }
        if ANSWER_NAMES.contains(&name.as_str()) {
            called_so.push(at);
        } else if !COLUMNS.contains(&name.as_str()) {
            unknown.push(at);
        }
    }
    match (&called_so[..], &unknown[..]) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], several) | (several, _) => Err(several.iter().map(|at| names[*at].clone()).collect()),
    }
}

/// Returns the columns of a sheet without head that still stand as they were sent out: names of
/// fields, and three columns further on their questions.
fn by_place(sheet: &ReturnedSheet, schema: &Schema) -> Option<Columns> {
    let place = |name: &str| COLUMNS.iter().position(|column| *column == name);
    let field = field_column(&sheet.rows, schema)?;
    let shifted = |name: &str| place(name)?.checked_add(field);
    let question = shifted("问题")?;
    let mut fields = 0;
    let mut asked = 0;
    for row in &sheet.rows {
        if let Some(field) = schema.field(row.text(field)) {
            fields += 1;
            asked += usize::from(asks(field, row.text(question)));
        }
    }
    (asked * 2 > fields).then_some(Columns {
        head: None,
        field,
        record: shifted("条"),
        part: shifted("项"),
        question: Some(question),
        answer: shifted("填写")?,
    })
}

/// Returns the column with the most names of fields.
fn field_column(rows: &[ReturnedRow], schema: &Schema) -> Option<usize> {
    let mut counts: Vec<usize> = Vec::new();
    for row in rows {
        for column in 0..row.cells.len() {
            if schema.field(row.text(column)).is_some() {
                if counts.len() <= column {
                    counts.resize(column + 1, 0);
                }
                counts[column] += 1;
            }
        }
    }
    let most = counts.iter().copied().max()?;
    counts.iter().position(|count| *count == most)
}

/// Returns whether a cell holds a question of a field, its own or one of its records'.
///
/// The cell may go on with the help, on a line below.
pub(super) fn asks(field: &Field, cell: &str) -> bool {
    let is_question =
        |field: &Field| !field.question.is_empty() && cell.starts_with(&field.question);
    let in_record = match &field.kind {
        FieldKind::List { fields, .. } => fields.iter().any(is_question),
        _ => false,
    };
    is_question(field) || in_record
}

/// Returns the name in a cell of a head: `填写（盖章）：` is 填写, `填 写 *` too.
fn column_name(cell: &str) -> String {
    let mut name = String::new();
    for c in cell.chars() {
        if matches!(c, '（' | '(' | '：' | ':') {
            break;
        }
        if !c.is_whitespace() && !is_invisible(c) && !matches!(c, '*' | '＊') {
            name.push(c);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::sheet::csv_sheet;

    const SCHEMA: &str = "{title: 例, kind: 讲话, summary: 例, fields: [
        {name: 税收, kind: figure, unit: 亿元, question: 全年税收多少？},
        {name: 荣誉, kind: text, question: 获得什么荣誉？}]}";

    fn columns(text: &str) -> Result<(usize, usize), NoColumns> {
        let (schema, faults) = crate::schema::read("s.yaml", SCHEMA, &[]).recovered();
        assert!(faults.is_empty(), "{faults:?}");
        find(&csv_sheet("a.csv", text), &schema).map(|found| (found.field, found.answer))
    }

    #[test]
    fn the_head_is_found_under_titles_in_any_order_and_by_other_names() {
        for (text, wanted) in [
            ("字段,条,项,问题,单位,例,必填,填写\n", (0, 7)),
            ("例表,,\n填报单位：统计站,,\n字段,项,填写\n", (0, 2)),
            ("填写,单位,字段\n", (2, 0)),
            ("字 段*,项,填写（盖章）\n", (0, 2)),
            ("字段,项,填报数\n", (0, 2)),
            ("字段,项,2025年数,备注\n", (0, 2)),
            ("字段,项,本单位填写,2025年口径\n", (0, 2)),
            (
                "序号,指标,问题,单位,填写\n1,税收,全年税收多少？,亿元,5\n2,荣誉,获得什么荣誉？,,无\n",
                (1, 4),
            ),
        ] {
            assert_eq!(columns(text), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn a_sheet_without_head_is_read_by_place_where_its_questions_are() {
        let kept = "税收,,,全年税收多少？,亿元,5,必填,5.6\n荣誉,,,获得什么荣誉？,,,选填,\n";
        assert_eq!(columns(kept), Ok((0, 7)));
        assert_eq!(
            columns(&kept.replace("税收,", "1,税收,").replace("荣誉,", "2,荣誉,")),
            Ok((1, 8))
        );
        assert_eq!(columns("税收,5.6\n荣誉,无\n"), Err(NoColumns::NoForm));
        assert_eq!(columns("税收的字段说明\n"), Err(NoColumns::NoForm));
    }

    #[test]
    fn where_two_columns_may_be_meant_both_are_named() {
        let two = NoColumns::NoAnswerColumn(0, vec!["2025年".to_owned(), "2024年".to_owned()]);
        assert_eq!(columns("字段,项,2025年,2024年\n"), Err(two));
        assert_eq!(
            columns("字段,项,问题,备注\n"),
            Err(NoColumns::NoAnswerColumn(0, Vec::new()))
        );
    }
}
