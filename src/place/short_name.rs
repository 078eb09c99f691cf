//! Shortens the stem of a place's name: 延边朝鲜族 becomes 延边.

/// The peoples in the names of autonomous places; those listed without 族 occur with it, too.
const PEOPLES: [&str; 55] = [
    "蒙古", "维吾尔", "哈萨克", "柯尔克孜", "锡伯", "塔吉克", "壮族", "回族", "藏族", "苗族",
    "彝族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "傣族", "黎族",
    "傈僳族", "佤族", "畲族", "高山族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "土族",
    "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "阿昌族", "普米族",
    "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族",
    "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族",
];

/// Strips the names of peoples: 延边朝鲜族 is 延边.
///
/// Must not break 内蒙古, 东乡 and 鄂温克, where the name of the people is all that is left.
pub(super) fn without_peoples(stem: &str) -> &str {
    let mut stem = stem.strip_suffix("各族").unwrap_or(stem);
    while let Some(rest) = PEOPLES.iter().find_map(|people| without(stem, people)) {
        stem = rest;
    }
    stem.strip_suffix('族').filter(|rest| is_name(rest)).unwrap_or(stem)
}

/// Strips the name of one people, unless fewer than two chars would be left.
fn without<'a>(stem: &'a str, people: &str) -> Option<&'a str> {
    let bare =
        if people.ends_with('族') { stem } else { stem.strip_suffix('族').unwrap_or(stem) };
    bare.strip_suffix(people).filter(|rest| is_name(rest))
}

/// Whether a text is long enough for a name: two chars or more.
pub(super) fn is_name(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::without_peoples;

    #[test]
    fn the_name_of_a_people_is_dropped_where_another_name_is_left() {
        let cases = [
            ("延边朝鲜族", "延边"),
            ("内蒙古", "内蒙古"),
            ("东乡族", "东乡"),
            ("积石山保安族东乡族撒拉族", "积石山"),
            ("双江拉祜族佤族布朗族傣族", "双江"),
            ("龙胜各族", "龙胜"),
        ];
        for (stem, short) in cases {
            assert_eq!(without_peoples(stem), short, "{stem}");
        }
    }
}
