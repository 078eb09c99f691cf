//! Edits a line with rustyline: the keys of a shell, suggestions and help below the line.
//!
//! inquire's line prompt was tried first. It inserts the letter of every Ctrl or Alt key it does
//! not know, so Ctrl-U types a `u`, and it offers no hook to change that. inquire keeps the
//! choices (`full_screen.rs`).

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstyle::AnsiColor;
use nigao::error::Error;
use nigao::interview::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter};
use rustyline::history::{History, MemHistory};
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Editor, Event, EventContext, EventHandler, Helper,
    KeyCode, KeyEvent, Modifiers, Movement, RepeatCount,
};

use super::types::LinePrompt;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::columns;
use crate::cli::wrap::{cut, wrap};

/// How long a key sequence may be interrupted, in milliseconds: Esc alone opens the menu, Esc with
/// another key soon after is Alt.
const KEY_SEQUENCE_TIMEOUT: u16 = 100;

/// How a line ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// With Enter.
    Entered(String),
    /// With Esc.
    Escaped(String),
    /// With Ctrl-C, or Ctrl-D on an empty line.
    Interrupted(String),
}

/// An editor of lines.
///
/// One editor reads all lines, because it reads ahead: what is typed between two prompts would be
/// lost with it.
pub(super) struct LineEditor {
    editor: Editor<LineHelper, MemHistory>,
    state: Shared,
}

impl LineEditor {
    /// Opens the terminal.
    ///
    /// # Errors
    /// A terminal that cannot be opened.
    pub(super) fn new(colour: bool) -> Outcome<Self> {
        let config = Config::builder()
            .auto_add_history(false)
            .keyseq_timeout(Some(KEY_SEQUENCE_TIMEOUT))
            // The helper decides about colours.
            .color_mode(rustyline::ColorMode::Forced)
            // Results go to stdout, which may be a file.
            .behavior(rustyline::Behavior::PreferTerm)
            .build();
        let mut editor = Editor::with_history(config, MemHistory::new()).map_err(failure)?;
        let state = Shared::default();
        state.lock().colour = colour;
        editor.set_helper(Some(LineHelper(state.clone())));
        for (event, key) in [
            (KeyEvent(KeyCode::Enter, Modifiers::NONE), Key::Enter),
            (KeyEvent::ctrl('J'), Key::Enter),
            (KeyEvent(KeyCode::Esc, Modifiers::NONE), Key::Escape),
            (KeyEvent::ctrl('C'), Key::Interrupt),
            (KeyEvent(KeyCode::Up, Modifiers::NONE), Key::Up),
            (KeyEvent(KeyCode::Down, Modifiers::NONE), Key::Down),
            (KeyEvent(KeyCode::Tab, Modifiers::NONE), Key::Tab),
        ] {
            let handler = KeyHandler {
                key,
                state: state.clone(),
            };
            editor.bind_sequence(event, EventHandler::Conditional(Box::new(handler)));
        }
        Ok(Self { editor, state })
    }

    /// Reads a line.
    ///
    /// # Errors
    /// A terminal that cannot be read.
    pub(super) fn read(&mut self, prompt: &LinePrompt, initial: &str) -> Outcome<LineEnd> {
        self.state.lock().begin(prompt);
        let label = format!("? {} ", prompt.label.trim_end());
        let line = match self.editor.readline_with_initial(&label, (initial, "")) {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => {
                return Ok(LineEnd::Interrupted(String::new()));
            }
            Err(error) => return Err(failure(error)),
        };
        let mut state = self.state.lock();
        Ok(match state.pressed.take() {
            Some(Key::Escape) => LineEnd::Escaped(line),
            Some(Key::Interrupt) => LineEnd::Interrupted(line),
            _ => LineEnd::Entered(state.answer.take().unwrap_or(line)),
        })
    }

    /// Keeps a refused line, which the up arrow brings back at this question only.
    pub(super) fn remember(&mut self, line: &str) {
        // The history is in memory and cannot fail.
        let _ = self.editor.add_history_entry(line);
    }

    /// Forgets the refused lines.
    pub(super) fn forget(&mut self) {
        let _ = self.editor.history_mut().clear();
    }
}

fn failure(error: ReadlineError) -> crate::cli::outcome::Failure {
    let error = match error {
        ReadlineError::Io(error) => error,
        other => std::io::Error::other(other.to_string()),
    };
    Error::io("-", error).into()
}

/// The keys that are handled here; all others are rustyline's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Enter,
    Escape,
    Interrupt,
    Up,
    Down,
    Tab,
}

/// What the helper and the key handlers know of the line, which rustyline keeps apart.
#[derive(Default)]
struct LineState {
    colour: bool,
    default: Option<String>,
    help: String,
    completer: Completer,
    /// The line the suggestions are for.
    line: String,
    suggestions: Vec<String>,
    /// The suggestion that is highlighted.
    selected: Option<usize>,
    /// The key that ended the line.
    pressed: Option<Key>,
    /// The answer that Enter gave, if it is not the line as typed.
    answer: Option<String>,
}

