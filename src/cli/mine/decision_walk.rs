//! Walks a user through a proposal: its sections, then its fields one by one.

use std::ops::Range;

use nigao::diagnostic::Message;
use nigao::interview::Completer;
use nigao::mine::decisions::{Decision, Decisions, FieldSummary, ProposedKind};
use nigao::mine::{Need, Proposal};

use super::super::lang::{lang, translate as say, translate_with as tell};
use super::super::outcome::Outcome;
use super::super::prompt::{Command, LinePrompt, Pick, Prompter, Reply, YesNo};
use super::super::terminal::{Terminal, clean, pad, width};
use super::field_numbers::numbers;

/// A walk through a proposal, and the decisions that come of it.
pub(super) struct DecisionWalk<'a> {
    pub(super) decisions: Decisions,
    proposal: &'a Proposal,
    prompter: Box<dyn Prompter + 'a>,
    terminal: &'a Terminal,
}

/// What can be done with a field.
#[derive(Clone, Copy)]
enum FieldAction {
    Keep,
    Reject,
    Rename,
    Merge,
    Change,
    KeepGroup,
    RejectGroup,
    Several,
    Back,
    All,
    Leave,
}

/// What comes after a field.
enum AfterField {
    Next,
    Again,
    Back,
    /// The field of this index.
    To(usize),
    End,
    Leave,
}

impl<'a> DecisionWalk<'a> {
    pub(super) fn new(
        proposal: &'a Proposal,
        decisions: Decisions,
        prompter: Box<dyn Prompter + 'a>,
        terminal: &'a Terminal,
    ) -> Self {
        Self {
            decisions,
            proposal,
            prompter,
            terminal,
        }
    }

    /// Asks about the sections, then the fields; returns whether the walk came to its end.
    pub(super) fn run(&mut self) -> Outcome<bool> {
        if !self.decisions.sections.is_empty() && !self.sections()? {
            return Ok(false);
        }
        let fields = self.proposal.summaries();
        let (mut at, mut group) = (0, None);
        while let Some(field) = fields.get(at) {
            if group != Some(&field.group) {
                self.note(&format!("\n━━ {}\n{}", field.group, self.rows(&fields, at)));
                group = Some(&field.group);
            }
            match self.field(&fields, at)? {
                AfterField::Next => at += 1,
                AfterField::Again => {}
                AfterField::Back => at = at.saturating_sub(1),
                AfterField::To(next) => at = next,
                AfterField::End => break,
                AfterField::Leave => return Ok(false),
            }
        }
        Ok(true)
    }

    fn note(&self, words: &str) {
        self.terminal.note(&clean(words));
    }

    fn pick(
        &self,
        label: &str,
        options: &[String],
        at: usize,
        help: &'static str,
    ) -> Outcome<Reply<usize>> {
        let pick = Pick {
            label,
            options,
            at,
            help: &say(help),
            yes_no: YesNo::No,
            commands: &[Command::Back, Command::Leave],
        };
        loop {
            let reply = self.prompter.pick(&pick)?;
            // The other commands belong to the questions of `nigao ask`.
            if let Reply::Command(command, _) = &reply
                && !matches!(command, Command::Back | Command::Menu | Command::Leave)
            {
                self.note(&format!(
                    "{}\n",
                    tell("ask.not-here", [("word", command.letter())])
                ));
                continue;
            }
            return Ok(reply);
        }
    }

    /// Shows the sections with what is decided about each, until the user goes on.
    fn sections(&mut self) -> Outcome<bool> {
        let mut at = 0;
        loop {
            let columns = self
                .decisions
                .sections
                .iter()
                .map(|(name, _)| width(name))
                .max()
                .unwrap_or(0);
            let row = |(name, need): &(String, Need)| format!("{}  {need}", pad(name, columns));
            let mut options = vec![say("mine.sections.on")];
            options.extend(self.decisions.sections.iter().map(row));
            let section = match self.pick(&say("mine.sections.label"), &options, at, "mine.help")? {
                Reply::Given(0) => return Ok(true),
                Reply::Given(section) => section - 1,
                Reply::Command(..) => return Ok(false),
            };
            let needs = [Need::Required, Need::Optional, Need::Out];
            let (name, need) = &self.decisions.sections[section];
            let at_need = needs
                .iter()
                .position(|other| other == need)
                .unwrap_or_default();
            let options = ["mine.need.required", "mine.need.optional", "mine.need.out"].map(say);
            let label = tell("ask.label", [("label", name)]);
            if let Reply::Given(chosen) = self.pick(&label, &options, at_need, "ask.help.back")? {
                self.decisions.sections[section].1 = needs[chosen];
            }
            at = section + 1;
        }
    }

