//! Finds figures written in hanzi where they count real things: 三十余万亩, 百分之八十, 两座.
//!
//! Most hanzi numbers of a report count nothing: 三个代表, 千家万户, 一是. Each rule below
//! excludes a kind of these, and says by which words.

use std::sync::LazyLock;

use super::numerals::{before, in_quotes, is_magnitude, is_more, is_nought, is_numeral, is_term};
use super::scan::{ends_with_one, one_of, run, stands_at};
use super::units::{measure, unit};
use crate::lexicon::{WordSet, is_hanzi, word_list, word_set};

/// Whom a round number counts without a counter: 两万多人民.
static PEOPLE: LazyLock<WordSet> = word_set!("人民 群众 干部 儿女 父老 各族 党员");
/// Words of four characters that count nothing.
static IDIOMS: LazyLock<WordSet> = word_list!("number-idioms");
static UNCOUNTED: LazyLock<WordSet> = word_list!("uncounted-nouns");
static QUANTITY_VERBS: LazyLock<WordSet> = word_list!("quantity-verbs");
/// What makes a number an ordinal, a part of a word or a point in time: 第三次, 每两年, 前一个.
const BARRED_BEFORE: &str = "第每同这那哪另某唯逐任各前后上下新单首几数多两末本整头再又不";
/// Counters that hanzi numbers count periods, kinds and parts of speech with, not things: 三年,
/// 两类.
const LOOSE_COUNTERS: &str = "年期种类度面道层段成对双组回轮升里周科节门课师团线队员口村校班";
/// What was brought or built is a fact though it is only one: 引进一家, 建成一座.
const BROUGHT: &[&str] = &["引进", "至少", "新增", "新建成", "建成", "获得", "创建成"];

/// The length of a number in hanzi with its counter, where it counts real things.
pub(super) fn find(text: &[char], at: usize) -> Option<usize> {
    let first = *text.get(at)?;
    let opens = is_numeral(first) || matches!(first, '数' | '上');
    if !opens || is_numeral(before(text, at)) {
        return None;
    }
    if let Some(length) = fraction(text, at).or_else(|| share(text, at)) {
        return Some(length);
    }
    if IDIOMS.before(text, idiom_end(text, at)) || names_year(text, at) {
        return None;
    }
    let (number, unit_start) = hanzi_range(text, at).or_else(|| hanzi_number(text, at))?;
    if opens_every_door(text, at, unit_start) {
        return None;
    }
    let large = number > 1
        && text[at..unit_start]
            .iter()
            .any(|c| matches!(c, '万' | '亿'));
    if large && PEOPLE.at(text, unit_start).is_some() {
        return Some(number);
    }
    let Some(counted) = unit(text, unit_start) else {
        return (large && is_amount(text, at, unit_start)).then_some(number);
    };
    counted_thing(text, at, number, unit_start..unit_start + counted).then_some(number + counted)
}

/// Whether what a number of `number` chars and the unit at `unit` say is a fact, not a phrase.
fn counted_thing(text: &[char], at: usize, number: usize, unit: std::ops::Range<usize>) -> bool {
    let (first, previous, end) = (text[at], before(text, at), unit.end);
    if begins_name(text, unit.start) {
        return false;
    }
    let is_measure = measure(text, unit.start).is_some();
    // 六届二次全会
    let session = previous == '届' && text[unit.start] == '次';
    let measured_again = is_measure && "上下前后不".contains(previous);
    let barred = session || BARRED_BEFORE.contains(previous) && !measured_again;
    let bare_scale = number == 1 && "百千万亿".contains(first);
    let grade = number < 3 && stands_at(text, end, "级");
    if grade || bare_scale && is_term(text, unit.start, end) {
        return false;
    }
    let brought = ends_with_one(text, at, &["引进", "至少"]);
    if barred || in_quotes(text, at, end) || is_slogan(text, end) && !brought {
        return false;
    }
    if is_measure {
        // 一元化, 一斤 begin words; 两元, 一公里 do not.
        let word = !stands_at(text, at + 1, "个百分点") && !stands_at(text, at + 1, "公里");
        return number > 1 || first != '一' || !word;
    }
    let counter = text[unit.start];
    let person = counter == '个' && stands_at(text, end, "人");
    let some = counter == '批' && text[at..unit.start] == ['一'];
    let fixed = stands_at(text, at, "两头") || stands_at(text, at, "两位数");
    if person || some || fixed {
        return false;
    }
    if text[unit.clone()] == ['个', '月'] || unit.len() > 1 {
        return true;
    }
    if LOOSE_COUNTERS.contains(counter) {
        return false;
    }
    if first == '一' && number == 1 {
        one_counts(text, at, end)
    } else {
        !bare_scale || counts_things(counter)
    }
}

