//! Measures the units that may follow a number: measures, exact at any size, and counters of
//! things.

use std::sync::LazyLock;

use crate::lexicon::{CharSet, WordSet, char_list, word_list, word_set};

use super::scan::one_of;

/// Measures: exact however large, and a figure even when their number was lost.
static MEASURES: LazyLock<WordSet> = word_set!(
    "平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 公顷 公斤 千克 毫克 微克 美元 欧元 \
     港元 日元 英镑 元 亩 吨标准煤 吨标煤 吨 斤 千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 千伏安 兆伏安 千伏 \
     标准箱 标箱 个百分点 百分点 % ‰ ㎡ m2 km kW MW kV KV 平米 米 个标准箱 个标箱 平方 立方 \
     元/亩 公分 度电"
);
/// Counters of two and more characters.
static LONG_COUNTERS: LazyLock<WordSet> = word_list!("counters");
/// Counters of one character.
static COUNTERS: LazyLock<CharSet> = char_list!("counter-chars");
/// What follows a counter that is in truth the beginning of a word.
static FALSE_STARTS: LazyLock<WordSet> = word_list!("counter-false-starts");

/// A measure at `at`: its length.
pub(super) fn measure(text: &[char], at: usize) -> Option<usize> {
    let length = MEASURES.at(text, at)?;
    // 吨/年, 元/人, 微克/立方米
    let per = at + length;
    let more = (text.get(per) == Some(&'/'))
        .then(|| {
            MEASURES.at(text, per + 1).or_else(|| {
                one_of(text, per + 1, &["人", "年", "天", "日", "小时", "户", "升", "月"])
            })
        })
        .flatten();
    Some(length + more.map_or(0, |more| more + 1))
}

/// A measure or a counter at `at`: its length.
pub(super) fn unit(text: &[char], at: usize) -> Option<usize> {
    measure(text, at).or_else(|| LONG_COUNTERS.at(text, at)).or_else(|| counter(text, at))
}

/// A counter of one character that does not begin another word.
pub(super) fn counter(text: &[char], at: usize) -> Option<usize> {
    let c = *text.get(at)?;
    if !COUNTERS.has(c) {
        return None;
    }
    FALSE_STARTS.at(text, at).is_none().then_some(1)
}
