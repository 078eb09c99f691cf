//! Holds an interview in progress with its file, its console and what is on the screen.

use nigao::drafting::{AnswersFile, preview};
use nigao::interview::{Interview, Question};
use nigao::schema::{FieldKind, Schema};
use nigao::template::Bound;

use super::super::lang::translate_with;
use super::super::outcome::Outcome;
use super::super::prompt::Console;
use super::pending::PendingText;
use super::question_text::Shown;

/// An interview in progress.
pub(super) struct AskSession<'a> {
    pub(super) interview: Interview<'a>,
    pub(super) schema: &'a Schema,
    /// None if the template has errors; then there is nothing to preview.
    pub(super) template: Option<Bound>,
    pub(super) autosave: AnswersFile,
    pub(super) console: Console<'a>,
    pub(super) pending: PendingText,
    pub(super) shown: Shown,
}

impl AskSession<'_> {
    /// Returns the sentence of the draft that a claim is part of; none for other questions.
    pub(super) fn claim_sentence(&self, question: &Question) -> Option<String> {
        let FieldKind::Claim { words } = &question.field.kind else {
            return None;
        };
        let template = self.template.as_ref()?;
        let text = preview::text(&self.interview, self.schema, template)?;
        preview::sentence(&text, words)
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
