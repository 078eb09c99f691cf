//! Figures: what the words before and behind a figure call it: 全镇实现生产总值[73.1亿元] → 生产总值.

use std::sync::LazyLock;

use super::phrase;
use super::phrase::{is_empty, split, tail, thing, trimmed};
use crate::lexicon::AffixSet;

/// What is done to things that are counted; the thing stands behind the figure: 查处[636宗]治安案件.
static DOING: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "新增", "引进", "建成", "建设", "新建", "改建", "扩建", "改扩建", "改造", "实施", "发放",
        "查处", "侦破", "拆除", "开展", "举办", "投入", "设立", "淘汰", "创建", "培育", "培训",
        "安置", "转移", "组建", "成立", "建立", "开工", "竣工", "启动", "修建", "复修", "修复",
        "维修", "硬化", "绿化", "安装", "新安装", "购置", "配备", "招收", "招聘", "聘请", "解决",
        "办理", "受理", "调处", "化解", "排查", "整治", "清理", "取缔", "关停", "签约", "落实",
        "争取", "打造", "推进", "帮扶", "救助", "慰问", "资助", "减免", "兑现", "栽植", "种植",
        "发展", "扶持", "举行", "召开", "接待", "编制", "出台", "制定", "获得", "荣获", "选取",
        "抓好", "办好", "做好", "带好", "确定", "规划", "规划建设", "脱贫", "减少", "增加", "节约",
        "巡查", "检查", "抓获", "查扣", "收缴", "处理", "处置", "吸引", "引导", "动员", "组织",
        "开通", "新上", "创", "争创", "重点抓好", "重点培植", "筛选", "捐", "扣发", "选派", "走访",
        "完成", "升级改造", "打通", "配套", "提供", "开发", "新发展", "命名",
    ])
});
/// Doings that cost: the figure behind them is money, what it is for comes after.
static MONEY: LazyLock<AffixSet> = LazyLock::new(|| {
    AffixSet::of(&[
        "投资", "总投资", "完成投资", "投入", "补助", "筹资", "筹集", "安排", "拨付", "耗资",
        "整合", "统筹",
    ])
});
/// Words that say how much more or less than before, the longer first.
const CHANGES: &[(&str, Change)] = &[
    ("提高到", Change::None),
    ("增加到", Change::None),
    ("下降到", Change::None),
    ("调整到", Change::None),
    ("扩大到", Change::None),
    ("上升到", Change::None),
    ("发展到", Change::None),
    ("稳定在", Change::None),
    ("保持在", Change::None),
    ("减少到", Change::None),
    ("增至", Change::None),
    ("降至", Change::None),
    ("增长了", Change::Rise),
    ("增长", Change::Rise),
    ("递增", Change::Rise),
    ("提高", Change::Rise),
    ("增加", Change::Rise),
    ("上升", Change::Rise),
    ("增幅达", Change::Rise),
    ("增幅", Change::Rise),
    ("下降了", Change::Fall),
    ("下降", Change::Fall),
    ("减少", Change::Fall),
    ("回落", Change::Fall),
    ("降低", Change::Fall),
    ("占", Change::Share),
];
/// What units measure.
const QUANTITIES: &[(&[&str], &str)] = &[
    (&["岁"], "年龄"),
    (&["元"], "金额"),
    (&["人次", "人", "名"], "人数"),
    (&["户"], "户数"),
    (&["亩", "公顷", "平方米", "平方公里", "㎡"], "面积"),
    (&["公里", "米"], "长度"),
    (&["吨", "斤", "公斤"], "重量"),
    (&["%", "％", "‰"], "比例"),
    (&["个百分点"], "百分点"),
    (&["千瓦", "千伏安", "千伏"], "容量"),
    (&["天", "年", "个月", "小时", "月"], "时长"),
    (&["倍"], "倍数"),
    (&["处"], "处数"),
    (&["间"], "间数"),
    (&["件"], "件数"),
    (&["家"], "家数"),
    (&["次", "场"], "次数"),
    (&["头", "只"], "头数"),
];
/// The words for them, to leave off where another is put on.
const QUANTITY_WORDS: &[&str] = &[
    "年龄", "金额", "人数", "户数", "面积", "长度", "重量", "比例", "容量", "处数", "间数", "件数",
    "家数", "次数", "数量",
];
/// What may stand between a figure and the verb of its change.
const LINKS: &[&str] = &[
    "与上年同期相比", "与去年同期相比", "比上年同期", "比去年同期", "较上年同期", "较去年同期",
    "比上年", "较上年", "比去年", "较去年", "同比上年", "同比", "年均", "平均", "每年", "可比",
    "分别", "按可比价计算", "按可比口径", "和", "约",
];

