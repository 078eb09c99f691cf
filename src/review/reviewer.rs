//! Runs the rules over a paper and says what was not checked.

use super::carried_over::CarriedOver;
use super::copying::SourceRuns;
use super::figures::SourceFigures;
use super::finding::ReviewFinding;
use super::findings::Findings;
use super::left_over::SourceNames;
use super::options::ReviewOptions;
use super::paper::Paper;
use super::word_finder::WordFinders;
use super::word_paper::WordPaper;
use super::{
    carried_over, claims, copying, dates, figures, holes, layout, left_over, numerals, privacy,
    punctuation, structure, word_marks, words,
};
use crate::diagnostic::{Message, Severity};
use crate::error::Result;
use crate::read::{Report, Source};

/// Reviews papers by the rules, with what a reviewer knows beside them.
///
/// ```
/// use nigao::read::Report;
/// use nigao::review::{ReviewOptions, Reviewer};
/// let reviewer = Reviewer::new(ReviewOptions::default());
/// let report = Report::read("平乐县人民政府工作报告\n各位代表：\n安化县人民政府认真履职。");
/// let review = reviewer.review(&report);
/// assert_eq!(review.findings[0].rule.code, "left-over.place");
/// ```
#[derive(Debug)]
pub struct Reviewer {
    options: ReviewOptions,
    finders: WordFinders,
    /// What is remembered of the earlier papers: their names, words and figures.
    source_names: Vec<SourceNames>,
    source_runs: Vec<(String, SourceRuns)>,
    carried_over: CarriedOver,
    source_figures: Vec<SourceFigures>,
}

/// What a review of a paper found.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What is wrong, in the order of the paper.
    pub findings: Vec<ReviewFinding>,
    /// What was not checked, and what it would take.
    pub unchecked: Vec<Message>,
}

impl Review {
    /// Returns the weight of the heaviest finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let weights = self.findings.iter().map(|finding| finding.severity);
        weights.max()
    }

    /// Whether a finding weighs so much or more.
    #[must_use]
    pub fn has(&self, severity: Severity) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity >= severity)
    }
}

impl Reviewer {
    /// Prepares a review: the word lists are read once for all papers.
    #[must_use]
    pub fn new(options: ReviewOptions) -> Self {
        let finders = WordFinders::new(&options.words);
        let mut source_names = Vec::new();
        let mut source_runs = Vec::new();
        let mut source_figures = Vec::new();
        for (file, report) in &options.sources {
            source_names.push(SourceNames::of(file, report));
            source_runs.push((file.clone(), SourceRuns::of(report)));
            source_figures.push(SourceFigures::of(file, report));
        }
        Self {
            carried_over: CarriedOver::of(&options.carried_over),
            options,
            finders,
            source_names,
            source_runs,
            source_figures,
        }
    }

    /// What the reviewer knows.
    #[must_use]
    pub fn options(&self) -> &ReviewOptions {
        &self.options
    }

    /// Reviews a paper by its words.
    #[must_use]
    pub fn review(&self, report: &Report) -> Review {
        let paper = Paper::new(report, &self.options);
        self.review_paper(&paper, None)
    }

    /// Reviews a paper and the Word file it was read from: how it is set, and what is marked in it.
    ///
    /// # Errors
    /// When the bytes are no Word file.
    pub fn review_word(&self, report: &Report, file: &[u8]) -> Result<Review> {
        let paper = Paper::new(report, &self.options);
        let word = WordPaper::open(file, &paper)?;
        Ok(self.review_paper(&paper, Some(&word)))
    }

    /// Reviews a paper, and the Word file it was read from, if it is one: what another program
    /// converted has a text but no such file.
    ///
    /// # Errors
    /// As [`Reviewer::review_word`].
    pub fn review_source(&self, source: &Source, report: &Report, file: &[u8]) -> Result<Review> {
        if source.encoding.is_none() && file.starts_with(b"PK") {
            self.review_word(report, file)
        } else {
            Ok(self.review(report))
        }
    }

    fn review_paper(&self, paper: &Paper, word: Option<&WordPaper>) -> Review {
        let mut findings = Findings::new(paper.report, &self.options);
        let (options, finders) = (&self.options, &self.finders);
        holes::find(paper, finders, &mut findings);
        left_over::find(paper, options, &self.source_names, finders, &mut findings);
        figures::find(paper, &self.source_figures, &mut findings);
        structure::find(paper, &mut findings);
        dates::find(paper, &mut findings);
        words::find(paper, finders, &mut findings);
        punctuation::find(paper, &mut findings);
        numerals::find(paper, &mut findings);
        copying::find(paper, &self.source_runs, &mut findings);
        carried_over::find(paper, &self.carried_over, &mut findings);
        claims::find(paper, options, finders, &mut findings);
        if options.privacy {
            privacy::find(paper, &mut findings);
        }
        if let Some(word) = word {
            word_marks::find(paper, word, &mut findings);
            layout::find(paper, word, &options.layout, &mut findings);
        }
        Review {
            findings: findings.into_sorted(),
            unchecked: self.unchecked(paper, word.is_some()),
        }
    }

    /// What a review with these options and this paper leaves to the reader.
    fn unchecked(&self, paper: &Paper, has_file: bool) -> Vec<Message> {
        let mut unchecked = Vec::new();
        if paper.home.place.is_none() {
            unchecked.push(Message::plain("review.unchecked.place"));
        }
        if self.options.answers.is_none() {
            unchecked.push(Message::plain("review.unchecked.answers"));
        }
        if self.options.sources.is_empty() {
            unchecked.push(Message::plain("review.unchecked.sources"));
        }
        if !has_file {
            unchecked.push(Message::plain("review.unchecked.layout"));
        }
        unchecked.push(Message::plain("review.unchecked.facts"));
        unchecked
    }
}
