//! Runs `nigao review`: reviews the papers on all cores, prints what was found in their order.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use nigao::diagnostic::{Message, Severity};
use nigao::read::{Report, Source};
use nigao::results;
use nigao::review::{Review, ReviewOptions, Reviewer, compare};

use super::super::files;
use super::super::inspect::{OpenedReport, opened};
use super::super::json::JsonFlag;
use super::super::lang::{lang, translate};
use super::super::many::{ReportFiles, each_file, tell_advice, unread};
use super::super::outcome::{Exit, Failure, Outcome};
use super::super::terminal::Terminal;
use super::options::{Knowledge, UnitReviewers};
use super::outputs::ReviewOutputs;
use super::printing::ReviewPrinting;
use super::reviewed_paper::ReviewedPaper;
use super::rule_list;

#[derive(Args)]
#[command(about = translate("cli.review.about"), after_help = translate("cli.review.examples"))]
pub(crate) struct ReviewCommand {
    #[arg(value_name = translate("cli.name.report"), help = translate("cli.review.papers"))]
    papers: Vec<PathBuf>,
    #[command(flatten)]
    knowledge: Knowledge,
    #[arg(
        long, value_name = translate("cli.review.name.level"), default_value = "error",
        hide_possible_values = true, hide_default_value = true,
        help = translate("cli.review.fail-on")
    )]
    fail_on: FailOn,
    #[arg(long, conflicts_with = "json", help = translate("cli.review.sarif"))]
    sarif: bool,
    #[arg(long, help = translate("cli.review.rules"))]
    rules: bool,
    #[arg(long, value_name = translate("cli.name.encoding"), help = translate("cli.arg.encoding"))]
    encoding: Option<String>,
    #[command(flatten)]
    outputs: ReviewOutputs,
    #[arg(long, help = translate("cli.review.together"))]
    together: bool,
    #[command(flatten)]
    json: JsonFlag,
}

/// From which weight on findings make the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Advice,
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Advice => Some(Severity::Advice),
            Self::Never => None,
        }
    }
}

impl ReviewCommand {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if self.rules {
            terminal.answer(|| results::rules(lang()));
            terminal.print(&rule_list::list(terminal))?;
            return Ok(Exit::Done);
        }
        if self.papers.is_empty() {
            return Err(Failure::Usage(Message::plain("cli.review.no-paper"), None));
        }
        self.outputs.check(&self.papers)?;
        let files = ReportFiles::find(&self.papers, terminal)?;
        let units = UnitReviewers::of(&files.paths, &self.knowledge, terminal)?;
        let mut printing = ReviewPrinting::new(self.sarif, terminal);
        let mut worst = None;
        // What is compared or written at the end is kept; all else goes when it is printed.
        let is_kept = self.together || self.outputs.are_wanted();
        let mut kept = Vec::new();
        let work = |path: &Path| self.review(path, &units);
        let end = each_file(&files, terminal, work, |path, reviewed| {
            let (papers, advice) = match reviewed {
                Ok(reviewed) => reviewed,
                Err(failure) => {
                    printing.add_unread(unread(path, &failure, terminal));
                    return Ok(());
                }
            };
            if files.is_many {
                tell_advice(path, &advice, terminal);
            } else {
                for message in &advice {
                    terminal.advise(message);
                }
            }
            if is_kept {
                kept.extend(papers);
                return Ok(());
            }
            for paper in &papers {
                worst = worst.max(paper.review.worst());
                printing.add(paper, terminal)?;
            }
            Ok(())
        })?;
        if self.together {
            compare_papers(&mut kept, &self.knowledge.plain_options());
        }
        self.outputs.write(&kept, terminal)?;
        for paper in &kept {
            worst = worst.max(paper.review.worst());
            printing.add(paper, terminal)?;
        }
        printing.finish(terminal)?;
        let least = self.fail_on.severity();
        let exit = if least.is_some_and(|least| worst >= Some(least)) {
            Exit::Faults
        } else {
            Exit::Done
        };
        Ok(end.exit(exit))
    }

    /// Reviews a file, from any thread; a collection of reports is reviewed report by report.
    fn review(
        &self,
        path: &Path,
        units: &UnitReviewers,
    ) -> Outcome<(Vec<ReviewedPaper>, Vec<Message>)> {
        let OpenedReport { source, advice } = opened(path, self.encoding.as_deref())?;
        let (unit, reviewer) = units.of_file(path);
        let parts = source.split();
        let several = parts.len() > 1;
        let mut papers = Vec::new();
        for (at, source) in parts.into_iter().enumerate() {
            let report = Report::of(&source);
            let mut review = review_of(reviewer, path, &source, &report)?;
            let accepted = unit.drop_accepted(&report, &mut review.findings);
            let mut file = path.display().to_string();
            if several {
                file += &format!("#{}", at + 1);
            }
            papers.push(ReviewedPaper {
                file,
                path: path.to_owned(),
                source,
                report,
                review,
                accepted,
            });
        }
        Ok((papers, advice))
    }
}

/// Reviews a paper; of a Word file also how it is set and what is marked in it.
fn review_of(
    reviewer: &Reviewer,
    path: &Path,
    source: &Source,
    report: &Report,
) -> Outcome<Review> {
    if source.encoding.is_some() {
        return Ok(reviewer.review(report));
    }
    Ok(reviewer.review_source(source, report, &files::bytes(path)?)?)
}

/// Adds to each paper what contradicts an earlier one.
fn compare_papers(reviewed: &mut [ReviewedPaper], options: &ReviewOptions) {
    let papers: Vec<(&str, &Report)> = reviewed
        .iter()
        .map(|paper| (paper.file.as_str(), &paper.report))
        .collect();
    let found = compare(&papers, options);
    for (paper, more) in reviewed.iter_mut().zip(found) {
        paper.review.findings.extend(more);
        paper
            .review
            .findings
            .sort_by_key(|finding| finding.span.start);
    }
}
