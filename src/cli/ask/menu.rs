//! Follows the commands: back, on, elsewhere, a look at what is answered.

use nigao::interview::AnswerForm;

use super::super::lang::translate;
use super::super::outcome::Outcome;
use super::super::prompt::Choice;
use super::super::prompt::Command;
use super::super::prompt::{Pick, YesNo};
use super::super::report;
use super::super::terminal::{pad, width};
use super::readback::show;
use super::session::AskSession;
use super::turn::Flow;
use super::{editor, lists, preview, table};

/// Follows a command.
pub(super) fn follow(session: &mut AskSession, command: Command) -> Outcome<Flow> {
    match command {
        Command::Back => {
            if !session.interview.back() {
                session.console.note(&translate("ask.first"), 0);
            }
            session.shown.jump();
            session.pending.clear();
        }
        Command::Skip => return skip(session),
        Command::Goto => return goto(session),
        Command::Sofar => session
            .console
            .terminal
            .note(&table::table(&session.interview)),
        Command::Preview => show_preview(session),
        Command::Edit => edit(session),
        Command::Change | Command::Remove | Command::Move => {
            let (interview, console) = (&mut session.interview, &session.console);
            let records = &session.shown.records;
            lists::rearrange(command, records, interview, console, &mut session.pending)?;
        }
        Command::Menu => return menu(session),
        Command::Leave => return Ok(Flow::Leave),
    }
    Ok(Flow::On)
}

/// Skips the question. An answer that is there is not cleared without asking: whoever goes through
/// a form again types `:s` to go on, not to lose what the form has.
fn skip(session: &mut AskSession) -> Outcome<Flow> {
    let form = session.interview.question().map(|question| question.form);
    let is_list = matches!(form, Some(AnswerForm::List(_)));
    if is_list || !session.interview.has_answer() {
        session.interview.skip();
        session.move_on();
        return Ok(Flow::On);
    }
    let options = [translate("ask.skip.keep"), translate("ask.skip.clear")];
    match session
        .console
        .choose(&translate("ask.skip"), &options, 0, "ask.help.back")?
    {
        Choice::Option(0) => session.interview.keep_answer(),
        Choice::Option(_) => session.interview.skip(),
        Choice::Cancel => return Ok(Flow::On),
        Choice::Leave => return Ok(Flow::Leave),
    }
    session.move_on();
    Ok(Flow::On)
}

/// Offers the commands that fit the question.
fn menu(session: &mut AskSession) -> Outcome<Flow> {
    let form = session.interview.question().map(|question| question.form);
    let is_list = matches!(form, Some(AnswerForm::List(_)));
    let has_records = is_list && !session.shown.records.is_empty();
    let fits = |command: &Command| match command {
        Command::Edit => !is_list,
        command => has_records || !command.is_of_lists(),
    };
    let commands: Vec<Command> = Command::in_menu().filter(fits).collect();
    let mut options = vec![translate("ask.menu.on")];
    options.extend(commands.iter().map(|command| command.menu_label()));
    let choice = session.console.choose_among(&Pick {
        label: &translate("ask.menu"),
        options: &options,
        at: 0,
        help: &translate("ask.menu.help"),
        yes_no: YesNo::No,
        commands: &[],
    })?;
    match choice {
        Choice::Option(at) => match at.checked_sub(1).and_then(|at| commands.get(at)) {
            Some(command) => follow(session, *command),
            None => Ok(Flow::On),
        },
        Choice::Cancel => Ok(Flow::On),
        Choice::Leave => Ok(Flow::Leave),
    }
}

/// Offers the groups, and goes to one.
fn goto(session: &mut AskSession) -> Outcome<Flow> {
    let groups = session.interview.groups();
    let columns = groups
        .iter()
        .map(|group| width(&group.name))
        .max()
        .unwrap_or(0);
    let mut options = Vec::new();
    for group in &groups {
        options.push(format!(
            "{}  {}/{}",
            pad(&group.name, columns),
            group.done,
            group.of
        ));
    }
    let here = session
        .interview
        .question()
        .and_then(|question| session.interview.progress_at(&question.path).group);
    let here = here.unwrap_or_default();
    let at = groups
        .iter()
        .position(|group| group.name == here)
        .unwrap_or(0);
    match session
        .console
        .choose(&translate("ask.goto"), &options, at, "ask.help.back")?
    {
        Choice::Option(at) => {
            if let Some(group) = groups.get(at) {
                session.interview.jump(&group.name);
                session.shown.jump();
                session.pending.clear();
            }
            Ok(Flow::On)
        }
        Choice::Cancel => Ok(Flow::On),
        Choice::Leave => Ok(Flow::Leave),
    }
}

/// Shows the section the question is printed in.
fn show_preview(session: &AskSession) {
    let field = session.asked_field();
    let section = session.template.as_ref().and_then(|template| {
        preview::section(&session.interview, session.schema, template, &field)
    });
    let Some(section) = section else {
        session.console.note(&translate("ask.no-preview"), 0);
        return;
    };
    if section.is_example {
        session.console.note(&translate("ask.preview.example"), 0);
    }
    session.console.note(&section.text, 2);
}

/// Opens the answer in the user's editor, or puts it on the line if there is none.
fn edit(session: &mut AskSession) {
    let question = session.interview.question();
    let is_text = |form: &AnswerForm| matches!(form, AnswerForm::Line | AnswerForm::Paragraphs);
    let Some(question) = question.filter(|question| is_text(&question.form)) else {
        session.console.note(&translate("ask.no-edit"), 0);
        return;
    };
    let has_paragraphs = question.form == AnswerForm::Paragraphs;
    let written = session.pending.everything();
    let old = if has_paragraphs && !written.is_empty() {
        written
    } else if !has_paragraphs && !session.pending.line.is_empty() {
        session.pending.line.clone()
    } else {
        question.default.unwrap_or_default()
    };
    let command = editor::command(|name| std::env::var(name).ok());
    let words = match command.map(|command| editor::edit(&command, &old)) {
        Some(Ok(edited)) => {
            let failed = edited.failure.is_some();
            if let Some(failure) = edited.failure {
                _ = report::failure(&failure, session.console.terminal);
            } else if edited.words == old {
                return;
            }
            if !failed {
                let given = session.interview.answer(&edited.words);
                if show(given, &edited.words, &session.interview, &session.console) {
                    session.pending.clear();
                    return;
                }
            }
            // What was written in the editor is not lost: it is there to be corrected, and the
            // editor opens it again.
            edited.words
        }
        Some(Err(failure)) => {
            _ = report::failure(&failure, session.console.terminal);
            old
        }
        None => old,
    };
    if has_paragraphs {
        session.pending.line.clear();
        session.pending.above.clear();
        session.pending.ahead = words.lines().map(str::to_owned).collect();
    } else {
        session.pending.line = words;
    }
}
