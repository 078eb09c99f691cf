//! Places: the name of a place and its level to the names of its bodies (镇党委, 县政府, 州长) and its short name.

use std::fmt::{self, Display, Formatter};

/// The level of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省级: 省, 自治区, 直辖市
    Province,
    /// 地级: 市, 地区, 自治州, 盟
    Prefecture,
    /// 县级: 县, 自治县, 市, 区, 旗
    County,
    /// 乡级: 镇, 乡, 民族乡
    Township,
    /// 街道
    Subdistrict,
    /// 村, 社区
    Village,
}

/// Why a text is no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// The name does not end in a word of a level (镇, 县, 市 …).
    #[error("{name:?} does not say what level it is")]
    NoLevel {
        /// The name typed.
        name: String,
    },
    /// The word is no level.
    #[error("{word:?} is no level of place")]
    UnknownLevel {
        /// The word typed.
        word: String,
    },
    /// The name cannot be of that level: no 镇 is a county.
    #[error("{name:?} cannot be of level {level:?}")]
    Mismatch {
        /// The name typed.
        name: String,
        /// The level given.
        level: Level,
    },
}

/// A place: its name, its level and the place it is part of.
///
/// ```
/// # use nigao::place::Place;
/// let town: Place = Place::parse("云溪镇").unwrap().within(Place::parse("青川县").unwrap());
/// assert_eq!((town.short(), town.whole(), town.party()), ("云溪".into(), "全镇".into(), "镇党委".into()));
/// assert_eq!(town.parent().map(Place::party).as_deref(), Some("县委"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    name: String,
    level: Level,
    parent: Option<Box<Place>>,
    kind: &'static Kind,
}

/// What the last word of a name tells: the bodies such a place has and how they are called.
#[derive(Debug, PartialEq, Eq)]
struct Kind {
    /// What the name ends in.
    suffix: &'static str,
    /// 级: what stands in 全镇, 镇党委.
    word: &'static str,
    /// The level guessed first, then the others it can be.
    levels: &'static [Level],
    organs: Organs,
}

/// The families of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Organs {
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

use Level::{County, Prefecture, Province, Subdistrict, Township, Village};

const fn kind(suffix: &'static str, word: &'static str, levels: &'static [Level], organs: Organs) -> Kind {
    Kind { suffix, word, levels, organs }
}

const ZONE: &[Level] = &[County, Prefecture, Township];

/// Every ending, the longer before those it ends in.
static KINDS: [Kind; 35] = [
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
    kind("市", "市", &[Prefecture, County, Province], Organs::Committee),
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
const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];

impl Level {
    /// The level of a word as a writer gives it: 县级市, 乡, 地级, 街道.
    ///
    /// # Errors
    /// [`PlaceError::UnknownLevel`].
    pub fn parse(word: &str) -> Result<Self, PlaceError> {
        Ok(match word.trim() {
            "省" | "省级" | "自治区" | "直辖市" => Province,
            "市" | "地级" | "市级" | "地级市" | "设区的市" | "州" | "州级" | "自治州" | "盟" | "地区" => {
                Prefecture
            }
            "县" | "县级" | "县级市" | "区" | "区级" | "市辖区" | "旗" | "自治县" | "自治旗" => {
                County
            }
            "乡" | "镇" | "乡镇" | "乡级" | "乡镇级" | "民族乡" | "苏木" => Township,
            "街道" | "街道级" | "街道办" | "街道办事处" => Subdistrict,
            "村" | "社区" | "村级" | "村社" | "嘎查" => Village,
            word => return Err(PlaceError::UnknownLevel { word: word.to_owned() }),
        })
    }
}

impl Display for Level {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Province => "省级",
            Prefecture => "地级",
            County => "县级",
            Township => "乡级",
            Subdistrict => "街道",
            Village => "村级",
        })
    }
}

