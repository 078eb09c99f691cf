//! Places: the name of a place and its level to the names of its bodies (镇党委, 县政府, 州长) and its short name.

mod kind;
mod level;
mod short;

use std::fmt::{self, Display, Formatter};

use kind::{KINDS, MUNICIPALITIES, Organs, PlaceKind, is_called};
pub use level::Level;
use level::Level::{County, Prefecture, Province, Subdistrict, Township, Village};
use short::{is_name, without_peoples};

/// Why a text is no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// The name does not end in a word of a level (镇, 县, 市 …).
    #[error("{name:?} does not say what level it is")]
    NoLevel {
        /// The name typed.
        name: String,
    },
    /// A blank or a sign where a name should be: ××镇, __县.
    #[error("{name:?} is not a name")]
    NoName {
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
/// let town: Place = Place::parse("云溪镇").unwrap().within(Place::parse("青禾县").unwrap());
/// assert_eq!((town.short(), town.whole(), town.party()), ("云溪".into(), "全镇".into(), "镇党委".into()));
/// assert_eq!(town.parent().map(Place::party).as_deref(), Some("县委"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    name: String,
    level: Level,
    parent: Option<Box<Place>>,
    kind: &'static PlaceKind,
}

impl Place {
    /// The place of a name, its level guessed from the ending; a 市 is taken for a prefecture, except the four
    /// municipalities, until [`Place::with_level`] says otherwise.
    ///
    /// # Errors
    /// [`PlaceError::NoLevel`] for a name without such an ending (杭州), [`PlaceError::NoName`] for a blank (××镇).
    pub fn parse(name: &str) -> Result<Self, PlaceError> {
        let name: String = name.trim().to_owned();
        let Some(kind) = KINDS.iter().find(|kind| is_called(&name, kind.suffix)) else {
            return Err(PlaceError::NoLevel { name });
        };
        if !name.chars().all(|c| c.is_alphanumeric() || c == '·') {
            return Err(PlaceError::NoName { name });
        }
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
            Prefecture if parent.level == Prefecture && self.kind.levels.contains(&County) => {
                County
            }
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
        self.government_body("政府", "管委会", "行署")
            .map(|body| format!("{}{body}", self.kind.word))
    }

    /// 政府全称: 云溪镇人民政府, 云溪街道办事处
    #[must_use]
    pub fn government_full(&self) -> Option<String> {
        self.government_body("人民政府", "管理委员会", "行政公署")
            .map(|body| format!("{}{body}", self.name))
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
            Organs::Committee | Organs::League | Organs::Township => {
                Some(format!("{}长", self.kind.word))
            }
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
            Organs::Committee | Organs::Region | Organs::League => {
                Some(format!("{}政协", self.kind.word))
            }
            _ => None,
        }
    }

    /// 下级: what the place is made of: 村, 乡镇, 县区; none below the village.
    #[must_use]
    pub fn below(&self) -> Option<&'static str> {
        match (self.level, self.kind.word) {
            (Province, "市") => Some("区县"),
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
