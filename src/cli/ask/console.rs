//! Puts prompts and notes on the terminal.

use anstyle::Style;

use super::super::lang::{translate, translate_with};
use super::super::outcome::Outcome;
use super::super::terminal::{Terminal, clean, columns};
use super::super::wrap::wrap;
use super::command::Command;
use super::prompt::{LinePrompt, Pick, Prompter, Reply, prompter};

/// The terminal with its prompter.
pub(super) struct Console<'a> {
    pub(super) terminal: &'a Terminal,
    prompter: Box<dyn Prompter + 'a>,
}

/// What came of a choice outside the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// An option, by its index.
    Option(usize),
    /// The user wants none of them.
    Cancel,
    /// The user leaves the interview.
    Leave,
}

impl<'a> Console<'a> {
    /// Asks on this terminal.
    ///
    /// # Errors
    /// A terminal that cannot be opened.
    pub(super) fn new(terminal: &'a Terminal) -> Outcome<Self> {
        Ok(Self { terminal, prompter: prompter(terminal)? })
    }

    /// Asks for a line.
    pub(super) fn line(&self, prompt: &LinePrompt) -> Outcome<Reply<String>> {
        self.prompter.line(prompt)
    }

    /// Asks for the answer to a question that is a choice.
    pub(super) fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>> {
        self.prompter.pick(pick)
    }

    /// Asks for a choice that is no question: there is nothing to skip or to preview.
    pub(super) fn choose(
        &self,
        label: &str,
        options: &[String],
        at: usize,
        help: &'static str,
    ) -> Outcome<Choice> {
        self.choose_among(&Pick {
            label,
            options,
            at,
            help: &translate(help),
            is_yes_no: false,
            commands: &[Command::Back, Command::Leave],
        })
    }

    /// Asks for a choice, and refuses the commands that only questions know.
    pub(super) fn choose_among(&self, pick: &Pick) -> Outcome<Choice> {
        loop {
            match self.prompter.pick(pick)? {
                Reply::Given(at) => return Ok(Choice::Option(at)),
                Reply::Command(Command::Leave, _) => return Ok(Choice::Leave),
                Reply::Command(Command::Menu | Command::Back, _) => return Ok(Choice::Cancel),
                Reply::Command(command, _) => {
                    let words = translate_with("ask.not-here", [("word", command.letter())]);
                    self.note(&words, 2);
                }
            }
        }
    }

    /// Shows a note, wrapped to the terminal; continuation lines are indented.
    pub(super) fn note(&self, text: &str, indent: usize) {
        self.terminal.note(&format!("{}\n", wrap(&clean(text), columns(), indent)));
    }

    /// Shows a note in a style.
    pub(super) fn styled(&self, style: Style, text: &str, indent: usize) {
        let text = wrap(&clean(text), columns(), indent);
        self.terminal.note(&format!("{}\n", self.terminal.styled_note(style, &text)));
    }
}
