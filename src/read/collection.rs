//! Splits a file of several reports, each under a line 第N篇 or 篇N, into the reports.

use std::ops::Range;

use super::{Source, fold};
use crate::numeral::parse_hanzi;

/// The longest line that parts two reports, in characters.
const LONGEST: usize = 60;

impl Source {
    /// The reports of a collection, each with its line 第N篇; a file that is none is its only
    /// report.
    ///
    /// A collection counts from 第一篇 or 第1篇 on; what stands before that line belongs to no
    /// report.
    ///
    /// ```
    /// use nigao::read::Source;
    /// let parts = |text: &str| Source { text: text.into(), ..Source::default() }.split().len();
    /// assert_eq!(parts("合集\n第一篇 工作报告\n各位代表：\n第二篇 述职报告\n各位领导："), 2);
    /// assert_eq!(parts("篇一：工作报告\n各位代表：\n篇二：工作报告\n各位代表："), 2);
    /// assert_eq!(parts("述职报告篇1\n各位领导：\n述职报告篇2\n各位领导："), 2);
    /// assert_eq!(parts("各位代表：\n第一篇文章发表。"), 1);
    /// ```
    #[must_use]
    pub fn split(self) -> Vec<Self> {
        let chars: Vec<char> = self.text.chars().collect();
        let mut starts = Vec::new();
        let mut at = 0;
        for line in chars.split_inclusive(|c| *c == '\n') {
            if number(line) == Some(starts.len() + 1) {
                starts.push(at);
            }
            at += line.len();
        }
        // 第一篇 总论 of a plan has chapters; it is no collection.
        if starts.len() < 2 || chars.split(|c| *c == '\n').any(is_chapter) {
            return vec![self];
        }
        let ends = starts[1..].iter().copied().chain([chars.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.part(&chars, *start..end))
            .collect()
    }

    fn part(&self, chars: &[char], span: Range<usize>) -> Self {
        let levels = self.levels.iter().filter(|(at, _)| span.contains(at));
        let rows = self.rows.iter().filter(|at| span.contains(at));
        let marks = self
            .marks
            .iter()
            .filter(|mark| span.contains(&mark.start) && mark.end <= span.end);
        Self {
            text: chars[span.clone()].iter().collect(),
            encoding: self.encoding,
            paragraphs: self.paragraphs,
            keep_noise: self.keep_noise,
            levels: levels
                .map(|(at, level)| (at - span.start, *level))
                .collect(),
            marks: marks
                .map(|mark| mark.start - span.start..mark.end - span.start)
                .collect(),
            rows: rows.map(|at| at - span.start).collect(),
            left_out: self.left_out.clone(),
        }
    }
}

/// The number of a line that begins a report: 2 of `第二篇 乡镇政府工作报告8350字`,
/// `篇二：工作报告`, `述职报告篇2`.
fn number(line: &[char]) -> Option<usize> {
    let words: String = line.iter().take(LONGEST + 1).map(|c| fold(*c)).collect();
    let words = words.trim_matches(|c: char| c.is_whitespace() || "#*【】[](".contains(c));
    if line.len() > LONGEST {
        return None;
    }
    let (before, after) = words
        .split_once('篇')
        .or_else(|| words.split_once("范文"))?;
    let apart = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let leading = before.strip_prefix('第').filter(|_| apart).and_then(value);
    let behind = || {
        before
            .is_empty()
            .then(|| after.split([':', '、', '.', ' ']).next().and_then(value))
            .flatten()
    };
    let closing = || {
        words
            .rsplit_once('篇')
            .and_then(|(_, last)| value(last))
            .filter(|_| !before.starts_with('第'))
    };
    leading.or_else(behind).or_else(closing)
}

/// `第一章 发展基础`: the heading of a chapter.
fn is_chapter(line: &[char]) -> bool {
    let head: String = line.iter().take(LONGEST).map(|c| fold(*c)).collect();
    let rest = head
        .trim_start()
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('章'));
    rest.is_some_and(|(number, _)| value(number.trim()).is_some())
}

/// A number of few characters, in digits or hanzi.
fn value(number: &str) -> Option<usize> {
    let number = Some(number).filter(|number| number.chars().count() <= 4)?;
    number
        .parse()
        .ok()
        .or_else(|| parse_hanzi(number).and_then(|number| usize::try_from(number).ok()))
}
