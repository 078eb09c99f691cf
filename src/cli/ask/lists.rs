//! Asks for the records of a list, and changes, deletes and moves them.

use nigao::diagnostic::Diagnostic;
use nigao::interview::Interview;
use nigao::schema::FieldKind;

use super::super::lang::{lang, translate, translate_with};
use super::super::outcome::Outcome;
use super::super::prompt::Command;
use super::super::prompt::{Choice, Console};
use super::super::prompt::{LinePrompt, Pick, YesNo};
use super::pending::PendingText;
use super::readback::{fault_line, show};
use super::turn::{Turn, answer_or_command};

/// What can be done with a list whose records cannot be typed, in the order of the menu.
#[derive(Clone, Copy)]
enum ListAction {
    Add,
    Finish,
    Rearrange(Command),
}

/// Asks for one more record, or what to do with those there are.
pub(super) fn ask(
    records: &[String],
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Turn> {
    if interview.takes_lines() {
        ask_record(records.len(), interview, console, pending)
    } else {
        ask_action(records, interview, console, pending)
    }
}

/// Asks for the first answer of a record; an empty line ends the list.
fn ask_record(
    count: usize,
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Turn> {
    let mut record = interview.clone();
    record.add();
    let first = record
        .question()
        .map(|question| question.label(lang()))
        .unwrap_or_default();
    let is_optional = interview
        .question()
        .is_some_and(|question| question.optional);
    let help = match (count, is_optional) {
        (0, true) => translate("ask.list.help.first"),
        (0, false) => translate("ask.list.help.begin"),
        _ => translate("ask.list.help"),
    };
    let number = (count + 1).to_string();
    let label = translate_with("ask.list.label", [("n", &number), ("label", &first)]);
    let mut initial = std::mem::take(&mut pending.line);
    let check = |typed: &str| {
        if typed.trim().is_empty() {
            return interview
                .clone()
                .done()
                .map(drop)
                .map_err(|faults| unfinished(&faults));
        }
        let records = interview.records_of(typed);
        interview
            .clone()
            .add_with(records.first().map_or(typed, String::as_str))
            .map(drop)
            .map_err(|faults| fault_line(&faults))
    };
    if initial.is_empty() && !pending.pasted.is_empty() {
        let line = pending.pasted.remove(0);
        match check(&line) {
            Ok(()) => {
                console.note(&format!("> {label} {line}"), 2);
                add(&line, interview, console, pending);
                return Ok(Turn::Done);
            }
            // It is put on the line to be corrected.
            Err(words) => {
                console.note(&format!("  {words}"), 2);
                initial = line;
            }
        }
    }
    let reply = console.line(&LinePrompt {
        label: &label,
        default: None,
        initial: Some(initial.as_str()).filter(|initial| !initial.is_empty()),
        help: &help,
        check: &check,
        completer: record.completer(),
    })?;
    let typed = match answer_or_command(reply) {
        Ok(typed) => typed,
        Err((command, typed)) => {
            pending.line = typed;
            return Ok(Turn::Command(command));
        }
    };
    if typed.trim().is_empty() {
        finish(interview, console, pending);
        return Ok(Turn::Done);
    }
    // Several lines pasted at once are several records.
    let mut lines = interview.records_of(&typed);
    if let [line] = &lines[..]
        && let Some(items) = interview.enumerated(line)
    {
        match ask_if_several(&items, console)? {
            Choice::Option(0) => lines = items,
            Choice::Option(_) => {}
            Choice::Cancel => {
                pending.line = typed;
                return Ok(Turn::Done);
            }
            Choice::Leave => {
                pending.line = typed;
                return Ok(Turn::Command(Command::Leave));
            }
        }
    }
    let first = lines.remove(0);
    pending.pasted.splice(..0, lines);
    add(&first, interview, console, pending);
    Ok(Turn::Done)
}

/// Asks whether an enumeration is several records or one.
fn ask_if_several(items: &[String], console: &Console) -> Outcome<Choice> {
    let count = [("n", items.len())];
    let several = translate_with("ask.list.several", count);
    console.choose_among(&Pick {
        label: &translate_with("ask.list.split", count),
        options: &[several, translate("ask.list.one")],
        at: 0,
        help: &translate("ask.help.back"),
        yes_no: YesNo::Yes,
        commands: &[Command::Back, Command::Leave],
    })
}

/// Adds a record by its first answer and reads it back.
fn add(line: &str, interview: &mut Interview, console: &Console, pending: &mut PendingText) {
    let given = interview.add_with(line);
    if show(given, line, interview, console) {
        pending.clear_text();
    }
}

/// Asks what to do with a list whose records begin with a choice.
fn ask_action(
    records: &[String],
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Turn> {
    let name = interview
        .question()
        .map(|question| question.field.name.clone());
    let count = [("n", records.len())];
    let mut actions = vec![
        (ListAction::Add, translate("ask.list.add")),
        (ListAction::Finish, translate_with("ask.list.done", count)),
    ];
    let rearrange = [
        (Command::Change, "ask.command.change", 1),
        (Command::Remove, "ask.command.remove", 1),
        (Command::Move, "ask.command.move", 2),
    ];
    for (command, name, least) in rearrange {
        if records.len() >= least {
            actions.push((ListAction::Rearrange(command), translate(name)));
        }
    }
    let options: Vec<String> = actions.iter().map(|(_, words)| words.clone()).collect();
    let reply = console.pick(&Pick {
        label: &translate_with("ask.label", [("label", name.unwrap_or_default())]),
        options: &options,
        at: 0,
        help: &translate("ask.help.pick"),
        yes_no: YesNo::No,
        commands: &Command::AT_CHOICES,
    })?;
    let at = match answer_or_command(reply) {
        Ok(at) => at,
        Err((command, _)) => return Ok(Turn::Command(command)),
    };
    match actions.get(at) {
        Some((ListAction::Add, _)) => drop(interview.add()),
        Some((ListAction::Rearrange(command), _)) => return Ok(Turn::Command(*command)),
        Some((ListAction::Finish, _)) | None => finish(interview, console, pending),
    }
    Ok(Turn::Done)
}

/// Changes, deletes or moves a record, unless the user cancels.
pub(super) fn rearrange(
    command: Command,
    records: &[String],
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<()> {
    if records.is_empty() {
        console.note(&translate("ask.list.empty"), 0);
        return Ok(());
    }
    match command {
        Command::Change => {
            if let Some(at) = which("ask.list.which.change", records, console)? {
                interview.edit(at);
                let question = interview.question();
                let is_text = |kind: &FieldKind| matches!(kind, FieldKind::Text { .. });
                let text = question.filter(|question| is_text(&question.field.kind));
                pending.line = text
                    .and_then(|question| question.default)
                    .unwrap_or_default();
            }
        }
        Command::Remove => {
            if let Some(at) = which("ask.list.which.remove", records, console)? {
                interview.remove(at);
            }
        }
        _ => {
            let Some(from) = which("ask.list.which.move", records, console)? else {
                return Ok(());
            };
            if let Some(to) = which("ask.list.which.place", records, console)? {
                interview.reorder(from, to);
            }
        }
    }
    Ok(())
}

fn finish(interview: &mut Interview, console: &Console, pending: &mut PendingText) {
    match interview.done() {
        Ok(_) => pending.clear(),
        Err(faults) => console.note(&unfinished(&faults), 2),
    }
}

/// Asks which record is meant; none if the user cancels.
fn which(question: &'static str, records: &[String], console: &Console) -> Outcome<Option<usize>> {
    let choice = console.choose(&translate(question), records, 0, "ask.help.back")?;
    Ok(if let Choice::Option(at) = choice {
        Some(at)
    } else {
        None
    })
}

/// Writes what a list still lacks.
fn unfinished(faults: &[Diagnostic]) -> String {
    format!(
        "{}{}{}",
        fault_line(faults),
        translate("ask.comma"),
        translate("ask.list.skip")
    )
}
