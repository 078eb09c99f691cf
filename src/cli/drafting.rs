//! Drafts Word files from answers files for the commands that compare drafts.

use clap::Args;
use nigao::answers::{Answers, Facts, Mode};
use nigao::catalog::{Genre, WordFile};
use nigao::diagnostic::{Diagnostics, Message};
use nigao::document::Document;
use nigao::draft::{TracedSentence, draft, trace};
use nigao::layout::Layout;
use nigao::refill::restamped;
use nigao::schema::Schema;
use nigao::template::{Bound, Template};
use nigao::word_template::FillOptions;
use nigao::write::docx::{DocxWriter, DraftStamp, Meta};

use super::args::{GenreArgs, sound_schema};
use super::files;
use super::lang::{lang, translate};
use super::layout_args::LayoutArgs;
use super::outcome::{Failure, Outcome};
use super::sources::Sources;

/// How the commands that compare drafts draft one anew.
#[derive(Args)]
pub(super) struct DraftingArgs {
    #[arg(
        long, value_name = translate("cli.name.template"),
        help = translate("cli.refill.template")
    )]
    template: Option<String>,
    #[arg(long, help = translate("cli.refill.draft"))]
    pub(super) draft: bool,
    #[arg(long, help = translate("cli.arg.force"))]
    pub(super) force: bool,
    #[command(flatten)]
    look: LayoutArgs,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl DraftingArgs {
    /// Returns the genre that was named, or that the draft in `file` says it is of.
    pub(super) fn genre_name(&self, stamp: Option<&DraftStamp>, file: &str) -> Outcome<String> {
        let stamped = || stamp.map(|stamp| stamp.genre.clone());
        self.template
            .clone()
            .or_else(stamped)
            .ok_or_else(|| no_genre(file))
    }

    /// Opens a genre to draft in the chosen layout.
    pub(super) fn open(&self, genre: &str) -> Outcome<Drafting> {
        let genre = self.shelf.genre(genre)?;
        let word = genre.word_file()?;
        if let Some(word) = &word {
            self.look.refuse_beside(&word.file)?;
        }
        Drafting::new(genre, word, &self.look.read()?)
    }
}

/// A genre ready to draft Word files.
pub(super) struct Drafting {
    pub(super) genre: Genre,
    pub(super) schema: Schema,
    template: Bound,
    writer: DocxWriter,
    /// The writer's own Word file, where drafts are made of it.
    word: Option<WordFile>,
}

/// Answers as files: the texts in order, the later ones winning.
pub(super) struct AnswerFiles {
    /// The names of the files with their texts.
    pub(super) texts: Vec<(String, String)>,
}

/// What answers draft.
pub(super) struct DraftedFile {
    pub(super) bytes: Vec<u8>,
    pub(super) document: Document,
    pub(super) facts: Facts,
}

impl AnswerFiles {
    pub(super) fn read(names: &[String]) -> Outcome<Self> {
        let mut texts = Vec::new();
        for name in names {
            texts.push((name.clone(), files::read(name)?));
        }
        Ok(Self { texts })
    }

    pub(super) fn answers(&self) -> Answers {
        let read = self
            .texts
            .iter()
            .map(|(name, text)| Answers::read(name, text));
        read.reduce(Answers::then)
            .unwrap_or_else(|| Answers::read("-", ""))
    }

    fn sources(&self, genre: &Genre) -> Sources {
        let mut sources = Sources::default();
        for (name, text) in &self.texts {
            sources.add(name, text);
        }
        sources.add_genre(genre);
        sources
    }
}

impl Drafting {
    fn new(genre: Genre, word: Option<WordFile>, layout: &Layout) -> Outcome<Self> {
        let schema = sound_schema(&genre)?;
        let template = genre.template().and_then(|template| template.bind(&schema));
        let template = template.map_err(|faults| {
            let mut sources = Sources::default();
            sources.add_genre(&genre);
            Failure::Faults(faults, sources)
        })?;
        Ok(Self {
            genre,
            schema,
            template,
            writer: DocxWriter::new(layout)?,
            word,
        })
    }

    /// Drafts a Word file; with `holes`, what is missing is a hole.
    pub(super) fn draft(&self, files: &AnswerFiles, holes: bool) -> Outcome<DraftedFile> {
        self.try_draft(&files.answers(), holes)
            .map_err(|faults| Failure::Faults(faults, files.sources(&self.genre)))?
    }

    /// The same; faults of the answers are returned apart from those of writing.
    pub(super) fn try_draft(
        &self,
        answers: &Answers,
        holes: bool,
    ) -> Result<Outcome<DraftedFile>, Diagnostics> {
        // A key that this genre does not know may be another's: the ledger holds for all.
        let mode = Mode {
            holes,
            elsewhere: &|_| true,
        };
        let checked = nigao::answers::check(&self.schema, answers, mode);
        let Some(facts) = checked.value else {
            return Err(checked.diagnostics);
        };
        let document = draft(&self.template, &facts, holes)?;
        let stamp = DraftStamp::of(&self.genre.name, &document);
        let written = match &self.word {
            Some(word) => {
                let options = FillOptions::of_program(holes, lang());
                restamped(word.fill(&self.schema, &facts, &options)?.bytes, &stamp)
            }
            None => {
                let meta = Meta::of(&self.schema, &facts).stamped(stamp);
                self.writer.write(&document, &meta)
            }
        };
        Ok(match written {
            Ok(bytes) => Ok(DraftedFile {
                bytes,
                document,
                facts,
            }),
            Err(error) => Err(error.into()),
        })
    }

    /// Returns the sentences of a draft by origin.
    pub(super) fn trace(&self, facts: &Facts, holes: bool) -> Outcome<Vec<TracedSentence>> {
        let traced = match &self.word {
            Some(word) => {
                let source = word.open()?.to_line_template();
                let bound = Template::parse(&word.file, &source)
                    .and_then(|template| template.bind(&self.schema));
                bound.and_then(|bound| trace(&bound, facts, holes))
            }
            None => trace(&self.template, facts, holes),
        };
        traced.map_err(|faults| Failure::Faults(faults, Sources::default()))
    }
}

/// Returns the failure of a file that does not say which genre it is of.
fn no_genre(file: &str) -> Failure {
    let message = Message::new("cli.refill.no-genre", [("file", file)]);
    Failure::usage(message, Message::plain("cli.refill.no-genre-hint"))
}
