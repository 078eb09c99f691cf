//! Figures: text to the spans of its quantities, each a number with its unit as written.

use std::sync::LazyLock;

use std::ops::Range;

use crate::words::{List, is_hanzi, list};

use super::units::{measure, unit};
use super::{Taken, at_word, ends_with_one, is_mask, mask, one_of, run};

/// A hanzi that numbers are written with.
fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '两' | '几') || is_magnitude(c)
}

fn is_magnitude(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '亿')
}

/// 100余件, 400多万元.
fn is_more(c: char) -> bool {
    matches!(c, '余' | '多' | '几')
}

/// Whom a round number counts without a counter: 两万多人民.
static PEOPLE: LazyLock<List> = list!("人民 群众 干部 儿女 父老 各族 党员");

/// The figures of a text, in order and apart, outside what is taken.
pub(super) fn find(text: &[char], taken: &Taken) -> Vec<Range<usize>> {
    let lost = lost_numbers(text, taken);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if taken.at(at) || !lost && !may_start(text[at]) {
            at += 1;
            continue;
        }
        let length = digits_figure(text, at)
            .or_else(|| masked(text, at))
            .or_else(|| hanzi_figure(text, at))
            .or_else(|| bare_unit(text, at, lost));
        match length {
            Some(length) if !(at..at + length).any(|i| taken.at(i)) => {
                found.push(at..at + length);
                at += length;
            }
            _ => at += run(text, at, |c| c.is_ascii_digit() || c == '.').max(1),
        }
    }
    found
}

/// Whether a figure may start with this character, in a text that kept its digits.
fn may_start(c: char) -> bool {
    c.is_ascii_digit() || is_mask(c) || matches!(c, 'x' | 'X' | '%' | '数' | '上' | '余' | '多') || is_numeral(c)
}

fn before(text: &[char], at: usize) -> char {
    at.checked_sub(1).map_or('\n', |i| text[i])
}

/// A number in digits with what follows it.
fn digits_figure(text: &[char], at: usize) -> Option<usize> {
    let number = number(text, at)?;
    let previous = before(text, at);
    if previous.is_ascii_alphanumeric()
        || "第.+#".contains(previous)
        || previous == '-' && before(text, at - 1).is_ascii_alphanumeric()
    {
        return None;
    }
    if let Some(length) = ratio(text, at, number) {
        return Some(length);
    }
    let first = at + number;
    let (end, has_unit) = unit_end(text, first);
    if let Some(length) = range(text, at, first, end, has_unit) {
        return Some(length);
    }
    if has_unit {
        return (!is_rank(text, at, end)).then_some(end - at);
    }
    bare_number(text, at, end).then_some(end - at)
}

/// `1234`, `1,234.5`, `73.1`.
fn number(text: &[char], at: usize) -> Option<usize> {
    let mut length = run(text, at, |c| c.is_ascii_digit());
    (length > 0).then_some(())?;
    while text.get(at + length) == Some(&',') && run(text, at + length + 1, |c| c.is_ascii_digit()) == 3 && length <= 11
    {
        length += 4;
    }
    if matches!(text.get(at + length), Some('.' | '·')) {
        let decimals = run(text, at + length + 1, |c| c.is_ascii_digit());
        length += if decimals > 0 { decimals + 1 } else { 0 };
    }
    Some(length)
}

/// Past 余, 多, 万, 亿 and the unit: where they end, and whether there was a unit.
fn unit_end(text: &[char], at: usize) -> (usize, bool) {
    let gap = usize::from(text.get(at) == Some(&' ') && !text.get(at + 1).is_some_and(char::is_ascii_digit));
    let mut end = at + gap;
    let magnitude = |end: &mut usize| {
        let before = *end;
        *end += run(text, *end, is_magnitude);
        *end > before
    };
    let more = |end: &mut usize| *end += run(text, *end, is_more).min(1);
    let mut scaled = magnitude(&mut end);
    more(&mut end);
    scaled |= magnitude(&mut end);
    more(&mut end);
    let gap_after = usize::from(scaled && text.get(end) == Some(&' '));
    match unit(text, end + gap_after).or_else(|| unit(text, end)) {
        Some(length) if unit(text, end).is_some() => (end + length, true),
        Some(length) => (end + gap_after + length, true),
        None if scaled => (end, true),
        None => (at, false),
    }
}

