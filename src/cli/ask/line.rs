//! Asks a question that takes one line.

use nigao::interview::Interview;

use super::super::lang::{translate, translate_with};
use super::super::outcome::Outcome;
use super::console::{Choice, Console};
use super::pending::PendingText;
use super::prompt::{LinePrompt, Pick};
use super::question_text::{help, is_long, label};
use super::readback::{fault_line, show};
use super::turn::{Turn, answer_or_command};

/// Asks for a line, answers with it, and reads it back.
pub(super) fn ask(
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Turn> {
    let Some(question) = interview.question() else { return Ok(Turn::Done) };
    let (label, help) = (label(&question), help(&question));
    // Growth is doubted when it is new, not again with every part after it.
    let gives_growth = !matches!(question.part, Some("计划" | "累计"));
    let default = question.default.clone();
    let initial = std::mem::take(&mut pending.line);
    let check = |typed: &str| {
        let answer = without_default(typed, default.as_deref());
        interview.consider(answer).map(drop).map_err(|faults| fault_line(&faults))
    };
    let reply = console.line(&LinePrompt {
        label: &label,
        default: default.as_deref().filter(|words| initial.is_empty() && !is_long(words)),
        initial: Some(initial.as_str()).filter(|initial| !initial.is_empty()),
        help: &help,
        check: &check,
        completer: interview.completer(),
    })?;
    let typed = match answer_or_command(reply) {
        Ok(typed) => typed,
        Err((command, typed)) => {
            pending.line = typed;
            return Ok(Turn::Command(command));
        }
    };
    let answer = without_default(&typed, default.as_deref());
    if gives_growth && !is_meant(answer, interview, console)? {
        // The user knows which of the values is wrong; they are asked from the first.
        while interview.question().is_some_and(|question| !question.opens()) && interview.back() {}
        return Ok(Turn::Done);
    }
    let given = interview.answer(answer);
    if show(given, &typed, interview, console) {
        pending.clear_text();
    }
    Ok(Turn::Done)
}

/// Returns the answer; a line equal to the default is as good as an empty one, which takes it.
fn without_default<'t>(typed: &'t str, default: Option<&str>) -> &'t str {
    if default == Some(typed) { "" } else { typed }
}

/// Asks whether an answer is meant if its growth looks like a slip of the unit: 154000亿元 against
/// 15.2亿元 of last year, but not 1.2亿元 against 0.9亿元.
fn is_meant(answer: &str, interview: &Interview, console: &Console) -> Outcome<bool> {
    let growth = interview.consider(answer).ok().and_then(|readback| readback.growth);
    let Some(growth) = growth.filter(|growth| growth.is_steep) else { return Ok(true) };
    let chosen = console.choose_among(&Pick {
        label: &translate_with("ask.steep", [("growth", growth.words)]),
        options: &[translate("ask.steep.right"), translate("ask.steep.wrong")],
        // A slip is likelier: Enter alone does not confirm it.
        at: 1,
        help: &translate("ask.help.back"),
        is_yes_no: true,
        commands: &[],
    })?;
    Ok(chosen == Choice::Option(0))
}