    /// Returns the fields of the group that a field stands in, a numbered row each.
    fn rows(&self, fields: &[FieldSummary], at: usize) -> String {
        const LONGEST_NAME_COLUMNS: usize = 32;
        let group = group_of(fields, at);
        let names = fields[group.clone()].iter().map(|field| width(&field.name));
        let columns = names.max().unwrap_or(0).min(LONGEST_NAME_COLUMNS);
        let mut rows = String::new();
        for (at, field) in group.clone().zip(&fields[group]) {
            let decided = self.decisions.decision(&field.name);
            let name = pad(&field.name, columns);
            rows += &format!("{:>4}  {name}  {decided}  {}\n", at + 1, field.answer);
        }
        rows
    }

    fn field(&mut self, fields: &[FieldSummary], at: usize) -> Outcome<AfterField> {
        let field = &fields[at];
        let decided = self.decisions.decision(&field.name).to_string();
        let place = format!("{}/{}", at + 1, fields.len());
        self.note(&format!(
            "{place} {}  {} {}\n{}\n",
            field.name, field.kind, field.answer, field.around
        ));
        let acts = [
            (FieldAction::Keep, say("mine.act.keep")),
            (FieldAction::Reject, say("mine.act.reject")),
            (FieldAction::Rename, say("mine.act.rename")),
            (FieldAction::Merge, say("mine.act.merge")),
            (FieldAction::Change, say("mine.act.change")),
            (FieldAction::KeepGroup, say("mine.act.keep-group")),
            (FieldAction::RejectGroup, say("mine.act.reject-group")),
            (FieldAction::Several, say("mine.act.several")),
            (FieldAction::Back, say("mine.act.back")),
            (FieldAction::All, say("mine.act.all")),
            (FieldAction::Leave, say("mine.act.leave")),
        ];
        let options: Vec<String> = acts.iter().map(|(_, words)| words.clone()).collect();
        let label = tell(
            "mine.field.label",
            [("name", field.name.as_str()), ("decided", &decided)],
        );
        let act = match self.pick(&label, &options, 0, "mine.field.help")? {
            Reply::Given(chosen) => acts.get(chosen).map_or(FieldAction::Leave, |(act, _)| *act),
            Reply::Command(Command::Leave, _) => FieldAction::Leave,
            Reply::Command(..) => FieldAction::Back,
        };
        let decision = match act {
            FieldAction::Keep => Some(Decision::KEEP),
            FieldAction::Reject => Some(Decision::Reject),
            FieldAction::Rename => self.rename(field)?,
            FieldAction::Merge => self.merge(field)?,
            FieldAction::Change => self.change()?,
            FieldAction::KeepGroup => return Ok(self.decide_group(fields, at, &Decision::KEEP)),
            FieldAction::RejectGroup => {
                return Ok(self.decide_group(fields, at, &Decision::Reject));
            }
            FieldAction::Several => return self.several(fields, at),
            FieldAction::Back => return Ok(AfterField::Back),
            FieldAction::All => return Ok(AfterField::End),
            FieldAction::Leave => return Ok(AfterField::Leave),
        };
        Ok(match decision {
            Some(decision) if self.decide(&field.name, &decision) => AfterField::Next,
            _ => AfterField::Again,
        })
    }

    /// Decides about a whole group, and goes on behind it.
    fn decide_group(
        &mut self,
        fields: &[FieldSummary],
        at: usize,
        decision: &Decision,
    ) -> AfterField {
        let group = group_of(fields, at);
        let end = group.end;
        self.decide_all(group.map(|at| &fields[at]), decision);
        AfterField::To(end)
    }

    /// Asks which fields, and what becomes of them all; stays at the field of index `at` unless it
    /// was among them.
    fn several(&mut self, fields: &[FieldSummary], at: usize) -> Outcome<AfterField> {
        let count = fields.len();
        let check = |words: &str| match numbers(words, count) {
            Some(_) => Ok(()),
            None => Err(tell("mine.several.fault", [("count", count.to_string())])),
        };
        let line = LinePrompt {
            label: &say("mine.several.label"),
            default: None,
            initial: None,
            help: &say("mine.several.help"),
            check: &check,
            completer: Completer::default(),
        };
        let Reply::Given(words) = self.prompter.line(&line)? else {
            return Ok(AfterField::Again);
        };
        let chosen = numbers(&words, count).unwrap_or_default();
        let options = ["mine.act.keep", "mine.act.reject"].map(say);
        let label = tell("mine.several.what", [("count", chosen.len().to_string())]);
        let Reply::Given(what) = self.pick(&label, &options, 0, "ask.help.back")? else {
            return Ok(AfterField::Again);
        };
        let decision = if what == 0 {
            Decision::KEEP
        } else {
            Decision::Reject
        };
        self.decide_all(chosen.iter().map(|at| &fields[*at]), &decision);
        Ok(if chosen.contains(&at) {
            AfterField::Next
        } else {
            AfterField::Again
        })
    }

