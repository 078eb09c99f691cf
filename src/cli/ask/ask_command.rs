//! Asks for the answers at the terminal and writes the report: `nigao ask`.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::SystemTime;

use chrono::Datelike;
use clap::Args;
use nigao::answers::Answers;
use nigao::calendar::Date;
use nigao::diagnostic::{Diagnostics, Message};
use nigao::drafting::{AnswersFile, day_in_china};
use nigao::error::{Error, io_message};
use nigao::interview::{FieldState, Interview, ReviewRow};
use nigao::schema::{Field, FieldKind, Schema};

use super::super::args::GenreArgs;
use super::super::check::bind_template;
use super::super::files;
use super::super::genre_choice::{self, ChosenGenre};
use super::super::lang::{lang, translate, translate_with};
use super::super::outcome::{Exit, Failure, Outcome};
use super::super::prompt::{Choice, Console};
use super::super::report;
use super::super::sources::Sources;
use super::super::terminal::Terminal;
use super::pending::PendingText;
use super::question_text::Shown;
use super::questions::ask_all;
use super::review::{End, review as run_review};
use super::session::AskSession;
use super::turn::Flow;

#[derive(Args)]
#[command(about = translate("cli.ask.about"), after_help = translate("cli.ask.examples"))]
pub(crate) struct Ask {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    pub(super) template: Option<String>,
    #[arg(
        short, long, value_name = translate("cli.name.file"),
        help = translate("cli.ask.answers")
    )]
    pub(super) answers: Vec<String>,
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.ask.last"))]
    pub(super) last: Option<String>,
    #[arg(long, help = translate("cli.ask.only-missing"))]
    only_missing: bool,
    #[arg(short, long, value_name = translate("cli.name.file"), help = translate("cli.ask.output"))]
    pub(super) output: Option<String>,
    #[command(flatten)]
    pub(super) shelf: GenreArgs,
}

impl Ask {
    pub(crate) fn run(mut self, terminal: &Terminal) -> Outcome {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            let name = self
                .template
                .unwrap_or_else(|| translate("cli.name.template"));
            let hint = Message::new("ask.no-terminal.hint", [("template", name)]);
            return Err(Failure::usage(Message::plain("ask.no-terminal"), hint));
        }
        let chosen = genre_choice::find(self.template.as_deref(), &self.shelf, terminal)?;
        let Some(ChosenGenre { genre, name }) = chosen else {
            return Ok(Exit::Done);
        };
        self.template = Some(name);
        let (schema, _) = genre.schema().recovered();
        let file = self.answers_file(&schema, terminal)?;
        let ledgers = self
            .answers
            .split_last()
            .map_or(&[][..], |(_, ledgers)| ledgers);
        check_folder(&file)?;
        let form = nigao::forms::form(&schema, &genre.name, lang());
        let (autosave, answers, faults) = AnswersFile::open(&file, ledgers, form)?;
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

    /// Returns the file the answers go to. Last year's answers are never written to: without `-a`
    /// this year's get a name with the year.
    ///
    /// # Errors
    /// The user named last year's file.
    fn answers_file(&self, schema: &Schema, terminal: &Terminal) -> Outcome<String> {
        let named = self.answers.last();
        let file = named
            .cloned()
            .unwrap_or_else(|| format!("{}.yaml", schema.title));
        let Some(last) = self.last.as_ref().filter(|last| is_same_file(last, &file)) else {
            return Ok(file);
        };
        let answers = Answers::read(last, &files::read(last)?);
        let year = this_year(schema, &nigao::answers::roll(schema, &answers));
        let other = Path::new(&file).with_file_name(format!("{}{year}.yaml", schema.title));
        let other = other.display().to_string();
        if named.is_some() || is_same_file(last, &other) {
            let message = Message::new("ask.same-as-last", [("file", file)]);
            let hint = Message::new("ask.same-as-last.hint", [("other", other)]);
            return Err(Failure::usage(message, hint));
        }
        let note = translate_with("ask.new-year", [("last", last), ("file", &other)]);
        terminal.note(&format!("{note}\n"));
        Ok(other)
    }

    /// Offers last year's answers, rolled forward to this year, as defaults; or returns the faults
    /// of their file.
    fn offer_last_year<'a>(
        &self,
        schema: &'a Schema,
        interview: Interview<'a>,
    ) -> Outcome<Result<Interview<'a>, FaultyText>> {
        let Some(file) = &self.last else {
            return Ok(Ok(interview));
        };
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
        session
            .console
            .note(&translate_with("ask.welcome", args), 0);
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
        if flow == Flow::Leave || ask_all(session)? == Flow::Leave {
            return Ok(End::Leave);
        }
        run_review(session)
    }
}

/// Faults and the texts they are in.
type FaultyText = (Diagnostics, Sources);

/// Returns whether two names lead to the same file.
fn is_same_file(one: &str, other: &str) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Returns the year this year's report is on: the one rolled forward, else today's.
fn this_year(schema: &Schema, rolled: &Answers) -> String {
    let is_year = |field: &&Field| matches!(field.kind, FieldKind::Year { .. });
    let node = rolled.to_node();
    let year = schema
        .fields
        .iter()
        .find(is_year)
        .and_then(|field| node.get(&field.name));
    let year = year.and_then(|node| node.scalar()).map(str::to_owned);
    year.unwrap_or_else(|| today().year().to_string())
}

/// Fails if no file can be written beside a file's place, before the user has answered anything.
fn check_folder(file: &str) -> Outcome<()> {
    let parent = Path::new(file)
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new("."));
    // Answers are written to a temporary file and renamed, so that is what is tried.
    let Err(error) = tempfile::Builder::new()
        .prefix(".nigao-")
        .tempfile_in(folder)
    else {
        return Ok(());
    };
    let why = io_message(error.kind()).map(|message| message.text(lang()));
    let why = why.unwrap_or_else(|| error.to_string());
    let args = [("folder", folder.display().to_string()), ("why", why)];
    let message = Message::new("ask.unwritable", args);
    let error = Error::new(message);
    Err(Failure::Stopped(
        error,
        Some(Message::plain("ask.unwritable.hint")),
    ))
}

/// Returns today's date in China.
fn today() -> Date {
    day_in_china(SystemTime::now())
}

/// Asks where to go on.
fn resume(session: &mut AskSession) -> Outcome<Flow> {
    let is_answered = |row: &ReviewRow| row.state == FieldState::Answered;
    let done = session
        .interview
        .review(lang())
        .into_iter()
        .filter(is_answered)
        .count();
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
    match session
        .console
        .choose(&label, &options, 0, "ask.help.end")?
    {
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