/// `4:84.7:11.3`, and `3:2` after 比.
fn ratio(text: &[char], at: usize, first: usize) -> Option<usize> {
    let mut end = at + first;
    let mut parts = 1;
    while text.get(end) == Some(&':') {
        let Some(length) = number(text, end + 1) else { break };
        end += 1 + length;
        parts += 1;
    }
    (parts > 2 || parts == 2 && ends_with_one(text, at, &["比", "比为", "比达到", "比例为", "调整为", "由", "到"]))
        .then_some(end - at)
}

/// `5—8个`, `15%～30%`, `2至3个`: one span.
fn range(text: &[char], at: usize, first: usize, end: usize, has_unit: bool) -> Option<usize> {
    let dash = |i: usize| run(text, i, |c| matches!(c, '—' | '-' | '~' | '–'));
    let mut link = dash(end);
    if link == 0 {
        link = one_of(text, end, &["至", "到"]).filter(|_| has_unit || number(text, end + 1).is_some())?;
    }
    let next = end + link;
    let second = next + number(text, next).or_else(|| Some(mask(text, next)).filter(|length| *length > 0))?;
    let (second_end, second_unit) = unit_end(text, second);
    let same = has_unit && second_unit && text[first..end].last() == text[second..second_end].last();
    let ok = link < 3 && second_unit && (!has_unit || same || text[first..end].iter().all(|c| is_magnitude(*c)));
    ok.then_some(second_end - at)
}

/// 前10名, 前3位: a rank; 第 was seen to before.
fn is_rank(text: &[char], at: usize, end: usize) -> bool {
    before(text, at) == '前' && matches!(text[end - 1], '名' | '位' | '强') || at_word(text, end, "强")
}

/// Whether a number without unit is a quantity.
fn bare_number(text: &[char], at: usize, end: usize) -> bool {
    static VERBS: LazyLock<List> =
        list!("增长 下降 达 达到 为 完成 提高 降低 上升 约 近 比 占 到 增加 减少 超 超过 突破 回落 至 了");
    let next = text.get(end).copied().unwrap_or('\n');
    let decimal = text[at..end].contains(&'.');
    let stops = "。,;、)\n ".contains(next) || one_of(text, end, &["以上", "以下", "以内", "左右"]).is_some();
    !next.is_ascii_alphanumeric()
        && !"+-”\"".contains(next)
        && (stops && VERBS.before(text, at) || decimal && stops && before(text, at) != '“')
}

/// `_个`, `***亿元`, `_____%`, and a mask alone where only a number can stand.
fn masked(text: &[char], at: usize) -> Option<usize> {
    let length = mask(text, at);
    if length == 0 || before(text, at) == '第' {
        return None;
    }
    let decimals = if text.get(at + length) == Some(&'.') { mask(text, at + length + 1) } else { 0 };
    let first = at + length + if decimals > 0 { decimals + 1 } else { 0 };
    let (end, has_unit) = unit_end(text, first);
    if has_unit && !places_word(text, first, end) {
        return Some(range(text, at, first, end, true).unwrap_or(end - at));
    }
    let bounded = one_of(text, first, &["以上", "以下", "以内", "左右"]).is_some()
        && ends_with_one(text, at, &["在", "达", "到", "为", "约", "超", "增长", "下降"]);
    bounded.then_some(first - at)
}

/// Whether what looks like a counter names a place instead: `_村`, `_路`, `_条路`.
fn places_word(text: &[char], from: usize, end: usize) -> bool {
    end == from + 1
        && matches!(
            text[from],
            '村' | '里' | '线' | '口' | '井' | '门' | '段' | '道' | '队' | '站' | '校' | '班' | '师' | '团'
        )
}

