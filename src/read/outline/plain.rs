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
    let numbered = leading.map(|candidate| candidate.line).collect();
    let report = Lines {
        clean,
        head,
        numbered,
    };
    let given: HashMap<usize, u8> = levels.iter().copied().collect();
    let mut open_lines = Vec::new();
    for line in head..clean.lines.len().saturating_sub(1) {
        if !report.numbered.contains(&line) {
            open_lines.push(OpenLine {
                line,
                is_short: report.is_short_title(line),
                is_sentence: report.is_sentence_title(line),
            });
        }
    }
    // One short line between paragraphs may be anything, and one short sentence over a paragraph
    // is a paragraph; only where the report does it again and again are they titles.
    let has_short = open_lines.iter().filter(|one| one.is_short).count() >= 2;
    let has_sentences = open_lines.iter().filter(|one| one.is_sentence).count() >= 3;

    let mut found = Vec::new();
    for OpenLine {
        line,
        is_short,
        is_sentence,
    } in open_lines
    {
        // A row of a table names columns, no part.
        if is_table_row(&clean.chars[clean.lines[line].clone()]) {
            continue;
        }
        let rank = if let Some(level) = given.get(&line) {
            Rank::Level(*level)
        } else if report.is_part_title(line) {
            Rank::PartTitle
        } else if has_short && is_short || has_sentences && is_sentence {
            Rank::Under
        } else {
            continue;
        };
        let span = unstopped(clean, line);
        found.push(PartTitle { span, line, rank });
    }
    for line in 0..clean.lines.len() {
        found.extend(inner(clean, line));
    }
    found.sort_by_key(|part| part.span.start);
    found
}

/// A line without a number, and what it may title.
struct OpenLine {
    line: usize,
    is_short: bool,
    is_sentence: bool,
}

/// The lines of a report, as the search for unnumbered titles looks at them.
struct Lines<'c> {
    clean: &'c Clean,
    /// The first line that may be a title.
    head: usize,
    /// The lines that begin with a number.
    numbered: HashSet<usize>,
}

impl Lines<'_> {
    fn text(&self, line: usize) -> &[char] {
        &self.clean.folded[self.clean.lines[line].clone()]
    }

    /// Whether nothing before the line goes on in it.
    fn begins_anew(&self, line: usize) -> bool {
        line == self.head
            || self.numbered.contains(&(line - 1))
            || ends_sentence(self.text(line - 1))
    }

    /// `狠抓落实，优化环境` between two paragraphs.
    fn is_short_title(&self, line: usize) -> bool {
        self.begins_anew(line) && is_clause(self.text(line)) && is_paragraph(self.text(line + 1))
    }

    /// `生态底色更加亮丽。` over a paragraph of its own.
    fn is_sentence_title(&self, line: usize) -> bool {
        let Some(('。', words)) = self.text(line).split_last() else {
            return false;
        };
        let next = self.text(line + 1);
        let titles = words.len() <= SENTENCE && is_bare(words);
        titles && self.begins_anew(line) && next.len() > TITLED && next.contains(&'。')
    }

    /// `2024年工作回顾`: about what the parts of a report are about, with something under it.
    fn is_part_title(&self, line: usize) -> bool {
        let words = self.text(line);
        is_bare(words)
            && TOPICS.count(words) > 0
            && !is_continued(self.text(line + 1))
            && self.goes_under_title(line + 1)
    }

    /// Whether a line may stand under a title: a number, a paragraph or another title.
    ///
    /// Must not take the name or address under 政府工作报告: that is the report's own title.
    fn goes_under_title(&self, line: usize) -> bool {
        let words = self.text(line);
        self.numbered.contains(&line)
            || words.len() >= PARAGRAPH
            || ends_sentence(words)
            || TOPICS.count(words) > 0
    }
}

/// A line without the full stop after it.
fn unstopped(clean: &Clean, line: usize) -> Range<usize> {
    let span = clean.lines[line].clone();
    let stop = clean.folded[span.clone()].last() == Some(&'。');
    span.start..span.end - usize::from(stop)
}

/// Titles set off by wide gaps inside a line whose breaks were lost:
/// `…意见。　　工作回顾　　一年来，`.
fn inner(clean: &Clean, line: usize) -> Vec<PartTitle> {
    let span = clean.lines[line].clone();
    let text = &clean.folded[span.clone()];
    let mut found = Vec::new();
    if text.len() <= LONGEST * 2 {
        return found;
    }
    // Where the words between two gaps begin; none before the first gap.
    let mut words_start = None;
    for gap in 0..text.len() - 1 {
        if text[gap..gap + 2] != [' ', ' '] {
            continue;
        }
        if let Some(from) = words_start.filter(|from| *from < gap) {
            let words = &text[from..gap];
            if is_bare(words) && TOPICS.count(words) > 0 {
                found.push(PartTitle {
                    span: span.start + from..span.start + gap,
                    line,
                    rank: Rank::PartTitle,
                });
            }
        }
        words_start = Some(gap + 2);
    }
    found
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
