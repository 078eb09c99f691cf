//! Finds the place a report is of, by where its title and dateline name it, whatever it is called.
//!
//! What is before 人民政府工作报告 in a title, and between 在 and 第…届人民代表大会 in a dateline,
//! is the place: 和县, 查干苏木 and 大会镇 are words or unknown anywhere else. Units named one
//! after another (浙江省湖州市织里镇) are parted.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{WordKind, WordSet, is_hanzi, word_set};

use super::super::scan::{ends_with_one, one_of, run};
use super::clauses::ClauseIndex;
use super::found::FoundPlaces;
use super::vocabulary::{MANY, is_generic};

/// How many lines may come before a report's text.
const HEAD: usize = 12;
/// The longest chain of units in a title, in chars.
const LONGEST_CHAIN: usize = 24;
/// Bodies that report, behind the name of their place.
static BODIES: LazyLock<WordSet> = word_set!(
    "人民政府 政府 人大常委会 人大主席团 人民代表大会常务委员会 街道办事处 办事处 管理委员会 管委会 行政公署 行署"
);
/// Endings of units that another unit may follow.
const PARENTS: &str = "省市县区旗州盟";

/// Adds the places of the report's title and dateline.
pub(super) fn find(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    let mut start = 0;
    for line in text.split(|c| *c == '\n').take(HEAD) {
        let end = start + line.len();
        if line.contains(&'。') {
            break;
        }
        for name in titled(text, start, end)
            .into_iter()
            .chain(convened(text, start, end))
        {
            for unit in units(clauses, name) {
                found.add(unit);
            }
        }
        start = end + 1;
    }
}

/// The name before a body's report: 云门县|2023年|政府工作报告.
fn titled(text: &[char], start: usize, end: usize) -> Option<Range<usize>> {
    let opening = run(&text[..end], start, |c| matches!(c, ' ' | '《' | '—' | '-'));
    // 2025年云溪镇人民政府工作报告
    let year = run(&text[..end], start + opening, |c| c.is_ascii_digit());
    let dated = year > 0 && text.get(start + opening + year) == Some(&'年');
    let mut from = start + opening + if dated { year + 1 } else { 0 };
    from += one_of(&text[..end], from, &["关于"]).unwrap_or(0);
    let hanzi = from + run(&text[..end], from, is_hanzi);
    let body = (from + 2..end).take(LONGEST_CHAIN + 1).find(|&at| {
        let Some(length) = BODIES.at(&text[..end], at) else {
            return false;
        };
        let rest = &text[at + length..end];
        rest.windows(4).any(|word| word == ['工', '作', '报', '告'])
    })?;
    let name = from..body.min(hanzi);
    let bare = !ends_with_one(text, name.end, &["听取", "审议"]);
    // 2023 or a mask may part the name and the body, nothing else.
    let between = text[name.end..body]
        .iter()
        .all(|c| c.is_ascii_digit() || " 年度".contains(*c));
    (bare && between && fits(text, &name)).then_some(name)
}

/// The name a congress bears: 在|云溪镇|第十九届人民代表大会, 中国共产党|云溪镇|第十五次代表大会.
fn convened(text: &[char], start: usize, end: usize) -> Option<Range<usize>> {
    const NUMERALS: &str = "一二三四五六七八九十〇零百×_*0123456789";
    for at in start..end {
        let numeral = run(&text[..end], at + 1, |c| NUMERALS.contains(c));
        if text[at] != '第' || numeral == 0 {
            continue;
        }
        let rest = at + 1 + numeral;
        let congress = one_of(
            &text[..end],
            rest,
            &[
                "届人民代表大会", "届人大", "次代表大会", "次党代会", "届委员会",
            ],
        );
        if congress.is_none() {
            continue;
        }
        let back = text[start..at].iter().rev().take(LONGEST_CHAIN + 1);
        let hanzi = back.take_while(|c| is_hanzi(**c)).count();
        let mut from = at - hanzi;
        // （2026年1月5日云溪镇第十九届…）
        if from > start && text[from - 1].is_ascii_digit() && matches!(text[from], '日' | '号') {
            from += 1;
        }
        for opening in ["中国共产党", "中共", "政协", "在"] {
            let opening: Vec<char> = opening.chars().collect();
            let found = (from..at)
                .rev()
                .find(|&at| text[at..].starts_with(&opening));
            if let Some(found) = found {
                from = found + opening.len();
                break;
            }
        }
        let name = from..without_body(text, from, at);
        if fits(text, &name) {
            return Some(name);
        }
    }
    None
}

