//! Reads and checks answers for the commands that draft from them.

use nigao::answers::{Answers, Facts, Mode};
use nigao::catalog::Genre;
use nigao::schema::Schema;

use super::args::{AnswerArgs, GenreArgs, sound_schema};
use super::outcome::{Exit, Failure, Outcome};
use super::report;
use super::sources::Sources;
use super::terminal::Terminal;

/// Answers that passed the check, with what they were checked by.
pub(super) struct CheckedAnswers {
    pub(super) schema: Schema,
    pub(super) answers: Answers,
    pub(super) facts: Facts,
    /// How the command ends if nothing else goes wrong: warnings count.
    pub(super) exit: Exit,
    pub(super) sources: Sources,
}

impl CheckedAnswers {
    /// Reads the answers named, checks them, and reports warnings at once. With `holes`, what is
    /// required may be open.
    pub(super) fn read(
        papers: &AnswerArgs,
        shelf: &GenreArgs,
        genre: &Genre,
        holes: bool,
        terminal: &Terminal,
    ) -> Outcome<Self> {
        let schema = sound_schema(genre)?;
        let mut sources = Sources::default();
        let (answers, mut found) = papers.read_with_advice(&schema, &mut sources)?;
        sources.add_genre(genre);
        let elsewhere = shelf.elsewhere();
        let mode = Mode {
            holes,
            elsewhere: &elsewhere,
        };
        let checked = nigao::answers::check(&schema, &answers, mode);
        found.extend(checked.diagnostics);
        let Some(facts) = checked.value else {
            return Err(Failure::Faults(found, sources));
        };
        let exit = report::diagnostics(&found, &sources, terminal);
        Ok(Self {
            schema,
            answers,
            facts,
            exit,
            sources,
        })
    }
}
