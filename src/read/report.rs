//! Turns any text into a report: its lines, each with its role, less noise, with headings.

use std::ops::Range;

use super::clean::{self, Clean};
use super::front_matter::{is_author, is_dateline, is_salutation, is_speaker, is_title};
use super::noise::{self, NoiseSpan};
use super::{Source, fold, gloss, outline, tables};
use crate::document::is_printable;
use crate::lexicon::string;

/// A report as it was read: its own lines, what was left out, and its outline.
///
/// ```
/// use nigao::read::{Report, LineRole};
/// let text = "云溪镇政府工作报告\n各位代表：\n一、工作回顾\n实现产值3亿元。";
/// let report = Report::read(&format!("某某范文网 > 工作报告\n{text}"));
/// assert_eq!(report.text(), text);
/// assert_eq!(report.headings()[0].depth, 1);
/// assert_eq!(report.lines()[0].role, LineRole::Title);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    source: Vec<char>,
    noise: Vec<NoiseSpan>,
    clean: Clean,
    lines: Vec<ReportLine>,
    headings: Vec<outline::OutlineHeading>,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// Its characters in the cleaned text, without the line break.
    pub span: Range<usize>,
    /// What it is.
    pub role: LineRole,
}

/// What a line of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineRole {
    /// 标题
    Title,
    /// 题注: when and where the report is given
    Dateline,
    /// 主讲人: office and name under the title
    Speaker,
    /// 称谓
    Salutation,
    /// a heading, alone or run into its paragraph
    Heading,
    /// a paragraph
    Paragraph,
    /// a row of a table, its cells parted by tabs; the first is the head
    Row,
    /// 署名
    Signature,
    /// 成文日期
    Date,
}

impl Report {
    /// Reads any text; at worst every line is a paragraph.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self::of(&Source {
            text: text.replace("\r\n", "\n"),
            ..Source::default()
        })
    }

    /// Reads a source, with what its format says about headings.
    #[must_use]
    pub fn of(file: &Source) -> Self {
        let source: Vec<char> = file.text.chars().collect();
        let folded: Vec<char> = source.iter().copied().map(fold).collect();
        let rows = rows(&source);
        // A paragraph of a Word file is a paragraph: nobody pasted a web page or a pager around it.
        let whole = file.keep_noise || file.paragraphs;
        let noise = if whole {
            Vec::new()
        } else {
            noise::find(&source, &folded, &rows)
        };
        let mut dropped: Vec<Range<usize>> = noise.iter().map(|noise| noise.span.clone()).collect();
        dropped.extend(gloss::find(&folded));
        dropped.extend(unseen(&source));
        dropped.extend(
            file.marks
                .iter()
                .filter(|mark| mark.end <= source.len())
                .cloned(),
        );
        dropped.sort_by_key(|span| span.start);
        let clean = clean::clean(&source, &rows, &dropped, &file.rows, file.paragraphs);
        let levels = levels(&clean, &file.levels);
        let mut head = head(&clean, &levels);
        let mut headings = outline::find(&clean, head.len(), &levels);
        if head.is_empty() && titles_the_rest(&clean, &headings) {
            head.push(LineRole::Title);
            headings = outline::find(&clean, head.len(), &levels);
        }
        let lines = roles(&clean, &head, &headings);
        headings.retain(|heading| lines[heading.line].role != LineRole::Title);
        Self {
            source,
            noise,
            clean,
            lines,
            headings,
        }
    }

    /// The report's own characters in their order: less noise, glosses, blank lines and margins,
    /// hard wraps and split numbers joined, a line break between lines.
    #[must_use]
    pub fn text(&self) -> String {
        let chars = &self.clean.chars;
        string(&chars[..chars.len().saturating_sub(1)])
    }

    /// The characters of [`Report::text`], with a line break after the last line too.
    #[must_use]
    pub fn chars(&self) -> &[char] {
        &self.clean.chars
    }

    /// The characters of [`Report::chars`] as they are matched, see [`fold()`].
    #[must_use]
    pub fn folded(&self) -> &[char] {
        &self.clean.folded
    }

    /// The characters of the source: the decoded text.
    #[must_use]
    pub fn source(&self) -> &[char] {
        &self.source
    }

    /// The spans of the source that are not the report's, in order and apart, each with its reason.
    #[must_use]
    pub fn noise(&self) -> &[NoiseSpan] {
        &self.noise
    }

    /// The lines, in order.
    #[must_use]
    pub fn lines(&self) -> &[ReportLine] {
        &self.lines
    }

    /// The headings, in order; their spans are ranges of [`Report::chars`].
    #[must_use]
    pub fn headings(&self) -> &[outline::OutlineHeading] {
        &self.headings
    }

    /// The range of the source that a range of [`Report::chars`] came from.
    #[must_use]
    pub fn source_of(&self, span: &Range<usize>) -> Range<usize> {
        self.clean.source(span)
    }

    /// The words of a range of [`Report::chars`].
    #[must_use]
    pub fn words(&self, span: &Range<usize>) -> String {
        self.clean.text(span)
    }
}

/// Characters no report can hold that no line break is, and those nobody sees, which part words
/// where they stand.
fn unseen(source: &[char]) -> impl Iterator<Item = Range<usize>> {
    let odd = |c: char| !is_printable(c) && !is_break(c) || is_unseen(c);
    source
        .iter()
        .enumerate()
        .filter(move |(_, c)| odd(**c))
        .map(|(at, _)| at..at + 1)
}

