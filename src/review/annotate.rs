//! Writes findings into a Word file: as comments over the words meant, or as tracked changes.

use std::cmp::Reverse;

use super::finding::{ReviewFinding, TextFix};
use super::word_places::WordPlaces;
use crate::diagnostic::{Lang, Message, Severity};
use crate::error::Result;
use crate::ooxml::splice::{Reviser, WordChanges, WordSource};
use crate::read::Report;

/// Who remarks and changes.
const AUTHOR: &str = "nigao";
/// The most comments a file gets; what is left is summed up in the last.
pub const MOST_COMMENTS: usize = 200;

/// A Word file with remarks or changes.
#[derive(Debug)]
pub struct RemarkedFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many findings stand in it as comments or changes.
    pub written: usize,
    /// How many have no place of their own in it: they are summed up or left out.
    pub left: usize,
}

/// Puts findings into a Word file as comments, the heaviest first where there are too many.
///
/// Comments of an earlier run are replaced, nobody else's are touched, and every byte that holds
/// no comment stays as it stood.
///
/// # Errors
/// When the bytes are no Word file, or its list of comments is damaged.
pub fn annotate(
    file: &[u8],
    report: &Report,
    findings: &[ReviewFinding],
    lang: Lang,
) -> Result<RemarkedFile> {
    let source = WordSource::open(file)?;
    let by = reviser();
    let mut changes = WordChanges::new(&source);
    changes.remove_comments(AUTHOR)?;
    let places = WordPlaces::of(report.source(), &source.stories()[0]);
    let mut placed = Vec::new();
    let mut left: Vec<&ReviewFinding> = Vec::new();
    for finding in findings {
        match places.find(&finding.span) {
            Some(place) => placed.push((finding, place)),
            None => left.push(finding),
        }
    }
    // The last comment sums up, if one is needed.
    let most = if left.is_empty() {
        MOST_COMMENTS
    } else {
        MOST_COMMENTS - 1
    };
    if placed.len() > most {
        placed.sort_by_key(|(finding, _)| (Reverse(finding.severity), finding.span.start));
        let over = placed.split_off(MOST_COMMENTS - 1);
        left.extend(over.into_iter().map(|(finding, _)| finding));
        placed.sort_by_key(|(finding, _)| finding.span.start);
    }
    for (finding, (paragraph, chars)) in &placed {
        changes.comment(0, *paragraph, chars.clone(), &by, &remark(finding, lang))?;
    }
    if !left.is_empty()
        && let Some(first) = source.stories()[0]
            .paragraphs
            .iter()
            .position(|one| one.length > 0)
    {
        let chars = 0..source.stories()[0].paragraphs[first].length;
        changes.comment(0, first, chars, &by, &summed_up(&left, report, lang))?;
    }
    Ok(RemarkedFile {
        bytes: changes.finish()?,
        written: placed.len(),
        left: left.len(),
    })
}

/// Makes the mechanical changes of findings in a Word file, as tracked changes.
///
/// What stands where no change can be tracked, in a field or a locked control, is left.
///
/// # Errors
/// When the bytes are no Word file.
pub fn fix_word(file: &[u8], report: &Report, findings: &[ReviewFinding]) -> Result<RemarkedFile> {
    let source = WordSource::open(file)?;
    let by = reviser();
    let mut changes = WordChanges::new(&source);
    let places = WordPlaces::of(report.source(), &source.stories()[0]);
    let (mut written, mut left) = (0, 0);
    for fix in fixes(findings) {
        let place = places.find(&fix.span);
        let tracked =
            place.map(|(paragraph, chars)| changes.track(0, paragraph, chars, &fix.words, &by));
        match tracked {
            Some(Ok(())) => written += 1,
            Some(Err(_)) | None => left += 1,
        }
    }
    Ok(RemarkedFile {
        bytes: changes.finish()?,
        written,
        left,
    })
}

/// Makes the mechanical changes of findings in the text of a report.
#[must_use]
pub fn fix_text(report: &Report, findings: &[ReviewFinding]) -> String {
    let source = report.source();
    let mut fixed = String::new();
    let mut at = 0;
    for fix in fixes(findings) {
        if fix.span.start < at {
            continue;
        }
        fixed.extend(&source[at..fix.span.start]);
        fixed.push_str(&fix.words);
        at = fix.span.end;
    }
    fixed.extend(&source[at..]);
    fixed
}

/// The changes of findings in the order of the text, none inside another.
fn fixes(findings: &[ReviewFinding]) -> Vec<&TextFix> {
    let mut fixes: Vec<&TextFix> = findings.iter().flat_map(|finding| &finding.fixes).collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut end = 0;
    fixes.retain(|fix| {
        let apart = fix.span.start >= end;
        end = if apart { fix.span.end } else { end };
        apart
    });
    fixes
}

fn reviser() -> Reviser {
    Reviser {
        author: AUTHOR.to_owned(),
        initials: "N".to_owned(),
        date: None,
    }
}

/// The words of a comment: how much it weighs, what is wrong, what to do, which rule.
fn remark(finding: &ReviewFinding, lang: Lang) -> String {
    let mut lines = vec![format!(
        "{}{}",
        weight(finding.severity, lang),
        finding.message.text(lang)
    )];
    if !finding.also.is_empty() {
        let also = Message::new("review.remark.also", [("n", finding.also.len())]);
        lines.push(also.text(lang));
    }
    lines.extend(finding.hint.as_ref().map(|hint| hint.text(lang)));
    lines.push(format!("[{}]", finding.rule.code));
    lines.join("\n")
}

fn weight(severity: Severity, lang: Lang) -> String {
    let key = match severity {
        Severity::Error => "review.remark.error",
        Severity::Warning => "review.remark.warning",
        Severity::Advice => "review.remark.advice",
    };
    Message::plain(key).text(lang)
}

/// A comment on findings that have no comment of their own.
fn summed_up(left: &[&ReviewFinding], report: &Report, lang: Lang) -> String {
    const NAMED: usize = 20;
    let mut lines = vec![Message::new("review.remark.left", [("n", left.len())]).text(lang)];
    for finding in left.iter().take(NAMED) {
        let line = finding.place(report).line.to_string();
        let args = [("line", line), ("what", finding.message.text(lang))];
        lines.push(Message::new("review.remark.one-left", args).text(lang));
    }
    lines.join("\n")
}
