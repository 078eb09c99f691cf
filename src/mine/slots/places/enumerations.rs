//! Finds enumerated places, each known by the others: 计家、解放、东坡等村.
//!
//! A list counts when most of its items read like names and what closes it says so, or when half
//! of them are known: 日照三文鱼、临朐鹅肝 begin with places and are none.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{WordKind, WordSet, is_hanzi, word_list, word_set};

use super::super::scan::{is_mask, run};
use super::clauses::ClauseIndex;
use super::found::FoundPlaces;
use super::likeness::name_margin;
use super::vocabulary::{begins_word, is_generic};

/// The longest name in a list, in characters.
pub(super) const LONGEST: usize = 5;
/// What closes a list of places, after 等 and a number.
static CLOSERS: LazyLock<WordSet> = word_list!("list-closers");
/// What is named after its village and counted behind a list of names: 新篁、司铺等3处|供水工程.
static WORKS: LazyLock<WordSet> =
    word_set!("供水 水厂 水电站 电站 泵站 山塘 卫生院 敬老院 中学 小学 幼儿园");
/// What follows the name in an item and is no part of it.
static TAILS: LazyLock<WordSet> = word_set!("片区 中心村 段 一带 境内");

/// A list of items, and whether what follows says they are places.
struct Enumeration {
    items: Vec<Range<usize>>,
    closed: bool,
    /// Whether what follows counts something that has places in it: 等五座中小型|水库.
    counted: bool,
}

/// Adds the members of lists of places.
pub(super) fn find(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let mut places: Vec<Range<usize>> = Vec::new();
    for list in lists(clauses) {
        let names = list
            .items
            .iter()
            .filter(|item| is_name(clauses, item))
            .count();
        // 日照三文鱼, 临朐鹅肝 begin with places and are none.
        let whole = |item: &&Range<usize>| found.has(item.start) && found.has(item.end - 1);
        let known = list.items.iter().filter(whole).count();
        let most = |count: usize| count * 3 >= list.items.len() * 2;
        let alike = list
            .items
            .iter()
            .filter(|item| is_like_name(clauses, item))
            .count();
        let counted = most(alike) || share_ending(clauses.text, &list.items);
        let sure = list.closed && most(names) || list.counted && counted;
        if sure || names * 2 > list.items.len() && (list.closed || known * 2 >= list.items.len()) {
            places.extend(
                list.items
                    .into_iter()
                    .filter(|item| sure || is_name(clauses, item)),
            );
        }
    }
    let heads = heads(clauses, found, &places);
    for item in places {
        let (head, rest) = (item.start..item.start + 2, item.start + 2..item.end);
        if item.len() >= 4 && heads.contains(&clauses.text[head.clone()]) {
            found.add(head);
            found.add(rest);
        } else {
            add(found, item);
        }
    }
}

/// 梓树计马、梓树水口: two characters that several names begin with, or that are a name
/// elsewhere, are a name here.
fn heads<'a>(
    clauses: &ClauseIndex<'a>,
    found: &FoundPlaces,
    items: &[Range<usize>],
) -> HashSet<&'a [char]> {
    let mut counts: HashMap<&[char], usize> = HashMap::new();
    for item in items.iter().filter(|item| item.len() >= 4) {
        *counts
            .entry(&clauses.text[item.start..item.start + 2])
            .or_default() += 1;
    }
    let several = counts
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(head, _)| head);
    let known = found
        .iter()
        .filter(|span| span.len() == 2)
        .map(|span| &clauses.text[span]);
    several.chain(known).collect()
}

/// Adds an item whole, unless it holds more than one known place or much beside one.
fn add(found: &mut FoundPlaces, item: Range<usize>) {
    let known = item.clone().filter(|at| found.has(*at)).count();
    if known == 0 || known + 1 >= item.len() {
        found.add(item);
    }
}

/// Runs of at least three short items joined by 、 or, where the list goes on or what closes it
/// says what it lists, by ，; or of two closed by 两村. The first is cut down to its name, the last
/// up to 等 and split at 和.
fn lists(clauses: &ClauseIndex) -> Vec<Enumeration> {
    let text = clauses.text;
    let mut lists = Vec::new();
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at + run(text, at, is_mask);
        let end = start + run(text, start, is_hanzi);
        let comma = text.get(end) == Some(&',')
            && if items.is_empty() {
                closes_with_commas(text, end + 1)
            } else {
                end - start <= LONGEST && goes_on(text, end + 1)
            };
        let joined = text.get(end) == Some(&'、') || comma;
        let found: Vec<Range<usize>> = match (items.is_empty(), joined) {
            (true, true) => std::iter::once(name_start(clauses, end)..end).collect(),
            (true, false) => Vec::new(),
            (false, true) => halves(clauses, start, end),
            (false, false) => last_items(clauses, start, end),
        };
        let found: Vec<_> = found
            .into_iter()
            .map(|item| without_tail(text, item))
            .collect();
        let fits =
            !found.is_empty() && found.iter().all(|item| (2..=LONGEST).contains(&item.len()));
        if fits {
            items.extend(found);
        }
        if !joined || !fits {
            let closed = items
                .last()
                .is_some_and(|last| closes_after(text, last.end));
            let counted = items
                .last()
                .is_some_and(|last| counts_after(text, last.end));
            if items.len() >= 3 || items.len() == 2 && closed {
                lists.push(Enumeration {
                    items: std::mem::take(&mut items),
                    closed,
                    counted,
                });
            }
            items.clear();
        }
        at = end.max(at) + 1;
    }
    lists
}

