//! Asks a question that takes several paragraphs, one a line.

use nigao::interview::Interview;

use super::super::lang::{translate, translate_with};
use super::super::outcome::Outcome;
use super::super::prompt::Command;
use super::super::prompt::Console;
use super::super::prompt::{LinePrompt, Reply};
use super::pending::PendingText;
use super::question_text::label;
use super::readback::show;
use super::turn::{Turn, answer_or_command};

/// Asks for paragraphs until an empty line.
pub(super) fn ask(
    interview: &mut Interview,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Turn> {
    let Some(question) = interview.question() else {
        return Ok(Turn::Done);
    };
    let label = label(&question);
    let may_be_empty = question.optional || question.default.is_some();
    if let Some(old) = question
        .default
        .as_ref()
        .filter(|_| pending.has_no_paragraphs())
    {
        console.note(&translate_with("ask.paragraphs.old", [("words", old)]), 2);
    }
    loop {
        let is_old = pending.line.is_empty() && !pending.ahead.is_empty();
        let reply = ask_paragraph(&label, may_be_empty, console, pending)?;
        let paragraph = match answer_or_command(reply) {
            Ok(paragraph) => paragraph,
            Err((command, typed)) => {
                if command == Command::Leave {
                    pending
                        .above
                        .extend(Some(typed).filter(|typed| !typed.trim().is_empty()));
                } else {
                    pending.line = typed;
                }
                // What is written so far is kept, whatever the user does next.
                interview.keep(&pending.paragraphs());
                return Ok(Turn::Command(command));
            }
        };
        if !paragraph.trim().is_empty() {
            // Text pasted at once comes with its line breaks.
            let lines = paragraph.lines().filter(|line| !line.trim().is_empty());
            pending.above.extend(lines.map(str::to_owned));
        } else if !is_old {
            break;
        }
        // An older paragraph that was emptied is deleted; an empty line after them ends the text.
    }
    let words = pending.paragraphs();
    let given = interview.answer(&words);
    if show(given, &words, interview, console) {
        pending.clear_text();
    }
    Ok(Turn::Done)
}

/// Asks for one paragraph; those of an older text are put on the line to be edited.
fn ask_paragraph(
    label: &str,
    may_be_empty: bool,
    console: &Console,
    pending: &mut PendingText,
) -> Outcome<Reply<String>> {
    let may_be_empty = may_be_empty || !pending.above.is_empty();
    let check = |typed: &str| {
        if !may_be_empty && typed.trim().is_empty() {
            return Err(translate("ask.paragraphs.empty"));
        }
        Ok(())
    };
    let number = (pending.above.len() + 1).to_string();
    let label = translate_with("ask.paragraphs.label", [("label", label), ("n", &number)]);
    let mut initial = std::mem::take(&mut pending.line);
    if initial.is_empty() && !pending.ahead.is_empty() {
        initial = pending.ahead.remove(0);
    }
    console.line(&LinePrompt {
        label: &label,
        default: None,
        initial: Some(initial.as_str()).filter(|initial| !initial.is_empty()),
        help: &translate("ask.paragraphs.help"),
        check: &check,
        completer: nigao::interview::Completer::default(),
    })
}
