//! Session: an interview and a face to answers, one question after another, each saved as soon as it is given.

use clap::builder::styling::{AnsiColor, Color, Style};
use nigao::diagnostic::{Diagnostic, Message};
use nigao::interview::{Form, Interview, Path, Question};
use nigao::names;
use nigao::schema::{Kind, Schema};
use nigao::template::Bound;

use super::super::lang::{lang, say, tell};
use super::super::outcome::Outcome;
use super::super::terminal::{Terminal, clean};
use super::command::{self, Command};
use super::face::{Face, Line, Reply};
use super::store::Store;

/// How many places are suggested.
const PLACES: usize = 8;
/// The longest default shown in brackets before the answer, in characters; a longer one stands above.
const LONGEST_DEFAULT: usize = 24;

/// An interview in progress.
pub(super) struct Session<'a> {
    pub(super) interview: Interview<'a>,
    pub(super) schema: &'a Schema,
    pub(super) template: Option<Bound>,
    pub(super) store: Store,
    pub(super) face: Box<dyn Face + 'a>,
    pub(super) terminal: &'a Terminal,
    /// The question whose heading stands on the screen.
    pub(super) shown: Option<Path>,
    /// What was typed at it before the menu was opened.
    pub(super) typed: String,
}

/// Whether the interview goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// It goes on.
    On,
    /// The writer leaves.
    Leave,
}