impl Place {
    /// The place of a name, its level guessed from the ending; a 市 is taken for a prefecture, except the four
    /// municipalities, until [`Place::with_level`] says otherwise.
    ///
    /// # Errors
    /// [`PlaceError::NoLevel`] for a name without such an ending: 杭州.
    pub fn parse(name: &str) -> Result<Self, PlaceError> {
        let name: String = name.trim().to_owned();
        let Some(kind) = KINDS.iter().find(|kind| is_called(&name, kind.suffix)) else {
            return Err(PlaceError::NoLevel { name });
        };
        let level = if MUNICIPALITIES.contains(&name.as_str()) { Province } else { kind.levels[0] };
        Ok(Self { name, level, parent: None, kind })
    }

    /// The same place at another level.
    ///
    /// # Errors
    /// [`PlaceError::Mismatch`] if its name cannot be of that level.
    pub fn with_level(self, level: Level) -> Result<Self, PlaceError> {
        if self.kind.levels.contains(&level) {
            Ok(Self { level, ..self })
        } else {
            Err(PlaceError::Mismatch { name: self.name, level })
        }
    }

    /// The same place as part of another. A 市 below a 市 or 州 is a county, as it should be.
    #[must_use]
    pub fn within(self, parent: Self) -> Self {
        let level = match self.level {
            Prefecture if parent.level == Prefecture && self.kind.levels.contains(&County) => County,
            level => level,
        };
        Self { level, parent: Some(Box::new(parent)), ..self }
    }

