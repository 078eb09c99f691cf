//! Checks the answers and drafts the report, as `nigao fill` does.

use super::carried_over::comment_carried_over;
use crate::answers::{Answers, Facts, Mode};
use crate::catalog::Genre;
use crate::diagnostic::{Diagnostic, Diagnostics, Lang};
use crate::document::Document;
use crate::draft::draft;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::refill::restamped;
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
    /// The language of comments.
    lang: Lang,
}

impl FinishedReport {
    /// Checks answers and drafts the report; comments in its Word file are in `lang`.
    ///
    /// # Errors
    /// Everything that is wrong with the answers or with the template.
    pub fn of(
        genre: &Genre,
        schema: &Schema,
        answers: &Answers,
        mode: Mode,
        lang: Lang,
    ) -> std::result::Result<Self, Diagnostics> {
        let holes = mode.holes;
        let checked = crate::answers::check(schema, answers, mode);
        let Some(facts) = checked.value else {
            return Err(checked.diagnostics);
        };
        let template = genre.template()?.bind(schema)?;
        let document = draft(&template, &facts, holes)?;
        let options = FillOptions::of_program(holes, lang);
        // A Word file that cannot be read is told: the report would come out in another's look.
        let unread = |error: Error| Diagnostic::error(None, error.message().clone());
        let filled = match genre.word_file().map_err(unread)? {
            Some(word) => Some(word.fill(schema, &facts, &options)?),
            None => None,
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
            lang,
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
    /// While there are holes, comments ask about the sentences of last year, too, except for those
    /// that the unit has accepted.
    ///
    /// # Errors
    /// A report too large for a Word file.
    pub fn word_file(&self, schema: &Schema, layout: &Layout, unit: &UnitFile) -> Result<Vec<u8>> {
        let stamp = DraftStamp::of(&self.genre, &self.document);
        let bytes = if let Some(filled) = &self.filled {
            restamped(filled.bytes.clone(), &stamp)?
        } else {
            let meta = Meta::of(schema, &self.facts).stamped(stamp);
            DocxWriter::new(layout)?.write(&self.document, &meta)?
        };
        if !self.has_holes {
            return Ok(bytes);
        }
        comment_carried_over(bytes, schema, unit, self.lang)
    }
}
