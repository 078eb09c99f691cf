//! Tells from the ending of a place's name which levels and which family of bodies it can have.

use super::level::Level::{self, County, Prefecture, Province, Subdistrict, Township, Village};
use super::short_name::is_name;

/// An ending of names, with the levels and the bodies of such places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlaceKind {
    /// What the name ends in.
    pub(super) suffix: &'static str,
    /// 级: the word in 全镇 and 镇党委.
    pub(super) word: &'static str,
    /// The level guessed first, then the others it can be.
    pub(super) levels: &'static [Level],
    /// The family of its bodies.
    pub(super) organs: Organs,
}

/// The families of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Organs {
    /// 县委, 县政府, 县长, 人大常委会
    Committee,
    /// 自治区党委, 自治区政府, 主席
    Region,
    /// 地委, 行署, 专员, 人大工委: an office sent by the province
    Agency,
    /// 盟委, 行署, 盟长, 人大工委
    League,
    /// 镇党委, 镇政府, 镇长, 人大主席团
    Township,
    /// 街道党工委, 街道办事处, 主任, 人大工委
    Office,
    /// 开发区党工委, 开发区管委会, 主任
    Zone,
    /// 村党支部
    Village,
}

const fn kind(
    suffix: &'static str,
    word: &'static str,
    levels: &'static [Level],
    organs: Organs,
) -> PlaceKind {
    PlaceKind {
        suffix,
        word,
        levels,
        organs,
    }
}

const ZONE: &[Level] = &[County, Prefecture, Township];

/// Every ending, the longer before those it ends in.
pub(super) static KINDS: [PlaceKind; 35] = [
    kind("自治区", "自治区", &[Province], Organs::Region),
    kind("自治州", "州", &[Prefecture], Organs::Committee),
    kind("自治县", "县", &[County], Organs::Committee),
    kind("自治旗", "旗", &[County], Organs::Committee),
    kind("经济技术开发区", "开发区", ZONE, Organs::Zone),
    kind("经济开发区", "开发区", ZONE, Organs::Zone),
    kind("高新技术产业开发区", "开发区", ZONE, Organs::Zone),
    kind("开发区", "开发区", ZONE, Organs::Zone),
    kind("高新区", "高新区", ZONE, Organs::Zone),
    kind("经开区", "经开区", ZONE, Organs::Zone),
    kind("工业园区", "园区", ZONE, Organs::Zone),
    kind("产业园区", "园区", ZONE, Organs::Zone),
    kind("园区", "园区", ZONE, Organs::Zone),
    kind("示范区", "示范区", ZONE, Organs::Zone),
    kind("管理区", "管理区", ZONE, Organs::Zone),
    kind("度假区", "度假区", ZONE, Organs::Zone),
    kind("新区", "区", &[County, Prefecture], Organs::Committee),
    kind("林区", "区", &[County], Organs::Committee),
    kind("特区", "区", &[County], Organs::Committee),
    kind("社区", "社区", &[Village], Organs::Village),
    kind("地区", "地区", &[Prefecture], Organs::Agency),
    kind("区", "区", &[County], Organs::Committee),
    kind("省", "省", &[Province], Organs::Committee),
    kind(
        "市",
        "市",
        &[Prefecture, County, Province],
        Organs::Committee,
    ),
    kind("州", "州", &[Prefecture], Organs::Committee),
    kind("盟", "盟", &[Prefecture], Organs::League),
    kind("县", "县", &[County], Organs::Committee),
    kind("旗", "旗", &[County], Organs::Committee),
    kind("镇", "镇", &[Township], Organs::Township),
    kind("民族乡", "乡", &[Township], Organs::Township),
    kind("乡", "乡", &[Township], Organs::Township),
    kind("苏木", "苏木", &[Township], Organs::Township),
    kind("街道", "街道", &[Subdistrict], Organs::Office),
    kind("村", "村", &[Village], Organs::Village),
    kind("嘎查", "嘎查", &[Village], Organs::Village),
];

/// The four cities that are provinces.
pub(super) const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];

/// Whether a name ends in the word of a level and has a name before it.
///
/// Where the ending could be part of the name itself two chars must come before it: 郴州 is no
/// prefecture called 郴 and 桃园区 no zone called 桃; 云县 must stay a county called 云.
pub(super) fn is_called(name: &str, suffix: &str) -> bool {
    let treacherous = matches!(suffix, "州" | "园区" | "林区" | "特区" | "新区");
    name.strip_suffix(suffix).is_some_and(|stem| {
        if treacherous {
            is_name(stem)
        } else {
            !stem.is_empty()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{KINDS, is_called};

    #[test]
    fn the_longest_ending_that_leaves_a_name_wins() {
        let cases = [
            ("云县", Some("县")),
            ("郴州", None),
            ("桃园区", Some("区")),
            ("延边朝鲜族自治州", Some("自治州")),
            ("滨海新区", Some("新区")),
            ("新区", Some("区")),
            ("朝阳社区", Some("社区")),
            ("县", None),
            ("杭州", None),
        ];
        for (name, suffix) in cases {
            let kind = KINDS.iter().find(|kind| is_called(name, kind.suffix));
            assert_eq!(kind.map(|kind| kind.suffix), suffix, "{name}");
        }
    }
}
