//! Finds what is not the report's: site headers and footers, adverts, page numbers, stamps.
//!
//! A report nobody published has no noise, so nothing is cut for looking odd. Words that only web
//! sites use, the code of a page or the advert of a document site make a text a web page; only
//! there do short lines around the report, labels such as 来源：… and repeated titles go. Page
//! numbers go by their own marks or by rising through the text. A Word file has no such lines at
//! all.

mod chunks;
mod line;
mod markup;
mod page;
mod page_number;
mod reason;
mod titles;
mod words;

use std::ops::Range;

use self::line::{NoiseLine, TEXT_LINE, VALUE, is_label};
pub use self::reason::{NoiseReason, NoiseSpan};
use self::words::{ADVERT, ADVERT_WEAK, MENU, SITE, SITE_WEAK, STAMPS, SUFFIXES};

/// The noise of a source, in order and apart. `folded` are the source's characters as they are
/// matched, `lines` its lines.
pub(crate) fn find(source: &[char], folded: &[char], lines: &[Range<usize>]) -> Vec<NoiseSpan> {
    let mut rows: Vec<NoiseLine> = lines
        .iter()
        .map(|line| NoiseLine::new(source, folded, line))
        .collect();
    for row in &mut rows {
        if let Some(reason) = certain(row) {
            row.mark(reason);
        }
    }
    page_number::mark(&mut rows);
    mark_labels(&mut rows);
    let web = is_web_page(folded, &rows);
    if web {
        mark_page(&mut rows);
    }
    let chunked = chunks::are_numbered(folded, &rows);
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| row.length > 0) {
        if let Some(reason) = row.reason {
            found.push(NoiseSpan {
                span: row.span.clone(),
                reason,
            });
            continue;
        }
        let mut inside = inside(folded, row, web);
        if chunked && let Some(end) = chunks::number_end(folded, row.span.start, row.span.end) {
            let span = row.span.start..end;
            inside.push(NoiseSpan {
                span,
                reason: NoiseReason::ChunkNumber,
            });
        }
        inside.sort_by_key(|noise| noise.span.start);
        found.extend(inside);
    }
    merge(found)
}

fn merge(spans: Vec<NoiseSpan>) -> Vec<NoiseSpan> {
    let mut merged: Vec<NoiseSpan> = Vec::with_capacity(spans.len());
    for noise in spans.into_iter().filter(|noise| !noise.span.is_empty()) {
        match merged.last_mut() {
            Some(last) if noise.span.start <= last.span.end => {
                last.span.end = last.span.end.max(noise.span.end);
            }
            _ => merged.push(noise),
        }
    }
    merged
}

/// Why a line is noise in any text: its words are a site's, or it is signs only.
fn certain(row: &NoiseLine) -> Option<NoiseReason> {
    if row.length == 0 || row.length >= TEXT_LINE * 4 || is_table_row(row) {
        return None;
    }
    let (adverts, site) = (ADVERT.count(&row.chars), SITE.count(&row.chars));
    let advertised = adverts > 0 && site + SITE_WEAK.count(&row.chars) > 1;
    if advertised || says_site(row, adverts, site) || is_breadcrumb(&row.words) {
        return Some(NoiseReason::Site);
    }
    is_rule(&row.words).then_some(NoiseReason::Rule)
}

/// Whether a line with so many phrases of adverts and words of sites is no sentence of a report.
fn says_site(row: &NoiseLine, adverts: usize, site: usize) -> bool {
    let words = row.words.as_str();
    let sentence = words.ends_with(['。', ';']) && row.length > 14
        || words.ends_with(['!', '?']) && row.length > 30
        || page::is_numbered(row);
    adverts > 0 && (site > 1 || adverts > 1 || row.is_short())
        || site > 2
        || site > 0 && row.is_short() && !sentence
}

/// Marks the labels of a collection, 第一篇 …, where a text begins with one or has several.
///
/// Must not take 第一篇 总论 of a plan, whose parts have chapters: 第一章.
fn mark_labels(rows: &mut [NoiseLine]) {
    let first = rows.iter().find(|row| row.length > 0 && !row.is_noise());
    let opens = first.is_some_and(|first| is_label(&first.words));
    let labels = rows.iter().filter(|row| is_label(&row.words));
    let several = labels.count() > 1;
    let chapters = rows.iter().any(|row| is_chapter(&row.words));
    if !(opens || several) || chapters {
        return;
    }
    for row in rows.iter_mut().filter(|row| is_label(&row.words)) {
        row.mark(NoiseReason::CollectionLabel);
    }
}

