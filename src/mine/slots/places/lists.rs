//! Lists: 计家、解放、东坡等村, names given one after another and told by their fellows; and X至Y of roads.

use std::ops::Range;

use std::sync::LazyLock;

use crate::words::{Kind, List, is_hanzi, list};

use super::super::{one_of, run};
use super::Found;
use super::clauses::Clauses;

/// The longest name in a list, in characters.
const LONGEST: usize = 5;
/// What closes a list of places, after 等 and a number.
static CLOSERS: LazyLock<List> =
    list!("村 镇 乡 地 社区 街道 县 市 区 路 桥 危桥 河 水库 行政村 贫困村 片区 省 国 景区 公园 道路");

/// Adds the members of lists of places, and the ends of roads.
pub(super) fn find(clauses: &Clauses, found: &mut Found) {
    for list in lists(clauses) {
        if is_list_of_places(clauses, found, &list) {
            list.into_iter().filter(|item| is_name(clauses, item)).for_each(|item| add(found, item));
        }
    }
    roads(clauses, found);
    stretches(clauses, found);
}

/// Adds an item whole, unless it holds more than one known place or much beside one.
fn add(found: &mut Found, item: Range<usize>) {
    let known = item.clone().filter(|at| found.has(*at)).count();
    if known == 0 || known + 1 >= item.len() {
        found.add(item);
    }
}

/// Runs of at least three short items joined by 、 (and, between names of no word, by ，), or of two closed by 两村;
/// the first item cut down to its name, the last up to 等 and split at 和.
fn lists(clauses: &Clauses) -> Vec<Vec<Range<usize>>> {
    let text = clauses.text;
    let mut lists = Vec::new();
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = at + run(text, at, is_hanzi);
        let joined = text.get(end) == Some(&'、');
        let comma = text.get(end) == Some(&',') && !items.is_empty() && strange(clauses, at, end);
        let found: Vec<Range<usize>> = match (items.is_empty(), joined || comma) {
            (true, true) => vec![name_start(clauses, end)..end],
            (true, false) => Vec::new(),
            (false, true) => vec![at..end],
            (false, false) => last_items(clauses, at, end),
        };
        let fits = !found.is_empty() && found.iter().all(|item| (2..=LONGEST).contains(&item.len()));
        if fits {
            items.extend(found);
        }
        if !(joined || comma) || !fits {
            if items.len() >= 3 || items.len() == 2 && closes(text, items[1].end) {
                lists.push(std::mem::take(&mut items));
            }
            items.clear();
        }
        at = end + 1;
    }
    lists
}

/// Whether a clause is two to five characters, none of them in a common word.
fn strange(clauses: &Clauses, start: usize, end: usize) -> bool {
    (2..=LONGEST).contains(&(end - start))
        && (start..end).all(|at| {
            clauses
                .word(at)
                .is_some_and(|(_, word)| word.end - word.start == 1 || !matches!(word.kind, Kind::Common { .. }))
        })
}

/// The last item of a list, or two joined by 和: up to 等, a number, 两村 or the end of the clause.
fn last_items(clauses: &Clauses, start: usize, end: usize) -> Vec<Range<usize>> {
    let word_at = |at: &usize, words: &str| {
        clauses.word(*at).is_some_and(|(_, word)| word.start == *at) && words.contains(clauses.text[*at])
    };
    let end = (start + 1..end)
        .find(|at| word_at(at, "等") || word_at(at, "两三四五六七八九") && closes(clauses.text, *at))
        .unwrap_or(end);
    match (start + 1..end).find(|at| word_at(at, "和及与")) {
        Some(and) if end - and > 2 && closes(clauses.text, end) => vec![start..and, and + 1..end],
        Some(and) => std::iter::once(start..and).collect(),
        None => std::iter::once(start..end).collect(),
    }
}

/// Half of the items at least read like names, and the list is closed by 等…村 and the like or half are known places.
fn is_list_of_places(clauses: &Clauses, found: &Found, list: &[Range<usize>]) -> bool {
    let known = list.iter().filter(|item| found.has(item.start)).count();
    let names = list.iter().filter(|item| is_name(clauses, item)).count();
    let end = list.last().map_or(0, |last| last.end);
    let closed = clauses.text.get(end) == Some(&'等') && closes(clauses.text, end + 1) || closes(clauses.text, end);
    names * 2 > list.len() && (closed || known * 2 >= list.len())
}

fn closes(text: &[char], at: usize) -> bool {
    let more = usize::from(text.get(at) == Some(&'共'));
    let at = at + more;
    let number = run(text, at, |c| c.is_ascii_digit() || "一二三四五六七八九十两几多余_".contains(c));
    let counter = run(text, at + number, |c| "个条座处".contains(c)).min(1);
    CLOSERS.at(text, at + number + counter).is_some()
}

/// Whether an item reads like a name: short, and no common word.
fn is_name(clauses: &Clauses, item: &Range<usize>) -> bool {
    let length = item.len();
    let common = clauses
        .word(item.start)
        .is_some_and(|(_, word)| word.end >= item.end && matches!(word.kind, Kind::Common { cost, .. } if cost < 20));
    let common = common || item.clone().any(|at| "的了至到等".contains(clauses.text[at]));
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

/// 石崇大道沙角段, 西美中畈中心村: what stands between a place and 段, 中心村, 片区.
fn stretches(clauses: &Clauses, found: &mut Found) {
    let text = clauses.text;
    for at in 3..text.len() {
        if !matches!(text[at], '段' | '中' | '片')
            || one_of(text, at, &["段", "中心村", "片区"]).is_none()
            || found.has(at - 1)
        {
            continue;
        }
        let behind_place =
            |length: &usize| *length < at && found.has(at - length - 1) && strange(clauses, at - length, at);
        if let Some(length) = [2, 3].into_iter().find(behind_place) {
            found.add(at - length..at);
        }
    }
}

/// Whether a length of road follows.
fn measured(text: &[char], at: usize) -> bool {
    let more = usize::from(text.get(at) == Some(&'共'));
    let at = at + more;
    let number = run(text, at, |c| c.is_ascii_digit() || matches!(c, '.' | '_'));
    number > 0 && one_of(text, at + number, &["公里", "千米", "米"]).is_some()
        || one_of(text, at, &["公路", "段公路", "道路", "段改造", "高速", "铁路"]).is_some()
}

/// Where the name that ends at `end` starts: back to punctuation or a common word.
fn name_start(clauses: &Clauses, end: usize) -> usize {
    let mut start = end;
    while let Some((_, word)) = start.checked_sub(1).and_then(|at| clauses.word(at)) {
        let common = matches!(word.kind, Kind::Common { cost, .. } if word.end - word.start > 1 && cost < 27);
        if common || end - word.start > LONGEST {
            break;
        }
        start = word.start;
    }
    start
}