/// How a figure tells a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mine) enum Change {
    /// It tells none.
    None,
    /// 增长
    Rise,
    /// 下降
    Fall,
    /// 占
    Share,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::mine) struct FigureContext<'a> {
    /// The words from the last stop or slot to the figure.
    pub(in crate::mine) before: &'a str,
    /// The figure as written.
    pub(in crate::mine) figure: &'a str,
    /// The words from the figure to the next stop.
    pub(in crate::mine) after: &'a str,
    /// The words of the clause after that, in the same sentence.
    pub(in crate::mine) next: &'a str,
    /// What the figure before it in the sentence is called.
    pub(in crate::mine) last: Option<&'a str>,
    /// What the stretch is about: the heading over it.
    pub(in crate::mine) heading: &'a str,
}

/// The change a clause ends with, and the clause before it.
pub(in crate::mine) fn change(clause: &str) -> (&str, Change) {
    let bare = clause.trim_end().trim_end_matches(['约', '了', '近', '达', '为']);
    let found = CHANGES.iter().find_map(|(word, change)| Some((bare.strip_suffix(word)?, *change)));
    let (mut rest, change) = found.unwrap_or((clause.trim_end(), Change::None));
    while let Some(shorter) =
        LINKS.iter().find_map(|link| rest.strip_suffix(link)).filter(|_| change != Change::None)
    {
        rest = shorter;
    }
    (rest, change)
}

/// What a figure is called.
pub(in crate::mine) fn figure(around: FigureContext) -> String {
    let (before, change) = change(around.before);
    if let Some(planned) = completion(around) {
        return planned;
    }
    let subject =
        Some(trimmed(before)).filter(|subject| !subject.contains('该')).unwrap_or_default();
    let suffix = suffix(change, around.figure);
    let name = match (is_doing(subject) || does(subject, around), subject.is_empty()) {
        (true, _) if change == Change::None => {
            doing(subject, around).unwrap_or_else(|| tail(subject, 12))
        }
        (_, true) => object(around).filter(|_| change == Change::None).unwrap_or_default(),
        (_, false) => tail(subject, 12),
    };
    if DOING.has(&name) && change == Change::None {
        return format!("{name}{}", quantity(around.figure));
    }
    if !is_empty(&name) {
        return format!("{name}{suffix}");
    }
    // 猪[2.6万头]、羊[6万只]
    if split(&name).iter().any(|(word, noun)| *noun && *word == name) && is_counted(around.figure) {
        return format!("{name}数量");
    }
    let more = if suffix.is_empty() { quantity(around.figure) } else { suffix };
    match (around.last, subject.is_empty()) {
        // 工程投资, 社会投资: a word that names nothing alone is told by what comes after or stands above it.
        (_, false) if !name.is_empty() => {
            let thing = Some(thing(around.after, 8)).filter(|thing| !is_empty(thing));
            let of = thing.unwrap_or_else(|| tail(around.heading, 6));
            let name = if name.chars().count() > 1 { name } else { String::new() };
            format!("{of}{name}{suffix}")
        }
        // 参保率分别达到94.2%、99%: once more the same.
        (Some(last), _) if more == "比例" && last.ends_with(['率', '例', '比', '速', '重']) => {
            last.to_owned()
        }
        (Some(last), _) => {
            format!(
                "{}{more}",
                QUANTITY_WORDS.iter().fold(last, |last, word| last.trim_end_matches(word))
            )
        }
        (None, _) => format!("{}{more}", tail(around.heading, 8)),
    }
}

/// 完成年度计划的[106.7%] → 投资完成率.
fn completion(around: FigureContext) -> Option<String> {
    let planned =
        ["计划的", "任务的", "目标的", "预算的"].iter().any(|end| around.before.ends_with(end));
    let of = || tail(trimmed(around.before), 10);
    planned.then(|| format!("{}完成率", around.last.map_or_else(of, str::to_owned)))
}