    /// The name in full: 云溪镇.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// 上级
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        self.parent.as_deref()
    }

    /// 级: 镇
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.kind.word
    }

    /// 简称: 云溪, 延边, 内蒙古. Names that would be left with one character are kept: 勐县.
    #[must_use]
    pub fn short(&self) -> String {
        let keep = || self.name.clone();
        if self.kind.organs == Organs::Zone {
            return keep();
        }
        let Some(stem) = self.name.strip_suffix(self.kind.suffix) else { return keep() };
        let of_peoples = self.kind.suffix.starts_with("自治") || self.kind.word == "乡";
        let stem = if of_peoples { without_peoples(stem) } else { stem };
        if is_name(stem) { stem.to_owned() } else { keep() }
    }

    /// 全域: 全镇
    #[must_use]
    pub fn whole(&self) -> String {
        format!("全{}", self.area())
    }

    /// 我: 我镇
    #[must_use]
    pub fn ours(&self) -> String {
        format!("我{}", self.area())
    }

    /// What 全 and 我 stand before: 区 for every kind of region and zone.
    fn area(&self) -> &'static str {
        match self.kind.organs {
            Organs::Region | Organs::Zone => "区",
            _ => self.kind.word,
        }
    }

    /// 党委: 县委, 镇党委, 街道党工委, 村党支部
    #[must_use]
    pub fn party(&self) -> String {
        let word = self.kind.word;
        match self.kind.organs {
            Organs::Committee | Organs::League => format!("{word}委"),
            Organs::Agency => "地委".to_owned(),
            Organs::Region | Organs::Township => format!("{word}党委"),
            Organs::Office | Organs::Zone => format!("{word}党工委"),
            Organs::Village => format!("{word}党支部"),
        }
    }

    /// 党组织: 中共云溪镇委员会, 中共云溪街道工作委员会
    #[must_use]
    pub fn party_full(&self) -> String {
        let body = match self.kind.organs {
            Organs::Office | Organs::Zone => "工作委员会",
            Organs::Village => "支部委员会",
            _ => "委员会",
        };
        format!("中共{}{body}", self.name)
    }

    /// 政府: 镇政府, 街道办事处, 开发区管委会; none of a village, whose committee is no government.
    #[must_use]
    pub fn government(&self) -> Option<String> {
        self.government_body("政府", "管委会", "行署").map(|body| format!("{}{body}", self.kind.word))
    }

    /// 政府全称: 云溪镇人民政府, 云溪街道办事处
    #[must_use]
    pub fn government_full(&self) -> Option<String> {
        self.government_body("人民政府", "管理委员会", "行政公署").map(|body| format!("{}{body}", self.name))
    }

    fn government_body(
        &self,
        government: &'static str,
        zone: &'static str,
        agency: &'static str,
    ) -> Option<&'static str> {
        match self.kind.organs {
            Organs::Committee | Organs::Region | Organs::Township => Some(government),
            Organs::Agency | Organs::League => Some(agency),
            Organs::Office => Some("办事处"),
            Organs::Zone => Some(zone),
            Organs::Village => None,
        }
    }

    /// 主官: 镇长, 县长, 主席, 主任; none of a village.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        match self.kind.organs {
            Organs::Committee | Organs::League | Organs::Township => Some(format!("{}长", self.kind.word)),
            Organs::Region => Some("主席".to_owned()),
            Organs::Agency => Some("专员".to_owned()),
            Organs::Office | Organs::Zone => Some("主任".to_owned()),
            Organs::Village => None,
        }
    }

    /// Whether it elects a people's congress of its own.
    fn has_congress(&self) -> bool {
        matches!(self.kind.organs, Organs::Committee | Organs::Region | Organs::Township)
    }

    /// 人大: 镇人大; none where no congress is elected.
    #[must_use]
    pub fn congress(&self) -> Option<String> {
        self.has_congress().then(|| format!("{}人大", self.kind.word))
    }

    /// 人大机构: 人大常委会, 人大主席团 of a township, 人大工委 of a subdistrict, 地区 or 盟
    #[must_use]
    pub fn congress_organ(&self) -> Option<&'static str> {
        match self.kind.organs {
            Organs::Committee | Organs::Region => Some("人大常委会"),
            Organs::Township => Some("人大主席团"),
            Organs::Agency | Organs::League | Organs::Office | Organs::Zone => Some("人大工委"),
            Organs::Village => None,
        }
    }

    /// 代表大会: 云溪镇人民代表大会
    #[must_use]
    pub fn congress_full(&self) -> Option<String> {
        self.has_congress().then(|| format!("{}人民代表大会", self.name))
    }

    /// 政协: 县政协; none below the county.
    #[must_use]
    pub fn consultative(&self) -> Option<String> {
        match self.kind.organs {
            Organs::Committee | Organs::Region | Organs::League => Some(format!("{}政协", self.kind.word)),
            _ => None,
        }
    }

    /// 下级: what the place is made of: 村, 乡镇, 县区; none below the village.
    #[must_use]
    pub fn below(&self) -> Option<&'static str> {
        match (self.level, self.kind.word) {
            (Province, _) => Some("市县"),
            (Prefecture, "州") => Some("县市"),
            (Prefecture, "盟") => Some("旗县"),
            (Prefecture, _) => Some("县区"),
            (County, "区") => Some("镇街"),
            (County, _) => Some("乡镇"),
            (Township, "苏木") => Some("嘎查"),
            (Township, _) => Some("村"),
            (Subdistrict, _) => Some("社区"),
            (Village, _) => None,
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Whether a name ends in the word of a level and has a name before it; 杭州 and 郴州 are no prefectures called 杭, 郴.
fn is_called(name: &str, suffix: &str) -> bool {
    name.strip_suffix(suffix).is_some_and(|stem| if suffix == "州" { is_name(stem) } else { !stem.is_empty() })
}

/// The peoples named in the names of autonomous places; those marked without 族 are named with or without it.
const PEOPLES: [&str; 55] = [
    "蒙古",
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "锡伯",
    "塔吉克",
    "壮族",
    "回族",
    "藏族",
    "苗族",
    "彝族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "阿昌族",
    "普米族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
];

/// 延边朝鲜族 → 延边; a people's own name stays when nothing else is left (内蒙古, 东乡, 鄂温克).
fn without_peoples(stem: &str) -> &str {
    let mut stem = stem.strip_suffix("各族").unwrap_or(stem);
    while let Some(rest) = PEOPLES.iter().find_map(|people| without(stem, people)) {
        stem = rest;
    }
    stem.strip_suffix('族').filter(|rest| is_name(rest)).unwrap_or(stem)
}

fn without<'a>(stem: &'a str, people: &str) -> Option<&'a str> {
    let bare = if people.ends_with('族') { stem } else { stem.strip_suffix('族').unwrap_or(stem) };
    bare.strip_suffix(people).filter(|rest| is_name(rest))
}

/// A name has two characters or more.
fn is_name(text: &str) -> bool {
    text.chars().nth(1).is_some()
}
