//! Drafts each record into a file of its own, named by a pattern: `-o 'out/{地名}-{年份}.docx'`.
//!
//! The records are read twice. The first time their names are collected, so that two records that
//! would have one file are known before any is written; the second time they are drafted.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use nigao::batch::{NameBook, NamePattern, Record, UnreadRecord, in_order};
use nigao::diagnostic::{Code, Diagnostic, Diagnostics, Message};
use nigao::error::{Error, Result};
use nigao::output::{StagedFile, sync_name};
use rayon::ThreadPool;
use serde_json::json;

use super::fault_file::{FaultFile, RecordPlace};
use super::journal::Journal;
use super::ready::{ReadyBatch, refuse_heads};
use crate::cli::files::make_folder_below;
use crate::cli::lang::translate_with;
use crate::cli::many::{self, Interrupt};
use crate::cli::outcome::{Exit, Failure, Outcome};
use crate::cli::report;
use crate::cli::sources::Sources;
use crate::cli::terminal::{Terminal, clean};

/// How many faults are told at once; all are in the file of faults.
const TOLD: usize = 20;

/// What became of a record.
struct FiledRecord {
    place: RecordPlace,
    /// The path of its file below the folder, where it has a name.
    name: Option<String>,
    state: FileState,
    found: Diagnostics,
}

/// What became of the file of a record.
enum FileState {
    /// It is there, or would be.
    Written,
    /// It was there already, made of the same.
    Kept,
    /// Something is wrong with the record.
    Faulty,
    /// The work cannot go on.
    Stopped(Failure),
}

/// Files the drafts of records, from any thread.
struct Filing<'a> {
    batch: &'a ReadyBatch<'a>,
    pattern: &'a NamePattern,
    names: &'a NameBook,
    /// The folder of the outputs, links resolved; none in a trial.
    folder: Option<&'a Path>,
    /// What the batch reads, links resolved: no report is written over it.
    inputs: Vec<PathBuf>,
    journal: Option<&'a Journal>,
}

/// The counts of a run, and what it told.
#[derive(Default)]
struct Tally {
    /// The files, where somebody asked for their list: of a million records it is large.
    files: Option<Vec<String>>,
    written: usize,
    kept: usize,
    faulty: usize,
    told: Diagnostics,
    stopped: Option<Failure>,
}

