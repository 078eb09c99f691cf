//! Shows the whole form at the end, lets the user change it, and decides what is written.

use nigao::answers::{Answers, Mode};
use nigao::drafting::preview;
use nigao::write;

use super::super::files;
use super::super::lang::{translate, translate_with};
use super::super::outcome::Outcome;
use super::super::prompt::Choice;
use super::super::report;
use super::super::sources::Sources;
use super::super::wrap::align_tabs;
use super::session::AskSession;
use super::turn::Flow;
use super::{questions, table};

/// What is written at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The Word file.
    Word,
    /// The Word file and the text.
    WordAndText,
    /// Nothing.
    Leave,
}

/// What can be done at the review.
#[derive(Clone, Copy)]
enum ReviewAction {
    End(End),
    Open,
    Change,
    Table,
    Whole,
}

/// Shows the form and asks what to do with it until the user is done.
pub(super) fn review(session: &mut AskSession) -> Outcome<End> {
    let table = table::table(&session.interview);
    session
        .console
        .terminal
        .note(&format!("\n{}\n{table}\n", translate("ask.review")));
    show_warnings(session)?;
    loop {
        session.console.note(&table::summary(&session.interview), 2);
        match ask_action(session)? {
            ReviewAction::End(end) => return Ok(end),
            ReviewAction::Table => {
                session
                    .console
                    .terminal
                    .note(&table::table(&session.interview));
            }
            ReviewAction::Whole => show_whole(session),
            ReviewAction::Open => session.interview.what_is_open(),
            ReviewAction::Change => {
                if let Some(field) = ask_field(session)? {
                    session.interview.change(&field);
                }
            }
        }
        session.shown.jump();
        session.pending.clear();
        if session.interview.question().is_some() {
            if questions::ask_all(session)? == Flow::Leave {
                return Ok(End::Leave);
            }
            show_warnings(session)?;
        }
    }
}

fn ask_action(session: &AskSession) -> Outcome<ReviewAction> {
    let open = session.interview.missing().len();
    let mut actions = vec![
        (ReviewAction::End(End::Word), translate("ask.review.word")),
        (
            ReviewAction::End(End::WordAndText),
            translate("ask.review.text"),
        ),
        (ReviewAction::Change, translate("ask.review.change")),
        (ReviewAction::Table, translate("ask.review.table")),
        (ReviewAction::Whole, translate("ask.review.whole")),
        (ReviewAction::End(End::Leave), translate("ask.review.leave")),
    ];
    if open > 0 {
        let label = translate_with("ask.review.open", [("n", open)]);
        actions.insert(0, (ReviewAction::Open, label));
    }
    let options: Vec<String> = actions.iter().map(|(_, words)| words.clone()).collect();
    let label = translate("ask.review.label");
    Ok(
        match session
            .console
            .choose(&label, &options, 0, "ask.help.end")?
        {
            Choice::Option(at) => actions
                .get(at)
                .map_or(ReviewAction::Table, |(action, _)| *action),
            Choice::Cancel | Choice::Leave => ReviewAction::End(End::Leave),
        },
    )
}

/// Asks which field to change; it is found by part of its name or of its answer.
fn ask_field(session: &AskSession) -> Outcome<Option<String>> {
    let rows = table::rows(&session.interview);
    let options: Vec<String> = rows.iter().map(|(_, line)| line.clone()).collect();
    let label = translate("ask.review.which");
    let choice = session
        .console
        .choose(&label, &options, 0, "ask.help.filter")?;
    let Choice::Option(at) = choice else {
        return Ok(None);
    };
    Ok(rows.get(at).map(|(field, _)| field.clone()))
}

/// Shows what the check says of the file as it is; holes are allowed.
fn show_warnings(session: &AskSession) -> Outcome<()> {
    let file = &session.autosave.file;
    if !std::path::Path::new(file).exists() {
        return Ok(());
    }
    let text = files::read(file)?;
    let mut sources = Sources::default();
    sources.add(file, &text);
    let mode = Mode {
        holes: true,
        elsewhere: &|_| true,
    };
    let answers = session.autosave.ledger().then(Answers::read(file, &text));
    let checked = nigao::answers::check(session.schema, &answers, mode);
    report::diagnostics(&checked.diagnostics, &sources, session.console.terminal);
    Ok(())
}

/// Shows the whole report as text.
fn show_whole(session: &AskSession) {
    let template = session.template.as_ref();
    let document =
        template.and_then(|template| preview::whole(&session.interview, session.schema, template));
    let text = match document {
        // The cells of a table are separated by tabs, which are no text on a terminal.
        Some(document) => align_tabs(&write::text::write(&document)),
        None => translate("ask.no-preview"),
    };
    session.console.page(&text);
}
