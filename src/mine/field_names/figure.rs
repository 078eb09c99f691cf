//! Names a figure by the words around it: 全镇实现生产总值「73.1亿元」 → 生产总值.

use super::clause_change::{ClauseChange, change_of, is_counted, without_links};
use super::figure_context::{FigureContext, change_suffix, is_action};
use super::measure_names::{in_a_row, measured_of_last, multiple, share};
use super::phrase::{
    empty_noun_and_verb, heading_noun, is_empty, split, tail, thing, trimmed, without_opening,
};
use super::words::{
    ACTIONS, Change, GOVERNING, NAME_ENDS, QUANTITIES, QUANTITY_WORDS, RELATIVE, SPENDING, TOTALS,
};

/// The longest parts of a name, in chars.
const LONGEST_SUBJECT: usize = 12;
const LONGEST_OBJECT: usize = 10;
const LONGEST_PURPOSE: usize = 8;
const LONGEST_HEADING: usize = 8;
const LONGEST_ACTION: usize = 4;

/// Returns the name of a figure.
pub(in crate::mine) fn figure(around: FigureContext) -> String {
    let ClauseChange {
        subject: before,
        change,
        ..
    } = change_of(around.before, around.figure, around.after);
    if let Some(planned) = completion(around) {
        return planned;
    }
    if let Some(name) = measured_of_last(before, change, around).or_else(|| share(around)) {
        return name;
    }
    if let Some(name) = in_a_row(around).or_else(|| multiple(around)) {
        return name;
    }
    let said = trimmed(before)
        .replace("同比增", "增")
        .replace("同比降", "降");
    let mut subject = said.as_str();
    // 绿源食品等[18个]项目投产: the things are counted, whoever is named before 等.
    let is_example = before.trim_end().ends_with('等') && is_counted_object(around);
    // 十大类[45项]民生实事
    if subject.contains('该') || is_example || subject.ends_with("大类") {
        subject = "";
    }
    if let Some(name) = moved_value(subject, around).or_else(|| beside(subject, around)) {
        return name;
    }
    // 城乡居民收入比[1.86:1], 城乡收入比缩小到[1.88]: right before a figure that is no ratio, 比
    // says how much.
    let is_cut = before.len() < around.before.trim_end().len();
    if before.ends_with('比') && (is_cut || around.figure.contains([':', '：'])) {
        return tail(without_opening(before), LONGEST_SUBJECT);
    }
    if let Some(name) = total(subject, around)
        .or_else(|| relative(subject, around))
        .or_else(|| included(subject, around))
        .or_else(|| measured_behind(subject, around))
    {
        return name;
    }
    let says_no_change = change == Change::None;
    let name = if says_no_change && (is_action(subject) || acts_on_counted(subject, around)) {
        acted_on(subject, around).unwrap_or_else(|| tail(subject, LONGEST_SUBJECT))
    } else if !subject.is_empty() {
        tail(subject, LONGEST_SUBJECT)
    } else if says_no_change {
        object(around).unwrap_or_default()
    } else {
        String::new()
    };
    if says_no_change && ACTIONS.has(&name) {
        return format!("{name}{}", quantity(around.figure));
    }
    let name = if says_no_change {
        match of_noun(&name) {
            Some(noun) if noun.len() < name.len() => {
                return format!("{noun}{}", quantity(around.figure));
            }
            Some(_) => name,
            None => object(around).unwrap_or_default(),
        }
    } else {
        name
    };
    let suffix = change_suffix(change, around.figure);
    if !is_empty(&name) {
        return format!("{name}{suffix}");
    }
    // 猪[2.6万头]、羊[6万只]
    let is_noun = split(&name)
        .iter()
        .any(|word| word.is_noun && word.words == name);
    if is_noun && is_counted(around.figure) {
        return format!("{name}数量");
    }
    if !subject.is_empty() && !name.is_empty() {
        return with_thing(&name, suffix, around);
    }
    let measured = if suffix.is_empty() {
        quantity(around.figure)
    } else {
        suffix
    };
    by_last_figure(measured, around)
}

/// Returns the noun phrase that a name begins with, without a verb of one char behind it (老人花);
/// `None` for a result without a noun (省下来). 机械化率 and 消防站 end with what the dictionary
/// takes for verbs, so the verbs are those of people's hands.
fn of_noun(name: &str) -> Option<&str> {
    const VERBS: [&str; 16] = [
        "花", "签", "掏", "领", "拿", "挣", "卖", "买", "吃", "走", "讲", "送", "捐", "听", "看",
        "喝",
    ];
    let words = split(name);
    if let [.., noun, verb] = &words[..]
        && noun.is_noun
        && noun.words.chars().count() > 1
        && VERBS.contains(&verb.words)
    {
        return Some(&name[..name.len() - verb.words.len()]);
    }
    let says_result = ["下来", "出来", "起来", "上来"]
        .iter()
        .any(|end| name.ends_with(end));
    (!says_result).then_some(name)
}

