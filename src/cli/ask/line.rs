//! Asks a question that takes one line.

use nigao::interview::{Interview, Readback};

use super::super::lang::{lang, translate, translate_with};
use super::super::outcome::Outcome;
use super::super::prompt::Command;
use super::super::prompt::{Choice, Console};
use super::super::prompt::{LinePrompt, Pick, YesNo};
use super::pending::PendingText;
use super::question_text::{help, is_long, label};
use super::readback::{fault_line, show};
use super::turn::{Turn, answer_or_command};

/// Asks for a line, answers with it, and reads it back.
pub(super) fn ask(
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Turn> {
    let Some(question) = interview.question() else {
        return Ok(Turn::Done);
    };
    let (label, help) = (label(&question), help(&question));
    // Growth is doubted when it is new, not again with every part after it.
    let gives_growth = !matches!(question.part, Some("计划" | "累计"));
    let default = question.default.clone();
    let initial = std::mem::take(&mut pending.line);
    let check = |typed: &str| {
        let answer = without_default(typed, default.as_deref());
        interview
            .consider(answer)
            .map(drop)
            .map_err(|faults| fault_line(&faults))
    };
    let reply = console.line(&LinePrompt {
        label: &label,
        default: default
            .as_deref()
            .filter(|words| initial.is_empty() && !is_long(words)),
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
    let readback = interview.consider(answer).unwrap_or_default();
    match ask_if_meant(readback, gives_growth, console)? {
        Choice::Option(0) => {}
        Choice::Leave => return Ok(Turn::Command(Command::Leave)),
        // The user knows which of the values is wrong; they are asked from the first.
        Choice::Option(_) | Choice::Cancel => {
            while interview
                .question()
                .is_some_and(|question| !question.opens())
                && interview.back()
            {}
            return Ok(Turn::Done);
        }
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

/// Asks whether an answer is meant if there are doubts about it, or if its growth looks like a slip
/// of the unit: 154000亿元 against 15.2亿元 of last year, but not 1.2亿元 against 0.9亿元.
fn ask_if_meant(readback: Readback, gives_growth: bool, console: &Console) -> Outcome<Choice> {
    let doubt = readback.doubts.first().map(|doubt| doubt.text(lang()));
    let steep = readback
        .growth
        .filter(|growth| gives_growth && growth.is_steep);
    let steep = steep.map(|growth| {
        let words = format!("{}：{}", readback.text, growth.words);
        translate_with("ask.steep", [("growth", words)])
    });
    let Some(label) = doubt.or(steep) else {
        return Ok(Choice::Option(0));
    };
    console.choose_among(&Pick {
        label: &label,
        options: &[translate("ask.steep.right"), translate("ask.steep.wrong")],
        // A slip is likelier: Enter alone does not confirm it.
        at: 1,
        help: &translate("ask.help.back"),
        yes_no: YesNo::Yes,
        commands: &[Command::Back, Command::Leave],
    })
}
