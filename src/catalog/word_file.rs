//! Finds the Word file that is a genre's template, beside or instead of its text template.

use super::{Genre, fault};
use crate::answers::Facts;
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::input;
use crate::schema::Schema;
use crate::word_template::{FillOptions, FilledWord, WordTemplate};

/// The largest Word template, in bytes.
const LARGEST: u64 = 64 << 20;

/// A genre's template as a Word file: `templates/NAME.docx`.
#[derive(Clone, Debug)]
pub struct WordFile {
    /// What messages call it.
    pub file: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Genre {
    /// The genre's Word file, if it has one; shipped genres have none.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn word_file(&self) -> Result<Option<WordFile>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let path = folder.join("templates").join(format!("{}.docx", self.name));
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = input::read_file(&path, LARGEST)?;
        Ok(Some(WordFile { file: path.display().to_string(), bytes }))
    }

    /// Whether a text template belongs to the genre; without one the Word file is all there is.
    #[must_use]
    pub fn has_text_template(&self) -> bool {
        let text = format!("{}.hbs", self.name);
        self.folder.as_ref().is_none_or(|folder| folder.join("templates").join(text).is_file())
    }

    /// Whether the genre has a schema; a Word file by itself has none.
    #[must_use]
    pub fn has_schema(&self) -> bool {
        let schema = format!("{}.yaml", self.name);
        self.folder.as_ref().is_none_or(|folder| folder.join("schemas").join(schema).is_file())
    }
}

impl WordFile {
    /// Opens the file as a template.
    ///
    /// # Errors
    /// When it is no Word file, is damaged, has a password, or is beyond the limits.
    pub fn open(&self) -> Result<WordTemplate<'_>> {
        WordTemplate::open(&self.file, &self.bytes).map_err(|error| error.in_file(&self.file))
    }

    /// Fills it with facts.
    ///
    /// # Errors
    /// Everything that is wrong with the file for the schema, or missing in the facts.
    pub fn fill(
        &self,
        schema: &Schema,
        facts: &Facts,
        options: &FillOptions,
    ) -> std::result::Result<FilledWord, Diagnostics> {
        let opened = self.open().map_err(|error| fault(&error))?;
        opened.bind(schema)?.fill(facts, options)
    }

    /// Everything wrong with it for a schema.
    #[must_use]
    pub fn faults(&self, schema: &Schema) -> Diagnostics {
        match self.open() {
            Ok(template) => template.faults(schema),
            Err(error) => fault(&error),
        }
    }
}
