//! Cleans a text to the report's characters: no noise, margins, hard wraps or gaps in numbers.
//!
//! Each character keeps its position in the source, so that spans lead back to the file.

use std::ops::Range;

use super::{fold, spacing};
use crate::lexicon::string;

/// Longer than this, a line that breaks off without a stop was cut by whoever copied it.
const CUT_LINE: usize = 60;
/// How far below the widest lines a hard-wrapped line may end, in characters.
const WRAP_SLACK: usize = 3;

/// The report's own characters, each line ended by `\n`, with the way back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clean {
    /// The characters as they are.
    pub(crate) chars: Vec<char>,
    /// The characters as they are matched, see [`fold()`].
    pub(crate) folded: Vec<char>,
    /// Where each character stood in the source.
    pub(crate) origin: Vec<usize>,
    /// The lines, without their `\n`.
    pub(crate) lines: Vec<Range<usize>>,
    /// The lines that the source says are rows of tables, in order.
    pub(crate) table_lines: Vec<usize>,
}

impl Clean {
    /// The range of the source that a range of characters came from.
    pub(crate) fn source(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.origin.get(span.start).copied().unwrap_or_default();
        let end = span
            .end
            .checked_sub(1)
            .and_then(|last| self.origin.get(last))
            .map_or(start, |last| last + 1);
        start..end.max(start)
    }

    /// The characters of a range.
    pub(crate) fn text(&self, span: &Range<usize>) -> String {
        string(&self.chars[span.clone()])
    }

    fn push(&mut self, c: char, at: usize) {
        self.chars.push(c);
        self.folded.push(fold(c));
        self.origin.push(at);
    }
}

/// A line before joining: where its characters stand in the source.
// Four things a line is or is not, each by itself.
#[allow(clippy::struct_excessive_bools)]
struct RawLine {
    at: Vec<usize>,
    /// Whether it is a row of a table, which is a line of its own.
    tabular: bool,
    /// Whether the source says that it is one.
    is_row: bool,
    /// Whether the source line was indented.
    indented: bool,
    /// Whether nothing but page marks stood between it and the line before.
    after_page: bool,
    /// Whether a blank line stood before it.
    after_blank: bool,
}

/// Cleans the source: `lines` are its lines, `dropped` what is not the report's, in order and
/// apart; `rows` are where rows of tables start. With `paragraphs` each line is a paragraph and
/// stays one.
pub(crate) fn clean(
    source: &[char],
    lines: &[Range<usize>],
    dropped: &[Range<usize>],
    rows: &[usize],
    paragraphs: bool,
) -> Clean {
    let mut pieces = pieces(source, lines, dropped, rows);
    let texts: Vec<&mut Vec<usize>> = pieces.iter_mut().map(|piece| &mut piece.at).collect();
    spacing::tighten(source, texts);
    let width = wrap_width(&pieces).or_else(|| broken_width(source, &pieces));
    let mut clean = Clean::default();
    let mut start = 0;
    for (n, piece) in pieces.iter().enumerate() {
        for &at in &piece.at {
            clean.push(source[at], at);
        }
        let next = pieces.get(n + 1);
        if !paragraphs && next.is_some_and(|next| continues(source, piece, next, width)) {
            continue;
        }
        if piece.is_row {
            clean.table_lines.push(clean.lines.len());
        }
        clean.lines.push(start..clean.chars.len());
        let at = piece.at.last().map_or(0, |last| last + 1);
        clean.push('\n', at);
        start = clean.chars.len();
    }
    clean
}

fn is_margin(c: char) -> bool {
    fold(c) == ' ' || c.is_whitespace() || c.is_control()
}

fn pieces(
    source: &[char],
    lines: &[Range<usize>],
    dropped: &[Range<usize>],
    rows: &[usize],
) -> Vec<RawLine> {
    let mut pieces: Vec<RawLine> = Vec::new();
    let mut drops = dropped.iter().peekable();
    let (mut blank, mut page) = (false, false);
    for line in lines {
        let mut at: Vec<usize> = Vec::with_capacity(line.len());
        let mut cursor = line.start;
        let mut noisy = false;
        while let Some(drop) = drops.next_if(|drop| drop.start < line.end) {
            at.extend(cursor..drop.start.max(cursor));
            // A stamp set off by spaces takes them along.
            if at.last().is_some_and(|&last| is_margin(source[last])) {
                at.pop();
            }
            cursor = drop.end.max(cursor);
            noisy = true;
        }
        at.extend(cursor.min(line.end)..line.end);
        // A row whose first or last cell is empty begins or ends with a tab.
        let is_row = rows.binary_search(&line.start).is_ok();
        if !is_row || at.iter().all(|&i| is_margin(source[i])) {
            trim(source, &mut at);
        }
        if at.is_empty() {
            page |= noisy;
            blank |= !noisy;
            continue;
        }
        let indented = line.clone().take_while(|&i| is_margin(source[i])).count() > 0;
        let tabular = spacing::is_tabular(source, &at);
        pieces.push(RawLine {
            at,
            tabular,
            is_row,
            indented,
            after_page: page,
            after_blank: blank,
        });
        (blank, page) = (false, false);
    }
    pieces
}

