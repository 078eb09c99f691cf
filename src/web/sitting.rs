//! Opens a draft for one request: its answers file read anew, its interview, its revision.

use std::hash::{Hash, Hasher};
use std::time::SystemTime;

use nigao::answers::{self, Answers};
use nigao::diagnostic::Diagnostics;
use nigao::drafting::{AnswersFile, day_in_china};
use nigao::error::Error;
use nigao::interview::Interview;
use nigao::yaml::print;
use nigao::{input, read};

use super::drafts::{DraftState, Drafts, GenreKit};
use super::words::PageWords;

/// The largest answers file of last year that is read, in bytes.
const MOST_BYTES: u64 = 8 << 20;

/// A draft opened for one request. The file is read at every request, so what the terminal or an
/// editor wrote meanwhile is seen.
pub(super) struct Sitting<'a> {
    pub(super) kit: &'a GenreKit,
    pub(super) interview: Interview<'a>,
    pub(super) file: AnswersFile,
    /// A number that changes with the answers.
    pub(super) revision: u64,
    words: PageWords,
    /// Last year's answers, and what they give for this year.
    last: Option<(Answers, Answers)>,
}

/// Why a draft cannot be opened.
#[derive(Debug)]
pub(super) enum Unopened {
    /// The file cannot be read.
    Stopped(Error),
    /// The file is no YAML any more.
    Broken(Diagnostics),
}

impl<'a> Sitting<'a> {
    /// Opens a draft.
    ///
    /// # Errors
    /// A file that cannot be read, or that is no YAML any more.
    pub(super) fn open(
        kit: &'a GenreKit,
        drafts: &Drafts,
        draft: &DraftState,
        words: PageWords,
    ) -> Result<Self, Unopened> {
        let path = drafts.path(&draft.file).display().to_string();
        let form = kit.form(words.0);
        let (file, answers, faults) =
            AnswersFile::open(&path, &[], form).map_err(Unopened::Stopped)?;
        if !faults.is_empty() {
            return Err(Unopened::Broken(faults));
        }
        let last = draft
            .last
            .as_ref()
            .and_then(|last| last_year(kit, drafts, last));
        let interview = interview(kit, &answers, words, last.as_ref());
        Ok(Self {
            kit,
            interview,
            file,
            revision: revision(&answers),
            words,
            last,
        })
    }

    /// Returns the interview as it was when the answers were these.
    pub(super) fn before(&self, answers: &Answers) -> Interview<'a> {
        interview(self.kit, answers, self.words, self.last.as_ref())
    }

    /// Saves the answers, and returns what is to be said about it.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(super) fn save(&mut self) -> Result<Option<String>, Error> {
        let answers = self.interview.answers();
        let aside = self.file.save(&answers, &self.kit.schema)?;
        self.revision = revision(&answers);
        Ok(aside.map(|aside| {
            let args = [
                ("file", aside.file),
                ("line", aside.line.to_string()),
                ("aside", self.file.file.clone()),
            ];
            self.words.tell("ask.aside", args)
        }))
    }
}

fn interview<'a>(
    kit: &'a GenreKit,
    answers: &Answers,
    words: PageWords,
    last: Option<&(Answers, Answers)>,
) -> Interview<'a> {
    let interview = Interview::new(&kit.schema, answers, words.0);
    let interview = interview.on(day_in_china(SystemTime::now()));
    match last {
        Some((last, rolled)) => interview.after_last_year(rolled, last),
        None => interview,
    }
}

/// Reads last year's answers; `None` where they cannot be read any more.
fn last_year(kit: &GenreKit, drafts: &Drafts, file: &str) -> Option<(Answers, Answers)> {
    let bytes = input::read_file(&drafts.path(file), MOST_BYTES).ok()?;
    let last = Answers::read(file, &read::text_of(bytes).ok()?);
    let rolled = answers::roll(&kit.schema, &last);
    last.faults().is_empty().then_some((last, rolled))
}

/// Returns the revision of answers: the same answers have the same.
pub(super) fn revision(answers: &Answers) -> u64 {
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    for entry in answers
        .entries()
        .iter()
        .filter(|entry| !entry.node.is_empty())
    {
        entry.key.hash(&mut hasher);
        print::flow(&entry.node).hash(&mut hasher);
    }
    hasher.finish()
}