/// `第一章 发展基础`: the heading of a chapter.
fn is_chapter(words: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十百".contains(c) || c.is_ascii_digit();
    let rest = words
        .strip_prefix('第')
        .map(|rest| rest.trim_start_matches(number));
    rest.is_some_and(|rest| rest.starts_with('章') && !words.starts_with("第章"))
}

/// Whether a text comes from a web page: a line says so, a stamp or title does, or the page's
/// code is in it.
fn is_web_page(folded: &[char], rows: &[NoiseLine]) -> bool {
    let stamped = |row: &NoiseLine| STAMPS.count(&row.chars) > 0 || is_sampler(row);
    rows.iter()
        .any(|row| row.reason == Some(NoiseReason::Site) || stamped(row))
        || markup::is_page(folded)
}

/// `乡镇调查报告（实用19篇）`: the title of a collection of samples.
fn is_sampler(row: &NoiseLine) -> bool {
    let inner = row
        .words
        .strip_suffix("篇)")
        .and_then(|words| words.rsplit_once('('));
    row.is_short() && inner.is_some_and(|(_, inner)| inner.ends_with(|c: char| c.is_ascii_digit()))
}

/// Marks what only a web page has: labels, menus, a head and a foot, repeated titles and summaries.
fn mark_page(rows: &mut [NoiseLine]) {
    for row in rows.iter_mut() {
        if is_page_line(row) {
            row.mark(NoiseReason::PageEdge);
        } else if is_label(&row.words) {
            row.mark(NoiseReason::CollectionLabel);
        }
    }
    page::mark_values(rows);
    page::mark_above_label(rows);
    page::mark_head(rows);
    page::mark_foot(rows);
    page::mark_tail(rows);
    titles::mark_summaries(rows);
    titles::mark_repeated(rows);
}

/// Whether a line of a web page is furniture by its own words.
fn is_page_line(row: &NoiseLine) -> bool {
    let words = row.words.as_str();
    if row.length == 0 || row.length >= TEXT_LINE * 4 || is_table_row(row) {
        return false;
    }
    let adverts = ADVERT.count(&row.chars) + ADVERT_WEAK.count(&row.chars);
    let site = SITE.count(&row.chars) + SITE_WEAK.count(&row.chars);
    let by_words = says_site(row, adverts, site) || MENU.is(page::bare(&row.chars));
    // 2024⇥180 is a row of a table, no pager.
    let by_form = !row.has_cells
        && (page::is_keyed(&row.chars)
            || is_pager(words)
            || is_path(words)
            || is_byline(row)
            || is_stamp(words)
            || is_address(words)
            || is_lone_cell(words));
    let is_drawn = row.is_short() && row.chars.iter().any(|c| markup::is_picture(*c));
    by_words || by_form || is_drawn
}

/// A row of a Markdown table, `| 指标 | 数值 |`, is text wherever it is.
fn is_table_row(row: &NoiseLine) -> bool {
    let bars = row.chars.iter().filter(|c| **c == '|').count();
    row.words.starts_with('|') && bars > 2
}

/// One cell of a menu, `| 报告 |`, or what stands for words left out: `此处省略N个字……`.
fn is_lone_cell(words: &str) -> bool {
    let cell = words.len() > 1 && words.starts_with('|') && words.ends_with('|');
    cell && words.len() < TEXT_LINE || words.starts_with("此处省略") || words.starts_with("(略)")
}

/// A line of nothing but dashes, dots and the like; boxes to tick (□ ☑) are a form's.
fn is_rule(words: &str) -> bool {
    words.chars().all(|c| "-—=~·.…+# \u{a0}".contains(c)) && !words.contains("……")
}

/// `时间:2022-11-12 03:10:00`, `2024年2月10日 07时41分`, `2024-02-10`: when a page was published.
fn is_stamp(words: &str) -> bool {
    let clock = |w: &[u8]| w[2] == b':' && [0, 1, 3, 4].iter().all(|&i| w[i].is_ascii_digit());
    let dated = words.contains(['-', '/', '年']) && !words.ends_with(['。', ';']);
    let plain = words.len() >= 8
        && words
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-/ :.".contains(&b));
    let minutes = words.contains('时') && words.ends_with('分');
    let timed = minutes || words.as_bytes().windows(5).any(clock);
    words.len() < TEXT_LINE * 3 / 2 && (dated && timed || plain)
}

/// `Original URL: http://…`: little but an address, and no sentence.
fn is_address(words: &str) -> bool {
    const BESIDE: usize = 20;
    if words.ends_with('。') {
        return false;
    }
    let starts = ["http://", "https://", "www."]
        .iter()
        .filter_map(|start| words.find(start));
    starts.into_iter().any(|at| {
        let length = words[at..]
            .chars()
            .take_while(char::is_ascii_graphic)
            .count();
        words.chars().count() <= length + BESIDE
    })
}

