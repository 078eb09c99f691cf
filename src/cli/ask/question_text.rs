//! Writes what stands before an answer: the place in the form, the question, an example.

use std::collections::BTreeSet;

use anstyle::{AnsiColor, Style};
use nigao::interview::{AnswerForm, Interview, Path, Progress, Question};

use super::super::lang::{lang, translate, translate_with};
use super::super::prompt::Console;

/// The longest default shown in brackets beside the answer, in characters. A longer one is shown
/// above it.
const INLINE_DEFAULT_CHARS: usize = 24;

/// What the user has seen, so that nothing is shown twice.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The question whose heading is on the screen.
    question: Option<Path>,
    /// Its number in the form, unless the user went elsewhere since.
    number: Option<usize>,
    /// The records of the list that is on the screen.
    pub(super) records: Vec<String>,
    /// The fields of records that were explained.
    explained: BTreeSet<String>,
}

impl Shown {
    /// Forgets the question on the screen, but not what was explained.
    pub(super) fn clear(&mut self) {
        self.question = None;
        self.records.clear();
    }

    /// Forgets how far the interview was, because the user goes elsewhere.
    pub(super) fn jump(&mut self) {
        self.number = None;
        self.clear();
    }

    /// Shows the records with their numbers, unless the list only grew by what was just typed.
    pub(super) fn list_records(&mut self, records: &[String], console: &Console) {
        let known = std::mem::replace(&mut self.records, records.to_vec());
        if records.starts_with(&known) && records.len() <= known.len() + 1 {
            return;
        }
        for (at, name) in records.iter().enumerate() {
            console.note(&format!("  {}. {name}", at + 1), 5);
        }
    }
}

/// A line of a heading: its style, its text, and the indent of continuation lines in columns.
type StyledLine = (Style, String, usize);

/// Writes the heading of a question: `第 7/43 项 · 经济指标 2/21 · 统计站`, the question, help, an
/// example, last year's answer. It is empty if the heading is on the screen already.
pub(super) fn heading(
    question: &Question,
    claim_sentence: Option<String>,
    interview: &Interview,
    shown: &mut Shown,
) -> Vec<StyledLine> {
    // Back from one of its records, a list needs no heading again.
    let is_on_screen = shown
        .question
        .as_ref()
        .is_some_and(|path| path.is_within(&question.path));
    let progress = interview.progress_at(&question.path);
    let number = shown.number.replace(progress.at);
    shown.question = Some(question.path.clone());
    if is_on_screen || !question.opens() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let is_record = question.record().is_some();
    // The fields of a record are explained once; then the labels suffice.
    if is_record && !shown.explained.insert(question.path.fields()) {
        return lines;
    }
    let dim = AnsiColor::BrightBlack.on_default();
    if !is_record {
        lines.push((Style::new(), String::new(), 0));
        if number.is_some_and(|number| progress.at < number) {
            lines.push((Style::new(), translate("ask.again"), 0));
        }
        lines.push((dim, place(question, &progress), 2));
    }
    lines.push((Style::new().bold(), question.field.question.clone(), 0));
    if let Some(sentence) = claim_sentence {
        let text = translate_with("ask.claim.sentence", [("words", sentence)]);
        lines.push((dim, format!("  {text}"), 2));
    }
    for text in explanations(question, interview) {
        lines.push((dim, format!("  {text}"), 2));
    }
    lines
}

/// Returns help, an example, last year's answer, and a long answer that is already there.
fn explanations(question: &Question, interview: &Interview) -> Vec<String> {
    let mut lines: Vec<String> = question.field.help.iter().cloned().collect();
    // Last year's answer shows as well how one is given.
    if question.last_year.is_none() {
        let example = interview.example(question);
        lines.extend(example.map(|example| translate_with("ask.example", [("example", example)])));
    }
    if let Some(words) = &question.last_year {
        lines.push(translate_with("ask.last-year", [("words", words)]));
    }
    let default = question.default.as_deref().filter(|words| is_long(words));
    if let (Some(words), AnswerForm::Line) = (default, &question.form) {
        lines.push(translate_with("ask.now", [("words", words)]));
    }
    lines
}

/// Writes the label before an answer: `本年（亿元）：`.
pub(super) fn label(question: &Question) -> String {
    let label = question.label(lang());
    match question.record() {
        Some(n) => translate_with("ask.list.label", [("n", &n.to_string()), ("label", &label)]),
        None => translate_with("ask.label", [("label", label)]),
    }
}

/// Writes where a question is in the form: `第 7/43 项 · 经济指标 2/21 · 统计站`.
fn place(question: &Question, progress: &Progress) -> String {
    let mut parts = vec![translate_with(
        "ask.progress",
        [("at", progress.at), ("of", progress.of)],
    )];
    if let Some(group) = &progress.group {
        let (at, of) = progress.in_group;
        let args = [
            ("group", group),
            ("at", &at.to_string()),
            ("of", &of.to_string()),
        ];
        parts.push(translate_with("ask.progress.group", args));
    }
    parts.extend(question.field.department.clone());
    if question.optional {
        parts.push(translate("ask.optional"));
    }
    parts.join(" · ")
}

/// Writes the help below an answer; what an empty line does comes first.
pub(super) fn help(question: &Question) -> String {
    let empty_line = match (&question.default, question.optional) {
        (Some(_), _) => translate("ask.help.keep"),
        (None, true) => translate("ask.help.leave-out"),
        (None, false) => String::new(),
    };
    empty_line + &translate("ask.help")
}

/// Returns whether a default is too long to stand in brackets.
pub(super) fn is_long(words: &str) -> bool {
    words.chars().count() > INLINE_DEFAULT_CHARS
}