impl LineState {
    fn begin(&mut self, prompt: &LinePrompt) {
        *self = Self {
            colour: self.colour,
            default: prompt.default.map(str::to_owned),
            help: prompt.help.to_owned(),
            completer: prompt.completer.clone(),
            ..Self::default()
        };
    }

    /// Looks for suggestions when the line has changed.
    fn update(&mut self, line: &str) {
        if self.line != line {
            self.selected = None;
        }
        line.clone_into(&mut self.line);
        self.suggestions = self.completer.complete(line);
    }

    /// Returns what Enter answers: the suggestion, the default of an empty line, the line.
    fn entered(&self, line: &str) -> Option<String> {
        if let Some(suggestion) = self.selected.and_then(|at| self.suggestions.get(at)) {
            return Some(suggestion.clone());
        }
        self.default.clone().filter(|_| line.is_empty())
    }

    /// Renders what stands after and below the line.
    fn below(&self, line: &str) -> String {
        let width = columns();
        let mut below = String::new();
        if line.is_empty()
            && let Some(default) = &self.default
        {
            below += &format!("({default})");
        }
        for (at, suggestion) in self.suggestions.iter().enumerate() {
            let mark = if self.selected == Some(at) { '>' } else { ' ' };
            below += "\n";
            below += &cut(&format!("{mark} {suggestion}"), width.saturating_sub(1));
        }
        below += "\n";
        below += &wrap(&format!("[{}]", self.help), width.saturating_sub(1), 0);
        below
    }
}

/// The state, shared by the helper and the key handlers.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<LineState>>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, LineState> {
        // Everything runs on one thread; a poisoned state is still a state.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the help and the suggestions; rustyline asks it after each key.
struct LineHelper(Shared);

impl Helper for LineHelper {}

impl rustyline::completion::Completer for LineHelper {
    type Candidate = String;
}

impl rustyline::validate::Validator for LineHelper {}

/// The text after and below the line, which the right arrow turns into the default.
struct Below {
    text: String,
    default: Option<String>,
}

impl Hint for Below {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        self.default.as_deref()
    }
}

impl Hinter for LineHelper {
    type Hint = Below;

    fn hint(&self, line: &str, _: usize, _: &rustyline::Context<'_>) -> Option<Below> {
        let mut state = self.0.lock();
        state.update(line);
        let default = state.default.clone().filter(|_| line.is_empty());
        Some(Below {
            text: state.below(line),
            default,
        })
    }
}

impl Highlighter for LineHelper {
    /// Turns the question mark of an answered prompt into `>`.
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        let state = self.0.lock();
        let mark = if state.pressed == Some(Key::Enter) {
            '>'
        } else {
            '?'
        };
        let label = prompt.strip_prefix('?').unwrap_or(prompt);
        if state.colour {
            let green = AnsiColor::Green.on_default();
            return Cow::Owned(format!("{green}{mark}{green:#}{label}"));
        }
        Cow::Owned(format!("{mark}{label}"))
    }

    /// Shows the answer in place of the line once it is given: a default, a suggestion.
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let state = self.0.lock();
        if state.pressed != Some(Key::Enter) {
            return Cow::Borrowed(line);
        }
        let answer = state.answer.as_deref().unwrap_or(line);
        if state.colour {
            let cyan = AnsiColor::Cyan.on_default();
            return Cow::Owned(format!("{cyan}{answer}{cyan:#}"));
        }
        Cow::Owned(answer.to_owned())
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if !self.0.lock().colour {
            return Cow::Borrowed(hint);
        }
        let dim = AnsiColor::BrightBlack.on_default();
        Cow::Owned(format!("{dim}{hint}{dim:#}"))
    }
}

/// Handles one of our keys.
struct KeyHandler {
    key: Key,
    state: Shared,
}

impl ConditionalEventHandler for KeyHandler {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        let mut state = self.state.lock();
        match self.key {
            Key::Enter => {
                state.answer = state.entered(ctx.line());
                state.pressed = Some(Key::Enter);
                Some(Cmd::AcceptLine)
            }
            // Accepting the line clears the help below it; interrupting would leave it there.
            Key::Escape | Key::Interrupt => {
                state.pressed = Some(self.key);
                Some(Cmd::AcceptLine)
            }
            Key::Up | Key::Down if state.suggestions.is_empty() => None,
            Key::Up => {
                state.selected = state.selected.and_then(|at| at.checked_sub(1));
                Some(Cmd::Repaint)
            }
            Key::Down => {
                let last = state.suggestions.len() - 1;
                state.selected = Some(state.selected.map_or(0, |at| (at + 1).min(last)));
                Some(Cmd::Repaint)
            }
            Key::Tab => {
                let suggestion = state.suggestions.get(state.selected.unwrap_or(0)).cloned();
                let text = suggestion.or_else(|| state.default.clone())?;
                Some(Cmd::Replace(Movement::WholeBuffer, Some(text)))
            }
        }
    }
}
