//! Finds the template, schema and sample of a genre: in the user's folders first, then the shipped.

mod genre_files;
mod home;
mod starter;
mod word_file;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Message};
use crate::error::{Error, Result};
use crate::nearest::nearest;
use crate::schema::{self, FieldTable, Schema};
use crate::template::{AbsoluteWords, Template};

use home::{GenreFile, GenreHome, TEMPLATES};

pub use genre_files::{GenreFiles, genre_files, is_genre_name, mined_files, suggested_name};
pub use home::CarriedFiles;
pub use starter::Starter;
pub use word_file::WordFile;

/// The schema file that holds fields shared by genres.
const VOCABULARY: &str = "schemas/vocabulary.yaml";
/// The file of absolute words, of the program and of a folder of genres.
const ABSOLUTE_WORDS: &str = "absolute_words.txt";

/// Where genres are looked up.
///
/// ```
/// use nigao::catalog::Catalog;
/// let genre = Catalog::shipped().genre("乡镇政府半年工作报告").unwrap();
/// assert_eq!(genre.name, "township-midyear-report");
/// assert!(genre.schema().into_result().unwrap().field("地名").is_some());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    folders: Vec<PathBuf>,
}

/// One genre: a name whose files are read when asked for.
#[derive(Clone, Debug)]
pub struct Genre {
    /// The name of its files.
    pub name: String,
    home: GenreHome,
}

impl Catalog {
    /// The genres that come with the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::default()
    }

    /// Adds a folder holding `templates/`, `schemas/` and `samples/`; its genres win over those of
    /// the same name.
    ///
    /// # Errors
    /// A folder without `templates/`.
    pub fn with_folder(mut self, folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        if !folder.join("templates").is_dir() {
            return Err(Error::new(Message::new(
                "catalog.folder",
                [("folder", folder.display().to_string())],
            )));
        }
        self.folders.insert(0, folder);
        Ok(self)
    }

    /// Every genre, the writer's own first, by name.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn genres(&self) -> Result<Vec<Genre>> {
        let mut names = BTreeSet::new();
        let mut genres = Vec::new();
        for folder in &self.folders {
            let path = folder.join("templates");
            let entries = std::fs::read_dir(&path).map_err(|why| Error::io(&path, why))?;
            let mut own: Vec<String> = entries
                .flatten()
                .filter_map(|entry| stem(&entry.path()))
                .collect();
            own.sort();
            let own = own.into_iter().filter(|name| names.insert(name.clone()));
            genres.extend(own.map(|name| Genre {
                name,
                home: GenreHome::Folder(folder.clone()),
            }));
        }
        let shipped = TEMPLATES.files().filter_map(|file| stem(file.path()));
        let mut shipped: Vec<String> = shipped.filter(|name| !names.contains(name)).collect();
        shipped.sort();
        genres.extend(shipped.into_iter().map(|name| Genre {
            name,
            home: GenreHome::Shipped,
        }));
        Ok(genres)
    }

    /// The genre of a name, or of a Chinese title.
    ///
    /// # Errors
    /// No such genre; the message has the nearest name.
    pub fn genre(&self, name: &str) -> Result<Genre> {
        let genres = self.genres()?;
        let titled = || {
            genres
                .iter()
                .find(|genre| genre.title().as_deref() == Some(name))
        };
        if let Some(found) = genres
            .iter()
            .find(|genre| genre.name == name)
            .or_else(titled)
        {
            return Ok(found.clone());
        }
        let titles: Vec<String> = genres.iter().filter_map(Genre::title).collect();
        let names = genres
            .iter()
            .map(|genre| genre.name.as_str())
            .chain(titles.iter().map(String::as_str));
        Err(Error::new(match nearest(name, names) {
            Some(near) => Message::new("catalog.unknown-near", [("name", name), ("near", near)]),
            None => Message::new("catalog.unknown", [("name", name)]),
        }))
    }

    /// Whether any genre has a field of this name.
    #[must_use]
    pub fn has_field(&self, field: &str) -> bool {
        self.field_names().contains(field)
    }

    /// The names of the fields of all genres; none if the genres cannot be read.
    #[must_use]
    pub fn field_names(&self) -> HashSet<String> {
        let mut names = HashSet::new();
        for genre in self.genres().unwrap_or_default() {
            let (schema, _) = genre.schema().recovered();
            names.extend(schema.fields.into_iter().map(|field| field.name));
        }
        names
    }
}

