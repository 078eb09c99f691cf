//! Tests which figures set a bound of a kind of things, and are not asked for.

use std::ops::Range;

use super::super::field_names;
use super::context::SlotContext;
use crate::lexicon::{is_hanzi, string};

/// Tests whether a figure says which things are meant and not how many: 65岁 of 65岁以上老人, 亿元
/// of 亿元以上项目, 百万元 of 收入超百万元的村. It stays as it is; a goal (增长6%以上,
/// 新增400人以上。) is none.
pub(super) fn is_threshold(context: &SlotContext, span: &Range<usize>) -> bool {
    if is_threshold_unit(context, span) {
        return true;
    }
    let chars = context.report.folded();
    let after: String = chars[span.end..].iter().take(2).collect();
    let noun = chars
        .get(span.end + 2)
        .is_some_and(|c| is_hanzi(*c) && !"的和与及并且".contains(*c));
    let passes = ["超", "超过", "过", "突破", "达到"]
        .iter()
        .any(|verb| string(&chars[span.start.saturating_sub(2)..span.start]).ends_with(verb));
    if passes && after.starts_with('的') && names_thing(&chars[span.end + 1..]) {
        return true;
    }
    ["以上", "以下"].contains(&after.as_str())
        && (noun && chars[..span.end].ends_with(&['岁']) || sizes_things(chars, span.end))
}

/// Tests whether a number stands in an expression that is the same every year, so that nobody has
/// to be asked: “30条”政策, 15分钟健身圈, 连跨4个万亿元台阶, 7000多万儿女.
///
/// Must not take 完成“百日攻坚”项目36个 or 惠及群众7000万人.
pub(super) fn is_fixed(context: &SlotContext, span: &Range<usize>) -> bool {
    const NEAR: usize = 4;
    const NOUN: usize = 6;
    let text = context.report.folded();
    let behind = |length: usize| string(&text[span.end..(span.end + length).min(text.len())]);
    let floor = span.start.saturating_sub(NEAR);
    let is_name = |words: &str| words.chars().all(char::is_alphanumeric);
    let before = string(&text[floor..span.start]);
    let opens = before
        .rsplit_once('“')
        .is_some_and(|(_, inside)| is_name(inside));
    let quoted = behind(NEAR);
    let closes = quoted
        .split_once('”')
        .is_some_and(|(inside, _)| is_name(inside));
    let noun = behind(NOUN);
    let is_circle = matches!(text[span.end - 1], '钟' | '时') && noun.contains('圈');
    let step = noun.trim_start_matches(['百', '千', '万', '亿', '元']);
    let is_step = step.starts_with("台阶") || step.starts_with("过渡期");
    let is_past = ["时隔", "历时"].iter().any(|word| before.ends_with(word));
    let counts_people = matches!(text[span.end - 1], '万' | '亿' | '名' | '人');
    let everybody = ["儿女", "人民", "父老", "各族", "军民", "干部群众"];
    let is_everybody =
        counts_people && !noun.contains("人民币") && everybody.iter().any(|all| noun.contains(all));
    let is_said = opens && closes || is_circle || is_step || is_past || is_everybody;
    is_said || is_specification(context, span)
}

/// Tests whether a measure says how large one thing is that is named before it, or how large those
/// are that a figure counts: 青河铝业「20万吨」铝板带项目, 2座「35万千瓦」电站.
///
/// Must not take 建成「36公里」公路, where a verb stands before, nor 粮食产量「12万吨」创新高.
fn is_specification(context: &SlotContext, span: &Range<usize>) -> bool {
    const SIZES: [&str; 9] = [
        "吨", "千伏", "千瓦", "兆瓦", "MW", "kV", "微米", "纳米", "毫米",
    ];
    let words = context.report.words(span);
    let clauses = context.clauses(span);
    let slot = context
        .slots
        .partition_point(|slot| slot.span.start < span.start);
    let is_touched = context.slots[..slot]
        .last()
        .is_some_and(|last| last.span.end == span.start);
    if clauses.before.is_empty() && !is_touched {
        return false;
    }
    let is_size = SIZES.iter().any(|size| words.ends_with(size));
    is_size && field_names::is_thing_of_size(&clauses.before, &clauses.after)
}

/// Tests whether an amount says how large things are: 10亿元以上|项目, 10万元以上的|村,
/// 50亩以上|大户.
fn sizes_things(chars: &[char], end: usize) -> bool {
    let behind = &chars[(end + 2).min(chars.len())..];
    let behind = behind.strip_prefix(&['的']).unwrap_or(behind);
    chars[..end].ends_with(&['元']) && names_thing(behind)
        || chars[..end].ends_with(&['亩']) && behind.starts_with(&['大', '户'])
}

/// Tests whether a stretch begins with things that are large or small.
fn names_thing(behind: &[char]) -> bool {
    const THINGS: [&str; 14] = [
        "项目", "企业", "工程", "产业", "村", "农户", "大户", "户", "家庭", "乡镇", "合作社",
        "园区", "单位", "基地",
    ];
    const LONGEST: usize = 4;
    let behind = string(&behind[..LONGEST.min(behind.len())]);
    THINGS.iter().any(|thing| behind.starts_with(thing))
}

/// Tests whether a figure is a unit without a number that says of what size things are: 亿元 of
/// 亿元以上项目 and 亿元项目, 千万元 of 千万元级, 千人 of 千人拥有量, % over a column. A number
/// somebody took out (完成投资亿元) is none; then most of the report's numbers are gone.
fn is_threshold_unit(context: &SlotContext, span: &Range<usize>) -> bool {
    let chars = context.report.folded();
    let is_unit = chars[span.clone()]
        .iter()
        .all(|c| "十百千万亿元人户％%".contains(*c));
    let after: String = chars[span.end..].iter().take(2).collect();
    let sets_bound = after.starts_with('级') || ["以上", "以下"].contains(&after.as_str());
    is_unit && (sets_bound || context.keeps_numbers())
}
