//! Asks the questions of an interview one after another and saves each answer at once.

use nigao::interview::{AnswerForm, Interview, Question};
use nigao::schema::{FieldKind, Schema};
use nigao::template::Bound;

use super::super::lang::translate_with;
use super::super::outcome::Outcome;
use super::autosave::Autosave;
use super::command::Command;
use super::console::Console;
use super::pending::PendingText;
use super::question_text::{Shown, heading};
use super::turn::{Flow, Turn};
use super::{choice, line, lists, menu, paragraphs, preview};

/// An interview in progress.
pub(super) struct AskSession<'a> {
    pub(super) interview: Interview<'a>,
    pub(super) schema: &'a Schema,
    /// None if the template has errors; then there is nothing to preview.
    pub(super) template: Option<Bound>,
    pub(super) autosave: Autosave,
    pub(super) console: Console<'a>,
    pub(super) pending: PendingText,
    pub(super) shown: Shown,
}

impl AskSession<'_> {
    /// Asks until no question is left or the user leaves.
    pub(super) fn ask_all(&mut self) -> Outcome<Flow> {
        while let Some(question) = self.interview.question() {
            let sentence = self.claim_sentence(&question);
            for (style, text, indent) in
                heading(&question, sentence, &self.interview, &mut self.shown)
            {
                self.console.styled(style, &text, indent);
            }
            let form = question.form.clone();
            let flow = match self.ask(&form)? {
                Turn::Done => Flow::On,
                Turn::Command(command) => menu::follow(self, command)?,
            };
            self.save()?;
            if flow == Flow::Leave {
                return Ok(flow);
            }
        }
        Ok(Flow::On)
    }

    fn ask(&mut self, form: &AnswerForm) -> Outcome<Turn> {
        let (interview, console) = (&mut self.interview, &self.console);
        let turn = match form {
            AnswerForm::Line => line::ask(interview, console, &mut self.pending)?,
            AnswerForm::Paragraphs => paragraphs::ask(interview, console, &mut self.pending)?,
            AnswerForm::Choice(options) => choice::ask(options, interview, console)?,
            AnswerForm::Flag => choice::ask_flag(interview, console)?,
            AnswerForm::Claim => choice::ask_claim(interview, console)?,
            AnswerForm::List(records) => {
                self.shown.list_records(records, console);
                lists::ask(records, interview, console, &mut self.pending)?
            }
        };
        if turn == Turn::Command(Command::Leave) && !self.pending.line.trim().is_empty() {
            let words = self.pending.line.trim();
            console.note(&translate_with("ask.typed", [("words", words)]), 2);
        }
        Ok(turn)
    }

    /// Returns the sentence of the draft that a claim is part of; none for other questions.
    fn claim_sentence(&self, question: &Question) -> Option<String> {
        let FieldKind::Claim { words } = &question.field.kind else { return None };
        preview::sentence(&self.interview, self.schema, self.template.as_ref()?, words)
    }

    /// Forgets what stands on the screen: another question is due, and its heading with it.
    pub(super) fn move_on(&mut self) {
        self.shown.clear();
        self.pending.clear();
    }

    /// Saves the answers, if they changed.
    pub(super) fn save(&mut self) -> Outcome<()> {
        let aside = self.autosave.save(&self.interview.answers(), self.schema)?;
        if let Some(aside) = aside {
            let args = [
                ("file", aside.file.as_str()),
                ("line", &aside.line.to_string()),
                ("aside", &self.autosave.file),
            ];
            self.console.note(&translate_with("ask.aside", args), 2);
        }
        Ok(())
    }

    /// Returns the name of the field that is asked, or nothing at the end.
    pub(super) fn asked_field(&self) -> String {
        let root = |question: Question| question.path.root().to_owned();
        self.interview.question().map(root).unwrap_or_default()
    }
}