/// Completes a word that names nothing alone by what comes after or stands above it: 工程投资,
/// 社会投资.
fn with_thing(name: &str, suffix: &str, around: FigureContext) -> String {
    let mut of = thing(around.after, LONGEST_PURPOSE);
    if is_empty(&of) {
        of = heading_noun(around.heading, LONGEST_ACTION + 2);
    }
    let name = if name.chars().count() > 1 { name } else { "" };
    format!("{of}{name}{suffix}")
}

/// Names a figure that has no words before it by the figure before it, else by the heading.
fn by_last_figure(measured: &str, around: FigureContext) -> String {
    let Some(last) = around.last else {
        // 固定资产投资增速由负转正，达到[2.1%]
        if let Some(noun) = around.earlier {
            let measures_itself = noun.ends_with(['率', '比', '速', '重', '值', '额', '量']);
            let is_value = QUANTITY_WORDS.contains(&measured);
            let measured = if measures_itself && is_value {
                ""
            } else {
                measured
            };
            return format!("{noun}{measured}");
        }
        return format!(
            "{}{measured}",
            heading_noun(around.heading, LONGEST_HEADING)
        );
    };
    // 参保率分别达到94.2%、99%: once more the same.
    if measured == "比例" && last.ends_with(['率', '例', '比', '速', '重']) {
        return last.to_owned();
    }
    let mut base = last;
    // 死亡人数 goes up; 补助金额 is for so many people.
    if QUANTITY_WORDS.contains(&measured) {
        for word in QUANTITY_WORDS {
            base = base.trim_end_matches(word);
        }
    }
    format!("{base}{measured}")
}

/// 不良贷款率由「2.8%」降至「1.9%」: the first is what it was before, the second what is asked.
fn moved_value(subject: &str, around: FigureContext) -> Option<String> {
    const BEFORE: char = '原';
    let from = around.before.trim_end().strip_suffix(['由', '从']);
    if let Some(from) = from {
        // 城乡收入比由[1.92]: the 比 is its own, for no figure follows it.
        let subject = if from.ends_with('比') {
            tail(without_opening(from), LONGEST_SUBJECT)
        } else {
            around.about(from, LONGEST_SUBJECT)
        };
        let of = subject.trim_end_matches("排名").trim_end_matches("位次");
        let named = if around.figure.ends_with('位') {
            format!("{BEFORE}{of}位次")
        } else {
            format!("{BEFORE}{subject}")
        };
        return (!is_empty(&subject)).then_some(named);
    }
    let last = around.last?;
    let last = last
        .strip_prefix(BEFORE)
        .or_else(|| last.strip_suffix(MARK))?;
    let reached = around.before.trim_end().ends_with(['到', '至', '为', '达']);
    (subject.is_empty() && reached).then(|| last.to_owned())
}

/// What a round number is called that a value has passed: 突破「200亿元」大关.
const MARK: &str = "关口";

/// 突破「200亿元」大关, 高于全市平均水平「1.2个百分点」, 拉动增长「1.8个百分点」: names for what is
/// measured from another value.
fn beside(subject: &str, around: FigureContext) -> Option<String> {
    let about = |words: &str| around.about(words, LONGEST_SUBJECT);
    if around.after.starts_with("大关") {
        return Some(format!("{}{MARK}", about(subject)));
    }
    if around.before.ends_with("拉动增长") {
        return Some(format!("{}拉动增长点数", about(subject)));
    }
    let sides = [
        ("高于", "领先幅度"),
        ("快于", "领先幅度"),
        ("优于", "领先幅度"),
        ("好于", "领先幅度"),
        ("低于", "落后幅度"),
        ("慢于", "落后幅度"),
    ];
    let (at, side) = sides
        .iter()
        .find_map(|(word, side)| Some((around.before.find(word)?, side)))?;
    let names_other = around.before[at..].chars().count() > 2;
    names_other.then(|| format!("{}{side}", about(&around.before[..at])))
}