/// 进万家, 走千家
fn opens_every_door(text: &[char], at: usize, unit_start: usize) -> bool {
    matches!(text[at..unit_start], ['万' | '千'])
        && stands_at(text, unit_start, "家")
        && "进入走".contains(before(text, at))
}

/// Where a word of four characters would end that `at` is the first or the third character of.
fn idiom_end(text: &[char], at: usize) -> usize {
    let third = at
        .checked_sub(2)
        .is_some_and(|start| IDIOMS.at(text, start).is_some());
    if third {
        at + 2
    } else {
        (at + IDIOMS.at(text, at).unwrap_or(0)).min(text.len())
    }
}

/// 一九八二两个年度: plain digits, three and more, name a year or a number of a list.
fn names_year(text: &[char], at: usize) -> bool {
    run(text, at, |c| is_numeral(c) && !is_magnitude(c) && c != '两') >= 3
}

/// 三分之一, 百分之八十, 百分之一百零三, 百分之三点五.
fn fraction(text: &[char], at: usize) -> Option<usize> {
    let first = run(text, at, is_numeral);
    (first > 0 && stands_at(text, at + first, "分之")).then_some(())?;
    let start = at + first + 2;
    let second = run(text, start, |c| is_numeral(c) || is_nought(c) || c == '点');
    let named = one_of(text, start + second, &["工作法", "制度"]).is_some();
    (second > 0 && !named).then_some(first + 2 + second)
}

/// 八成, 六成多, 一倍, 两倍多: shares and multiples.
///
/// Made for 八成以上的农户 and 增长一倍; must take none of 一成不变, 五成新, 几成 in 组成, 加倍.
fn share(text: &[char], at: usize) -> Option<usize> {
    let number = run(text, at, |c| {
        is_numeral(c) && !is_magnitude(c) && c != '几' || c == '十'
    });
    let end = at + number;
    let counter = *text.get(end)?;
    let next = text.get(end + 1).copied().unwrap_or('\n');
    let word = match counter {
        '成' => "不新熟为立功员本长就型品员都效果绩".contains(next) || number > 2,
        '倍' => matches!(next, '加' | '感') || number > 3,
        _ => true,
    };
    // 加一倍 adds to something; 增加一倍 says how much more.
    let adds = before(text, at) == '加' && !ends_with_one(text, at, &["增加"]);
    if word || number == 0 || adds || matches!(before(text, at), '第' | '组' | '事') {
        return None;
    }
    let more = run(text, end + 1, |c| matches!(c, '多' | '余')).min(1);
    Some(number + 1 + more)
}

/// 突破两千万, 达到三亿: a large number without a unit behind a verb that asks for an amount.
fn is_amount(text: &[char], at: usize, end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or('\n');
    let bound = one_of(text, end, &["以上", "左右", "大关", "以内"]).is_some();
    QUANTITY_VERBS.before(text, at) && (bound || "。,;、)\n".contains(next))
}

/// `五`, `十几`, `二十多`, `数百`, `三十余万`: the number's length and where its unit starts.
fn hanzi_number(text: &[char], at: usize) -> Option<(usize, usize)> {
    let lead = usize::from(matches!(text[at], '数' | '上' | '几'));
    // 七百零五: a nought is only inside a number.
    let digit = |c: char| is_numeral(c) && c != '几' || matches!(c, '点' | '零' | '〇');
    let digits = run(text, at + lead, digit);
    if digits == 0 || lead == 1 && !is_magnitude(text[at + lead]) {
        return None;
    }
    let mut end = at + lead + digits;
    end += run(text, end, is_more).min(1);
    end += run(text, end, |c| matches!(c, '万' | '亿'));
    Some((end - at, end))
}

