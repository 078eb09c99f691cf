//! Headings: a question to what is said before it is put: where it stands, what it asks, an example, last year's answer.

use anstyle::{AnsiColor, Style};
use nigao::interview::{AnswerForm, Question};

use super::super::lang::{lang, translate, translate_with};
use super::session::AskSession;

/// The longest default shown in brackets before the answer, in characters; a longer one stands above.
const LONGEST_DEFAULT: usize = 24;

impl AskSession<'_> {
    /// `第 7/43 项 · 经济指标 2/21 · 统计站`, the question, help, an example, last year's answer.
    pub(super) fn heading(&self, question: &Question) {
        // What a record is asked is explained once; then the labels do.
        let record = question.progress.record.is_some();
        if !question.opens() || record && !self.taught.borrow_mut().insert(question.path.fields()) {
            return;
        }
        let dim = AnsiColor::BrightBlack.on_default();
        if !record {
            self.terminal.note("\n");
            if self.reached.is_some_and(|reached| question.progress.at < reached) {
                self.note(&translate("ask.again"), 0);
            }
            self.styled(dim, &place(question), 2);
        }
        self.styled(Style::new().bold(), &question.field.question, 0);
        let whole = question.example().filter(|_| {
            !matches!(question.form, AnswerForm::List(_) | AnswerForm::Flag | AnswerForm::Choice(_))
        });
        let mut record = self.interview.clone();
        let begun = matches!(question.form, AnswerForm::List(_)) && record.add();
        let first = record.question().filter(|_| begun).and_then(|first| first.example());
        // Last year's answer shows as well how one is given.
        let example = whole.or(first).filter(|_| question.last_year.is_none());
        let example = example.map(|example| translate_with("ask.example", [("example", example)]));
        let now = question
            .default
            .as_ref()
            .filter(|words| is_long(words) && question.form == AnswerForm::Line);
        let now = now.map(|words| translate_with("ask.now", [("words", words)]));
        let last = question
            .last_year
            .as_ref()
            .map(|words| translate_with("ask.last-year", [("words", words)]));
        for line in [question.field.help.clone(), example, last, now].into_iter().flatten() {
            self.styled(dim, &format!("  {line}"), 2);
        }
    }
}

/// What stands before an answer: `本年（亿元）：`.
pub(super) fn label(question: &Question) -> String {
    let label = question.label(lang());
    match question.progress.record {
        Some(n) => translate_with("ask.list.label", [("n", &n.to_string()), ("label", &label)]),
        None => translate_with("ask.label", [("label", label)]),
    }
}

/// Where a question stands: `第 7/43 项 · 经济指标 2/21 · 统计站`.
fn place(question: &Question) -> String {
    let progress = &question.progress;
    let (at, of) = progress.in_group;
    let group = progress.group.as_ref().map(|group| {
        translate_with(
            "ask.progress.group",
            [("group", group), ("at", &at.to_string()), ("of", &of.to_string())],
        )
    });
    let optional = question.optional.then(|| translate("ask.optional"));
    let all = translate_with("ask.progress", [("at", progress.at), ("of", progress.of)]);
    let department = question.field.department.clone();
    let parts = [Some(all), group, department, optional];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The line of help at a question: what an empty line does first.
pub(super) fn help(question: &Question) -> String {
    let empty = match (&question.default, question.optional) {
        (Some(_), _) => translate("ask.help.keep"),
        (None, true) => translate("ask.help.leave-out"),
        (None, false) => String::new(),
    };
    empty + &translate("ask.help")
}

/// Whether a default is too long to stand in brackets.
pub(super) fn is_long(words: &str) -> bool {
    words.chars().count() > LONGEST_DEFAULT
}
