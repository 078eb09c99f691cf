//! Names the members of a list that share a noun: 绿化、亮化率.

use super::phrase::{split, tail, trimmed, without_opening};

/// The longest name of a member, in chars.
const LONGEST_SUBJECT: usize = 12;

/// Returns the members of a list, each in full: 绿化、亮化率 → 绿化率, 亮化率;
/// 一、二、三产业增加值 → 一产业增加值, 二产业增加值, …
pub(in crate::mine) fn members(list: &str) -> Vec<String> {
    let parts: Vec<&str> = list.split(['、', '和', '与']).collect();
    if let Some(ordinals) = ordinal_members(&parts) {
        return ordinals;
    }
    let mut members: Vec<String> = Vec::new();
    for member in parts {
        members.push(tail(trimmed(member), LONGEST_SUBJECT));
    }
    let last = members.last().cloned().unwrap_or_default();
    let shared: String = split(&last).iter().skip(1).map(|word| word.words).collect();
    for member in &mut members {
        if member.chars().last() != last.chars().last() {
            let rest = behind_overlap(member, &shared).to_owned();
            member.push_str(&rest);
        }
    }
    members
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

/// Returns the two things that one word names together: 城乡居民收入 → 城镇居民收入,
/// 农村居民收入.
pub(in crate::mine) fn pair(name: &str) -> Option<[String; 2]> {
    const PAIRS: [(&str, &str, &str); 4] = [
        ("城乡", "城镇", "农村"),
        ("存贷款", "存款", "贷款"),
        ("进出口", "进口", "出口"),
        ("男女", "男性", "女性"),
    ];
    let (both, first, second) = PAIRS.iter().find(|(both, ..)| name.contains(both))?;
    Some([
        name.replacen(both, first, 1),
        name.replacen(both, second, 1),
    ])
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
                "城市低保、农村低保月人均补差",
                &["城市低保月人均补差", "农村低保月人均补差"],
            ),
        ] {
            assert_eq!(members(list), wanted, "{list}");
        }
    }
}
