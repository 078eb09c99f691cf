//! Makes a genre of each report: `nigao mine … --each`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use nigao::catalog::{GenreFiles, genre_files as blank_files, mined_files, suggested_name};
use nigao::diagnostic::Message;
use nigao::mine::decisions::Decisions;
use nigao::mine::{Proposal, propose};

use super::super::genre_files;
use super::super::inspect::{OpenedReport, opened};
use super::super::lang::translate_with as tell;
use super::super::many::{ReportFiles, each_file, tell_advice, unread};
use super::super::outcome::{Exit, Failure, Outcome};
use super::super::terminal::Terminal;
use super::Mine;
use super::collection::refuse_collection;
use super::reports::{distinct, report_of};

/// A genre made of one report, not yet written.
struct MinedFile {
    name: String,
    proposal: Proposal,
    files: GenreFiles,
    advice: Vec<Message>,
}

impl Mine {
    pub(super) fn run_each(&self, terminal: &Terminal) -> Outcome {
        let files = ReportFiles::find(&self.reports, terminal)?;
        let files = distinct(files, terminal);
        self.check_names(&files.paths)?;
        let mut entries = Vec::new();
        let mut count = 0;
        let work = |path: &Path| self.mine_file(path);
        let end = each_file(&files, terminal, work, |path, mined| {
            let mined = match mined {
                Ok(mined) => mined,
                Err(failure) => {
                    entries.push(unread(path, &failure, terminal));
                    return Ok(());
                }
            };
            tell_advice(path, &mined.advice, terminal);
            genre_files::write(&self.output, &mined.files, self.force)?;
            count += 1;
            if terminal.is_json() {
                entries.push(self.to_json(&mined.name, &mined.proposal, &mined.files));
            }
            let args = [("file", path.display().to_string()), ("name", mined.name)];
            terminal.note(&format!("{}\n", tell("cli.mine.each-made", args)));
            Ok(())
        })?;
        terminal.answer(|| serde_json::json!({ "genres": entries }));
        let folder = self.output.display().to_string();
        let args = [("n", count.to_string()), ("folder", folder)];
        terminal.note(&format!("{}\n", tell("cli.mine.each-done", args)));
        Ok(end.exit(Exit::Done))
    }

    /// Names the genres before the first is written: each after its file, no two alike on a system
    /// that takes A for a, none that is there already.
    fn check_names(&self, paths: &[PathBuf]) -> Outcome<()> {
        let mut taken: HashMap<String, &PathBuf> = HashMap::new();
        for path in paths {
            let name = suggested_name(path);
            genre_files::named(&name, "cli.mine.bad-name-hint")?;
            if let Some(other) = taken.insert(name.to_lowercase(), path) {
                let args = [
                    ("name", name),
                    ("one", other.display().to_string()),
                    ("other", path.display().to_string()),
                ];
                let message = Message::new("cli.mine.same-name", args);
                let hint = Message::plain("cli.mine.same-name-hint");
                return Err(Failure::usage(message, hint));
            }
            let files = blank_files(&name, String::new(), String::new());
            genre_files::free(&self.output, &files, self.force)?;
        }
        Ok(())
    }

    /// Mines a file, from any thread.
    fn mine_file(&self, path: &Path) -> Outcome<MinedFile> {
        let OpenedReport { mut source, advice } = opened(path, self.encoding.as_deref())?;
        source.keep_noise = self.keep_noise;
        refuse_collection(path, &source)?;
        let proposal = propose(&[report_of(path, &source)?]);
        let decided = proposal.decided(&Decisions::of(&proposal));
        let name = suggested_name(path);
        let files = mined_files(&name, decided.genre(), [name.as_str()], proposal.sample());
        Ok(MinedFile {
            name,
            proposal,
            files,
            advice,
        })
    }
}
