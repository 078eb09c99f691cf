//! Finds what is not the report's: site headers and footers, adverts, page marks, stamps.

mod line;
mod markup;
mod page;
mod titles;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use self::line::{NoiseLine, TEXT_LINE, VALUE, is_label, row};
use self::titles::same_title;
use self::words::{ADVERT, MENU, SHARERS, SITE, STAMPS, SUFFIXES};
use super::front_matter::{is_dateline, is_salutation, is_speaker, is_title};

/// Chunks of a document site are at least this long, in characters.
const CHUNK: usize = 120;

/// The ranges of noise in order and apart. `folded` are the source's characters as they are
/// matched.
pub(crate) fn find(folded: &[char], lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let rows: Vec<NoiseLine> = lines.iter().map(|line| row(folded, line)).collect();
    let mut noisy: Vec<bool> = rows.iter().map(is_noise).collect();
    page::values(&rows, &mut noisy);
    page::labels(&rows, &mut noisy);
    mark_head(&rows, &mut noisy);
    page::tail(&rows, &mut noisy);
    mark_tail(&rows, &mut noisy);
    mark_summaries(&rows, &mut noisy);
    titles::mark(&rows, &mut noisy);
    let mut found: Vec<Range<usize>> = Vec::new();
    let chunks = chunk_numbers(folded, &rows, &noisy);
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| row.length > 0) {
        if noisy[n] {
            found.push(row.span.clone());
            continue;
        }
        let from = found.len();
        let chunk = if chunks { number_at(folded, row.span.start, row.span.end) } else { None };
        found.extend(chunk.map(|end| row.span.start..end));
        stamps(folded, &row.span, &mut found);
        markup::styles(folded, &row.span, &mut found);
        doubled(folded, &row.span, &mut found);
        title_suffix(folded, row, &mut found);
        found.extend(page::dated(&row.chars).map(|at| row.span.start + at..row.span.end));
        found[from..].sort_by_key(|span| span.start);
    }
    merge(found)
}

