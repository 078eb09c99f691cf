//! Headings: a question to what is said before it is put: where it stands, what it asks, an example, last year's answer.

use clap::builder::styling::{AnsiColor, Color, Style};
use nigao::interview::{AnswerForm, Question};
use nigao::schema::FieldKind;

use super::super::lang::{lang, say, tell};
use super::preview;
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
        let dim = Style::new().fg_color(Some(Color::Ansi(AnsiColor::BrightBlack)));
        if !record {
            self.terminal.note("\n");
            if self.reached.is_some_and(|reached| question.progress.at < reached) {
                self.note(&say("ask.again"), 0);
            }
            self.styled(dim, &place(question), 2);
        }
        self.styled(Style::new().bold(), &question.field.question, 0);
        if let Some(sentence) = self.sentence(question) {
            self.styled(
                dim,
                &format!("  {}", tell("ask.claim.sentence", [("words", sentence)])),
                2,
            );
        }
        let whole = question.example().filter(|_| {
            !matches!(
                question.form,
                AnswerForm::List(_) | AnswerForm::Flag | AnswerForm::Claim | AnswerForm::Choice(_)
            )
        });
        let mut record = self.interview.clone();
        let begun = matches!(question.form, AnswerForm::List(_)) && record.add();
        let first = record.question().filter(|_| begun).and_then(|first| first.example());
        // Last year's answer shows as well how one is given.
        let example = whole.or(first).filter(|_| question.last_year.is_none());
        let example = example.map(|example| tell("ask.example", [("example", example)]));
        let now = question
            .default
            .as_ref()
            .filter(|words| is_long(words) && question.form == AnswerForm::Line);
        let now = now.map(|words| tell("ask.now", [("words", words)]));
        let last =
            question.last_year.as_ref().map(|words| tell("ask.last-year", [("words", words)]));
        for line in [question.field.help.clone(), example, last, now].into_iter().flatten() {
            self.styled(dim, &format!("  {line}"), 2);
        }
    }
}

impl AskSession<'_> {
    /// The line of the draft a claim would stand in.
    fn sentence(&self, question: &Question) -> Option<String> {
        let FieldKind::Claim { words } = &question.field.kind else { return None };
        let document = preview::whole(&self.interview, self.schema, self.template.as_ref()?)?;
        let text = nigao::write::text::write(&document);
        let at = text.find(words.as_str())?;
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let start = text[line..at].rfind('。').map_or(line, |end| line + end + '。'.len_utf8());
        let rest = &text[at + words.len()..];
        let end = rest.find(['。', '\n']).unwrap_or(rest.len());
        Some(format!("{}{words}{}。", &text[start..at], &rest[..end]))
    }
}

/// What stands before an answer: `本年（亿元）：`.
pub(super) fn label(question: &Question) -> String {
    let label = question.label(lang());
    match question.progress.record {
        Some(n) => tell("ask.list.label", [("n", &n.to_string()), ("label", &label)]),
        None => tell("ask.label", [("label", label)]),
    }
}

/// Where a question stands: `第 7/43 项 · 经济指标 2/21 · 统计站`.
fn place(question: &Question) -> String {
    let progress = &question.progress;
    let (at, of) = progress.in_group;
    let group = progress.group.as_ref().map(|group| {
        tell(
            "ask.progress.group",
            [("group", group), ("at", &at.to_string()), ("of", &of.to_string())],
        )
    });
    let optional = question.optional.then(|| say("ask.optional"));
    let all = tell("ask.progress", [("at", progress.at), ("of", progress.of)]);
    let department = question.field.department.clone();
    let parts = [Some(all), group, department, optional];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The line of help at a question: what an empty line does first.
pub(super) fn help(question: &Question) -> String {
    let empty = match (&question.default, question.optional) {
        (Some(_), _) => say("ask.help.keep"),
        (None, true) => say("ask.help.leave-out"),
        (None, false) => String::new(),
    };
    empty + &say("ask.help")
}

/// Whether a default is too long to stand in brackets.
pub(super) fn is_long(words: &str) -> bool {
    words.chars().count() > LONGEST_DEFAULT
}
