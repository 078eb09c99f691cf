//! Menu: commands to what they do: back, on, elsewhere, a look at what is there.

use nigao::diagnostic::Message;
use nigao::interview::State;

use super::super::lang::{lang, say, tell};
use super::super::outcome::Outcome;
use super::super::terminal::{clean, pad, width};
use super::command::{ALL, Command};
use super::face::{Pick, Reply};
use super::preview;
use super::session::{Flow, Session, words};

impl Session<'_> {
    /// Does what was asked for.
    pub(super) fn follow(&mut self, command: Command) -> Outcome<Flow> {
        match command {
            Command::Back => {
                if !self.interview.back() {
                    self.terminal.note(&format!("{}\n", say("ask.first")));
                }
                self.elsewhere();
            }
            Command::Skip => self.pass(),
            Command::Goto => return self.goto(),
            Command::Sofar => self.terminal.note(&self.table()),
            Command::Preview => self.preview(),
            Command::Edit => self.in_editor(),
            Command::Menu => return self.menu(),
            Command::Leave => return Ok(Flow::Leave),
        }
        Ok(Flow::On)
    }

    /// Another question is due: its heading has to be shown.
    fn elsewhere(&mut self) {
        self.shown = None;
        self.typed.clear();
    }

    fn menu(&mut self) -> Outcome<Flow> {
        let line = |letter: char, name: &'static str| format!("{}  :{letter}", pad(&say(name), 24));
        let mut options = vec![say("ask.menu.on")];
        let commands: Vec<_> = ALL.iter().filter(|(command, ..)| *command != Command::Menu).collect();
        options.extend(commands.iter().map(|(_, letter, name)| line(*letter, name)));
        let help = say("ask.menu.help");
        let pick = Pick { label: &say("ask.menu"), options: &options, at: 0, help: &help };
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
        let options: Vec<String> =
            groups.iter().map(|group| format!("{}  {}/{}", pad(&group.name, columns), group.done, group.of)).collect();
        let here = self.interview.question().and_then(|question| question.progress.group).unwrap_or_default();
        let at = groups.iter().position(|group| group.name == here).unwrap_or(0);
        let pick = Pick { label: &say("ask.goto"), options: &options, at, help: &say("ask.help.back") };
        match self.face.pick(&pick)? {
            Reply::Given(at) => {
                if let Some(group) = groups.get(at) {
                    self.interview.jump(&group.name);
                    self.elsewhere();
                }
                Ok(Flow::On)
            }
            Reply::Menu(_) => Ok(Flow::On),
            Reply::Leave(_) => Ok(Flow::Leave),
        }
    }

    /// All fields with their answers, by group.
    pub(super) fn table(&self) -> String {
        let rows = self.interview.review(lang());
        let columns = rows.iter().map(|row| width(&row.field)).max().unwrap_or(0).min(24);
        let mut text = String::new();
        let mut group = None;
        for row in &rows {
            if row.group != group {
                group.clone_from(&row.group);
                text += &format!("\n{}\n", group.as_deref().unwrap_or_default());
            }
            let said = match &row.state {
                State::Answered => row.words.clone(),
                State::Default => tell("ask.state.default", [("words", &row.words)]),
                State::LeftOut => say("ask.state.left-out"),
                State::Hole => say("ask.state.hole"),
                State::Wrong(faults) => {
                    Message::new("ask.state.wrong", [("words", row.words.as_str()), ("why", &words(faults))])
                        .text(lang())
                }
            };
            text += &format!("  {}  {}\n", pad(&row.field, columns), said.replace('\n', " "));
        }
        clean(&text)
    }

    fn preview(&self) {
        let field = self.interview.question().map(|question| question.path.root().to_owned()).unwrap_or_default();
        let template = self.template.as_ref();
        let text = template.and_then(|template| preview::section(&self.interview, self.schema, template, &field));
        self.terminal
            .note(&text.map_or_else(|| format!("{}\n", say("ask.no-preview")), |text| format!("\n{}", clean(&text))));
    }
}
