//! Asks for lines and choices on a terminal that can move its cursor.

use std::cell::RefCell;

use inquire::Select;
use inquire::error::InquireError;
use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use nigao::error::Error;

use anstyle::AnsiColor;

use super::command::{self, Command};
use super::line_editor::{LineEditor, LineEnd};
use super::matching::{Typed, interpret, score};
use super::types::{LinePrompt, Pick, Prompter, Reply};
use crate::cli::lang::{translate, translate_with};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{Terminal, clean, columns, width};
use crate::cli::wrap::{cut, wrap};

/// How many options are shown at once.
const PAGE_SIZE: usize = 10;

/// A terminal that can move its cursor.
pub(super) struct FullScreen<'t> {
    terminal: &'t Terminal,
    editor: RefCell<LineEditor>,
}

impl<'t> FullScreen<'t> {
    /// Asks on this terminal.
    ///
    /// # Errors
    /// A terminal that cannot be opened.
    pub(super) fn new(terminal: &'t Terminal) -> Outcome<Self> {
        let editor = LineEditor::new(terminal.colour_err())?;
        Ok(Self {
            terminal,
            editor: RefCell::new(editor),
        })
    }

    fn style(&self) -> RenderConfig<'static> {
        let cancelled = Styled::new("…");
        if self.terminal.colour_err() {
            let dim = StyleSheet::new().with_fg(Color::DarkGrey);
            return RenderConfig::default_colored()
                .with_canceled_prompt_indicator(cancelled)
                .with_help_message(dim);
        }
        RenderConfig::empty()
            .with_canceled_prompt_indicator(cancelled)
            .with_answered_prompt_prefix(Styled::new(">"))
    }

    /// Tells the user why a line or a choice was refused.
    fn refuse(&self, words: &str) {
        let text = wrap(&clean(&format!("  {words}")), columns(), 2);
        let red = AnsiColor::Red.on_default();
        self.terminal
            .note(&format!("{}\n", self.terminal.styled_note(red, &text)));
    }

    /// Asks once, and returns what was typed if no option was chosen.
    fn pick_once(&self, pick: &Pick) -> Outcome<PickedEntry> {
        let typed = RefCell::new(String::new());
        let extra = ExtraOptions::new(pick);
        let scorer = |input: &str, _: &String, option: &str, at: usize| {
            typed.replace(input.to_owned());
            extra.score(input, option, at, pick)
        };
        // The cursor must stay on the default when the hidden options are filtered out at the
        // start, so inquire must not reset it; instead, the best match is put where it is.
        let at = pick.at.min(pick.options.len().saturating_sub(1));
        let sorter = |scored: &mut [(usize, i64)]| {
            if !typed.borrow().is_empty() && !scored.is_empty() {
                scored.sort_by_key(|(at, score)| (-score, *at));
                let has_best = scored.len() > 1 && scored[0].1 > scored[1].1;
                scored.rotate_right(if has_best {
                    at.min(scored.len() - 1)
                } else {
                    0
                });
            }
        };
        let answer = |option: ListOption<&String>| {
            let command = option.index.checked_sub(pick.options.len());
            match command.map(|at| pick.commands.get(at)) {
                Some(Some(command)) => command.letter(),
                Some(None) => typed.borrow().clone(),
                None => cut(
                    option.value,
                    columns().saturating_sub(width(pick.label) + 4),
                ),
            }
        };
        let options = [pick.options, &extra.labels].concat();
        let select = Select::new(pick.label, options)
            .with_starting_cursor(at)
            .with_reset_cursor(false)
            .with_sorter(&sorter)
            .with_formatter(&answer)
            .with_help_message(pick.help)
            .with_scorer(&scorer)
            .with_page_size(PAGE_SIZE)
            .with_render_config(self.style());
        let chosen = select.raw_prompt().map(|option| option.index);
        match chosen {
            Ok(at) if at < pick.options.len() => Ok(PickedEntry::Option(at)),
            Ok(at) => match pick.commands.get(at - pick.options.len()) {
                Some(command) => Ok(PickedEntry::Command(*command)),
                None => Ok(PickedEntry::Typed(typed.into_inner())),
            },
            Err(InquireError::OperationCanceled) => Ok(PickedEntry::Command(Command::Menu)),
            Err(InquireError::OperationInterrupted) => Ok(PickedEntry::Command(Command::Leave)),
            Err(InquireError::IO(error)) => Err(Error::io("-", error).into()),
            Err(error) => Err(Error::io("-", std::io::Error::other(error.to_string())).into()),
        }
    }
}

