//! Parses the word for a level of government.

use super::error::PlaceError;
use super::level::Level::{self, County, Prefecture, Province, Subdistrict, Township, Village};

impl Level {
    /// Parses the word for a level: 县级市, 乡, 地级, 街道.
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
            word => {
                return Err(PlaceError::UnknownLevel {
                    word: word.to_owned(),
                });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn a_level_has_several_words() {
        let cases = [
            (["省", "省级", "直辖市"], Level::Province),
            (["市", "地级", "自治州"], Level::Prefecture),
            (["县级市", "区", "旗"], Level::County),
            (["乡", "镇", "苏木"], Level::Township),
            (["街道", "街道办", " 街道级 "], Level::Subdistrict),
            (["村", "社区", "嘎查"], Level::Village),
        ];
        for (words, level) in cases {
            for word in words {
                assert_eq!(Level::parse(word), Ok(level), "{word}");
            }
        }
        assert!(Level::parse("区县").is_err());
    }
}