/// 新增规上工业企业12家，总数达到「86家」 → 规上工业企业总数.
fn total(subject: &str, around: FigureContext) -> Option<String> {
    if !TOTALS.contains(&subject) {
        return None;
    }
    let last = around.last?;
    let base = without_action(last);
    // 投产项目数 in all are 投产项目总数.
    let base = base.strip_suffix('数').unwrap_or(base);
    Some(format!("{base}{subject}"))
}

/// 水稻种植面积5000亩，总产「2600吨」 → 水稻总产: what measures the thing of the figure before it.
fn relative(subject: &str, around: FigureContext) -> Option<String> {
    if !RELATIVE.contains(&subject) {
        return None;
    }
    let mut of = without_action(around.last?);
    let ends = [
        "种植面积", "播种面积", "面积", "总产量", "总产", "产量", "产值", "投资", "数量", "总数",
    ];
    for end in ends {
        of = of.strip_suffix(end).unwrap_or(of);
    }
    (!of.is_empty()).then(|| format!("{of}{subject}"))
}

/// 建成占地「580余亩」的创业园区 → 创业园区占地面积: what is measured comes behind 的.
fn measured_behind(subject: &str, around: FigureContext) -> Option<String> {
    const MEASURES: [(&str, &str); 4] = [
        ("占地", "占地面积"),
        ("占地面积", "占地面积"),
        ("总投资", "总投资"),
        ("总投资额", "总投资"),
    ];
    let (_, measure) = MEASURES.iter().find(|(end, _)| subject.ends_with(end))?;
    let thing = thing(around.after.strip_prefix('的')?, LONGEST_PURPOSE);
    (!is_empty(&thing)).then(|| format!("{thing}{measure}"))
}

/// 财政总收入51.6亿元（含留抵退税「3.4亿元」） → 财政总收入含留抵退税.
fn included(subject: &str, around: FigureContext) -> Option<String> {
    let is_part = subject.starts_with('含') && subject.chars().count() > 2;
    let last = around.last.filter(|_| is_part)?;
    Some(format!("{last}{subject}"))
}

/// Returns a name without what was done to the thing: 建成产业集群 → 产业集群.
pub(in crate::mine) fn without_action(name: &str) -> &str {
    let bare = ACTIONS.strip_start(name).filter(|bare| !is_empty(bare));
    bare.unwrap_or(name)
}

/// 完成年度计划的[106.7%] → 投资完成率.
fn completion(around: FigureContext) -> Option<String> {
    let planned = ["计划的", "任务的", "目标的", "预算的"];
    // 占年度计划投资总额[153.9%]
    let is_share = around.before.starts_with('占')
        && ["计划", "任务", "目标", "预算"]
            .iter()
            .any(|planned| around.before.contains(planned));
    if is_share && let Some(last) = around.last {
        return Some(format!("{last}完成率"));
    }
    if !planned.iter().any(|end| around.before.ends_with(end)) {
        return None;
    }
    // 财政总收入完成年初预算的: what was planned, before the verb.
    let planned = around.before.split_once("完成").map_or("", |(of, _)| of);
    let planned = tail(trimmed(planned), LONGEST_OBJECT);
    let of = match around.last {
        _ if !is_empty(&planned) => planned,
        Some(last) => last.to_owned(),
        None => tail(trimmed(around.before), LONGEST_OBJECT),
    };
    Some(format!("{of}完成率"))
}

/// Returns the thing a clause before the figure's own is about: 实际利用外资由增转降 →
/// 实际利用外资; `None` for what does something to something: 坚持项目为王.
pub(in crate::mine) fn clause_noun(clause: &str) -> Option<String> {
    let clause = without_links(trimmed(clause));
    let words = split(clause);
    let mut length = 0;
    for word in &words {
        // 规|上工业增加值: no name ends behind one char.
        let is_begun = clause[..length].chars().count() != 1;
        if is_begun && NAME_ENDS.has(word.words) {
            break;
        }
        length += word.words.len();
    }
    let first = words.first().map_or("", |word| word.words);
    let acts = ACTIONS.has(first) || GOVERNING.has(first);
    let noun = tail(&clause[..length], LONGEST_SUBJECT);
    (!acts && !is_empty(&noun)).then_some(noun)
}

/// Tests whether a clause ends with a verb, known as one or followed by 了, whose object is
/// counted: 划定「32个」网格. 网格员「36名」 ends with a noun, 包保「36个」的 goes on with 的.
fn acts_on_counted(subject: &str, around: FigureContext) -> bool {
    if subject.is_empty() || !is_counted_object(around) {
        return false;
    }
    let ends_with_verb = || {
        split(subject)
            .last()
            .is_some_and(|word| !word.is_noun && word.words.chars().count() > 1)
    };
    let has_object = !thing(around.after, LONGEST_OBJECT).is_empty();
    has_object && (around.before.trim_end().ends_with('了') || ends_with_verb())
}