/// A number in hanzi with its counter, where it counts real things.
fn hanzi_figure(text: &[char], at: usize) -> Option<usize> {
    let c = *text.get(at)?;
    if !is_numeral(c) && !matches!(c, '数' | '上') || is_numeral(before(text, at)) {
        return None;
    }
    if let Some(length) = fraction(text, at) {
        return Some(length);
    }
    let (number, unit_start) = hanzi_number(text, at)?;
    if number > 1 && text[at..unit_start].iter().any(|c| "万亿".contains(*c)) && PEOPLE.at(text, unit_start).is_some()
    {
        return Some(number);
    }
    let counted = unit(text, unit_start)?;
    let end = unit_start + counted;
    let is_measure = measure(text, unit_start).is_some();
    let previous = before(text, at);
    let barred = "第每同这那哪另某唯逐任各前后上下新单首几数多两末本整头再又不".contains(previous)
        && !(is_measure && "上下前后不".contains(previous));
    let bare_scale = number == 1 && "百千万亿".contains(c);
    let brought = ends_with_one(text, at, &["引进", "至少"]);
    if barred || in_quotes(text, at, end) || is_slogan(text, end) && !brought {
        return None;
    }
    if is_measure {
        return (number > 1 || c != '一' || !starts_measure_word(text, at)).then_some(end - at);
    }
    let counter = text[unit_start];
    if counter == '个' && at_word(text, end, "人") {
        return None;
    }
    if text[unit_start..end] == ['个', '月'] || counted > 1 {
        return Some(end - at);
    }
    if "年期种类度面道层段成对双组回轮段升里周科节门课师团线队员口村校班".contains(counter)
    {
        return None;
    }
    let allowed =
        if c == '一' && number == 1 { one_counts(text, at, end) } else { !bare_scale || counts_things(counter) };
    allowed.then_some(end - at)
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
    let digits = run(text, at + lead, |c| is_numeral(c) && c != '几' || c == '点');
    if digits == 0 || lead == 1 && !is_magnitude(text[at + lead]) {
        return None;
    }
    let mut end = at + lead + digits;
    end += run(text, end, is_more).min(1);
    end += run(text, end, |c| "万亿".contains(c));
    Some((end - at, end))
}

/// 一元, 一斤 and the like begin words (一元化); after a number of more than one character they do not.
fn starts_measure_word(text: &[char], at: usize) -> bool {
    !at_word(text, at + 1, "个百分点") && !at_word(text, at + 1, "公里")
}

fn counts_things(counter: char) -> bool {
    "家户人名件盏亩棵株座个套台辆头只张".contains(counter)
}

/// Whether the span stands inside quotation marks of a short term: “三个代表”.
fn in_quotes(text: &[char], at: usize, end: usize) -> bool {
    let open = text[..at].iter().rev().take(30).take_while(|c| **c != '”' && **c != '\n').any(|c| *c == '“');
    let close = text[end..].iter().take(30).take_while(|c| **c != '“' && **c != '\n').any(|c| *c == '”');
    open && close
}

/// Whether what is counted is the text's own points, a slogan or a fixed term.
fn is_slogan(text: &[char], end: usize) -> bool {
    static ABSTRACT: LazyLock<List> = list!(
        "方面 意见 要求 问题 代表 意识 自信 维护 务必 阶段 重点 关键 转变 坚持 确保 突破 加强 台阶 关系 文明 必须 \
         结合 环节 层次 层面 目标 任务 原则 字 主题 中心 基本 着力 聚焦 优先 行动 机制 体系 战略 支撑 抓手 亮点 \
         特点 特色 优势 机遇 挑战 困难 矛盾 短板 世界 国家 民族 时期 时代 新 更 大 好 声音 盘棋 条心 制度 规定 \
         主要 不 服从 离不开 全面 更加 先 革命 循环 覆盖 到位 实事 清 反对 一体 之外 以外 指头 轮子 拳头 巴掌 \
         开发 板块 会议 全会 党代会 人大 代表大会 全委 班子 工作法 身份 角色 样子 万绪 万缕 渠道 口子 盘子 创新 下来"
    );
    let concrete = one_of(text, end, &["重点工程", "重点项目", "重点企业", "重点镇", "重点村", "主要指标"]).is_some();
    !concrete && ABSTRACT.at(text, end).is_some()
}

/// One thing is a fact when it is what was built or brought, not when it is an article (一个项目，一套班子).
fn one_counts(text: &[char], at: usize, end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or('\n');
    let closes = "。,;、)\n".contains(next) && is_hanzi(before(text, at)) && "处座所家个台套条".contains(text[end - 1]);
    let brought = ends_with_one(text, at, &["引进", "至少", "新增", "新建成", "建成", "获得", "创建成"]);
    closes && !ends_with_one(text, at, &["每", "同", "统", "唯"])
        || brought && !text[at.saturating_sub(8)..at].contains(&'每')
}

