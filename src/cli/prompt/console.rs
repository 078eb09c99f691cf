//! Puts prompts and notes on the terminal.

use std::io::{self, IsTerminal, Write};
use std::process::{Command as Process, Stdio};

use anstyle::Style;

use super::command::Command;
use super::prompter::prompter;
use super::types::{LinePrompt, Pick, Prompter, Reply, YesNo};
use crate::cli::lang::{translate, translate_with};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{Terminal, clean, columns, rows};
use crate::cli::wrap::wrap;

/// The terminal with its prompter.
pub(crate) struct Console<'a> {
    pub(crate) terminal: &'a Terminal,
    prompter: Box<dyn Prompter + 'a>,
}

/// What came of a choice outside the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
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
    pub(crate) fn new(terminal: &'a Terminal) -> Outcome<Self> {
        Ok(Self {
            terminal,
            prompter: prompter(terminal)?,
        })
    }

    /// Asks for a line.
    pub(crate) fn line(&self, prompt: &LinePrompt) -> Outcome<Reply<String>> {
        self.prompter.line(prompt)
    }

    /// Asks for the answer to a question that is a choice.
    pub(crate) fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>> {
        self.prompter.pick(pick)
    }

    /// Asks for a choice that is no question: there is nothing to skip or to preview.
    pub(crate) fn choose(
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
            yes_no: YesNo::No,
            commands: &[Command::Back, Command::Leave],
        })
    }

    /// Asks for a choice, and refuses the commands that only questions know.
    pub(crate) fn choose_among(&self, pick: &Pick) -> Outcome<Choice> {
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
    pub(crate) fn note(&self, text: &str, indent: usize) {
        self.terminal
            .note(&format!("{}\n", wrap(&clean(text), columns(), indent)));
    }

    /// Shows a text that may be longer than the screen, through the user's pager if it is.
    pub(crate) fn page(&self, text: &str) {
        let text = wrap(&clean(text), columns(), 0) + "\n";
        let is_long = rows().is_some_and(|rows| text.lines().count() >= rows);
        if !is_long || !io::stdout().is_terminal() || page_through(&text).is_err() {
            self.terminal.note(&text);
        }
    }

    /// Shows a note in a style.
    pub(crate) fn styled(&self, style: Style, text: &str, indent: usize) {
        let text = wrap(&clean(text), columns(), indent);
        self.terminal
            .note(&format!("{}\n", self.terminal.styled_note(style, &text)));
    }
}

/// Shows a text in `PAGER`, or in less, until the user leaves it.
fn page_through(text: &str) -> io::Result<()> {
    let pager = std::env::var("PAGER")
        .ok()
        .and_then(|line| shlex::split(&line));
    let words = pager
        .filter(|words| !words.is_empty())
        .unwrap_or_else(|| vec!["less".to_owned()]);
    let mut process = Process::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = process.stdin.take() {
        // A user who leaves before the end closes the pipe.
        let _ = stdin.write_all(text.as_bytes());
    }
    process.wait().map(drop)
}
