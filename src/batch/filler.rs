//! Drafts the report of one record after another: a genre, a layout and a ledger, loaded once.

use std::borrow::Cow;

use super::fingerprint::Fingerprint;
use super::record::Record;
use crate::answers::{Answers, Facts, Mode, check};
use crate::catalog::{Genre, WordFile};
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Lang, Message};
use crate::document::Document;
use crate::draft::draft;
use crate::drafting::comment_carried_over;
use crate::error::Result;
use crate::layout::Layout;
use crate::refill::restamped;
use crate::review::UnitFile;
use crate::schema::Schema;
use crate::template::Bound;
use crate::word_template::FillOptions;
use crate::write;
use crate::write::docx::{DocxWriter, DraftStamp, Meta};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportFormat {
    /// A Word file.
    Docx,
    /// Plain text.
    Text,
    /// Markup.
    Markup,
}

impl ReportFormat {
    /// Returns the format's name, which is the ending of its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Text => "txt",
            Self::Markup => "md",
        }
    }

    /// Returns the format of a file's ending.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        let all = [Self::Docx, Self::Text, Self::Markup];
        all.into_iter()
            .find(|format| ending.eq_ignore_ascii_case(format.name()))
    }
}

/// A genre ready to draft any number of reports, from any number of threads.
///
/// ```
/// use nigao::batch::{Filler, ReportFormat};
/// use nigao::{answers::Answers, catalog::Catalog, layout::Layout};
/// let genre = Catalog::shipped().genre("head-duty-report").unwrap();
/// let filler = Filler::new(&genre, ReportFormat::Text, &Layout::default(), false).unwrap();
/// let (file, text) = genre.sample().unwrap();
/// let report = filler.fill(&Answers::read(&file, &text)).into_result().unwrap();
/// assert!(String::from_utf8(report).unwrap().contains("述职"));
/// ```
pub struct Filler {
    genre: String,
    schema: Schema,
    template: Bound,
    writer: Option<DocxWriter>,
    /// The author's own Word file, where the reports are made of it.
    word: Option<WordFile>,
    word_options: FillOptions,
    format: ReportFormat,
    holes: bool,
    ledger: Option<Answers>,
    /// What the unit accepts.
    unit: UnitFile,
    elsewhere: Box<dyn Fn(&str) -> bool + Send + Sync>,
    fingerprint: Fingerprint,
}

impl Filler {
    /// Loads a genre. With `holes`, what is required may be open.
    ///
    /// # Errors
    /// What is wrong with the genre's schema or template.
    pub fn new(
        genre: &Genre,
        format: ReportFormat,
        layout: &Layout,
        holes: bool,
    ) -> std::result::Result<Self, Diagnostics> {
        let schema = genre.schema().into_result()?;
        let template = genre.template()?;
        let word = own_word(genre, format, &schema)?;
        let layout_words = format!("{layout:?}");
        let schema_words = schema.to_yaml();
        let parts = [
            genre.name.as_bytes(),
            schema_words.as_bytes(),
            template.source().as_bytes(),
            word.as_ref().map_or(&[][..], |word| &word.bytes),
            layout_words.as_bytes(),
            format.name().as_bytes(),
            if holes { b"draft" } else { b"final" },
        ];
        let fingerprint = Fingerprint::new(&parts);
        let template = template.bind(&schema)?;
        let writer = match format {
            ReportFormat::Docx if word.is_some() => None,
            ReportFormat::Docx => Some(DocxWriter::new(layout).map_err(|error| failed(&error))?),
            ReportFormat::Text | ReportFormat::Markup => None,
        };
        Ok(Self {
            genre: genre.name.clone(),
            schema,
            template,
            writer,
            word,
            word_options: FillOptions::of_program(holes, Lang::Zh),
            format,
            holes,
            ledger: None,
            unit: UnitFile::default(),
            elsewhere: Box::new(|_| false),
            fingerprint,
        })
    }

    /// Returns it with answers that every record has where it says nothing itself.
    #[must_use]
    pub fn with_ledger(self, ledger: Answers) -> Self {
        Self {
            ledger: Some(ledger),
            ..self
        }
    }

    /// Returns it with a test whether some other genre has a field, so that answers may hold it.
    #[must_use]
    pub fn with_elsewhere(self, test: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        Self {
            elsewhere: Box::new(test),
            ..self
        }
    }

    /// Returns it with what the unit accepts: no comment asks about that again.
    #[must_use]
    pub fn with_unit(self, unit: UnitFile) -> Self {
        // A record whose comments would be others is drafted again when a run is resumed.
        let words = format!("{unit:?}");
        Self {
            fingerprint: self.fingerprint.with(words.as_bytes()),
            unit,
            ..self
        }
    }

    /// Returns it with the language of the comments on what is open in an author's Word file.
    #[must_use]
    pub fn with_comments_in(self, lang: Lang) -> Self {
        Self {
            word_options: FillOptions::of_program(self.holes, lang),
            ..self
        }
    }

    /// Returns whether the reports are an author's own Word file, filled: such files cannot be
    /// merged into one.
    #[must_use]
    pub fn fills_word_file(&self) -> bool {
        self.word.is_some() && self.format == ReportFormat::Docx
    }

    /// Returns the fields of the genre.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Returns what the reports are written as.
    #[must_use]
    pub fn format(&self) -> ReportFormat {
        self.format
    }