/// Whether the text lost its digits: 亿元, 余人 where a number must have stood, twice or more.
fn lost_numbers(text: &[char], taken: &Taken) -> bool {
    let lost = |at: &usize| {
        matches!(text[*at], '亿' | '万' | '余' | '多' | '%')
            && !taken.at(*at)
            && bare_measure(text, *at).is_some()
            && (text[*at] != '万' || at_word(text, *at, "万元"))
            && !ends_with_one(text, *at, &["过", "超", "近", "上", "破", "成", "数", "几", "户均", "百", "千", "十"])
    };
    (0..text.len()).filter(lost).take(2).count() > 1
}

/// `亿元`, `万亩`, `百万元`, `多万元`, `余次`: a unit with a magnitude, or after a word that asks for a number.
fn bare_unit(text: &[char], at: usize, lost: bool) -> Option<usize> {
    bare_measure(text, at)
        .or_else(|| if lost { lost_measure(text, at).or_else(|| bare_counter(text, at)) } else { None })
}

fn bare_measure(text: &[char], at: usize) -> Option<usize> {
    let previous = before(text, at);
    if previous.is_ascii_digit()
        || is_numeral(previous)
        || matches!(previous, '余' | '多' | '数' | '上' | '_' | '*' | '×' | '第' | 'x' | 'X')
    {
        return None;
    }
    if text[at] == '%' {
        return (!previous.is_ascii_alphanumeric()).then_some(1);
    }
    let lead = run(text, at, is_more).min(1);
    let scale = run(text, at + lead, |c| is_magnitude(c) && c != '十');
    let more = run(text, at + lead + scale, |c| "余多".contains(c)).min(1);
    let start = at + lead + scale + more;
    if lead + scale == 0 || lead == 1 && scale == 0 && (text[at] != '余' || unit(text, start + 1).is_some()) {
        return None;
    }
    let length = measure(text, start).or_else(|| if lead > 0 { unit(text, start) } else { None })?;
    let end = start + length;
    let term = text[start] == '元'
        && one_of(text, end, &["户", "村", "镇", "县", "店", "化", "G", "生产", "工业", "产值", "地区"]).is_some();
    (!term && !in_quotes(text, at, end)).then_some(end - at)
}

/// In a text that lost its digits: a measure alone behind a word that asks for a number.
fn lost_measure(text: &[char], at: usize) -> Option<usize> {
    static ASKS: LazyLock<List> =
        list!("达 达到 完成 增长 投资 收入 突破 超过 近 约 增加 为 面积 里程 总产 人均 每人 共 新增 建成 新建 硬化");
    let length = measure(text, at)?;
    let stops = "。,;、)的以左".contains(text.get(at + length).copied().unwrap_or('\n'));
    let previous = before(text, at);
    (stops && !previous.is_ascii_digit() && !is_numeral(previous) && ASKS.before(text, at)).then_some(length)
}

/// In a text that lost its digits: a counter where its number should stand, between a verb and a noun.
fn bare_counter(text: &[char], at: usize) -> Option<usize> {
    static CALLS: LazyLock<List> = list!("了 有 等 达 共 近 约 建成 新增 完成 超过 引进 建设 实施 争取 考核的 项目");
    let c = *text.get(at)?;
    let length = unit(text, at).filter(|length| *length > 1 || "名件个项部户家座处人台辆口".contains(c))?;
    let next = text.get(at + length).copied().unwrap_or('\n');
    let follows = is_hanzi(next) && !"的了之".contains(next);
    let closes = "。,;、)".contains(next) && is_hanzi(before(text, at)) && "件户亩个口座处".contains(c);
    let called = CALLS.before(text, at);
    let word = closes
        && ends_with_one(
            text,
            at,
            &[
                "条", "文", "证", "案", "事", "信", "软", "硬", "农", "用", "住", "商", "报", "署", "整", "各", "每",
                "人", "窗", "门", "港", "进", "出", "到", "讲", "好",
            ],
        );
    (!word && (closes || called && follows)).then_some(length)
}
