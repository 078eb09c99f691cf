//! Places: what a place's own ending and the words around it call it: 修复[石桥大道]路口 → 路口道路.

use super::super::section_roles;
use crate::gazetteer;

use super::phrase::{before_amount, is_empty, split, tail, thing};

/// What the endings of names are called, the longer before those they end in.
const KINDS: &[(&[&str], &str)] = &[
    (&["社区"], "社区"),
    (&["开发区", "工业园", "产业园", "园区", "示范区", "新区", "创业园", "物流园"], "园区"),
    (&["广场", "公园"], "广场公园"),
    (&["高速", "高铁", "铁路", "国道", "省道", "县道", "快线"], "线路"),
    (&["水库"], "水库"),
    (&["大桥", "桥"], "桥梁"),
    (&["古寺", "寺", "遗址", "旧址", "古村落", "故居", "祠", "庙", "塔"], "古迹"),
    (&["小学", "中学", "学校", "医院"], "单位"),
    (&["村", "寨", "屯", "庄", "组"], "村名"),
    (&["路", "街", "大道", "道", "巷"], "道路"),
    (&["河", "江", "湖", "溪", "海", "渠", "港"], "河湖"),
    (&["山", "岭", "峰", "原"], "山岭"),
    (&["自治州", "州", "市", "县", "区", "旗", "盟"], "县市"),
    (&["镇", "乡", "街道"], "乡镇"),
    (&["省", "自治区"], "省份"),
];

/// What kind of place a name is of, by its ending.
fn kind(name: &str) -> &'static str {
    let found =
        KINDS.iter().find(|(endings, _)| endings.iter().any(|ending| name.ends_with(ending)));
    let elsewhere = || {
        ["市", "省", "县", "自治区"]
            .iter()
            .any(|end| !gazetteer::find(&format!("{name}{end}")).is_empty())
    };
    found.map_or_else(|| if elsewhere() { "外地" } else { "地点" }, |(_, kind)| kind)
}

/// Whether a field of this name asks for a place.
pub(in crate::mine) fn is_place(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    ["地点", "外地", "镇名", "乡名"]
        .into_iter()
        .chain(KINDS.iter().map(|(_, kind)| *kind))
        .any(|kind| name.ends_with(kind))
}

/// Names for a place, the best first: by what is there, by what is done there, by the heading over it.
pub(in crate::mine) fn place(name: &str, before: &str, after: &str, heading: &str) -> Vec<String> {
    let kind = kind(name);
    let there = Some(thing(after, 8)).filter(|there| !after.starts_with('的') && is_thing(there));
    let done = Some(tail(before_amount(before), 6)).filter(|done| is_thing(done));
    let above = section_roles::theme(heading).map(str::to_owned);
    let around = [there, done, above];
    around
        .into_iter()
        .flatten()
        .map(|words| format!("{words}{kind}"))
        .chain([kind.to_owned()])
        .collect()
}

/// Whether words name a thing: they end with a noun that says something alone.
fn is_thing(words: &str) -> bool {
    let noun = split(words).last().is_some_and(|(word, noun)| *noun && word.chars().count() > 1);
    noun && !is_empty(words) && words.chars().count() > 2
}