fn merge(spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

fn is_noise(row: &NoiseLine) -> bool {
    let words = row.words.as_str();
    if row.length == 0 {
        return false;
    }
    if row.length >= TEXT_LINE * 4 {
        return false;
    }
    let adverts = ADVERT.count(&row.chars);
    let site = SITE.count(&row.chars);
    let sentence = words.ends_with(['。', ';']) && row.length > 14
        || words.ends_with(['!', '?']) && row.length > 30
        || page::is_numbered(row);
    adverts > 0 && (site > 1 || adverts > 1 || row.length < TEXT_LINE)
        || site > 2
        || site > 0 && row.length < TEXT_LINE && !sentence
        || MENU.is(page::bare(&row.chars))
        || page::is_keyed(&row.chars)
        || is_page_mark(words)
        || is_pager(words)
        || is_breadcrumb(words)
        || is_label(words)
        || is_byline(row)
        || is_stamp(words)
        || is_address(words)
        || is_rule(words)
        || row.length < TEXT_LINE && row.chars.iter().any(|c| markup::is_picture(*c))
}

/// `时间:2022-11-12 03:10:00`, `2024年2月10日 07时41分`, `2024-02-10`: nobody speaks in minutes,
/// nor writes dates so.
fn is_stamp(words: &str) -> bool {
    let clock = |w: &[u8]| w[2] == b':' && [0, 1, 3, 4].iter().all(|&i| w[i].is_ascii_digit());
    let dated = words.contains(['-', '/', '年']) && !words.ends_with(['。', ';']);
    let plain =
        words.len() >= 8 && words.bytes().all(|b| b.is_ascii_digit() || b"-/ :.".contains(&b));
    let minutes = words.contains('时') && words.ends_with('分');
    words.len() < 90 && (dated && (words.as_bytes().windows(5).any(clock) || minutes) || plain)
}

/// `Original URL: http://…`: little but an address.
fn is_address(words: &str) -> bool {
    ["http://", "https://", "www."].iter().filter_map(|start| words.find(start)).any(|at| {
        let length = words[at..].chars().take_while(char::is_ascii_graphic).count();
        words.chars().count() <= length + 20
    })
}

/// A line of signs only, one cell of a menu `| 报告 |`, or `此处省略N个字......`.
fn is_rule(words: &str) -> bool {
    let cell = words.len() > 1
        && words.starts_with('|')
        && words.ends_with('|')
        && words.len() < TEXT_LINE;
    cell || words.starts_with("此处省略")
        || words.starts_with("(略)")
        || !words.chars().any(|c| c.is_alphanumeric() || "_*×…".contains(c))
}

/// `- 2 -`, `第 3 页 共 11 页`, `3 / 11`, `[1]`, `12`, `…_第1页`.
fn is_page_mark(words: &str) -> bool {
    let inner =
        words.trim_matches(|c: char| c == '-' || c == '—' || c == '~' || c == '·' || c == ' ');
    let digits = |s: &str| !s.is_empty() && s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
    let compact: String = words.chars().filter(|c| *c != ' ').collect();
    digits(inner)
        || compact.split_once('/').is_some_and(|(a, b)| digits(a) && digits(b))
        || compact.strip_prefix('[').and_then(|s| s.strip_suffix(']')).is_some_and(digits)
        || (compact.ends_with('页')
            && compact.contains('第')
            && compact.chars().filter(char::is_ascii_digit).count() > 0)
}

/// `上一页 1 2 3 4 下一页`, `[1] [2] [3]`.
fn is_pager(words: &str) -> bool {
    words.len() > 4
        && words.chars().any(|c| c.is_ascii_digit())
        && words.chars().all(|c| " []0123456789>…".contains(c))
}

/// `首页 > 政务公开 > 工作报告`, `首页/ 政务公开 / 正文`.
fn is_breadcrumb(words: &str) -> bool {
    let parts = words.split(['>', '»', '→']).count();
    let steps = words.matches(" /").count() + words.matches("/ ").count();
    let slashed = (words.starts_with("首页") || words.ends_with("正文"))
        && steps > 0
        && words.len() < TEXT_LINE * 2;
    slashed
        || !words.contains('<') && parts >= 3
        || parts == 2 && words.contains(" > ") && !words.contains('。')
}

/// `新华网记者 某某 摄`, `本报记者 某某`: who wrote or photographed it, without a stop.
fn is_byline(row: &NoiseLine) -> bool {
    let words = row.words.as_str();
    let written = ["记者", "通讯员"].iter().any(|who| words.contains(who));
    let where_from = ["摄", "报道", "日报", "晚报", "本报", "新闻", "网", "社", "文/", "文图"]
        .iter()
        .any(|word| words.contains(word));
    let photographed = written && words.ends_with(['摄', '影']) && row.length < TEXT_LINE * 2;
    // 林致远作政府工作报告: under a picture.
    let speech = words.trim_end_matches('。');
    let pictured = ["作政府工作报告", "作工作报告"].iter().any(|end| speech.ends_with(end));
    let pictured = pictured && row.length <= VALUE && !words.contains('我');
    pictured
        || photographed
        || row.length < TEXT_LINE
            && written
            && where_from
            && !words.ends_with(['。', ';', ':', '!'])
}

/// Where the report's own text starts: a long line, an address or the first numbered heading.
fn body_start(rows: &[NoiseLine], noisy: &[bool]) -> usize {
    let body = |(row, noisy): (&NoiseLine, &bool)| {
        !noisy
            && (row.length >= TEXT_LINE
                || row.words.ends_with(':') && row.length >= 4
                || row.words.starts_with("一、"))
    };
    rows.iter().zip(noisy).position(body).unwrap_or(rows.len())
}

/// Before the text: everything above the last line of furniture goes, and every copy of the title
/// but the last.
fn mark_head(rows: &[NoiseLine], noisy: &mut [bool]) {
    let body = body_start(rows, noisy);
    let title = (0..body).rev().find(|&n| !noisy[n] && is_title(&rows[n].words));
    let furniture = (0..body).rev().find(|&n| noisy[n] && !is_label(&rows[n].words));
    for n in 0..body {
        let copy = title.is_some_and(|title| n < title && same_title(&rows[n], &rows[title]));
        let above = furniture.is_some_and(|last| n < last)
            && title.is_some_and(|title| n != title)
            && !is_dateline(&rows[n].words)
            && !is_speaker(&rows[n].words)
            && !is_salutation(&rows[n].words);
        noisy[n] |= rows[n].length > 0 && (copy || above);
    }
}

/// After the text: from the first line of furniture on, every short line goes.
fn mark_tail(rows: &[NoiseLine], noisy: &mut [bool]) {
    let text = |n: &usize| {
        !noisy[*n] && (rows[*n].length >= TEXT_LINE || rows[*n].words.ends_with(['。', '!']))
    };
    let Some(last) = (0..rows.len()).rev().find(text) else { return };
    let Some(first) = (last + 1..rows.len()).find(|&n| noisy[n]) else { return };
    for n in first..rows.len() {
        noisy[n] |= rows[n].length > 0;
    }
}

/// A line that only says the beginning of another: a summary or a repeated title.
fn mark_summaries(rows: &[NoiseLine], noisy: &mut [bool]) {
    const HEAD: usize = 12;
    let head = |row: &NoiseLine| row.words.chars().take(HEAD).collect::<String>();
    let mut longest: HashMap<String, usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.length >= TEXT_LINE) {
        let length = longest.entry(head(row)).or_default();
        *length = row.length.max(*length);
    }
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| row.length > HEAD * 2) {
        let cut = row.words.trim_end_matches(['.', '…', ' ']).len() < row.words.len();
        noisy[n] |= cut && longest.get(&head(row)).is_some_and(|&length| length > row.length);
    }
}

