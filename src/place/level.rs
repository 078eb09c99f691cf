//! Levels: the words for a level of government (县级市, 乡, 街道) to the level.

use std::fmt::{self, Display, Formatter};

use super::PlaceError;

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

use Level::{County, Prefecture, Province, Subdistrict, Township, Village};

impl Level {
    /// The level of a word as a writer gives it: 县级市, 乡, 地级, 街道.
    ///
    /// # Errors
    /// [`PlaceError::UnknownLevel`].
    pub fn parse(word: &str) -> Result<Self, PlaceError> {
        Ok(match word.trim() {
            "省" | "省级" | "自治区" | "直辖市" => Province,
            "市" | "地级" | "市级" | "地级市" | "设区的市" | "州" | "州级" | "自治州" | "盟"
            | "地区" => Prefecture,
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
