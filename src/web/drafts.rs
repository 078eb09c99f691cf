//! Knows the drafts of the folder by ids of our own; no page ever names a path.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use nigao::answers::Answers;
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::Lang;
use nigao::drafting::AnswersFile;
use nigao::error::Result;
use nigao::forms::ReturnedForm;
use nigao::review::UNIT_FILE;
use nigao::schema::Schema;
use nigao::template::Bound;
use nigao::yaml::{self, Entry, Node, Value, print};
use nigao::{forms, input, output, read};

use super::draft_names::file_stem;
use super::unit::UnitInFolder;
use super::words::PageWords;

/// The file that says which answers file began from which of last year.
const NOTES: &str = ".nigao.yaml";
/// The largest file that is looked at to see whether it holds answers, in bytes.
const MOST_BYTES: u64 = 1 << 20;
/// The most files of a folder that are looked at.
const MOST_FILES: usize = 400;
/// How many drafts are kept as they were read; others are read anew when they are asked for.
const MOST_OPEN: usize = 16;
/// How many states of the answers are remembered, to see what a tab has changed.
const MOST_STATES: usize = 64;

/// The drafts of a folder, and the genres they are of.
pub(super) struct Drafts {
    catalog: Catalog,
    folder: PathBuf,
    /// Whether the catalog has the genres of the folder itself.
    has_own_genres: bool,
    kits: HashMap<String, Arc<GenreKit>>,
    known: BTreeMap<String, DraftState>,
    /// The drafts whose answers are kept as they were read, the newest last.
    open: VecDeque<String>,
}

/// A genre with its schema read and its template compiled.
pub(super) struct GenreKit {
    pub(super) genre: Genre,
    pub(super) schema: Schema,
    /// `None` if the template has errors; then there is nothing to show.
    pub(super) template: Option<Bound>,
    form: OnceLock<String>,
}

impl GenreKit {
    /// Returns the blank form that a new answers file begins with.
    pub(super) fn form(&self, lang: Lang) -> String {
        let form = || forms::form(&self.schema, &self.genre.name, lang);
        self.form.get_or_init(form).clone()
    }
}

/// Last year's answers as they were read, and what they give for this year.
#[derive(Debug)]
pub(super) struct LastYear {
    pub(super) text: String,
    pub(super) answers: Answers,
    pub(super) rolled: Answers,
}

/// What is known of a draft between two requests. Every request clones it, so what is large is
/// shared.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftState {
    /// The name of the answers file in the folder.
    pub(super) file: String,
    /// The genre's name.
    pub(super) genre: String,
    /// The name of last year's answers file in the folder.
    pub(super) last: Option<String>,
    /// What was typed and refused, by path; it is shown again until it is mended.
    pub(super) refused: BTreeMap<String, String>,
    /// What is to be said on the next page.
    pub(super) notices: Vec<String>,
    /// The forms that came back.
    pub(super) returned: Arc<Vec<ReturnedForm>>,
    /// The fields that were chosen for where forms contradict each other.
    pub(super) chosen: Vec<String>,
    /// When the file was written the last time.
    pub(super) changed: Option<SystemTime>,
    /// Whether the file was there at any time.
    pub(super) was_there: bool,
    /// The answers file as it was read the last time.
    pub(super) opened: Option<AnswersFile>,
    /// Last year's answers as they were read the last time.
    pub(super) last_read: Option<Arc<LastYear>>,
    states: VecDeque<(u64, SharedAnswers)>,
}

/// Answers that share with an earlier state what has not changed since.
type SharedAnswers = Arc<Vec<Arc<Entry>>>;

fn share(answers: &Answers, before: &SharedAnswers) -> SharedAnswers {
    let known: HashMap<&str, &Arc<Entry>> = before
        .iter()
        .map(|entry| (entry.key.as_str(), entry))
        .collect();
    let mut shared = Vec::new();
    for entry in answers.entries() {
        let same = known.get(entry.key.as_str());
        let same = same.filter(|same| same.node.same(&entry.node));
        shared.push(same.map_or_else(|| Arc::new(entry.clone()), |same| Arc::clone(same)));
    }
    Arc::new(shared)
}

impl DraftState {
    /// Returns a draft that begins from last year's answers.
    pub(super) fn after(last: &str) -> Self {
        Self {
            last: Some(last.to_owned()),
            ..Self::default()
        }
    }

    /// Returns the name of the draft: that of its file without its ending.
    pub(super) fn stem(&self) -> &str {
        let stem = self.file.strip_suffix(".yaml");
        stem.or_else(|| self.file.strip_suffix(".yml"))
            .unwrap_or(&self.file)
    }

    /// Remembers the answers a page shows.
    pub(super) fn remember(&mut self, revision: u64, answers: &Answers) {
        let before = self.states.back().map(|(_, state)| state.clone());
        self.states.retain(|(known, _)| *known != revision);
        if self.states.len() == MOST_STATES {
            self.states.pop_front();
        }
        let state = share(answers, &before.unwrap_or_default());
        self.states.push_back((revision, state));
    }