    /// Decides about fields one after the other. What was renamed or changed is kept so.
    fn decide_all<'f>(
        &mut self,
        fields: impl Iterator<Item = &'f FieldSummary>,
        decision: &Decision,
    ) {
        for field in fields {
            let is_kept = matches!(self.decisions.decision(&field.name), Decision::Keep { .. });
            if !is_kept || *decision != Decision::KEEP {
                self.decide(&field.name, decision);
            }
        }
    }

    /// Decides, unless the decision is faulty.
    fn decide(&mut self, field: &str, decision: &Decision) -> bool {
        match self.fault_of(field, decision.clone()) {
            Some(words) => {
                self.note(&format!("{words}\n"));
                false
            }
            None => {
                self.decisions.decide(field, decision.clone());
                true
            }
        }
    }

    /// Returns what is wrong with a decision.
    fn fault_of(&self, field: &str, decision: Decision) -> Option<String> {
        let mut decided = self.decisions.clone();
        decided.decide(field, decision);
        let before = self.decisions.check(self.proposal);
        let fault = decided
            .check(self.proposal)
            .into_iter()
            .find(|fault| !before.contains(fault))?;
        let words = |message: &Message| message.text(lang());
        let hint = fault
            .hint
            .as_ref()
            .map(|hint| format!("{}{}", say("ask.comma"), words(hint)));
        Some(format!(
            "{}{}",
            words(&fault.message),
            hint.unwrap_or_default()
        ))
    }

    fn rename(&self, field: &FieldSummary) -> Outcome<Option<Decision>> {
        let renamed = |words: &str| {
            let name = Some(words.trim().to_owned()).filter(|name| *name != field.name);
            Decision::Keep { name, kind: None }
        };
        let check = |words: &str| {
            self.fault_of(&field.name, renamed(words))
                .map_or(Ok(()), Err)
        };
        let line = LinePrompt {
            label: &say("mine.rename.label"),
            default: None,
            initial: Some(&field.name),
            help: &say("mine.rename.help"),
            check: &check,
            completer: Completer::default(),
        };
        Ok(match self.prompter.line(&line)? {
            Reply::Given(words) => Some(renamed(&words)),
            Reply::Command(..) => None,
        })
    }

    fn merge(&self, field: &FieldSummary) -> Outcome<Option<Decision>> {
        let kept = |other: &FieldSummary| {
            matches!(self.decisions.decision(&other.name), Decision::Keep { .. })
        };
        let others: Vec<FieldSummary> = self
            .proposal
            .summaries()
            .into_iter()
            .filter(|other| other.name != field.name && kept(other))
            .collect();
        if others.is_empty() {
            return Ok(None);
        }
        let columns = others
            .iter()
            .map(|other| width(&other.name))
            .max()
            .unwrap_or(0)
            .min(24);
        let row = |other: &FieldSummary| {
            clean(&format!("{}  {}", pad(&other.name, columns), other.answer))
        };
        let options: Vec<String> = others.iter().map(row).collect();
        let chosen = self.pick(&say("mine.merge.label"), &options, 0, "ask.help.filter")?;
        Ok(if let Reply::Given(at) = chosen {
            Some(Decision::Merge(others[at].name.clone()))
        } else {
            None
        })
    }

    fn change(&self) -> Outcome<Option<Decision>> {
        let options = ProposedKind::ALL.map(|kind| kind.word().to_owned());
        let chosen = self.pick(&say("mine.change.label"), &options, 0, "ask.help.back")?;
        let kind = |at: usize| Decision::Keep {
            name: None,
            kind: ProposedKind::ALL.get(at).copied(),
        };
        Ok(if let Reply::Given(at) = chosen {
            Some(kind(at))
        } else {
            None
        })
    }
}

/// Returns the fields around one that stand under the same heading.
fn group_of(fields: &[FieldSummary], at: usize) -> Range<usize> {
    let is_same = |field: &&FieldSummary| field.group == fields[at].group;
    let before = fields[..at].iter().rev().take_while(is_same).count();
    let after = fields[at..].iter().take_while(is_same).count();
    at - before..at + after
}
