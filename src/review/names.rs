//! Finds names of places and people by the words around them, the table of units or not.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{CharSet, WordSet, char_list, count_leading, is_hanzi, string, word_set};
use crate::mine::slots::{SlotKind, find as find_slots};
use crate::read::Report;

use super::words_at::stands_at;

/// A name where a paper has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundName {
    pub(super) name: String,
    pub(super) span: Range<usize>,
    pub(super) kind: NameKind,
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    Place,
    Person,
}

static SURNAMES: LazyLock<CharSet> = char_list!("surnames");
/// Offices right before a name: 镇长 林致远.
static OFFICES: LazyLock<WordSet> = word_set!(
    "镇长 乡长 县长 市长 区长 州长 省长 书记 主任 主席 局长 院长 校长 组长 站长 所长 支书 委员 部长 常委 专员 处长 科长 队长 经理 董事长"
);
/// What closes a name: 林致远同志.
const TITLES: [&str; 5] = ["同志", "先生", "女士", "代表", "书记"];
/// The longest name of a person, in characters.
const LONGEST_PERSON: usize = 3;
/// The shortest name of a place that tells anything.
const SHORTEST_PLACE: usize = 3;
/// Endings of names that are of units and villages: a road or a river says less.
const UNIT_ENDINGS: &str = "省市县区旗州盟镇乡村寨屯";

/// The names of a paper in order.
pub(super) fn names(report: &Report) -> Vec<FoundName> {
    let mut found = Vec::new();
    for slot in find_slots(report) {
        let name = string(&report.folded()[slot.span.clone()]);
        let long = name.chars().count() >= SHORTEST_PLACE && name.chars().all(is_hanzi);
        let ends = name
            .chars()
            .last()
            .is_some_and(|last| UNIT_ENDINGS.contains(last))
            || ["社区", "街道"].iter().any(|ending| name.ends_with(ending));
        if slot.kind == SlotKind::Place && long && ends {
            found.push(FoundName {
                name,
                span: slot.span,
                kind: NameKind::Place,
            });
        }
    }
    found.extend(people(report));
    found.sort_by_key(|name| name.span.start);
    found
}

/// People: a surname and one or two characters behind an office or before 同志.
fn people(report: &Report) -> Vec<FoundName> {
    let text = report.folded();
    let mut found = Vec::new();
    let mut add = |span: Range<usize>| {
        let name = string(&text[span.clone()]);
        found.push(FoundName {
            name,
            span,
            kind: NameKind::Person,
        });
    };
    for at in 0..text.len() {
        for title in TITLES {
            if title == "同志" && stands_at(text, at, title) {
                let start = (2..=LONGEST_PERSON)
                    .rev()
                    .filter_map(|length| at.checked_sub(length));
                let fits = |start: &usize| {
                    let before = start.checked_sub(1).map_or('\n', |at| text[at]);
                    is_person(&text[*start..at])
                        && (!is_hanzi(before) || OFFICES.before(text, *start))
                };
                if let Some(start) = start.into_iter().find(fits) {
                    add(start..at);
                }
            }
        }
        if OFFICES.before(text, at) {
            let spaces = count_leading(&text[at..], |c| c == ' ');
            let start = at + spaces;
            let run = text[start..]
                .iter()
                .take(4)
                .take_while(|c| is_hanzi(**c))
                .count();
            let closed = text
                .get(start + run)
                .is_some_and(|c| matches!(c, '\n' | ',' | '、' | ')' | ' '));
            // Behind an office a name stands only where the line or the item ends with it.
            if (2..=LONGEST_PERSON).contains(&run) && closed && is_person(&text[start..start + run])
            {
                add(start..start + run);
            }
        }
    }
    found.sort_by_key(|name| name.span.start);
    found.dedup();
    found
}

/// A surname and one or two more characters, no word of every report.
fn is_person(chars: &[char]) -> bool {
    static NO_NAMES: LazyLock<WordSet> = word_set!(
        "全体 各位 同志 党员 干部 领导 成员 委员 负责 工作 主持 牵头 联系 分管 任组长 为组长 和副 兼任 安排 黄金 高度 常务 平时 方面 明确 金融 安全 成为"
    );
    let [first, ..] = chars else { return false };
    let long = (2..=LONGEST_PERSON).contains(&chars.len());
    long && SURNAMES.has(*first) && !(0..chars.len()).any(|at| NO_NAMES.at(chars, at).is_some())
}

/// The different names of a kind.
pub(super) fn different(names: &[FoundName], kind: NameKind) -> BTreeSet<String> {
    names
        .iter()
        .filter(|name| name.kind == kind)
        .map(|name| name.name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_known_by_their_offices() {
        let report = Report::read(
            "云溪镇工作报告\n镇长　林致远\n各位代表：\n王大民同志主持会议，副镇长黄秀兰、党委委员高度重视。全体同志努力。",
        );
        let people = different(&names(&report), NameKind::Person);
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        assert_eq!(people, ["林致远", "王大民", "黄秀兰"]);
    }
}
