//! Asks the questions of an interview one after another and saves each answer at once.

use nigao::interview::AnswerForm;

use super::super::lang::translate_with;
use super::super::outcome::Outcome;
use super::super::prompt::Command;
use super::question_text::heading;
use super::session::AskSession;
use super::turn::{Flow, Turn};
use super::{choice, line, lists, menu, paragraphs};

/// Asks until no question is left or the user leaves.
pub(super) fn ask_all(session: &mut AskSession) -> Outcome<Flow> {
    while let Some(question) = session.interview.question() {
        let sentence = session.claim_sentence(&question);
        let lines = heading(&question, sentence, &session.interview, &mut session.shown);
        for (style, text, indent) in lines {
            session.console.styled(style, &text, indent);
        }
        let form = question.form.clone();
        let flow = match ask(&form, session)? {
            Turn::Done => Flow::On,
            Turn::LeftOpen => {
                session.interview.skip();
                session.move_on();
                Flow::On
            }
            Turn::Command(command) => menu::follow(session, command)?,
        };
        session.save()?;
        if flow == Flow::Leave {
            return Ok(flow);
        }
    }
    Ok(Flow::On)
}

/// Asks one question.
fn ask(form: &AnswerForm, session: &mut AskSession) -> Outcome<Turn> {
    let (interview, console) = (&mut session.interview, &session.console);
    let pending = &mut session.pending;
    let turn = match form {
        AnswerForm::Line => line::ask(interview, console, pending)?,
        AnswerForm::Paragraphs => paragraphs::ask(interview, console, pending)?,
        AnswerForm::Choice(options) => choice::ask(options, interview, console)?,
        AnswerForm::Flag => choice::ask_flag(interview, console)?,
        AnswerForm::Claim => choice::ask_claim(interview, console)?,
        AnswerForm::List(records) => {
            session.shown.list_records(records, console);
            lists::ask(records, interview, console, pending)?
        }
    };
    if turn == Turn::Command(Command::Leave) && !pending.line.trim().is_empty() {
        console.note(
            &translate_with("ask.typed", [("words", pending.line.trim())]),
            2,
        );
    }
    Ok(turn)
}