    /// Returns the answers of a record over those of the ledger.
    #[must_use]
    pub fn merged<'a>(&self, answers: &'a Answers) -> Cow<'a, Answers> {
        match &self.ledger {
            Some(ledger) => Cow::Owned(ledger.clone().then(answers.clone())),
            None => Cow::Borrowed(answers),
        }
    }

    /// Returns the digest of all that decides the bytes of a record's file.
    #[must_use]
    pub fn fingerprint(&self, record: &Record) -> String {
        self.fingerprint.of(record, &self.merged(&record.answers))
    }

    /// Checks the answers of one report over those of the ledger, as [`check`] does.
    #[must_use]
    pub fn check(&self, answers: &Answers) -> Checked<Facts> {
        let mode = Mode {
            holes: self.holes,
            elsewhere: &*self.elsewhere,
        };
        check(&self.schema, &self.merged(answers), mode)
    }

    /// Checks the answers of one report, and drafts it.
    #[must_use]
    pub fn draft(&self, answers: &Answers) -> Checked<(Document, Meta)> {
        continued(self.check(answers), |facts| self.drafted(&facts))
    }

    /// Drafts the report of one record and returns the bytes of its file.
    #[must_use]
    pub fn fill(&self, answers: &Answers) -> Checked<Vec<u8>> {
        continued(self.check(answers), |facts| {
            let filled = match &self.word {
                Some(word) => Some(word.fill(&self.schema, &facts, &self.word_options)?),
                None => None,
            };
            // What the text of the template lacks is wrong with its Word file, too.
            let (document, meta) = self.drafted(&facts)?;
            let bytes = match filled {
                Some(filled) if self.format == ReportFormat::Docx => {
                    restamped(filled.bytes, &DraftStamp::of(&self.genre, &document))
                }
                Some(filled) => filled.text().map(String::into_bytes),
                None => self.write(&document, &meta),
            };
            let commented = bytes.and_then(|bytes| match self.format {
                ReportFormat::Docx if self.holes => {
                    comment_carried_over(bytes, &self.schema, &self.unit, self.word_options.lang)
                }
                _ => Ok(bytes),
            });
            commented.map_err(|error| failed(&error))
        })
    }

    fn drafted(&self, facts: &Facts) -> std::result::Result<(Document, Meta), Diagnostics> {
        let document = draft(&self.template, facts, self.holes)?;
        let mut meta = if self.holes {
            Meta::of(&self.schema, facts)
        } else {
            Meta::without_notes(facts)
        };
        if self.format == ReportFormat::Docx {
            meta = meta.stamped(DraftStamp::of(&self.genre, &document));
        }
        Ok((document, meta))
    }

    /// Writes a draft as the bytes of a file.
    ///
    /// # Errors
    /// A report too large for a Word file.
    pub fn write(&self, document: &Document, meta: &Meta) -> Result<Vec<u8>> {
        match &self.writer {
            Some(writer) => writer.write(document, meta),
            None if self.format == ReportFormat::Markup => Ok(document.to_string().into_bytes()),
            None => Ok(write::text::write(document).into_bytes()),
        }
    }

    /// Writes several drafts as one file, each beginning on a new page and numbered by itself.
    ///
    /// # Errors
    /// Reports too large for a Word file together.
    pub fn write_merged(&self, documents: &[Document], meta: &Meta) -> Result<Vec<u8>> {
        if let Some(writer) = &self.writer {
            return writer.write_merged(documents, meta);
        }
        let mut texts = Vec::with_capacity(documents.len());
        for document in documents {
            texts.push(String::from_utf8_lossy(&self.write(document, meta)?).into_owned());
        }
        // A form feed is the page break of plain text; in markup it would be words.
        let gap = if self.format == ReportFormat::Markup {
            "===\n"
        } else {
            "\u{c}\n"
        };
        Ok(texts.join(gap).into_bytes())
    }
}

/// Returns the author's own Word file, if reports of a format are made of it: Word files always,
/// text where there is no text template.
fn own_word(
    genre: &Genre,
    format: ReportFormat,
    schema: &Schema,
) -> std::result::Result<Option<WordFile>, Diagnostics> {
    let needs_word = match format {
        ReportFormat::Docx => true,
        ReportFormat::Text => !genre.has_text_template(),
        ReportFormat::Markup => false,
    };
    if !needs_word {
        return Ok(None);
    }
    let Some(word) = genre.word_file().map_err(|error| failed(&error))? else {
        return Ok(None);
    };
    let faults = word.faults(schema);
    if faults.has_errors() {
        return Err(faults);
    }
    Ok(Some(word))
}

/// Goes on from a value that passed; what was found before stays beside what comes of it.
fn continued<T, U>(
    checked: Checked<T>,
    next: impl FnOnce(T) -> std::result::Result<U, Diagnostics>,
) -> Checked<U> {
    let Checked {
        value,
        mut diagnostics,
    } = checked;
    let Some(value) = value else {
        return Checked::failed(diagnostics);
    };
    match next(value) {
        Ok(value) => Checked::new(value, diagnostics),
        Err(faults) => {
            diagnostics.extend(faults);
            Checked::failed(diagnostics)
        }
    }
}

/// Returns what kept a report from being written, as a fault of its record.
fn failed(error: &crate::error::Error) -> Diagnostics {
    let why = error.text(Lang::Zh);
    let message = Message::new("batch.unwritten", [("why", why)]);
    Diagnostic::error(None, message).into()
}
