//! Answers each record on stdin with a line of JSON on stdout: `--records - -o -`.

use std::io::{self, Write};
use std::ops::ControlFlow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use nigao::batch::{Filler, Record, ReportFormat, UnreadRecord, in_order};
use nigao::diagnostic::{Checked, Lang, Message};
use nigao::error::{Error, Result};
use rayon::ThreadPool;
use serde_json::{Value, json};

use super::ready::{ReadyBatch, refuse_heads};
use crate::cli::lang::lang;
use crate::cli::outcome::{Exit, Failure, Outcome};
use crate::cli::terminal::Terminal;

/// Runs the filter. Records come and go one by one, so it may stand in a pipe for ever.
pub(super) fn run(batch: &ReadyBatch, pool: &ThreadPool, terminal: &Terminal) -> Outcome {
    if terminal.is_json() || batch.job.batch.dry_run || batch.job.batch.resume {
        return Err(Failure::Usage(Message::plain("batch.filter-flags"), None));
    }
    let filler = &batch.filler;
    let elsewhere = batch.job.shelf.elsewhere();
    let (records, heads) = batch.files.open(filler.schema(), &elsewhere)?;
    refuse_heads(heads, terminal)?;
    let lang = lang();
    let mut exit = Exit::Done;
    let mut stopped: Result<()> = Ok(());
    let work =
        |record: Result<UnreadRecord>| record.map(|record| answer(filler, &record.read(), lang));
    let done = |answered: Result<(bool, String)>| {
        let written = answered.and_then(|(is_ok, line)| {
            if !is_ok {
                exit = Exit::Faults;
            }
            let mut out = io::stdout().lock();
            let written = out.write_all(line.as_bytes()).and_then(|()| out.flush());
            written.map_err(|error| Error::io("-", error))
        });
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                stopped = Err(error);
                ControlFlow::Break(())
            }
        }
    };
    pool.install(|| in_order(records, work, done));
    match stopped {
        // Who reads has read enough (`… | head -1`).
        Err(error) if is_broken_pipe(&error) => Ok(exit),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(exit),
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    error
        .io_error()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Returns whether a record became a report, and its line:
/// `{id, ok, faults, text | docx_base64}`.
fn answer(filler: &Filler, record: &Record, lang: Lang) -> (bool, String) {
    let Checked { value, diagnostics } = filler.fill(&record.answers);
    let faults: Vec<Value> = diagnostics
        .iter()
        .map(|fault| fault.to_json(&[lang]))
        .collect();
    let id = record.id.clone().unwrap_or_else(|| record.number.into());
    let mut line = json!({"id": id, "ok": value.is_some(), "faults": faults});
    match (&value, filler.format()) {
        (None, _) => {}
        (Some(bytes), ReportFormat::Docx) => line["docx_base64"] = BASE64.encode(bytes).into(),
        (Some(bytes), _) => line["text"] = String::from_utf8_lossy(bytes).into(),
    }
    (value.is_some(), format!("{line}\n"))
}
