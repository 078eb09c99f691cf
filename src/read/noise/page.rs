//! Finds page furniture that only the order of lines tells: values under labels, a head, a foot.

use std::collections::HashMap;

use super::super::front_matter::{is_dateline, is_salutation, is_speaker, is_title};
use super::line::{LOOK_FOR, NoiseLine, TEXT_LINE, VALUE, is_label};
use super::reason::NoiseReason;
use super::titles::same_title;
use super::words::{KEYS, TAILS};
use crate::lexicon::{count_leading, count_trailing, is_hanzi};

/// How many characters of a line are compared with another's.
const HEAD: usize = 12;

/// A line less the signs around it: `【打印】`, `分享:`.
pub(super) fn bare(chars: &[char]) -> &[char] {
    let sign = |c: char| "【】[]()<>|·•●◆■:、,.~-—×* \u{a0}".contains(c);
    let from = count_leading(chars, sign);
    let tail = count_trailing(&chars[from..], sign);
    &chars[from..chars.len() - tail]
}

/// `来源：云溪发布`, `【字体：大 中 小】`, `编辑：某某`: a word about the page, a colon and a few
/// words.
pub(super) fn is_keyed(chars: &[char]) -> bool {
    let from = count_leading(chars, |c| "【[(·•●◆■ ".contains(c));
    let Some(length) = KEYS.at(chars, from) else {
        return false;
    };
    let colon = chars[from + length..].iter().find(|c| **c != ' ');
    let closed = matches!(chars.last(), Some('。' | ';' | '!'));
    colon == Some(&':') && chars.len() < TEXT_LINE && !closed
}

/// Where the day of publishing begins that a site puts behind a title: `工作总结 2016-03-07`.
pub(super) fn published(chars: &[char]) -> Option<usize> {
    const DAY: usize = 10;
    let at = chars
        .len()
        .checked_sub(DAY)
        .filter(|at| *at > 4 && chars.len() < TEXT_LINE)?;
    let fits = chars[at..].iter().enumerate().all(|(n, c)| match n {
        4 | 7 => matches!(c, '-' | '/'),
        _ => c.is_ascii_digit(),
    });
    (fits && chars[at - 1] == ' ').then_some(at)
}

/// 一、 or （一） in front: the text goes on.
pub(super) fn is_numbered(row: &NoiseLine) -> bool {
    let words = row.words.trim_start_matches('(');
    let rest = words.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < words.len() && rest.starts_with(['、', ')', '.'])
}

fn is_front_matter(words: &str) -> bool {
    is_speaker(words) || is_dateline(words) || is_title(words)
}

/// Marks the short line below a label alone: `来源：` / `云溪发布`.
pub(super) fn mark_values(rows: &mut [NoiseLine]) {
    let mut label = false;
    for row in rows.iter_mut().filter(|row| row.length > 0) {
        let open = !row.words.ends_with([':', '。', '!']) && !is_numbered(row);
        if label && row.length <= VALUE && open && !is_front_matter(&row.words) {
            row.mark(NoiseReason::PageEdge);
        }
        label = row.is_noise() && row.words.ends_with(':') && KEYS.is(bare(&row.chars));
    }
}

/// Marks what a site says about reports between a page's head and the label of the first, 篇一.
pub(super) fn mark_above_label(rows: &mut [NoiseLine]) {
    let first = |row: &NoiseLine| is_label(&row.words) && row.words.contains(['一', '1']);
    let Some(label) = rows.iter().take(LOOK_FOR).position(first) else {
        return;
    };
    if rows[..label].iter().any(NoiseLine::is_furniture) {
        for row in &mut rows[..label] {
            row.mark(NoiseReason::PageEdge);
        }
    }
}

/// Where the report's text starts: a long line, a sentence, an address or the first numbered
/// heading.
fn body_start(rows: &[NoiseLine]) -> usize {
    let body = |row: &NoiseLine| {
        let address = row.words.ends_with(':') && row.length >= 4;
        let sentence = row.words.ends_with('。') && row.length >= 8;
        !row.is_noise() && (!row.is_short() || address || sentence || row.words.starts_with("一、"))
    };
    rows.iter().position(body).unwrap_or(rows.len())
}

