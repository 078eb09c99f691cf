//! Names a place by its ending and the words around it: 修复「石桥大道」路口 → 路口道路.

use super::super::section_roles;
use super::phrase::{before_amount, is_empty, split, tail, thing};
use super::words::ACTIONS;
use crate::gazetteer;

/// The longest words a place is named by, in chars.
const LONGEST_THING: usize = 8;
const LONGEST_ACTION: usize = 6;

/// What the endings of names are called, the longer endings before those they end in.
const KINDS: &[(&[&str], &str)] = &[
    (&["社区"], "社区"),
    (
        &[
            "开发区", "工业园", "产业园", "园区", "示范区", "新区", "创业园", "物流园",
        ],
        "园区",
    ),
    (&["广场", "公园"], "广场公园"),
    (
        &["高速", "高铁", "铁路", "国道", "省道", "县道", "快线"],
        "线路",
    ),
    (&["水库"], "水库"),
    (&["大桥", "桥"], "桥梁"),
    (
        &[
            "古寺", "寺", "遗址", "旧址", "古村落", "故居", "祠", "庙", "塔",
        ],
        "古迹",
    ),
    (&["小学", "中学", "学校", "医院"], "单位"),
    (&["村", "寨", "屯", "庄", "组"], "村名"),
    (&["路", "街", "大道", "道", "巷"], "道路"),
    (&["河", "江", "湖", "溪", "海", "渠", "港"], "河湖"),
    (&["山", "岭", "峰", "原"], "山岭"),
    (&["自治州", "州", "市", "县", "区", "旗", "盟"], "县市"),
    (&["镇", "乡", "街道"], "乡镇"),
    (&["省", "自治区"], "省份"),
];

/// Returns what kind of place a name is of: by its ending, else 外地 for the short name of a place
/// the gazetteer has (杭州).
fn kind(name: &str) -> &'static str {
    let has_ending = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if let Some((_, kind)) = KINDS.iter().find(|(endings, _)| has_ending(endings)) {
        return kind;
    }
    let is_known = |level: &&str| !gazetteer::find(&format!("{name}{level}")).is_empty();
    let is_elsewhere = ["市", "省", "县", "自治区"].iter().any(is_known);
    if is_elsewhere { "外地" } else { "地点" }
}

/// Tests whether a place is what an office works on, another one every year: 修通了「望湖路」,
/// 改造「石门村」. What else a report says of places (亳州机场, 长三角) stays in the text unless
/// somebody wants it asked.
pub(in crate::mine) fn is_worked_on(name: &str, before: &str) -> bool {
    const OWN: [&str; 9] = [
        "道路", "村名", "社区", "桥梁", "水库", "广场公园", "园区", "单位", "乡镇",
    ];
    let before = before.trim_end();
    let acts = before.ends_with('了') || ACTIONS.strip_end(before).is_some();
    OWN.contains(&kind(name)) && acts
}

/// Tests whether a field of this name asks for a place.
pub(in crate::mine) fn is_place(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let is_kind = KINDS.iter().any(|(_, kind)| name.ends_with(kind));
    is_kind
        || ["地点", "外地", "镇名", "乡名"]
            .iter()
            .any(|kind| name.ends_with(kind))
}

/// Returns names for a place, the best first: by what is there, by what is done there, by the
/// theme of the heading over it.
pub(in crate::mine) fn place(name: &str, before: &str, after: &str, heading: &str) -> Vec<String> {
    let kind = kind(name);
    let mut names = Vec::new();
    let there = thing(after, LONGEST_THING);
    if !after.starts_with('的') && is_thing(&there) {
        names.push(format!("{there}{kind}"));
    }
    let done = tail(before_amount(before), LONGEST_ACTION);
    if is_thing(&done) {
        names.push(format!("{done}{kind}"));
    }
    let verb = split(before).last().map_or("", |last| last.words);
    if ACTIONS.has(verb) {
        names.push(format!("{verb}{kind}"));
    }
    names.extend(section_roles::theme(heading).map(|theme| format!("{theme}{kind}")));
    names.push(kind.to_owned());
    names
}

/// Tests whether words name a thing: they end with a noun that says something alone.
fn is_thing(words: &str) -> bool {
    let ends_with_noun = split(words)
        .last()
        .is_some_and(|word| word.is_noun && word.words.chars().count() > 1);
    ends_with_noun && !is_empty(words) && words.chars().count() > 2
}
