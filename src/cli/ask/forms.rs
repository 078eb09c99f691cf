//! Forms: answers that are more than a line or less: paragraphs, one of a few, yes or no.

use nigao::interview::{AnswerForm, Question};

use super::super::lang::{say, tell};
use super::super::outcome::Outcome;
use super::command::{self, Command};
use super::editor;
use super::prompt::{LinePrompt, Pick, Reply};
use super::question_text::label;
use super::session::{AskSession, Flow, Heard};

impl AskSession<'_> {
    /// Paragraphs typed one a line, an empty line at the end; or in the writer's editor.
    pub(super) fn paragraphs(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let (label, optional, old) =
            (label(&question), question.optional, question.default.clone());
        if let Some(old) = old.as_ref().filter(|_| self.above.is_empty() && self.ahead.is_empty()) {
            self.note(&tell("ask.paragraphs.old", [("words", old)]), 2);
        }
        let enough = optional || old.is_some();
        loop {
            let is_old = self.typed.is_empty() && !self.ahead.is_empty();
            let reply = self.paragraph(&label, enough)?;
            let reply = match reply {
                Reply::Given(line) => line,
                Reply::Menu(typed) => {
                    self.typed = typed;
                    return self.leave_off(Command::Menu);
                }
                Reply::Leave(typed) => {
                    self.above.extend(Some(typed).filter(|typed| !typed.trim().is_empty()));
                    return self.leave_off(Command::Leave);
                }
            };
            match command::parse(&reply) {
                Some(Ok(command)) => return self.leave_off(command),
                _ if !reply.trim().is_empty() => self.above.push(reply),
                // An older paragraph that was emptied goes; an empty line after them is the end.
                _ if is_old => {}
                _ => break,
            }
        }
        let words = self.above.join("\n");
        self.answer(&words, &words);
        Ok(Flow::On)
    }

    /// One paragraph; those of an older text come to be changed one by one.
    fn paragraph(&mut self, label: &str, enough: bool) -> Outcome<Reply<String>> {
        let enough = enough || !self.above.is_empty();
        let check = |typed: &str| match command::parse(typed) {
            Some(Err(())) => Err(tell("ask.no-command", [("word", typed.trim())])),
            None if !enough && typed.trim().is_empty() => Err(say("ask.paragraphs.empty")),
            _ => Ok(()),
        };
        let label = tell(
            "ask.paragraphs.label",
            [("label", label), ("n", &(self.above.len() + 1).to_string())],
        );
        let mut typed = std::mem::take(&mut self.typed);
        if typed.is_empty() && !self.ahead.is_empty() {
            typed = self.ahead.remove(0);
        }
        self.face.line(&LinePrompt {
            label: &label,
            default: None,
            initial: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
            help: &say("ask.paragraphs.help"),
            check: &check,
            complete: &|_| Vec::new(),
        })
    }

    /// Keeps what is written so far, whatever was asked for.
    fn leave_off(&mut self, command: Command) -> Outcome<Flow> {
        let whole: Vec<String> = self.above.iter().chain(&self.ahead).cloned().collect();
        self.interview.keep(&whole.join("\n"));
        self.follow(command)
    }

    pub(super) fn choice(&mut self, options: &[String]) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let at = question
            .default
            .as_ref()
            .and_then(|default| options.iter().position(|option| option == default));
        let label = label(&question);
        let mut shown = options.to_vec();
        if question.optional {
            shown.push(say("ask.leave-out"));
        }
        let at = at.unwrap_or(if question.optional { shown.len() - 1 } else { 0 });
        let reply = self.face.pick(&Pick {
            label: &label,
            options: &shown,
            at,
            help: &say("ask.help.pick"),
        })?;
        self.picked(reply, |at| options.get(at).cloned())
    }

    pub(super) fn flag(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let no = question.default.as_deref().is_some_and(|default| {
            self.interview.consider(default).is_ok_and(|echo| echo.text == say("interview.no"))
        });
        let label = label(&question);
        let options = [say("interview.yes"), say("interview.no")];
        let reply = self.face.pick(&Pick {
            label: &label,
            options: &options,
            at: usize::from(no),
            help: &say("ask.help.pick"),
        })?;
        self.picked(reply, |at| ["是", "否"].get(at).map(|word| (*word).to_owned()))
    }

    /// A statement to be confirmed or declined; Enter alone leaves it open, so that no key held down confirms all.
    pub(super) fn claim(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let answered = question.default.as_deref().and_then(|default| {
            let echo = self.interview.consider(default).ok()?;
            Some(usize::from(echo.text == say("interview.declined")))
        });
        let label = label(&question);
        let options = [say("ask.claim.confirm"), say("ask.claim.decline"), say("ask.claim.open")];
        let reply = self.face.pick(&Pick {
            label: &label,
            options: &options,
            at: answered.unwrap_or(options.len() - 1),
            help: &say("ask.help.pick"),
        })?;
        self.picked(reply, |at| ["是", "否"].get(at).map(|word| (*word).to_owned()))
    }

    /// Answers with an option, or leaves out what has none.
    fn picked(
        &mut self,
        reply: Reply<usize>,
        word: impl Fn(usize) -> Option<String>,
    ) -> Outcome<Flow> {
        match self.heard(reply)? {
            Heard::Answer(at) => {
                if let Some(word) = word(at) {
                    self.answer(&word, &word);
                } else {
                    self.pass();
                }
                Ok(Flow::On)
            }
            Heard::Flow(flow) => Ok(flow),
        }
    }

    /// The answer as it is, to be changed: in the writer's editor, or on the line where none is set.
    pub(super) fn in_editor(&mut self) {
        let Some(question) = self.interview.question().filter(is_written) else {
            self.note(&say("ask.no-edit"), 0);
            return;
        };
        let paragraphs = question.form == AnswerForm::Paragraphs;
        let old = question.default.unwrap_or_default();
        let old = if self.typed.is_empty() || paragraphs { old } else { self.typed.clone() };
        let edited = editor::command(|name| std::env::var(name).ok())
            .map(|command| editor::edit(&command, &old));
        match edited {
            Some(Ok(words)) if words == old => {}
            Some(Ok(words)) => self.answer(&words, &words),
            failed => {
                if let Some(Err(failure)) = failed {
                    self.terminal.report(&failure);
                }
                if paragraphs {
                    self.above.clear();
                    self.ahead = old.lines().map(str::to_owned).collect();
                } else {
                    self.typed = old;
                }
            }
        }
    }
}

/// Whether an answer is words that an editor can hold.
fn is_written(question: &Question) -> bool {
    matches!(question.form, AnswerForm::Line | AnswerForm::Paragraphs)
}