    /// Returns the answers that a page of this revision shows.
    pub(super) fn state(&self, revision: u64) -> Option<Answers> {
        let mut states = self.states.iter();
        let (_, state) = states.find(|(known, _)| *known == revision)?;
        let entries = state.iter().map(|entry| Entry::clone(entry)).collect();
        Some(Answers::of(Node::of(Value::Map(entries))))
    }
}

impl Drafts {
    /// Looks for drafts in a folder.
    pub(super) fn new(catalog: Catalog, folder: PathBuf) -> Self {
        let (kits, known) = (HashMap::new(), BTreeMap::new());
        let mut drafts = Self {
            catalog,
            folder,
            has_own_genres: false,
            kits,
            known,
            open: VecDeque::new(),
        };
        // Without a folder `templates` there are none.
        let _ = drafts.add_own_genres();
        drafts
    }

    /// Returns where a file of the folder is.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Returns the folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file into the folder and deletes it: rights, quotas and read-only media are too
    /// many to be asked for one by one.
    ///
    /// # Errors
    /// Why nothing can be saved here.
    pub(super) fn try_writing(&self) -> Result<()> {
        let tried = output::StagedFile::new(&self.path(NOTES), b"nigao").map(drop);
        tried.map_err(|error| error.in_file(&self.folder))
    }

    /// Reads the unit's file of the folder.
    pub(super) fn unit(&self, words: PageWords) -> UnitInFolder {
        UnitInFolder::read(&self.folder, words)
    }

    /// Returns the genres: the user's own first.
    pub(super) fn genres(&self) -> Vec<Genre> {
        self.catalog.genres().unwrap_or_default()
    }

    /// Knows the genres in the folder itself from now on: one was made.
    ///
    /// # Errors
    /// A folder without genres.
    pub(super) fn add_own_genres(&mut self) -> Result<()> {
        self.kits.clear();
        if !self.has_own_genres {
            self.catalog = self.catalog.clone().with_folder(&self.folder)?;
            self.has_own_genres = true;
        }
        Ok(())
    }

    /// Returns a genre, read and compiled.
    ///
    /// # Errors
    /// No such genre.
    pub(super) fn kit(&mut self, name: &str) -> Result<Arc<GenreKit>> {
        if let Some(kit) = self.kits.get(name) {
            return Ok(kit.clone());
        }
        let genre = self.catalog.genre(name)?;
        let (schema, _) = genre.schema().recovered();
        let template = genre
            .template()
            .and_then(|template| template.bind(&schema))
            .ok();
        let kit = Arc::new(GenreKit {
            genre,
            schema,
            template,
            form: OnceLock::new(),
        });
        self.kits.insert(name.to_owned(), kit.clone());
        Ok(kit)
    }

    /// Returns whether any genre has a field of this name.
    pub(super) fn has_field(&self, field: &str) -> bool {
        self.catalog.has_field(field)
    }

