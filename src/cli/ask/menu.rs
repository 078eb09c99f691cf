//! Menu: commands to what they do: back, on, elsewhere, a look at what is there.

use nigao::interview::AnswerForm;

use super::super::lang::translate;
use super::super::outcome::Outcome;
use super::super::terminal::{pad, width};
use super::command::{ALL, Command};
use super::preview;
use super::prompt::{Pick, Reply};
use super::session::{AskSession, Flow};

impl AskSession<'_> {
    /// Does what was asked for.
    pub(super) fn follow(&mut self, command: Command) -> Outcome<Flow> {
        match command {
            Command::Back => {
                if !self.interview.back() {
                    self.note(&translate("ask.first"), 0);
                }
                self.reached = None;
                self.elsewhere();
            }
            Command::Skip => self.pass(),
            Command::Goto => return self.goto(),
            Command::Sofar => self.terminal.note(&self.table()),
            Command::Preview => self.preview(),
            Command::Edit => self.in_editor(),
            Command::Change | Command::Remove | Command::Move => self.rearrange(command)?,
            Command::Menu => return self.menu(),
            Command::Leave => return Ok(Flow::Leave),
        }
        Ok(Flow::On)
    }

    /// Another question is due: its heading has to be shown.
    pub(super) fn elsewhere(&mut self) {
        self.shown = None;
        self.listed.clear();
        self.done_typing();
    }

    /// What was being typed is answered or given up.
    pub(super) fn done_typing(&mut self) {
        self.typed.clear();
        self.above.clear();
        self.ahead.clear();
    }

    fn menu(&mut self) -> Outcome<Flow> {
        let line =
            |letter: char, name: &'static str| format!("{}  :{letter}", pad(&translate(name), 24));
        let mut options = vec![translate("ask.menu.on")];
        let list = self
            .interview
            .question()
            .is_some_and(|question| matches!(question.form, AnswerForm::List(_)));
        let fits = |command: Command| {
            command != Command::Menu
                && (!command.is_of_lists() || list && !self.listed.is_empty())
                && !(list && command == Command::Edit)
        };
        let commands: Vec<_> = ALL.iter().filter(|(command, ..)| fits(*command)).collect();
        options.extend(commands.iter().map(|(_, letter, name)| line(*letter, name)));
        let help = translate("ask.menu.help");
        let pick = Pick { label: &translate("ask.menu"), options: &options, at: 0, help: &help };
        match self.face.pick(&pick)? {
            Reply::Given(at) => match at.checked_sub(1).and_then(|at| commands.get(at)) {
                Some((command, ..)) => self.follow(*command),
                None => Ok(Flow::On),
            },
            Reply::Menu(_) => Ok(Flow::On),
            Reply::Leave(_) => Ok(Flow::Leave),
        }
    }

    fn goto(&mut self) -> Outcome<Flow> {
        let groups = self.interview.groups();
        let columns = groups.iter().map(|group| width(&group.name)).max().unwrap_or(0);
        let options: Vec<String> = groups
            .iter()
            .map(|group| format!("{}  {}/{}", pad(&group.name, columns), group.done, group.of))
            .collect();
        let here = self
            .interview
            .question()
            .and_then(|question| question.progress.group)
            .unwrap_or_default();
        let at = groups.iter().position(|group| group.name == here).unwrap_or(0);
        let pick = Pick {
            label: &translate("ask.goto"),
            options: &options,
            at,
            help: &translate("ask.help.back"),
        };
        match self.face.pick(&pick)? {
            Reply::Given(at) => {
                if let Some(group) = groups.get(at) {
                    self.interview.jump(&group.name);
                    self.reached = None;
                    self.elsewhere();
                }
                Ok(Flow::On)
            }
            Reply::Menu(_) => Ok(Flow::On),
            Reply::Leave(_) => Ok(Flow::Leave),
        }
    }

    fn preview(&self) {
        let field = self
            .interview
            .question()
            .map(|question| question.path.root().to_owned())
            .unwrap_or_default();
        let template = self.template.as_ref();
        match template
            .and_then(|template| preview::section(&self.interview, self.schema, template, &field))
        {
            None => self.note(&translate("ask.no-preview"), 0),
            Some(section) => {
                if section.is_example {
                    self.note(&translate("ask.preview.example"), 0);
                }
                self.note(&section.text, 2);
            }
        }
    }
}
