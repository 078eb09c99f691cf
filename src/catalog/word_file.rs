//! Finds the Word file that is a genre's template, beside or instead of its text template.

use crate::answers::Facts;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::{Error, Result};
use crate::schema::Schema;
use crate::splice::accepted;
use crate::word_template::{FillOptions, FilledWord, WordTemplate};

/// A genre's template as a Word file: `templates/NAME.docx`.
#[derive(Clone, Debug)]
pub struct WordFile {
    /// What messages call it.
    pub file: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl WordFile {
    /// Opens the file as a template.
    ///
    /// # Errors
    /// When it is no Word file, is damaged, has a password, or is beyond the limits.
    pub fn open(&self) -> Result<WordTemplate<'_>> {
        WordTemplate::open(&self.file, &self.bytes).map_err(|error| error.in_file(&self.file))
    }

    /// Returns it with its tracked changes accepted.
    ///
    /// # Errors
    /// As [`WordFile::open`].
    pub fn with_changes_accepted(self) -> Result<Self> {
        let accepted = accepted(&self.bytes).map_err(|error| error.in_file(&self.file))?;
        Ok(Self {
            bytes: accepted,
            ..self
        })
    }

    /// Returns how many charts it has whose figures no tag gives.
    ///
    /// # Errors
    /// As [`WordFile::open`].
    pub fn charts(&self) -> Result<usize> {
        Ok(self.open()?.unbound_charts())
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

/// What stops the work as a fault without a place.
fn fault(error: &Error) -> Diagnostics {
    Diagnostic::error(None, error.message().clone()).into()
}
