//! Table: every field with its answer, group by group, and what is still open.

use nigao::interview::{FieldState, ReviewRow};

use super::super::lang::{lang, say, tell};
use super::super::terminal::{clean, columns, pad, width};
use super::super::wrap::{cut, flow};
use super::session::{AskSession, words};

/// The widest column of names.
const NAMES: usize = 24;
/// How many lines an answer takes at most; the whole text has the rest.
const LINES: usize = 2;
/// How many open fields are named.
const NAMED: usize = 8;

impl AskSession<'_> {
    /// All fields with their answers, by group; of a group not begun only how many it has.
    pub(super) fn table(&self) -> String {
        let rows = self.interview.review(lang());
        let names = names(&rows);
        let mut groups: Vec<(&str, Vec<&ReviewRow>)> = Vec::new();
        for row in &rows {
            let name = row.group.as_deref().unwrap_or_default();
            match groups.iter_mut().find(|(known, _)| *known == name) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((name, vec![row])),
            }
        }
        groups.iter().map(|(name, rows)| group(name, rows, names)).collect()
    }

    /// How many fields are answered, and which are not.
    pub(super) fn summary(&self) -> String {
        let rows = self.interview.review(lang());
        let count = |state: fn(&FieldState) -> bool| {
            rows.iter().filter(|row| state(&row.state)).count().to_string()
        };
        let open = self.interview.missing();
        let mut text = tell(
            "ask.summary",
            [
                ("all", &rows.len().to_string()),
                ("answered", &count(|state| *state == FieldState::Answered)),
                ("default", &count(|state| *state == FieldState::Default)),
                ("left", &count(|state| *state == FieldState::LeftOut)),
                ("open", &open.len().to_string()),
            ],
        );
        if !open.is_empty() {
            let more = if open.len() > NAMED { say("ask.summary.more") } else { String::new() };
            let names = open[..open.len().min(NAMED)].join("、") + &more;
            text += &format!("\n{}", tell("ask.summary.open", [("names", names)]));
        }
        text
    }

    /// A line for each field to choose from, no wider than the screen.
    pub(super) fn rows(&self) -> Vec<(String, String)> {
        let rows = self.interview.review(lang());
        let names = names(&rows);
        let columns = columns().saturating_sub(3);
        let line = |row: &ReviewRow| {
            cut(&clean(&format!("{}  {}", pad(&row.field, names), said(row))), columns)
        };
        rows.iter().map(|row| (row.field.clone(), line(row))).collect()
    }
}

fn names(rows: &[ReviewRow]) -> usize {
    rows.iter().map(|row| width(&row.field)).max().unwrap_or(0).min(NAMES)
}

/// An answer on one line, with how it stands.
fn said(row: &ReviewRow) -> String {
    let said = match &row.state {
        FieldState::Answered => row.words.clone(),
        FieldState::Default => tell("ask.state.default", [("words", &row.words)]),
        FieldState::LeftOut => say("ask.state.left-out"),
        FieldState::Hole => say("ask.state.hole"),
        FieldState::Wrong(faults) => {
            tell("ask.state.wrong", [("words", row.words.as_str()), ("why", &words(faults))])
        }
    };
    said.replace('\n', " ")
}

/// A group with its answers.
fn group(name: &str, rows: &[&ReviewRow], names: usize) -> String {
    let untouched = rows.iter().all(|row| {
        matches!(row.state, FieldState::Hole | FieldState::LeftOut | FieldState::Default)
    });
    if untouched && rows.len() > 1 {
        let args = [("group", clean(name)), ("n", rows.len().to_string())];
        return format!("\n{}\n", tell("ask.untouched", args));
    }
    let columns = columns();
    let line = |row: &&ReviewRow| {
        let said = cut(&clean(&said(row)), LINES * columns.saturating_sub(names + 5));
        flow(&format!("  {}  {said}", pad(&row.field, names)), columns, names + 4) + "\n"
    };
    format!("\n{}\n{}", clean(name), rows.iter().map(line).collect::<String>())
}
