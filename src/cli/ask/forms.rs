//! Forms: answers that are more than a line or less: paragraphs, one of a few, yes or no.

use super::super::lang::{say, tell};
use super::super::outcome::Outcome;
use super::super::terminal::clean;
use super::command;
use super::editor;
use super::face::{Line, Pick, Reply};
use super::session::{Flow, Heard, Session, label};

impl Session<'_> {
    /// Paragraphs typed one a line, an empty line at the end; or in the writer's editor.
    pub(super) fn paragraphs(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let (label, optional, old) = (label(&question), question.optional, question.default.clone());
        if let Some(old) = &old {
            self.terminal.note(&format!("{}\n", clean(&tell("ask.paragraphs.old", [("words", old)]))));
        }
        let mut paragraphs: Vec<String> = Vec::new();
        loop {
            let open = paragraphs.is_empty() && old.is_none() && !optional;
            let check = |typed: &str| match command::parse(typed) {
                Some(Err(())) => Err(tell("ask.no-command", [("word", typed.trim())])),
                None if open && typed.trim().is_empty() => Err(say("ask.paragraphs.empty")),
                _ => Ok(()),
            };
            let label = tell("ask.paragraphs.label", [("label", &label), ("n", &(paragraphs.len() + 1).to_string())]);
            let typed = std::mem::take(&mut self.typed);
            let reply = self.face.line(&Line {
                label: &label,
                default: None,
                initial: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
                help: &say("ask.paragraphs.help"),
                check: &check,
                complete: &|_| Vec::new(),
            })?;
            match self.heard(reply)? {
                Heard::Answer(line) if line.trim().is_empty() => break,
                Heard::Answer(line) => paragraphs.push(line),
                Heard::Flow(flow) => {
                    // What was typed so far is kept, whatever was asked for.
                    if !paragraphs.is_empty()
                        && self.interview.question().is_some_and(|q| self.shown.as_ref() == Some(&q.path))
                    {
                        self.answer(&paragraphs.join("\n"), "");
                    }
                    return Ok(flow);
                }
            }
        }
        self.answer(&paragraphs.join("\n"), &paragraphs.join("\n"));
        Ok(Flow::On)
    }

    pub(super) fn choice(&mut self, options: &[String]) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let at = question.default.as_ref().and_then(|default| options.iter().position(|option| option == default));
        let label = label(&question);
        let mut shown = options.to_vec();
        if question.optional {
            shown.push(say("ask.leave-out"));
        }
        let at = at.unwrap_or(if question.optional { shown.len() - 1 } else { 0 });
        let reply = self.face.pick(&Pick { label: &label, options: &shown, at, help: &say("ask.help.pick") })?;
        self.picked(reply, |at| options.get(at).cloned())
    }

    pub(super) fn flag(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let no = question
            .default
            .as_deref()
            .is_some_and(|default| self.interview.consider(default).is_ok_and(|echo| echo.text == say("interview.no")));
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

    /// Answers with an option, or leaves out what has none.
    fn picked(&mut self, reply: Reply<usize>, word: impl Fn(usize) -> Option<String>) -> Outcome<Flow> {
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
        let old = self.interview.question().and_then(|question| question.default).unwrap_or_default();
        let old = if self.typed.is_empty() { old } else { std::mem::take(&mut self.typed) };
        let Some(command) = editor::command(|name| std::env::var(name).ok()) else {
            self.typed = old;
            return;
        };
        match editor::edit(&command, &old) {
            Ok(words) if words == old => {}
            Ok(words) => self.answer(&words, &words),
            Err(failure) => {
                self.terminal.report(&failure);
                self.typed = old;
            }
        }
    }
}
