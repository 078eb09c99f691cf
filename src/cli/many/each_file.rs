//! Works on the files of a list from all cores and hands the results on in the order of the list.

use std::ops::ControlFlow;
use std::path::Path;

use nigao::batch::in_order;
use nigao::diagnostic::{Diagnostic, Message};
use serde_json::{Value, json};

use super::interrupt::Interrupt;
use super::progress::bar;
use super::report_files::ReportFiles;
use crate::cli::lang::{lang, translate_with};
use crate::cli::outcome::{Exit, Failure, Outcome};
use crate::cli::report;
use crate::cli::terminal::{Terminal, clean};

/// How a run over many files ended.
#[derive(Clone, Copy, Default)]
pub(crate) struct FileEnd {
    /// How many files could not be worked on.
    pub(crate) unread: usize,
    /// Whether Ctrl-C came before the last.
    pub(crate) is_interrupted: bool,
}

impl FileEnd {
    /// Returns the exit code: done if all files were worked on, and `exit` says so, too.
    pub(crate) fn exit(self, exit: Exit) -> Exit {
        if self.unread > 0 || self.is_interrupted {
            Exit::Faults
        } else {
            exit
        }
    }
}

/// Calls `work` on every file, in any order, and `done` on every result, in the order of the files.
///
/// A failure of one file is handed on like a result; of a single file it ends the command instead,
/// with its own exit code.
pub(crate) fn each_file<R: Send>(
    files: &ReportFiles,
    terminal: &Terminal,
    work: impl Fn(&Path) -> Outcome<R> + Send + Sync,
    mut done: impl FnMut(&Path, Outcome<R>) -> Outcome<()>,
) -> Outcome<FileEnd> {
    if !files.is_many {
        for path in &files.paths {
            done(path, Ok(work(path)?))?;
        }
        return Ok(FileEnd::default());
    }
    let interrupt = Interrupt::watch();
    let bar = bar(Some(files.paths.len()), terminal);
    let mut end = FileEnd::default();
    let mut stopped = Ok(());
    let mut left = files.paths.len();
    // What is told goes through one thread, and the terminal stays on it: results come back here.
    let (sender, receiver) = std::sync::mpsc::sync_channel(1);
    let is_asked = || interrupt.is_asked();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let work = |path: &Path| (path.to_owned(), work(path));
            in_order(
                files.paths.iter().map(|path| &**path),
                work,
                |result| match sender.send(result) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                },
            );
        });
        // The receiver goes with the loop: whoever works learns that nobody waits any more.
        for (path, result) in receiver {
            left -= 1;
            bar.inc(1);
            end.unread += usize::from(result.is_err());
            stopped = done(&path, result);
            if stopped.is_err() || is_asked() {
                break;
            }
        }
    });
    bar.finish_and_clear();
    stopped?;
    end.is_interrupted = left > 0;
    tell_interrupted(end, terminal);
    Ok(end)
}

/// Gives advice about one file of many.
pub(crate) fn tell_advice(path: &Path, advice: &[Message], terminal: &Terminal) {
    let file = path.display().to_string();
    for message in advice {
        if let Some(mut envelope) = terminal.envelope() {
            envelope.add_in_file(&Diagnostic::advice(None, message.clone()), &file);
            continue;
        }
        let args = [("file", clean(&file)), ("why", message.text(lang()))];
        terminal.note(&format!("{}\n", translate_with("cli.io.file", args)));
    }
}

/// Tells why a file could not be worked on. Returns its entry among the results of an envelope.
pub(crate) fn unread(path: &Path, failure: &Failure, terminal: &Terminal) -> Value {
    report::failure(failure, terminal);
    let envelope = terminal.envelope();
    let fault = envelope.as_ref().and_then(|envelope| envelope.last());
    json!({"file": path.display().to_string(), "fault": fault})
}

/// Tells that Ctrl-C came before the last file.
fn tell_interrupted(end: FileEnd, terminal: &Terminal) {
    if end.is_interrupted {
        terminal.advise(&Message::plain("cli.many.interrupted"));
    }
}
