//! Asks a question that takes one of a few options, or yes or no.

use nigao::answers::denies;
use nigao::interview::Interview;
use nigao::schema::FieldKind;

use super::super::lang::translate;
use super::super::outcome::Outcome;
use super::super::prompt::Command;
use super::super::prompt::Console;
use super::super::prompt::{Pick, YesNo};
use super::question_text::label;
use super::readback::show;
use super::turn::{Turn, answer_or_command};

/// The answers of yes and no, in any language of the interface.
const YES_NO: [&str; 2] = ["是", "否"];

/// Asks for one of the options.
pub(super) fn ask(
    options: &[String],
    interview: &mut Interview,
    console: &Console,
) -> Outcome<Turn> {
    let Some(question) = interview.question() else {
        return Ok(Turn::Done);
    };
    let mut shown = options.to_vec();
    if question.optional {
        shown.push(translate("ask.leave-out"));
    }
    let default = question.default.as_ref();
    let given = default.and_then(|default| options.iter().position(|option| option == default));
    let at = given.unwrap_or(if question.optional { options.len() } else { 0 });
    let reply = console.pick(&Pick {
        label: &label(&question),
        options: &shown,
        at,
        help: &translate("ask.help.pick"),
        yes_no: YesNo::No,
        commands: &Command::AT_CHOICES,
    })?;
    match answer_or_command(reply) {
        Ok(at) => match options.get(at) {
            Some(option) => answer(option, interview, console),
            None => return Ok(Turn::LeftOpen),
        },
        Err((command, _)) => return Ok(Turn::Command(command)),
    }
    Ok(Turn::Done)
}

/// Asks for yes or no.
pub(super) fn ask_flag(interview: &mut Interview, console: &Console) -> Outcome<Turn> {
    let Some(question) = interview.question() else {
        return Ok(Turn::Done);
    };
    let no = translate("interview.no");
    let is_no = |words: &str| {
        interview
            .consider(words)
            .is_ok_and(|readback| readback.text == no)
    };
    let at = usize::from(question.default.as_deref().is_some_and(is_no));
    let reply = console.pick(&Pick {
        label: &label(&question),
        options: &[translate("interview.yes"), no],
        at,
        help: &translate("ask.help.pick"),
        yes_no: YesNo::Yes,
        commands: &Command::AT_CHOICES,
    })?;
    match answer_or_command(reply) {
        Ok(at) => answer(YES_NO[at.min(1)], interview, console),
        Err((command, _)) => return Ok(Turn::Command(command)),
    }
    Ok(Turn::Done)
}

/// Asks whether a statement is true. Enter alone leaves it open, so that holding a key down never
/// confirms everything.
pub(super) fn ask_claim(interview: &mut Interview, console: &Console) -> Outcome<Turn> {
    let Some(question) = interview.question() else {
        return Ok(Turn::Done);
    };
    let declined = translate("interview.declined");
    let answered = question.default.as_deref().and_then(|default| {
        let readback = interview.consider(default).ok()?;
        Some(usize::from(readback.text == declined))
    });
    let reply = console.pick(&Pick {
        label: &label(&question),
        options: &["ask.claim.confirm", "ask.claim.decline", "ask.claim.open"].map(translate),
        at: answered.unwrap_or(YES_NO.len()),
        help: &translate("ask.help.pick"),
        yes_no: match &question.field.kind {
            FieldKind::Claim { words } if denies(words) => YesNo::Denial(words),
            _ => YesNo::Yes,
        },
        commands: &Command::AT_CHOICES,
    })?;
    match answer_or_command(reply) {
        Ok(at) => match YES_NO.get(at) {
            Some(word) => answer(word, interview, console),
            None => return Ok(Turn::LeftOpen),
        },
        Err((command, _)) => return Ok(Turn::Command(command)),
    }
    Ok(Turn::Done)
}

fn answer(words: &str, interview: &mut Interview, console: &Console) {
    let given = interview.answer(words);
    show(given, words, interview, console);
}
