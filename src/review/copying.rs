//! Finds what stands word for word in an earlier paper, and sentences that stand twice.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{CardContext, Rule, RuleCard, RuleTier};
use crate::diagnostic::{Message, Severity};
use crate::lexicon::is_hanzi;
use crate::read::{LineRole, Report, is_table_row};

/// The rules of this family.
pub(super) static RULES: [&Rule; 2] = [&SOURCE, &TWICE];

static SOURCE: Rule = Rule {
    code: "copying.source",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "文件照抄照搬的通报与整治",
    title: "review.title.copying-source",
    hit: RuleCard::beside(
        "工作汇报\n我们坚持问计于民，把群众的急难愁盼列成清单，一件一件办、一项一项销，办完请群众打分。",
        CardContext::Source(
            "工作汇报\n我们坚持问计于民，把群众的急难愁盼列成清单，一件一件办、一项一项销，办完请群众打分。",
        ),
    ),
    miss: RuleCard::beside(
        "工作汇报\n我们坚持问计于民，今年办成实事12件，修路8公里，通了3个村的自来水，群众看得见、摸得着。",
        CardContext::Source(
            "工作汇报\n我们坚持问计于民，把群众的急难愁盼列成清单，一件一件办、一项一项销，办完请群众打分。",
        ),
    ),
};

static TWICE: Rule = Rule {
    code: "copying.twice",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "拼稿时同一句话用了两遍",
    title: "review.title.copying-twice",
    hit: RuleCard::of(
        "工作汇报\n一、抓项目\n坚持项目为王，把项目建设作为经济工作的总抓手。投资增长一成。\n二、抓民生\n坚持项目为王，把项目建设作为经济工作的总抓手。民生办得实。",
    ),
    miss: RuleCard::of(
        "工作汇报\n一、抓项目\n坚持项目为王，把项目建设作为经济工作的总抓手。投资增长一成。\n二、抓民生\n坚持民生为本，把群众冷暖作为各项工作的出发点。民生办得实。",
    ),
};

/// How many characters in a row must agree.
const RUN: usize = 12;
/// From so many characters on, marks left out, a sentence that stands twice is told.
const LONG_SENTENCE: usize = 20;
/// From so many per cent on a part is told as copied, and so many make it a warning.
const MUCH: usize = 30;
const MOST: usize = 60;
/// A part of fewer characters shows no share.
const SHORTEST_PART: usize = 30;

/// The runs of characters of an earlier paper.
#[derive(Debug, Default)]
pub(super) struct SourceRuns {
    runs: HashSet<u64>,
}

impl SourceRuns {
    pub(super) fn of(report: &Report) -> Self {
        let chars: Vec<char> = plain(report.folded()).into_iter().map(|(_, c)| c).collect();
        Self {
            runs: chars.windows(RUN).map(hash).collect(),
        }
    }
}

fn hash(run: &[char]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

/// A hanzi, a letter or a digit.
fn is_letter(c: char) -> bool {
    is_hanzi(c) || c.is_alphanumeric()
}

/// The hanzi, letters and digits of a text with their places: marks and breaks do not part runs.
fn plain(text: &[char]) -> Vec<(usize, char)> {
    text.iter()
        .copied()
        .enumerate()
        .filter(|(_, c)| is_letter(*c))
        .collect()
}

/// Runs the rules of this family; `sources` are the earlier papers with their names.
pub(super) fn find(paper: &Paper, sources: &[(String, SourceRuns)], findings: &mut Findings) {
    twice(paper, findings);
    for (name, runs) in sources {
        from_source(paper, name, runs, findings);
    }
}

/// Tells for each part of the paper how much of it stands in an earlier one.
fn from_source(paper: &Paper, name: &str, source: &SourceRuns, findings: &mut Findings) {
    let chars = plain(paper.text);
    let letters: Vec<char> = chars.iter().map(|(_, c)| *c).collect();
    let mut copied = vec![false; letters.len()];
    for (at, run) in letters.windows(RUN).enumerate() {
        if source.runs.contains(&hash(run)) {
            copied[at..at + RUN].fill(true);
        }
    }
    for part in parts(paper) {
        let from = chars.partition_point(|(at, _)| *at < part.start);
        let to = chars.partition_point(|(at, _)| *at < part.end);
        let count = copied[from..to].iter().filter(|copied| **copied).count();
        if to - from < SHORTEST_PART || count * 100 < MUCH * (to - from) {
            continue;
        }
        let share = count * 100 / (to - from);
        let severity = if share >= MOST {
            Severity::Warning
        } else {
            Severity::Advice
        };
        let line = first_line(paper, &part);
        let args = [("share", share.to_string()), ("source", name.to_owned())];
        let message = Message::new("review.copying.source", args);
        findings.add_once(
            format!("{name}{}", part.start),
            FindingDraft::new(&SOURCE, line, message).weighing(severity),
        );
    }
}

/// The parts between outer headings; the whole text where there are none.
fn parts(paper: &Paper) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let body = paper
        .report
        .lines()
        .get(paper.body_line)
        .map_or(0, |line| line.span.start);
    starts.push(body);
    for heading in paper
        .report
        .headings()
        .iter()
        .filter(|heading| heading.depth <= 2)
    {
        if heading.span.start > body {
            starts.push(heading.span.start);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([paper.text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The first line of a part, or its heading.
fn first_line(paper: &Paper, part: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 40;
    let line = &paper.report.lines()[paper.line_at(part.start)];
    part.start..line.span.end.min(part.start + LONGEST).max(part.start + 1)
}

/// A sentence of twenty characters or more that stood before.
fn twice(paper: &Paper, findings: &mut Findings) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for sentence in whole_sentences(paper) {
        let role = paper.role_at(sentence.start);
        if sentence.len() < LONG_SENTENCE
            || !matches!(role, LineRole::Paragraph | LineRole::Heading)
        {
            continue;
        }
        let chars = &paper.text[sentence.clone()];
        let hanzi: String = chars.iter().filter(|c| is_letter(**c)).collect();
        let is_long = hanzi.chars().count() >= LONG_SENTENCE && chars.iter().any(|c| is_hanzi(*c));
        let line = &paper.report.lines()[paper.line_at(sentence.start)];
        // A title or a date that a page shows twice is no sentence.
        let ends = matches!(chars.last(), Some('。' | '!' | '?' | ';'));
        let is_sentence = ends || role == LineRole::Heading;
        if !is_long || !is_sentence || is_table_row(&paper.raw[line.span.clone()]) {
            continue;
        }
        match seen.get(&hanzi) {
            Some(&first) => {
                let line = paper.line_at(first) + 1;
                let section = paper.words(&(first..first + 10));
                let args = [("line", line.to_string()), ("words", section)];
                let message = Message::new("review.copying.twice", args);
                let span = sentence.start..sentence.end - 1;
                findings.add(FindingDraft::new(&TWICE, span, message));
            }
            None => {
                seen.insert(hanzi, sentence.start);
            }
        }
    }
}

/// The sentences of a paper up to their full stops: ； parts clauses of one.
fn whole_sentences(paper: &Paper) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::new();
    for sentence in &paper.sentences {
        let goes_on = whole
            .last()
            .is_some_and(|last| paper.text[last.end - 1] == ';');
        match whole.last_mut() {
            Some(last) if goes_on => last.end = sentence.end,
            _ => whole.push(sentence.clone()),
        }
    }
    whole
}
