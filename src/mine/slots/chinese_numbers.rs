//! Finds figures written in hanzi where they count real things: 三十余万亩, 百分之八十, 两座.
//!
//! Most hanzi numbers of a report count nothing: 三个代表, 千家万户, 一是. Each rule below
//! excludes a kind of these, and says by which sentence.

use std::sync::LazyLock;

use super::numerals::{before, in_quotes, is_magnitude, is_more, is_numeral, is_term};
use super::scan::{at_word, ends_with_one, one_of, run};
use super::units::{measure, unit};
use crate::lexicon::{WordSet, is_hanzi, word_list, word_set};

/// Whom a round number counts without a counter: 两万多人民.
static PEOPLE: LazyLock<WordSet> = word_set!("人民 群众 干部 儿女 父老 各族 党员");

/// A number in hanzi with its counter, where it counts real things.
pub(super) fn find(text: &[char], at: usize) -> Option<usize> {
    let c = *text.get(at)?;
    if !is_numeral(c) && !matches!(c, '数' | '上') || is_numeral(before(text, at)) {
        return None;
    }
    if let Some(length) = fraction(text, at) {
        return Some(length);
    }
    if IDIOMS.before(text, idiom_end(text, at)) || names_year(text, at) {
        return None;
    }
    let (number, unit_start) = hanzi_range(text, at).or_else(|| hanzi_number(text, at))?;
    // 进万家
    if matches!(text[at..unit_start], ['万' | '千'])
        && at_word(text, unit_start, "家")
        && "进入走".contains(before(text, at))
    {
        return None;
    }
    if number > 1
        && text[at..unit_start].iter().any(|c| "万亿".contains(*c))
        && PEOPLE.at(text, unit_start).is_some()
    {
        return Some(number);
    }
    let counted = unit(text, unit_start)?;
    let end = unit_start + counted;
    if begins_name(text, unit_start) {
        return None;
    }
    let is_measure = measure(text, unit_start).is_some();
    let previous = before(text, at);
    // 六届二次全会
    let session = previous == '届' && text[unit_start] == '次';
    let barred = session
        || "第每同这那哪另某唯逐任各前后上下新单首几数多两末本整头再又不".contains(previous)
            && !(is_measure && "上下前后不".contains(previous));
    let bare_scale = number == 1 && "百千万亿".contains(c);
    if number < 3 && at_word(text, end, "级") || bare_scale && is_term(text, unit_start, end) {
        return None;
    }
    let brought = ends_with_one(text, at, &["引进", "至少"]);
    if barred || in_quotes(text, at, end) || is_slogan(text, end) && !brought {
        return None;
    }
    if is_measure {
        return (number > 1 || c != '一' || !starts_measure_word(text, at)).then_some(end - at);
    }
    let counter = text[unit_start];
    let person = counter == '个' && at_word(text, end, "人");
    let some = counter == '批' && text[at..unit_start] == ['一'];
    let double = at_word(text, at, "两头") || at_word(text, at, "两位数");
    if person || some || double {
        return None;
    }
    if text[unit_start..end] == ['个', '月'] || counted > 1 {
        return Some(end - at);
    }
    if "年期种类度面道层段成对双组回轮段升里周科节门课师团线队员口村校班".contains(counter)
    {
        return None;
    }
    let allowed = if c == '一' && number == 1 {
        one_counts(text, at, end)
    } else {
        !bare_scale || counts_things(counter)
    };
    allowed.then_some(end - at)
}

/// Words of four characters that count nothing.
static IDIOMS: LazyLock<WordSet> = word_list!("number-idioms");

/// Where a word of four characters would end that `at` is the first or the third character of.
fn idiom_end(text: &[char], at: usize) -> usize {
    let third = at.checked_sub(2).is_some_and(|start| IDIOMS.at(text, start).is_some());
    if third { at + 2 } else { (at + IDIOMS.at(text, at).unwrap_or(0)).min(text.len()) }
}

