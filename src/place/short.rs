//! Short names: the stem of a place's name (延边朝鲜族) to what it is called for short (延边).

/// The peoples named in the names of autonomous places; those marked without 族 are named with or without it.
const PEOPLES: [&str; 55] = [
    "蒙古", "维吾尔", "哈萨克", "柯尔克孜", "锡伯", "塔吉克", "壮族", "回族", "藏族", "苗族",
    "彝族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "傣族", "黎族",
    "傈僳族", "佤族", "畲族", "高山族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "土族",
    "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "阿昌族", "普米族",
    "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族",
    "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族",
];

/// 延边朝鲜族 → 延边; a people's own name stays when nothing else is left (内蒙古, 东乡, 鄂温克).
pub(super) fn without_peoples(stem: &str) -> &str {
    let mut stem = stem.strip_suffix("各族").unwrap_or(stem);
    while let Some(rest) = PEOPLES.iter().find_map(|people| without(stem, people)) {
        stem = rest;
    }
    stem.strip_suffix('族').filter(|rest| is_name(rest)).unwrap_or(stem)
}

fn without<'a>(stem: &'a str, people: &str) -> Option<&'a str> {
    let bare =
        if people.ends_with('族') { stem } else { stem.strip_suffix('族').unwrap_or(stem) };
    bare.strip_suffix(people).filter(|rest| is_name(rest))
}

/// A name has two characters or more.
pub(super) fn is_name(text: &str) -> bool {
    text.chars().nth(1).is_some()
}
