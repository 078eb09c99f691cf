//! Names what a clause only measures, of the thing that was named before it: 增速, 占比, 连续月数.

use super::clause_change::without_links;
use super::figure_context::{FigureContext, change_suffix, is_action};
use super::phrase::{PhraseWord, split, thing, trimmed};
use super::words::{BARE_MEASURES, Change, REFERENCES};

/// The longest name of what went on in a row, in chars.
const LONGEST_PURPOSE: usize = 8;

/// Returns what a clause measures, where it says no more than that: 增速 of 同比增速为, 降幅.
pub(in crate::mine) fn bare_measure(clause: &str) -> Option<&'static str> {
    let said = without_links(trimmed(clause));
    let said = said.strip_prefix("同比").unwrap_or(said);
    // 同比增长分别为
    if said == "增长" {
        return Some("增速");
    }
    BARE_MEASURES
        .iter()
        .copied()
        .find(|measure| *measure == said)
}

/// Names a measure of what the sentence named before: 旅游收入9亿元，「增速」达5% → 旅游收入增速;
/// without a verb, 产值18亿元，同比「-6.4%」 → 产值增速; of a change of it, 涨幅回落 → 涨幅变动.
pub(super) fn measured_of_last(
    before: &str,
    change: Change,
    around: FigureContext,
) -> Option<String> {
    let of = around.named_before()?;
    if let Some(measure) = bare_measure(before) {
        let of = BARE_MEASURES
            .iter()
            .find_map(|end| of.strip_suffix(end))
            .unwrap_or(of);
        let suffix = if change == Change::None { "" } else { "变动" };
        return Some(format!("{of}{measure}{suffix}"));
    }
    // 财政收入增长12.6%，比上半年快[3.1个百分点]: points are of a rate, and that is the growth.
    let of_growth = around.last.is_none() && trimmed(before).is_empty();
    if of_growth && change != Change::None && around.figure.contains("百分点") {
        let is_rate = of.ends_with(['率', '比', '速', '重', '例']);
        return (!is_rate).then(|| format!("{of}增速变动"));
    }
    let is_compared = !trimmed(before).is_empty() && without_links(trimmed(before)).is_empty();
    let is_signed = around.figure.starts_with(['-', '－', '−', '+', '＋']);
    (is_compared && is_signed && change == Change::None)
        .then(|| format!("{of}{}", change_suffix(Change::Rise, around.figure)))
}

/// Tests whether a measure between two stretches says how large the thing behind it is, rather than
/// how much there was of it: what stands before ends with a name, or is a figure that counts.
pub(in crate::mine) fn is_thing_of_size(before: &str, after: &str) -> bool {
    const LONGEST: usize = 8;
    let is_noun = |word: Option<&PhraseWord>| word.is_some_and(|word| word.is_noun);
    let behind = split(after);
    if !is_noun(behind.first()) || thing(after, LONGEST).is_empty() {
        return false;
    }
    let before = before.trim();
    let words = split(before);
    before.is_empty() || is_noun(words.last()) && trimmed(before) == before && !is_action(before)
}

/// Names how long something went on: 增加值增长30.4%，连续「24个月」 → 增加值增速连续月数.
pub(super) fn in_a_row(around: FigureContext) -> Option<String> {
    let of = around.before.trim().strip_suffix("连续")?;
    let units = [
        ("个月", "月数"),
        ("年", "年数"),
        ("次", "次数"),
        ("天", "天数"),
    ];
    let (_, counted) = units
        .iter()
        .find(|(unit, _)| around.figure.ends_with(unit))?;
    let of = around.about(of, LONGEST_PURPOSE);
    Some(format!("{of}连续{counted}"))
}

/// Names how many times an earlier year's something is: 旅游收入是上年的[2.3倍] →
/// 旅游收入为上年倍数.
pub(super) fn multiple(around: FigureContext) -> Option<String> {
    const LONGEST_TIME: usize = 6;
    let compared = around.before.trim().strip_suffix('的')?;
    let verb = ["相当于", "达到", "是", "为", "达"];
    let (of, time) = verb.iter().find_map(|verb| compared.rsplit_once(*verb))?;
    let is_time = REFERENCES.iter().any(|word| time.ends_with(word));
    let is_short = time.chars().count() <= LONGEST_TIME;
    let of = around.about(of, LONGEST_PURPOSE);
    let is_multiple = around.figure.ends_with('倍');
    (is_multiple && is_time && is_short).then(|| format!("{of}为{time}倍数"))
}

/// Names a share of something else: 装机容量320MW，占总装机的[46.2%] → 装机容量占总装机比重.
pub(super) fn share(around: FigureContext) -> Option<String> {
    const LONGEST: usize = 15;
    let of = around
        .before
        .trim()
        .strip_prefix('占')?
        .strip_suffix('的')?;
    let last = around.last?;
    let whole = format!("{last}占{of}比重");
    let is_short = whole.chars().count() <= LONGEST;
    Some(if is_short {
        whole
    } else {
        format!("{last}占比")
    })
}