/// The stem of a template's file name; Word's notes of who has a file open are none.
fn stem(path: &Path) -> Option<String> {
    let is_template = path
        .extension()
        .is_some_and(|ending| ending == "hbs" || ending == "docx");
    let stem = path.file_stem()?.to_str()?;
    (is_template && !stem.starts_with("~$")).then(|| stem.to_owned())
}

impl Genre {
    /// The genre of a template's file, `…/templates/NAME.hbs`.
    ///
    /// # Errors
    /// A file that is not there, or stands in no folder `templates`.
    pub fn of_file(path: &Path) -> Result<Self> {
        std::fs::metadata(path).map_err(|why| Error::io(path, why))?;
        let near = |path: &Path| {
            let templates = path
                .parent()
                .filter(|templates| templates.ends_with("templates"))?;
            let folder = templates
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
                .unwrap_or(Path::new("."));
            Some(Self {
                name: stem(path)?,
                home: GenreHome::Folder(folder.to_owned()),
            })
        };
        let whole = std::path::absolute(path).unwrap_or_default();
        let homeless = || {
            Error::new(Message::new(
                "catalog.homeless",
                [("file", path.display().to_string())],
            ))
        };
        near(path).or_else(|| near(&whole)).ok_or_else(homeless)
    }

    /// The schema, with what is wrong with it.
    #[must_use]
    pub fn schema(&self) -> Checked<Schema> {
        match self.home.text(&self.schema_path()) {
            Ok(source) => schema::read(&source.file, &source.text, &self.vocabulary()),
            Err(error) => Checked::failed(fault(&error)),
        }
    }

    /// The schema without its fields: what a listing says of a genre, at a fraction of the cost.
    #[must_use]
    pub fn heading(&self) -> Schema {
        let source = self.home.text(&self.schema_path());
        let head = |source: GenreFile| {
            let lines = source
                .text
                .lines()
                .take_while(|line| !line.starts_with("fields:"));
            let text: String = lines.flat_map(|line| [line, "\n"]).collect();
            schema::read(&source.file, &text, &[]).recovered().0
        };
        source.map(head).unwrap_or_default()
    }

    /// The template.
    ///
    /// # Errors
    /// What is wrong with its form.
    pub fn template(&self) -> std::result::Result<Template, Diagnostics> {
        let source = self.template_source().map_err(|error| fault(&error))?;
        Template::parse(&source.file, &source.text)
    }

    /// Everything wrong with the template for its schema, at once.
    #[must_use]
    pub fn template_faults(&self, schema: &Schema) -> Diagnostics {
        let word = self.word_file();
        let mut faults = match self.home.text(&self.template_path()) {
            Ok(source) => Template::faults(&source.file, &source.text, schema),
            Err(_) if matches!(word, Ok(Some(_))) => Diagnostics::new(),
            Err(error) => return fault(&error),
        };
        match word {
            Ok(Some(word)) => faults.extend(word.faults(schema)),
            Ok(None) => {}
            Err(error) => faults.extend(fault(&error)),
        }
        faults
    }

    /// The source of the text template; where there is only a Word file, that of its words.
    fn template_source(&self) -> Result<GenreFile> {
        let source = self.home.text(&self.template_path());
        match (source, self.word_file()?) {
            (Err(_), Some(word)) => {
                let text = word.open()?.to_text_template();
                Ok(GenreFile {
                    file: word.file.clone(),
                    text: Cow::Owned(text),
                })
            }
            (source, _) => source,
        }
    }

    /// The path of the text template.
    fn template_path(&self) -> String {
        format!("templates/{}.hbs", self.name)
    }

    /// The path of the Word template.
    fn word_path(&self) -> String {
        format!("templates/{}.docx", self.name)
    }

    fn schema_path(&self) -> String {
        format!("schemas/{}.yaml", self.name)
    }

    fn sample_path(&self) -> String {
        format!("samples/{}/answers.yaml", self.name)
    }

    /// A warning for each absolute word (没有发生, 全部, 均…) in the template's own words outside
    /// every condition: by the shipped list and that of the genre's folder,
    /// `DIR/absolute_words.txt`.
    #[must_use]
    pub fn absolute_words(&self) -> Diagnostics {
        let Ok(template) = self.template_source() else {
            return Diagnostics::new();
        };
        let mut words = AbsoluteWords::shipped().clone();
        if let Ok(source) = self.home.text(ABSOLUTE_WORDS) {
            words = words.extended(&source.text);
        }
        words.find(&template.file, &template.text)
    }

