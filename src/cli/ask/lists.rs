//! Lists: records typed one after another, and a choice of what to do with those that are there.

use nigao::schema::FieldKind;

use super::super::lang::{lang, translate, translate_with};
use super::super::outcome::Outcome;
use super::command::{self, Command};
use super::prompt::{LinePrompt, Pick, Reply};
use super::session::{AskSession, Flow, Heard, words};

/// What can be done with a list, where its records cannot simply be typed.
const ACTS: [(Option<Command>, &str); 5] = [
    (None, "ask.list.add"),
    (Some(Command::Menu), "ask.list.done"),
    (Some(Command::Change), "ask.command.change"),
    (Some(Command::Remove), "ask.command.remove"),
    (Some(Command::Move), "ask.command.move"),
];

impl AskSession<'_> {
    /// The records so far, then one more, or what to do with them.
    pub(super) fn list(&mut self, records: &[String]) -> Outcome<Flow> {
        self.records(records);
        if self.interview.takes_lines() { self.record(records.len()) } else { self.acts(records) }
    }

    /// The records with their numbers, unless the list only grew by what was just typed.
    fn records(&mut self, records: &[String]) {
        let known = std::mem::replace(&mut self.listed, records.to_vec());
        if records.starts_with(&known) && records.len() <= known.len() + 1 {
            return;
        }
        for (at, name) in records.iter().enumerate() {
            self.note(&format!("  {}. {name}", at + 1), 5);
        }
    }

    /// A record begun by its first answer; an empty line ends the list.
    fn record(&mut self, count: usize) -> Outcome<Flow> {
        let mut probe = self.interview.clone();
        probe.add();
        let first = probe.question().map(|question| question.label(lang())).unwrap_or_default();
        let optional = self.interview.question().is_some_and(|question| question.optional);
        let help = match (count, optional) {
            (0, true) => translate("ask.list.help.first"),
            (0, false) => translate("ask.list.help.begin"),
            _ => translate("ask.list.help"),
        };
        let label =
            translate_with("ask.list.label", [("n", &(count + 1).to_string()), ("label", &first)]);
        let typed = std::mem::take(&mut self.typed);
        let interview = &self.interview;
        let check = |typed: &str| match command::parse(typed) {
            Some(Ok(_)) => Ok(()),
            Some(Err(())) => Err(translate_with("ask.no-command", [("word", typed.trim())])),
            None if typed.trim().is_empty() => {
                interview.clone().done().map(drop).map_err(|faults| unfinished(&faults))
            }
            None => interview.clone().add_with(typed).map(drop).map_err(|faults| words(&faults)),
        };
        let reply = self.face.line(&LinePrompt {
            label: &label,
            default: None,
            initial: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
            help: &help,
            check: &check,
            complete: &|typed| if typed.is_empty() { Vec::new() } else { probe.complete(typed) },
        })?;
        match self.heard(reply)? {
            Heard::Answer(typed) if typed.trim().is_empty() => self.finish_list(),
            Heard::Answer(typed) => {
                let said = self.interview.add_with(&typed);
                self.said(said, &typed);
            }
            Heard::Flow(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    /// What to do with a list whose records begin with a choice.
    fn acts(&mut self, records: &[String]) -> Outcome<Flow> {
        let acts = &ACTS[..match records.len() {
            0 => 2,
            1 => 4,
            _ => 5,
        }];
        let name = self
            .interview
            .question()
            .map(|question| question.field.name.clone())
            .unwrap_or_default();
        let label = translate_with("ask.label", [("label", name)]);
        let options: Vec<String> =
            acts.iter().map(|(_, words)| translate_with(words, [("n", records.len())])).collect();
        let reply = self.face.pick(&Pick {
            label: &label,
            options: &options,
            at: 0,
            help: &translate("ask.help.pick"),
        })?;
        match self.heard(reply)? {
            Heard::Answer(at) => match acts.get(at).map(|(act, _)| *act) {
                Some(None) => drop(self.interview.add()),
                Some(Some(command)) if command != Command::Menu => self.rearrange(command)?,
                _ => self.finish_list(),
            },
            Heard::Flow(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    /// Changes, removes or moves a record, if the writer does not think better of it.
    pub(super) fn rearrange(&mut self, command: Command) -> Outcome<()> {
        let Some(Command::Change | Command::Remove | Command::Move) =
            self.listed.first().map(|_| command)
        else {
            self.note(&translate("ask.list.empty"), 0);
            return Ok(());
        };
        match command {
            Command::Change => {
                if let Some(at) = self.which("ask.list.which.change")? {
                    self.interview.edit(at);
                    let words = self
                        .interview
                        .question()
                        .filter(|question| matches!(question.field.kind, FieldKind::Text { .. }));
                    self.typed = words.and_then(|question| question.default).unwrap_or_default();
                }
            }
            Command::Remove => {
                if let Some(at) = self.which("ask.list.which.remove")? {
                    self.interview.remove(at);
                }
            }
            _ => {
                let Some(from) = self.which("ask.list.which.move")? else { return Ok(()) };
                if let Some(to) = self.which("ask.list.which.place")? {
                    self.interview.reorder(from, to);
                }
            }
        }
        Ok(())
    }

    fn finish_list(&mut self) {
        match self.interview.done() {
            Ok(_) => self.elsewhere(),
            Err(faults) => self.note(&unfinished(&faults), 2),
        }
    }

    /// Which record is meant; none if the writer thinks better of it.
    fn which(&self, question: &'static str) -> Outcome<Option<usize>> {
        let pick = Pick {
            label: &translate(question),
            options: &self.listed,
            at: 0,
            help: &translate("ask.help.back"),
        };
        let reply = self.face.pick(&pick)?;
        Ok(if let Reply::Given(at) = reply { Some(at) } else { None })
    }
}

/// What a list still lacks.
fn unfinished(faults: &[nigao::diagnostic::Diagnostic]) -> String {
    format!("{}{}{}", words(faults), translate("ask.comma"), translate("ask.list.skip"))
}
