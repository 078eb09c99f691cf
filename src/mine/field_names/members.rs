//! Names the members of a list that share a noun: 绿化、亮化率.

use super::super::indicator_names::is_indicator_name;
use super::phrase::{split, tail, trimmed, without_opening};
use super::words::{BARE_MEASURES, MEASURE_ENDS};

/// The longest name of a member, in chars.
const LONGEST_SUBJECT: usize = 16;

/// Returns the members of a list, each in full: 绿化、亮化率 → 绿化率, 亮化率;
/// 一、二、三产业增加值 → 一产业增加值, 二产业增加值, …
pub(in crate::mine) fn members(list: &str) -> Vec<String> {
    // 水果、蔬菜、畜禽业分别实现产值: what each has stands behind 分别.
    if let Some((named, had)) = list.split_once("分别") {
        let had = tail(trimmed(had), LONGEST_SUBJECT);
        return members(named)
            .into_iter()
            .map(|member| format!("{member}{had}"))
            .collect();
    }
    let parts: Vec<&str> = list.split(['、', '和', '与']).collect();
    if let Some(ordinals) = ordinal_members(&parts) {
        return ordinals;
    }
    let mut members: Vec<String> = Vec::new();
    for member in parts {
        members.push(tail(trimmed(member), LONGEST_SUBJECT));
    }
    let last = members.last().cloned().unwrap_or_default();
    // 规上工业增加值、社零总额增速: what all are measured by stands behind the last.
    if let Some(measure) = BARE_MEASURES.iter().find(|end| last.ends_with(**end)) {
        for member in members
            .iter_mut()
            .filter(|member| !member.ends_with(measure))
        {
            member.push_str(measure);
        }
        return members;
    }
    let shared = behind_first_word(&last);
    for member in &mut members {
        // 不良贷款额、不良贷款率: each says what it measures.
        let is_whole = member.ends_with(|c| MEASURE_ENDS.contains(c)) || is_indicator_name(member);
        if !is_whole && member.chars().last() != last.chars().last() {
            let rest = behind_overlap(member, &shared).to_owned();
            member.push_str(&rest);
        }
    }
    members
}

/// Returns a noun without its first word, of two chars at least: 油料|产量; 普惠小微|贷款余额,
/// where the dictionary cuts off 普.
fn behind_first_word(noun: &str) -> String {
    let mut first = 0;
    let mut shared = String::new();
    for word in split(noun) {
        let length = word.words.chars().count();
        let is_behind = first > 1 || first > 0 && length < 2;
        if is_behind {
            shared.push_str(word.words);
        }
        first += length;
    }
    shared
}

/// Returns what of `shared` goes on behind `member`, which may end as it begins: 城市低保 and
/// 低保补差 → 补差.
fn behind_overlap<'a>(member: &str, shared: &'a str) -> &'a str {
    let mut ends = shared.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let overlap = ends.find(|end| member.ends_with(&shared[..*end]));
    &shared[overlap.unwrap_or(0)..]
}

/// Returns the members of a list of numbers in front of one noun: 第一、二、三产业.
fn ordinal_members(parts: &[&str]) -> Option<Vec<String>> {
    let is_number = |c: char| "一二三四五六七八九十".contains(c);
    let (last, others) = parts.split_last()?;
    let first = without_opening(others.first()?);
    let ordinal = first.starts_with('第');
    let numbers = others
        .iter()
        .map(|part| without_opening(part).trim_start_matches('第'));
    if !numbers
        .clone()
        .all(|part| !part.is_empty() && part.chars().all(is_number))
    {
        return None;
    }
    let noun = tail(
        last.trim_start_matches('第').trim_start_matches(is_number),
        LONGEST_SUBJECT,
    );
    let own = last
        .trim_start_matches('第')
        .trim_end_matches(|c| !is_number(c));
    let own = own
        .chars()
        .take_while(|c| is_number(*c))
        .collect::<String>();
    let lead = if ordinal || noun.starts_with("产业") {
        "第"
    } else {
        ""
    };
    let own = std::iter::once(own.as_str());
    Some(
        numbers
            .chain(own)
            .map(|number| format!("{lead}{number}{noun}"))
            .collect(),
    )
}

/// Returns the things that one word names together, where they are `count`: 城乡居民收入 →
/// 城镇居民收入, 农村居民收入; 三次产业增加值 → 第一产业增加值, …
pub(in crate::mine) fn together(name: &str, count: usize) -> Option<Vec<String>> {
    const TOGETHER: [(&str, &[&str]); 6] = [
        ("牛羊", &["牛", "羊"]),
        ("城乡", &["城镇", "农村"]),
        ("存贷款", &["存款", "贷款"]),
        ("进出口", &["进口", "出口"]),
        ("男女", &["男性", "女性"]),
        ("三次产业", &["第一产业", "第二产业", "第三产业"]),
    ];
    let is_meant = |(all, each): &&(&str, &[&str])| each.len() == count && name.contains(all);
    let (all, each) = TOGETHER.iter().find(is_meant)?;
    Some(each.iter().map(|one| name.replacen(all, one, 1)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_a_list_are_named_in_full() {
        for (list, wanted) in [
            (
                "硬化率、亮化率和绿化率",
                &["硬化率", "亮化率", "绿化率"][..],
            ),
            ("粮食、油料产量", &["粮食产量", "油料产量"]),
            (
                "一、二、三产业增加值",
                &["第一产业增加值", "第二产业增加值", "第三产业增加值"],
            ),
            (
                "规上工业增加值、固定资产投资、社零总额增速",
                &["规上工业增加值增速", "固定资产投资增速", "社零总额增速"],
            ),
            (
                "水果、蔬菜、畜禽业分别实现产值",
                &["水果业产值", "蔬菜业产值", "畜禽业产值"],
            ),
            ("不良贷款额、不良贷款率", &["不良贷款额", "不良贷款率"]),
            (
                "固定资产投资、社会消费品零售总额",
                &["固定资产投资", "社会消费品零售总额"],
            ),
            (
                "城镇和农村常住居民人均可支配收入",
                &["城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"],
            ),
            (
                "城市低保、农村低保月人均补差",
                &["城市低保月人均补差", "农村低保月人均补差"],
            ),
        ] {
            assert_eq!(members(list), wanted, "{list}");
        }
    }
}
