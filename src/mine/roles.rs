//! Roles: what a stretch of a report is for, told by its words, its place and its part.

use std::sync::LazyLock;

use crate::lexicon::WordSet;

/// What a stretch of a report is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum SectionRole {
    /// 开场: the formula in front
    Opening,
    /// 回顾: a section on what was done
    Review,
    /// 感谢
    Thanks,
    /// 问题
    Problems,
    /// 总体要求
    Demands,
    /// 预期目标
    Targets,
    /// 安排: a section on what will be done
    Plan,
    /// 结尾: the call at the end
    Call,
    /// A section of a paper that is neither review nor plan: 学习, 作风, 廉政…
    Section,
}

impl SectionRole {
    /// Its Chinese name.
    #[must_use]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Opening => "开场",
            Self::Review => "回顾",
            Self::Thanks => "感谢",
            Self::Problems => "问题",
            Self::Demands => "总体要求",
            Self::Targets => "预期目标",
            Self::Plan => "安排",
            Self::Call => "结尾",
            Self::Section => "部分",
        }
    }
}

/// What the second-level headings of official reports are about, each with the words that show it: counted over work
/// reports of towns, counties, cities and provinces, the commonest themes first.
const THEMES: &[(&str, &[&str])] = &[
    (
        "自身建设",
        &[
            "自身建设", "政府建设", "干部队伍", "作风", "效能", "廉政", "廉洁", "执政能力",
            "履职能力", "服务型政府", "法治政府",
        ],
    ),
    ("农业农村", &["农业", "农村", "三农", "乡村", "农民", "新农村", "现代农业", "种植", "粮食"]),
    ("生态环保", &["生态", "环保", "环境", "绿色", "污染", "蓝天", "低碳", "美丽"]),
    (
        "安全治理",
        &["安全", "平安", "稳定", "和谐", "治安", "信访", "社会管理", "社会治理", "矛盾", "依法"],
    ),
    (
        "民生事业",
        &[
            "民生", "社会事业", "保障", "就业", "教育", "卫生", "惠民", "福祉", "群众", "公共服务",
            "社会建设", "计生",
        ],
    ),
    ("项目投资", &["项目", "招商", "投资", "引资", "园区"]),
    ("城镇建设", &["城镇", "城市", "基础设施", "城乡", "交通", "镇村", "村镇", "集镇", "规划"]),
    ("改革创新", &["改革", "创新", "开放", "科技", "活力", "转型"]),
    ("文化旅游", &["文化", "旅游", "文明", "精神"]),
    ("产业经济", &["经济", "产业", "工业", "企业", "发展", "财政", "财税", "综合实力", "结构"]),
    ("学习", &["学习", "理论", "素质", "思想"]),
    ("人大工作", &["代表", "监督", "议案", "选民", "会议", "换届选举"]),
];

/// The theme whose words a heading says most of; the more particular theme among equals.
#[must_use]
pub(super) fn theme(heading: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Vec<WordSet>> =
        LazyLock::new(|| THEMES.iter().map(|(_, words)| WordSet::new(&words.join(" "))).collect());
    let heading: Vec<char> = heading.chars().collect();
    let scored = THEMES
        .iter()
        .zip(WORDS.iter())
        .map(|((name, _), words)| (*name, words.count(&heading)))
        .rev();
    scored.max_by_key(|(_, score)| *score).filter(|(_, score)| *score > 0).map(|(name, _)| name)
}

/// The role of a part by its heading: 回顾 or 安排, or neither.
#[must_use]
pub(super) fn part(heading: &str) -> SectionRole {
    const BACK: &[&str] =
        &["回顾", "总结", "过去", "成效", "成绩", "情况", "以来", "做法", "上半年", "主要工作完成"];
    const AHEAD: &[&str] = &[
        "安排", "打算", "计划", "任务", "思路", "展望", "下半年", "今后", "下步", "下一步",
        "努力方向", "重点工作", "措施", "奋斗", "建议", "目标",
    ];
    let last = |words: &[&str]| words.iter().filter_map(|word| heading.rfind(word)).max();
    match (last(BACK), last(AHEAD)) {
        (None, None) => SectionRole::Section,
        (back, ahead) if back >= ahead => SectionRole::Review,
        _ => SectionRole::Plan,
    }
}

/// The role of a paragraph that stands for a part of its own; `left` is the share of the report that follows it.
#[must_use]
pub(super) fn paragraph(words: &str, left: f64) -> Option<SectionRole> {
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let head: String = words.chars().take(80).collect();
    let opens = |list: &[&str]| list.iter().any(|word| head.contains(word));
    if left < 0.12
        && any(&["让我们", "努力奋斗", "而奋斗", "谢谢大家", "再创", "新篇章", "敬请", "请予审议"])
    {
        return Some(SectionRole::Call);
    }
    if any(&["感谢"]) && any(&["衷心", "诚挚", "崇高", "深深", "由衷"]) {
        return Some(SectionRole::Thanks);
    }
    if opens(&["问题", "困难", "不足", "差距", "短板", "薄弱"])
        && opens(&["清醒", "存在", "看到", "面临", "主要是", "主要表现", "认识到", "但"])
    {
        return Some(SectionRole::Problems);
    }
    if opens(&["预期目标", "主要目标", "奋斗目标", "发展目标", "目标是", "主要经济指标"])
    {
        return Some(SectionRole::Targets);
    }
    opens(&["总体要求", "指导思想", "总体思路", "总的要求", "工作思路", "基本思路"])
        .then_some(SectionRole::Demands)
}
