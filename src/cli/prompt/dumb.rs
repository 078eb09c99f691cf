//! Asks for lines and numbered choices on a terminal that cannot move its cursor.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, BufRead};

use nigao::error::Error;

use super::command::{self, Command};
use super::matching::{Typed, interpret};
use super::types::{LinePrompt, Pick, Prompter, Reply, YesNo};
use crate::cli::lang::translate_with;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::Terminal;

/// A terminal that cannot move its cursor.
pub(super) struct DumbTerminal<'t> {
    terminal: &'t Terminal,
    /// The lines of help that were shown; none is shown twice.
    shown_help: RefCell<HashSet<String>>,
}

impl<'t> DumbTerminal<'t> {
    /// Asks on this terminal.
    pub(super) fn new(terminal: &'t Terminal) -> Self {
        Self {
            terminal,
            shown_help: RefCell::default(),
        }
    }

    fn help(&self, help: &str) {
        // No key opens the menu here.
        let help = help.replace("Esc", ":?");
        if self.shown_help.borrow_mut().insert(help.clone()) {
            self.terminal.note(&format!("[{help}]\n"));
        }
    }

    fn remark(&self, words: &str) {
        self.terminal.note(&format!("# {words}\n"));
    }

    /// Reads a line; none if the terminal was closed.
    fn read(&self, prompt: &str) -> Outcome<Option<String>> {
        self.terminal.note(prompt);
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let length = read.map_err(|error| Error::io("-", error))?;
        Ok((length > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}

impl Prompter for DumbTerminal<'_> {
    fn line(&self, prompt: &LinePrompt) -> Outcome<Reply<String>> {
        let offered = prompt.initial.or(prompt.default);
        let shown = offered
            .map(|words| format!(" ({words})"))
            .unwrap_or_default();
        let mut refused = String::new();
        self.help(prompt.help);
        loop {
            let Some(typed) = self.read(&format!("{}{shown} ", prompt.label))? else {
                return Ok(Reply::Command(Command::Leave, String::new()));
            };
            match command::parse(&typed) {
                Some(Ok(command)) => {
                    // Only editing wants a refused line back.
                    let typed = if command == Command::Edit {
                        refused
                    } else {
                        String::new()
                    };
                    return Ok(Reply::Command(command, typed));
                }
                Some(Err(())) => {
                    self.remark(&translate_with("ask.no-command", [("word", typed.trim())]));
                    continue;
                }
                None => {}
            }
            let typed = match offered {
                Some(offered) if typed.trim().is_empty() => offered.to_owned(),
                _ => typed,
            };
            match (prompt.check)(&typed) {
                Ok(()) => return Ok(Reply::Given(typed)),
                Err(words) => self.remark(&words),
            }
            refused = typed;
        }
    }

    fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>> {
        let mut list = String::new();
        for (at, option) in pick.options.iter().enumerate() {
            list += &format!("  {}) {option}\n", at + 1);
        }
        self.terminal.note(&list);
        let number = (pick.at + 1).to_string();
        let prompt = translate_with("ask.plain.pick", [("label", pick.label), ("at", &number)]);
        loop {
            let Some(typed) = self.read(&prompt)? else {
                return Ok(Reply::Command(Command::Leave, String::new()));
            };
            if typed.trim().is_empty() {
                return Ok(Reply::Given(pick.at));
            }
            // The options are numbered on the screen here, so a number means nothing else.
            let number = typed.trim().parse::<usize>().ok();
            if let Some(at) = number.and_then(|number| number.checked_sub(1))
                && at < pick.options.len()
            {
                return Ok(Reply::Given(at));
            }
            match interpret(&typed, pick) {
                Typed::Options(options) if options.len() == 1 => {
                    return Ok(Reply::Given(options[0]));
                }
                Typed::Command(command) => return Ok(Reply::Command(command, String::new())),
                Typed::Unknown(words) if typed.trim().starts_with([':', '：']) => {
                    self.remark(&words);
                }
                Typed::Unknown(words) if matches!(pick.yes_no, YesNo::Denial(_)) => {
                    self.remark(&words);
                }
                Typed::Options(_) | Typed::Unknown(_) => {
                    let count = pick.options.len();
                    self.remark(&translate_with("ask.plain.range", [("n", count)]));
                }
            }
        }
    }
}
