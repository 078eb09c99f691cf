//! Prepares a batch: the genre, the ledger, the records; and runs it in the way that was asked for.

use std::path::PathBuf;

use nigao::batch::{Filler, NamePattern, RecordFormat};
use nigao::diagnostic::Message;
use nigao::drafting::carried_over_by;
use nigao::error::Error;
use nigao::schema::Schema;
use rayon::ThreadPoolBuilder;

use super::ready::{BatchJob, ReadyBatch};
use super::record_files::RecordFiles;
use super::{filter, merge, to_files};
use crate::cli::args::sound_schema;
use crate::cli::files::Output;
use crate::cli::lang::lang;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::report;
use crate::cli::review::read_unit;
use crate::cli::sources::Sources;
use crate::cli::terminal::Terminal;

impl BatchJob<'_> {
    pub(crate) fn run(&self, terminal: &Terminal) -> Outcome {
        if let Some(faults) = &self.batch.faults {
            let name = faults.display().to_string();
            Output::new(Some(&name), true).check_not_input(&self.inputs())?;
        }
        let genre = self.shelf.genre(self.genre)?;
        let schema = sound_schema(&genre)?;
        let mut sources = Sources::default();
        let ledger = self.ledger.read(&schema, &mut sources)?;
        if ledger.faults().has_errors() {
            return Err(Failure::Faults(ledger.faults().clone(), sources));
        }
        sources.add_genre(&genre);
        let filler = Filler::new(&genre, self.format, &self.layout, self.holes);
        let mut filler = filler.map_err(|faults| Failure::Faults(faults, sources))?;
        if !self.ledger.is_empty() {
            filler = filler.with_ledger(ledger);
        }
        let unit = read_unit(&self.unit_folder(&schema), terminal)?;
        let filler = filler
            .with_unit(unit.clone())
            .with_elsewhere(self.shelf.elsewhere())
            .with_comments_in(lang());
        let format = self.batch.records_format.map(RecordFormat::from);
        let files = RecordFiles::new(&self.batch.records, format, self.batch.only_known);
        let mut ready = ReadyBatch {
            job: self,
            filler,
            files,
        };
        // Said once of all records: each of their reports says the same sentences again.
        let carried_over = carried_over_by(&schema, &unit);
        report::diagnostics(carried_over.as_slice(), &Sources::default(), terminal);
        let threads = self.batch.jobs.map_or(0, usize::from);
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|why| Error::io("-", std::io::Error::other(why)))?;
        match (self.batch.merge_into(), self.output) {
            (Some(file), _) => merge::run(&mut ready, file, &pool, terminal),
            (None, Some("-")) => filter::run(&ready, &pool, terminal),
            (None, Some(pattern)) => to_files::run(&mut ready, pattern, &pool, terminal),
            (None, None) => Err(Failure::usage(
                Message::plain("batch.no-output"),
                Message::plain("batch.no-output-hint"),
            )),
        }
    }

    /// Returns the folder whose unit's file counts: the one that the reports are written into, as
    /// it is for a single report.
    fn unit_folder(&self, schema: &Schema) -> PathBuf {
        if self.batch.merge_into().is_none()
            && let Some(pattern) = self.output.filter(|output| *output != "-")
        {
            // A pattern that cannot be read is refused before anything is written.
            let pattern = NamePattern::parse(pattern, schema).ok();
            let folder = pattern.map(|pattern| pattern.folder().to_owned());
            return folder.unwrap_or_default();
        }
        let file = self.batch.merge_into().or(self.output);
        Output::new(file, self.force).folder().to_owned()
    }
}