pub(super) fn run(
    batch: &mut ReadyBatch,
    pattern: &str,
    pool: &ThreadPool,
    terminal: &Terminal,
) -> Outcome {
    let parsed = NamePattern::parse(pattern, batch.filler.schema());
    let pattern = parsed.map_err(|error| Failure::Usage(error.message().clone(), None))?;
    batch.files.spool()?;
    let elsewhere = batch.job.shelf.elsewhere();
    let (records, heads) = batch.files.open(batch.filler.schema(), &elsewhere)?;
    refuse_heads(heads, terminal)?;
    let interrupt = Interrupt::watch();
    let bar = many::bar(None, terminal);
    let names = name_all(batch, &pattern, records, pool, || {
        bar.inc(1);
        !interrupt.is_asked()
    })?;
    bar.finish_and_clear();

    let is_trial = batch.job.batch.dry_run;
    let (folder, journal) = if is_trial {
        (None, None)
    } else {
        let folder = existing_folder(pattern.folder())?;
        let journal = Journal::open(&folder, batch.job.batch.resume)?;
        (Some(folder), Some(journal))
    };
    let filing = Filing {
        batch,
        pattern: &pattern,
        names: &names,
        folder: folder.as_deref(),
        inputs: resolved(&batch.job.inputs()),
        journal: journal.as_ref(),
    };
    // Until every name is known none may be taken, so a run that is stopped before writes nothing
    // and knows of no faults.
    let is_named = !interrupt.is_asked();
    // A trial writes no file of faults either, unless one is asked for by name.
    let has_fault_file = is_named && (!is_trial || batch.job.batch.faults.is_some());
    let mut faults = has_fault_file.then(|| FaultFile::new(batch.fault_path(pattern.folder())));
    let (records, _) = batch.files.open(batch.filler.schema(), &elsewhere)?;
    let bar = many::bar(Some(names.len()), terminal);
    let lists_files = is_trial || terminal.is_json();
    let mut tally = Tally {
        files: lists_files.then(Vec::new),
        ..Tally::default()
    };
    let work = |record: Result<UnreadRecord>| record.map(|record| filing.file(&record.read()));
    let done = |filed: Result<FiledRecord>| {
        bar.inc(1);
        let counted = filed.and_then(|filed| tally.count(filed, faults.as_mut()));
        if let Err(error) = counted {
            tally.stopped = Some(error.into());
        }
        if tally.stopped.is_some() || interrupt.is_asked() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    pool.install(|| in_order(records.take_while(|_| is_named), work, done));
    bar.finish_and_clear();
    let is_interrupted = interrupt.is_asked();
    let fault_file = match faults {
        Some(faults) => {
            let path = faults.path().display().to_string();
            faults.finish()?.then_some(path)
        }
        None => None,
    };
    if let Some(journal) = journal {
        // Any name in the folder stands for the folder.
        sync_name(&journal.compact()?)?;
    }
    if is_interrupted {
        terminal.advise(&Message::plain("batch.interrupted"));
    }
    report::diagnostics(&tally.told, &Sources::default(), terminal);
    if let Some(failure) = tally.stopped {
        return Err(failure);
    }
    if is_trial {
        terminal.print(&list_of(
            &pattern,
            tally.files.as_deref().unwrap_or_default(),
        ))?;
    }
    terminal.answer(|| {
        json!({
            "genre": batch.job.genre, "format": batch.filler.format().name(),
            "folder": pattern.folder().display().to_string(), "records": names.len(),
            "written": tally.written, "kept": tally.kept, "faulty": tally.faulty,
            "dry_run": is_trial, "interrupted": is_interrupted, "faults_file": fault_file,
            "files": tally.files,
        })
    });
    tally.tell(is_trial, fault_file.as_deref(), terminal);
    let is_whole = tally.faulty == 0 && !is_interrupted;
    Ok(if is_whole { Exit::Done } else { Exit::Faults })
}

/// Gives every record its file name before the first is written; `goes_on` is asked after each.
fn name_all(
    batch: &ReadyBatch,
    pattern: &NamePattern,
    records: impl Iterator<Item = Result<UnreadRecord>> + Send,
    pool: &ThreadPool,
    goes_on: impl Fn() -> bool + Sync,
) -> Outcome<NameBook> {
    let filler = &batch.filler;
    let mut names = NameBook::default();
    let mut stopped = Ok(());
    let work = |record: Result<UnreadRecord>| {
        let record = record?.read();
        let answers = filler.merged(&record.answers);
        Ok(pattern.name(&record, &answers, filler.schema()).ok())
    };
    let done = |named: Result<Option<String>>| match named {
        Ok(name) => {
            names.add(name.as_deref());
            if goes_on() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        }
        Err(error) => {
            stopped = Err(error);
            ControlFlow::Break(())
        }
    };
    pool.install(|| in_order(records, work, done));
    stopped?;
    Ok(names)
}

/// Returns the files that are there, with their links resolved.
fn resolved(files: &[String]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for file in files {
        paths.extend(fs::canonicalize(file));
    }
    paths
}

/// Lists the files that would be written, a line each.
fn list_of(pattern: &NamePattern, files: &[String]) -> String {
    let mut list = String::new();
    for name in files {
        let path = pattern.folder().join(name);
        list += &clean(&path.display().to_string());
        list.push('\n');
    }
    list
}

/// Makes the folder of the outputs, and returns it with its links resolved.
fn existing_folder(folder: &Path) -> Outcome<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let failed = |error| Error::io(folder, error);
    fs::create_dir_all(folder).map_err(failed)?;
    Ok(fs::canonicalize(folder).map_err(failed)?)
}

