//! Lists: 计家、解放、东坡等村, names given one after another and told by their fellows; and X至Y of roads.

use std::ops::Range;

use crate::words::{Kind, is_hanzi};

use super::super::{one_of, run};
use super::Found;
use super::clauses::Clauses;

/// The longest name in a list, in characters.
const LONGEST: usize = 5;
/// What closes a list of places, after 等 and a number.
const CLOSERS: &[&str] = &[
    "村",
    "镇",
    "乡",
    "地",
    "社区",
    "街道",
    "县",
    "市",
    "区",
    "路",
    "桥",
    "危桥",
    "河",
    "水库",
    "行政村",
    "贫困村",
    "片区",
    "省",
    "国",
    "景区",
    "公园",
    "道路",
];

/// Adds the members of lists of places.
pub(super) fn find(clauses: &Clauses, found: &mut Found) {
    for line in clauses.text.split(|c| *c == '\n') {
        let start = line.as_ptr() as usize;
        let offset = (start - clauses.text.as_ptr() as usize) / size_of::<char>();
        for list in lists(clauses.text, offset..offset + line.len()) {
            if is_list_of_places(clauses, found, &list) {
                list.items.into_iter().filter(|item| is_name(clauses, item)).for_each(|item| found.add(item));
            }
        }
    }
    roads(clauses, found);
}

struct List {
    items: Vec<Range<usize>>,
    end: usize,
}

/// Runs of short items joined by 、.
fn lists(text: &[char], line: Range<usize>) -> Vec<List> {
    let mut lists = Vec::new();
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut at = line.start;
    while at < line.end {
        let length = run(&text[..line.end], at, is_hanzi);
        let end = at + length;
        let joined = text.get(end) == Some(&'、');
        if length > 0 && (joined || !items.is_empty()) {
            items.push(at..end);
        }
        if !joined {
            if items.len() >= 3 {
                lists.push(List { items: std::mem::take(&mut items), end });
            }
            items.clear();
        }
        at = end + 1;
    }
    lists
}

/// At least three items, closed by 等…村 and the like, or at least half of them known as places.
fn is_list_of_places(clauses: &Clauses, found: &Found, list: &List) -> bool {
    let inner = &list.items[1..list.items.len() - 1];
    let known = inner.iter().filter(|item| found.has(item.start)).count();
    let names = inner.iter().filter(|item| is_name(clauses, item)).count();
    let last = list.items.last().cloned().unwrap_or_default();
    let closed = clauses.text[last.clone()]
        .iter()
        .position(|c| *c == '等')
        .is_some_and(|at| closes(clauses.text, last.start + at + 1))
        || closes(clauses.text, list.end);
    names * 2 > inner.len() && (closed || known * 2 >= inner.len() && known > 0)
}

fn closes(text: &[char], at: usize) -> bool {
    let number = run(text, at, |c| c.is_ascii_digit() || "一二三四五六七八九十两几多余_".contains(c));
    let counter = run(text, at + number, |c| "个条座处".contains(c)).min(1);
    one_of(text, at + number + counter, CLOSERS).is_some()
}

/// Whether an item reads like a name: short, and no common word.
fn is_name(clauses: &Clauses, item: &Range<usize>) -> bool {
    let length = item.len();
    let common = clauses
        .word(item.start)
        .is_some_and(|(_, word)| word.end >= item.end && matches!(word.kind, Kind::Common(cost) if cost < 20));
    (2..=LONGEST).contains(&length) && !common
}

/// 金坳至三河桥8.4公里, 虎形至张家6公里水泥路: both ends of a road.
fn roads(clauses: &Clauses, found: &mut Found) {
    let text = clauses.text;
    for at in 1..text.len() {
        if text[at] != '至' || !is_hanzi(text[at - 1]) {
            continue;
        }
        let right = run(text, at + 1, is_hanzi).min(LONGEST);
        let Some(end) = (2..=right).rev().map(|length| at + 1 + length).find(|&end| measured(text, end)) else {
            continue;
        };
        let start = name_start(clauses, at);
        if at - start >= 2 && is_name(clauses, &(at + 1..end)) {
            found.add(start..at);
            found.add(at + 1..end);
        }
    }
}

/// Whether a length of road follows.
fn measured(text: &[char], at: usize) -> bool {
    let number = run(text, at, |c| c.is_ascii_digit() || matches!(c, '.' | '_'));
    number > 0 && one_of(text, at + number, &["公里", "千米", "米"]).is_some()
        || one_of(text, at, &["公路", "段公路", "道路", "段改造", "高速", "铁路"]).is_some()
}

/// Where the name that ends at `end` starts: back to punctuation or a common word.
fn name_start(clauses: &Clauses, end: usize) -> usize {
    let mut start = end;
    while let Some((_, word)) = start.checked_sub(1).and_then(|at| clauses.word(at)) {
        let common = matches!(word.kind, Kind::Common(cost) if word.end - word.start > 1 && cost < 27);
        if common || end - word.start > LONGEST {
            break;
        }
        start = word.start;
    }
    start
}