impl Prompter for FullScreen<'_> {
    fn line(&self, prompt: &LinePrompt) -> Outcome<Reply<String>> {
        let mut editor = self.editor.borrow_mut();
        editor.forget();
        let mut initial = prompt.initial.unwrap_or_default();
        let mut refused = String::new();
        loop {
            let line = match editor.read(prompt, initial)? {
                LineEnd::Entered(line) => line,
                LineEnd::Escaped(line) => return Ok(Reply::Command(Command::Menu, line)),
                LineEnd::Interrupted(line) => return Ok(Reply::Command(Command::Leave, line)),
            };
            // What was put back on the line is not always deleted first: 云台:b is a command.
            // A colon alone may belong to the words.
            let behind = line.strip_prefix(initial).filter(|_| !initial.is_empty());
            let behind = behind.filter(|typed| {
                typed.trim().chars().count() > 1 && matches!(command::parse(typed), Some(Ok(_)))
            });
            if behind.is_some() {
                initial.clone_into(&mut refused);
            }
            let typed = behind.unwrap_or(&line);
            // A refused line goes: what is typed next is a new answer. The up arrow brings it back.
            initial = "";
            match command::parse(typed) {
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
                    self.refuse(&translate_with("ask.no-command", [("word", line.trim())]));
                    continue;
                }
                None => {}
            }
            match (prompt.check)(&line) {
                Ok(()) => return Ok(Reply::Given(line)),
                Err(words) => self.refuse(&words),
            }
            editor.remember(&line);
            refused = line;
        }
    }

    fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>> {
        loop {
            let typed = match self.pick_once(pick)? {
                PickedEntry::Option(at) => return Ok(Reply::Given(at)),
                PickedEntry::Command(command) => return Ok(Reply::Command(command, String::new())),
                PickedEntry::Typed(typed) => typed,
            };
            match interpret(&typed, pick) {
                Typed::Command(command) => return Ok(Reply::Command(command, String::new())),
                Typed::Unknown(words) => self.refuse(&words),
                // The last option is shown only when no other fits.
                Typed::Options(_) => {}
            }
        }
    }
}

/// What came of asking once.
enum PickedEntry {
    Option(usize),
    Command(Command),
    /// Text that fits no option.
    Typed(String),
}

/// Options that are hidden until something is typed: the commands, once a colon is, and at the end
/// one that is there when no other fits. Without it the list would be empty, and inquire ignores
/// Enter on an empty list.
struct ExtraOptions {
    labels: Vec<String>,
}

impl ExtraOptions {
    fn new(pick: &Pick) -> Self {
        let mut labels: Vec<String> = pick
            .commands
            .iter()
            .map(|command| command.menu_label())
            .collect();
        labels.push(translate("ask.pick.none"));
        Self { labels }
    }

    fn score(&self, input: &str, option: &str, at: usize, pick: &Pick) -> Option<i64> {
        let Some(extra) = at.checked_sub(pick.options.len()) else {
            return score(input, option, at, pick.yes_no);
        };
        if extra < pick.commands.len() {
            return is_command(input, option).then_some(0);
        }
        let mut fits = pick
            .options
            .iter()
            .enumerate()
            .any(|(at, option)| score(input, option, at, pick.yes_no).is_some());
        fits |= self.labels[..pick.commands.len()]
            .iter()
            .any(|label| is_command(input, label));
        (!fits).then_some(0)
    }
}

/// Returns whether a colon and the letters after it begin a command: `:`, `:b`.
fn is_command(input: &str, label: &str) -> bool {
    let input = input.trim().to_lowercase().replace('：', ":");
    let letter = label.rsplit_once(':').map_or("", |(_, letter)| letter);
    input
        .strip_prefix(':')
        .is_some_and(|typed| letter.starts_with(typed))
}