/// Whether a list goes on behind a comma: with one more short item and 、, or with its end.
fn goes_on(text: &[char], at: usize) -> bool {
    let item = next_item(text, at);
    let is_short = (2..=LONGEST).contains(&item.len());
    is_short && text.get(item.end) == Some(&'、') || closes_with_commas(text, at)
}

/// Whether short items behind commas end in 等 and what they are: 竹湾,平川,刘山|等村.
///
/// Must not take the commas of a sentence (修路,架桥,植树等工作), which close with no place.
fn closes_with_commas(text: &[char], at: usize) -> bool {
    const MOST_ITEMS: usize = 12;
    let mut at = at;
    for _ in 0..MOST_ITEMS {
        let item = next_item(text, at);
        let end = item.end;
        if item
            .into_iter()
            .any(|at| text[at] == '等' && closes(text, at + 1))
        {
            return true;
        }
        if !(2..=LONGEST).contains(&(end - at)) || text.get(end) != Some(&',') {
            return false;
        }
        at = end + 1;
    }
    false
}

/// The hanzi at a place, behind a mask, as far as an item and what closes a list can go.
fn next_item(text: &[char], at: usize) -> Range<usize> {
    let start = (at + run(text, at, is_mask)).min(text.len());
    let hanzi = text[start..].iter().take(16).take_while(|c| is_hanzi(**c));
    start..start + hanzi.count()
}

/// An item without what is no part of the name.
fn without_tail(text: &[char], item: Range<usize>) -> Range<usize> {
    let tail = (item.start + 2..item.end).find(|at| {
        TAILS
            .at(text, *at)
            .is_some_and(|length| at + length == item.end)
    });
    item.start..tail.unwrap_or(item.end)
}

/// The last item of a list, or two joined by 和: up to 等, 两村 or the end of the clause.
fn last_items(clauses: &ClauseIndex, start: usize, end: usize) -> Vec<Range<usize>> {
    let text = clauses.text;
    let word_at = |at: &usize, words: &str| {
        words.contains(text[*at]) && clauses.word(*at).is_some_and(|(_, w)| w.start == *at)
    };
    // 四个|小区 may be a figure already, which is no word; so is 三眼峪修了|两座桥.
    let is_figure = |at: &usize| {
        let acts = (start..*at).any(|at| "了过着".contains(text[at]));
        clauses.word(*at).is_none() && !acts
    };
    let counted = |at: &usize| {
        let counts = "两三四五六七八九".contains(text[*at]);
        counts && (is_figure(at) || word_at(at, "两三四五六七八九")) && closes(text, *at)
    };
    let end = (start + 1..end)
        .take(16)
        .find(|at| word_at(at, "等") || counted(at))
        .unwrap_or(end);
    match (start + 1..end).take(16).find(|at| word_at(at, "和及与")) {
        Some(and) if end - and > 2 && closes_after(text, end) => vec![start..and, and + 1..end],
        Some(and) => std::iter::once(start..and).collect(),
        None => std::iter::once(start..end).collect(),
    }
}

/// An item, or two joined by 和: 北京、上海和西安、宝鸡.
fn halves(clauses: &ClauseIndex, start: usize, end: usize) -> Vec<Range<usize>> {
    let joins = |at: &usize| {
        "和及与".contains(clauses.text[*at])
            && clauses
                .word(*at)
                .is_some_and(|(_, word)| word.start == *at && word.end == at + 1)
    };
    match (start + 2..end.saturating_sub(2))
        .take(LONGEST * 2)
        .find(joins)
    {
        Some(and) => vec![start..and, and + 1..end],
        None => std::iter::once(start..end).collect(),
    }
}

/// Whether 等9个村, 片区等共约, 两村 follow an item.
fn closes_after(text: &[char], at: usize) -> bool {
    let at = at + TAILS.at(text, at).unwrap_or(0);
    closes(text, at + usize::from(text.get(at) == Some(&'等')))
}

