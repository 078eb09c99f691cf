//! Names the bodies of a place: its party committee, government, head, congress and short name.

use std::fmt::{self, Display, Formatter};

use super::error::PlaceError;
use super::kind::{KINDS, MUNICIPALITIES, Organs, PlaceKind, is_called};
use super::level::Level::{self, County, Prefecture, Province, Subdistrict, Township, Village};
use super::short_name::{is_name, without_peoples};

/// A place: an administrative unit with its name, its level and the place it is part of.
///
/// ```
/// # use nigao::place::Place;
/// let county = Place::parse("青禾县").unwrap();
/// let town = Place::parse("云溪镇").unwrap().within(county);
/// assert_eq!(town.short(), "云溪");
/// assert_eq!(town.party(), "镇党委");
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
    /// Parses a name and guesses the level from its ending.
    ///
    /// A 市 is taken for a prefecture, except the four municipalities, until
    /// [`Place::with_level`] sets another level.
    ///
    /// # Errors
    /// [`PlaceError::NoLevel`] for a name without such an ending (杭州), [`PlaceError::NoName`]
    /// for a blank (××镇).
    pub fn parse(name: &str) -> Result<Self, PlaceError> {
        let name: String = name.trim().to_owned();
        let Some(kind) = KINDS.iter().find(|kind| is_called(&name, kind.suffix)) else {
            return Err(PlaceError::NoLevel { name });
        };
        if !name.chars().all(|c| c.is_alphanumeric() || c == '·') {
            return Err(PlaceError::NoName { name });
        }
        let level = if MUNICIPALITIES.contains(&name.as_str()) {
            Province
        } else {
            kind.levels[0]
        };
        Ok(Self {
            name,
            level,
            parent: None,
            kind,
        })
    }

    /// Returns the same place at another level.
    ///
    /// # Errors
    /// [`PlaceError::Mismatch`] if its name cannot be of that level.
    pub fn with_level(self, level: Level) -> Result<Self, PlaceError> {
        if self.kind.levels.contains(&level) {
            Ok(Self { level, ..self })
        } else {
            Err(PlaceError::Mismatch {
                name: self.name,
                level,
            })
        }
    }

    /// Returns the same place as part of another. A 市 below a 市 or 州 becomes a county-level
    /// city.
    #[must_use]
    pub fn within(self, parent: Self) -> Self {
        let level = match self.level {
            Prefecture if parent.level == Prefecture && self.kind.levels.contains(&County) => {
                County
            }
            level => level,
        };
        Self {
            level,
            parent: Some(Box::new(parent)),
            ..self
        }
    }

    /// Returns the name in full: 云溪镇.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the level.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// 上级: returns the place it is part of.
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        self.parent.as_deref()
    }

    /// 级: returns 镇.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.kind.word
    }

    /// 简称: returns 云溪, 延边, 内蒙古. Names that one character would be left of are kept: 勐县.
    #[must_use]
    pub fn short(&self) -> String {
        let keep = || self.name.clone();
        if self.kind.organs == Organs::Zone {
            return keep();
        }
        let Some(stem) = self.name.strip_suffix(self.kind.suffix) else {
            return keep();
        };
        let of_peoples = self.kind.suffix.starts_with("自治") || self.kind.word == "乡";
        let stem = if of_peoples {
            without_peoples(stem)
        } else {
            stem
        };
        if is_name(stem) {
            stem.to_owned()
        } else {
            keep()
        }
    }

    /// 全域: returns 全镇.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("全{}", self.area())
    }

    /// 我: returns 我镇.
    #[must_use]
    pub fn ours(&self) -> String {
        format!("我{}", self.area())
    }

    /// Returns the word after 全 and 我: 区 for every kind of region and zone.
    fn area(&self) -> &'static str {
        match self.kind.organs {
            Organs::Region | Organs::Zone => "区",
            _ => self.kind.word,
        }
    }

    /// 党委: returns 县委, 镇党委, 街道党工委 or 村党支部.
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

    /// 党组织: returns 中共云溪镇委员会 or 中共云溪街道工作委员会.
    #[must_use]
    pub fn party_full(&self) -> String {
        let body = match self.kind.organs {
            Organs::Office | Organs::Zone => "工作委员会",
            Organs::Village => "支部委员会",
            _ => "委员会",
        };
        format!("中共{}{body}", self.name)
    }

    /// 政府: returns 镇政府, 街道办事处 or 开发区管委会; `None` of a village, whose committee is no
    /// government.
    #[must_use]
    pub fn government(&self) -> Option<String> {
        let body = self.government_body("政府", "管委会", "行署")?;
        Some(format!("{}{body}", self.kind.word))
    }

    /// 政府全称: returns 云溪镇人民政府 or 云溪街道办事处.
    #[must_use]
    pub fn government_full(&self) -> Option<String> {
        let body = self.government_body("人民政府", "管理委员会", "行政公署")?;
        Some(format!("{}{body}", self.name))
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

    /// 主官: returns 镇长, 县长, 主席 or 主任; `None` of a village.
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

    /// Whether it elects a people's congress.
    fn has_congress(&self) -> bool {
        matches!(
            self.kind.organs,
            Organs::Committee | Organs::Region | Organs::Township
        )
    }

    /// 人大: returns 镇人大; `None` where no congress is elected.
    #[must_use]
    pub fn congress(&self) -> Option<String> {
        self.has_congress()
            .then(|| format!("{}人大", self.kind.word))
    }

    /// 人大机构: returns 人大常委会, 人大主席团 of a township, 人大工委 of a subdistrict, 地区 or
    /// 盟.
    #[must_use]
    pub fn congress_organ(&self) -> Option<&'static str> {
        match self.kind.organs {
            Organs::Committee | Organs::Region => Some("人大常委会"),
            Organs::Township => Some("人大主席团"),
            Organs::Agency | Organs::League | Organs::Office | Organs::Zone => Some("人大工委"),
            Organs::Village => None,
        }
    }

    /// 代表大会: returns 云溪镇人民代表大会.
    #[must_use]
    pub fn congress_full(&self) -> Option<String> {
        self.has_congress()
            .then(|| format!("{}人民代表大会", self.name))
    }

    /// 政协: returns 县政协; `None` below the county.
    #[must_use]
    pub fn consultative(&self) -> Option<String> {
        match self.kind.organs {
            Organs::Committee | Organs::Region | Organs::League => {
                Some(format!("{}政协", self.kind.word))
            }
            _ => None,
        }
    }

    /// 下级: returns what the place is made of: 村, 乡镇 or 县区; `None` below the village.
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

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn the_bodies_of_each_kind_of_place() {
        // name, 简称, 党委, 政府, 主官, 人大机构, 下级
        let cases = [
            (
                "云溪镇", "云溪", "镇党委", "镇政府", "镇长", "人大主席团", "村",
            ),
            (
                "青禾县", "青禾", "县委", "县政府", "县长", "人大常委会", "乡镇",
            ),
            (
                "江州市", "江州", "市委", "市政府", "市长", "人大常委会", "县区",
            ),
            (
                "桥东街道", "桥东", "街道党工委", "街道办事处", "主任", "人大工委", "社区",
            ),
            (
                "河西开发区", "河西开发区", "开发区党工委", "开发区管委会", "主任", "人大工委",
                "乡镇",
            ),
            (
                "北原盟", "北原", "盟委", "盟行署", "盟长", "人大工委", "旗县",
            ),
            (
                "云岭自治区", "云岭", "自治区党委", "自治区政府", "主席", "人大常委会", "市县",
            ),
        ];
        for (name, short, party, government, head, congress, below) in cases {
            let place = Place::parse(name).unwrap();
            assert_eq!(
                (place.short(), place.party()),
                (short.into(), party.into()),
                "{name}"
            );
            assert_eq!(place.government().as_deref(), Some(government), "{name}");
            assert_eq!(place.head().as_deref(), Some(head), "{name}");
            assert_eq!(place.congress_organ(), Some(congress), "{name}");
            assert_eq!(place.below(), Some(below), "{name}");
        }
    }
}
