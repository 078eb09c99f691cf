//! Splits a file of several reports, each under a line 第N篇 or 篇N, into the reports.

use std::ops::Range;

use super::{Source, fold};
use crate::lexicon::string;
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
        starts.push(chars.len());
        let mut reports = Vec::new();
        for bounds in starts.windows(2) {
            reports.push(self.part(&chars, bounds[0]..bounds[1]));
        }
        reports
    }

    /// The report within `span`, in characters, with what the format said of its lines.
    fn part(&self, chars: &[char], span: Range<usize>) -> Self {
        let mut part = Self {
            text: string(&chars[span.clone()]),
            encoding: self.encoding,
            paragraphs: self.paragraphs,
            keep_noise: self.keep_noise,
            levels: Vec::new(),
            marks: Vec::new(),
            rows: Vec::new(),
            left_out: self.left_out.clone(),
        };
        for (at, level) in &self.levels {
            if span.contains(at) {
                part.levels.push((at - span.start, *level));
            }
        }
        for mark in &self.marks {
            if span.contains(&mark.start) && mark.end <= span.end {
                part.marks
                    .push(mark.start - span.start..mark.end - span.start);
            }
        }
        for at in &self.rows {
            if span.contains(at) {
                part.rows.push(at - span.start);
            }
        }
        part
    }
}

/// The number of a line that begins a report: 2 of `第二篇 乡镇政府工作报告8350字`,
/// `篇二：工作报告`, `述职报告篇2`.
///
/// Must not take 第一篇文章发表了: a word goes on right behind 篇.
fn number(line: &[char]) -> Option<usize> {
    if line.len() > LONGEST {
        return None;
    }
    let folded: String = line.iter().map(|c| fold(*c)).collect();
    let words = folded.trim_matches(|c: char| c.is_whitespace() || "#*【】[](".contains(c));
    let (before, after) = words
        .split_once('篇')
        .or_else(|| words.split_once("范文"))?;
    if let Some(ordinal) = before.strip_prefix('第') {
        let apart = !after.starts_with(char::is_alphanumeric);
        return if apart { value(ordinal) } else { None };
    }
    let (_, last) = words.rsplit_once('篇').unwrap_or_default();
    if before.is_empty() {
        let first = after.split([':', '、', '.', ' ']).next()?;
        return value(first).or_else(|| value(last));
    }
    value(last)
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
    if number.chars().count() > 4 {
        return None;
    }
    if let Ok(digits) = number.parse() {
        return Some(digits);
    }
    usize::try_from(parse_hanzi(number)?).ok()
}
