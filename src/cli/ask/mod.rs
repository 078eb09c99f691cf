//! `nigao ask`: a genre to questions at the terminal, and their answers to a Word file.

mod autosave;
mod command;
mod editor;
mod forms;
mod lists;
mod menu;
mod output;
mod preview;
pub(super) mod prompt;
mod question_text;
mod review;
mod session;
mod table;

use std::cell::RefCell;
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
use super::ask::autosave::Autosave;
use super::ask::session::{AskSession, Flow};
use super::check::bound;
use super::files;
use super::lang::{lang, say, tell};
use super::outcome::{Exit, Failure, Outcome};
use super::render_diagnostics::Sources;
use super::terminal::Terminal;
use prompt::dumb::Plain;
use prompt::inquire::Screen;
use prompt::{Pick, Prompter, Reply};
use review::End;

#[derive(Args)]
#[command(about = say("cli.ask.about"), after_help = say("cli.ask.examples"))]
pub(crate) struct Ask {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[arg(short, long, value_name = say("cli.name.file"), help = say("cli.ask.answers"))]
    answers: Vec<String>,
    #[arg(long, value_name = say("cli.name.file"), help = say("cli.ask.last"))]
    last: Option<String>,
    #[arg(long, help = say("cli.ask.only-missing"))]
    only_missing: bool,
    #[arg(short, long, value_name = say("cli.name.file"), help = say("cli.ask.output"))]
    output: Option<String>,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl Ask {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Err(Failure::usage(Message::plain("ask.no-terminal"), self.without_terminal()));
        }
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema();
        let (file, ledgers) = match self.answers.split_last() {
            Some((file, ledgers)) => (file.clone(), ledgers),
            None => (format!("{}.yaml", schema.title), &[][..]),
        };
        let form = nigao::forms::form(&schema, &genre.name, lang());
        let (store, answers, faults) = Autosave::open(&file, ledgers, form)?;
        if !faults.is_empty() {
            return Ok(terminal.draw(&faults, &sources(&self.answers, &file)?));
        }
        let interview = Interview::new(&schema, &answers, lang()).on(today());
        let interview = match self.last_year(&schema, interview)? {
            Ok(interview) => interview,
            Err((faults, sources)) => return Ok(terminal.draw(&faults, &sources)),
        };
        let mut session = AskSession {
            interview,
            schema: &schema,
            template: bound(&genre, &schema).ok(),
            store,
            face: prompter(terminal),
            terminal,
            shown: None,
            reached: None,
            typed: String::new(),
            above: Vec::new(),
            ahead: Vec::new(),
            listed: Vec::new(),
            taught: RefCell::default(),
        };
        let end = self.interview(&mut session)?;
        session.save()?;
        let file = session.store.file.clone();
        match end {
            End::Leave => {
                self.farewell(&session, &file, terminal);
                Ok(Exit::Done)
            }
            End::Word => self.write(&session, &file, false),
            End::WordAndText => self.write(&session, &file, true),
        }
    }

    fn without_terminal(&self) -> Message {
        Message::new("ask.no-terminal.hint", [("template", &self.template)])
    }

    /// With last year's answers on offer; or what is wrong with their file.
    fn last_year<'a>(
        &self,
        schema: &'a Schema,
        interview: Interview<'a>,
    ) -> Outcome<Result<Interview<'a>, Faulty>> {
        let Some(file) = &self.last else { return Ok(Ok(interview)) };
        let text = files::read(file)?;
        let last = Answers::read(file, &text);
        if !last.faults().is_empty() {
            let mut sources = Sources::default();
            sources.add(file, &text);
            return Ok(Err((last.faults().to_vec(), sources)));
        }
        Ok(Ok(interview.after_last_year(&nigao::answers::roll(schema, &last), &last)))
    }

    /// What a writer should know before the first question.
    fn welcome(&self, session: &AskSession) {
        let groups = session.interview.groups();
        let questions: usize = groups.iter().map(|group| group.of).sum();
        let args = [
            ("title", session.schema.title.clone()),
            ("file", session.store.file.clone()),
            ("groups", groups.len().to_string()),
            ("n", questions.to_string()),
        ];
        session.note(&tell("ask.welcome", args), 0);
        if self.last.is_some() {
            session.note(&say("ask.welcome.last"), 0);
        }
    }

    /// The questions, then the review.
    fn interview(&self, session: &mut AskSession) -> Outcome<End> {
        let own = session.store.own.entries();
        let begun = own
            .iter()
            .any(|entry| session.schema.field(&entry.key).is_some() && !entry.node.is_empty());
        let flow = if begun && !self.only_missing {
            resume(session)?
        } else {
            self.welcome(session);
            Flow::On
        };
        if flow == Flow::Leave || session.questions()? == Flow::Leave {
            return Ok(End::Leave);
        }
        session.review()
    }
}

/// Faults and the texts they are in.
type Faulty = (Diagnostics, Sources);

/// Today, in China.
fn today() -> Date {
    const AHEAD_OF_UTC: u64 = 8 * 60 * 60;
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let days = (since_1970.as_secs() + AHEAD_OF_UTC) / (24 * 60 * 60);
    Date::default().checked_add_days(chrono::Days::new(days)).unwrap_or_default()
}

/// Offers to go on where the writer stopped.
fn resume(session: &mut AskSession) -> Outcome<Flow> {
    let answered = |row: &ReviewRow| row.state == FieldState::Answered;
    let done = session.interview.review(lang()).into_iter().filter(answered).count();
    let open = session.interview.missing().len();
    let args = [
        ("file", session.store.file.clone()),
        ("done", done.to_string()),
        ("open", open.to_string()),
    ];
    session.note(&tell("ask.resume", args), 0);
    let options = [
        say("ask.resume.on"),
        say("ask.resume.start"),
        say("ask.resume.review"),
        say("ask.review.leave"),
    ];
    let pick = Pick {
        label: &say("ask.resume.label"),
        options: &options,
        at: 0,
        help: &say("ask.help.end"),
    };
    Ok(match session.face.pick(&pick)? {
        Reply::Given(0) => {
            session.interview.go_on_after(&session.store.own);
            Flow::On
        }
        Reply::Given(1) => {
            session.interview.from_the_start();
            Flow::On
        }
        Reply::Given(2) => {
            session.interview.to_the_end();
            Flow::On
        }
        _ => Flow::Leave,
    })
}

/// The face that fits the terminal.
pub(super) fn prompter(terminal: &Terminal) -> Box<dyn Prompter + '_> {
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        Box::new(Plain { terminal, helped: RefCell::default() })
    } else {
        Box::new(Screen { colour: terminal.colour_err() })
    }
}

/// The texts that faults are about.
fn sources(named: &[String], file: &str) -> Outcome<Sources> {
    let mut sources = Sources::default();
    for name in
        named.iter().map(String::as_str).chain([file]).filter(|name| Path::new(name).exists())
    {
        sources.add(name, &files::read(name)?);
    }
    Ok(sources)
}
