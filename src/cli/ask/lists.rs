//! Lists: records shown with their numbers, and a choice of what to do with them.

use super::super::lang::{say, tell};
use super::super::outcome::Outcome;
use super::super::terminal::clean;
use super::face::{Pick, Reply};
use super::session::{Flow, Heard, Session, words};

/// What can be done with a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Add,
    Done,
    Edit,
    Remove,
    Move,
}

impl Session<'_> {
    /// The records so far, and what to do with them.
    pub(super) fn list(&mut self, records: &[String]) -> Outcome<Flow> {
        let numbered = |(at, name): (usize, &String)| format!("  {}. {name}\n", at + 1);
        self.terminal.note(&clean(&records.iter().enumerate().map(numbered).collect::<String>()));
        let done = match records.len() {
            0 => say("ask.list.none"),
            n => tell("ask.list.done", [("n", n)]),
        };
        let mut acts = vec![(Act::Add, say("ask.list.add")), (Act::Done, done)];
        if !records.is_empty() {
            acts.push((Act::Edit, say("ask.list.edit")));
            acts.push((Act::Remove, say("ask.list.remove")));
        }
        if records.len() > 1 {
            acts.push((Act::Move, say("ask.list.move")));
        }
        let name = self.interview.question().map(|question| question.field.name.clone()).unwrap_or_default();
        let label = tell("ask.label", [("label", name)]);
        let options: Vec<String> = acts.iter().map(|(_, words)| words.clone()).collect();
        let reply = self.face.pick(&Pick { label: &label, options: &options, at: 0, help: &say("ask.help.pick") })?;
        match self.heard(reply)? {
            Heard::Answer(at) => self.act(acts.get(at).map_or(Act::Done, |(act, _)| *act), records),
            Heard::Flow(flow) => Ok(flow),
        }
    }

    fn act(&mut self, act: Act, records: &[String]) -> Outcome<Flow> {
        match act {
            Act::Add => {
                self.interview.add();
            }
            Act::Done => self.finish_list(),
            Act::Edit => {
                if let Some(at) = self.which("ask.list.edit", records)? {
                    self.interview.edit(at);
                }
            }
            Act::Remove => {
                if let Some(at) = self.which("ask.list.remove", records)? {
                    self.interview.remove(at);
                }
            }
            Act::Move => {
                let Some(from) = self.which("ask.list.move", records)? else { return Ok(Flow::On) };
                if let Some(to) = self.which("ask.list.where", records)? {
                    self.interview.reorder(from, to);
                }
            }
        }
        Ok(Flow::On)
    }

    fn finish_list(&mut self) {
        match self.interview.done() {
            Ok(_) => self.shown = None,
            Err(faults) => {
                let hint = say("ask.list.skip");
                self.terminal.note(&clean(&format!("{}{}{hint}\n", words(&faults), say("ask.comma"))));
            }
        }
    }

    /// Which record is meant; none if the writer thinks better of it.
    fn which(&self, question: &'static str, records: &[String]) -> Outcome<Option<usize>> {
        if records.len() == 1 {
            return Ok(Some(0));
        }
        let options: Vec<String> = records.iter().enumerate().map(|(at, name)| format!("{}. {name}", at + 1)).collect();
        let reply =
            self.face.pick(&Pick { label: &say(question), options: &options, at: 0, help: &say("ask.help.back") })?;
        Ok(if let Reply::Given(at) = reply { Some(at) } else { None })
    }
}
