//! Checks the answers and drafts the report, as `nigao fill` does.

use super::carried_over::comment_carried_over;
use crate::answers::{Answers, Facts, Mode};
use crate::catalog::Genre;
use crate::diagnostic::{Diagnostics, Lang};
use crate::document::Document;
use crate::draft::draft;
use crate::error::Result;
use crate::layout::Layout;
use crate::review::UnitFile;
use crate::schema::Schema;
use crate::word_template::{FillOptions, FilledWord};
use crate::write::docx::{DocxWriter, DraftStamp, Meta};
use crate::write::text;

/// A report drafted from answers.
#[derive(Clone, Debug)]
pub struct FinishedReport {
    /// The report.
    pub document: Document,
    /// What was found about the answers: warnings and advice.
    pub remarks: Diagnostics,
    /// The facts it was drafted from.
    pub facts: Facts,
    /// Whether what is required may be open in it.
    pub has_holes: bool,
    /// The name of the genre.
    genre: String,
    /// Whether there is a template of its text beside that of its Word file.
    has_text_template: bool,
    /// The genre's own Word file, filled, where it has one.
    filled: Option<FilledWord>,
}

impl FinishedReport {
    /// Checks answers and drafts the report. With `holes`, what is required may be open;
    /// `elsewhere` tells whether another genre has a field.
    ///
    /// # Errors
    /// Everything that is wrong with the answers or with the template.
    pub fn of(
        genre: &Genre,
        schema: &Schema,
        answers: &Answers,
        holes: bool,
        elsewhere: &dyn Fn(&str) -> bool,
    ) -> std::result::Result<Self, Diagnostics> {
        let mode = Mode {
            holes,
            elsewhere: &elsewhere,
        };
        let checked = crate::answers::check(schema, answers, mode);
        let Some(facts) = checked.value else {
            return Err(checked.diagnostics);
        };
        let template = genre.template()?.bind(schema)?;
        let document = draft(&template, &facts, holes)?;
        let options = FillOptions {
            holes,
            ..FillOptions::default()
        };
        let filled = match genre.word_file() {
            Ok(Some(word)) => Some(word.fill(schema, &facts, &options)?),
            _ => None,
        };
        let has_text_template = genre.has_text_template();
        let genre = genre.name.clone();
        Ok(Self {
            document,
            remarks: checked.diagnostics,
            facts,
            has_holes: holes,
            genre,
            has_text_template,
            filled,
        })
    }

    /// Returns the text of the report; that of the genre's own Word file where it is the only
    /// template.
    ///
    /// # Errors
    /// A Word file whose text cannot be read back.
    pub fn text(&self) -> Result<String> {
        match &self.filled {
            Some(filled) if !self.has_text_template => filled.text(),
            _ => Ok(text::write(&self.document)),
        }
    }

    /// Returns the Word file in a layout; a genre whose template is a Word file keeps its own.
    /// While there are holes, comments in `lang` ask about the sentences of last year, too.
    ///
    /// # Errors
    /// A report too large for a Word file.
    pub fn word_file(&self, schema: &Schema, layout: &Layout, lang: Lang) -> Result<Vec<u8>> {
        let bytes = if let Some(filled) = &self.filled {
            filled.bytes.clone()
        } else {
            let stamp = DraftStamp::of(&self.genre, &self.document);
            let meta = Meta::of(schema, &self.facts).stamped(stamp);
            DocxWriter::new(layout)?.write(&self.document, &meta)?
        };
        if !self.has_holes {
            return Ok(bytes);
        }
        comment_carried_over(bytes, schema, &UnitFile::default(), lang)
    }
}
