//! Drafts the report of one record after another: a genre, a layout and a ledger, loaded once.

use super::fingerprint::Fingerprint;
use super::record::Record;
use crate::answers::{Answers, Mode, check};
use crate::catalog::Genre;
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Message};
use crate::document::Document;
use crate::draft::draft;
use crate::error::Result;
use crate::layout::Layout;
use crate::schema::Schema;
use crate::template::Bound;
use crate::write;
use crate::write::docx::{DocxWriter, DraftStamp, Meta};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    format: ReportFormat,
    holes: bool,
    ledger: Option<Answers>,
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
        let layout_words = format!("{layout:?}");
        let schema_words = schema.to_yaml();
        let parts = [
            genre.name.as_str(),
            &schema_words,
            template.source(),
            &layout_words,
            format.name(),
            if holes { "draft" } else { "final" },
        ];
        let fingerprint = Fingerprint::new(&parts);
        let template = template.bind(&schema)?;
        let writer = match format {
            ReportFormat::Docx => Some(DocxWriter::new(layout).map_err(|error| failed(&error))?),
            ReportFormat::Text | ReportFormat::Markup => None,
        };
        Ok(Self {
            genre: genre.name.clone(),
            schema,
            template,
            writer,
            format,
            holes,
            ledger: None,
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
    pub fn merged(&self, answers: &Answers) -> Answers {
        match &self.ledger {
            Some(ledger) => ledger.clone().then(answers.clone()),
            None => answers.clone(),
        }
    }

    /// Returns the digest of all that decides the bytes of a record's file.
    #[must_use]
    pub fn fingerprint(&self, record: &Record) -> String {
        self.fingerprint.of(record, &self.merged(&record.answers))
    }

    /// Checks the answers of one report, as [`check`] does, and drafts it.
    #[must_use]
    pub fn draft(&self, answers: &Answers) -> Checked<(Document, Meta)> {
        let merged = self.merged(answers);
        let mode = Mode {
            holes: self.holes,
            elsewhere: &*self.elsewhere,
        };
        let Checked {
            value,
            mut diagnostics,
        } = check(&self.schema, &merged, mode);
        let Some(facts) = value else {
            return Checked::failed(diagnostics);
        };
        match draft(&self.template, &facts, self.holes) {
            Ok(document) => {
                let mut meta = Meta::of(&self.schema, &facts);
                if self.format == ReportFormat::Docx {
                    meta = meta.stamped(DraftStamp::of(&self.genre, &document));
                }
                Checked::new((document, meta), diagnostics)
            }
            Err(faults) => {
                diagnostics.extend(faults);
                Checked::failed(diagnostics)
            }
        }
    }

    /// Drafts the report of one record and returns the bytes of its file.
    #[must_use]
    pub fn fill(&self, answers: &Answers) -> Checked<Vec<u8>> {
        let Checked {
            value,
            mut diagnostics,
        } = self.draft(answers);
        let Some((document, meta)) = value else {
            return Checked::failed(diagnostics);
        };
        match self.write(&document, &meta) {
            Ok(bytes) => Checked::new(bytes, diagnostics),
            Err(error) => {
                diagnostics.extend(failed(&error));
                Checked::failed(diagnostics)
            }
        }
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

/// Returns what kept a report from being written, as a fault of its record.
fn failed(error: &crate::error::Error) -> Diagnostics {
    let why = error.text(crate::diagnostic::Lang::Zh);
    let message = Message::new("batch.unwritten", [("why", why)]);
    Diagnostic::error(None, message).into()
}