impl Session<'_> {
    /// Asks until nothing is left to ask or the writer leaves.
    pub(super) fn questions(&mut self) -> Outcome<Flow> {
        while let Some(question) = self.interview.question() {
            // Back from one of its records, a list needs no heading again.
            if self.shown.as_ref().is_none_or(|shown| !shown.is_within(&question.path)) {
                self.heading(&question);
            }
            let (path, form) = (question.path.clone(), question.form.clone());
            self.shown = Some(path);
            let flow = match form {
                Form::Line => self.line()?,
                Form::Paragraphs => self.paragraphs()?,
                Form::Choice(options) => self.choice(&options)?,
                Form::Flag => self.flag()?,
                Form::List(records) => self.list(&records)?,
            };
            self.save()?;
            if flow == Flow::Leave {
                return Ok(flow);
            }
        }
        Ok(Flow::On)
    }

    pub(super) fn save(&mut self) -> Outcome<()> {
        self.store.save(&self.interview.answers(), self.schema)
    }

    /// `第 7/43 项 · 经济指标`, the question, help, an example, last year's answer.
    fn heading(&self, question: &Question) {
        if !question.opens() {
            return;
        }
        let progress = &question.progress;
        let mut place = tell("ask.progress", [("at", progress.at), ("of", progress.of)]);
        let list = Some(question.path.root().to_owned())
            .filter(|list| progress.record.is_some() && progress.group.as_ref() != Some(list));
        let record = progress.record.map(|n| tell("ask.record", [("n", n)]));
        for part in [progress.group.clone(), list, record].into_iter().flatten() {
            place += &format!(" · {part}");
        }
        let dim = Style::new().fg_color(Some(Color::Ansi(AnsiColor::BrightBlack)));
        let optional = if question.optional { say("ask.optional") } else { String::new() };
        let mut text = format!("\n{}\n", self.terminal.paint(dim, &clean(&place)));
        text += &format!("{}{optional}\n", self.terminal.paint(Style::new().bold(), &clean(&question.field.question)));
        let whole =
            question.example().filter(|_| !matches!(question.form, Form::List(_) | Form::Flag | Form::Choice(_)));
        let example = whole.map(|example| tell("ask.example", [("example", example)]));
        let now = question.default.as_ref().filter(|words| is_long(words) && question.form == Form::Line);
        let now = now.map(|words| tell("ask.now", [("words", words)]));
        let last = question.last_year.as_ref().map(|words| tell("ask.last-year", [("words", words)]));
        for line in [question.field.help.clone(), example, last, now].into_iter().flatten() {
            text += &format!("{}\n", self.terminal.paint(dim, &format!("  {}", clean(&line))));
        }
        self.terminal.note(&text);
    }

    /// A line typed, understood, echoed.
    fn line(&mut self) -> Outcome<Flow> {
        let Some(question) = self.interview.question() else { return Ok(Flow::On) };
        let label = label(&question);
        let default = question.default.clone().filter(|words| !is_long(words));
        let typed = std::mem::take(&mut self.typed);
        let same = question.default.clone();
        let answer = |typed: &str| if same.as_deref() == Some(typed) { String::new() } else { typed.to_owned() };
        let place = matches!(question.field.kind, Kind::Place { .. });
        let interview = &self.interview;
        let check = |typed: &str| match command::parse(typed) {
            Some(Ok(_)) => Ok(()),
            Some(Err(())) => Err(tell("ask.no-command", [("word", typed.trim())])),
            None => interview.consider(&answer(typed)).map(drop).map_err(|faults| words(&faults)),
        };
        let complete = |typed: &str| if place { places(typed) } else { Vec::new() };
        let reply = self.face.line(&Line {
            label: &label,
            default: default.as_deref(),
            initial: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
            help: &say("ask.help"),
            check: &check,
            complete: &complete,
        })?;
        match self.heard(reply)? {
            Heard::Answer(typed) => {
                self.answer(&answer(&typed), &typed);
                Ok(Flow::On)
            }
            Heard::Flow(flow) => Ok(flow),
        }
    }

    /// Gives an answer and shows how it was understood, if that is not just what was typed.
    pub(super) fn answer(&mut self, answer: &str, typed: &str) {
        match self.interview.answer(answer) {
            Ok(echo) => {
                self.typed.clear();
                if !echo.text.is_empty() && echo.text != typed.trim() {
                    self.tell_back(&echo.text);
                }
                for remark in &echo.remarks {
                    self.terminal.note(&format!("  {}\n", clean(&remark.message.text(lang()))));
                }
            }
            Err(faults) => self.terminal.note(&format!("{}\n", clean(&words(&faults)))),
        }
    }

    fn tell_back(&self, words: &str) {
        let green = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
        self.terminal.note(&format!("{}\n", self.terminal.paint(green, &format!("  → {}", clean(words)))));
    }

    /// Leaves the question open.
    pub(super) fn pass(&mut self) {
        self.interview.skip();
        self.typed.clear();
        self.shown = None;
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
                    self.terminal.note(&format!("{}\n", clean(&tell("ask.typed", [("words", typed.trim())]))));
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

/// What stands before an answer: `本年（亿元）：`.
pub(super) fn label(question: &Question) -> String {
    tell("ask.label", [("label", question.label(lang()))])
}

fn is_long(words: &str) -> bool {
    words.chars().count() > LONGEST_DEFAULT
}

/// What is wrong, and how to mend it, on one line.
pub(super) fn words(faults: &[Diagnostic]) -> String {
    let Some(fault) = faults.first() else { return String::new() };
    let hint = fault.hint.as_ref().map(|hint: &Message| hint.text(lang()));
    let parts = [Some(fault.message.text(lang())), hint];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&say("ask.comma"))
}

/// Places whose names begin as typed, each with what it is part of, as it would be typed: `江州市 青禾县 云溪镇`.
fn places(typed: &str) -> Vec<String> {
    let (before, start) = typed.rsplit_once([' ', '　']).unwrap_or(("", typed));
    if start.trim().is_empty() {
        return Vec::new();
    }
    let units = names::starting_with(start.trim(), PLACES).into_iter();
    let named = units.flat_map(|(name, codes)| {
        codes.into_iter().map(move |code| {
            let parents: Vec<&str> = code.parents().into_iter().rev().collect();
            [parents.join(" "), name.clone()].join(" ").trim().to_owned()
        })
    });
    named.filter(|name| name.contains(before.trim())).take(PLACES).collect()
}