impl Filing<'_> {
    fn file(&self, record: &Record) -> FiledRecord {
        let filler = &self.batch.filler;
        let answers = filler.merged(&record.answers);
        let named = self.pattern.name(record, &answers, filler.schema());
        let place = RecordPlace::of(record);
        let (name, mut found) = match named {
            Ok(name) => (Some(name), Diagnostics::new()),
            Err(fault) => (None, fault.into()),
        };
        if !self.names.is_same(record.number, name.as_deref()) {
            let message = Message::new("batch.changed", [("file", &record.origin.file)]);
            let failure = Failure::from(Error::new(message));
            return FiledRecord {
                place,
                name,
                state: FileState::Stopped(failure),
                found,
            };
        }
        if let Some(name) = &name {
            found.extend(self.clash(record, name));
        }
        let digest = filler.fingerprint(record);
        if let Some(name) = name.as_deref().filter(|_| found.is_empty())
            && self.is_kept(name, &digest)
        {
            let name = Some(name.to_owned());
            return FiledRecord {
                place,
                name,
                state: FileState::Kept,
                found,
            };
        }
        let checked = filler.fill(&record.answers);
        // An answer that is missing is told once, not again for the name it leaves open.
        if checked.diagnostics.has_errors() {
            found.retain(|fault| fault.code() != Code::BatchNameMissing);
        }
        let is_named = !found.has_errors();
        found.extend(checked.diagnostics);
        let state = match (&name, checked.value) {
            (Some(name), Some(bytes)) if is_named => match self.write(name, &digest, &bytes) {
                Ok(()) => FileState::Written,
                Err(failure) => FileState::Stopped(failure),
            },
            _ => FileState::Faulty,
        };
        FiledRecord {
            place,
            name,
            state,
            found,
        }
    }

    /// Returns why a name cannot be taken: another record has it, or a file that is not ours.
    fn clash(&self, record: &Record, name: &str) -> Option<Diagnostic> {
        let at = Some(record.origin.clone());
        if let Some(other) = self.names.clash(record.number) {
            let args = [("name", name.to_owned()), ("other", other.to_string())];
            let fault = Diagnostic::error(at, Message::new("batch.clash", args));
            return Some(fault.hint(Message::plain("batch.clash.hint")));
        }
        let job = self.batch.job;
        let path = self.pattern.folder().join(name);
        let existing = fs::symlink_metadata(&path).ok()?;
        let is_ours = job.batch.resume && self.journal.is_some_and(|j| j.is_ours(name));
        let is_input = |path| self.inputs.contains(&path);
        if fs::canonicalize(&path).is_ok_and(is_input) {
            let fault = Diagnostic::error(at, Message::new("batch.input", [("name", name)]));
            return Some(fault.hint(Message::plain("batch.clash.hint")));
        }
        // A link may lead anywhere: it is not written through, whoever asks.
        if existing.is_file() && (job.force || is_ours) {
            return None;
        }
        let fault = Diagnostic::error(at, Message::new("batch.exists", [("name", name)]));
        Some(fault.hint(Message::plain("batch.exists.hint")))
    }

    /// Returns whether a file is there and was made of the same.
    fn is_kept(&self, name: &str, digest: &str) -> bool {
        let (Some(folder), Some(journal)) = (self.folder, self.journal) else {
            return false;
        };
        // A file without content is one that the disk lost.
        let is_there = || fs::metadata(folder.join(name)).is_ok_and(|found| found.len() > 0);
        journal.is_done(name, digest) && is_there()
    }

    fn write(&self, name: &str, digest: &str, bytes: &[u8]) -> Outcome<()> {
        let (Some(folder), Some(journal)) = (self.folder, self.journal) else {
            return Ok(());
        };
        let path = folder.join(name);
        if name.contains('/') {
            make_folder_below(folder, &path)?;
        }
        journal.begin(name)?;
        // Whether it may be replaced was decided before; here nothing new may have come.
        let replace = path.is_file();
        let staged = StagedFile::new(&path, bytes)?;
        if name.contains('/') {
            staged.persist(replace)?;
        } else {
            // Its name is synced with those of all others, once the journal is whole. One that a
            // power cut takes before is missing when the run is resumed, and is written again.
            staged.rename(replace)?;
        }
        Ok(journal.done(name, digest)?)
    }
}

impl Tally {
    /// Tells how many records became files, and where the faults of the others are.
    fn tell(&self, is_trial: bool, fault_file: Option<&str>, terminal: &Terminal) {
        let counts = [
            ("n", self.written),
            ("kept", self.kept),
            ("faulty", self.faulty),
        ];
        let key = if is_trial {
            "batch.would"
        } else {
            "batch.done"
        };
        terminal.note(&format!("{}\n", translate_with(key, counts)));
        if let Some(file) = fault_file {
            terminal.note(&clean(&format!(
                "{}\n",
                translate_with("batch.see-faults", [("file", file)])
            )));
        }
    }

    fn count(&mut self, filed: FiledRecord, faults: Option<&mut FaultFile>) -> Result<()> {
        let FiledRecord {
            place,
            name,
            state,
            found,
        } = filed;
        if let Some(faults) = faults {
            faults.add(&place, name.as_deref(), &found)?;
        }
        match state {
            FileState::Written => self.written += 1,
            FileState::Kept => self.kept += 1,
            FileState::Stopped(failure) => {
                self.stopped = Some(failure);
                return Ok(());
            }
            FileState::Faulty => {
                self.faulty += 1;
                for fault in found.into_iter().filter(Diagnostic::is_error) {
                    let is_told = self.told.iter().any(|told| told.message == fault.message);
                    if self.told.len() < TOLD && !is_told {
                        self.told.push(fault);
                    }
                }
                return Ok(());
            }
        }
        if let Some(files) = &mut self.files {
            files.extend(name);
        }
        Ok(())
    }
}