/// Whether a document site cut the text into numbered chunks: numbers in sequence before long
/// lines, half of them in the middle of a sentence; fewer will do where the site has left its
/// name, or where all of them are.
fn chunk_numbers(folded: &[char], rows: &[NoiseLine], noisy: &[bool]) -> bool {
    let shared = rows.iter().zip(noisy).any(|(row, noisy)| *noisy && SHARERS.count(&row.chars) > 0);
    let (mut numbered, mut broken, mut next) = (0, 0, None);
    // Whether the line before ended with a stop, and whether it was a long one.
    let (mut stops, mut long) = (true, false);
    for (row, _) in rows.iter().zip(noisy).filter(|(row, noisy)| row.length > 0 && !**noisy) {
        let end = number_at(folded, row.span.start, row.span.end);
        let digits: String = folded[row.span.start..end.unwrap_or(row.span.start)].iter().collect();
        let number = digits.trim_end_matches('、').parse::<u32>().ok();
        let awaited = number.is_some() && next.is_none_or(|next| number == Some(next));
        if awaited && (row.length >= CHUNK || !stops && (shared || long)) {
            numbered += 1;
            next = number.map(|number| number + 1);
            broken += usize::from(!stops);
        }
        stops = "。!?:;".contains(folded[row.span.end - 1]) || row.length < CHUNK && !shared;
        long = row.length >= CHUNK;
    }
    broken * 2 >= numbered && (numbered >= 3 || shared && numbered >= 2)
        || numbered >= 2 && broken + 1 >= numbered
}

/// Where `12、` at the start of a line ends.
fn number_at(folded: &[char], start: usize, end: usize) -> Option<usize> {
    let digits = folded[start..end].iter().take_while(|c| c.is_ascii_digit()).count();
    ((1..=3).contains(&digits) && folded.get(start + digits) == Some(&'、'))
        .then_some(start + digits + 1)
}

/// Stamps, page marks and addresses of sites inside a line.
fn stamps(folded: &[char], span: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = span.start;
    while at < span.end {
        let end = match folded[at] {
            '当' | '展' | '点' | '原' | '[' | '【' | '(' => stamp_end(&folded[at..span.end]),
            '-' | '—' => page_mark_end(folded, at, span),
            '第' => page::of_pages(&folded[at..span.end]),
            'h' | 'w' => address_end(&folded[at..span.end]),
            '<' | '&' => markup::length(&folded[at..span.end]),
            _ => None,
        };
        if let Some(length) = end {
            found.push(at..at + length);
            at += length;
        } else {
            at += 1;
        }
    }
}

/// 工作报告大全工作报告大全。: a sentence that says the same twice over is a site's bait for
/// search engines.
fn doubled(folded: &[char], span: &Range<usize>, found: &mut Vec<Range<usize>>) {
    const SHORTEST: usize = 16;
    let mut start = span.start;
    for at in span.clone().filter(|&at| matches!(folded[at], '。' | '!' | '?')) {
        let (first, second) = folded[start..at].split_at((at - start) / 2);
        if at - start >= SHORTEST && first == second {
            found.push(start..at + 1);
        }
        start = at + 1;
    }
}

fn stamp_end(rest: &[char]) -> Option<usize> {
    STAMPS.at(rest, 0)
}

/// `- 2 -` inside a word: spaces, digits and dashes only, and no digit right outside.
fn page_mark_end(folded: &[char], at: usize, span: &Range<usize>) -> Option<usize> {
    let mut i = at + 1;
    let spaces = |mut i: usize| {
        while i < span.end && folded[i] == ' ' {
            i += 1;
        }
        i
    };
    i = spaces(i);
    let digits = folded[i..span.end].iter().take_while(|c| c.is_ascii_digit()).count();
    i = spaces(i + digits);
    let close = i < span.end && matches!(folded[i], '-' | '—');
    let outside = |j: Option<usize>| {
        j.and_then(|j| folded.get(j)).is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '—'))
    };
    ((1..=3).contains(&digits) && close && !outside(at.checked_sub(1)) && !outside(Some(i + 1)))
        .then_some(i + 1 - at)
}

fn address_end(rest: &[char]) -> Option<usize> {
    let starts =
        |prefix: &str| prefix.chars().zip(rest).filter(|(a, b)| a == *b).count() == prefix.len();
    (starts("http://") || starts("https://") || starts("www."))
        .then(|| rest.iter().take_while(|c| c.is_ascii_graphic()).count())
}

/// `(精选文档)` at the end of a title.
fn title_suffix(folded: &[char], row: &NoiseLine, found: &mut Vec<Range<usize>>) {
    if row.length > TEXT_LINE || !row.words.ends_with(')') {
        return;
    }
    let Some(open) = folded[row.span.clone()].iter().rposition(|c| *c == '(') else { return };
    let inner: String = folded[row.span.start + open..row.span.end].iter().collect();
    let pieces = inner.contains('篇') && inner.chars().any(|c| c.is_ascii_digit());
    if open > 3 && (pieces || SUFFIXES.count(&row.chars[open..]) > 0) {
        found.push(row.span.start + open..row.span.end);
    }
}
