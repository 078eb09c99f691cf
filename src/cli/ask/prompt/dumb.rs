//! Plain: lines and numbered choices on a terminal that only scrolls.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, BufRead};

use nigao::error::Error;

use super::{LinePrompt, Pick, Prompter, Reply, is_meant};
use crate::cli::lang::translate_with;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::Terminal;

/// A terminal that only scrolls.
pub(in crate::cli) struct Plain<'t> {
    /// Where it speaks.
    pub(in crate::cli) terminal: &'t Terminal,
    /// The lines of help that were shown; none is shown twice.
    pub(in crate::cli) helped: RefCell<HashSet<String>>,
}

impl Plain<'_> {
    fn help(&self, help: &str) {
        // No key opens a menu here.
        let help = help.replace("Esc", ":?");
        if self.helped.borrow_mut().insert(help.clone()) {
            self.terminal.note(&format!("[{help}]\n"));
        }
    }

    /// A line of the terminal; none when it was hung up.
    fn read(&self, prompt: &str) -> Outcome<Option<String>> {
        self.terminal.note(prompt);
        let mut line = String::new();
        let read =
            io::stdin().lock().read_line(&mut line).map_err(|error| Error::io("-", error))?;
        Ok((read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}

impl Prompter for Plain<'_> {
    fn line(&self, line: &LinePrompt) -> Outcome<Reply<String>> {
        let offered = line.initial.or(line.default);
        let shown = offered.map(|words| format!(" ({words})")).unwrap_or_default();
        self.help(line.help);
        loop {
            let Some(typed) = self.read(&format!("{}{shown} ", line.label))? else {
                return Ok(Reply::Leave(String::new()));
            };
            let typed = if typed.trim().is_empty() {
                offered.unwrap_or_default().to_owned()
            } else {
                typed
            };
            match (line.check)(&typed) {
                Ok(()) => return Ok(Reply::Given(typed)),
                Err(words) => self.terminal.note(&format!("# {words}\n")),
            }
        }
    }

    fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>> {
        let mut list = String::new();
        for (at, option) in pick.options.iter().enumerate() {
            list += &format!("  {}) {option}\n", at + 1);
        }
        self.terminal.note(&list);
        loop {
            let prompt = translate_with(
                "ask.plain.pick",
                [("label", pick.label), ("at", &(pick.at + 1).to_string())],
            );
            let Some(typed) = self.read(&prompt)? else { return Ok(Reply::Leave(String::new())) };
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(Reply::Given(pick.at));
            }
            let meant: Vec<usize> = (0..pick.options.len())
                .filter(|at| is_meant(typed, &pick.options[*at], *at))
                .collect();
            match meant[..] {
                [at] => return Ok(Reply::Given(at)),
                _ if typed.starts_with([':', '：']) => return Ok(Reply::Menu(String::new())),
                _ => self.terminal.note(&format!(
                    "{}\n",
                    translate_with("ask.plain.range", [("n", pick.options.len())])
                )),
            }
        }
    }
}