/// The members of a list, each in full: 绿化、亮化率 → 绿化率, 亮化率.
pub(in crate::mine) fn members(list: &str) -> Vec<String> {
    let members: Vec<String> =
        list.split(['、', '和', '与']).map(|member| tail(trimmed(member), 12)).collect();
    let last = members.last().cloned().unwrap_or_default();
    let shared: String = split(&last).into_iter().skip(1).map(|(word, _)| word).collect();
    let whole = |member: &String| member.chars().last() == last.chars().last();
    members
        .iter()
        .map(|member| if whole(member) { member.clone() } else { format!("{member}{shared}") })
        .collect()
}

/// Whether a clause ends with what is done to the thing behind the figure.
fn is_doing(subject: &str) -> bool {
    let bare = subject.trim_end_matches('了');
    let last = split(bare).pop().map(|(word, _)| word).unwrap_or_default();
    subject.ends_with('了')
        || [last, bare].into_iter().any(|word| DOING.has(word) || MONEY.has(word))
}

/// 划定[32个]网格: whether a clause ends with a verb, known as one or followed by 了, and the thing it is done to is counted.
fn does(subject: &str, around: FigureContext) -> bool {
    let verb =
        || split(subject).pop().is_some_and(|(word, noun)| !noun && word.chars().count() > 1);
    let counted = is_counted(around.figure)
        && !thing(around.after, 10).is_empty()
        && !around.after.starts_with('的');
    counted && !subject.is_empty() && (around.before.trim_end().ends_with('了') || verb())
}

/// 查处[636宗]治安案件 → 查处治安案件; 投入[1767万元]规划建设监控点 → 监控点投入.
fn doing(subject: &str, around: FigureContext) -> Option<String> {
    let bare = subject.trim_end_matches('了');
    let words = split(bare);
    let verb = words.last().map(|(word, _)| *word).unwrap_or_default();
    let verb = if verb.chars().count() > 1 { verb } else { bare };
    if MONEY.has(verb) {
        let who = Some(tail(trimmed(bare.strip_suffix(verb)?), 8)).filter(|who| !is_empty(who));
        let object = || purpose(around.after).or_else(|| purpose(around.next));
        return who.or_else(object).map(|object| format!("{object}{verb}"));
    }
    let object = thing(around.after, 10);
    if is_empty(&object) {
        return None;
    }
    let counted = is_counted(around.figure) && !around.after.starts_with('的');
    Some(if counted {
        format!("{}{object}", tail(verb, 4))
    } else {
        format!("{object}{}", quantity(around.figure))
    })
}

/// What money is spent on: less the doing before it.
fn purpose(after: &str) -> Option<String> {
    let mut after = after.trim_start_matches(['的', '，', ',', '对', '用', '于', '了']);
    while let Some(rest) = DOING.strip_start(after).filter(|rest| !rest.is_empty()) {
        after = rest.trim_start_matches(['了', '对']);
        after = after
            .trim_start_matches(|c: char| c.is_ascii_digit() || "_.*个条座处所家项户".contains(c));
    }
    Some(thing(phrase::opened(after), 8)).filter(|object| !is_empty(object))
}

/// [3个]篮球场 → 篮球场; [25万人]的饮水问题 → 饮水问题人数.
fn object(around: FigureContext) -> Option<String> {
    let object = thing(around.after, 10);
    if is_empty(&object) {
        return None;
    }
    let counted = is_counted(around.figure) && !around.after.starts_with('的');
    Some(if counted { object } else { format!("{object}{}", quantity(around.figure)) })
}

/// Whether the figure counts things rather than measures them.
fn is_counted(figure: &str) -> bool {
    let figure = figure.trim_end_matches(['以', '上', '下', '内']);
    figure.ends_with(|c: char| {
        "个件项名家处所座次场条户人宗间台辆套批起支种类只头株栋幢盏份期".contains(c)
    })
}

fn suffix(change: Change, figure: &str) -> &'static str {
    let rate = figure.contains(['%', '％', '‰', '点', '倍']);
    match (change, rate) {
        (Change::None, _) => "",
        (Change::Rise, true) => "增速",
        (Change::Rise, false) => "增量",
        (Change::Fall, true) => "降幅",
        (Change::Fall, false) => "减量",
        (Change::Share, _) => "占比",
    }
}

/// What a unit measures.
fn quantity(figure: &str) -> &'static str {
    let bare = figure.trim_end_matches("以上").trim_end_matches("以内").trim_end_matches("左右");
    let found = QUANTITIES.iter().find(|(units, _)| units.iter().any(|unit| bare.ends_with(unit)));
    found.map_or("数量", |(_, quantity)| quantity)
}