/// Whether a number and what it counts follow, and something with a name is counted: made for
/// 叶湾、梅湾、朱冲|等五座中小型水库; must not take 种植、养殖、加工|等三个产业.
fn counts_after(text: &[char], at: usize) -> bool {
    const LONGEST_KIND: usize = 5;
    let at = at + run(text, at, |c| c == '等').min(1);
    let number = run(text, at, |c| {
        c.is_ascii_digit() || "一二三四五六七八九十两几多余_".contains(c)
    });
    let counter = run(text, at + number, |c| "个条座处口片所".contains(c));
    if number == 0 || counter != 1 {
        return false;
    }
    let kind = at + number + counter;
    (kind..text.len().min(kind + LONGEST_KIND))
        .take_while(|at| is_hanzi(text[*at]))
        .any(|at| {
            let counted = CLOSERS.at(text, at);
            counted.is_some_and(|length| !goes_on_as_word(text, at, length))
                || WORKS.at(text, at).is_some()
        })
}

/// 广文里、广明里、广昌里: whether all items close with the same character behind a name.
fn share_ending(text: &[char], items: &[Range<usize>]) -> bool {
    let ending = |item: &Range<usize>| (item.len() > 2).then(|| text[item.end - 1]);
    let first = items.first().and_then(ending);
    first.is_some() && items.iter().all(|item| ending(item) == first)
}

/// Whether an item is more like the name of a village than like the words it is made of.
fn is_like_name(clauses: &ClauseIndex, item: &Range<usize>) -> bool {
    const ENOUGH: i32 = 3;
    name_margin(clauses, item.start, item.end) >= ENOUGH
}

fn closes(text: &[char], at: usize) -> bool {
    let at = at
        + text[at.min(text.len())..]
            .iter()
            .take(2)
            .take_while(|c| matches!(c, '共' | '约'))
            .count();
    let number = text[at..]
        .iter()
        .take(8)
        .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十两几多余_".contains(**c))
        .count();
    let counter = run(text, at + number, |c| {
        matches!(c, '个' | '条' | '座' | '处')
    })
    .min(1);
    let at = at + number + counter;
    CLOSERS
        .at(text, at)
        .is_some_and(|length| !goes_on_as_word(text, at, length))
}

/// 区域, 国际, 地方: the one character is the beginning of a word.
fn goes_on_as_word(text: &[char], at: usize, length: usize) -> bool {
    let next = text.get(at + length).copied().unwrap_or('\n');
    let more = match text[at] {
        '地' => "方区域段带块级位",
        '国' => "际家内外道债企有",
        '省' => "级市道域际",
        '区' => "域位块间分",
        '市' => "场民政容值",
        '路' => "径线由子",
        '河' => "道流长湖段",
        '桥' => "梁头",
        _ => "",
    };
    length == 1
        && (more.contains(next)
            || begins_word(text[at], next) && matches!(text[at], '村' | '镇' | '乡' | '县'))
}

/// Whether an item reads like a name: short, no common word, no generic word alone.
pub(super) fn is_name(clauses: &ClauseIndex, item: &Range<usize>) -> bool {
    let common = clauses.word(item.start).is_some_and(|(_, word)| {
        word.end >= item.end && matches!(word.kind, WordKind::Common { cost, .. } if cost < 20)
    });
    let particle = item
        .clone()
        .any(|at| matches!(clauses.text[at], '的' | '了' | '至' | '到' | '等'));
    (2..=LONGEST).contains(&item.len())
        && !common
        && !particle
        && !is_generic(&clauses.text[item.clone()])
}

/// Where the name that ends at `end` starts: back to punctuation, a common word or a particle.
pub(super) fn name_start(clauses: &ClauseIndex, end: usize) -> usize {
    let mut start = end;
    while let Some((_, word)) = start.checked_sub(1).and_then(|at| clauses.word(at)) {
        let long = word.end - word.start > 1;
        let common = matches!(word.kind, WordKind::Common { cost, .. } if long && cost < 27);
        let particle =
            !long && "与和在到从对向及至将把以为由经跨了的".contains(clauses.text[word.start]);
        if common || particle || end - word.start > LONGEST {
            break;
        }
        start = word.start;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mine::slots::taken::Taken;

    #[test]
    fn commas_part_a_list_that_says_what_it_lists() {
        for (text, names) in [
            (
                "对竹湾,平川,刘山等村的渠道加以改造",
                &["竹湾", "平川", "刘山"][..],
            ),
            (
                "完成岩下,商东,柳塘,叶湾等4个村改水",
                &["岩下", "商东", "柳塘", "叶湾"],
            ),
            ("组织修路,架桥,植树等工作", &[]),
            ("今年以来,开会,走访,调研等活动在村里展开", &[]),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let clauses = ClauseIndex::of(&chars, &Taken::new(chars.len()));
            let mut found = FoundPlaces::new(chars.len());
            find(&clauses, &mut found);
            let spans = found.spans().into_iter();
            let found: Vec<String> = spans.map(|span| chars[span].iter().collect()).collect();
            assert_eq!(found, names, "{text}");
        }
    }
}
