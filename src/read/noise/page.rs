//! Finds page furniture that only the order of lines tells: values under labels, the page's foot.

use std::collections::HashMap;

use super::super::front_matter::{is_dateline, is_speaker, is_title};
use super::line::{NoiseLine, TEXT_LINE, VALUE, is_label};
use super::words::{KEYS, TAILS};

/// How many characters of a line are compared with another's.
const HEAD: usize = 12;

/// A line less the signs around it: `【打印】`, `分享:`.
pub(super) fn bare(chars: &[char]) -> &[char] {
    let sign = |c: &char| "【】[]()<>|·•●◆■:、,.~-—×* \u{a0}".contains(*c);
    let from = chars.iter().take_while(|c| sign(c)).count();
    let to = chars.iter().rev().take_while(|c| sign(c)).count();
    chars.get(from..chars.len() - to).unwrap_or_default()
}

/// `来源：云溪发布`, `【字体：大 中 小】`, `编辑：某某`: a word about the page, a colon and a few
/// words.
pub(super) fn is_keyed(chars: &[char]) -> bool {
    let from = chars.iter().take_while(|c| "【[(·•●◆■ ".contains(**c)).count();
    let Some(length) = KEYS.at(chars, from) else { return false };
    let colon = chars[from + length..].iter().find(|c| **c != ' ');
    colon == Some(&':')
        && chars.len() < TEXT_LINE
        && !matches!(chars.last(), Some('。' | ';' | '!'))
}

/// `第1页共5页` at the start of these characters: its length.
pub(super) fn of_pages(rest: &[char]) -> Option<usize> {
    let number =
        |at: usize| rest.iter().skip(at).take(4).take_while(|c| c.is_ascii_digit()).count();
    let first = number(1);
    let all = first + 3;
    let marked = rest.get(1 + first..all)? == ['页', '共'] && first > 0;
    let second = number(all);
    (marked && second > 0 && rest.get(all + second) == Some(&'页')).then_some(all + second + 1)
}

/// Where the day of publishing begins that a site sets behind a title: `工作总结 2016-03-07`.
pub(super) fn dated(chars: &[char]) -> Option<usize> {
    const DAY: usize = 10;
    let at = chars.len().checked_sub(DAY).filter(|at| *at > 4 && chars.len() < TEXT_LINE)?;
    let fits = chars[at..].iter().enumerate().all(|(n, c)| match n {
        4 | 7 => matches!(c, '-' | '/'),
        _ => c.is_ascii_digit(),
    });
    (fits && chars[at - 1] == ' ').then_some(at)
}

/// Between a page's head and the label of its first report, 篇一, stands what the site says about
/// reports.
pub(super) fn labels(rows: &[NoiseLine], noisy: &mut [bool]) {
    let first = |row: &NoiseLine| is_label(&row.words) && row.words.contains(['一', '1']);
    let Some(label) = (0..rows.len().min(LOOK_FOR)).find(|&n| noisy[n] && first(&rows[n])) else {
        return;
    };
    let furnished = (0..label).any(|n| noisy[n]);
    for n in 0..label {
        noisy[n] |= furnished && rows[n].length > 0;
    }
}

/// A label alone takes the short line below it along: `来源：` / `云溪发布`.
pub(super) fn values(rows: &[NoiseLine], noisy: &mut [bool]) {
    let mut label = false;
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| row.length > 0) {
        let value =
            row.length <= VALUE && !row.words.ends_with([':', '。', '!']) && !is_numbered(row);
        noisy[n] |= label && value && !is_front_matter(&row.words);
        label = noisy[n] && row.words.ends_with(':') && KEYS.is(bare(&row.chars));
    }
}

fn is_front_matter(words: &str) -> bool {
    is_speaker(words) || is_dateline(words) || is_title(words)
}

/// 一、 or （一） in front: the text goes on.
pub(super) fn is_numbered(row: &NoiseLine) -> bool {
    let rest = row
        .words
        .trim_start_matches('(')
        .trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < row.words.len() && rest.starts_with(['、', ')', '.'])
}

/// Below the text: from the first line that opens the foot of a page on, if little text comes
/// after it and no number goes on there.
pub(super) fn tail(rows: &[NoiseLine], noisy: &mut [bool]) {
    let mut seen: HashMap<&[char], usize> = HashMap::new();
    for (n, row) in rows.iter().enumerate().take(LOOK_FOR) {
        head(row).map(|head| seen.entry(head).or_insert(n));
    }
    let all: usize = rows.iter().map(|row| row.length).sum();
    let mut after = 0;
    let mut foot = None;
    for (n, row) in rows.iter().enumerate().rev() {
        if is_numbered(row) || after * 5 > all {
            break;
        }
        if noisy[n] && n > 0 && (0..row.chars.len()).any(|at| TAILS.at(&row.chars, at).is_some()) {
            foot = Some(n);
        }
        let again = head(row).and_then(|head| seen.get(head)).is_some_and(|first| *first < n);
        after += if noisy[n] || again { 0 } else { row.length };
    }
    for n in foot.unwrap_or(rows.len())..rows.len() {
        noisy[n] |= rows[n].length > 0;
    }
}

/// How many lines from the top are looked at for what a page says again below.
pub(super) const LOOK_FOR: usize = 40;

/// The first words of a line of text, less the address before them.
fn head(row: &NoiseLine) -> Option<&[char]> {
    let address = row.chars.iter().take(HEAD).position(|c| *c == ':').map_or(0, |at| at + 1);
    row.chars.get(address..address + HEAD)
}