    /// Looks through the folder and returns its drafts with their ids, the newest first.
    pub(super) fn list(&mut self) -> Vec<(String, DraftState)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut found = Vec::new();
        for entry in entries.take(MOST_FILES) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
            if !is_yaml || name.starts_with('.') || name == UNIT_FILE {
                continue;
            }
            let changed = entry
                .metadata()
                .and_then(|metadata| metadata.modified())
                .ok();
            let id = id_of(&name);
            match self.known.get_mut(&id) {
                Some(known) => (known.changed, known.was_there) = (changed, true),
                None => {
                    let Some(genre) = self.genre_of(&name) else {
                        continue;
                    };
                    let last = self.note_of(&name);
                    let draft = DraftState {
                        file: name,
                        genre,
                        last,
                        changed,
                        was_there: true,
                        ..Default::default()
                    };
                    self.known.insert(id.clone(), draft);
                }
            }
            found.extend(self.known.get(&id).map(|draft| (id, draft.clone())));
        }
        found.sort_by(|(_, one), (_, other)| {
            other
                .changed
                .cmp(&one.changed)
                .then_with(|| one.file.cmp(&other.file))
        });
        found
    }

    /// Whether the answers file of a draft was there, and is not any more.
    pub(super) fn is_gone(&self, draft: &DraftState) -> bool {
        draft.was_there && !self.path(&draft.file).exists()
    }

    /// Keeps what was read of a draft for the next request, and forgets that of the draft that
    /// was not asked for the longest time.
    pub(super) fn keep(&mut self, id: &str, file: &AnswersFile, last: Option<Arc<LastYear>>) {
        let is_there = Path::new(&file.file).exists();
        if let Some(draft) = self.known.get_mut(id) {
            draft.was_there |= is_there;
            draft.opened = Some(file.clone());
            draft.last_read = last;
        }
        self.open.retain(|other| other != id);
        self.open.push_back(id.to_owned());
        if self.open.len() > MOST_OPEN {
            let oldest = self.open.pop_front();
            if let Some(draft) = oldest.and_then(|id| self.known.get_mut(&id)) {
                (draft.opened, draft.last_read) = (None, None);
                draft.states = VecDeque::new();
            }
        }
    }

    /// Returns the draft of an id.
    pub(super) fn draft(&mut self, id: &str) -> Option<&mut DraftState> {
        if !self.known.contains_key(id) {
            self.list();
        }
        self.known.get_mut(id)
    }

    /// Begins a draft of a genre under a name that no file has yet, and returns its id. The file
    /// itself comes with the first answer.
    pub(super) fn begin(
        &mut self,
        genre: &str,
        wanted: &str,
        last: Option<String>,
        words: PageWords,
    ) -> String {
        let stem = file_stem(wanted);
        // One that was begun, left without an answer and is begun again is the same.
        let is_same = |known: &DraftState| known.genre == genre && known.last == last;
        let is_free = |name: &String| {
            let known = self.known.get(&id_of(name));
            let is_free = known.is_none_or(|known| self.is_gone(known) || is_same(known));
            is_free && !self.path(name).exists()
        };
        let mut file = format!("{stem}.yaml");
        let mut count = 2_u32;
        while !is_free(&file) && count < u32::MAX {
            file = format!("{stem}-{count}.yaml");
            count += 1;
        }
        let id = id_of(&file);
        let known = self.known.get(&id);
        if known.is_some_and(|known| !self.is_gone(known)) {
            return id;
        }
        let unkept = last.as_ref().and_then(|last| self.note(&file, last).err());
        let mut draft = DraftState {
            file,
            genre: genre.to_owned(),
            last,
            ..DraftState::default()
        };
        draft
            .notices
            .extend(unkept.map(|error| words.unsaved(&error)));
        self.known.insert(id.clone(), draft);
        id
    }

    /// Chooses last year's answers of a draft.
    pub(super) fn set_last(&mut self, id: &str, last: Option<String>, words: PageWords) {
        let Some(draft) = self.known.get_mut(id) else {
            return;
        };
        draft.last.clone_from(&last);
        let file = draft.file.clone();
        let unkept = self.note(&file, &last.unwrap_or_default()).err();
        if let Some(draft) = self.known.get_mut(id) {
            draft
                .notices
                .extend(unkept.map(|error| words.unsaved(&error)));
        }
    }

    /// Returns the genre that a file of answers is of: the one its first lines name, else the one
    /// that knows most of its fields.
    fn genre_of(&mut self, file: &str) -> Option<String> {
        let bytes = input::read_file(&self.path(file), MOST_BYTES).ok()?;
        let text = read::text_of(bytes).ok()?;
        let named = text.lines().take(8).find_map(named_genre);
        if let Some(name) = named.filter(|name| self.kit(name).is_ok()) {
            return Some(name.to_owned());
        }
        let answers = Answers::read(file, &text);
        let mut best: Option<(usize, String)> = None;
        for genre in self.genres() {
            let Ok(kit) = self.kit(&genre.name) else {
                continue;
            };
            let is_field = |key: &str| kit.schema.field(key).is_some();
            let known = answers
                .entries()
                .iter()
                .filter(|entry| is_field(&entry.key))
                .count();
            if 2 * known > answers.entries().len() && best.as_ref().is_none_or(|(n, _)| known > *n)
            {
                best = Some((known, genre.name));
            }
        }
        best.map(|(_, name)| name)
    }

    fn notes(&self) -> Node {
        let bytes = input::read_file(&self.path(NOTES), MOST_BYTES).unwrap_or_default();
        let text = read::text_of(bytes).unwrap_or_default();
        yaml::read(NOTES, &text)
            .value
            .unwrap_or_else(|| Node::of(Value::Empty))
    }

    fn note_of(&self, file: &str) -> Option<String> {
        let last = self.notes().get(file)?.scalar()?.to_owned();
        // Only a file of the folder: the note may have been written by others.
        let is_inside = !last.contains(['/', '\\', ':']) && self.path(&last).is_file();
        is_inside.then_some(last)
    }

    /// Notes which file of last year a draft begins from.
    ///
    /// # Errors
    /// A folder that cannot be written to: the next start does not know it.
    fn note(&self, file: &str, last: &str) -> Result<()> {
        let mut notes = self.notes();
        if !matches!(notes.value, Value::Map(_)) {
            notes = Node::of(Value::Map(Vec::new()));
        }
        notes.set(file, Node::of_words(last));
        let mut text = String::new();
        for entry in notes.entries() {
            text += &print::entry(&entry.key, &entry.node);
        }
        output::write_file(&self.path(NOTES), text.as_bytes(), true)
    }
}

/// Returns the genre that a line of a blank form names: `nigao check NAME …`.
fn named_genre(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('#')?.split("nigao check ").nth(1)?;
    rest.split_whitespace().next()
}

/// Returns the id of a file of the folder.
fn id_of(file: &str) -> String {
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_its_genre_in_either_language() {
        let line = "# 看填得对不对：nigao check township-work-report 本文件";
        assert_eq!(named_genre(line), Some("township-work-report"));
        assert_eq!(named_genre("nigao check x"), None);
        assert_eq!(named_genre("# nigao fill x"), None);
    }
}