/// 一九八二两个年度: plain digits, three and more, name a year or a number of a list.
fn names_year(text: &[char], at: usize) -> bool {
    run(text, at, |c| is_numeral(c) && !is_magnitude(c) && c != '两') >= 3
}

/// 三分之一, 百分之八十.
fn fraction(text: &[char], at: usize) -> Option<usize> {
    let first = run(text, at, is_numeral);
    (first > 0 && at_word(text, at + first, "分之")).then_some(())?;
    let second = run(text, at + first + 2, |c| is_numeral(c) || c == '点');
    let named = one_of(text, at + first + 2 + second, &["工作法", "制度"]).is_some();
    (second > 0 && !named).then_some(first + 2 + second)
}

/// `五`, `十几`, `二十多`, `数百`, `三十余万`: the number's length and where its unit starts.
fn hanzi_number(text: &[char], at: usize) -> Option<(usize, usize)> {
    let lead = usize::from(matches!(text[at], '数' | '上' | '几'));
    // 七百零五: a nought stands only inside a number.
    let digits = run(text, at + lead, |c| is_numeral(c) && c != '几' || matches!(c, '点' | '零'));
    if digits == 0 || lead == 1 && !is_magnitude(text[at + lead]) {
        return None;
    }
    let mut end = at + lead + digits;
    end += run(text, end, is_more).min(1);
    end += run(text, end, |c| "万亿".contains(c));
    Some((end - at, end))
}

/// 三至五个: two numbers before one counter.
fn hanzi_range(text: &[char], at: usize) -> Option<(usize, usize)> {
    let (first, link) = hanzi_number(text, at)?;
    let next = link + one_of(text, link, &["至", "到"])?;
    let (_, unit_start) = text.get(next).and_then(|_| hanzi_number(text, next))?;
    (first < 4).then_some((unit_start - at, unit_start))
}

/// 一元, 一斤 and the like begin words (一元化); after a number of more than one character they
/// do not.
fn starts_measure_word(text: &[char], at: usize) -> bool {
    !at_word(text, at + 1, "个百分点") && !at_word(text, at + 1, "公里")
}

/// 七台河, 五里坡, 三眼峪: the counter and what it would count are the name of a place.
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

/// Whether what is counted is the text's own points, a slogan or a fixed term.
fn is_slogan(text: &[char], end: usize) -> bool {
    static ABSTRACT: LazyLock<WordSet> = word_list!("uncounted-nouns");
    if is_listed(text, end) {
        return true;
    }
    let concrete =
        one_of(text, end, &["重点工程", "重点项目", "重点企业", "重点镇", "重点村", "主要指标"])
            .is_some();
    !concrete && ABSTRACT.at(text, end).is_some()
}

/// 强化四项产业（畜牧、建材、旅游、劳务）: what is counted is named right behind, the text's own
/// points.
fn is_listed(text: &[char], end: usize) -> bool {
    const NOUN: usize = 6;
    const LIST: usize = 40;
    let open = end + run(text, end, is_hanzi).min(NOUN);
    let inside =
        text.get(open + 1..).unwrap_or_default().iter().take(LIST).take_while(|c| **c != ')');
    text.get(open) == Some(&'(') && inside.filter(|c| **c == '、').count() > 0
}

/// One thing is a fact when it is what was built or brought, not when it is an article
/// (一个项目，一套班子).
fn one_counts(text: &[char], at: usize, end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or('\n');
    let closes = "。,;、)\n".contains(next)
        && is_hanzi(before(text, at))
        && "处座所家个台套条".contains(text[end - 1]);
    let brought =
        ends_with_one(text, at, &["引进", "至少", "新增", "新建成", "建成", "获得", "创建成"]);
    closes && !ends_with_one(text, at, &["每", "同", "统", "唯"])
        || brought && !text[at.saturating_sub(8)..at].contains(&'每')
}