/// Soft hyphens, zero-width spaces, marks of direction and of byte order.
fn is_unseen(c: char) -> bool {
    let joiner = matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}'..='\u{2064}'
    );
    let direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let deprecated = matches!(c, '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}');
    joiner || direction || deprecated
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The level of each line that the format makes a heading.
fn levels(clean: &Clean, levels: &[(usize, u8)]) -> Vec<(usize, u8)> {
    let mut found = Vec::new();
    let mut line = 0;
    for &(at, level) in levels {
        let start = |line: usize| {
            clean
                .lines
                .get(line)
                .map_or(usize::MAX, |span| clean.source(span).start)
        };
        while line < clean.lines.len() && start(line) < at {
            line += 1;
        }
        let margin = start(line).saturating_sub(at);
        if line < clean.lines.len() && margin < 8 {
            found.push((line, level));
        }
    }
    found
}

/// The lines of the source, without their breaks.
fn rows(source: &[char]) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for (at, c) in source.iter().enumerate() {
        if is_break(*c) {
            rows.push(start..at);
            start = at + 1;
        }
    }
    rows.push(start..source.len());
    rows
}

/// The roles of the lines before the text.
fn head(clean: &Clean, levels: &[(usize, u8)]) -> Vec<LineRole> {
    const LONGEST_HEAD: usize = 12;
    let text = |n: usize| {
        clean.folded[clean.lines[n].clone()]
            .iter()
            .collect::<String>()
    };
    let count = clean.lines.len().min(LONGEST_HEAD);
    let salutation = (0..count).find(|&n| is_salutation(&text(n)));
    let title = count > 0 && (is_title(&text(0)) || only_heading_of_level_one(levels));
    let end = match salutation {
        Some(n) if (0..n).all(|n| clean.lines[n].len() < 60) => n + 1,
        // Nobody is addressed: the title, and who reports when.
        _ if title => {
            1 + (1..count)
                .take_while(|n| is_dateline(&text(*n)) || is_author(&text(*n)))
                .count()
        }
        _ => 0,
    };
    (0..end)
        .map(|n| match text(n) {
            _ if Some(n) == salutation => LineRole::Salutation,
            words if is_dateline(&words) => LineRole::Dateline,
            words if n > 0 && is_person(&words) => LineRole::Speaker,
            _ => LineRole::Title,
        })
        .collect()
}

/// Whether the first line, which has no number, is above all other headings: it is the title.
///
/// Made for 榆川市上半年经济运行情况 over 一、…; must not take 2025年工作回顾 with 2026年工作安排
/// below.
fn titles_the_rest(clean: &Clean, headings: &[outline::OutlineHeading]) -> bool {
    let [first, rest @ ..] = headings else {
        return false;
    };
    let alone = !rest.iter().any(|heading| heading.depth <= first.depth);
    let whole = clean.lines.first() == Some(&first.span);
    whole && first.style == outline::LabelStyle::Plain && !rest.is_empty() && alone
}

/// An office and a name, who else reports, or a name alone: `林致远`.
fn is_person(words: &str) -> bool {
    is_speaker(words) || is_author(words) || words.chars().count() <= 4
}

/// A first line that alone is a heading of level 1 is the title.
fn only_heading_of_level_one(levels: &[(usize, u8)]) -> bool {
    levels.first() == Some(&(0, 1)) && levels.iter().filter(|(_, level)| *level == 1).count() == 1
}

fn roles(
    clean: &Clean,
    head: &[LineRole],
    headings: &[outline::OutlineHeading],
) -> Vec<ReportLine> {
    let mut lines: Vec<ReportLine> = clean
        .lines
        .iter()
        .map(|span| ReportLine {
            span: span.clone(),
            role: LineRole::Paragraph,
        })
        .collect();
    for heading in headings
        .iter()
        .filter(|heading| heading.span.start == clean.lines[heading.line].start)
    {
        lines[heading.line].role = LineRole::Heading;
    }
    for (line, role) in lines.iter_mut().zip(head) {
        line.role = *role;
    }
    let may_be_row =
        |line: usize| matches!(lines[line].role, LineRole::Paragraph | LineRole::Heading);
    for line in tables::rows(clean, may_be_row) {
        lines[line].role = LineRole::Row;
    }
    let text = |line: &ReportLine| clean.folded[line.span.clone()].iter().collect::<String>();
    let annexes: Vec<usize> = (head.len()..lines.len())
        .filter(|at| is_annex(&text(&lines[*at])))
        .collect();
    for at in annexes.iter().copied().chain([lines.len()]) {
        sign(&mut lines[..at], &text);
    }
    for at in annexes {
        if let Some(line) = lines
            .get_mut(at + 1)
            .filter(|line| line.span.len() <= 40 && !text(line).ends_with('。'))
        {
            line.role = LineRole::Title;
        }
    }
    lines
}

/// `附件`, `附件1`, alone on a line: the title of the annex stands on the next.
fn is_annex(words: &str) -> bool {
    let number = words
        .strip_prefix("附件")
        .or_else(|| words.strip_prefix("附录"));
    let number = number.map(|number| number.trim_end_matches(':').trim());
    number.is_some_and(|number| number.chars().count() <= 2 && number.chars().all(char::is_numeric))
}

/// A date alone on the last line, and a short line above it, sign the report.
fn sign(lines: &mut [ReportLine], text: &impl Fn(&ReportLine) -> String) {
    let [.., above, last] = lines else { return };
    let dated = |words: &str| words.contains('年') && words.ends_with('日');
    if last.role == LineRole::Paragraph && last.span.len() <= 16 && dated(&text(last)) {
        last.role = LineRole::Date;
        if above.role == LineRole::Paragraph
            && above.span.len() <= 24
            && !text(above).ends_with(['。', '!'])
        {
            above.role = LineRole::Signature;
        }
    }
}
