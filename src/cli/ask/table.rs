//! Renders every field with its answer, group by group, and what is still open.

use nigao::interview::{FieldState, Interview, ReviewRow};

use super::super::lang::{lang, translate, translate_with};
use super::super::terminal::{clean, columns, pad, width};
use super::super::wrap::{cut, wrap};
use super::readback::fault_line;

/// The widest column of names, in columns.
const NAME_COLUMNS: usize = 24;
/// The most lines an answer takes; the whole text shows the rest.
const ANSWER_LINES: usize = 2;
/// How many open fields the summary names.
const NAMED_FIELDS: usize = 8;

/// Renders all fields with their answers by group; of a group not begun, only how many it has.
pub(super) fn table(interview: &Interview) -> String {
    let rows = interview.review(lang());
    let names = name_columns(&rows);
    let mut groups: Vec<(&str, Vec<&ReviewRow>)> = Vec::new();
    for row in &rows {
        let name = row.group.as_deref().unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((name, vec![row])),
        }
    }
    groups
        .iter()
        .map(|(name, rows)| group_table(name, rows, names))
        .collect()
}

/// Renders how many fields are answered, and which are not.
pub(super) fn summary(interview: &Interview) -> String {
    let rows = interview.review(lang());
    let count = |state: fn(&FieldState) -> bool| {
        rows.iter()
            .filter(|row| state(&row.state))
            .count()
            .to_string()
    };
    let open = interview.missing();
    // What may be left out and comes after the question being asked was not left out yet.
    let asked = interview
        .question()
        .map(|question| question.path.root().to_owned());
    let unasked = asked.and_then(|field| rows.iter().position(|row| row.field == field));
    let (past, rest) = rows.split_at(unasked.unwrap_or(rows.len()));
    let left_out = |rows: &[ReviewRow]| {
        rows.iter()
            .filter(|row| row.state == FieldState::LeftOut)
            .count()
    };
    let args = [
        ("all", &rows.len().to_string()),
        ("answered", &count(|state| *state == FieldState::Answered)),
        ("default", &count(|state| *state == FieldState::Default)),
        ("left", &left_out(past).to_string()),
        ("open", &open.len().to_string()),
    ];
    let mut text = translate_with("ask.summary", args);
    if left_out(rest) > 0 {
        text += &translate_with("ask.summary.unasked", [("n", left_out(rest))]);
    }
    if open.is_empty() {
        return text;
    }
    let more = if open.len() > NAMED_FIELDS {
        translate("ask.summary.more")
    } else {
        String::new()
    };
    let named = open[..open.len().min(NAMED_FIELDS)].join("、") + &more;
    format!(
        "{text}\n{}",
        translate_with("ask.summary.open", [("names", named)])
    )
}

/// Returns a line for each field to choose from, no wider than the screen, with the field's name.
pub(super) fn rows(interview: &Interview) -> Vec<(String, String)> {
    let rows = interview.review(lang());
    let names = name_columns(&rows);
    let columns = columns().saturating_sub(3);
    let mut lines = Vec::new();
    for row in rows {
        let line = clean(&format!("{}  {}", pad(&row.field, names), answer(&row)));
        lines.push((row.field, cut(&line, columns)));
    }
    lines
}

fn name_columns(rows: &[ReviewRow]) -> usize {
    rows.iter()
        .map(|row| width(&row.field))
        .max()
        .unwrap_or(0)
        .min(NAME_COLUMNS)
}

/// Renders an answer on one line, with its state.
fn answer(row: &ReviewRow) -> String {
    let answer = match &row.state {
        FieldState::Answered => row.words.clone(),
        FieldState::Default => translate_with("ask.state.default", [("words", &row.words)]),
        FieldState::LeftOut => translate("ask.state.left-out"),
        FieldState::Hole => translate("ask.state.hole"),
        FieldState::Wrong(faults) => {
            let args = [("words", row.words.as_str()), ("why", &fault_line(faults))];
            translate_with("ask.state.wrong", args)
        }
    };
    answer.replace('\n', " ")
}

/// Renders a group with its answers.
fn group_table(name: &str, rows: &[&ReviewRow], names: usize) -> String {
    let is_open = |state: &FieldState| {
        matches!(
            state,
            FieldState::Hole | FieldState::LeftOut | FieldState::Default
        )
    };
    if rows.len() > 1 && rows.iter().all(|row| is_open(&row.state)) {
        let args = [("group", clean(name)), ("n", rows.len().to_string())];
        return format!("\n{}\n", translate_with("ask.untouched", args));
    }
    let columns = columns();
    let mut table = format!("\n{}\n", clean(name));
    for row in rows {
        let answer = cut(
            &clean(&answer(row)),
            ANSWER_LINES * columns.saturating_sub(names + 5),
        );
        let line = format!("  {}  {answer}", pad(&row.field, names));
        table += &wrap(&line, columns, names + 4);
        table += "\n";
    }
    table
}