/// 三至五个: two numbers before one counter.
fn hanzi_range(text: &[char], at: usize) -> Option<(usize, usize)> {
    let (first, link) = hanzi_number(text, at)?;
    let next = link + one_of(text, link, &["至", "到"])?;
    let (_, unit_start) = text.get(next).and_then(|_| hanzi_number(text, next))?;
    (first < 4).then_some((unit_start - at, unit_start))
}

/// 五里坡, 三眼峪, 七台河: the counter and what it would count are the name of a place.
fn begins_name(text: &[char], counter: usize) -> bool {
    const NAMED: &[(char, &str)] = &[
        ('台', "河山"),
        ('里', "河坡庄山岭屯桥湾坪堡铺"),
        ('道', "河沟岭湾桥坎"),
        ('眼', "峪桥"),
        ('门', "峡"),
        ('面', "坡"),
        ('间', "房"),
    ];
    let next = text.get(counter + 1);
    NAMED.iter().any(|(c, ends)| {
        text.get(counter) == Some(c) && next.is_some_and(|next| ends.contains(*next))
    })
}

fn counts_things(counter: char) -> bool {
    "家户人名件盏亩棵株座个套台辆头只张".contains(counter)
}

/// Whether what is counted is the text's points, a slogan or a fixed term.
fn is_slogan(text: &[char], end: usize) -> bool {
    const CONCRETE: &[&str] = &[
        "重点工程", "重点项目", "重点企业", "重点镇", "重点村", "主要指标",
    ];
    is_listed(text, end)
        || one_of(text, end, CONCRETE).is_none() && UNCOUNTED.at(text, end).is_some()
}

/// 强化四项产业（畜牧、建材、旅游、劳务）: what is counted is named right behind.
fn is_listed(text: &[char], end: usize) -> bool {
    const NOUN: usize = 6;
    const LIST: usize = 40;
    let open = end + run(text, end, is_hanzi).min(NOUN);
    if text.get(open) != Some(&'(') {
        return false;
    }
    let inside = text[open + 1..]
        .iter()
        .take(LIST)
        .take_while(|c| **c != ')');
    inside.filter(|c| **c == '、').count() > 0
}

/// One thing is a fact when it is what was built or brought, not when it is an article: 一个项目,
/// 一套班子.
fn one_counts(text: &[char], at: usize, end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or('\n');
    let closes = "。,;、)\n".contains(next)
        && is_hanzi(before(text, at))
        && "处座所家个台套条".contains(text[end - 1]);
    let each = text[at.saturating_sub(8)..at].contains(&'每');
    let doubles = text[end - 1] == '番' && ends_with_one(text, at, &["翻", "翻了"]);
    doubles
        || closes && !ends_with_one(text, at, &["每", "同", "统", "唯"])
        || ends_with_one(text, at, BROUGHT) && !each
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(before: &str, text: &str) -> Option<usize> {
        let chars: Vec<char> = before.chars().chain(text.chars()).collect();
        find(&chars, before.chars().count())
    }

    #[test]
    fn hanzi_numbers_count_what_there_is() {
        for (before, figure, after) in [
            ("参保率达", "百分之一百零三", "。"),
            ("完成", "三分之一", ","),
            ("", "八成", "以上的农户"),
            ("产值增长", "一倍", "。"),
            ("赔付金额增加", "一倍多", "。"),
            ("收入突破", "两千万", "。"),
            ("改造", "三十余万亩", "农田"),
            ("修建", "两座", "桥"),
            ("收入翻了", "一番", "。"),
            ("产值翻", "两番", "，"),
            ("覆盖", "五个", "村"),
        ] {
            let found = length(before, &format!("{figure}{after}"));
            assert_eq!(
                found,
                Some(figure.chars().count()),
                "{before}{figure}{after}"
            );
        }
        for (before, none) in [
            ("", "一成不变"),
            ("", "千家万户"),
            ("坚持", "三个代表"),
            ("提出", "三点意见"),
            ("第", "三次会议"),
            ("", "五里坡"),
            ("别有", "一番景象"),
        ] {
            assert_eq!(length(before, none), None, "{none}");
        }
    }
}
