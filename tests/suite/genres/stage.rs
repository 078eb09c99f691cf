//! Stages: a genre to its schema, template and sample, read and bound once to draft many times.

use chrono::Datelike;
use nigao::answers::{Answers, Mode};
use nigao::answers::{Fact, Facts};
use nigao::calendar::Year;
use nigao::catalog::Genre;
use nigao::document::Document;
use nigao::draft;
use nigao::schema::{FieldKind, Schema};
use nigao::template::Bound;

use super::made_up::MadeUp;
use super::told;

/// A genre ready to draft.
pub(crate) struct Stage {
    pub(crate) genre: Genre,
    pub(crate) schema: Schema,
    pub(crate) template: Bound,
    /// What the sample answers.
    pub(crate) sample: Facts,
}

impl Stage {
    pub(crate) fn of(genre: &Genre) -> Self {
        let (schema, _) = genre.schema().recovered();
        let template = genre.template().and_then(|template| template.bind(&schema));
        let template =
            template.unwrap_or_else(|faults| panic!("{}: {:?}", genre.name, told(&faults)));
        let (file, text) = genre.sample().unwrap();
        let checked = nigao::answers::check(&schema, &Answers::read(&file, &text), Mode::default());
        let sample = checked
            .value
            .unwrap_or_else(|| panic!("{}: {:?}", genre.name, told(&checked.diagnostics)));
        Self {
            genre: genre.clone(),
            schema,
            template,
            sample,
        }
    }

    /// Checks and drafts, or says what is wrong.
    pub(crate) fn draft(&self, answers: &Answers) -> Result<Document, Vec<String>> {
        let checked = nigao::answers::check(&self.schema, answers, Mode::default());
        let facts = checked.value.ok_or_else(|| told(&checked.diagnostics))?;
        self.draft_facts(&facts)
    }

    /// Drafts what passed a check elsewhere.
    pub(crate) fn draft_facts(&self, facts: &Facts) -> Result<Document, Vec<String>> {
        draft::draft(&self.template, facts, false).map_err(|faults| told(&faults))
    }

    /// The same for answers that were made up.
    pub(crate) fn play(&self, answers: &MadeUp) -> Result<Document, Vec<String>> {
        self.draft(&Answers::read("made-up.yaml", &answers.yaml()))
    }

    /// Answers with nothing optional: every flag 否, every choice the last, nothing that may be
    /// left out.
    pub(crate) fn barest(&self) -> MadeUp {
        let mut answers = MadeUp::full(self);
        for field in &self.schema.fields {
            match &field.kind {
                _ if field.optional => answers.set(&field.name, None),
                FieldKind::Flag => answers.set(&field.name, Some("否".to_owned())),
                FieldKind::Choice { options } => answers.set(&field.name, options.last().cloned()),
                _ => {}
            }
        }
        answers
    }

    /// Whether some day or month of the sample is in this year.
    pub(crate) fn dated(&self, year: i32) -> bool {
        self.sample.iter().any(|(_, fact)| match fact {
            Fact::Date(date) => date.year() == year,
            Fact::Month(month) => month.year == year,
            _ => false,
        })
    }

    /// The year the sample reports on.
    pub(crate) fn year(&self) -> Year {
        match self.sample.get("年份") {
            Some(Fact::Year(year)) => *year,
            other => panic!("{}: the sample's 年份 is {other:?}", self.genre.name),
        }
    }
}
