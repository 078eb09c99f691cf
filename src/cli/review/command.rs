//! Runs `nigao review`: opens the papers, reviews each, prints what was found.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use nigao::diagnostic::{Message, Severity};
use nigao::read::{Report, Source};
use nigao::results::{self, ReviewedReport};
use nigao::review::{Review, ReviewOptions, Reviewer, compare};
use serde_json::Value;

use super::super::files;
use super::super::inspect::open;
use super::super::json::JsonFlag;
use super::super::lang::{lang, translate};
use super::super::outcome::{Exit, Failure, Outcome};
use super::super::terminal::Terminal;
use super::options::{Knowledge, UnitFiles};
use super::outputs::ReviewOutputs;
use super::reviewed_paper::ReviewedPaper;
use super::{rule_list, sarif, text};

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
        let mut units = UnitFiles::default();
        let mut reviewers: Vec<(PathBuf, Reviewer)> = Vec::new();
        let mut reviewed = Vec::new();
        for path in &self.papers {
            let parts = open(path, self.encoding.as_deref(), terminal)?.split();
            let folder = path.parent().unwrap_or(path).to_owned();
            let unit = units.of(&folder, terminal)?;
            if !reviewers.iter().any(|(known, _)| *known == folder) {
                let options = self.knowledge.options(unit, terminal)?;
                reviewers.push((folder.clone(), Reviewer::new(options)));
            }
            let known = reviewers.iter().find(|(known, _)| *known == folder);
            let Some((_, reviewer)) = known else { continue };
            // A collection of reports is reviewed report by report.
            let several = parts.len() > 1;
            for (at, source) in parts.into_iter().enumerate() {
                let report = Report::of(&source);
                let mut review = review_of(reviewer, path, &source, &report)?;
                let accepted = unit.drop_accepted(&report, &mut review.findings);
                let mut file = path.display().to_string();
                if several {
                    file += &format!("#{}", at + 1);
                }
                let path = path.clone();
                reviewed.push(ReviewedPaper {
                    file,
                    path,
                    source,
                    report,
                    review,
                    accepted,
                });
            }
        }
        if self.together {
            compare_papers(&mut reviewed, &self.knowledge.plain_options());
        }
        self.outputs.write(&reviewed, terminal)?;
        terminal.answer(|| to_json(&reviewed));
        let printed = if self.sarif {
            sarif::print(&reviewed)
        } else {
            text::print(&reviewed, terminal)
        };
        terminal.print(&printed)?;
        let fails = |severity| reviewed.iter().any(|paper| paper.review.has(severity));
        Ok(if self.fail_on.severity().is_some_and(fails) {
            Exit::Faults
        } else {
            Exit::Done
        })
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

fn to_json(papers: &[ReviewedPaper]) -> Value {
    let mut reports = Vec::new();
    for paper in papers {
        reports.push(ReviewedReport {
            file: &paper.file,
            report: &paper.report,
            review: &paper.review,
            accepted: paper.accepted,
        });
    }
    results::reviewed(&reports)
}
