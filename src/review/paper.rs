//! Takes a paper apart once for all rules: its sentences, dates, places and the place it is of.

use std::ops::Range;

use super::date_scan::{WrittenDate, written_dates};
use super::home::{self, Home};
use super::mentions::{PlaceMention, place_mentions};
use super::options::ReviewOptions;
use super::words_at::{CharPlaces, find_all};
use crate::lexicon::string;
use crate::read::{LineRole, Report, ReportLine};

/// A paper taken apart. All spans are ranges of [`Report::chars`].
pub(super) struct Paper<'a> {
    pub(super) report: &'a Report,
    /// Its characters as they are matched, see [`fold`](crate::read::fold()).
    pub(super) text: &'a [char],
    /// Its characters as they stand.
    pub(super) raw: &'a [char],
    places_of_chars: CharPlaces,
    /// Its sentences in order: up to 。！？； or the end of a line, that mark included.
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) dates: Vec<WrittenDate>,
    /// The names of the table of units, in order.
    pub(super) places: Vec<PlaceMention>,
    pub(super) home: Home,
    /// Where the paper turns to what is planned; its end where it does not.
    pub(super) plan_start: usize,
    /// The line where the text begins behind title, dateline, speaker and salutation.
    pub(super) body_line: usize,
}

impl<'a> Paper<'a> {
    pub(super) fn new(report: &'a Report, options: &ReviewOptions) -> Self {
        let text = report.folded();
        let places = place_mentions(text);
        let home = home::find(report, &places, options);
        let is_head = |line: &&ReportLine| {
            use LineRole::{Dateline, Salutation, Speaker, Title};
            matches!(line.role, Title | Dateline | Speaker | Salutation)
        };
        Self {
            report,
            text,
            raw: report.chars(),
            places_of_chars: CharPlaces::of(text),
            sentences: sentences(text),
            dates: written_dates(text),
            places,
            home,
            plan_start: plan_start(report),
            body_line: report.lines().iter().take_while(is_head).count(),
        }
    }

    /// The words of a span as they stand.
    pub(super) fn words(&self, span: &Range<usize>) -> String {
        string(&self.raw[span.clone()])
    }

    /// The sentence a character stands in.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let n = self
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        self.sentences
            .get(n)
            .cloned()
            .unwrap_or(at..self.text.len())
    }

    /// The index of the line a character stands in.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.report
            .lines()
            .partition_point(|line| line.span.end < at)
    }

    /// The role of the line a character stands in.
    pub(super) fn role_at(&self, at: usize) -> LineRole {
        let line = self.report.lines().get(self.line_at(at));
        line.map_or(LineRole::Paragraph, |line| line.role)
    }

    /// The first line of a role.
    pub(super) fn line_of(&self, role: LineRole) -> Option<&ReportLine> {
        self.report.lines().iter().find(|line| line.role == role)
    }

    /// Whether a character stands in 《…》, the name of a document.
    pub(super) fn in_title_marks(&self, at: usize) -> bool {
        const LONGEST_NAME: usize = 60;
        let before = &self.text[at.saturating_sub(LONGEST_NAME)..at];
        let mark = before
            .iter()
            .rev()
            .find(|c| matches!(c, '《' | '》' | '\n'));
        mark == Some(&'《')
    }

    /// Every place where words stand.
    pub(super) fn find_all(&self, words: &str) -> Vec<usize> {
        self.places_of_chars.find_all(self.text, words)
    }
}

/// What headings of plans say.
const PLANS: [&str; 12] = [
    "安排", "打算", "计划", "部署", "下一步", "下步", "思路", "今后", "目标", "总体要求",
    "主要任务", "下半年",
];

/// Where the first outer heading of a plan begins, or the sentence that sets targets.
fn plan_start(report: &Report) -> usize {
    const OUTER: usize = 2;
    let outer = report
        .headings()
        .iter()
        .filter(|heading| heading.depth <= OUTER);
    for heading in outer {
        let words = report.words(&heading.span);
        if PLANS.iter().any(|plan| words.contains(plan)) {
            return heading.span.start;
        }
    }
    let targets = find_all(report.folded(), "预期目标").into_iter().next();
    targets.unwrap_or(report.folded().len())
}

fn sentences(text: &[char]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.iter().enumerate() {
        if matches!(c, '。' | '!' | '?' | ';' | '\n') {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}
