//! Session: an interview and a face to answers, one question after another, each saved as soon as it is given.

use std::cell::RefCell;
use std::collections::BTreeSet;

use clap::builder::styling::{AnsiColor, Color, Style};
use nigao::diagnostic::{Diagnostic, Diagnostics, Message};
use nigao::interview::{AnswerForm, Interview, Path, Readback};
use nigao::schema::Schema;
use nigao::template::Bound;

use super::super::lang::{lang, say, tell};
use super::super::outcome::Outcome;
use super::super::terminal::{Terminal, clean, columns};
use super::super::wrap::flow;
use super::autosave::Autosave;
use super::command::{self, Command};
use super::prompt::{LinePrompt, Pick, Prompter, Reply};
use super::question_text::{help, is_long, label};

/// An interview in progress.
pub(super) struct AskSession<'a> {
    pub(super) interview: Interview<'a>,
    pub(super) schema: &'a Schema,
    pub(super) template: Option<Bound>,
    pub(super) store: Autosave,
    pub(super) face: Box<dyn Prompter + 'a>,
    pub(super) terminal: &'a Terminal,
    /// The question whose heading stands on the screen.
    pub(super) shown: Option<Path>,
    /// Its place in the table, unless the writer went elsewhere since.
    pub(super) reached: Option<usize>,
    /// What was typed at it before the menu was opened.
    pub(super) typed: String,
    /// The paragraphs written at it so far.
    pub(super) above: Vec<String>,
    /// The paragraphs of an older answer that are still to be gone through.
    pub(super) ahead: Vec<String>,
    /// The records on the screen, where it is a list.
    pub(super) listed: Vec<String>,
    /// The fields of records that were explained.
    pub(super) taught: RefCell<BTreeSet<String>>,
}

/// Whether the interview goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// It goes on.
    On,
    /// The writer leaves.
    Leave,
}

