//! Asks for the answers at the terminal and writes the report: `nigao ask`.

mod autosave;
mod choice;
mod command;
mod console;
mod editor;
mod line;
mod lists;
mod menu;
mod output;
mod paragraphs;
mod pending;
mod preview;
pub(super) mod prompt;
mod question_text;
mod questions;
mod readback;
mod review;
mod session;
mod table;
mod turn;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::SystemTime;

use clap::Args;
use nigao::answers::Answers;
use nigao::calendar::Date;
use nigao::diagnostic::{Diagnostics, Message};
use nigao::interview::{FieldState, Interview, ReviewRow};
use nigao::schema::Schema;

use super::args::GenreArgs;
use super::check::bind_template;
use super::files;
use super::lang::{lang, translate, translate_with};
use super::outcome::{Exit, Failure, Outcome};
use super::report;
use super::sources::Sources;
use super::terminal::Terminal;
use autosave::Autosave;
use console::{Choice, Console};
use pending::PendingText;
use question_text::Shown;
use review::End;
use session::AskSession;
use turn::Flow;

pub(super) use command::Command;

#[derive(Args)]
#[command(about = translate("cli.ask.about"), after_help = translate("cli.ask.examples"))]
pub(crate) struct Ask {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[arg(
        short, long, value_name = translate("cli.name.file"),
        help = translate("cli.ask.answers")
    )]
    answers: Vec<String>,
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.ask.last"))]
    last: Option<String>,
    #[arg(long, help = translate("cli.ask.only-missing"))]
    only_missing: bool,
    #[arg(short, long, value_name = translate("cli.name.file"), help = translate("cli.ask.output"))]
    output: Option<String>,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl Ask {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            let hint = Message::new("ask.no-terminal.hint", [("template", &self.template)]);
            return Err(Failure::usage(Message::plain("ask.no-terminal"), hint));
        }
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema().recovered();
        let (file, ledgers) = match self.answers.split_last() {
            Some((file, ledgers)) => (file.clone(), ledgers),
            None => (format!("{}.yaml", schema.title), &[][..]),
        };
        let form = nigao::forms::form(&schema, &genre.name, lang());
        let (autosave, answers, faults) = Autosave::open(&file, ledgers, form)?;
        if !faults.is_empty() {
            let sources = read_sources(&self.answers, &file)?;
            return Ok(report::diagnostics(&faults, &sources, terminal));
        }
        let interview = Interview::new(&schema, &answers, lang()).on(today());
        let interview = match self.offer_last_year(&schema, interview)? {
            Ok(interview) => interview,
            Err((faults, sources)) => {
                return Ok(report::diagnostics(&faults, &sources, terminal));
            }
        };
        let mut session = AskSession {
            interview,
            schema: &schema,
            template: bind_template(&genre, &schema).ok(),
            autosave,
            console: Console::new(terminal)?,
            pending: PendingText::default(),
            shown: Shown::default(),
        };
        let end = self.interview(&mut session)?;
        session.save()?;
        match end {
            End::Leave => {
                self.farewell(&session);
                Ok(Exit::Done)
            }
            End::Word => self.write(&session, false),
            End::WordAndText => self.write(&session, true),
        }
    }

    /// Offers last year's answers, rolled forward to this year, as defaults; or returns the faults
    /// of their file.
    fn offer_last_year<'a>(
        &self,
        schema: &'a Schema,
        interview: Interview<'a>,
    ) -> Outcome<Result<Interview<'a>, FaultyText>> {
        let Some(file) = &self.last else { return Ok(Ok(interview)) };
        let text = files::read(file)?;
        let last = Answers::read(file, &text);
        if !last.faults().is_empty() {
            let mut sources = Sources::default();
            sources.add(file, &text);
            return Ok(Err((last.faults().clone(), sources)));
        }
        let rolled = nigao::answers::roll(schema, &last);
        Ok(Ok(interview.after_last_year(&rolled, &last)))
    }

    /// Tells the user what to know before the first question.
    fn welcome(&self, session: &AskSession) {
        let groups = session.interview.groups();
        let questions: usize = groups.iter().map(|group| group.of).sum();
        let args = [
            ("title", session.schema.title.clone()),
            ("file", session.autosave.file.clone()),
            ("groups", groups.len().to_string()),
            ("n", questions.to_string()),
        ];
        session.console.note(&translate_with("ask.welcome", args), 0);
        if self.last.is_some() {
            session.console.note(&translate("ask.welcome.last"), 0);
        }
    }

    /// Asks the questions, then shows the review.
    fn interview(&self, session: &mut AskSession) -> Outcome<End> {
        let given = session.autosave.given.entries();
        let is_begun = given
            .iter()
            .any(|entry| session.schema.field(&entry.key).is_some() && !entry.node.is_empty());
        let flow = if is_begun && !self.only_missing {
            resume(session)?
        } else {
            self.welcome(session);
            Flow::On
        };
        if flow == Flow::Leave || questions::ask_all(session)? == Flow::Leave {
            return Ok(End::Leave);
        }
        review::review(session)
    }
}

/// Faults and the texts they are in.
type FaultyText = (Diagnostics, Sources);

/// Returns today's date in China.
fn today() -> Date {
    const SECONDS_AHEAD_OF_UTC: u64 = 8 * 60 * 60;
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let days = (since_1970.as_secs() + SECONDS_AHEAD_OF_UTC) / (24 * 60 * 60);
    Date::default().checked_add_days(chrono::Days::new(days)).unwrap_or_default()
}

/// Asks where to go on.
fn resume(session: &mut AskSession) -> Outcome<Flow> {
    let is_answered = |row: &ReviewRow| row.state == FieldState::Answered;
    let done = session.interview.review(lang()).into_iter().filter(is_answered).count();
    let open = session.interview.missing().len();
    let args = [
        ("file", session.autosave.file.clone()),
        ("done", done.to_string()),
        ("open", open.to_string()),
    ];
    session.console.note(&translate_with("ask.resume", args), 0);
    let options = [
        translate("ask.resume.on"),
        translate("ask.resume.start"),
        translate("ask.resume.review"),
        translate("ask.review.leave"),
    ];
    let label = translate("ask.resume.label");
    match session.console.choose(&label, &options, 0, "ask.help.end")? {
        Choice::Option(0) => session.interview.go_on_after(&session.autosave.given),
        Choice::Option(1) => session.interview.from_the_start(),
        Choice::Option(2) => session.interview.to_the_end(),
        _ => return Ok(Flow::Leave),
    }
    Ok(Flow::On)
}

/// Reads the texts that faults are about.
fn read_sources(named: &[String], file: &str) -> Outcome<Sources> {
    let mut sources = Sources::default();
    for name in named.iter().map(String::as_str).chain([file]) {
        if Path::new(name).exists() {
            sources.add(name, &files::read(name)?);
        }
    }
    Ok(sources)
}
