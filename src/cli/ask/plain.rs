//! Plain: lines and numbered choices on a terminal that only scrolls.

use std::io::{self, BufRead};

use nigao::error::Error;

use super::super::lang::tell;
use super::super::outcome::Outcome;
use super::super::terminal::Terminal;
use super::face::{Face, Line, Pick, Reply};

/// A terminal that only scrolls.
pub(super) struct Plain<'t> {
    /// Where it speaks.
    pub(super) terminal: &'t Terminal,
}

impl Plain<'_> {
    /// A line of the terminal; none when it was hung up.
    fn read(&self, prompt: &str) -> Outcome<Option<String>> {
        self.terminal.note(prompt);
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).map_err(|error| Error::io("-", error))?;
        Ok((read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}

impl Face for Plain<'_> {
    fn line(&self, line: &Line) -> Outcome<Reply<String>> {
        let offered = line.initial.or(line.default);
        let shown = offered.map(|words| format!(" ({words})")).unwrap_or_default();
        loop {
            let Some(typed) = self.read(&format!("[{}]\n{}{shown} ", line.help, line.label))? else {
                return Ok(Reply::Leave(String::new()));
            };
            let typed = if typed.trim().is_empty() { offered.unwrap_or_default().to_owned() } else { typed };
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
            let prompt = tell("ask.plain.pick", [("label", pick.label), ("at", &(pick.at + 1).to_string())]);
            let Some(typed) = self.read(&prompt)? else { return Ok(Reply::Leave(String::new())) };
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(Reply::Given(pick.at));
            }
            if typed.starts_with([':', '：']) {
                return Ok(Reply::Menu(String::new()));
            }
            let named = || pick.options.iter().position(|option| option == typed);
            let numbered =
                typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < pick.options.len());
            match numbered.or_else(named) {
                Some(at) => return Ok(Reply::Given(at)),
                None => self.terminal.note(&format!("{}\n", tell("ask.plain.range", [("n", pick.options.len())]))),
            }
        }
    }
}