/// 查处「636宗」治安案件 → 查处治安案件; 投入「1767万元」规划建设监控点 → 监控点投入.
fn acted_on(subject: &str, around: FigureContext) -> Option<String> {
    let bare = subject.trim_end_matches(['了', '着']);
    let mut verb = split(bare).last().map_or("", |word| word.words);
    if verb.chars().count() < 2 {
        verb = bare;
    }
    if SPENDING.has(verb) {
        let spender = tail(trimmed(bare.strip_suffix(verb)?), LONGEST_PURPOSE);
        if !is_empty(&spender) {
            return Some(format!("{spender}{verb}"));
        }
        let purpose = purpose(around.after).or_else(|| purpose(around.next))?;
        return Some(format!("{purpose}{verb}"));
    }
    let object = thing(around.after, LONGEST_OBJECT);
    if is_empty(&object) {
        return None;
    }
    Some(if is_counted_object(around) {
        format!("{}{object}", tail(verb, LONGEST_ACTION))
    } else {
        format!("{object}{}", quantity(around.figure))
    })
}

/// Returns what money is spent on, without the actions before it: 用于改造3个污水管网 → 污水管网.
fn purpose(after: &str) -> Option<String> {
    let is_count = |c: char| c.is_ascii_digit() || "_.*个条座处所家项户".contains(c);
    let mut after = after.trim_start_matches(['的', '，', ',', '对', '用', '于', '了']);
    let acted = |words| {
        let rest = ACTIONS
            .strip_start(words)
            .or_else(|| GOVERNING.strip_start(words));
        rest.filter(|rest: &&str| !rest.is_empty())
    };
    while let Some(rest) = acted(after) {
        after = rest
            .trim_start_matches(['了', '对'])
            .trim_start_matches(is_count);
    }
    let purpose = thing(without_opening(after), LONGEST_PURPOSE);
    if is_empty(&purpose) {
        None
    } else {
        Some(purpose)
    }
}

/// 「3个」篮球场 → 篮球场; 「25万人」的饮水问题 → 饮水问题人数.
fn object(around: FigureContext) -> Option<String> {
    // [18个]项目开工 → 开工项目数
    if let Some((noun, verb)) =
        empty_noun_and_verb(around.after).filter(|_| is_counted_object(around))
    {
        // [3个]项目列入市级重大科技项目
        let rest = around.after.split_once(verb).map_or("", |(_, rest)| rest);
        let into = thing(rest, LONGEST_PURPOSE);
        return Some(if is_empty(&into) {
            format!("{verb}{noun}数")
        } else {
            format!("{verb}{into}数")
        });
    }
    // 申报项目49项，[27项]入选
    let behind = around.after.trim();
    let is_verb = matches!(&split(behind)[..], [only] if !only.is_noun);
    if let (true, Some(last)) = (is_verb && is_counted_object(around), around.last) {
        let of = without_action(last);
        return Some(format!("{of}{behind}数"));
    }
    // 八成以上财政资金: what the bound is of.
    let mut after = around.after;
    for bound in ["以上", "以下", "以内", "左右"] {
        after = after.strip_prefix(bound).unwrap_or(after);
    }
    let object = thing(after, LONGEST_OBJECT);
    if is_empty(&object) {
        return None;
    }
    let quantity = quantity(around.figure);
    // [5.37万亩]粮播面积
    Some(if is_counted_object(around) || object.ends_with(quantity) {
        object
    } else {
        format!("{object}{quantity}")
    })
}

/// Tests whether the figure counts the thing behind it: 3个篮球场, but not 25万人的饮水问题.
fn is_counted_object(around: FigureContext) -> bool {
    is_counted(around.figure) && !around.after.starts_with('的')
}

/// Returns what a figure's unit measures.
pub(in crate::mine) fn quantity(figure: &str) -> &'static str {
    // 780元/月 is money, whatever time it is for.
    let whole = figure.split('/').next().unwrap_or(figure);
    let bare = whole
        .trim_end_matches("以上")
        .trim_end_matches("以内")
        .trim_end_matches("左右");
    let has_unit = |units: &[&str]| units.iter().any(|unit| bare.ends_with(unit));
    let found = QUANTITIES.iter().find(|(units, _)| has_unit(units));
    found.map_or("数量", |(_, quantity)| quantity)
}