/// `上一页 1 2 3 4 下一页` without its words: ` 1 2 3 4 `.
fn is_pager(words: &str) -> bool {
    words.len() > 4
        && words.chars().any(|c| c.is_ascii_digit())
        && words.chars().all(|c| " []0123456789>…".contains(c))
}

/// `首页 > 政务公开 > 工作报告`, `首页/ 政务公开 / 正文`: the way to a page, from its site's
/// front page.
fn is_breadcrumb(words: &str) -> bool {
    let front = words.contains("首页") || words.ends_with("正文");
    let steps = words.matches(" /").count() + words.matches("/ ").count();
    let parts = words.split(['>', '»', '→']).count();
    front && (steps > 0 && words.len() < TEXT_LINE * 2 || parts > 1 && !words.contains('。'))
}

/// `范文网 > 范文大全 > 公文范文`, on what is known to be a page.
fn is_path(words: &str) -> bool {
    let parts = words.split(['>', '»', '→']).count();
    !words.contains('<') && parts > 2
        || parts == 2 && words.contains(" > ") && !words.contains('。')
}

/// `新华网记者 某某 摄`, `林致远作政府工作报告` under a picture: who wrote, spoke or took a
/// photograph.
fn is_byline(row: &NoiseLine) -> bool {
    const SOURCES: [&str; 10] = [
        "摄", "报道", "日报", "晚报", "本报", "新闻", "网", "社", "文/", "文图",
    ];
    let words = row.words.as_str();
    let written = ["记者", "通讯员"].iter().any(|who| words.contains(who));
    let photographed = written && words.ends_with(['摄', '影']) && row.length < TEXT_LINE * 2;
    let speech = words.trim_end_matches('。');
    let pictured = ["作政府工作报告", "作工作报告"]
        .iter()
        .any(|end| speech.ends_with(end));
    let from = SOURCES.iter().any(|word| words.contains(word));
    let open = !words.ends_with(['。', ';', ':', '!']);
    pictured && row.length <= VALUE && !words.contains('我')
        || photographed
        || row.is_short() && written && from && open
}

/// The noise inside a line that is the report's: stamps, page numbers, tags; on a web page also
/// rules of style, sentences said twice and what a site adds to a title.
fn inside(folded: &[char], row: &NoiseLine, web: bool) -> Vec<NoiseSpan> {
    let mut found = Vec::new();
    let mut add = |span: Range<usize>, reason| found.push(NoiseSpan { span, reason });
    let span = &row.span;
    let mut at = span.start;
    while at < span.end {
        let rest = &folded[at..span.end];
        let noise = match folded[at] {
            '当' | '展' | '点' | '原' | '[' | '【' | '(' => {
                STAMPS.at(rest, 0).map(|length| (length, NoiseReason::Site))
            }
            '-' | '—' => page_number::inside(folded, at, span)
                .map(|length| (length, NoiseReason::PageNumber)),
            '第' => page_number::of_pages(rest).map(|length| (length, NoiseReason::PageNumber)),
            '<' | '&' if web => markup::length(rest).map(|length| (length, NoiseReason::Markup)),
            _ => None,
        };
        if let Some((length, reason)) = noise {
            add(at..at + length, reason);
        }
        at += noise.map_or(1, |(length, _)| length);
    }
    if web {
        for rule in markup::styles(folded, span) {
            add(rule, NoiseReason::Markup);
        }
        for sentence in titles::doubled(folded, span) {
            add(sentence, NoiseReason::Repeated);
        }
        if let Some(suffix) = title_suffix(folded, row) {
            add(suffix, NoiseReason::Site);
        }
        if let Some(at) = page::published(&row.chars) {
            add(span.start + at..span.end, NoiseReason::PageEdge);
        }
    }
    found
}

/// `(精选文档)`, `(通用3篇)` at the end of a title.
fn title_suffix(folded: &[char], row: &NoiseLine) -> Option<Range<usize>> {
    const SHORTEST_TITLE: usize = 3;
    if row.length > TEXT_LINE || !row.words.ends_with(')') {
        return None;
    }
    let open = folded[row.span.clone()].iter().rposition(|c| *c == '(')?;
    let inner = &folded[row.span.start + open..row.span.end];
    let pieces = inner.contains(&'篇') && inner.iter().any(char::is_ascii_digit);
    let added = pieces || SUFFIXES.count(&row.chars[open..]) > 0;
    (open > SHORTEST_TITLE && added).then_some(row.span.start + open..row.span.end)
}