impl AskSession<'_> {
    /// Asks until nothing is left to ask or the writer leaves.
    pub(super) fn questions(&mut self) -> Outcome<Flow> {
        while let Some(question) = self.interview.question() {
            // Back from one of its records, a list needs no heading again.
            if self.shown.as_ref().is_none_or(|shown| !shown.is_within(&question.path)) {
                self.heading(&question);
            }
            let (path, form, at) =
                (question.path.clone(), question.form.clone(), question.progress.at);
            self.shown = Some(path);
            self.reached = Some(at);
            let flow = match form {
                AnswerForm::Line => self.line()?,
                AnswerForm::Paragraphs => self.paragraphs()?,
                AnswerForm::Choice(options) => self.choice(&options)?,
                AnswerForm::Flag => self.flag()?,
                AnswerForm::Claim => self.claim()?,
                AnswerForm::List(records) => self.list(&records)?,
            };
            self.save()?;
            if flow == Flow::Leave {
                return Ok(flow);
            }
        }
        Ok(Flow::On)
    }

    pub(super) fn save(&mut self) -> Outcome<()> {
        if let Some(aside) = self.store.save(&self.interview.answers(), self.schema)? {
            let args = [
                ("file", aside.file.as_str()),
                ("line", &aside.line.to_string()),
                ("aside", &self.store.file),
            ];
            self.note(&tell("ask.aside", args), 2);
        }
        Ok(())
    }

    /// Says something, in lines the terminal has room for; lines that go on are set in.
    pub(super) fn note(&self, text: &str, set_in: usize) {
        self.terminal.note(&format!("{}\n", flow(&clean(text), columns(), set_in)));
    }

    /// Says something in a style.
    pub(super) fn styled(&self, style: Style, text: &str, set_in: usize) {
        let text = flow(&clean(text), columns(), set_in);
        self.terminal.note(&format!("{}\n", self.terminal.paint(style, &text)));
    }

    /// A line typed, understood, echoed.
    fn line(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let (label, help) = (label(&question), help(&question));
        // Growth is told when it is new, not again with every part after it.
        let is_new = !matches!(question.part, Some("计划" | "累计"));
        let default = question.default.clone().filter(|words| !is_long(words));
        let typed = std::mem::take(&mut self.typed);
        let same = question.default.clone();
        let answer = |typed: &str| {
            if same.as_deref() == Some(typed) { String::new() } else { typed.to_owned() }
        };
        let interview = &self.interview;
        let check = |typed: &str| match command::parse(typed) {
            Some(Ok(_)) => Ok(()),
            Some(Err(())) => Err(tell("ask.no-command", [("word", typed.trim())])),
            None => interview.consider(&answer(typed)).map(drop).map_err(|faults| words(&faults)),
        };
        let reply = self.face.line(&LinePrompt {
            label: &label,
            default: default.as_deref().filter(|_| typed.is_empty()),
            initial: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
            help: &help,
            check: &check,
            complete: &|typed| interview.complete(typed),
        })?;
        match self.heard(reply)? {
            Heard::Answer(typed) if !is_new || self.is_meant(&answer(&typed))? => {
                self.answer(&answer(&typed), &typed);
            }
            Heard::Answer(_) => {
                // Which of the values is wrong is for the writer to say: from the first.
                while self.interview.question().is_some_and(|question| !question.opens())
                    && self.interview.back()
                {}
            }
            Heard::Flow(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    /// Whether an answer is what the writer meant: growth that looks like a slip of the unit is asked about.
    fn is_meant(&self, answer: &str) -> Outcome<bool> {
        let steep = self
            .interview
            .consider(answer)
            .ok()
            .and_then(|echo| echo.growth)
            .filter(|growth| growth.is_steep);
        let Some(growth) = steep else { return Ok(true) };
        let options = [say("ask.steep.right"), say("ask.steep.wrong")];
        let label = tell("ask.steep", [("growth", growth.words)]);
        // A slip is likelier: Enter alone does not confirm it.
        let pick = Pick { label: &label, options: &options, at: 1, help: &say("ask.help.back") };
        Ok(matches!(self.face.pick(&pick)?, Reply::Given(0)))
    }

    /// Gives an answer and shows how it was understood, if that is not just what was typed.
    pub(super) fn answer(&mut self, answer: &str, typed: &str) {
        let said = self.interview.answer(answer);
        self.said(said, typed);
    }

    /// Tells back how an answer was understood, or what is wrong with it.
    pub(super) fn said(&mut self, said: Result<Readback, Diagnostics>, typed: &str) {
        match said {
            Ok(echo) => {
                self.done_typing();
                if !echo.text.is_empty() && echo.text != typed.trim() {
                    let complete =
                        self.interview.question().is_none_or(|question| question.opens());
                    let computed = echo
                        .growth
                        .filter(|_| complete)
                        .map(|_| say("ask.computed"))
                        .unwrap_or_default();
                    let green = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
                    self.styled(green, &format!("  → {}{computed}", echo.text), 4);
                }
                for remark in &echo.remarks {
                    self.note(&format!("  {}", remark.message.text(lang())), 2);
                }
            }
            Err(faults) => self.note(&words(&faults), 2),
        }
    }

    /// Leaves the question open.
    pub(super) fn pass(&mut self) {
        self.interview.skip();
        self.elsewhere();
    }

    /// What came back, commands and the menu followed.
    pub(super) fn heard<T: Typed>(&mut self, reply: Reply<T>) -> Outcome<Heard<T>> {
        let command = match reply {
            Reply::Given(given) => match given.command() {
                Some(command) => command,
                None => return Ok(Heard::Answer(given)),
            },
            Reply::Menu(typed) => {
                self.typed = typed;
                Command::Menu
            }
            Reply::Leave(typed) => {
                if !typed.trim().is_empty() {
                    self.note(&tell("ask.typed", [("words", typed.trim())]), 2);
                }
                Command::Leave
            }
        };
        self.follow(command).map(Heard::Flow)
    }
}

/// What a face gave: an answer, or something that was followed.
pub(super) enum Heard<T> {
    /// An answer.
    Answer(T),
    /// How the interview goes on.
    Flow(Flow),
}

/// What can be a command.
pub(super) trait Typed {
    /// The command it is.
    fn command(&self) -> Option<Command>;
}

impl Typed for String {
    fn command(&self) -> Option<Command> {
        command::parse(self).and_then(Result::ok)
    }
}

impl Typed for usize {
    fn command(&self) -> Option<Command> {
        None
    }
}

/// What is wrong, and how to mend it, on one line.
pub(super) fn words(faults: &[Diagnostic]) -> String {
    let Some(fault) = faults.first() else { return String::new() };
    let hint = fault.hint.as_ref().map(|hint: &Message| hint.text(lang()));
    let parts = [Some(fault.message.text(lang())), hint];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&say("ask.comma"))
}
