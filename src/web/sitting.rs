//! Opens a draft for one request: its answers file read anew, its interview, its revision.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::SystemTime;

use nigao::answers::{self, Answers};
use nigao::diagnostic::Diagnostics;
use nigao::drafting::{AnswersFile, day_in_china};
use nigao::error::Error;
use nigao::interview::Interview;
use nigao::yaml::{Node, Value};
use nigao::{input, read};

use super::draft_names::next_years;
use super::drafts::{DraftState, Drafts, GenreKit, LastYear};
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
    pub(super) last: Option<Arc<LastYear>>,
}

/// Why a draft cannot be opened.
#[derive(Debug)]
pub(super) enum Unopened {
    /// The file cannot be read.
    Stopped(Error),
    /// The file was there, and is not any more.
    Gone,
    /// The file is no YAML any more.
    Broken(Diagnostics),
}

impl<'a> Sitting<'a> {
    /// Opens a draft.
    ///
    /// # Errors
    /// A file that cannot be read, that was deleted, or that is no YAML any more.
    pub(super) fn open(
        kit: &'a GenreKit,
        drafts: &Drafts,
        draft: &DraftState,
        words: PageWords,
    ) -> Result<Self, Unopened> {
        let path = drafts.path(&draft.file).display().to_string();
        if drafts.is_gone(draft) {
            return Err(Unopened::Gone);
        }
        let file = read(&path, kit, draft, words).map_err(Unopened::Stopped)?;
        if !file.given.faults().is_empty() {
            return Err(Unopened::Broken(file.given.faults().clone()));
        }
        let answers = file.answers();
        let last = last_year(kit, drafts, draft);
        let interview = interview(kit, &answers, words, last.as_deref());
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
        interview(self.kit, answers, self.words, self.last.as_deref())
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
    last: Option<&LastYear>,
) -> Interview<'a> {
    let interview = Interview::new(&kit.schema, answers, words.0);
    let interview = interview.on(day_in_china(SystemTime::now()));
    match last {
        Some(last) => interview.after_last_year(&last.rolled, &last.answers),
        None => interview,
    }
}

/// Reads the answers file of a draft; what stands in it is parsed only where it has changed.
fn read(
    path: &str,
    kit: &GenreKit,
    draft: &DraftState,
    words: PageWords,
) -> Result<AnswersFile, Error> {
    match draft.opened.clone().filter(|known| known.file == path) {
        Some(mut known) => known.read_again().map(|()| known),
        None => AnswersFile::open(path, &[], kit.form(words.0)).map(|(file, ..)| file),
    }
}

/// Returns the name of the draft that follows the answers of a file: a name for this year's with
/// its years one on.
pub(super) fn name_after(kit: &GenreKit, drafts: &Drafts, stem: &str, file: &str) -> String {
    match last_year(kit, drafts, &DraftState::after(file)) {
        Some(known) => next_years(stem, &kit.schema, &known.rolled),
        None => stem.to_owned(),
    }
}

/// Reads last year's answers; `None` where they cannot be read any more.
fn last_year(kit: &GenreKit, drafts: &Drafts, draft: &DraftState) -> Option<Arc<LastYear>> {
    let file = draft.last.as_ref()?;
    let bytes = input::read_file(&drafts.path(file), MOST_BYTES).ok()?;
    let text = read::text_of(bytes).ok()?;
    let known = draft.last_read.clone();
    if let Some(known) = known.filter(|known| known.text == text) {
        return Some(known);
    }
    let answers = Answers::read(file, &text);
    let rolled = answers::roll(&kit.schema, &answers);
    let is_whole = answers.faults().is_empty();
    is_whole.then(|| {
        Arc::new(LastYear {
            text,
            answers,
            rolled,
        })
    })
}

/// Returns the revision of answers: the same answers have the same.
pub(super) fn revision(answers: &Answers) -> u64 {
    let mut hasher = DefaultHasher::new();
    for entry in answers
        .entries()
        .iter()
        .filter(|entry| !entry.node.is_empty())
    {
        entry.key.hash(&mut hasher);
        hash(&entry.node, &mut hasher);
    }
    hasher.finish()
}

/// Hashes what a value says, wherever it stands.
fn hash(node: &Node, hasher: &mut DefaultHasher) {
    std::mem::discriminant(&node.value).hash(hasher);
    match &node.value {
        Value::Empty => {}
        Value::Scalar(words) => words.hash(hasher),
        Value::List(items) => {
            items.len().hash(hasher);
            for item in items {
                hash(item, hasher);
            }
        }
        Value::Map(entries) => {
            entries.len().hash(hasher);
            for entry in entries {
                entry.key.hash(hasher);
                hash(&entry.node, hasher);
            }
        }
    }
}