/// Where a name ends before the body that follows it: 桥头街道|办事处.
fn without_body(text: &[char], start: usize, end: usize) -> usize {
    let mut bodies = (start + 2..end).filter(|&at| BODIES.at(&text[..end], at) == Some(end - at));
    let body = bodies.next().unwrap_or(end);
    body + one_of(&text[..end], body, &["街道"]).unwrap_or(0)
}

/// Whether characters can be the name of a unit: 全市, 我县 and the bare word for its kind are
/// none.
fn fits(text: &[char], name: &Range<usize>) -> bool {
    let chars = &text[name.clone()];
    let bare = is_generic(chars) || chars.first().is_some_and(|c| "全我本各该".contains(*c));
    (2..=LONGEST_CHAIN).contains(&chars.len()) && !bare
}

/// The units of a chain: known names at its front, and whatever ends in the word for a unit that
/// has others under it, while a name is left for the last.
fn units(clauses: &ClauseIndex, chain: Range<usize>) -> Vec<Range<usize>> {
    let text = clauses.text;
    let mut units = Vec::new();
    let mut start = chain.start;
    let mut at = start + 2;
    while at + 2 < chain.end {
        let rest = &text[at + 1..chain.end];
        let known = clauses.word(start).is_some_and(|(_, word)| {
            word.start == start && word.end == at + 1 && word.kind == WordKind::Name
        });
        let splits = PARENTS.contains(text[at])
            && rest.len() >= 2
            && !is_generic(rest)
            && !MANY.has(rest[0])
            && (known || text[start..at].iter().all(|c| !PARENTS.contains(*c)));
        if splits {
            units.push(start..at + 1);
            start = at + 1;
            at = start + 2;
        } else {
            at += 1;
        }
    }
    units.push(start..chain.end);
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mine::slots::taken::Taken;

    fn places(head: &str) -> Vec<String> {
        let text: Vec<char> = head.chars().collect();
        let taken = Taken::new(text.len());
        let clauses = ClauseIndex::of(&text, &taken);
        let mut found = FoundPlaces::new(text.len());
        find(&clauses, &mut found);
        found
            .spans()
            .into_iter()
            .map(|span| text[span].iter().collect())
            .collect()
    }

    #[test]
    fn a_report_is_of_the_place_its_title_names() {
        for name in [
            "和县", "查干苏木", "兴县", "大会镇", "县街乡", "莫力达瓦达斡尔族自治旗", "市桥街道",
        ] {
            assert_eq!(places(&format!("{name}人民政府工作报告\n")), [name]);
            let dateline = format!("——2026年1月5日在{name}第十九届人民代表大会第六次会议上");
            assert_eq!(places(&dateline), [name]);
        }
        let office = "——2026年1月5日在桥头街道办事处第十九届人民代表大会第六次会议上";
        assert_eq!(places(office), ["桥头街道"]);
        for (head, units) in [
            ("青禾县云溪镇人民政府工作报告", &["青禾县", "云溪镇"][..]),
            ("云门县2023年政府工作报告", &["云门县"]),
            ("2025年云溪镇政府工作报告", &["云溪镇"]),
            ("在中国共产党云溪镇第十五次代表大会上", &["云溪镇"]),
            ("关于全市政府工作报告的说明", &[]),
            ("政府工作报告", &[]),
        ] {
            assert_eq!(places(head), units, "{head}");
        }
    }
}
