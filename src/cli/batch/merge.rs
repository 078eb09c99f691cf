//! Drafts all records into one file: `--merge-into ONE.docx`.

use std::ops::ControlFlow;
use std::path::Path;

use nigao::batch::{UnreadRecord, in_order};
use nigao::diagnostic::{Checked, Diagnostic, Diagnostics, Message};
use nigao::document::Document;
use nigao::error::{Error, Result};
use nigao::write::docx::Meta;
use rayon::ThreadPool;
use serde_json::json;

use super::fault_file::{FaultFile, RecordPlace};
use super::ready::{ReadyBatch, refuse_heads};
use crate::cli::files::Output;
use crate::cli::lang::translate_with;
use crate::cli::many::{self, Interrupt};
use crate::cli::outcome::{Exit, Failure, Outcome};
use crate::cli::report;
use crate::cli::sources::Sources;
use crate::cli::terminal::{Terminal, clean};

/// The most characters of all reports together: a Word file of this length takes minutes to open.
const MOST_CHARACTERS: usize = 20_000_000;
/// How many faults are told at once; all are in the file of faults.
const TOLD: usize = 20;

/// What became of a record.
struct MergedRecord {
    place: RecordPlace,
    drafted: Checked<(Document, Meta)>,
}

pub(super) fn run(
    batch: &mut ReadyBatch,
    file: &str,
    pool: &ThreadPool,
    terminal: &Terminal,
) -> Outcome {
    if batch.filler.fills_word_file() {
        return Err(Failure::usage(
            Message::plain("batch.merge-word"),
            Message::plain("batch.merge-word.hint"),
        ));
    }
    let output = Output::new(Some(file), batch.job.force);
    output.check_writable(false)?;
    output.check_not_input(&batch.job.inputs())?;
    let (filler, is_trial) = (&batch.filler, batch.job.batch.dry_run);
    let elsewhere = batch.job.shelf.elsewhere();
    let (records, heads) = batch.files.open(filler.schema(), &elsewhere)?;
    refuse_heads(heads, terminal)?;
    let folder = Path::new(file).parent().unwrap_or(Path::new("")).to_owned();
    let mut faults = FaultFile::new(batch.fault_path(&folder));
    let bar = many::bar(None, terminal);
    let interrupt = Interrupt::watch();
    let mut documents: Vec<Document> = Vec::new();
    let mut meta = Meta::default();
    let mut told = Diagnostics::new();
    let (mut characters, mut faulty, mut all) = (0, 0, 0_usize);
    let mut stopped: Outcome<()> = Ok(());
    let work = |record: Result<UnreadRecord>| {
        let record = record?.read();
        Ok(MergedRecord {
            place: RecordPlace::of(&record),
            drafted: filler.draft(&record.answers),
        })
    };
    let done = |merged: Result<MergedRecord>| {
        bar.inc(1);
        let step = merged.and_then(|MergedRecord { place, drafted }| {
            all += 1;
            faults.add(&place, None, &drafted.diagnostics)?;
            match drafted.value {
                Some((document, first)) => {
                    characters += document.to_string().chars().count();
                    if documents.is_empty() {
                        // A file of many drafts is the draft of none of them.
                        meta = Meta {
                            stamp: None,
                            ..first
                        };
                    }
                    documents.push(document);
                }
                None => {
                    faulty += 1;
                    for fault in drafted.diagnostics.into_iter().filter(Diagnostic::is_error) {
                        let is_told = told
                            .iter()
                            .any(|told: &Diagnostic| told.message == fault.message);
                        if told.len() < TOLD && !is_told {
                            told.push(fault);
                        }
                    }
                }
            }
            Ok(())
        });
        if let Err(error) = step {
            stopped = Err(error.into());
        } else if characters > MOST_CHARACTERS {
            let message = Message::new("batch.merge-too-long", [("most", MOST_CHARACTERS)]);
            stopped = Err(Failure::from(Error::new(message)));
        } else if interrupt.is_asked() {
            stopped = Err(Failure::from(Error::new(Message::plain(
                "batch.merge-interrupted",
            ))));
        } else {
            return ControlFlow::Continue(());
        }
        ControlFlow::Break(())
    };
    pool.install(|| in_order(records, work, done));
    bar.finish_and_clear();
    stopped?;
    let mut bytes = 0;
    if !is_trial && !documents.is_empty() {
        let merged = filler.write_merged(&documents, &meta)?;
        bytes = merged.len();
        output.write(&merged, terminal)?;
    }
    report::diagnostics(&told, &Sources::default(), terminal);
    let fault_file = faults.path().display().to_string();
    let has_faults = faults.finish()?;
    let counts = [("n", documents.len()), ("faulty", faulty)];
    terminal.answer(|| {
        json!({
            "genre": batch.job.genre, "format": filler.format().name(), "file": file,
            "records": all, "written": documents.len(), "kept": 0, "faulty": faulty,
            "bytes": bytes, "dry_run": is_trial, "interrupted": false,
            "faults_file": has_faults.then_some(fault_file), "files": [file],
        })
    });
    terminal.note(&clean(&format!(
        "{}\n",
        translate_with("batch.merged", counts)
    )));
    Ok(if faulty > 0 { Exit::Faults } else { Exit::Done })
}