    /// The sample answers: their file's name and text.
    ///
    /// # Errors
    /// A genre without a sample.
    pub fn sample(&self) -> Result<(String, Cow<'static, str>)> {
        let source = self.home.text(&self.sample_path())?;
        Ok((source.file, source.text))
    }

    /// The genre's Word file, if it has one; shipped genres have none.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn word_file(&self) -> Result<Option<WordFile>> {
        let path = self.word_path();
        if !self.home.has(&path) {
            return Ok(None);
        }
        Ok(Some(WordFile {
            file: self.home.file_name(&path),
            bytes: self.home.bytes(&path)?,
        }))
    }

    /// Whether a text template belongs to the genre; without one the Word file is all there is.
    #[must_use]
    pub fn has_text_template(&self) -> bool {
        self.home.has(&self.template_path())
    }

    /// Whether the genre has a schema; a Word file by itself has none.
    #[must_use]
    pub fn has_schema(&self) -> bool {
        self.home.has(&self.schema_path())
    }

    /// The text of the genre's file that messages call by this name.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<Cow<'static, str>> {
        let schema = || self.home.text(&self.schema_path());
        let template = || self.home.text(&self.template_path());
        let found = [schema(), template()]
            .into_iter()
            .flatten()
            .find(|source| source.file == file);
        if let Some(found) = found {
            return Some(found.text);
        }
        let word = self.word_file().ok()?.filter(|word| word.file == file)?;
        let text = word.open().ok()?.source().to_owned();
        Some(Cow::Owned(text))
    }

    /// The Chinese title, read from the schema's first lines alone.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let source = self.home.text(&self.schema_path()).ok()?;
        let title = source
            .text
            .lines()
            .find_map(|line| line.strip_prefix("title:"))?;
        Some(
            title
                .split(" #")
                .next()?
                .trim()
                .trim_matches(['"', '\''])
                .to_owned(),
        )
    }

    /// The fields genres share: those of the genre's own folder, else the shipped ones.
    fn vocabulary(&self) -> FieldTable {
        let source = self.home.text(VOCABULARY);
        let source = source.or_else(|_| GenreHome::Shipped.text(VOCABULARY));
        let fields = |source: GenreFile| {
            schema::read(&source.file, &source.text, &[])
                .recovered()
                .0
                .fields
        };
        source.map(fields).unwrap_or_default()
    }

    /// Takes the files of a user's genre out of their folder; none of a shipped one, which is in
    /// every program of this version.
    ///
    /// # Errors
    /// A file that cannot be read.
    ///
    /// ```
    /// use nigao::catalog::{Catalog, Genre};
    /// let shipped = Catalog::shipped().genre("head-duty-report").unwrap();
    /// assert_eq!(shipped.carried().unwrap(), None);
    /// # let folder = env!("CARGO_MANIFEST_DIR");
    /// let catalog = Catalog::shipped().with_folder(folder).unwrap();
    /// let own = catalog.genre("head-duty-report").unwrap();
    /// let carried = own.carried().unwrap().expect("files of a folder");
    /// let same = Genre::of_carried(&own.name, carried);
    /// assert_eq!(same.template().unwrap().source(), own.template().unwrap().source());
    /// ```
    pub fn carried(&self) -> Result<Option<CarriedFiles>> {
        let folder = match &self.home {
            GenreHome::Shipped => return Ok(None),
            GenreHome::Carried(carried) => return Ok(Some((**carried).clone())),
            GenreHome::Folder(folder) => folder.display().to_string(),
        };
        let mut carried = CarriedFiles {
            folder,
            ..CarriedFiles::default()
        };
        let paths = [
            self.template_path(),
            self.word_path(),
            self.schema_path(),
            self.sample_path(),
            VOCABULARY.to_owned(),
            ABSOLUTE_WORDS.to_owned(),
        ];
        for path in paths {
            if self.home.has(&path) {
                let bytes = self.home.bytes(&path)?;
                carried.files.insert(path, bytes);
            }
        }
        Ok(Some(carried))
    }

    /// The genre whose files were taken out of their folder.
    #[must_use]
    pub fn of_carried(name: &str, files: CarriedFiles) -> Self {
        Self {
            name: name.to_owned(),
            home: GenreHome::Carried(Arc::new(files)),
        }
    }
}

/// What stops the work as a fault without a place.
fn fault(error: &Error) -> Diagnostics {
    Diagnostic::error(None, error.message().clone()).into()
}