fn trim(source: &[char], at: &mut Vec<usize>) {
    while at.last().is_some_and(|&last| is_margin(source[last])) {
        at.pop();
    }
    let margin = at.iter().take_while(|&&i| is_margin(source[i])).count();
    at.drain(..margin);
}

/// The width of hard-wrapped lines, if this text is hard-wrapped: most lines then end within a
/// few characters of it.
fn wrap_width(pieces: &[RawLine]) -> Option<usize> {
    let mut widths: Vec<usize> = pieces
        .iter()
        .map(|piece| piece.at.len() + usize::from(piece.indented) * 2)
        .collect();
    if widths.len() < 8 {
        return None;
    }
    widths.sort_unstable();
    let widest = widths[widths.len() * 9 / 10];
    let full = widths
        .iter()
        .filter(|&&w| w + WRAP_SLACK >= widest && w <= widest + WRAP_SLACK)
        .count();
    ((15..=70).contains(&widest) && full * 2 > widths.len()).then_some(widest)
}

/// The least width of broken lines, if most longer lines break off inside a sentence and go on
/// right below.
fn broken_width(source: &[char], pieces: &[RawLine]) -> Option<usize> {
    const LEAST: usize = 14;
    let breaks = |pair: &&[RawLine]| {
        let last = pair[0].at.last().map_or('\n', |&i| fold(source[i]));
        !"。!?;:”)》…".contains(last)
            && !pair[1].after_blank
            && !pair[1].indented
            && !starts_item(source, &pair[1])
    };
    let long = |pair: &&[RawLine]| pair[0].at.len() >= LEAST;
    let lines = pieces.windows(2).filter(long).count();
    let broken = pieces.windows(2).filter(long).filter(breaks).count();
    (broken >= 5 && broken * 2 > lines).then_some(LEAST + WRAP_SLACK)
}

/// Whether `next` is the rest of the paragraph that `line` starts.
fn continues(source: &[char], line: &RawLine, next: &RawLine, width: Option<usize>) -> bool {
    let folded = |i: Option<&usize>| i.map_or('\n', |&i| fold(source[i]));
    let (last, first) = (folded(line.at.last()), folded(next.at.first()));
    if line.tabular || next.tabular {
        return false;
    }
    if ",.;:!?)、。》”’…".contains(first) && !source[next.at[0]].is_ascii_digit() && first != '.'
    {
        return true;
    }
    let stops = "。!?;:”）)》…".contains(last);
    if last == '、' || ends_with_point(source, line) {
        return true;
    }
    if starts_item(source, next) {
        return false;
    }
    if "、,(《“".contains(last) && (line.at.len() > 1) {
        return true;
    }
    if let Some(width) = width
        && !next.after_blank
        && !next.indented
        && line.at.len() + usize::from(line.indented) * 2 + WRAP_SLACK >= width
        && !(stops && line.at.len() + WRAP_SLACK < width)
    {
        return true;
    }
    // A heading of its own line ends with its page.
    let heading = line.at.len() < CUT_LINE && starts_item(source, line);
    !stops && (line.at.len() >= CUT_LINE || (next.after_page && line.at.len() >= 20 && !heading))
}

/// Whether a line breaks off behind 一是 or 二要: what the point is stands below.
fn ends_with_point(source: &[char], piece: &RawLine) -> bool {
    let Some(tail) = piece.at.len().checked_sub(3).map(|from| &piece.at[from..]) else {
        return false;
    };
    let [stop, number, verb] = [0, 1, 2].map(|i| fold(source[tail[i]]));
    "。;:,!".contains(stop)
        && "一二三四五六七八九十".contains(number)
        && matches!(verb, '是' | '要')
}

/// 同比增长⏎6|.1%。: whether what stands behind the digits makes an amount of them. 2|.1水利 is the
/// label of a heading.
fn is_amount(rest: &str) -> bool {
    let decimals = rest.strip_prefix('.').unwrap_or_default();
    let unit = decimals.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < decimals.len()
        && unit.starts_with(['%', '‰', '万', '亿', '元', '个', '倍', '公', '亩', '吨'])
}

/// Whether a line starts with a number of a list, a dash or an address: a paragraph of its own.
fn starts_item(source: &[char], piece: &RawLine) -> bool {
    let head: String = piece.at.iter().take(8).map(|&i| fold(source[i])).collect();
    let rest = head.trim_start_matches(|c: char| "(第一二三四五六七八九十0123456789".contains(c));
    let numbered = rest.len() < head.len() && rest.starts_with(['、', '.', ')', ',', '是', '要']);
    // 一、 with nothing after it is a broken line, not an item.
    (numbered && !is_amount(rest) && piece.at.len() > 4)
        || head.starts_with('—')
        || head.starts_with("各位")
        || head.starts_with("同志们")
}