/// Marks everything above the last line of furniture before the text, and every copy of the title
/// but the last.
pub(super) fn mark_head(rows: &mut [NoiseLine]) {
    let body = body_start(rows);
    let title = rows[..body]
        .iter()
        .rposition(|row| !row.is_noise() && is_title(&row.words));
    let furniture = rows[..body].iter().rposition(NoiseLine::is_furniture);
    for n in 0..body {
        let row = &rows[n];
        let Some(title) = title.filter(|title| *title != n) else {
            continue;
        };
        let copy = n < title && same_title(row, &rows[title]);
        let kept = is_dateline(&row.words) || is_speaker(&row.words) || is_salutation(&row.words);
        let above = furniture.is_some_and(|last| n < last) && !kept;
        if copy {
            rows[n].mark(NoiseReason::Repeated);
        } else if above {
            rows[n].mark(NoiseReason::PageEdge);
        }
    }
}

/// Marks every short line after the text, from the first line of furniture on.
///
/// A row of a table and a heading that goes on the text's numbers (2 结论 after 1 引言) are text.
pub(super) fn mark_tail(rows: &mut [NoiseLine]) {
    let text = |row: &NoiseLine| {
        let whole = !row.is_short() || row.words.ends_with(['。', '!']) || row.has_cells;
        !row.is_noise() && whole
    };
    let Some(last) = rows.iter().rposition(text) else {
        return;
    };
    let last = last.max(last_heading(rows, last));
    let Some(first) = rows[last..].iter().position(NoiseLine::is_furniture) else {
        return;
    };
    for row in &mut rows[last + first..] {
        row.mark(NoiseReason::PageEdge);
    }
}

/// The last line that goes on the numbers of the headings above `from`; 0 if there is none.
///
/// What a site lists below a text, 1. … 2. …, begins anew.
fn last_heading(rows: &[NoiseLine], from: usize) -> usize {
    let mut next: HashMap<char, u32> = HashMap::new();
    let mut last = 0;
    for (n, row) in rows.iter().enumerate() {
        let Some((form, value)) = numbered(&row.chars).filter(|_| !row.is_noise()) else {
            continue;
        };
        let goes_on = next.get(&form) == Some(&value);
        if n > from && goes_on {
            last = n;
        }
        if n <= from || goes_on {
            next.insert(form, value + 1);
        } else {
            next.remove(&form);
        }
    }
    last
}

/// `2 结论`, `2、结论`, `2. 结论`: the mark behind a number at the front of a title, and its value.
fn numbered(chars: &[char]) -> Option<(char, u32)> {
    let digits = count_leading(chars, |c| c.is_ascii_digit());
    let value: String = chars[..digits].iter().collect();
    let mark = *chars.get(digits)?;
    let gap = count_leading(&chars[digits + 1..], |c| c == ' ');
    let title = chars.get(digits + 1 + gap).is_some_and(|c| is_hanzi(*c));
    let fits = (1..=2).contains(&digits) && matches!(mark, ' ' | '、' | '.') && title;
    fits.then_some(mark).zip(value.parse().ok())
}

/// Marks the foot of a page, from the first line that opens one on, if little text comes after it
/// and no number goes on there.
pub(super) fn mark_foot(rows: &mut [NoiseLine]) {
    let mut seen: HashMap<&[char], usize> = HashMap::new();
    for (n, row) in rows.iter().enumerate().take(LOOK_FOR) {
        if let Some(head) = head(row) {
            seen.entry(head).or_insert(n);
        }
    }
    let all: usize = rows.iter().map(|row| row.length).sum();
    let mut after = 0;
    let mut foot = rows.len();
    for (n, row) in rows.iter().enumerate().rev() {
        if is_numbered(row) || after * 5 > all {
            break;
        }
        if row.is_furniture() && n > 0 && TAILS.count(&row.chars) > 0 {
            foot = n;
        }
        let again = head(row)
            .and_then(|head| seen.get(head))
            .is_some_and(|first| *first < n);
        after += if row.is_noise() || again {
            0
        } else {
            row.length
        };
    }
    for row in &mut rows[foot..] {
        row.mark(NoiseReason::PageEdge);
    }
}

/// The first words of a line of text, less the address before them.
fn head(row: &NoiseLine) -> Option<&[char]> {
    let address = row
        .chars
        .iter()
        .take(HEAD)
        .position(|c| *c == ':')
        .map_or(0, |at| at + 1);
    row.chars.get(address..address + HEAD)
}
