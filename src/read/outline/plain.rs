//! Finds titles of parts without a number: 2024年工作回顾.

use super::super::clean::Clean;
use crate::lexicon::{WordSet, is_hanzi, word_list};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::candidate::{Candidate, is_table_row};

/// The longest title of a part, in characters.
const LONGEST: usize = 32;
/// The longest title that is a sentence, and the shortest paragraph under one, in characters.
const SENTENCE: usize = 16;
const TITLED: usize = 60;
/// From this length on a line is no name or address, in characters.
const PARAGRAPH: usize = 16;
/// What the parts of a report are about.
static TOPICS: LazyLock<WordSet> = word_list!("part-topics");

/// Where an unnumbered title stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// At this level, from 1, as the file's format says.
    Level(u8),
    /// A part of the report.
    PartTitle,
    /// Under the numbered heading before it.
    Under,
}

/// A title without number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartTitle {
    pub(super) span: Range<usize>,
    pub(super) line: usize,
    pub(super) rank: Rank,
}

/// The titles without number, from the line `head` on: those the file's format makes headings,
/// with their `levels`; those about what parts are about; and, where there are several, short
/// lines without a stop between paragraphs.
pub(super) fn find(
    clean: &Clean,
    head: usize,
    candidates: &[Candidate],
    levels: &[(usize, u8)],
) -> Vec<PartTitle> {
    let leading = candidates.iter().filter(|candidate| candidate.leads);
    let numbered: HashSet<usize> = leading.map(|candidate| candidate.line).collect();
    let given: HashMap<usize, u8> = levels.iter().copied().collect();
    let text = |line: usize| &clean.folded[clean.lines[line].clone()];
    let lines = head..clean.lines.len().saturating_sub(1);
    let between = |line: &usize| {
        let opens =
            *line == head || numbered.contains(&(line - 1)) || ends_sentence(text(line - 1));
        opens && is_clause(text(*line)) && is_paragraph(text(line + 1))
    };
    // Under a title stands a number, a paragraph or another title; what stands over a name or an
    // address is the report's.
    let goes_under = |line: usize| {
        let next = text(line);
        numbered.contains(&line)
            || next.len() >= PARAGRAPH
            || ends_sentence(next)
            || TOPICS.count(next) > 0
    };
    let several = lines
        .clone()
        .filter(|line| !numbered.contains(line))
        .filter(between)
        .take(2)
        .count()
        > 1;
    // 生态底色更加亮丽。 over a paragraph of its own, again and again.
    let closed = |line: &usize| {
        let (words, next) = (text(*line), text(line + 1));
        let after =
            *line == head || numbered.contains(&(line - 1)) || ends_sentence(text(line - 1));
        let title = words
            .split_last()
            .is_some_and(|(last, rest)| *last == '。' && rest.len() <= SENTENCE && is_bare(rest));
        after && title && next.len() > TITLED && next.contains(&'。')
    };
    let sentences = lines
        .clone()
        .filter(|line| !numbered.contains(line))
        .filter(closed)
        .take(3)
        .count()
        > 2;
    let rank = |line: usize| {
        let part = || {
            let titles = is_bare(text(line)) && TOPICS.count(text(line)) > 0;
            (titles && !is_continued(text(line + 1)) && goes_under(line + 1))
                .then_some(Rank::PartTitle)
        };
        let under =
            || (several && between(&line) || sentences && closed(&line)).then_some(Rank::Under);
        given
            .get(&line)
            .map(|level| Rank::Level(*level))
            .or_else(part)
            .or_else(under)
    };
    // A row of a table names columns, no part.
    let is_row = |line: usize| is_table_row(&clean.chars[clean.lines[line].clone()]);
    let whole = lines
        .filter(|line| !numbered.contains(line) && !is_row(*line))
        .filter_map(|line| {
            rank(line).map(|rank| PartTitle {
                span: unstopped(clean, line),
                line,
                rank,
            })
        });
    let inner = (0..clean.lines.len()).flat_map(|line| inner(clean, line));
    let mut found: Vec<PartTitle> = whole.chain(inner).collect();
    found.sort_by_key(|part| part.span.start);
    found
}

/// A line without the full stop after it.
fn unstopped(clean: &Clean, line: usize) -> Range<usize> {
    let span = clean.lines[line].clone();
    let stop = clean.folded[span.clone()].last() == Some(&'。');
    span.start..span.end - usize::from(stop)
}

/// Titles set off by wide gaps inside a line whose breaks were lost:
/// `…意见。　　工作回顾　　一年来，`.
fn inner(clean: &Clean, line: usize) -> impl Iterator<Item = PartTitle> {
    let span = clean.lines[line].clone();
    let text = &clean.folded[span.clone()];
    let text = if text.len() > LONGEST * 2 { text } else { &[] };
    let gaps = text
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| **pair == [' ', ' '])
        .map(|(at, _)| at);
    let mut from = usize::MAX;
    gaps.filter_map(move |at| {
        let titles = from < at && is_bare(&text[from..at]) && TOPICS.count(&text[from..at]) > 0;
        let found = titles.then(|| span.start + from..span.start + at);
        from = at + 2;
        found.map(|span| PartTitle {
            span,
            line,
            rank: Rank::PartTitle,
        })
    })
}

/// Short words without a stop, a number in front or an address.
fn is_bare(text: &[char]) -> bool {
    let spoken = |c: &char| is_hanzi(*c) || c.is_ascii_digit() || matches!(c, '_' | '*' | '×');
    (4..=LONGEST).contains(&text.len())
        && !text
            .iter()
            .any(|c| matches!(c, '。' | ';' | ':' | '!' | '?' | ',' | '|' | '\t' | '/'))
        && text.iter().filter(|c| spoken(c)).count() * 10 >= text.len() * 8
        && !text.starts_with(&['附'])
}

/// As bare as [`is_bare`], but for commas.
fn is_clause(text: &[char]) -> bool {
    let pieces = text.split(|c| *c == ',');
    is_bare(text)
        || text.len() <= LONGEST
            && text.contains(&',')
            && pieces.clone().count() < 4
            && pieces.clone().all(is_bare)
}

fn ends_sentence(text: &[char]) -> bool {
    text.last()
        .is_some_and(|c| matches!(c, '。' | '!' | '?' | ';' | ':' | '”' | ')'))
}

/// Whether a line goes on the one before: 主要目标 / 是：地区生产总值…
fn is_continued(next: &[char]) -> bool {
    next.first()
        .is_some_and(|c| matches!(c, '是' | ':' | ',' | '、' | '。' | ';' | ')' | '”'))
}

fn is_paragraph(text: &[char]) -> bool {
    text.len() >= 30 && text.contains(&'。')
}
