//! Defines the levels of government a place can have.

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

use Level::{County, Prefecture, Province, Subdistrict, Township, Village};

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
